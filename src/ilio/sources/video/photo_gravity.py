"""Gravity in the EXIF of a photo: what an iPhone writes into its maker note."""

import struct
from collections.abc import Iterator

import numpy as np

from ilio.observations import FloatArray
from ilio.sources.video.film_gravity import Gravity, judged
from ilio.sources.video.turning import Turn

EXIF_PART, LENS, MAKER_NOTE, ACCELERATION = 0x8769, 0xA434, 0x927C, 0x0008
"""Tags: where the camera's part is, the lens, the maker's own part, and Apple's acceleration."""

APPLE = b"Apple iOS\0"
APPLE_HEAD_BYTES = 14

MOST_ENTRIES = 500
ORDERS = {b"II": "<", b"MM": ">"}


def gravity_in_exif(exif: bytes, turn: Turn) -> Gravity | None:
    """Gravity as an iPhone writes it beside a photo.

    Parameters
    ----------
    exif
        As in the file, from its byte order on.
    turn
        What the file asks for before the picture is shown.

    Returns
    -------
    None if there is none.

    References
    ----------
    CIPA DC-008 (EXIF); ExifTool, Apple tags, 0x0008: acceleration in g, whose signs at rest are
    those of gravity along the phone's right, its top, and out of its screen.

    Examples
    --------
    >>> gravity_in_exif(b"MM", Turn()) is None
    True
    """
    order = ORDERS.get(exif[:2], ">")
    first = dict(_entries(exif, _at(exif, 4, order), order))
    part = first.get(EXIF_PART, b"")
    more = dict(_entries(exif, _at(part, 0, order), order))
    note = more.get(MAKER_NOTE, b"")
    if not note.startswith(APPLE):
        return None
    own = ORDERS.get(note[APPLE_HEAD_BYTES - 2 : APPLE_HEAD_BYTES], ">")
    vector = dict(_entries(note, APPLE_HEAD_BYTES, own)).get(ACCELERATION, b"")
    if len(vector) != 24:
        return None
    if b"front" in more.get(LENS, b"").lower():
        return Gravity(None, "not used: the front camera took it, which may mirror")
    return judged(_down(np.frombuffer(vector, f"{own}i4").reshape(3, 2)), turn, least=1)


def _down(fractions: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> FloatArray:
    """``(1, 3)`` along the stored picture: its left is the phone's top, its top the right side."""
    over, under = fractions[:, 0].astype(np.float64), fractions[:, 1].astype(np.float64)
    right, top, screen = over / np.where(under == 0, np.nan, under)
    return np.array([[-top, -right, -screen]])


def _at(data: bytes, at: int, order: str) -> int:
    """A place that the data name; the end where they break off."""
    return int(struct.unpack_from(order + "I", data, at)[0]) if len(data) >= at + 4 else 1 << 32


def _entries(data: bytes, start: int, order: str) -> Iterator[tuple[int, bytes]]:
    """Tag and value of each entry of a directory; what lies outside is left out."""
    widths = {2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
    if len(data) < start + 2:
        return
    (count,) = struct.unpack_from(order + "H", data, start)
    for entry in range(min(count, MOST_ENTRIES, (len(data) - start - 2) // 12)):
        place = start + 2 + 12 * entry
        tag, kind, number = struct.unpack_from(order + "HHI", data, place)
        length = widths.get(kind, 0) * number
        at = place + 8 if length <= 4 else _at(data, place + 8, order)
        if length and at + length <= len(data):
            yield tag, data[at : at + length]
