"""The drawn steps of the tests: true to their words, and the moving drawing true to the steps."""

import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from exercise_solids import boxes, flesh
from pose_measures import measured

from ilio.core import UnknownNameError
from ilio.knowledge.drawn_steps import DrawnStep, ProtocolFigure
from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.knowledge.protocol_figure import protocol_figures
from ilio.protocols import PROTOCOLS
from ilio.records.drawing.exercises import screen_css
from ilio.records.drawing.exercises.contact import bottom, rested
from ilio.records.drawing.instructions import motion_css, moving_svg, step_pictures
from ilio.records.drawing.instructions.moving import CHAINS, turns_of
from ilio.records.drawing.instructions.stage import stage_of

CLOSE = 0.006  # 1 cm of a person of 1.7 m
FIGURES = protocol_figures()
each_test = pytest.mark.parametrize("name", list(FIGURES))
each_step = pytest.mark.parametrize(
    ("figure", "step"),
    [pytest.param(f, s, id=s.name) for f in FIGURES.values() for s in f.steps],
)
Matrix = np.ndarray


@each_step
def test_a_step_does_what_its_words_say(figure: ProtocolFigure, step: DrawnStep) -> None:
    body, props = rested(step.pose), (*figure.props, *step.props)
    for demand in step.demands:
        assert demand.says in step.name.lower()
        found = measured(demand, props, body)
        assert found == pytest.approx(demand.at, abs=demand.within), demand.says


@each_step
def test_a_step_rests_on_its_table_and_goes_through_nothing(
    figure: ProtocolFigure, step: DrawnStep
) -> None:
    body = rested(step.pose)
    for part, height in step.pose.rests.items():
        assert bottom(part, body) == pytest.approx(height, abs=CLOSE), part
    things = [box for prop in (*figure.props, *step.props) for box in boxes(prop)]
    for limb, balls in flesh(body).items():
        assert all(box.gap(ball) > -2 * CLOSE for box in things for ball in balls), limb


def test_both_tests_of_the_page_are_drawn_and_no_other_is() -> None:
    assert set(FIGURES) <= set(PROTOCOLS)
    with pytest.raises(UnknownNameError, match=r"Expected a drawn test \(.*knee-raise.*\)"):
        step_pictures("running")


@each_test
def test_each_step_is_one_small_picture_with_its_words(name: str) -> None:
    steps = step_pictures(name)
    assert [s.words for s in steps] == [s.name for s in FIGURES[name].steps]
    sizes = {ElementTree.fromstring(s.svg).get("viewBox") for s in steps}
    assert len(sizes) == 1, "all steps at one scale"


@each_test
def test_everything_of_the_moving_drawing_is_inside_it(name: str) -> None:
    view, wide, tall = stage_of(FIGURES[name])
    for step in FIGURES[name].steps:
        for ball in rested(step.pose).values():
            x, y = view.place(ball.centre)
            far = ball.radius * view.scale
            assert far < x < wide - far
            assert far < y < tall - far


def turned(angle: float, centre: tuple[float, float]) -> Matrix:
    """As a style rule turns: clockwise on the page, about a point."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    there, turn = np.eye(3), np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    there[:2, 2] = centre
    return there @ turn @ np.linalg.inv(there)


@each_test
def test_turned_limbs_land_where_each_step_has_them(name: str) -> None:
    """What the style rules do to the last step, done here by hand, gives every other step."""
    figure = FIGURES[name]
    view, _, _ = stage_of(figure)
    last, poses = figure.steps[-1].pose, [step.pose for step in figure.steps]
    for pose in poses:
        body, turns = rested(last), _away(pose, last)
        asked, hip = rested(pose), view.place(rested(last)["near_hip"].centre)
        moved = np.eye(3)
        moved[:2, 2] = np.subtract(view.place(asked["near_hip"].centre), hip)
        moved = moved @ turned(turns["body"], hip)
        for side in ("near", "far"):
            for limb, chains in CHAINS.items():
                way = moved
                for n, chain in enumerate(chains):
                    joint = view.place(body[f"{side}_{chain[0]}"].centre)
                    way = way @ turned(turns[f"{side}-{limb}-{n}"], joint)
                    for ball in chain[1:]:
                        point = np.array([*view.place(body[f"{side}_{ball}"].centre), 1])
                        there = view.place(asked[f"{side}_{ball}"].centre)
                        assert (way @ point)[:2] == pytest.approx(there, abs=1e-6)


def _away(pose: PoseAngles, last: PoseAngles) -> dict[str, float]:
    return {part: turn - turns_of(last)[part] for part, turn in turns_of(pose).items()}


@each_test
def test_every_rule_moves_a_part_that_is_there(name: str) -> None:
    parts = {
        group.get("class")
        for group in ElementTree.fromstring(moving_svg(name)).iter()
        if group.tag.endswith("}g")
    }
    ruled = set(re.findall(rf"\n\.({name}-[\w-]+){{", motion_css()))
    assert ruled <= parts
    assert {f"{name}-near-leg-0", f"{name}-near-leg-1", f"{name}-all"} <= ruled
    frames = set(re.findall(rf"@keyframes ({name}-[\w-]+){{", motion_css()))
    assert frames == ruled


def test_without_styles_only_the_last_step_is_seen() -> None:
    svg = moving_svg("thomas")
    assert '<g class="thomas-step-0" opacity="0">' in svg
    assert '<g class="thomas-step-2">' in svg


def test_every_ink_of_the_steps_follows_the_screen() -> None:
    css = screen_css("figure")
    for name in FIGURES:
        for svg in (moving_svg(name), *(step.svg for step in step_pictures(name))):
            used = set(re.findall(r"\bi-([\w-]+)", svg))
            assert {ink for ink in used if f"figure .i-{ink}{{" not in css} == set()


def test_a_demand_that_is_not_met_is_found() -> None:
    hang = FIGURES["thomas"].steps[2]
    demand: Demand = next(d for d in hang.demands if d.says == "let the leg hang")
    held = hang.pose.model_copy(update={"near_leg": (60, 62, -25)})
    assert abs(measured(demand, (), rested(held)) - demand.at) > demand.within
