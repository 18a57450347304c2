"""The turned square around a person, and the pixels taken from it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.sources.video.regions import Region, bordered, cut_out


@pytest.mark.parametrize(
    ("reach", "turn"),
    [((0, -10), 0), ((10, 0), 90), ((-10, 0), -90), ((7, -7), 45)],
)
def test_the_square_stands_the_body_upright(reach: tuple[float, float], turn: float) -> None:
    region = Region.around((0.0, 0.0), reach)
    assert math.degrees(region.turn_rad) == pytest.approx(turn)
    assert region.side == pytest.approx(2.5 * math.hypot(*reach))


def test_a_body_upside_down_is_half_a_turn() -> None:
    assert abs(math.degrees(Region.around((0, 0), (0, 10)).turn_rad)) == pytest.approx(180)


@settings(max_examples=30, deadline=None)
@given(
    turn=st.floats(-math.pi, math.pi),
    side=st.floats(8, 60),
    x=st.floats(60, 100),
    y=st.floats(60, 100),
)
def test_a_slope_of_grey_is_read_where_the_square_says_to_a_64th_and_a_whole_byte(
    turn: float, side: float, x: float, y: float
) -> None:
    rows, columns = np.mgrid[0:160, 0:160]
    grey = np.zeros((160, 160, 4), dtype=np.uint8)
    grey[..., 0], grey[..., 1] = columns, rows
    region = Region(x, y, side, turn)
    patch = cut_out(bordered(grey), region, 8) * 255
    share = np.stack(np.meshgrid(np.arange(8) / 8, np.arange(8) / 8), axis=-1).reshape(-1, 2)
    read = patch[..., :2].reshape(-1, 2)
    assert np.allclose(read, read.round(), atol=1e-4)
    assert np.abs(read - region.to_frame(share)).max() <= 1 / 64 + 0.5 + 1e-4


def test_outside_the_picture_is_black() -> None:
    white = bordered(np.full((20, 30, 4), 255, dtype=np.uint8))
    assert cut_out(white, Region(-100, -100, 40, 0.4), 8).max() == 0
    half = cut_out(white, Region(0, 10, 16, 0.0), 8)
    assert half[:, 0].max() == 0 and half[4, -1].min() == 1


def test_places_and_colours_are_rounded_as_the_runtime_of_the_page_rounds_them() -> None:
    """32nds of a pixel, 1024ths of a colour, whole bytes: written again, one number at a time."""
    rgba = np.random.default_rng(7).integers(0, 256, (40, 50, 4), dtype=np.uint8)
    region, size = Region(23.4, 19.7, 61.3, 0.37), 16
    patch = cut_out(bordered(rgba), region, size)
    dark = np.zeros((240, 250, 3), dtype=int)
    dark[100:140, 100:150] = rgba[..., :3]
    c, s = math.cos(region.turn_rad), math.sin(region.turn_rad)
    for i in range(size):
        for j in range(size):
            u, v = ((k / size - 0.5) * region.side for k in (j, i))
            x, y = (
                round(32 * (100 + w)) for w in (region.x + c * u - s * v, region.y + s * u + c * v)
            )
            (x, fx), (y, fy) = divmod(x, 32), divmod(y, 32)
            total = sum(
                a * b * dark[row, column]
                for row, b in ((y, 32 - fy), (y + 1, fy))
                for column, a in ((x, 32 - fx), (x + 1, fx))
            )
            assert (patch[i, j] * 255).round().astype(int).tolist() == (
                (total + 512) // 1024
            ).tolist()
