"""Films that state no length, written as recorders and browsers do: whole, cut off, or nobody knows."""

from pathlib import Path
from typing import Any, BinaryIO

import av
import numpy as np
import pytest

from ilio.core import ReadError
from ilio.sources.video import read_video
from ilio.sources.video.ending import states_its_end
from ilio.sources.video.file_end import UNKNOWN_END, end_of
from ilio.sources.video.frames import shots

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit" / "visit_thomas_left.mp4"
PICTURES, RATE_HZ = 40, 10


class Stream:
    """What a recorder writes to that cannot go back and fill in a length."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        return self.file.write(data)


def film(path: Path, kind: str, codec: str, *, streamed: bool = False, options: Any = None) -> Path:
    """Four seconds; `streamed` as it comes out of a recorder that is not ended in good order."""
    with path.open("wb") as file:
        target = Stream(file) if streamed else file
        with av.open(target, "w", format=kind, options=options or {}) as out:
            try:
                stream: Any = out.add_stream(codec, rate=25 if codec == "mpeg2video" else RATE_HZ)
            except (ValueError, av.error.FFmpegError):
                pytest.skip(f"this FFmpeg cannot write {codec}")
            stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
            stream.bit_rate = 2_000_000
            spots = np.random.default_rng(1)
            for number in range(PICTURES):
                picture = spots.integers(0, 255, (96, 160, 3), dtype=np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts = number
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
    return path


STATED = {
    "a.wmv": ("asf", "wmv2"),
    "a.avi": ("avi", "mpeg4"),
    "a.mkv": ("matroska", "mpeg4"),
    "a.webm": ("webm", "libvpx"),
    "a.flv": ("flv", "flv"),
}
STREAMED = {**STATED, "a.ts": ("mpegts", "mpeg2video"), "a.mpg": ("mpeg", "mpeg2video")}
NEVER_KNOWN = {"a.wmv", "a.mpg"}
"""Kinds in which a stream may end behind any byte."""


@pytest.mark.parametrize("name", STATED)
def test_a_film_that_states_its_end_is_read_whole_and_refused_where_any_of_it_is_missing(
    tmp_path: Path, name: str
) -> None:
    whole = film(tmp_path / name, *STATED[name])
    assert len(list(shots(whole))) == PICTURES
    assert states_its_end(whole)
    data = whole.read_bytes()
    for share in (0.95, 0.9, 0.6, 0.3):
        whole.write_bytes(data[: int(share * len(data))])
        with pytest.raises(ReadError, match="a file that was cut off or damaged"):
            list(shots(whole))


@pytest.mark.parametrize("name", STREAMED)
def test_a_film_that_states_no_end_is_read_whole_and_its_cuts_are_seen_or_may_be_there(
    tmp_path: Path, name: str
) -> None:
    path = film(tmp_path / name, *STREAMED[name], streamed=True)
    assert len(list(shots(path))) == PICTURES
    assert states_its_end(path) == (name == "a.flv")  # the time of its last tag is looked up
    data = path.read_bytes()
    for share in (0.9, 0.6, 0.3):
        path.write_bytes(data[: int(share * len(data)) | 1])
        if name in NEVER_KNOWN:
            assert not states_its_end(path)
        else:
            assert end_of(path) == "cut"
            with pytest.raises(ReadError, match="a file that was cut off or damaged"):
                list(shots(path))


def test_fragments_of_a_browser_may_end_with_any_of_them(tmp_path: Path) -> None:
    options = {"movflags": "frag_every_frame+empty_moov+default_base_moof+skip_trailer"}
    path = film(tmp_path / "a.mp4", "mp4", "mpeg4", streamed=True, options=options)
    data = path.read_bytes()
    starts = [at - 4 for at in range(len(data)) if data.startswith(b"moof", at)]
    for end, told in ((len(data), "unknown"), (starts[-5], "unknown"), (starts[-5] + 900, "cut")):
        path.write_bytes(data[:end])
        assert end_of(path) == told


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"OggS" + bytes([0, 4]) + bytes(20) + bytes([1, 3]) + b"abc", "whole"),
        (b"OggS" + bytes([0, 0]) + bytes(20) + bytes([1, 3]) + b"abc", "unknown"),
        (b"OggS" + bytes([0, 4]) + bytes(20) + bytes([1, 3]) + b"ab", "cut"),
        (b"\x00\x00\x01\xba" + bytes(99) + b"\x00\x00\x01\xb9", "whole"),
        (b"\x1aE\xdf\xa3", "cut"),
        (b"nothing known", "unknown"),
        (b"FLV", "cut"),
    ],
)
def test_pages_codes_and_scraps(tmp_path: Path, start: bytes, told: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(start)
    assert end_of(path) == told


def test_what_may_be_missing_is_said(tmp_path: Path) -> None:
    """The example's film, as a browser would have recorded it."""
    path = tmp_path / "a.mkv"
    with (
        path.open("wb") as file,
        av.open(str(EXAMPLE)) as given,
        av.open(Stream(file), "w", format="matroska") as out,
    ):
        stream = out.add_stream_from_template(given.streams.video[0])
        for packet in given.demux(given.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    assert UNKNOWN_END in read_video(path).notes
    assert UNKNOWN_END not in read_video(EXAMPLE).notes
