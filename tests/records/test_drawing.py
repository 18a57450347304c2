"""The drawings show the angles that were measured, and say what was not."""

import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_visits import (
    LEFT,
    RIGHT,
    cannot_tell,
    sound_raise,
    thomas,
    weak_raise,
    weak_tight_left,
)

from ilio.core import Measured
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records.drawing import extension_scale, main_curve, plot
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.marks import fan
from ilio.records.drawing.skeleton import Pose, Skeleton, reach, skeleton
from ilio.records.drawing.svg import Drawing
from ilio.records.figures import body_drawing
from ilio.records.figures.knee_raise import raise_pose
from ilio.records.figures.thomas import thomas_pose
from ilio.verdicts import Axis as JudgedAxis
from ilio.verdicts import TightnessAxis, Verdict, axes_of

SVG = "{http://www.w3.org/2000/svg}"


def elevation_deg(start: tuple[float, float], end: tuple[float, float], facing: int) -> float:
    """From straight down, forward +, read off the screen."""
    dx, dy = (end[0] - start[0]) * facing, end[1] - start[1]
    return math.degrees(math.atan2(dx, dy))


def apart_deg(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def raised(angle_deg: float, **others: Measured) -> Measurement:
    thigh = Measured(angle_deg, angle_deg - 3, angle_deg + 3, "deg")
    return replace(sound_raise(), quantities={"thigh_elevation_hold": thigh, **others})


def figure(m: Measurement) -> Skeleton:
    pose = thomas_pose(m) if m.protocol == "thomas" else raise_pose(m)
    return skeleton(pose, (100, 100), 264)


def test_a_thigh_at_90_is_horizontal_and_over_90_is_higher() -> None:
    level = figure(raised(90)).near
    assert level.knee[1] == pytest.approx(level.hip[1])
    assert figure(raised(100)).near.knee[1] < level.hip[1]
    assert figure(raised(80)).near.knee[1] > level.hip[1]


def test_a_dropping_thigh_is_under_level_and_a_hovering_one_over_it() -> None:
    assert figure(thomas(LEFT, 12.0, 0.0)).near.knee[1] > 100
    assert figure(thomas(LEFT, -12.0, 0.0)).near.knee[1] < 100


def test_the_right_figure_faces_right_and_the_left_one_left() -> None:
    assert figure(sound_raise()).near.knee[0] > 100
    assert figure(weak_raise()).near.knee[0] < 100
    assert figure(thomas(RIGHT, 5, 0)).head[0] < 100 < figure(thomas(RIGHT, 5, 0)).near.knee[0]


@given(
    st.floats(-30, 130),
    st.floats(0, 130),
    st.floats(-20, 40),
    st.floats(0, 40),
    st.sampled_from([1, -1]),
)
def test_every_angle_can_be_read_off_the_figure(
    thigh: float, knee: float, lean: float, rounding: float, facing: int
) -> None:
    joints = skeleton(Pose(facing, 180 - lean, thigh, knee, 0, 0, rounding), (50, 60), 264)
    leg = joints.near
    assert apart_deg(elevation_deg(leg.hip, leg.knee, facing), thigh) < 1e-6
    assert apart_deg(elevation_deg(leg.knee, leg.ankle, facing), thigh - knee) < 1e-6
    trunk = elevation_deg(leg.hip, joints.shoulder, facing)
    assert apart_deg(trunk, 180 - lean) < 4.5  # rounding bends it around the same line


def test_an_arm_that_cannot_reach_is_stretched() -> None:
    elbow, hand = reach((0, 0), (500, 0), 100, 1)
    assert elbow[1] == pytest.approx(0, abs=1e-6)
    assert hand[0] == pytest.approx(32.2)


def test_the_fan_ends_at_the_bounds_of_the_interval() -> None:
    drawing = Drawing("d", 340, 300, "t", "d")
    fan(drawing, (100, 100), 1, Measured(95, 90, 101, "deg"))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", drawing.parts[0].split(' d="')[1])]
    assert elevation_deg((100, 100), (numbers[2], numbers[3]), 1) == pytest.approx(90, abs=0.1)
    assert elevation_deg((100, 100), (numbers[-2], numbers[-1]), 1) == pytest.approx(101, abs=0.1)


def test_an_open_end_still_has_a_fan() -> None:
    drawing = Drawing("d", 340, 300, "t", "d")
    fan(drawing, (100, 100), -1, Measured(95, 90, math.inf, "deg"))
    ElementTree.fromstring(drawing.svg())


@pytest.mark.parametrize(
    "m", [weak_raise(), sound_raise(), thomas(LEFT, -8, 3), *cannot_tell().measurements]
)
def test_figures_are_well_formed_and_describe_themselves(m: Measurement) -> None:
    root = ElementTree.fromstring(body_drawing(m, "figure").svg())
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and desc is not None and title.text and desc.text
    assert f"The {m.side} leg is tested." in desc.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_measured_numbers_stand_on_the_figure() -> None:
    svg = body_drawing(weak_raise(), "figure").svg()
    for words in ("thigh 93°", "(88 to 98)", "13° forward", "92°", "level, 90°"):
        assert words in svg


def test_what_was_not_measured_is_dashed_and_said() -> None:
    full = body_drawing(sound_raise(), "figure")
    assert "outline-assumed" not in full.svg()
    bare = body_drawing(replace(sound_raise(), quantities={}), "figure")
    assert "outline-assumed" in bare.svg() and ">not measured<" in bare.svg()
    assert "Not measured, drawn as asked: thigh, knee, trunk." in bare.desc


def lines(svg: str, ink: str) -> list[str]:
    return [
        p.get("d", "")
        for p in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if p.get("class") == f"i-{ink}"
    ]


def test_the_plot_breaks_where_samples_were_lost_and_flags_the_faults() -> None:
    m = weak_raise()
    svg = plot(m, m.curves[0], "plot").svg()
    assert len(lines(svg, "line")) == len(lines(svg, "band")) == 2
    assert len(lines(svg, "window")) == len(lines(svg, "level")) == 1
    for words in ("time, s", "thigh, ° from down", "level, 90°", "numbers read here"):
        assert words in svg
    circles = list(ElementTree.fromstring(svg).iter(f"{SVG}circle"))
    assert len(circles) == len(m.faults) == 2


def test_flags_of_faults_at_one_time_stand_side_by_side() -> None:
    m = replace(weak_raise(), faults=(Fault("a", 5.0, "One."), Fault("b", 5.0, "Two.")))
    places = [
        float(c.get("cx", 0))
        for c in ElementTree.fromstring(plot(m, m.curves[0], "p").svg()).iter(f"{SVG}circle")
    ]
    assert places[1] - places[0] >= 18


def test_a_fault_is_flagged_at_its_time_after_the_start_of_the_hold() -> None:
    curve = Curve("thigh_drop", (0.0, 10.0), (0.0, 9.0), (-3.0, 6.0), (3.0, 12.0), 2.0, 10.0)
    m = replace(weak_raise(), curves=(curve,), faults=(Fault("a", 3.0, "One."),))
    (circle,) = ElementTree.fromstring(plot(m, curve, "p").svg()).iter(f"{SVG}circle")
    assert float(circle.get("cx", 0)) == pytest.approx(46 + (352 - 46) * 0.5, abs=0.01)


def test_a_single_seen_sample_and_an_unknown_channel_are_drawn() -> None:
    curve = Curve(
        "knee_flexion",
        (0.0, 1.0, 2.0),
        (None, 40.0, None),
        (None, 38.0, None),
        (None, 42.0, None),
        0.0,
        0.0,
    )
    m = replace(weak_raise(), curves=(curve,), faults=())
    assert main_curve(m) is curve
    svg = plot(m, curve, "p").svg()
    assert "knee flexion, °" in svg and lines(svg, "line") and not lines(svg, "window")


def test_a_curve_without_a_seen_sample_is_not_plotted() -> None:
    curve = Curve("thigh_elevation", (0.0, 1.0), (None, None), (None, None), (None, None), 0.0, 1.0)
    assert main_curve(replace(weak_raise(), curves=(curve,))) is None


def verdict(e: Measured | None, chance: float | None = None) -> Verdict:
    tight = TightnessAxis("tight", chance, hip_extension=e)
    return Verdict(LEFT, axes_of(JudgedAxis("cannot tell"), tight))


def test_the_scale_names_its_bands_the_number_and_the_chance() -> None:
    drawing = extension_scale(weak_tight_left().judgement["left"], "scale")
    assert drawing is not None
    svg = drawing.svg()
    for words in (
        "tight",
        "limited",
        "normal",
        "long",
        "9.7°",
        "E −8° (−14 to −2)",
        "chance of tight 98 %",
    ):
        assert f">{words}<" in svg
    assert "with the published prior 94 % (shown only)" in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize(
    "e",
    [
        Measured(3, 3, math.inf, "deg"),
        Measured(-60, -70, -50, "deg"),
        Measured(2, -math.inf, math.inf, "deg"),
    ],
)
def test_what_runs_off_the_scale_gets_an_arrow(e: Measured) -> None:
    drawing = extension_scale(verdict(e), "scale")
    assert drawing is not None
    ElementTree.fromstring(drawing.svg())
    arrows = [d for d in lines(drawing.svg(), "bold") if d.count("L") == 2]
    assert len(arrows) == sum(not -20 <= bound <= 30 for bound in (e.low, e.high))


def test_without_e_there_is_no_scale() -> None:
    assert extension_scale(verdict(None), "scale") is None


@given(st.floats(-1e3, 1e3), st.floats(0.5, 1e3), st.integers(3, 8))
def test_marks_are_round_inside_and_few(low: float, span: float, most: int) -> None:
    marks = Axis(low, low + span, 0, 1).marks(most)
    assert len(marks) <= most + 1
    assert all(low - 1e-6 <= mark <= low + span + 1e-6 for mark in marks)
