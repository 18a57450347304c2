"""Puts the figure on what it rests on; nothing is placed by hand."""

import numpy as np

from ilio.knowledge.exercise_figure import PoseAngles
from ilio.knowledge.exercise_part import Part
from ilio.records.drawing.exercises.body_points import Ball, Body, body_of

_MANY = {
    "shoulders": ("near_shoulder", "far_shoulder", "throat"),
    "back": ("near_chest", "far_chest", "near_waist", "far_waist"),
    "belly": ("near_waist", "far_waist", "near_chest", "far_chest"),
    "seat": ("near_seat", "far_seat"),
    "hips": ("near_hip", "far_hip"),
    "knees": ("near_knee", "far_knee"),
    "ankles": ("near_ankle", "far_ankle"),
}
_ONE_SIDE = {
    "foot": ("heel", "toes"),
    "thigh": ("hip", "knee"),
    "shin": ("knee", "toes"),
    "forearm": ("elbow", "wrist"),
    "hand": ("wrist", "fingers"),
}


def balls_of(part: Part, body: Body) -> tuple[Ball, ...]:
    """The balls that make up a part.

    Examples
    --------
    >>> body = body_of(PoseAngles(rests={"near_foot": 0}))
    >>> len(balls_of("near_foot", body)), len(balls_of("head", body))
    (2, 1)
    """
    side, _, name = part.partition("_")
    if name in _ONE_SIDE:
        return tuple(body[f"{side}_{ball}"] for ball in _ONE_SIDE[name])
    return tuple(body[ball] for ball in _MANY.get(part, (part,)))


def bottom(part: Part, body: Body) -> float:
    """Height of the lowest point of a part.

    Examples
    --------
    >>> body = rested(PoseAngles(rests={"near_foot": 0.1}))
    >>> round(bottom("near_foot", body), 6)
    0.1
    """
    return min(ball.bottom for ball in balls_of(part, body))


def middle(part: Part, body: Body) -> np.ndarray:
    """Middle of a part in space.

    Examples
    --------
    >>> body = rested(PoseAngles(rests={"near_foot": 0}))
    >>> bool(middle("head", body)[1] > 0.8)
    True
    """
    centre: np.ndarray = np.mean([ball.centre for ball in balls_of(part, body)], axis=0)
    return centre


def rested(angles: PoseAngles) -> Body:
    """The body of a pose, its first resting part at its height and place.

    Examples
    --------
    >>> body = rested(PoseAngles(trunk=90, near_leg=(90, 90, 0), rests={"near_knee": 0}))
    >>> round(bottom("near_knee", body), 6)
    0.0
    """
    body = body_of(angles)
    part, height = next(iter(angles.rests.items()))
    moved = np.array(
        [angles.at - middle(part, body)[0], height - bottom(part, body), 0.0],
    )
    return {name: Ball(ball.centre + moved, ball.radius) for name, ball in body.items()}
