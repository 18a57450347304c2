"""Light, contrast and blur where the person is."""

import numpy as np
import pytest

from ilio.observations import FloatArray, Gate
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.picture_checks import quality
from ilio.sources.video.picture_gates import blur, light, picture_gates
from ilio.sources.video.regions import Image, Region, bordered

STRIPES = np.where(np.arange(96) // 12 % 2, 220.0, 40.0)


def picture(line: FloatArray) -> Image:
    rows = np.broadcast_to(line[None, :, None], (96, 96, 4))
    return bordered(np.ascontiguousarray(rows, dtype=np.float64).astype(np.uint8))


def pose(low: float = 5.0, high: float = 90.0) -> Pose:
    xy, ones = np.full((35, 2), low), np.ones(35)
    xy[1] = high
    return Pose(xy, ones, ones, ones, 1.0, Region(48, 48, 90, 0))


def blurred(line: FloatArray, width: int) -> FloatArray:
    padded = np.pad(line, width // 2, mode="edge")
    return np.convolve(padded, np.ones(width) / width, mode="valid")


def test_sharpness_falls_with_blur_and_not_with_light() -> None:
    found = [quality(picture(blurred(STRIPES, w)), pose())[2] for w in (1, 3, 5)]
    assert found[0] > 95 > found[1] > 30 > found[2]
    assert quality(picture(STRIPES / 4), pose())[2] == pytest.approx(found[0], abs=3)


def test_brightness_and_contrast_are_shares_of_white() -> None:
    bright, contrast, _ = quality(picture(STRIPES), pose())
    assert contrast == pytest.approx(180 / 255 * 100, abs=1)
    assert 15 < bright < 87
    assert quality(picture(np.full(96, 51.0)), pose())[:2] == pytest.approx([20, 0], abs=1)


def test_a_person_outside_the_picture_is_not_looked_at() -> None:
    assert np.isnan(quality(picture(STRIPES), pose(200.0, 300.0))).all()
    assert picture_gates([quality(picture(STRIPES), pose(200.0, 300.0))]) == ()


@pytest.mark.parametrize(
    ("gate", "state", "todo"),
    [
        (light(50, 40), "pass", "good enough"),
        (light(5, 40), "fail", "keep windows behind the camera"),
        (light(50, 3), "fail", "other colours than the wall"),
        (blur(50), "pass", "sharp"),
        (blur(20), "fail", "Wipe the lens"),
    ],
)
def test_each_check_says_what_to_change(gate: Gate, state: str, todo: str) -> None:
    assert gate.state == state and todo in gate.detail
    assert not gate.stops
