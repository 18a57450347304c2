"""The ends of groups of pictures that nobody wants are left undecoded; all else stays as it was."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.sources.video import groups
from ilio.sources.video.film import opened
from ilio.sources.video.frames import Part, Shot, Wish, shots

RATE_HZ, SECONDS, GROUP = 30, 4, 30
LOOK_S = 0.2


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Path]:
    """A film of noise with a key frame a second, in the way that is asked for."""

    def make(coded: str = "libx264", group: int = GROUP, **options: str) -> Path:
        rng, path = np.random.default_rng(4), tmp_path / f"{coded}.mp4"
        with av.open(str(path), "w") as out:
            stream = out.add_stream(coded, rate=RATE_HZ)
            stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
            stream.options = {"g": str(group), **options}
            for number in range(RATE_HZ * SECONDS):
                noise = rng.integers(0, 255, (96, 128, 3), dtype=np.uint8)
                frame = av.VideoFrame.from_ndarray(noise, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, RATE_HZ)
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        return path

    return make


PLAIN = {"sc_threshold": "0", "bf": "0"}
KINDS = {
    "no picture is built on a later one": ("libx264", PLAIN),
    "some are": ("libx264", {"sc_threshold": "0", "bf": "2"}),
    "groups that lean on the one before": (
        "libx264",
        {"sc_threshold": "0", "bf": "2", "x264-params": "open-gop=1"},
    ),
    "MPEG-4": ("mpeg4", {}),
}


def looks(path: Path, part: Part, *, calm: bool) -> Iterator[tuple[Shot, bool]]:
    """Every picture that is decoded, and whether it is one of five a second."""
    wish, due_s = Wish(every=False), -1.0
    for shot in shots(path, part, wish):
        is_due = shot.time_s >= due_s
        if is_due:
            due_s = shot.time_s + LOOK_S - 0.01
            wish.next_s = due_s if calm else -math.inf
        yield shot, is_due


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [Part(), Part(0, 2), Part(1, 2)])
def test_what_is_looked_at_stays_the_same_to_the_pixel(
    film: Callable[..., Path], kind: str, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilio.sources.video.frames.LEAST_PART_S", 1.0)
    coded, options = KINDS[kind]
    path = film(coded, **options)
    wanted, calm = (
        {s.time_s: s.picture.to_ndarray() for s, due in looks(path, part, calm=c) if due}
        for c in (False, True)
    )
    assert list(wanted) == list(calm)
    assert len(wanted) >= SECONDS / part.of / LOOK_S - 1
    for at, picture in wanted.items():
        np.testing.assert_array_equal(picture, calm[at])


def test_a_sixth_of_a_calm_film_is_never_decoded(film: Callable[..., Path]) -> None:
    path = film(**PLAIN)
    decoded = [len(list(looks(path, Part(), calm=calm))) for calm in (False, True)]
    assert decoded == [SECONDS * RATE_HZ, SECONDS * RATE_HZ - (SECONDS - 1) * 5]


def test_a_film_of_one_group_is_decoded_whole(film: Callable[..., Path]) -> None:
    path = film(group=999, **PLAIN)
    assert len(list(looks(path, Part(), calm=True))) == SECONDS * RATE_HZ


def test_few_pictures_are_read_ahead(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film of one endless group does not end up in memory."""
    path, ahead = film(group=999, **PLAIN), []
    whole = groups._is_spare

    def noted(packet: av.Packet, coming: "groups.deque[av.Packet]", wanted_s: float) -> bool:
        ahead.append(len(coming))
        return whole(packet, coming, wanted_s)

    monkeypatch.setattr(groups, "_is_spare", noted)
    with opened(path) as (container, stream):
        assert len(list(groups.decoded(container, stream, lambda: 1.0))) == SECONDS * RATE_HZ
    assert max(ahead) < groups.AHEAD
