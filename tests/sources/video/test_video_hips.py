"""The hip points are moved from where the networks put them to where the joint is."""

from collections.abc import Callable

import numpy as np
import pytest

from ilio.knowledge import threshold
from ilio.sources.video.fusing import Joints
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.networks import Size
from ilio.sources.video.skeleton import HIPS

Figure = Callable[..., Joints]
LEFT, RIGHT = 0, 1
THIGH_PX = 120.0


def share(name: str) -> float:
    return threshold(f"camera.hip_{name}").value / 100


def moved(joints: Joints, facing: int, network: Size = "heavy") -> np.ndarray:
    """How far back and down each hip went, in thighs, ``(2, 2)``."""
    by = with_hips_set_right(joints.xy, facing, network)[0, HIPS] - joints.xy[0, HIPS]
    return np.asarray(by * [-facing, 1] / THIGH_PX)


@pytest.mark.parametrize("facing", [1, -1])
def test_standing_hips_go_back_and_a_little_down(stick_figure: Figure, facing: int) -> None:
    by = moved(stick_figure(np.zeros(3), np.zeros(3), facing=facing), facing)
    assert by == pytest.approx(np.array([[share("front"), share("up")]] * 2))


@pytest.mark.parametrize("facing", [1, -1])
def test_a_bent_hip_goes_further_down_and_back(stick_figure: Figure, facing: int) -> None:
    near, far = (RIGHT, LEFT) if facing > 0 else (LEFT, RIGHT)
    angles = {near: np.full(3, 90.0), far: np.zeros(3)}
    by = moved(stick_figure(angles[LEFT], angles[RIGHT], facing=facing), facing)
    assert by[near] == pytest.approx([share("front") + share("split"), share("up") + share("bent")])
    assert by[far] == pytest.approx([share("front") - share("split"), share("up")])


@pytest.mark.parametrize("facing", [1, -1])
def test_a_bent_hip_on_the_far_side_goes_further_still(stick_figure: Figure, facing: int) -> None:
    near, far = (RIGHT, LEFT) if facing > 0 else (LEFT, RIGHT)
    angles = {near: np.zeros(3), far: np.full(3, 90.0)}
    by = moved(stick_figure(angles[LEFT], angles[RIGHT], facing=facing), facing)
    assert by[far, 0] == pytest.approx(share("front") + share("split") + share("far"))
    assert by[near, 0] == pytest.approx(share("front") - share("split"))


@pytest.mark.parametrize("lean", [-90.0, 10.0])
def test_the_body_counts_not_the_room(stick_figure: Figure, lean: float) -> None:
    """Lying or leaning, all goes along the trunk and across it."""
    upright = moved(stick_figure(np.zeros(3), np.full(3, 60.0)), 1)
    turned = moved(stick_figure(np.full(3, -lean), np.full(3, 60.0 - lean), lean=lean), 1)
    assert np.linalg.norm(turned, axis=1) == pytest.approx(
        np.linalg.norm(upright, axis=1), abs=2e-3
    )


def test_each_network_has_its_own_habits(stick_figure: Figure) -> None:
    by = moved(stick_figure(np.zeros(3), np.full(3, 90.0)), 1, "full")
    assert by[RIGHT, 1] == pytest.approx(share("up_full") + share("bent_full"))
    assert by[RIGHT, 0] == pytest.approx(share("front_full") + share("split_full"))


def test_lost_pictures_stay_lost(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(3), np.zeros(3))
    joints.xy[1] = np.nan
    assert np.isnan(with_hips_set_right(joints.xy, 1)).any(axis=(1, 2)).tolist() == [
        False,
        True,
        False,
    ]
