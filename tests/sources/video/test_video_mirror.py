"""The second opinion: a picture read mirrored comes back in its own places, legs by their names."""

import numpy as np
import pytest

from ilio.sources.video.effort import DEFAULT, EFFORTS, Effort
from ilio.sources.video.film import Film
from ilio.sources.video.following import Follower
from ilio.sources.video.frames import Frame
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


@pytest.mark.parametrize(("effort", "asked"), [(EFFORTS["exact"], True), (DEFAULT, False)])
def test_only_a_check_that_sees_somebody_is_mirrored(
    effort: Effort, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilio.sources.video import following
    from ilio.sources.video.anchors import Person

    def surely(read: object) -> object:
        def answer(image: np.ndarray, region: Region, size: str) -> object:
            from dataclasses import replace

            assert callable(read)
            return replace(read(image, region, size), flag=1.0)

        return answer

    somebody = Person(0.9, (160.0, 160.0), (160.0, 60.0), (0, 0, 1, 1))
    monkeypatch.setattr(following, "find_persons", lambda image: [somebody])
    for name in ("read_pose", "read_mirrored"):
        monkeypatch.setattr(following, name, surely(getattr(following, name)))
    follower, film = Follower(effort), Film(320, 320, 30.0, 4.0, 0)
    seen = [follower.look(Frame(i / 30, bordered(scene()), film)) for i in range(4)]
    assert any(s.heavy for s in seen)
    assert [s.mirrored is not None for s in seen] == [s.heavy is not None and asked for s in seen]
