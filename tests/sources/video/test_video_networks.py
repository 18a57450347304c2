"""Quicker networks say nearly what the published ones say; a missing model says what to do."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.sources.video import networks
from ilio.sources.video.landmarks import (
    JOINTS,
    find_persons,
    read_as_published,
    read_mirrored,
    read_pose,
    sharpen,
)
from ilio.sources.video.networks import PUBLISHED_OUT, Network, model_bytes, published_network
from ilio.sources.video.regions import Region, cut_out
from ilio.sources.video.sampling import sampled

VISIT = Path(__file__).resolve().parents[3] / "examples" / "visit"


@pytest.fixture(scope="module")
def looks() -> list[tuple[Any, Region]]:
    """Pictures of the example's films, one every 2 s, and where its person is."""
    films = sorted(VISIT.glob("*.mp4"))
    frames = [frame.image for film in films for frame in sampled(film, 0.5)]
    people = [(image, find_persons(image)[0]) for image in frames]
    return [(image, Region.around(p.centre, p.reach)) for image, p in people]


def test_the_quick_network_says_nearly_what_the_published_one_says(
    looks: list[tuple[Any, Region]],
) -> None:
    """Weights in bytes move joints by less than the 0.5 % of the long side that are allowed."""
    apart = [
        np.linalg.norm((_points(image, region) - _published(image, region)), axis=1)
        for image, region in looks
    ]
    assert len(looks) > 20
    assert PERCENT * float(np.median(apart)) < 0.1
    assert PERCENT * float(np.percentile(apart, 95)) < 1.0


def _points(image: Any, region: Region) -> Any:
    return (read_pose(image, region).xy[:JOINTS] - [region.x, region.y]) / region.side


def _published(image: Any, region: Region) -> Any:
    """The unrounded network, its heat maps read in the window of films."""
    raw, _, heat = (published_network().run(cut_out(image, region, 256))[p] for p in PUBLISHED_OUT)
    share, _ = sharpen(raw.reshape(-1, 5)[:35, :2].astype(float) / 256, heat)
    return (region.to_frame(share)[:JOINTS] - [region.x, region.y]) / region.side


def test_the_quick_strong_network_reads_a_mirrored_picture_as_a_mirrored_person(
    looks: list[tuple[Any, Region]],
) -> None:
    apart = [
        np.linalg.norm(
            read_pose(image, region, "heavy").xy - read_mirrored(image, region, "heavy").xy, axis=1
        )
        / region.side
        for image, region in looks[::8]
    ]
    assert PERCENT * float(np.median(apart)) < 2.0


def test_the_published_network_is_read_too(looks: list[tuple[Any, Region]]) -> None:
    image, region = looks[3]
    there, here = read_as_published(image, region), read_pose(image, region)
    assert not np.array_equal(there.xy, here.xy)
    assert PERCENT * float(np.median(np.abs(there.xy - here.xy))) / region.side < 0.5


def test_a_missing_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(networks.resources, "files", lambda package: tmp_path)
    with pytest.raises(
        ReadError, match=r"expected the pose model beside the code.*Install Ilio again"
    ):
        model_bytes("pose_detection.tflite")


def test_nothing_is_said_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    Network(model_bytes("pose_detection.tflite"))
    assert capfd.readouterr().err == ""
