"""What a PNG or JPEG file says of itself before it is unpacked: its size, and how to turn it."""

import struct
from dataclasses import dataclass
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.video.turning import Turn

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
EXPECTED = "an image (PNG or JPEG)"
EXPORT_AGAIN = "Export it again as PNG or JPEG."

MOST_BYTES = 256 * 1024 * 1024

UPRIGHT = Turn()
ORIENTATION = 0x0112
TURNS = {
    2: Turn(0, True),
    3: Turn(2),
    4: Turn(2, True),
    5: Turn(3, True),
    6: Turn(3),
    7: Turn(1, True),
    8: Turn(1),
}
"""EXIF orientation to what makes the picture upright; 1 and whatever else mean nothing to do."""

SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Kinds of JPEG segments that hold the picture's size."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says.

    Parameters
    ----------
    codec
        FFmpeg's name of the kind.
    width, height
        As stored [px].
    turn
        What makes it upright.
    exif
        What the camera wrote about it, as it is.

    Examples
    --------
    >>> Head("png", 640, 480).turn
    Turn(quarters=0, mirrored=False)
    """

    codec: str
    width: int
    height: int
    turn: Turn = UPRIGHT
    exif: bytes = b""


def head_of(path: Path, content: bytes) -> Head:
    """The head of an image file.

    Parameters
    ----------
    path
        For the message.
    content
        All of the file.

    Raises
    ------
    ReadError
        If it is neither PNG nor JPEG, or breaks off before it says its size.

    References
    ----------
    ISO/IEC 15948 (PNG), ISO/IEC 10918-1 (JPEG), CIPA DC-008 (EXIF).

    Examples
    --------
    >>> start = PNG + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
    >>> head_of(Path("a.png"), start + bytes(9)).width
    640
    """
    try:
        if content.startswith(PNG):
            return _png(content)
        if content.startswith(JPEG):
            return _jpeg(content)
    except (struct.error, ValueError):
        raise ReadError(path, EXPECTED, "a damaged or cut one", EXPORT_AGAIN) from None
    got = "an empty file" if not content else "something else"
    raise ReadError(path, EXPECTED, got, EXPORT_AGAIN)


def _png(content: bytes) -> Head:
    width, height = struct.unpack_from(">II", content, 16)
    at, exif = 8, b""
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"eXIf":
            exif = content[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            break
        at += 12 + length
    return Head("png", width, height, _turn(exif), exif)


def _jpeg(content: bytes) -> Head:
    at, exif = 2, b""
    while True:
        mark, kind, length = struct.unpack_from(">BBH", content, at)
        if mark != 0xFF:
            raise ValueError("no segment where one should start")
        if kind == 0xFF:  # padding
            at += 1
            continue
        body = content[at + 4 : at + 2 + length]
        if kind == 0xE1 and body.startswith(b"Exif\0\0"):
            exif = body[6:]
        if kind in SIZES:
            height, width = struct.unpack_from(">HH", body, 1)
            return Head("mjpeg", width, height, _turn(exif), exif)
        at += 2 + length


def _turn(exif: bytes) -> Turn:
    """The turn that EXIF asks for; broken EXIF asks for none."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return UPRIGHT
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (entries,) = struct.unpack_from(order + "H", exif, at)
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, at + 2 + 12 * entry)
            if tag == ORIENTATION:
                return TURNS.get(value, UPRIGHT)
    except struct.error:
        return UPRIGHT
    return UPRIGHT
