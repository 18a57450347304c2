"""The second opinion: a picture read mirrored comes back in its own places, legs by their names."""

import numpy as np
import pytest

from ilio.sources.video.landmarks import EXCHANGED, JOINTS, read_mirrored, read_pose
from ilio.sources.video.regions import Region, bordered

SIDE = 256


def scene() -> np.ndarray:
    """Smooth blotches: the networks put their points somewhere in them."""
    coarse = np.random.default_rng(5).integers(0, 256, (10, 10, 4), dtype=np.uint8)
    return np.kron(coarse, np.ones((32, 32, 1), dtype=np.uint8))


def test_it_equals_the_reading_of_a_picture_that_was_mirrored_before() -> None:
    picture = scene()
    width = picture.shape[1]
    region = Region(160.0, 150.0, SIDE, 0.0)
    there = read_mirrored(bordered(picture), region)
    # Sample 0 of a region lies on its edge, sample 255 one step within: mirrored, one step over.
    turned = Region(width - 1 - region.x + region.side / SIDE, region.y, SIDE, 0.0)
    back = read_pose(bordered(picture[:, ::-1]), turned)
    assert there.flag == pytest.approx(back.flag, abs=1e-6)
    assert there.xy[:, 0] == pytest.approx(width - 1 - back.xy[EXCHANGED, 0], abs=1e-3)
    assert there.xy[:, 1] == pytest.approx(back.xy[EXCHANGED, 1], abs=1e-3)
    assert there.depth == pytest.approx(back.depth[EXCHANGED], abs=1e-3)


def test_left_and_right_change_places_and_nothing_else() -> None:
    assert EXCHANGED[0] == 0 and EXCHANGED[25] == 26 and EXCHANGED[26] == 25
    assert EXCHANGED[JOINTS:] == [JOINTS, JOINTS + 1]
    assert [EXCHANGED[i] for i in EXCHANGED] == list(range(JOINTS + 2))
