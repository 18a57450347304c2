"""Where the joints of the exercise figure lie in space, from its joint angles.

Lengths are shares of the figure's height. x points forward, y up, z to the near side; the viewer
stands on the near side and the figure faces right.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.knowledge.exercise_figure import PoseAngles
from ilio.records.drawing.limbs import RADII
from ilio.records.drawing.skeleton import LENGTHS

Vector = NDArray[np.float64]

ASIDE = {"hip": 0.042, "waist": 0.030, "chest": 0.042, "shoulder": 0.098}
"""Half-widths between the sides; for the drawing only."""

FINGERS = 0.8 * LENGTHS["hand"]
SIDES = {"near": 1.0, "far": -1.0}


@dataclass(frozen=True)
class Ball:
    """A joint with the flesh around it.

    Parameters
    ----------
    centre
        In space, shares of the height.
    radius
        Share of the height.

    Examples
    --------
    >>> Ball(np.array([0.0, 0.5, 0.0]), 0.1).bottom
    0.4
    """

    centre: Vector
    radius: float

    @property
    def bottom(self) -> float:
        """Height of its lowest point.

        Examples
        --------
        >>> Ball(np.zeros(3), 1).bottom
        -1.0
        """
        return float(self.centre[1]) - self.radius


Body = dict[str, Ball]
"""Balls by name: ``head``, ``near_knee``, ``far_toes`` ..."""


def body_of(angles: PoseAngles) -> Body:
    """The body of a pose, its hips in the middle of nowhere; `rested` puts it on the floor.

    Examples
    --------
    >>> body = body_of(PoseAngles(near_leg=(90, 90, 0), rests={"far_foot": 0}))
    >>> knee, hip = body["near_knee"].centre, body["near_hip"].centre
    >>> round(float((knee - hip)[0]), 3)  # a thigh's length forward
    0.245
    """
    body = _trunk() | _head(angles.neck)
    for side, sign in SIDES.items():
        leg = angles.near_leg if side == "near" else angles.far_leg
        arm = angles.near_arm if side == "near" else angles.far_arm
        wrist = angles.near_wrist if side == "near" else angles.far_wrist
        body |= _leg(side, sign, *leg) | _arm(side, sign, wrist, *arm)
    turn = _about_x(angles.roll) @ _about_z(angles.trunk - 180)
    return {name: Ball(turn @ ball.centre, ball.radius) for name, ball in body.items()}


def _down(flexion_deg: float) -> Vector:
    """Where a limb points that hangs at zero and comes forward with flexion."""
    angle = math.radians(flexion_deg)
    return np.array([math.sin(angle), -math.cos(angle), 0.0])


def _trunk() -> Body:
    tall = LENGTHS["trunk"]
    body = {}
    for side, sign in SIDES.items():
        for name, up, front, radius in (
            ("hip", 0.0, 0.0, RADII["hip"]),
            ("seat", 0.0, -0.018, RADII["buttock"]),
            ("waist", 0.42 * tall, 0.004, RADII["waist"]),
            ("chest", 0.78 * tall, 0.008, RADII["chest"] * 0.95),
        ):
            wide = sign * ASIDE.get(name, ASIDE["hip"])
            body[f"{side}_{name}"] = Ball(np.array([front, up, wide]), radius)
        top = np.array([0.0, tall, sign * ASIDE["shoulder"]])
        body[f"{side}_shoulder"] = Ball(top, RADII["shoulder"] * 0.86)
    return body | {"throat": Ball(np.array([0.0, tall, 0.0]), RADII["shoulder"])}


def _head(neck_deg: float) -> Body:
    turn = _about_z(-neck_deg - 8)
    start = np.array([0.0, LENGTHS["trunk"], 0.0])

    def at(front: float, up: float, radius: float) -> Ball:
        return Ball(start + turn @ np.array([front, LENGTHS["neck"] + up, 0.0]), radius)

    return {
        "head": at(0.0, 0.0, RADII["head"] * 0.94),
        "crown": at(0.0, 0.012, RADII["head"]),
        "jaw": at(0.025, -0.023, RADII["jaw"] * 0.8),
        "brow": at(0.040, 0.006, 0.012),
        "nose": at(0.055, -0.004, 0.008),
    }


def _leg(side: str, sign: float, hip: float, knee: float, ankle: float, aside: float = 0.0) -> Body:
    turn = _about_x(-sign * aside)
    start = np.array([0.0, 0.0, sign * ASIDE["hip"]])
    shank, foot = turn @ _down(hip - knee), turn @ _down(hip - knee + 90 + ankle)
    knee_at = start + LENGTHS["thigh"] * (turn @ _down(hip))
    ankle_at = knee_at + LENGTHS["shank"] * shank
    sole = ankle_at + 0.6 * LENGTHS["ankle"] * shank
    heel = RADII["ankle"] * 0.84
    points = {
        "knee": Ball(knee_at, RADII["knee"]),
        "calf": Ball(knee_at + 0.34 * LENGTHS["shank"] * shank, RADII["knee"] * 0.97),
        "ankle": Ball(ankle_at, RADII["ankle"]),
        "heel": Ball(sole - 0.008 * foot, heel),
        "toes": Ball(sole + LENGTHS["foot"] * foot + 0.005 * shank, RADII["ball"]),
    }
    return {f"{side}_{name}": ball for name, ball in points.items()}


def _arm(
    side: str, sign: float, wrist: float, shoulder: float, elbow: float, aside: float = 0.0
) -> Body:
    turn = _about_x(-sign * aside)
    start = np.array([0.0, LENGTHS["trunk"], sign * ASIDE["shoulder"]])
    fore, hand = turn @ _down(shoulder + elbow), turn @ _down(shoulder + elbow + wrist)
    elbow_at = start + LENGTHS["upper arm"] * (turn @ _down(shoulder))
    wrist_at = elbow_at + LENGTHS["forearm"] * fore
    points = {
        "elbow": Ball(elbow_at, RADII["elbow"]),
        "wrist": Ball(wrist_at, RADII["wrist"]),
        "fingers": Ball(wrist_at + FINGERS * hand, RADII["hand"] * 0.8),
    }
    return {f"{side}_{name}": ball for name, ball in points.items()}


def _about_x(angle_deg: float) -> Vector:
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _about_z(angle_deg: float) -> Vector:
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
