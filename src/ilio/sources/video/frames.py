"""From a video file to small upright pictures with their true times."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ilio.core import ReadError
from ilio.sources.video.regions import Image, bordered

if TYPE_CHECKING:
    import av
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

LONG_SIDE_PX = 720
"""Pictures are made this small; half of it for the body is enough for the networks."""

LEAST_SIDE_PX = 64
WHOLE = 0.95
"""A file that shows less than this share of its stated length was cut off."""

EXPECTED = "a video file"
CUT_OFF = "a file that was cut off or damaged"
PLAY_IT = "Check the file by playing it, or export it again as MP4 (H.264)."


@dataclass(frozen=True, slots=True)
class Film:
    """What the file says about itself.

    Parameters
    ----------
    width, height
        Of the small upright pictures [px].
    rate_hz
        Mean picture rate [Hz]; 0 when the file does not say.
    length_s
        [s]; 0 when the file does not say.
    turned_deg
        By how much the file asks to turn its pictures.

    Examples
    --------
    >>> Film(720, 405, 30.0, 12.0, 0).width
    720
    """

    width: int
    height: int
    rate_hz: float
    length_s: float
    turned_deg: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture.

    Parameters
    ----------
    time_s
        From the first picture of the file [s], by the file's own clock.
    image
        Small, upright, with a black border.
    film
        What it is taken from.
    picture
        As decoded, at the file's own resolution and not yet turned; None for a made picture.

    Examples
    --------
    >>> Frame(0.1, np.zeros((4, 4, 4), dtype=np.uint8), Film(2, 2, 30.0, 12.0, 0)).time_s
    0.1
    """

    time_s: float
    image: Image
    film: Film
    picture: "VideoFrame | None" = None


@contextmanager
def opened(path: Path) -> "Iterator[tuple[av.container.InputContainer, VideoStream]]":
    """Open a file and find its video stream.

    Raises
    ------
    ReadError
        If the file is missing, empty, not a video, or holds no picture.

    Examples
    --------
    >>> with opened(Path("no such film.mp4")):  # doctest: +ELLIPSIS
    ...     pass
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    import av
    from av.error import FFmpegError

    if not path.is_file():
        raise ReadError(path, EXPECTED, "no such file", "Check the name and the folder.")
    if path.stat().st_size == 0:
        raise ReadError(path, EXPECTED, "an empty file", "Copy it from the phone again.")
    try:
        container = av.open(str(path))
    except (FFmpegError, ValueError):
        got = CUT_OFF if _looks_like_mp4(path) else "something that is not a video"
        raise ReadError(path, EXPECTED, got, PLAY_IT) from None
    with container:
        if not container.streams.video:
            got = "a file without pictures" if container.streams else CUT_OFF
            raise ReadError(path, EXPECTED, got, PLAY_IT)
        yield container, container.streams.video[0]


def _looks_like_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[4:8] == b"ftyp"


def _damaged(path: Path, last_s: float, film: Film | None) -> ReadError:
    whole = f" of {film.length_s:.1f} s" if film and film.length_s else ""
    got = f"{CUT_OFF}: its pictures end after {last_s:.1f} s{whole}"
    return ReadError(path, EXPECTED, got, "Copy or export it again.")


def _film(path: Path, stream: "VideoStream", first: "VideoFrame") -> Film:
    if min(first.width, first.height) < LEAST_SIDE_PX:
        got = f"pictures of {first.width} x {first.height} pixels"
        todo = "Film with at least 480 pixels on the short side."
        raise ReadError(path, "pictures in which a person can be seen", got, todo)
    turned = round(first.rotation / 90) * 90
    shrink = min(1.0, LONG_SIDE_PX / max(first.width, first.height))
    width, height = max(1, round(first.width * shrink)), max(1, round(first.height * shrink))
    if turned % 180:
        width, height = height, width
    length = stream.duration * stream.time_base if stream.duration and stream.time_base else 0
    return Film(width, height, float(stream.average_rate or 0), float(length), turned)


def _small(picture: "VideoFrame", film: Film) -> Image:
    lying = film.turned_deg % 180 != 0
    width, height = (film.height, film.width) if lying else (film.width, film.height)
    shrunk = picture.reformat(width=width, height=height, format="rgba", interpolation="AREA")
    # The file's flag counts anticlockwise, as rot90 does.
    return bordered(np.rot90(shrunk.to_ndarray(), film.turned_deg // 90))


def sampled(path: Path, rate_hz: float) -> Iterator[Frame]:
    """The pictures of a file at a rate, or every picture when the file holds fewer.

    Parameters
    ----------
    path
        The file.
    rate_hz
        Wanted samples a second [Hz]; each is the first picture at or after its due time.

    Raises
    ------
    ReadError
        If the file is no video, is damaged, was cut off, or its pictures are too small.

    Examples
    --------
    >>> list(sampled(Path("no such film.mp4"), 5.0))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    from av.error import FFmpegError

    with opened(path) as (container, stream):
        stream.codec_context.thread_count = 1
        film, last_s, due_s = None, 0.0, 0.0
        try:
            for number, picture in enumerate(container.decode(stream)):
                rate = float(stream.average_rate or rate_hz)
                clock_s = picture.time if picture.time is not None else number / rate
                if film is None:
                    film, start_s = _film(path, stream, picture), clock_s
                last_s = clock_s - start_s
                if last_s >= due_s - 0.5 / rate:
                    due_s = max(due_s + 1 / rate_hz, last_s + 0.5 / rate_hz)
                    yield Frame(last_s, _small(picture, film), film, picture)
        except FFmpegError:
            raise _damaged(path, last_s, film) from None
        if film is None:
            raise ReadError(path, EXPECTED, "a file without a single picture", PLAY_IT)
        if last_s < WHOLE * film.length_s - 1 / (film.rate_hz or rate_hz):
            raise _damaged(path, last_s, film)
