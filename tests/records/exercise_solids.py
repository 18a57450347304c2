"""Flesh and things as solids, to measure what touches and what would go through what."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ilio.knowledge.exercise_figure import Prop
from ilio.knowledge.exercise_part import Part
from ilio.records.drawing.exercises.body_points import Ball, Body
from ilio.records.drawing.exercises.contact import balls_of
from ilio.records.drawing.exercises.figure import ARM, LEG
from ilio.records.drawing.exercises.things import BAR, CHAIR_BACK, PALM, SLAB, WALL_TOP

STEPS = 9
TRUNK = ("seat", "hip", "waist", "chest", "shoulder")
DEPTH = 0.12  # of furniture, to either side


@dataclass(frozen=True)
class Box:
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def gap(self, ball: Ball) -> float:
        """Free space to a ball; negative is how deep the ball is inside."""
        outside = np.maximum(np.maximum(self.low - ball.centre, ball.centre - self.high), 0.0)
        inside = min(*(ball.centre - self.low), *(self.high - ball.centre))
        return float(np.linalg.norm(outside)) - max(float(inside), 0.0) - ball.radius


def boxes(prop: Prop) -> Iterator[Box]:
    """What of a thing is in the way; the thin legs of furniture stand beside the figure."""
    x, half, top, z = prop.x, prop.width / 2, prop.top, -prop.aside
    if prop.kind == "wall":
        yield _box((min(x, 2 * x), max(x, 2 * x)), (0, WALL_TOP), (-1, 1))
    elif prop.kind == "rod":
        yield _box((x - 0.006, x + 0.006), (0, top), (z - 0.006, z + 0.006))
    elif prop.kind == "bar":
        yield _box((x - 0.006, x + 0.006), (top - 2 * BAR, top), (-0.28, 0.28))
    else:
        low = top - {"bench": SLAB, "chair": SLAB, "hand": 2 * PALM}.get(prop.kind, top)
        yield _box((x - half, x + half), (low, top), (-DEPTH, DEPTH))
    if prop.kind == "chair":
        yield _box((x - half, x - half + SLAB), (top, top + CHAIR_BACK), (-DEPTH, DEPTH))


def flesh(body: Body) -> dict[str, list[Ball]]:
    """The whole figure as balls close to each other, by the limb that they belong to."""
    limbs = {"head": [body["head"], body["crown"], body["jaw"]], "trunk": []}
    for side in ("near", "far"):
        limbs[f"{side} leg"] = _along([body[f"{side}_{name}"] for name in LEG])
        limbs[f"{side} arm"] = _along([body[f"{side}_{name}"] for name in ARM])
        limbs["trunk"] += _along([body[f"{side}_{name}"] for name in TRUNK])
    return limbs


def part_flesh(part: Part, body: Body) -> list[Ball]:
    """The balls of one part, and what lies between them."""
    balls = balls_of(part, body)
    side_by_side = part in ("back", "belly", "seat", "shoulders")
    return list(balls) if side_by_side else _along(list(balls))


def _along(chain: list[Ball]) -> list[Ball]:
    if len(chain) == 1:
        return chain
    return [
        Ball(
            a.centre + share * (b.centre - a.centre), a.radius + share * float(b.radius - a.radius)
        )
        for a, b in pairwise(chain)
        for share in np.linspace(0, 1, STEPS)
    ]


def _box(xs: tuple[float, float], ys: tuple[float, float], zs: tuple[float, float]) -> Box:
    low, high = zip(xs, ys, zs, strict=True)
    return Box(np.array(low, dtype=float), np.array(high, dtype=float))
