"""Points move to the centre of their heat, and stay where there is none."""

import numpy as np
import pytest

from ilio.sources.video.landmarks import sharpen


def blob(x: float, y: float, height: float = 4.0) -> np.ndarray:
    """Heat before the logistic function, whose logistic is a blob of width 1 cell."""
    rows, columns = np.mgrid[0:64, 0:64]
    heat = height / 5 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / 2)
    return np.log(np.clip(heat, 1e-9, 1 - 1e-9) / (1 - np.clip(heat, 1e-9, 1 - 1e-9)))[..., None]


def test_a_point_moves_to_a_peak_between_cells() -> None:
    moved, spread = sharpen(np.array([[20.4, 30.6]]) / 64, blob(21.3, 30.2))
    assert moved[0] * 64 == pytest.approx([21.3, 30.2], abs=0.1)
    assert spread[0] * 64 == pytest.approx(1.0, abs=0.1)


def test_only_the_window_of_seven_cells_counts() -> None:
    far = blob(40.0, 30.0)
    moved, _ = sharpen(np.array([[20.0, 30.0]]) / 64, far)
    assert moved[0] * 64 == pytest.approx([20.0, 30.0])


def test_a_faint_map_moves_nothing() -> None:
    moved, _ = sharpen(np.array([[20.4, 30.6]]) / 64, blob(21.3, 30.2, height=2.0))
    assert moved[0] * 64 == pytest.approx([20.4, 30.6])


@pytest.mark.parametrize("place", [(-0.5, 0.5), (0.5, 1.5), (0.0, 0.0), (1.0, 1.0)])
def test_a_point_at_or_beyond_the_edge_is_no_crash(place: tuple[float, float]) -> None:
    moved, spread = sharpen(np.array([place]), np.full((64, 64, 1), -90.0))
    assert moved[0] == pytest.approx(place)
    assert np.isfinite(spread).all()
