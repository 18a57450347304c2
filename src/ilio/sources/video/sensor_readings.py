"""Which way down is in a camera's own axes, out of its sensor readings: GoPro's and Google's forms.

Camera axes: x to the right of the picture as it is stored, y down it, z away from the camera.
"""

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

from ilio.observations import FloatArray

G_M_S2 = 9.80665

KINDS = {b"b": "i1", b"B": "u1", b"s": ">i2", b"S": ">u2", b"l": ">i4", b"L": ">u4", b"f": ">f4"}
"""Kinds of numbers in GPMF, by their letter."""

DEEPEST = 5
"""Nests of GPMF within each other; cameras use three."""

CAMERA_AXES = {"X": 0, "Z": 1, "Y": 2}
"""GoPro's X is to the left, Z up, Y backwards, seen from behind the camera: each against one of the
camera's axes. An accelerometer at rest reads up, so that what it reads along them is down."""

NONE = np.empty((0, 3))

Entry = tuple[bytes, bytes, int, bytes]
"""Key, letter of the kind, bytes of one reading, content."""


def down_in_gpmf(samples: list[bytes]) -> tuple[FloatArray, FloatArray]:
    r"""Down from GoPro's metadata: its gravity vector, else its accelerometer.

    The gravity vector ``GRAV`` (HERO8 and later, MAX) is in camera axes. The accelerometer
    ``ACCL`` is taken only where ``ORIN`` says which axes it is stored in, and with which sign.

    Parameters
    ----------
    samples
        Of the track ``gpmd``.

    Returns
    -------
    down, turned_deg
        ``(n, 3)`` in units of 1 g, and ``(m,)`` by how much the camera itself turned the picture
        against its body (``IORI``) [deg].

    References
    ----------
    GPMF introduction, github.com/gopro/gpmf-parser; the maintainer on the axes in its issues 100,
    132, 165, 170.

    Examples
    --------
    >>> scale = b"SCALs\x02\x00\x01" + struct.pack(">hh", 100, 0)
    >>> vector = b"GRAVs\x06\x00\x01" + struct.pack(">4h", 0, 100, 0, 0)
    >>> nest = b"STRM\x00\x01" + struct.pack(">H", len(scale + vector)) + scale + vector
    >>> down_in_gpmf([nest])[0]
    array([[0., 1., 0.]])
    """
    found: dict[bytes, list[FloatArray]] = {b"GRAV": [], b"ACCL": [], b"IORI": []}
    for sample in samples:
        for stream in _streams(sample, 0):
            for key in found.keys() & stream.keys():
                readings = _readings(stream, key)
                if readings is not None:
                    found[key].append(readings)
    turned = [2 * np.degrees(np.arccos(np.clip(np.abs(q[:, 0]), 0, 1))) for q in found[b"IORI"]]
    down = found[b"GRAV"] or found[b"ACCL"]
    return (
        np.concatenate(down) if down else NONE,
        np.concatenate(turned) if turned else np.empty(0),
    )


def down_in_camm(samples: list[bytes]) -> FloatArray:
    """``(n, 3)`` down in units of 1 g, from Camera Motion Metadata: packets of acceleration.

    References
    ----------
    Camera Motion Metadata Spec, developers.google.com/streetview/publish/camm-spec: packet type 3;
    the camera's x is right, y down, z forward; an accelerometer at rest reads up.

    Examples
    --------
    >>> down_in_camm([struct.pack("<HH3f", 0, 3, 9.9, -G_M_S2, 0.0)]).round(1)
    array([[-1.,  1., -0.]])
    """
    packets = [struct.unpack("<HH3f", sample) for sample in samples if len(sample) == 16]
    up = [packet[2:] for packet in packets if packet[:2] == (0, 3)]
    return -np.array(up, dtype=np.float64).reshape(-1, 3) / G_M_S2


def _entries(data: bytes) -> Iterator[Entry]:
    """The entries side by side in a piece of GPMF; each is filled up to four bytes."""
    at = 0
    while at + 8 <= len(data):
        key, kind, size, count = struct.unpack_from(">4scBH", data, at)
        length = size * count
        yield key, kind, size, data[at + 8 : at + 8 + length]
        at += 8 + (length + 3) // 4 * 4


def _streams(data: bytes, depth: int) -> Iterator[dict[bytes, Entry]]:
    for key, kind, _, content in _entries(data):
        if kind != b"\0" or depth > DEEPEST:
            continue
        if key == b"STRM":
            yield {entry[0]: entry for entry in _entries(content)}
        else:
            yield from _streams(content, depth + 1)


def _readings(stream: dict[bytes, Entry], key: bytes) -> FloatArray | None:
    """Gravity or acceleration as down in units of 1 g, a turn as its unit quaternion."""
    numbers, scale = _numbers(stream[key]), _numbers(stream.get(b"SCAL"))
    columns = 4 if key == b"IORI" else 3
    if numbers is None or numbers.shape[1] != columns or not len(numbers):
        return None
    if scale is not None and scale.size in (1, columns) and scale.all():
        numbers = numbers / scale.ravel()
    if key == b"IORI":
        length = np.linalg.norm(numbers, axis=1, keepdims=True)
        return np.asarray(numbers / np.where(length > 0, length, 1))
    return numbers if key == b"GRAV" else _along_axes(numbers, stream.get(b"ORIN"))


def _along_axes(readings: FloatArray, stored: Entry | None) -> FloatArray | None:
    letters = stored[3].decode("ascii", errors="replace") if stored else ""
    if sorted(letters.upper()) != ["X", "Y", "Z"]:
        return None
    down: FloatArray = np.empty_like(readings)
    for column, letter in enumerate(letters):
        sign = 1 if letter.isupper() else -1
        down[:, CAMERA_AXES[letter.upper()]] = sign * readings[:, column]
    return down / G_M_S2


def _numbers(entry: Entry | None) -> FloatArray | None:
    """``(n, columns)`` the numbers of an entry; None for a kind that is none."""
    if entry is None or entry[1] not in KINDS:
        return None
    _, letter, size, content = entry
    kind: np.dtype[Any] = np.dtype(KINDS[letter])
    if not size or size % kind.itemsize:
        return None
    whole = content[: len(content) // size * size]
    with np.errstate(invalid="ignore"):  # a float that is no number
        numbers = np.frombuffer(whole, kind).astype(np.float64)
    return numbers.reshape(-1, size // kind.itemsize)
