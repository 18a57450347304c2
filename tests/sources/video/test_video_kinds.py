"""What phones write: codecs, containers, deep colour, flags of turn and mirror, slow motion, parts."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.sources.video.film import Film
from ilio.sources.video.frames import Part, Wish, shots
from ilio.sources.video.turning import Turn, turn_from

RATE = 10
KINDS = [
    ("a.mp4", "libx264", "yuv420p", {}),
    ("a.mov", "libx264", "yuvj420p", {}),
    ("a.mkv", "libx264", "yuv420p10le", {}),
    ("a.mp4", "libx265", "yuv420p", {"x265-params": "log-level=none:pools=1"}),
    ("a.mov", "libx265", "yuv420p10le", {"x265-params": "log-level=none:pools=1"}),
    ("a.webm", "libvpx-vp9", "yuv420p", {"cpu-used": "8", "deadline": "realtime"}),
    ("a.mp4", "libsvtav1", "yuv420p10le", {"preset": "12", "svtav1-params": "lp=1"}),
    ("a.avi", "mjpeg", "yuvj420p", {}),
    ("a.mkv", "ffv1", "yuv422p10le", {}),
]


def write(
    path: Path,
    codec: str,
    pixels: str,
    options: dict[str, str],
    *,
    count: int = 20,
    size: tuple[int, int] = (160, 96),
    metadata: dict[str, str] | None = None,
    key_every: int = 5,
) -> Path:
    """A dark film with a white corner at the top left."""
    container = {"movflags": "use_metadata_tags"} if metadata else {}
    with av.open(str(path), "w", options=container) as out:
        out.metadata.update(metadata or {})
        try:
            stream = out.add_stream(codec, rate=RATE, options=options)
        except (ValueError, av.error.FFmpegError):
            pytest.skip(f"this FFmpeg cannot write {codec}")
        stream.width, stream.height = size
        stream.pix_fmt, stream.codec_context.gop_size = pixels, key_every
        for i in range(count):
            picture = np.full((size[1], size[0], 3), 40 + i, dtype=np.uint8)
            picture[: size[1] // 3, : size[0] // 3] = 255
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = i, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(("name", "codec", "pixels", "options"), KINDS)
def test_every_kind_gives_the_same_pictures_at_the_same_times(
    tmp_path: Path, name: str, codec: str, pixels: str, options: dict[str, str]
) -> None:
    found = list(shots(write(tmp_path / name, codec, pixels, options)))
    assert [shot.time_s for shot in found] == pytest.approx(np.arange(20) / RATE, abs=0.01)
    image = found[4].frame().image[1:-1, 1:-1, :3]
    assert image.shape == (96, 160, 3)
    assert image[4:24, 4:40].min() > 230
    assert image[60:, 80:].mean() == pytest.approx(44, abs=8)


MATRICES = {
    (1, 0, 0, 1): Turn(0, False),
    (0, 1, -1, 0): Turn(3, False),
    (-1, 0, 0, -1): Turn(2, False),
    (0, -1, 1, 0): Turn(1, False),
    (-1, 0, 0, 1): Turn(0, True),
    (1, 0, 0, -1): Turn(2, True),
    (0, 1, 1, 0): Turn(3, True),
    (0, -1, -1, 0): Turn(1, True),
}
"""a, b, c, d: the point (x, y) is shown at (a x + c y, b x + d y)."""


@pytest.mark.parametrize("matrix", MATRICES)
def test_every_flag_of_turn_and_mirror_is_obeyed(
    make_film: Callable[..., Path], matrix: tuple[int, int, int, int]
) -> None:
    path = make_film(seconds=0.5)
    data = bytearray(path.read_bytes())
    a, b, c, d = (v << 16 for v in matrix)
    at = data.index(b"tkhd") + 44
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    shot = next(shots(path))
    picture = shot.frame().image[1:-1, 1:-1, 0]
    assert (shot.film.width, shot.film.height) == picture.shape[::-1]
    # the white corner is the picture's (-1, -1) about its middle
    shown = -np.array([matrix[0] + matrix[2], matrix[1] + matrix[3]])
    corner = tuple(0 if place < 0 else -1 for place in shown[::-1])
    assert picture[corner] > 230
    assert picture[::-1, ::-1][corner] < 200


def test_the_matrix_says_which_way() -> None:
    for (a, b, c, d), turn in MATRICES.items():
        assert turn_from(struct.pack("9i", a, b, 0, c, d, 0, 0, 0, 1)) == turn


def test_slow_motion_that_is_stored_stretched_is_told_in_the_time_of_life(tmp_path: Path) -> None:
    said = {"com.android.capture.fps": "120.000000"}
    path = write(tmp_path / "slow.mp4", "libx264", "yuv420p", {}, metadata=said)
    found = list(shots(path))
    assert found[0].film.slowed == pytest.approx(12)
    assert found[0].film.rate_hz == pytest.approx(120)
    assert [shot.time_s for shot in found] == pytest.approx(np.arange(20) / 120, abs=0.002)


@pytest.mark.parametrize("meant_hz", ["24", "30.000000", "60", "99.9", "nan", "-120", "much"])
def test_fewer_pictures_than_the_phone_meant_to_take_are_no_slow_motion(
    tmp_path: Path, meant_hz: str
) -> None:
    said = {"com.android.capture.fps": meant_hz}
    path = write(tmp_path / "dark.mp4", "libx264", "yuv420p", {}, metadata=said)
    found = list(shots(path))
    assert found[0].film.slowed == 1
    assert [shot.time_s for shot in found] == pytest.approx(np.arange(20) / 10, abs=0.002)


def test_parts_hold_every_picture_once(tmp_path: Path) -> None:
    path = write(tmp_path / "long.mp4", "libx264", "yuv420p", {"bf": "2"}, count=130)
    whole = [shot.time_s for shot in shots(path)]
    parts = [[shot.time_s for shot in shots(path, Part(i, 2))] for i in (0, 1)]
    assert parts[0] + parts[1] == pytest.approx(whole)
    assert min(len(part) for part in parts) > 40
    assert list(shots(path, Part(2, 3))) == []


def test_a_film_that_cannot_be_cut_lies_in_its_first_part(tmp_path: Path) -> None:
    options = {"sc_threshold": "0"}
    one_key = write(tmp_path / "one.mp4", "libx264", "yuv420p", options, count=130, key_every=1000)
    short = write(tmp_path / "short.mp4", "libx264", "yuv420p", {})
    for path, count in ((one_key, 130), (short, 20)):
        assert len(list(shots(path, Part(0, 2)))) == count
        assert list(shots(path, Part(1, 2))) == []


def test_pictures_that_no_other_needs_are_left_out_on_wish(tmp_path: Path) -> None:
    path = write(tmp_path / "b.mp4", "libx264", "yuv420p", {"bf": "2", "b-adapt": "0"}, count=60)
    assert len(list(shots(path, Part(), Wish(every=False)))) == 60  # ten a second are few
    film = Film(160, 96, 30.0, 6.0, 0)
    assert Wish(every=False).to_decoder(film) == "NONREF"
    assert Wish().to_decoder(film) == "DEFAULT"
