"""A swap of labels that creeps through fused legs is no motion of a body."""

from collections.abc import Sequence

import numpy as np
import pytest

from ilio.observations import FloatArray
from ilio.sources.video.exchanges import exchanged
from ilio.sources.video.roles import assign

RATE_HZ = 5.0


def legs(left: Sequence[float], right: Sequence[float]) -> tuple[FloatArray, FloatArray]:
    thighs = np.stack([left, right], axis=1)
    return np.stack([thighs, np.zeros_like(thighs)], axis=2), np.arange(len(left)) / RATE_HZ


CREEP = ([97.0, 43, 43, 30], [3.0, 45, 49, 66])
"""As it was seen in a grainy film: both legs at 45 deg in between."""


def test_legs_that_creep_past_each_other_change_back() -> None:
    angles, time = legs(
        [0] * 5 + [98] * 14 + CREEP[0] + [0] * 6 + [0] * 5,
        [0] * 5 + [0] * 14 + CREEP[1] + [99] * 6 + [0] * 5,
    )
    roles = assign(angles, time)
    raised = np.where(roles.swapped, angles[:, 1, 0], angles[:, 0, 0])
    assert (raised[5:19] > 90).all() and (raised[24:29] > 90).all()


def test_when_half_the_film_names_the_other_leg_nobody_knows_which_it_is() -> None:
    angles, time = legs(
        [0] * 5 + [98] * 10 + CREEP[0] + [0] * 10 + [0] * 5,
        [0] * 5 + [0] * 10 + CREEP[1] + [99] * 10 + [0] * 5,
    )
    assert assign(angles, time).sureness < 0.7


def test_one_leg_after_the_other_with_both_feet_down_between_is_a_motion() -> None:
    angles, time = legs([90] * 6 + [0] * 8, [0] * 8 + [90] * 6)
    assert not exchanged(angles, time).any()


def test_running_legs_change_in_the_air() -> None:
    time = np.arange(120) / 30
    swing = 40 + 45 * np.sin(2 * np.pi * time / 0.7)
    angles = np.stack([swing, 80 - swing], axis=1)[:, :, None]
    assert not exchanged(angles, time).any()


@pytest.mark.parametrize("hugged", [150.0, 210.0])
def test_a_lying_person_who_hugs_one_leg_is_left_alone(hugged: float) -> None:
    angles, time = legs([145] * 10 + [85] * 10, [145] * 10 + [hugged] * 10)
    assert not exchanged(angles, time).any()
