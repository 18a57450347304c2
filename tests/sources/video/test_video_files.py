"""Real small files: true times, rotation flags, and every way in which a file is no film of a person."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.core import ReadError
from ilio.sources.video import read_video
from ilio.sources.video.frames import shots
from ilio.sources.video.sampling import sampled

Maker = Callable[..., Path]


def test_pictures_come_at_the_rate_asked_for(make_film: Maker) -> None:
    frames = list(sampled(make_film(rate=10, seconds=4), 5.0))
    assert [f.time_s for f in frames] == pytest.approx(np.arange(20) / 5)
    assert frames[0].image.shape == (98, 162, 4)
    assert frames[0].film.length_s == pytest.approx(4.0, abs=0.11)


def test_a_slow_film_gives_every_picture_it_has(make_film: Maker) -> None:
    assert len(list(sampled(make_film(rate=4, seconds=4), 30.0))) == 16


def test_times_are_the_files_own(make_film: Maker) -> None:
    times = [0.0, 0.1, 0.25, 0.3, 0.9, 1.5, 1.9, 2.6]
    frames = list(sampled(make_film(times=times), 30.0))
    assert [f.time_s for f in frames] == pytest.approx(times)


@pytest.mark.parametrize(
    ("clockwise", "corner"), [(0, (0, 0)), (90, (0, -1)), (180, (-1, -1)), (270, (-1, 0))]
)
def test_the_rotation_flag_is_obeyed(
    make_film: Maker, clockwise: int, corner: tuple[int, int]
) -> None:
    frame = next(sampled(make_film(clockwise=clockwise), 5.0))
    picture = frame.image[1:-1, 1:-1, 0]
    upright = clockwise % 180 == 0
    assert picture.shape == ((96, 160) if upright else (160, 96))
    assert (frame.film.width, frame.film.height) == picture.shape[::-1]
    corners = {(r, c): int(picture[r, c]) for r in (0, -1) for c in (0, -1)}
    assert max(corners, key=lambda k: corners[k]) == corner


def test_large_pictures_are_made_small(make_film: Maker) -> None:
    film = next(sampled(make_film(size=(1920, 1080), seconds=0.5), 5.0)).film
    assert (film.width, film.height) == (720, 405)


def test_a_film_without_a_person(make_film: Maker) -> None:
    with pytest.raises(ReadError, match=r"no person found in 20 of 20 frames.*whole body"):
        read_video(make_film())


def test_a_film_of_two_seconds(make_film: Maker) -> None:
    with pytest.raises(ReadError, match=r"at least 3 s, got a film of 2\.0 s.*Film the whole test"):
        read_video(make_film(seconds=2))


def test_tiny_pictures(make_film: Maker) -> None:
    with pytest.raises(ReadError, match="got pictures of 32 x 32 pixels"):
        read_video(make_film(size=(32, 32)))


def test_garbage_with_a_films_name(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(np.random.default_rng(5).bytes(4000))
    with pytest.raises(ReadError, match="got something that is not a video"):
        read_video(path)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.touch()
    with pytest.raises(ReadError, match="got an empty file"):
        read_video(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="got no such file"):
        read_video(tmp_path / "film.mp4")


def test_a_file_cut_off_before_its_index(make_film: Maker) -> None:
    path = make_film()
    path.write_bytes(path.read_bytes()[:-900])
    with pytest.raises(ReadError, match="got a file that was cut off or damaged"):
        read_video(path)


def test_a_file_cut_off_in_its_pictures(make_film: Maker) -> None:
    path = make_film(seconds=8, options={"movflags": "faststart"})
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2])
    with pytest.raises(
        ReadError, match=r"cut off or damaged: its pictures end after \d\.\d s of 8"
    ):
        read_video(path)


@pytest.mark.parametrize("stands_s", [1.0, 4.0, 20.0])
def test_a_last_picture_that_stands_is_no_end_that_was_cut_off(
    make_film: Maker, stands_s: float
) -> None:
    path = make_film(seconds=4, stands_s=stands_s, options={"movflags": "faststart"})
    found = list(shots(path))
    assert found[0].film.length_s == pytest.approx(3.9 + stands_s, abs=0.01)
    assert found[-1].time_s == pytest.approx(3.9)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2])
    with pytest.raises(ReadError, match="cut off or damaged"):
        list(shots(path))


def test_sound_without_pictures(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("aac", rate=8000)
        silence = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono"
        )
        silence.sample_rate = 8000
        out.mux(stream.encode(silence))
        out.mux(stream.encode(None))
    with pytest.raises(ReadError, match="got a file without pictures"):
        read_video(path)


def test_progress_runs_to_the_end(make_film: Maker) -> None:
    shares: list[float] = []
    with pytest.raises(ReadError, match="no person"):
        read_video(make_film(), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] > 0.9
