"""Small planes are smoothed just as SciPy does it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter, maximum_filter, uniform_filter

from ilio.sources.video.planes import blurred, highest_around, mean_around


@settings(max_examples=40, deadline=None)
@given(
    st.integers(3, 40),
    st.integers(3, 40),
    st.floats(0.6, 3.0),
    st.integers(0, 6),
    st.integers(0, 9),
)
def test_as_scipy(height: int, width: int, sd: float, half: int, seed: int) -> None:
    plane = np.random.default_rng(seed).normal(0, 50, (height, width, 2)).astype(np.float32)
    wide = 2 * half + 1
    close: Any = {"atol": 1e-3}
    np.testing.assert_allclose(
        blurred(plane, sd), gaussian_filter(plane, (sd, sd, 0), mode="nearest"), **close
    )
    np.testing.assert_allclose(
        mean_around(plane, wide), uniform_filter(plane, (wide, wide, 1), mode="nearest"), **close
    )
    np.testing.assert_array_equal(
        highest_around(plane[..., 0], wide), maximum_filter(plane[..., 0], wide, mode="nearest")
    )


@pytest.mark.parametrize("way", [blurred, mean_around])
def test_a_flat_plane_stays_flat(way: Any) -> None:
    flat = np.full((9, 9), 7.0, dtype=np.float32)
    np.testing.assert_allclose(way(flat, 3), flat, rtol=1e-6)
