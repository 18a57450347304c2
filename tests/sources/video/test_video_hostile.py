"""Films that are none, lie about themselves, or break their reader: a clear error, soon, always."""

import os
import signal
import struct
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilio.core import IlioError, ReadError
from ilio.sources.in_child import in_child
from ilio.sources.video import read_video
from ilio.sources.video.film import LONGEST_S, MOST_PIXELS, check_length
from ilio.sources.video.frames import Part, shots
from ilio.sources.video.parts import sight_part

Maker = Callable[..., Path]
SOON_S = 20.0


def test_only_sound_is_no_film(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts = 8000, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with pytest.raises(ReadError, match="a file without pictures"):
        read_video(path, processes=0)


def test_one_pixel_is_too_few(tmp_path: Path) -> None:
    path = tmp_path / "dot.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("ffv1", rate=10)
        stream.width = stream.height = 1
        stream.pix_fmt = "bgr0"
        for i in range(30):
            frame = av.VideoFrame.from_ndarray(np.zeros((1, 1, 3), np.uint8), format="rgb24")
            frame.pts = i
            out.mux(stream.encode(frame.reformat(format="bgr0")))
        out.mux(stream.encode(None))
    with pytest.raises(ReadError, match=r"pictures of 1 x 1 pixels.*at least 480"):
        read_video(path, processes=0)


def test_a_size_that_no_camera_has_is_refused_before_a_picture_is_made(tmp_path: Path) -> None:
    path = tmp_path / "bomb.mov"
    with av.open(str(path), "w") as out:  # a few hundred bytes that would become a gigabyte
        stream = out.add_stream("png", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "rgb24"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    data = bytearray(path.read_bytes())
    at = data.index(b"IHDR") + 4
    data[at : at + 8] = struct.pack(">II", 30_000, 30_000)
    path.write_bytes(data)
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"8K|damaged|without a single picture|not a video"):
        read_video(path, processes=0)
    assert time.monotonic() - began < SOON_S


def test_eight_k_is_read_and_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "8k.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mjpeg", rate=2)
        stream.width, stream.height, stream.pix_fmt = 7680, 4320, "yuvj420p"
        frame = av.VideoFrame(7680, 4320, "yuvj420p")
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for i in range(2):
            frame.pts = i
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    first = next(shots(path))
    assert (first.film.width, first.film.height) == (720, 405)
    assert 7680 * 4320 <= MOST_PIXELS < 8192 * 8192


def test_a_film_without_end_is_refused() -> None:
    with pytest.raises(ReadError, match=r"a film of 600 min.*Cut it down to one test"):
        check_length(Path("long.mp4"), 20 * LONGEST_S)


def test_a_playlist_cannot_make_other_files_be_read(tmp_path: Path, make_film: Maker) -> None:
    make_film("secret.mp4")
    for name, text in (
        ("list.mp4", "ffconcat version 1.0\nfile secret.mp4\n"),
        ("list.mov", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(ReadError, match=r"not a video|damaged"):
            read_video(tmp_path / name, processes=0)


def test_a_reader_that_crashes_is_a_message(make_film: Maker) -> None:
    with pytest.raises(ReadError, match=r"film.mp4: .*broke off \(signal 11: .*export it again"):
        in_child(make_film(), crash, told=None)
    with pytest.raises(ReadError, match=r"broke off \(code 3\)"):
        in_child(make_film(), os._exit, 3, told=None)


def crash() -> None:
    """As native code does it."""
    os.kill(os.getpid(), signal.SIGSEGV)


def test_one_film_is_read_in_children_and_its_error_comes_back(make_film: Maker) -> None:
    with pytest.raises(ReadError, match="no person found"):
        read_video(make_film(seconds=3.0), processes=2)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    flips=st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 255)), min_size=1, max_size=12),
    end=st.integers(200, 10_000),
)
def test_no_damage_to_a_file_is_more_than_a_read_error(
    make_film: Maker, flips: list[tuple[int, int]], end: int
) -> None:
    data = bytearray(make_film("fuzzed.mp4", seconds=1.0).read_bytes())[:end]
    for at, bits in flips:
        data[at % len(data)] ^= bits
    path = make_film("fuzzed.mp4", seconds=0.3)
    path.write_bytes(data)
    try:
        for shot in shots(path, Part()):
            assert shot.frame().image.ndim == 3
    except IlioError as error:
        assert "fuzzed.mp4" in str(error)


def test_a_part_that_is_not_there_is_nothing(make_film: Maker) -> None:
    assert sight_part(make_film(), "default", Part(1, 2)) == (None, [])
