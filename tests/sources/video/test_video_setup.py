"""Each check of the set-up says one sentence with what to change."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Side
from ilio.sources.video.angles import View
from ilio.sources.video.film import Film
from ilio.sources.video.fusing import Joints
from ilio.sources.video.setup_checks import (
    depth_agrees,
    frame_rate,
    gates,
    level_gate,
    near_leg,
    one_person,
    person_size,
    side_view,
    which_leg,
    whole_body,
)

Figure = Callable[..., Joints]
FILM = Film(600, 600, 30.0, 4.0, 0)


@pytest.mark.parametrize(
    ("yaw", "state"), [(9.9, "pass"), (10.1, "unknown"), (24.9, "unknown"), (25.1, "fail")]
)
def test_side_view(yaw: float, state: str) -> None:
    gate = side_view(View(1, Side.RIGHT, yaw), 0.9)
    assert gate.state == state
    assert gate.stops == (state == "fail")
    assert ("square to the side" in gate.detail) == (state != "pass")


def test_a_person_who_faces_nowhere_is_no_side_view() -> None:
    assert side_view(View(1, Side.RIGHT, 0.0), 0.3).stops


def test_whole_body(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.zeros(20))
    assert whole_body(joints, FILM).state == "pass"
    cut = whole_body(joints, Film(600, 500, 30.0, 4.0, 0))
    assert (cut.state, cut.stops) == ("fail", False)
    assert "only 0 % of the pictures. Move the camera back" in cut.detail


@pytest.mark.parametrize(("scale", "state"), [(1.0, "pass"), (0.4, "unknown"), (0.1, "fail")])
def test_person_size(stick_figure: Figure, scale: float, state: str) -> None:
    joints = stick_figure(np.zeros(4), np.zeros(4))
    assert person_size(replace(joints, xy=joints.xy * scale)).state == state


@pytest.mark.parametrize(("sureness", "state"), [(1.0, "pass"), (0.8, "pass"), (0.79, "fail")])
def test_which_leg(sureness: float, state: str) -> None:
    gate = which_leg(sureness)
    assert gate.state == state
    assert gate.stops == (state == "fail")


def test_near_leg_names_the_side() -> None:
    assert near_leg(View(1, Side.RIGHT, 0.0)).detail.startswith("The right leg is nearer")


def test_somebody_else_in_the_picture(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(4), np.zeros(4))
    assert one_person(joints).state == "pass"
    assert one_person(replace(joints, persons=np.full(4, 2.0))).state == "unknown"


def test_the_networks_depth_is_held_against_the_facing(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(4), np.zeros(4))
    depth = np.zeros((4, 33))
    depth[:, [12, 24, 26]] = -20.0  # the right side nearer
    joints = replace(joints, depth=depth)
    assert depth_agrees(joints, View(1, Side.RIGHT, 0.0))
    assert not depth_agrees(joints, View(-1, Side.LEFT, 0.0))


def test_every_gate_is_there_once(stick_figure: Figure) -> None:
    found = gates(stick_figure(np.zeros(4), np.zeros(4)), FILM, View(1, Side.RIGHT, 0.0), 1, 1)
    names = [g.gate for g in found]
    assert names == [
        "side view",
        "whole body in the picture",
        "person size",
        "near leg",
        "which leg",
        "one person",
        "frame rate",
    ]


@pytest.mark.parametrize(("rate", "state"), [(30.0, "pass"), (10.0, "pass"), (4.0, "fail")])
def test_a_hold_needs_few_pictures(stick_figure: Figure, rate: float, state: str) -> None:
    joints = stick_figure(np.zeros(30), np.full(30, 90.0))
    gate = frame_rate(joints, replace(FILM, rate_hz=rate))
    assert (gate.state, gate.stops) == (state, False)


@pytest.mark.parametrize(("rate", "state"), [(30.0, "pass"), (10.0, "fail")])
def test_running_needs_many(stick_figure: Figure, rate: float, state: str) -> None:
    swing = 40 + 40 * np.sin(np.arange(60) / 30 * 2 * np.pi / 0.7)
    joints = stick_figure(swing, swing[::-1], rate_hz=30.0)
    gate = frame_rate(joints, replace(FILM, rate_hz=rate))
    assert gate.state == state
    assert ("too few for such a motion. Film at 25 or more" in gate.detail) == (state == "fail")


def test_an_unknown_level_does_not_fail() -> None:
    assert level_gate(False, "").state == "unknown"
    assert "standing pose makes up for it" in level_gate(False, "").detail
