"""Pixels as a PNG file."""

import struct
import zlib

import numpy as np

from ilio.records.pictures.canvas import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BIT_RGB = bytes([8, 2, 0, 0, 0])


def png(pixels: Pixels) -> bytes:
    """The bytes of a PNG file.

    References
    ----------
    ISO/IEC 15948: header, one stream of rows each led by its filter (0, none), end.

    Examples
    --------
    >>> png(np.zeros((2, 3, 3), dtype=np.uint8))[1:4]
    b'PNG'
    """
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">II", width, height) + EIGHT_BIT_RGB
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
