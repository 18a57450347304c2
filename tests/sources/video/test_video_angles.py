"""Angles of a stick figure are what they were made to be, with honest errors."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Side
from ilio.knowledge import budget
from ilio.sources.video.angles import View, traces, trunk_lean_deg
from ilio.sources.video.fusing import Joints
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.setup_checks import view_of
from ilio.sources.video.skeleton import HIPS, SHOULDERS, facing

Figure = Callable[..., Joints]


def as_the_model_sees(joints: Joints, facing: int) -> Joints:
    """Put the hip points where they come back to the joint once they are set right."""
    seen = joints.xy.copy()
    for _ in range(20):
        seen[:, HIPS] += (joints.xy - with_hips_set_right(seen, facing))[:, HIPS]
    return replace(joints, xy=seen)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize(
    ("left", "right", "lean"), [(0, 95, 0), (-20, 100, 5), (75, 215, -90), (102, 150, -88)]
)
def test_known_angles_come_back(
    stick_figure: Figure, left: float, right: float, lean: float, facing: int
) -> None:
    made = stick_figure(np.full(9, left), np.full(9, right), lean=lean, shank=70, facing=facing)
    offset = as_the_model_sees(made, facing)
    joints = replace(offset, xy=with_hips_set_right(offset.xy, facing))
    found = traces(joints, View(facing, Side.RIGHT, 0.0))
    for side, thigh in ((Side.LEFT, left), (Side.RIGHT, right)):
        assert found["thigh_elevation", side].angle_deg == pytest.approx(np.full(9, thigh), abs=0.6)
        assert found["knee_flexion", side].angle_deg == pytest.approx(np.full(9, 70), abs=0.6)
    assert found["trunk_lean", None].angle_deg == pytest.approx(np.full(9, lean), abs=0.9)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("lean", [0, -90])
def test_facing_is_found_standing_and_lying(stick_figure: Figure, sign: int, lean: float) -> None:
    joints = stick_figure(np.full(5, 100 + lean / 9), np.full(5, 80), lean=lean, facing=sign)
    assert facing(joints.xy) == (sign, pytest.approx(1.0))
    view, sure = view_of(joints)
    assert view.near is (Side.RIGHT if sign > 0 else Side.LEFT)
    assert sure > 0.9


def test_a_leg_that_jumps_for_one_picture_is_lost_there_not_moved(stick_figure: Figure) -> None:
    thigh = np.full(20, 95.0)
    thigh[7] = 40.0
    found = traces(stick_figure(np.zeros(20), thigh), View(1, Side.RIGHT, 0.0))
    trace = found["thigh_elevation", Side.RIGHT]
    assert np.flatnonzero(~trace.seen).tolist() == [7]
    assert np.flatnonzero(~found["knee_flexion", Side.RIGHT].seen).tolist() == [7]
    assert found["thigh_elevation", Side.LEFT].seen.all()


def test_a_fast_raise_is_not_taken_for_a_jump(stick_figure: Figure) -> None:
    thigh = np.concatenate([np.zeros(8), [35.0, 70.0], np.full(8, 100.0)])
    found = traces(stick_figure(np.zeros(18), thigh), View(1, Side.RIGHT, 0.0))
    assert found["thigh_elevation", Side.RIGHT].seen.all()


def test_a_thigh_of_impossible_length_is_lost(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.full(20, 90.0))
    joints.xy[4, 26] = joints.xy[4, 24] + [60.0, 0.0]
    found = traces(joints, View(1, Side.RIGHT, 0.0))
    assert np.flatnonzero(~found["thigh_elevation", Side.RIGHT].seen).tolist() == [4]


def test_a_picture_without_a_person_is_lost_in_every_trace(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.full(20, 90.0))
    joints.xy[5:7] = np.nan
    for trace in traces(joints, View(1, Side.RIGHT, 0.0)).values():
        assert np.flatnonzero(~trace.seen).tolist() == [5, 6]


def test_doubt_and_vague_joints_and_yaw_widen_and_the_far_leg_is_wider(
    stick_figure: Figure,
) -> None:
    joints = stick_figure(np.zeros(9), np.full(9, 90.0))
    plain = traces(joints, View(1, Side.RIGHT, 0.0))
    doubt, spread = np.zeros(9), np.ones((9, 33))
    doubt[2], spread[4, 26] = 30.0, 4.0
    wider = traces(replace(joints, doubt_deg=doubt, spread=spread), View(1, Side.RIGHT, 20.0))
    key = ("thigh_elevation", Side.RIGHT)
    assert wider[key].sd_deg[2] > 15
    assert wider[key].sd_deg[4] > 2 * plain[key].sd_deg[4]
    assert wider[key].sd_deg[0] == plain[key].sd_deg[0] == budget("video", key[0]).frame_sd
    assert wider[key].shared_sd_deg > plain[key].shared_sd_deg
    far = plain["thigh_elevation", Side.LEFT]
    assert far.shared_sd_deg > plain[key].shared_sd_deg


def test_trunk_lean_has_the_same_sign_whichever_way_the_person_faces() -> None:
    xy = np.zeros((1, 33, 2))
    xy[:, list(SHOULDERS)] = [10.0, -10.0]
    assert trunk_lean_deg(xy, 1)[0] == pytest.approx(45)
    assert trunk_lean_deg(xy, -1)[0] == pytest.approx(-45)
