"""Follows one person through the pictures: a fast network, and a strong one where it decides."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from ilio.observations import FloatArray
from ilio.sources.video.anchors import Person
from ilio.sources.video.crops import crop
from ilio.sources.video.frames import Frame
from ilio.sources.video.landmarks import LEAST_FLAG, Pose, find_persons, read_pose
from ilio.sources.video.marks import NONE, find_marks
from ilio.sources.video.networks import Size
from ilio.sources.video.regions import Region
from ilio.sources.video.skeleton import HIPS, SHOULDERS, leg_angles, middle
from ilio.sources.video.table import NONE as NO_EDGE
from ilio.sources.video.table import table_edge

LOOK_AGAIN_S = 2.0
"""The detector looks for persons this often, besides when the person was lost."""

CHECK_EVERY = 7
"""Both networks read every seventh picture, and each in which a leg moved. Between two checks the
full one alone reads while they agree, the heavy one alone while they do not."""

MOVED_DEG = 10.0
DISAGREE_DEG = 8.0

CLEARLY_LARGER = 1.5
"""Somebody this much larger than the followed person is taken instead."""

NEAR_ENOUGH = 0.5
"""A detection within this share of the region's side is the followed person."""

WAIST_ABOVE, WAIST_REACH = 0.18, 0.6
"""Middle and half side of the square about the waist, in trunk lengths from the hips."""

LOOK_AT_WAIST_S = 0.08
LOOK_AT_TABLE_S = 1.0
"""Stickers and the table's edge are looked for no more often than this."""


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
        Spots near the waist that may be stickers, as `find_marks` gives them.
    edge
        Edge of the table under a lying person, as `table_edge` gives it.

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
    marks: FloatArray = field(default_factory=lambda: NONE)
    edge: FloatArray = field(default_factory=lambda: NO_EDGE)

    @property
    def best(self) -> Pose | None:
        """The heavy network's joints where it was asked, else the full one's.

        Examples
        --------
        >>> Sighting(0.2, None, None, 1, 0).best is None
        True
        """
        return self.heavy or self.full


def follow(frames: Iterable[Frame]) -> Iterator[Sighting]:
    """The person's joints in each picture.

    Examples
    --------
    >>> from ilio.sources.video.film import Film
    >>> blank = Frame(0.0, np.zeros((66, 90, 4), dtype=np.uint8), Film(88, 64, 30.0, 1.0, 0))
    >>> [s.best for s in follow([blank])]
    [None]
    """
    region: Region | None = None
    previous: Pose | None = None
    looked_s, subject, persons, since_check, agree = -math.inf, 0, 0, CHECK_EVERY, True
    waist_s = table_s = -math.inf
    for frame in frames:
        if region is None or frame.time_s - looked_s >= LOOK_AGAIN_S:
            found = find_persons(frame.image)
            looked_s, persons = frame.time_s, len(found)
            region, is_new = choose(found, region)
            subject += is_new
        full = heavy = None
        if region:
            check = since_check >= CHECK_EVERY - 1
            full = _read(frame, region, "full") if agree or check else None
            heavy = None if agree and not check else _read(frame, region, "heavy")
            if full and not heavy and disagreement_deg(full, previous) > MOVED_DEG:
                heavy, check = _read(frame, region, "heavy"), True
            since_check = 0 if check else since_check + 1
            agree = disagreement_deg(full, heavy) < DISAGREE_DEG if check else agree
        previous = heavy or full
        region = previous.next_region() if previous else None
        marks, edge = NONE, NO_EDGE
        if previous and frame.time_s - waist_s >= LOOK_AT_WAIST_S:
            marks, waist_s = marks_at_waist(frame, previous), frame.time_s
        if previous and frame.time_s - table_s >= LOOK_AT_TABLE_S:
            hips, shoulders = (middle(previous.xy[None], pair)[0] for pair in (HIPS, SHOULDERS))
            edge, table_s = table_edge(frame.image, hips, shoulders), frame.time_s
        yield Sighting(frame.time_s, full, heavy, subject, persons, marks, edge)


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


def _read(frame: Frame, region: Region, size: Size) -> Pose | None:
    pose = read_pose(frame.image, region, size)
    return pose if pose.flag >= LEAST_FLAG else None


def choose(found: list[Person], region: Region | None) -> tuple[Region | None, bool]:
    """Whom to follow: the one followed so far, unless lost or somebody is clearly larger.

    Returns
    -------
    region, is_new
        Where to look, None if nobody was found and nobody followed; whether it is somebody else.

    Examples
    --------
    >>> small = Person(0.9, (10.0, 10.0), (10.0, 5.0), (0, 0, 1, 1))
    >>> large = Person(0.6, (60.0, 60.0), (60.0, 30.0), (0, 0, 1, 1))
    >>> choose([small, large], None)[0].side
    75.0
    """
    regions = [Region.around(person.centre, person.reach) for person in found]
    if not regions:
        return region, False
    largest = max(regions, key=lambda r: r.side)
    if region is None:
        return largest, True
    is_same = math.hypot(largest.x - region.x, largest.y - region.y) < NEAR_ENOUGH * region.side
    if is_same or largest.side < CLEARLY_LARGER * region.side:
        return region, False
    return largest, True


def disagreement_deg(one: Pose | None, other: Pose | None) -> float:
    """Largest difference of a thigh or shank direction between two readings [deg].

    Examples
    --------
    >>> disagreement_deg(None, None)
    inf
    """
    if one is None or other is None:
        return math.inf
    apart = np.abs(leg_angles(one.xy[None]) - leg_angles(other.xy[None]))
    return float(np.minimum(apart, 360 - apart).max())
