"""How far the camera stood off the side, from the gaps between left and right."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Side
from ilio.knowledge import threshold
from ilio.sources.video.angles import View, yaw_error_deg
from ilio.sources.video.fusing import Joints
from ilio.sources.video.setup_checks import side_view, view_of
from ilio.sources.video.skeleton import ANKLES, HIPS, KNEES, SHOULDERS
from ilio.sources.video.yaw import camera_yaw, seen_square, standing

Figure = Callable[..., Joints]
PAIRS = {"shoulder": SHOULDERS, "hip": HIPS, "knee": KNEES, "ankle": ANKLES}
TRUNK_PX = 160.0


def turned(joints: Joints, turn_deg: float, *, facing: int = 1) -> Joints:
    """Left and right joints moved apart as a camera off the side would see them."""
    xy = joints.xy.copy()
    for name, (left, right) in PAIRS.items():
        width = TRUNK_PX * threshold(f"camera.{name}_width").value / 100
        # Seen from the front of the side, the far joint comes before the near one.
        half = width * np.sin(np.radians(turn_deg)) / 2
        far, near = (left, right) if facing > 0 else (right, left)
        xy[:, far, 0] += facing * half
        xy[:, near, 0] -= facing * half
    return replace(joints, xy=xy)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("turn", [-30.0, -10.0, 0.0, 20.0])
def test_a_standing_person_shows_the_yaw_and_its_sign(
    stick_figure: Figure, facing: int, turn: float
) -> None:
    joints = stick_figure(np.zeros(5), np.zeros(5), facing=facing)
    yaw, sd = camera_yaw(turned(joints, turn, facing=facing).xy, facing)
    assert yaw == pytest.approx(turn, abs=0.5)
    assert sd == threshold("camera.yaw_sd_standing").value


def test_pictures_with_a_raised_knee_do_not_count_as_standing(stick_figure: Figure) -> None:
    joints = stick_figure(np.array([0, 0, 0, 90, 90.0]), np.zeros(5), shank=0)
    assert standing(joints.xy).tolist() == [True] * 3 + [False] * 2
    yaw, _ = camera_yaw(turned(joints, 15.0).xy, 1)
    assert yaw == pytest.approx(15.0, abs=0.5)


def test_without_standing_only_the_shoulders_speak_and_less_surely(stick_figure: Figure) -> None:
    joints = stick_figure(np.full(5, 90.0), np.full(5, 90.0))
    yaw, sd = camera_yaw(turned(joints, 12.0).xy, 1)
    assert yaw == pytest.approx(12.0, abs=0.5)
    assert sd == threshold("camera.yaw_sd_else").value


def test_lost_pictures_are_passed_over(stick_figure: Figure) -> None:
    joints = turned(stick_figure(np.zeros(6), np.zeros(6)), 10.0)
    joints.xy[2] = np.nan
    assert camera_yaw(joints.xy, 1)[0] == pytest.approx(10.0, abs=0.5)


def test_the_view_carries_the_yaw_without_its_sign(stick_figure: Figure) -> None:
    view, _ = view_of(turned(stick_figure(np.zeros(5), np.zeros(5)), -18.0))
    assert view.yaw_deg == pytest.approx(18.0, abs=0.5)
    assert view.yaw_sd_deg > 0


def test_yaw_and_doubt_about_it_are_paid_for() -> None:
    sure, unsure = (View(1, Side.RIGHT, 10.0, sd).slant_deg for sd in (0.0, 8.0))
    assert sure == pytest.approx(yaw_error_deg(10.0))
    assert unsure > sure > 0
    # a slope of 45 deg seen 30 deg from the side looks 4.1 deg steeper
    assert yaw_error_deg(30.0) > 4.1


def test_the_gate_says_how_surely() -> None:
    assert "give or take 7. Put the camera" in side_view(View(1, Side.RIGHT, 15, 4), 1).detail


def test_what_a_camera_off_the_side_shortened_is_made_whole(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(5), np.full(5, 70.0))
    aslant = joints.xy * [np.cos(np.radians(20.0)), 1.0]
    back = seen_square(aslant, 20.0, 0.0)
    assert back == pytest.approx(joints.xy)
    # 4 deg of doubt leave a little, a doubt as large as the yaw leaves all
    assert seen_square(aslant, 20.0, 4.0)[0, 0, 0] < joints.xy[0, 0, 0]
    assert (seen_square(aslant, 8.0, 8.0) == aslant).all()
