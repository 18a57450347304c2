"""How a demand on a drawn pose is measured."""

import math
from collections.abc import Sequence

import numpy as np
from exercise_solids import boxes, part_flesh

from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_figure import Prop
from ilio.records.drawing.exercises.body_points import Body, Vector
from ilio.records.drawing.exercises.contact import bottom, middle


def measured(demand: Demand, props: Sequence[Prop], body: Body, start: Body | None = None) -> float:
    """What the demand's measure says of a body; `start` is the pose before, for a way."""
    at = [middle(part, body) for part in demand.of]
    if demand.thing:
        thing = next(prop for prop in props if prop.kind == demand.thing)
        at.append(np.array([thing.x + thing.width / 2, thing.top, 0.0]))
    match demand.measure:
        case "bend":
            a, b = at[1] - at[0], at[2] - at[1]
            cosine = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
            return math.degrees(math.acos(np.clip(cosine, -1, 1)))
        case "slope":
            return slope(at[1] - at[0])
        case "ahead" | "above":
            axis = 0 if demand.measure == "ahead" else 1
            return float(at[1][axis] - at[0][axis])
        case "lift":
            return bottom(demand.of[0], body)
        case "gap":
            return gap(demand, props, body)
        case "way":
            assert start is not None
            return slope(at[0] - middle(demand.of[0], start))


def slope(way: Vector) -> float:
    """Against level: 90 is straight up, -90 straight down, 180 level to the back."""
    level = math.copysign(math.hypot(way[0], way[2]), way[0])
    return math.degrees(math.atan2(way[1], level))


def gap(demand: Demand, props: Sequence[Prop], body: Body) -> float:
    """The free space; negative is how deep one is inside the other."""
    one = part_flesh(demand.of[0], body)
    if demand.thing:
        things = [box for prop in props if prop.kind == demand.thing for box in boxes(prop)]
        return min(box.gap(ball) for box in things for ball in one)
    other = part_flesh(demand.of[1], body)
    return min(
        float(np.linalg.norm(a.centre - b.centre)) - a.radius - b.radius for a in one for b in other
    )
