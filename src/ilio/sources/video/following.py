"""Follows one person through the pictures: a fast network, and a strong one where it decides."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ilio.observations import FloatArray
from ilio.sources.video.crops import crop
from ilio.sources.video.effort import Effort
from ilio.sources.video.frames import Frame
from ilio.sources.video.landmarks import LEAST_FLAG, Pose, find_persons, read_mirrored, read_pose
from ilio.sources.video.marks import NONE, find_marks
from ilio.sources.video.networks import Size
from ilio.sources.video.picture_checks import NONE as NOT_LOOKED
from ilio.sources.video.picture_checks import quality
from ilio.sources.video.regions import Region
from ilio.sources.video.skeleton import HIPS, SHOULDERS, leg_angles, middle
from ilio.sources.video.subject import Subject
from ilio.sources.video.table import NONE as NO_EDGE
from ilio.sources.video.table import table_edge

LEAST_WAIT_S = 0.2
EARLY_S = 0.01
"""Times of pictures are rounded: what is due this soon is due now."""

MOVED_DEG = 10.0
DISAGREE_DEG = 8.0
EXCHANGED_DEG = 30.0
"""A leg that turned by the first since the last picture gets a check by the strong network. When
the two are the second apart, both read on until they agree again. Legs that, taken for each other,
would have turned by so much less were perhaps exchanged: that is checked at once."""

WAIST_ABOVE, WAIST_REACH = 0.18, 0.6
"""Middle and half side of the square about the waist, in trunk lengths from the hips."""

LOOK_AT_WAIST_S, LOOK_SELDOM_S = 0.4, 1.6
LOOK_AT_TABLE_S = 1.0
"""Stickers while two were not seen together, less and less often down to the second while there is
no spot at all, and the table's edge and the picture's light and blur, are looked at so often."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen in one picture.

    Parameters
    ----------
    time_s
        [s].
    full, heavy
        The person's joints by either network; None when not seen or not asked.
    subject
        Counts up each time that somebody else is followed.
    persons
        How many persons the detector saw when it last looked.
    marks
        Spots near the waist that may be stickers, as `find_marks` gives them; None when nobody
        looked at the waist.
    edge
        Edge of the table under a lying person, as `table_edge` gives it.
    quality
        Of the picture about the person, as `quality` gives it.
    mirrored
        The heavy network's joints in the mirrored picture, mirrored back; None when not asked.

    Examples
    --------
    >>> Sighting(0.0, None, None, 0, 0).best is None
    True
    """

    time_s: float
    full: Pose | None
    heavy: Pose | None
    subject: int
    persons: int
    marks: FloatArray | None = None
    edge: FloatArray = field(default_factory=lambda: NO_EDGE)
    quality: FloatArray = field(default_factory=lambda: NOT_LOOKED)
    mirrored: Pose | None = None

    @property
    def best(self) -> Pose | None:
        """The heavy network's joints where it was asked, else the full one's.

        Examples
        --------
        >>> Sighting(0.2, None, None, 1, 0).best is None
        True
        """
        return self.heavy or self.full


class Follower:
    """Follows one person from picture to picture.

    Parameters
    ----------
    effort
        How closely.

    Attributes
    ----------
    in_agreement
        Whether both networks agreed when last asked.

    Examples
    --------
    >>> from ilio.sources.video.effort import DEFAULT
    >>> from ilio.sources.video.film import Film
    >>> blank = Frame(0.0, np.zeros((66, 90, 4), dtype=np.uint8), Film(88, 64, 30.0, 1.0, 0))
    >>> Follower(DEFAULT).look(blank).best is None
    True
    """

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._previous: Pose | None = None
        self._region: Region | None = None
        self._calm_s = self._moving_s = 0.0
        self._subject: Subject | None = None
        self.in_agreement = True
        self._spotted, self._waist_wait_s = False, LOOK_AT_WAIST_S
        self._moves, self._stirred = False, True
        self._checked_s = self._waist_s = self._table_s = self._mirrored_s = -math.inf

    def look(self, frame: Frame) -> Sighting:
        """The person's joints in the next picture.

        Examples
        --------
        >>> from ilio.sources.video.effort import DEFAULT
        >>> from ilio.sources.video.film import Film
        >>> blank = Frame(0.0, np.zeros((66, 90, 4), dtype=np.uint8), Film(88, 64, 30.0, 1.0, 0))
        >>> Follower(DEFAULT).look(blank).persons
        0
        """
        subject = self._subject = self._subject or Subject((frame.film.width, frame.film.height))
        if subject.due(frame.time_s, self._region):
            found = find_persons(frame.image)
            self._region = subject.choose(frame.time_s, found, self._region)
        region = self._region
        full, heavy = self._read(frame, region) if region else (None, None)
        self._previous = heavy or full
        self._region = self._previous.next_region() if self._previous else None
        seen = self._sighting(frame, full, heavy)
        if region and heavy and self._mirror_is_due(frame.time_s):
            self._mirrored_s, self._stirred = frame.time_s, False
            return replace(seen, mirrored=_taken(read_mirrored(frame.image, region, "heavy")))
        return seen

    def look_between(self, frames: Iterable[Frame], before: Sighting) -> Iterator[Sighting]:
        """The joints in pictures after an earlier one, by the fast network alone.

        Examples
        --------
        >>> from ilio.sources.video.effort import DEFAULT
        >>> nobody = Sighting(0.0, None, None, 0, 0)
        >>> list(Follower(DEFAULT).look_between([], nobody))
        []
        """
        pose = before.best
        for frame in frames:
            region = pose.next_region() if pose else self._region
            if region is None:
                return
            pose = _seen(frame, region, "full")
            yield replace(self._sighting(frame, pose, None), subject=before.subject)

    def _read(self, frame: Frame, region: Region) -> tuple[Pose | None, Pose | None]:
        """The fast network, and the strong one when a check is due, a leg moved, or in doubt."""
        since_s = frame.time_s - self._checked_s + EARLY_S
        full = _seen(frame, region, "full")
        moved = self._moves = disagreement_deg(full, self._previous) > MOVED_DEG
        self._stirred = self._stirred or moved
        waits_s = min(self._calm_s, self._moving_s) if moved else self._calm_s
        exchanged = perhaps_exchanged(self._previous, full)
        if self.in_agreement and since_s < waits_s and not exchanged:
            return full, None
        heavy = self._strong(frame, region)
        self.in_agreement = disagreement_deg(full, heavy) < DISAGREE_DEG
        self._checked_s = frame.time_s
        # Whatever goes well is checked less and less often.
        self._calm_s = self._longer(self._calm_s)
        self._moving_s = self._longer(self._moving_s) if moved else 0.0
        return full, heavy

    def _mirror_is_due(self, time_s: float) -> bool:
        """A second opinion for each pose that is held: half of a network's error is its own."""
        waited = time_s - self._mirrored_s + EARLY_S >= self._effort.mirror_s
        return self.in_agreement and (waited or (self._stirred and not self._moves))

    def _longer(self, wait_s: float) -> float:
        longer = max(LEAST_WAIT_S, 2 * wait_s)
        return min(longer, self._effort.check_s) if self.in_agreement else 0.0

    def _strong(self, frame: Frame, region: Region) -> Pose | None:
        return _seen(frame, region, "heavy")

    def _sighting(self, frame: Frame, full: Pose | None, heavy: Pose | None) -> Sighting:
        marks, edge, good, pose = None, NO_EDGE, NOT_LOOKED, heavy or full
        since_s = frame.time_s - self._waist_s + EARLY_S
        if pose and (self._spotted or since_s >= self._waist_wait_s):
            marks, self._waist_s = marks_at_waist(frame, pose), frame.time_s
            self._spotted = len(marks) > 1
            longer_s = LOOK_AT_WAIST_S if len(marks) else 2 * self._waist_wait_s
            self._waist_wait_s = min(longer_s, LOOK_SELDOM_S)
        if pose and frame.time_s - self._table_s >= LOOK_AT_TABLE_S:
            hips, shoulders = (middle(pose.xy[None], pair)[0] for pair in (HIPS, SHOULDERS))
            edge, self._table_s = table_edge(frame.image, hips, shoulders), frame.time_s
            good = quality(frame.image, pose)
        number, persons = (self._subject.number, self._subject.persons) if self._subject else (0, 0)
        return Sighting(frame.time_s, full, heavy, number, persons, marks, edge, good)


