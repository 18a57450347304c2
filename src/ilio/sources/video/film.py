"""What a film is before a picture is looked at: opened, judged, its size, length and turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.core import ReadError
from ilio.sources.video.file_end import end_of
from ilio.sources.video.turning import Turn, turn_of

if TYPE_CHECKING:
    import av
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

LONG_SIDE_PX = 720
"""Pictures are made this small; half of it for the body is enough for the networks."""

LEAST_SIDE_PX = 64
MOST_PIXELS = 8192 * 4352
"""8K and a little; a file that states more is a mistake or a trap."""

LONGEST_S = 1800.0
WHOLE = 0.95
"""A file that shows less than this share of its stated length was cut off."""

STRETCHED, SLOW_MOTION_HZ = 1.5, 100.0
"""A film taken at this many times the rate at which it plays, and at so many pictures a second, is
slow motion; below, the phone took fewer pictures than it meant to, for want of light."""

CONTAINERS = "mov,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg"
"""Kinds of files that hold their own pictures, as FFmpeg calls them."""

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
        Mean picture rate in life [Hz]; 0 when the file does not say.
    length_s
        In life [s]; 0 when the file does not say.
    turned_deg
        By how much the file asks to turn its pictures, anticlockwise.
    mirrored
        Whether it asks to mirror them after that.
    slowed
        How many times slower than life it plays.
    start_s
        Time of its first picture by its own clock [s].

    Examples
    --------
    >>> Film(720, 405, 30.0, 12.0, 0).turn
    Turn(quarters=0, mirrored=False)
    """

    width: int
    height: int
    rate_hz: float
    length_s: float
    turned_deg: int
    mirrored: bool = False
    slowed: float = 1.0
    start_s: float = field(default=0.0, compare=False)

    @property
    def turn(self) -> Turn:
        """How to turn a decoded picture.

        Examples
        --------
        >>> Film(405, 720, 30.0, 12.0, 90, True).turn
        Turn(quarters=1, mirrored=True)
        """
        return Turn(self.turned_deg // 90, self.mirrored)


@contextmanager
def opened(
    path: Path, *, smooth: bool = True
) -> "Iterator[tuple[av.container.InputContainer, VideoStream]]":
    """Open a file and find its video stream.

    Parameters
    ----------
    path
        The file.
    smooth
        Whether the decoder smooths the edges of its blocks, as the file asks; a fifth of its time.

    Raises
    ------
    ReadError
        If the file is missing, empty, not a video, holds no picture, or states a size that no
        camera has.

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
        # Only what is in the file itself: a playlist would name other files or addresses.
        options = {"protocol_whitelist": "file", "format_whitelist": CONTAINERS}
        container = av.open(f"file:{path}", options=options)
    except (FFmpegError, ValueError):
        got = CUT_OFF if _looks_like_mp4(path) else "something that is not a video"
        raise ReadError(path, EXPECTED, got, PLAY_IT) from None
    with container:
        if not container.streams.video:
            got = "a file without pictures" if container.streams else CUT_OFF
            raise ReadError(path, EXPECTED, got, PLAY_IT)
        stream = container.streams.video[0]
        if stream.codec_context is None:
            raise ReadError(path, EXPECTED, "pictures of a kind that nobody knows", PLAY_IT)
        _check_size(path, stream.codec_context.width, stream.codec_context.height)
        stream.codec_context.thread_count = 1
        # A size that grows later in the file is refused by the decoder itself.
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)} | (
            {} if smooth else {"skip_loop_filter": "all"}
        )
        yield container, stream


def _looks_like_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[4:8] == b"ftyp"


def check_pixels(path: Path, width: int, height: int) -> None:
    """Refuse pictures that are too small to show a person, or too large for any camera.

    Raises
    ------
    ReadError
        If they are.

    Examples
    --------
    >>> check_pixels(Path("a.mp4"), 1920, 1080)
    """
    if min(width, height) < LEAST_SIDE_PX:
        got = f"pictures of {width} x {height} pixels"
        todo = "Film with at least 480 pixels on the short side."
        raise ReadError(path, "pictures in which a person can be seen", got, todo)
    _check_size(path, width, height)


def shrunk(width: int, height: int, ratio: float = 1.0) -> tuple[int, int]:
    """Width and height of the small picture, not yet turned.

    Parameters
    ----------
    width, height
        As stored [px].
    ratio
        Width over height of one stored pixel.

    Examples
    --------
    >>> shrunk(1920, 1080), shrunk(640, 480)
    ((720, 405), (640, 480))
    """
    shrink = min(1.0, LONG_SIDE_PX / max(width * ratio, height))
    return max(1, round(width * ratio * shrink)), max(1, round(height * shrink))


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        got = f"pictures of {width} x {height} pixels"
        raise ReadError(path, "pictures of at most 8K", got, "Export it again at 1080p.")


def damaged(path: Path, last_s: float, film: Film | None) -> ReadError:
    """The error for a file whose pictures end too early.

    Examples
    --------
    >>> damaged(Path("a.mp4"), 2.0, None).got
    'a file that was cut off or damaged: its pictures end after 2.0 s'
    """
    whole = f" of {film.length_s:.1f} s" if film and film.length_s else ""
    got = f"{CUT_OFF}: its pictures end after {last_s:.1f} s{whole}"
    return ReadError(path, EXPECTED, got, "Copy or export it again.")


def film_of(path: Path, stream: "VideoStream", first: "VideoFrame") -> Film:
    """What is known once the first picture is decoded.

    Raises
    ------
    ReadError
        If its pictures are too small or too large, or it lasts too long.

    Examples
    --------
    >>> import av
    >>> from types import SimpleNamespace
    >>> said = dict(duration=400, time_base=0.01, average_rate=30, sample_aspect_ratio=None)
    >>> kind = SimpleNamespace(metadata={}, format=SimpleNamespace(name="mov"))
    >>> stream = SimpleNamespace(container=kind, **said)
    >>> film = film_of(Path("a.mp4"), stream, av.VideoFrame(1920, 1080, "yuv420p"))
    >>> film.width, film.height, film.length_s
    (720, 405, 4.0)
    """
    width, height = first.width, first.height
    check_pixels(path, width, height)
    turn, slowed = turn_of(first), _slowed(stream)
    small = shrunk(width, height, float(stream.sample_aspect_ratio or 1))
    length_s = _length_s(path, stream) / slowed
    check_length(path, length_s)
    return Film(
        *(small[::-1] if turn.lies else small),
        float(stream.average_rate or 0) * slowed,
        length_s,
        90 * turn.quarters,
        turn.mirrored,
        slowed,
        first.time or 0.0,
    )


def _length_s(path: Path, stream: "VideoStream") -> float:
    """As the file states it; an AVI whose recorder was broken off states what it might hold."""
    if not stream.duration or not stream.time_base:
        return 0.0
    if stream.container.format.name == "avi" and end_of(path) != "whole":
        return 0.0
    return float(stream.duration * stream.time_base)


def check_length(path: Path, length_s: float) -> None:
    """Refuse a film that would take for ever.

    Raises
    ------
    ReadError
        If it lasts longer than half an hour.

    Examples
    --------
    >>> check_length(Path("a.mp4"), 30.0)
    """
    if length_s > LONGEST_S:
        got = f"a film of {length_s / 60:.0f} min"
        raise ReadError(path, "a film of one test", got, "Cut it down to one test.")


def _slowed(stream: "VideoStream") -> float:
    """Phones say at which rate slow motion was taken when they store it stretched."""
    try:
        taken = float(stream.container.metadata.get("com.android.capture.fps", 0))
    except ValueError:
        return 1.0
    rate = float(stream.average_rate or 0)
    slow = taken >= SLOW_MOTION_HZ and rate > 0 and taken > STRETCHED * rate
    return taken / rate if slow else 1.0
