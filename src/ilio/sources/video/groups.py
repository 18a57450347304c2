"""Decodes a film without the ends of its groups of pictures, while nobody wants them.

A film is a chain of groups: a key frame, then pictures each built on those before. Whoever looks
five times a second at a person who holds still needs nothing after the last look of a group.
"""

import errno
from collections import deque
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

AHEAD = 30
"""So many coded pictures are read ahead to see where the next group begins; they are small."""


def decoded(
    container: "InputContainer", stream: "VideoStream", not_before: Callable[[], float]
) -> "Iterator[VideoFrame]":
    """Pictures in order of time, from where the container stands.

    Parameters
    ----------
    container, stream
        An open film.
    not_before
        Asked for the time on the film's clock before which no picture is wanted [s], minus
        infinity when all are.

    Raises
    ------
    av.error.FFmpegError
        If the file is damaged.

    Examples
    --------
    >>> from pathlib import Path
    >>> from ilio.sources.video.film import opened
    >>> with opened(Path("no such film.mp4")) as film:  # doctest: +ELLIPSIS
    ...     list(decoded(*film, lambda: 0.0))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    coming: deque[Packet[VideoStream]] = deque()
    packets = packets_of(container, stream)
    skipping = False
    while True:
        while len(coming) < AHEAD and (packet := next(packets, None)) is not None:
            coming.append(packet)
        if not coming:
            return
        packet = coming.popleft()
        skipping = not packet.is_keyframe and (skipping or _is_spare(packet, coming, not_before()))
        if not skipping:
            yield from packet.decode()


def packets_of(
    container: "InputContainer", *streams: "VideoStream"
) -> "Iterator[Packet[VideoStream]]":
    """Packets of these streams, else of all; one of a stream that nothing announced is damage.

    Raises
    ------
    av.error.FFmpegError
        If the file is damaged.
    """
    from av.error import InvalidDataError

    try:
        packets: Any = container.demux(*streams)
        yield from packets
    except IndexError:  # PyAV looks such a stream up among those that it knew at the start
        raise InvalidDataError(errno.EINVAL, "a stream that nothing announced") from None


def _is_spare(
    packet: "Packet[VideoStream]", coming: "deque[Packet[VideoStream]]", wanted_s: float
) -> bool:
    """Whether nothing from this packet to the next key frame is wanted."""

    def is_wanted(one: "Packet[VideoStream]") -> bool:
        return one.pts is None or float(one.pts * one.time_base) >= wanted_s

    if is_wanted(packet):
        return False
    rest = list(takewhile(lambda later: not later.is_keyframe, coming))
    return len(rest) < len(coming) and not any(is_wanted(one) for one in rest)
