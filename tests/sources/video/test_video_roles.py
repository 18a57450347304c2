"""Left and right stay with their legs although the labels swap."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.sources.video.roles import assign, relabelled


def raise_and_hold(n: int = 60) -> np.ndarray:
    """(n, 2, 2): the left leg stands, the right one goes up to 95 deg and stays there."""
    thigh = np.concatenate([np.zeros(10), np.linspace(0, 95, 8), np.full(n - 18, 95.0)])
    still = np.zeros(n)
    return np.stack([np.stack([still, still], 1), np.stack([thigh, thigh - 90], 1)], 1)


def swap(angles: np.ndarray, rows: list[int]) -> np.ndarray:
    out = angles.copy()
    out[rows] = out[rows, ::-1]
    return out


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(20, 56), st.integers(1, 5)), min_size=1, max_size=4),
    st.integers(0, 1000),
)
def test_swapped_stretches_of_a_hold_are_found(runs: list[tuple[int, int]], seed: int) -> None:
    rows = sorted({i for start, length in runs for i in range(start, min(59, start + length))})
    noise = np.random.default_rng(seed).normal(0, 1.0, (60, 2, 2))
    found = assign(swap(raise_and_hold() + noise, rows))
    assert found.swapped[18:].nonzero()[0].tolist() == [i - 18 for i in rows]
    assert found.sureness < 1


def test_a_swap_cannot_pass_as_a_drop_of_the_thigh() -> None:
    angles = swap(raise_and_hold(), list(range(30, 38)))
    found = assign(angles)
    thighs = np.where(found.swapped, angles[:, 0, 0], angles[:, 1, 0])
    assert thighs[18:].min() == pytest.approx(95.0)


def test_running_legs_cross_without_being_swapped() -> None:
    phase = np.arange(120) / 30 * 2 * np.pi / 0.72
    left, right = 30 + 50 * np.sin(phase), 30 - 50 * np.sin(phase)
    angles = np.stack([np.stack([left, left - 60], 1), np.stack([right, right - 60], 1)], 1)
    apart = np.abs(left - right) > 15
    assert not assign(angles).swapped[apart].any()
    wrong = np.isin(np.arange(120), np.arange(40, 52))
    found = assign(swap(angles, list(range(40, 52)))).swapped
    assert np.array_equal(found[apart], wrong[apart])


def test_the_majority_names_the_legs_and_a_torn_vote_is_unsure() -> None:
    mostly = swap(raise_and_hold(), list(range(20, 30)))
    assert assign(mostly).sureness > 0.75
    torn = swap(raise_and_hold(), list(range(20, 40)))
    assert assign(torn).sureness < 0.7


def test_lost_pictures_are_never_swapped() -> None:
    angles = raise_and_hold()
    angles[30:33] = np.nan
    assert not assign(angles).swapped.any()
    assert assign(np.full((5, 2, 2), np.nan)).sureness == 1.0


def test_relabelling_exchanges_whole_legs_only() -> None:
    xy = np.random.default_rng(1).normal(size=(3, 33, 2))
    out = relabelled(xy, np.array([False, True, False]))
    assert np.array_equal(out[[0, 2]], xy[[0, 2]])
    assert np.array_equal(out[1, 23:33:2], xy[1, 24:33:2])
    assert np.array_equal(out[1, :23], xy[1, :23])


def test_a_picture_with_both_legs_put_on_one_is_no_crossing() -> None:
    """In running, one such picture at the height of a knee would turn a whole stride round."""
    time = np.arange(60) / 30
    stride = 2 * np.pi * time / 0.75
    thighs = np.stack([50 - 50 * np.cos(stride), 50 + 50 * np.cos(stride)], axis=1)
    shanks = thighs - 60
    legs = np.stack([thighs, shanks], axis=2)
    top = int(thighs[20:40, 0].argmax()) + 20
    legs[top + 1] = legs[top + 1].mean(axis=0) + np.array([[-4.0, 0.0], [4.0, 0.0]])
    assert not assign(legs, time).swapped.any()


def test_a_picture_that_stands_alone_is_named_as_the_one_before() -> None:
    up, down, fused = [90.0, 0.0], [0.0, 0.0], [45.0, 0.0]
    legs = np.array([[up, down]] * 4 + [[fused, fused]] + [[down, up]] + [[up, down]] * 4)
    assert assign(legs).swapped.nonzero()[0].tolist() == [5]


def test_the_naming_by_the_many_takes_a_picture_that_stands_alone_along() -> None:
    """Few labels of the strong network outweigh many of the fast one; then the many name the legs."""
    up, down, fused = [90.0, 0.0], [0.0, 0.0], [45.0, 0.0]
    legs = np.array([[up, down]] * 15 + [[down, up]] * 45)
    legs[40] = [fused, fused]
    found = assign(legs, firm=np.arange(60) < 15)
    assert found.swapped.nonzero()[0].tolist() == list(range(15))
