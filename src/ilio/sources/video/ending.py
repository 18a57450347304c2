"""Whether a film was read to its end, or cut off on its way here."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.sources.video.file_end import end_of
from ilio.sources.video.film import WHOLE, Film, opened
from ilio.sources.video.groups import packets_of

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

COUNTED = ("mpegts", "mpeg", "avi")
"""Kinds whose length FFmpeg makes up where the file states none."""

PER_SECOND = 1_000_000
"""Ticks in which FFmpeg tells the length of a file."""


def is_whole(
    path: Path, container: "InputContainer", stream: "VideoStream", film: Film, last_s: float
) -> bool:
    """Whether the pictures go on until the end that the file states; True where it states none.

    Parameters
    ----------
    path
        The film's file.
    container, stream
        The open film, which is read to its end here without decoding it.
    film
        What it says of itself.
    last_s
        When the last picture came, in life [s].

    Examples
    --------
    >>> from ilio.sources.video.film import opened
    >>> with opened(Path("no such film.mp4")) as film:  # doctest: +ELLIPSIS
    ...     is_whole(Path("no such film.mp4"), *film, None, 3.0)
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    if end_of(path) == "cut":
        return False
    if not film.length_s:
        return _reaches_its_end(container, stream, film)
    short = last_s < WHOLE * film.length_s - 1 / (film.rate_hz or 1)
    return not short or _stands_on(container, stream, film, last_s)


def states_its_end(path: Path) -> bool:
    """Whether a film that was read whole says how long it is, so that nothing can be missing.

    Streams of MPEG state no length: what is told there is the time of the last picture.

    Examples
    --------
    >>> states_its_end(Path("no such film.mp4"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no such film.mp4'
    """
    if end_of(path) == "whole":
        return True
    with opened(path) as (container, stream):
        counted = container.format.name in COUNTED
        return not counted and bool(container.duration or stream.duration)


def _reaches_its_end(container: "InputContainer", stream: "VideoStream", film: Film) -> bool:
    """Matroska, WebM and Flash state the length of pictures and sound together only."""
    from av.error import FFmpegError

    if not container.duration or container.format.name in COUNTED:
        return True
    end = 0.0
    try:
        go_to(container, stream, film.start_s)
        for packet in packets_of(container):
            if packet.pts is not None and packet.time_base:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    except FFmpegError:
        return False
    spare = film.slowed / (film.rate_hz or 1)
    return end >= WHOLE * container.duration / PER_SECOND - spare


def _stands_on(
    container: "InputContainer", stream: "VideoStream", film: Film, last_s: float
) -> bool:
    """Whether the last picture is meant to stand until the end, and none comes after it."""
    from av.error import FFmpegError

    last = end = film.start_s
    try:
        go_to(container, stream, film.start_s)
        for packet in packets_of(container, stream):
            if packet.pts is not None and packet.time_base and not packet.is_corrupt:
                at = max(packet.pts, packet.dts or packet.pts)
                last = max(last, float(packet.pts * packet.time_base))
                end = max(end, float((at + (packet.duration or 0)) * packet.time_base))
    except FFmpegError:
        return False
    last_clock, length = film.start_s + last_s * film.slowed, film.length_s * film.slowed
    spare = film.slowed / (film.rate_hz or 1)
    return end - film.start_s >= WHOLE * length and last_clock >= WHOLE * last - spare


def go_to(container: "InputContainer", stream: "VideoStream", clock_s: float) -> None:
    """To the key frame at or before a time; half a tick on, as times are rounded down."""
    base = float(stream.time_base or 1)
    container.seek(math.floor(clock_s / base + 0.5), stream=stream)
