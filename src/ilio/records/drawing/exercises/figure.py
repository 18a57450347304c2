"""The exercise figure on the page: limbs back to front, working muscle tinted."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ilio.knowledge.exercise_figure import Region
from ilio.records.drawing.exercises.body_points import Ball, Body, Vector
from ilio.records.drawing.limbs import taper
from ilio.records.drawing.svg import Drawing, Point, number

LEG = ("hip", "knee", "calf", "ankle", "heel", "toes")
ARM = ("shoulder", "elbow", "wrist", "fingers")

TINTS: dict[Region, tuple[tuple[str, str, float, float, float], ...]] = {
    "hip flexors": (
        ("hip", "waist", 0.85, 0.016, 0.013),
        ("hip", "waist", 0.10, 0.020, 0.021),
        ("hip", "knee", 0.24, 0.018, 0.014),
    ),
    "buttock": (("seat", "waist", 0.12, -0.008, 0.034), ("hip", "knee", 0.16, -0.022, 0.022)),
    "hip side": (("hip", "waist", 0.32, -0.004, 0.026), ("hip", "knee", 0.06, -0.004, 0.018)),
    "belly": (("waist", "chest", 0.45, 0.036, 0.012), ("hip", "waist", 0.40, 0.026, 0.016)),
    "flank": (("waist", "chest", 0.50, 0.004, 0.020), ("hip", "waist", 0.55, 0.004, 0.020)),
    "back": (("waist", "chest", 0.70, -0.038, 0.011), ("hip", "waist", 0.60, -0.030, 0.013)),
    "thigh front": (("hip", "knee", 0.30, 0.020, 0.016), ("hip", "knee", 0.86, 0.008, 0.013)),
}
"""Regions as chains: between which joints, how far along, how far to the front, how wide."""


@dataclass(frozen=True)
class View:
    """From space to the page.

    Parameters
    ----------
    turn
        How far the figure turns its front to the viewer [deg].
    facing
        1 faces right, -1 is the mirror image.
    scale
        Height of the figure on the page.
    origin
        Where the floor's zero lies on the page.

    Examples
    --------
    >>> View(0, -1, 100, (50, 90)).place(np.array([0.2, 0.5, 0.0]))
    (30.0, 40.0)
    """

    turn: float
    facing: int
    scale: float
    origin: Point

    def across(self, place: Vector) -> float:
        """How far to the right, as a share of the figure's height, before mirroring.

        Examples
        --------
        >>> View(90, 1, 100, (0, 0)).across(np.array([0.3, 0.0, -0.2]))
        0.2
        """
        angle = math.radians(self.turn)
        return round(float(place[0] * math.cos(angle) - place[2] * math.sin(angle)), 9)

    def place(self, place: Vector) -> Point:
        """Where a place in space lies on the page.

        Examples
        --------
        >>> View(0, 1, 100, (50, 90)).place(np.array([0.2, 0.5, 0.0]))
        (70.0, 40.0)
        """
        x = self.origin[0] + self.facing * self.scale * self.across(place)
        return x, self.origin[1] - self.scale * float(place[1])

    def piece(self, a: Ball, b: Ball) -> str:
        """Outline around two balls; only the larger one where it hides the other.

        Examples
        --------
        >>> view = View(0, 1, 100, (0, 0))
        >>> balls = [Ball(np.array([x, 0.0, 0.0]), 0.05) for x in (0.0, 0.2)]
        >>> view.piece(*balls)
        'M0 5A5 5 0 0 1 0 -5L20 -5A5 5 0 0 1 20 5Z'
        >>> view.piece(balls[0], balls[0])
        'M0 -5A5 5 0 1 1 0 5A5 5 0 1 1 0 -5Z'
        """
        start, end = self.place(a.centre), self.place(b.centre)
        r, s = a.radius * self.scale, b.radius * self.scale
        if math.dist(start, end) > abs(r - s) + 0.01:
            return taper(start, r, end, s)
        (x, y), wide = (start, r) if r >= s else (end, s)
        top, low = f"{number(x)} {number(y - wide)}", f"{number(x)} {number(y + wide)}"
        arc = f"A{number(wide)} {number(wide)} 0 1 1"
        return f"M{top}{arc} {low}{arc} {top}Z"


def draw_body(
    drawing: Drawing, body: Body, view: View, tint: tuple[Region, ...], both: bool
) -> None:
    """Draw the figure: far arm and leg, head and trunk, near leg, tint, near arm.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> body = rested(PoseAngles(rests={"near_foot": 0}))
    >>> draw_body(drawing, body, View(16, 1, 90, (50, 95)), ("buttock",), both=False)
    >>> 'class="i-muscle-edge i-muscle"' in "".join(drawing.parts)
    True
    """
    far = ("figure", "skin") if both else ("figure-far", "skin-far")
    drawing.shape(_chain(body, "far", ARM, view), *far)
    drawing.shape(_chain(body, "far", LEG, view), *far)
    drawing.shape("".join(head_pieces(body, view)), "figure", "skin")
    drawing.shape("".join(trunk_pieces(body, view)), "figure", "skin")
    drawing.shape(_chain(body, "near", LEG, view), "figure", "skin")
    drawing.path(groin_pieces(body, view), "skin")
    for region in tint:
        chain = [_flesh(body, *step) for step in TINTS[region]]
        pieces = "".join(view.piece(a, b) for a, b in pairwise(chain))
        drawing.shape(pieces, "muscle-edge", "muscle")
    drawing.shape(_chain(body, "near", ARM, view), "figure", "skin")


def _chain(body: Body, side: str, names: tuple[str, ...], view: View) -> str:
    balls = [body[f"{side}_{name}"] for name in names]
    return "".join(view.piece(a, b) for a, b in pairwise(balls))


def groin_pieces(body: Body, view: View) -> str:
    """The place where leg and trunk are one, so that no outline runs through it.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> groin_pieces(rested(PoseAngles(rests={"seat": 0})), View(0, 1, 90, (0, 0))).count("Z")
    2
    """
    hip, seat, waist = body["near_hip"], body["near_seat"], body["near_waist"]
    middle = Ball(hip.centre, 0.94 * hip.radius)
    above = Ball(hip.centre + 0.45 * (waist.centre - hip.centre), 0.8 * waist.radius)
    return view.piece(middle, above) + view.piece(middle, Ball(seat.centre, 0.94 * seat.radius))


def head_pieces(body: Body, view: View) -> tuple[str, ...]:
    """Neck, head, jaw and nose.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> len(head_pieces(rested(PoseAngles(rests={"seat": 0})), View(0, 1, 90, (0, 0))))
    4
    """
    throat, head = body["throat"], body["head"]
    neck = 0.026
    return (
        view.piece(Ball(throat.centre, neck * 1.15), Ball(head.centre, neck)),
        view.piece(body["crown"], head),
        view.piece(Ball(head.centre, 0.8 * head.radius), body["jaw"]),
        view.piece(body["brow"], body["nose"]),
    )


def trunk_pieces(body: Body, view: View) -> tuple[str, ...]:
    """From the seat to the shoulders, both sides and what joins them.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> len(trunk_pieces(rested(PoseAngles(rests={"seat": 0})), View(0, 1, 90, (0, 0))))
    15
    """
    throat = body["throat"]
    pieces = []
    for side in ("far", "near"):
        chain = [body[f"{side}_{name}"] for name in ("seat", "hip", "waist", "chest")]
        pieces += [view.piece(a, b) for a, b in pairwise([*chain, throat])]
        pieces.append(view.piece(chain[-1], body[f"{side}_shoulder"]))
    for name in ("seat", "hip", "waist", "chest", "shoulder"):
        pieces.append(view.piece(body[f"far_{name}"], body[f"near_{name}"]))
    return tuple(pieces)


def _flesh(body: Body, start: str, end: str, along: float, front: float, wide: float) -> Ball:
    """A ball of a tinted region, from the line between two joints of the near side."""
    a, b = body[f"near_{start}"].centre, body[f"near_{end}"].centre
    outward = body["near_hip"].centre - body["far_hip"].centre
    up = a - b if end == "knee" else b - a
    ahead = np.cross(up, outward)
    return Ball(a + along * (b - a) + front * ahead / np.linalg.norm(ahead), wide)
