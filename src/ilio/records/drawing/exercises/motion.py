"""The body on its way from one pose to another."""

import numpy as np

from ilio.knowledge.exercise_figure import Move, PoseAngles
from ilio.records.drawing.exercises.body_points import Ball, Body
from ilio.records.drawing.exercises.contact import middle, rested
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.svg import Point

STEPS, FIRST, LAST = 13, 0.06, 0.97
SHORTEST = 0.13


def between(start: PoseAngles, end: PoseAngles, share: float) -> Body:
    """The body after a share of the way, all joints turning evenly.

    What the first pose rests on fades into what the second one rests on, so that both ends are met.

    Parameters
    ----------
    start, end
        The poses.
    share
        0 is the first pose, 1 the second.

    Examples
    --------
    >>> stands, sits = PoseAngles(rests={"near_foot": 0}), PoseAngles(rests={"seat": 0.25})
    >>> round(between(stands, sits, 1.0)["near_seat"].bottom, 6)
    0.25
    """
    a, b = start.model_dump(exclude={"rests", "at"}), end.model_dump(exclude={"rests", "at"})
    angles = {key: _mix(a[key], b[key], share) for key in a}
    left, came = (rested(pose.model_copy(update=angles)) for pose in (start, end))
    return {
        name: Ball((1 - share) * ball.centre + share * came[name].centre, ball.radius)
        for name, ball in left.items()
    }


def way_of(move: Move, start: PoseAngles, end: PoseAngles, view: View) -> list[Point]:
    """The way of a part on the page, long enough to be seen.

    Examples
    --------
    >>> low, high = PoseAngles(rests={"near_foot": 0}), PoseAngles(rests={"near_foot": 0.3})
    >>> way = way_of(Move(part="near_knee"), low, high, View(0, 1, 100, (0, 0)))
    >>> way[0][1] - way[-1][1] > 25  # up the page
    True
    """
    off = np.array([*move.off, 0.0])
    shares = (FIRST, LAST) if move.straight else np.linspace(FIRST, LAST, STEPS)
    way = [middle(move.part, between(start, end, share)) + off for share in shares]
    far = float(np.linalg.norm(way[-1] - way[0]))
    if far < SHORTEST:
        way = [way[0], way[0] + (way[-1] - way[0]) * SHORTEST / far]
    return [view.place(place) for place in way]


def _mix(a: object, b: object, share: float) -> object:
    if isinstance(a, tuple) and isinstance(b, tuple):
        long = max(len(a), len(b))
        pairs = zip(_padded(a, long), _padded(b, long), strict=True)
        return tuple(_mix(x, y, share) for x, y in pairs)
    return float(a) + share * (float(b) - float(a))  # type: ignore[arg-type]


def _padded(angles: tuple[float, ...], long: int) -> tuple[float, ...]:
    return angles + (0.0,) * (long - len(angles))
