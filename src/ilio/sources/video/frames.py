"""From a video file to its pictures with their true times, small and upright when looked at."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ilio.core import ReadError
from ilio.sources.video.ending import go_to, is_whole
from ilio.sources.video.film import (
    EXPECTED,
    PLAY_IT,
    Film,
    check_length,
    damaged,
    film_of,
    opened,
)
from ilio.sources.video.groups import decoded, packets_of
from ilio.sources.video.regions import Image, bordered

if TYPE_CHECKING:
    import av
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

MANY_HZ = 24.0
"""At this rate, a film without the pictures that no other needs still has ten a second."""

LEAST_PART_S = 5.0
"""A shorter part of a film is not worth a process of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a film that starts at a key frame, so that it can be read on its own.

    Parameters
    ----------
    number
        From 0.
    of
        How many parts are wanted; a film that cannot be cut lies in part 0 alone.

    Examples
    --------
    >>> Part() == Part(0, 1)
    True
    """

    number: int = 0
    of: int = 1


WHOLE_FILM = Part()


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture.

    Parameters
    ----------
    time_s
        From the first picture of the film, in life [s].
    image
        Small, upright, with a black border.
    film
        What it is taken from.
    picture
        As decoded, at the file's own resolution and not yet turned; None for a made picture.

    Examples
    --------
    >>> import numpy as np
    >>> Frame(0.1, np.zeros((4, 4, 4), dtype=np.uint8), Film(2, 2, 30.0, 12.0, 0)).time_s
    0.1
    """

    time_s: float
    image: Image
    film: Film
    picture: "VideoFrame | None" = None


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture as decoded; making it small and upright costs time only when it is looked at.

    Parameters
    ----------
    time_s
        From the first picture of the film, in life [s].
    picture
        At the file's own resolution, not yet turned.
    film
        What it is taken from.

    Examples
    --------
    >>> import av
    >>> picture = av.VideoFrame(96, 64, "yuv420p")
    >>> Shot(0.1, picture, Film(64, 96, 30.0, 12.0, 90)).frame().image.shape
    (98, 66, 4)
    """

    time_s: float
    picture: "VideoFrame"
    film: Film

    def frame(self) -> Frame:
        """The picture made small and upright.

        Examples
        --------
        >>> import av
        >>> film = Film(96, 64, 30.0, 12.0, 0)
        >>> Shot(0.0, av.VideoFrame(96, 64, "yuv420p"), film).frame().time_s
        0.0
        """
        film = self.film
        size = (film.height, film.width) if film.turn.lies else (film.width, film.height)
        small = _scaler().reformat(self.picture, *size, format="rgba", interpolation="AREA")
        image = bordered(film.turn.upright(small.to_ndarray()))
        return Frame(self.time_s, image, film, self.picture)


@dataclass
class Wish:
    """What whoever looks at the pictures wants of the next ones; may change at any time.

    Parameters
    ----------
    every
        All pictures, or only those that others are built on: the rest is cheaper to leave out.
    smooth
        As in `opened`; asked once, at the start.
    next_s
        No picture before this time is wanted, unless the body moves meanwhile [s].

    Examples
    --------
    >>> Wish().every
    True
    """

    every: bool = True
    smooth: bool = True
    next_s: float = -math.inf

    def to_decoder(self, film: Film) -> Literal["DEFAULT", "NONREF"]:
        """The same in the decoder's words; films of few pictures are always decoded whole.

        Examples
        --------
        >>> Wish(every=False).to_decoder(Film(720, 405, 30.0, 12.0, 0))
        'NONREF'
        """
        return "DEFAULT" if self.every or film.rate_hz < MANY_HZ else "NONREF"

    def next_clock(self, film: Film) -> float:
        """When the next picture is wanted on the file's own clock [s].

        Examples
        --------
        >>> Wish(every=False, next_s=2.0).next_clock(Film(720, 405, 120.0, 12.0, 0, slowed=4.0))
        8.0
        """
        return -math.inf if self.every else film.start_s + self.next_s * film.slowed


@cache
def _scaler() -> "VideoReformatter":
    """One for all pictures: it keeps its tables while their size stays."""
    from av.video.reformatter import VideoReformatter

    return VideoReformatter()


def shots(path: Path, part: Part = WHOLE_FILM, wish: Wish | None = None) -> Iterator[Shot]:
    """All pictures of a part of a film, in order of time.

    Parameters
    ----------
    path
        The file.
    part
        Which part of it.
    wish
        Which pictures are wanted; None for all.

    Raises
    ------
    ReadError
        If the file is no video, is damaged, was cut off, or its pictures are too small or large.

    Examples
    --------
    >>> list(shots(Path("no such film.mp4")))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    from av.error import FFmpegError

    wish = wish or Wish()
    with opened(path, smooth=wish.smooth) as (container, stream):
        film: Film | None = None
        last_s = 0.0
        pictures = decoded(container, stream, lambda: wish.next_clock(film) if film else -math.inf)
        try:
            first = next(pictures, None)
            if first is None:
                raise ReadError(path, EXPECTED, "a file without a single picture", PLAY_IT)
            film = film_of(path, stream, first)
            starts = [film.start_s, *_cuts(container, stream, film, part.of), math.inf]
            if part.number + 1 >= len(starts):
                return
            begin, end = starts[part.number], starts[part.number + 1]
            if part.of > 1:
                go_to(container, stream, begin)
                pictures = decoded(container, stream, partial(wish.next_clock, film))
            else:
                pictures = _again(first, pictures)
            for shot in _between(pictures, film, begin, end):
                last_s = shot.time_s
                check_length(path, last_s)
                yield shot
                stream.codec_context.skip_frame = wish.to_decoder(film)
        except FFmpegError:
            raise damaged(path, last_s, film) from None
        if end == math.inf and not is_whole(path, container, stream, film, last_s):
            raise damaged(path, last_s, film)


def _again(first: "VideoFrame", rest: "Iterator[VideoFrame]") -> "Iterator[VideoFrame]":
    yield first
    yield from rest


def _between(
    pictures: "Iterator[VideoFrame]", film: Film, begin: float, end: float
) -> Iterator[Shot]:
    """Pictures from `begin` until before `end` on the file's clock; no time comes twice."""
    last = -math.inf
    rate = film.rate_hz / film.slowed or 1.0
    for number, picture in enumerate(pictures):
        clock = picture.time if picture.time is not None else film.start_s + number / rate
        if clock >= end:
            return
        if clock >= begin and clock > last:
            last = clock
            yield Shot((clock - film.start_s) / film.slowed, picture, film)


def _cuts(
    container: "av.container.InputContainer", stream: "VideoStream", film: Film, of: int
) -> list[float]:
    """Times on the file's clock at which a film may be cut into parts of about one length [s]."""
    length = film.length_s * film.slowed
    of = min(of, int(film.length_s / LEAST_PART_S))
    found: list[float] = []
    for number in range(1, of):
        go_to(container, stream, film.start_s + length * number / of)
        packet = next(packets_of(container, stream), None)
        if packet is None or packet.pts is None or not packet.is_keyframe:
            continue
        cut = float(packet.pts * packet.time_base)
        if cut > max(found, default=film.start_s):
            found.append(cut)
    return found