def _seen(frame: Frame, region: Region, size: Size) -> Pose | None:
    return _taken(read_pose(frame.image, region, size))


def _taken(pose: Pose) -> Pose | None:
    return pose if pose.flag >= LEAST_FLAG else None


def marks_at_waist(frame: Frame, pose: Pose) -> FloatArray:
    """Spots near the waist that may be stickers, read at the file's own resolution.

    Examples
    --------
    >>> from ilio.sources.video.film import Film
    >>> made = Frame(0.0, np.zeros((66, 90, 4), dtype=np.uint8), Film(88, 64, 30.0, 1.0, 0))
    >>> ones = np.ones(35)
    >>> marks_at_waist(made, Pose(np.zeros((35, 2)), ones, ones, ones, 1.0, Region(0, 0, 1, 0)))
    array([], shape=(0, 4), dtype=float64)
    """
    hips, shoulders = (middle(pose.xy[None], pair)[0] for pair in (HIPS, SHOULDERS))
    length = float(np.linalg.norm(shoulders - hips))
    if frame.picture is None or length < 1:
        return NONE
    x, y = hips + WAIST_ABOVE * (shoulders - hips)
    film, half = frame.film, WAIST_REACH * length
    waist = crop(frame.picture, film.turn, film.width, (float(x), float(y)), half)
    return find_marks(waist, length) if waist else NONE


def disagreement_deg(one: Pose | None, other: Pose | None) -> float:
    """Largest difference of a thigh or shank direction between two readings [deg].

    Examples
    --------
    >>> disagreement_deg(None, None)
    inf
    """
    if one is None or other is None:
        return math.inf
    return _apart_deg(leg_angles(one.xy[None])[0], leg_angles(other.xy[None])[0])


def perhaps_exchanged(before: Pose | None, after: Pose | None) -> bool:
    """Whether the legs turned far less if each is taken for the other.

    Examples
    --------
    >>> perhaps_exchanged(None, None)
    False
    """
    if before is None or after is None:
        return False
    was, now = leg_angles(before.xy[None])[0], leg_angles(after.xy[None])[0]
    return _apart_deg(was, now) - _apart_deg(was, now[::-1]) > EXCHANGED_DEG


def _apart_deg(one: FloatArray, other: FloatArray) -> float:
    apart = np.abs(one - other)
    return float(np.minimum(apart, 360 - apart).max())
