"""One set of joints a picture out of two networks: the heavy one sets the full one right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.following import DISAGREE_DEG, Sighting, disagreement_deg
from ilio.sources.video.landmarks import JOINTS, Pose
from ilio.sources.video.skeleton import HIPS, SHOULDERS

LEAST_SIDEWAYS = 0.1

QUICK_DEG_S = 60.0
"""A leg that turns faster than this from picture to picture, over most of a film, runs."""


@dataclass(frozen=True, eq=False)
class Joints:
    """The joints of the subject over the clip.

    Parameters
    ----------
    time_s
        ``(n,)`` [s].
    xy
        ``(n, 33, 2)`` [px]; NaN where the person was not seen.
    spread, depth, visible
        ``(n, 33)`` as in `Pose`; NaN where the person was not seen.
    doubt_deg
        ``(n,)`` how far the two networks were apart at the next check beside a picture that only
        the full one read [deg].
    persons
        ``(n,)`` how many persons the detector saw.
    by_hand
        ``(n,)`` True where a person set a joint.

    Examples
    --------
    >>> Joints.of([0.0, 0.2], np.ones((2, 33, 2))).xy.shape
    (2, 33, 2)
    """

    time_s: FloatArray
    xy: FloatArray
    spread: FloatArray
    depth: FloatArray
    visible: FloatArray
    doubt_deg: FloatArray
    persons: FloatArray
    by_hand: NDArray[np.bool_]

    @classmethod
    def of(cls, time_s: object, xy: object) -> Self:
        """Joints that somebody else placed, one person, without any doubt.

        Examples
        --------
        >>> Joints.of([0.0, 0.2], np.ones((2, 33, 2))).doubt_deg
        array([0., 0.])
        """
        time, points = np.asarray(time_s, dtype=np.float64), np.asarray(xy, dtype=np.float64)
        ones = np.ones(points.shape[:2])
        none = np.zeros(len(time))
        return cls(time, points, ones, np.zeros_like(ones), ones, none, none + 1, none > 0)

    @property
    def seen(self) -> NDArray[np.bool_]:
        """``(n,)`` True where the person was seen.

        Examples
        --------
        >>> Joints.of([0.0, 0.2], np.ones((2, 33, 2))).seen
        array([ True,  True])
        """
        return np.asarray(np.isfinite(self.xy).any(axis=(1, 2)))


def fuse(sightings: Sequence[Sighting]) -> Joints:
    """Put the sightings of the main subject together.

    Between two checks by the heavy network the full one is moved by what the checks found, in
    proportion to time. Where a neighbouring check disagreed, the picture carries the doubt. Where
    the heavy network also read the mirrored picture, the mean of both holds: a network errs
    otherwise in a mirror, and half of its error goes.

    Examples
    --------
    >>> fuse([Sighting(0.0, None, None, 0, 0), Sighting(0.2, None, None, 0, 0)]).seen
    array([False, False])
    """
    subject = main_subject(sightings)
    quick = moves_quickly(sightings)
    poses = [_reading(s, quick) if s.subject == subject else None for s in sightings]
    n = len(poses)
    xy, spread = np.full((n, JOINTS, 2), np.nan), np.full((n, JOINTS), np.nan)
    depth, visible = spread.copy(), spread.copy()
    for i, pose in enumerate(poses):
        if pose:
            xy[i], spread[i] = pose.xy[:JOINTS], pose.spread[:JOINTS]
            depth[i], visible[i] = pose.depth[:JOINTS], pose.visible[:JOINTS]
    doubt = _set_right(sightings, xy, move=not quick)
    if not quick:
        _meet_the_mirror(sightings, xy)
    return Joints(
        np.array([s.time_s for s in sightings]),
        xy,
        spread,
        depth,
        visible,
        doubt,
        np.array([_persons(s, subject) for s in sightings]),
        np.zeros(n, dtype=bool),
    )


def main_subject(sightings: Sequence[Sighting]) -> int:
    """Whoever was followed longest; large persons and those seen from the side count for more.

    Examples
    --------
    >>> main_subject([Sighting(0.0, None, None, 3, 0)])
    0
    """
    weight: dict[int, float] = {0: 0.0}
    for s in sightings:
        if s.best:
            worth = s.best.region.side**2 * sideways(s.best)
            weight[s.subject] = weight.get(s.subject, 0.0) + worth
    return max(weight, key=lambda subject: weight[subject])


def sideways(pose: Pose) -> float:
    """1 for a body seen from the side, near 0 for one seen from the front, never 0.

    Examples
    --------
    >>> from ilio.sources.video.regions import Region
    >>> xy, ones = np.zeros((35, 2)), np.ones(35)
    >>> xy[list(SHOULDERS)] = [[30, -100], [-30, -100]]
    >>> round(sideways(Pose(xy, ones, ones, ones, 1.0, Region(0, 0, 1, 0))), 1)
    0.4
    """
    left, right = (pose.xy[joint] for joint in SHOULDERS)
    trunk = (left + right) / 2 - (pose.xy[HIPS[0]] + pose.xy[HIPS[1]]) / 2
    length = max(float(np.linalg.norm(trunk)), 1e-9)
    across = abs(float(trunk[0] * (left - right)[1] - trunk[1] * (left - right)[0])) / length
    return max(1 - across / length, LEAST_SIDEWAYS)


def moves_quickly(sightings: Sequence[Sighting]) -> bool:
    """Whether the legs swing over most of the film, as in running.

    What a check found then holds for its own picture alone, and the networks' own offsets, which
    differ by 2 deg in a leg on the move, must not alternate from picture to picture.

    Examples
    --------
    >>> moves_quickly([Sighting(0.0, None, None, 0, 0), Sighting(0.2, None, None, 0, 0)])
    False
    """
    read = [(s.time_s, s.best) for s in sightings if s.best]
    if len(read) < 2:
        return False
    steps = [disagreement_deg(a, b) for (_, a), (_, b) in pairwise(read)]
    return float(np.median(steps / np.diff([at for at, _ in read]))) > QUICK_DEG_S


def _persons(sighting: Sighting, subject: int) -> float:
    """How many persons there were; whoever else was followed was there besides the subject."""
    is_other = sighting.best is not None and sighting.subject != subject
    return float(max(sighting.persons, 2 if is_other else 0))


def _reading(sighting: Sighting, quick: bool) -> Pose | None:
    full, heavy = sighting.full, sighting.heavy
    agreed = full and (heavy is None or disagreement_deg(full, heavy) < DISAGREE_DEG)
    return full if quick and agreed else sighting.best


def _set_right(sightings: Sequence[Sighting], xy: FloatArray, *, move: bool) -> FloatArray:
    """Set the joints right that only the full network read, in place; the doubt of each [deg]."""
    n = len(sightings)
    time = np.array([s.time_s for s in sightings])
    both = [(s.full, s.heavy) for s in sightings]
    apart = np.array([disagreement_deg(f, h) if f and h else np.nan for f, h in both])
    checks, doubt = np.flatnonzero(np.isfinite(apart)), np.zeros(n)
    if not len(checks):
        return doubt
    good = checks[apart[checks] < DISAGREE_DEG]
    only_full = np.array([i for i, s in enumerate(sightings) if s.full and not s.heavy], dtype=int)
    if move and len(good) and len(only_full):
        moved = np.array([h.xy - f.xy for i in good for f, h in [both[i]] if f and h])
        xy[only_full] += _between(time[only_full], time[good], moved)
    after = np.clip(np.searchsorted(checks, only_full), 0, len(checks) - 1)
    before = np.clip(after - 1, 0, None)
    beside = np.maximum(apart[checks[after]], apart[checks[before]])
    doubt[only_full] = np.where(beside < DISAGREE_DEG, 0.0, beside)
    return doubt


def _meet_the_mirror(sightings: Sequence[Sighting], xy: FloatArray) -> None:
    """Move the joints half way to what the heavy network read in the mirror, in place."""
    time = np.array([s.time_s for s in sightings])
    both = [(s.heavy, s.mirrored) for s in sightings]
    agreed = [i for i, pair in enumerate(both) if disagreement_deg(*pair) < DISAGREE_DEG]
    if not agreed:
        return
    half = np.array([(m.xy - h.xy) / 2 for i in agreed for h, m in [both[i]] if h and m])
    xy += _between(time, time[agreed], half)


def _between(time_s: FloatArray, known_s: FloatArray, known: FloatArray) -> FloatArray:
    """Shifts of all joints at some times, in proportion between those where they are known."""
    columns = known[:, :JOINTS].reshape(len(known), -1).T
    by = [np.interp(time_s, known_s, column) for column in columns]
    return np.array(by).T.reshape(len(time_s), JOINTS, 2)
