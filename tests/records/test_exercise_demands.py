"""The poses against what the exercise's own words ask of them, in numbers."""

import pytest
from exercise_solids import boxes, flesh
from pose_measures import measured

from ilio import knowledge
from ilio.knowledge.exercise_book import Exercise
from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import balls_of, rested

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


@each_demand
def test_a_demand_quotes_the_exercise(e: Exercise, demand: Demand) -> None:
    assert demand.says in f"{e.set_up} {' '.join(e.cues)}".lower()
    missing = {demand.thing} - {"", *(prop.kind for prop in e.pose.props)}
    assert not missing, "the thing that the words name is not drawn"


@each_demand
def test_the_pose_does_what_the_words_say(e: Exercise, demand: Demand) -> None:
    start = bodies(e)["start"]
    for name, body in bodies(e, demand.pose).items():
        found = measured(demand, e.pose.props, body, start)
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
    assert measured(demand, e.pose.props, lifted) > demand.within


def test_a_rod_at_the_waist_is_not_at_chest_height() -> None:
    e = LIBRARY["half_kneeling_stretch"]
    demand = next(d for d in e.pose.demands if d.says == "at chest height")
    low = tuple(p.model_copy(update={"top": 0.417}) if p.kind == "rod" else p for p in e.pose.props)
    assert abs(measured(demand, low, rested(e.pose.end))) > demand.within
