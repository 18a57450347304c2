"""The poses against what the exercise's own words ask of them, in numbers."""

import math

import numpy as np
import pytest
from exercise_solids import boxes, flesh, part_flesh

from ilio import knowledge
from ilio.knowledge.exercise_book import Exercise
from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.records.drawing.exercises.body_points import Body, Vector
from ilio.records.drawing.exercises.contact import balls_of, bottom, middle, rested

LIBRARY = knowledge.exercises()
CLOSE = 0.006  # 1 cm of a person of 1.7 m
SOFT = {"pad": 0.02}  # how deep a knee may sink in
each_exercise = pytest.mark.parametrize("e", LIBRARY.values(), ids=LIBRARY.keys())
each_demand = pytest.mark.parametrize(
    ("e", "demand"),
    [
        pytest.param(e, demand, id=f"{e.key}: {demand.says}")
        for e in LIBRARY.values()
        for demand in e.pose.demands
    ],
)


def bodies(e: Exercise, which: str = "both") -> dict[str, Body]:
    poses = {"start": e.pose.start, "end": e.pose.end}
    return {name: rested(pose) for name, pose in poses.items() if which in (name, "both")}


def slope(way: Vector) -> float:
    """Against level: 90 is straight up, -90 straight down, 180 level to the back."""
    level = math.copysign(math.hypot(way[0], way[2]), way[0])
    return math.degrees(math.atan2(way[1], level))


def gap(e: Exercise, demand: Demand, body: Body) -> float:
    one = part_flesh(demand.of[0], body)
    if demand.thing:
        things = [box for p in e.pose.props if p.kind == demand.thing for box in boxes(p)]
        return min(box.gap(ball) for box in things for ball in one)
    other = part_flesh(demand.of[1], body)
    return min(
        float(np.linalg.norm(a.centre - b.centre)) - a.radius - b.radius for a in one for b in other
    )


def measured(e: Exercise, demand: Demand, body: Body) -> float:
    at = [middle(part, body) for part in demand.of]
    if demand.thing:
        at.append(np.array([0.0, next(p.top for p in e.pose.props if p.kind == demand.thing), 0.0]))
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
            return gap(e, demand, body)
        case "way":
            start, end = (middle(demand.of[0], b) for b in bodies(e).values())
            return slope(end - start)


@each_demand
def test_a_demand_quotes_the_exercise(e: Exercise, demand: Demand) -> None:
    assert demand.says in f"{e.set_up} {' '.join(e.cues)}".lower()
    missing = {demand.thing} - {"", *(prop.kind for prop in e.pose.props)}
    assert not missing, "the thing that the words name is not drawn"


@each_demand
def test_the_pose_does_what_the_words_say(e: Exercise, demand: Demand) -> None:
    for name, body in bodies(e, demand.pose).items():
        found = measured(e, demand, body)
        asked = pytest.approx(demand.at, abs=demand.within)
        assert found == asked, f"{demand.measure} of {demand.of} in the {name} pose"


@each_exercise
def test_what_the_words_name_stands_there(e: Exercise) -> None:
    words = f"{e.set_up} {' '.join(e.cues)}".lower()
    drawn = {prop.kind for prop in e.pose.props} | {"band" for _ in e.pose.bands}
    for thing in ("chair", "bench", "low step", "wall", "band", "bar"):
        if f" {thing} " in words.replace(",", " ").replace(".", " ") + " ":
            # whoever may choose among things sees one of them
            among = {"rod"} if thing in ("chair", "wall") and "rod" in drawn else set()
            assert drawn & ({thing.split()[-1]} | among), thing


@each_exercise
def test_no_limb_goes_through_a_thing(e: Exercise) -> None:
    for prop in e.pose.props:
        for box in boxes(prop):
            for name, body in bodies(e).items():
                for limb, balls in flesh(body).items():
                    deep = -min(box.gap(ball) for ball in balls)
                    gripped = prop.kind == "bar" and "arm" in limb
                    allowed = 0.02 if gripped else SOFT.get(prop.kind, CLOSE)
                    assert deep < allowed, f"{limb} in the {prop.kind}, {name} pose"


SHARES = {"trunk": 0.43, "head": 0.07, "thigh": 0.14, "shank": 0.045, "foot": 0.015, "arm": 0.05}
"""Of the body's mass, rounded; they only tell whether a figure would tip over."""


def balance_point(body: Body) -> float:
    """Where the body's weight lies along the floor."""

    def between(side: str, a: str, b: str) -> float:
        return float(body[f"{side}_{a}"].centre[0] + body[f"{side}_{b}"].centre[0]) / 2

    limbs = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle"), "foot": ("heel", "toes")}
    limbs["arm"] = ("shoulder", "wrist")
    weights = [(SHARES["head"], float(body["head"].centre[0]))]
    for side in ("near", "far"):
        weights.append((SHARES["trunk"] / 2, between(side, "hip", "shoulder")))
        weights += [(SHARES[name], between(side, *ends)) for name, ends in limbs.items()]
    return sum(mass * x for mass, x in weights) / sum(mass for mass, _ in weights)


def support(pose: PoseAngles, body: Body) -> tuple[float, float]:
    balls = [ball for part in pose.rests for ball in balls_of(part, body)]
    left = min(float(ball.centre[0]) - ball.radius for ball in balls)
    return left, max(float(ball.centre[0]) + ball.radius for ball in balls)


@each_exercise
def test_nobody_would_tip_over(e: Exercise) -> None:
    for pose in (e.pose.start, e.pose.end):
        body = rested(pose)
        left, right = support(pose, body)
        assert left - CLOSE < balance_point(body) < right + CLOSE


def test_a_head_that_is_lifted_is_no_line() -> None:
    e = LIBRARY["front_plank"]
    demand = next(d for d in e.pose.demands if "head" in d.of)
    lifted = rested(e.pose.end.model_copy(update={"neck": -25}))
    assert measured(e, demand, lifted) > demand.within


def test_a_rod_at_the_waist_is_not_at_chest_height() -> None:
    e = LIBRARY["half_kneeling_stretch"]
    demand = next(d for d in e.pose.demands if d.says == "at chest height")
    low = tuple(p.model_copy(update={"top": 0.417}) if p.kind == "rod" else p for p in e.pose.props)
    lowered = e.model_copy(update={"pose": e.pose.model_copy(update={"props": low})})
    assert abs(measured(lowered, demand, rested(e.pose.end))) > demand.within
