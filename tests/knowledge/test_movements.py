"""What each exercise does with a body: known movements, and none that its own drawing shows is missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from ilio import knowledge
from ilio.core import UnknownNameError
from ilio.knowledge.exercise_book import Exercise
from ilio.knowledge.exercise_figure import PoseAngles

LIBRARY = knowledge.exercises()
MOVEMENTS = knowledge.movements()
BENT_DEG, RIGHT_ANGLE_DEG, BEHIND_DEG = 60, 90, 15
"""From where a drawn hip is bent, bent deep, or so far behind the body that it is opened."""
LEVEL_DEG, FACE_UP_DEG, FACE_DOWN_DEG = 30, 270, 90
ACROSS_DEG = 10
TRUNK = {"head", "shoulders", "back", "belly", "seat"}
FOOT = {"foot", "heel", "toes"}
ARM = {"elbow", "forearm", "hand"}
each_exercise = pytest.mark.parametrize("e", LIBRARY.values(), ids=LIBRARY.keys())


def hip_shows(hip_deg: float, aside_deg: float) -> Iterator[str]:
    if hip_deg >= BENT_DEG:
        yield "hip_flexion"
    if hip_deg >= RIGHT_ANGLE_DEG:
        yield "deep_hip_flexion"
    if hip_deg <= -BEHIND_DEG:
        yield "hip_extension"
    if aside_deg <= -ACROSS_DEG:
        yield "hip_turning"


def body_shows(pose: PoseAngles) -> Iterator[str]:
    resting: set[str] = set(pose.rests)
    limbs = {part.partition("_")[2] for part in resting}
    if abs(pose.trunk - FACE_UP_DEG) <= LEVEL_DEG:
        yield "lying_on_back"
    if abs(pose.trunk - FACE_DOWN_DEG) <= LEVEL_DEG and resting & TRUNK:
        yield "lying_on_front"
    if "knee" in limbs:
        yield "kneeling"
    if limbs & ARM and limbs <= ARM:
        yield "hanging"
    elif limbs & ARM and not resting & TRUNK:
        yield "weight_on_hands"
    if limbs <= FOOT and len({part.partition("_")[0] for part in resting}) == 1:
        yield "one_leg_balance"


def drawn(e: Exercise) -> tuple[set[str], set[str]]:
    """What the two poses show of the working side with the body, and of the other hip."""
    near: set[str] = set()
    far: set[str] = set()
    for pose in (e.pose.start, e.pose.end):
        near |= {*hip_shows(pose.near_leg[0], aside(pose.near_leg)), *body_shows(pose)}
        far |= {*hip_shows(pose.far_leg[0], aside(pose.far_leg))}
    return near, far


def aside(leg: tuple[float, ...]) -> float:
    return leg[3] if len(leg) > 3 else 0.0


def of_one_hip(keys: tuple[str, ...]) -> set[str]:
    return {key for key in keys if MOVEMENTS[key].part == "one hip"}


@each_exercise
def test_what_the_drawing_shows_is_named(e: Exercise) -> None:
    near, far = drawn(e)
    assert near - set(e.movements) == set()
    assert far - set(e.other_side) == set()


@pytest.mark.parametrize(
    ("key", "near", "far"),
    [
        ("half_kneeling_stretch", {"hip_extension", "kneeling"}, {"hip_flexion"}),
        ("dead_bug", {"hip_flexion", "deep_hip_flexion", "lying_on_back"}, None),
        ("hanging_knee_raise", {"hip_flexion", "deep_hip_flexion", "hanging"}, None),
        ("leg_swings", {"hip_extension", "one_leg_balance"}, set()),
        ("bird_dog", {"hip_flexion", "kneeling", "weight_on_hands"}, {"hip_flexion"}),
        ("side_plank", {"hip_turning", "weight_on_hands"}, set()),
    ],
)
def test_a_drawing_tells_its_movements(key: str, near: set[str], far: set[str] | None) -> None:
    e = LIBRARY[key]
    assert drawn(e)[0] == near
    assert far is None or drawn(e)[1] == far


def test_a_belly_on_the_floor_is_lying_on_the_front() -> None:
    assert "lying_on_front" in body_shows(PoseAngles(trunk=90, rests={"belly": 0}))
    assert "lying_on_front" not in body_shows(PoseAngles(trunk=90, rests={"near_knee": 0}))


@each_exercise
def test_the_other_side_is_a_hip(e: Exercise) -> None:
    assert all(MOVEMENTS[key].part != "whole body" for key in e.other_side)


@each_exercise
def test_where_both_hips_work_both_are_told_the_same(e: Exercise) -> None:
    if e.side in ("alternate", "both at once"):
        assert of_one_hip(e.other_side) == of_one_hip(e.movements)


@each_exercise
def test_a_right_angle_is_a_bent_hip(e: Exercise) -> None:
    for keys in (e.movements, e.other_side):
        assert "deep_hip_flexion" not in keys or "hip_flexion" in keys
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("field", ["movements", "other_side"])
def test_an_exercise_without_its_movements_is_refused(field: str) -> None:
    whole: dict[str, Any] = LIBRARY["dead_bug"].model_dump()
    del whole[field]
    with pytest.raises(ValidationError, match=field):
        Exercise.model_validate(whole)


@pytest.mark.parametrize("field", ["movements", "other_side"])
def test_an_unknown_movement_is_told_the_nearest(field: str) -> None:
    whole = LIBRARY["dead_bug"].model_dump()
    with pytest.raises(UnknownNameError, match=r"a movement .*Did you mean 'hip_flexion'"):
        Exercise.model_validate(whole | {field: ["hip_flexon"]})


@pytest.mark.parametrize("key", MOVEMENTS)
def test_a_movement_reads_on_after_left_out(key: str) -> None:
    text = MOVEMENTS[key].text
    assert text[0].islower()
    assert not text.endswith(".")
    assert MOVEMENTS[key].meaning.endswith(".")
