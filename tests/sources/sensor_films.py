"""Real MP4 files with a track of sensor readings, as cameras write them, box by box."""

import struct
from pathlib import Path

import numpy as np

G_M_S2 = 9.80665


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, bytes(4), *parts)


def track(coding: bytes, sizes: list[int], first: int) -> bytes:
    """Samples of one chunk, 100 ms each."""
    stbl = box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), box(coding, bytes(6), struct.pack(">H", 1))),
        _full(b"stts", struct.pack(">III", 1, len(sizes), 100)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)),
        _full(b"stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
        _full(b"stco", struct.pack(">II", 1, first)),
    )
    dref = _full(b"dref", struct.pack(">I", 1), box(b"url ", struct.pack(">I", 1)))
    long = 100 * len(sizes)
    matrix = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    return box(
        b"trak",
        box(b"tkhd", struct.pack(">6I", 7, 0, 0, 9, 0, long), bytes(16), matrix, bytes(8)),
        box(
            b"mdia",
            _full(b"mdhd", struct.pack(">4IHH", 0, 0, 1000, long, 0x55C4, 0)),
            _full(b"hdlr", b"mhlr", b"meta", bytes(12), b"sensors\0"),
            box(b"minf", box(b"gmhd", _full(b"gmin", bytes(16))), box(b"dinf", dref), stbl),
        ),
    )


def with_track(path: Path, coding: bytes, samples: list[bytes]) -> Path:
    """The film with a track more: its samples before the index, which gets longer."""
    data = path.read_bytes()
    at = data.index(b"moov") - 4
    assert at + struct.unpack_from(">I", data, at)[0] == len(data), "the index ends the file"
    more = track(coding, [len(sample) for sample in samples], at + 8)
    path.write_bytes(data[:at] + box(b"mdat", *samples) + box(b"moov", data[at + 8 :], more))
    return path


def down_of(
    roll_deg: float, *, pitch_deg: float = 0.0, shake: float = 0.0, count: int = 200, seed: int = 1
) -> np.ndarray:
    """``(count, 3)`` down in camera axes, 1 g, of a camera rolled clockwise as seen from behind."""
    roll, pitch = np.radians([roll_deg, pitch_deg])
    still = [np.sin(roll) * np.cos(pitch), np.cos(roll) * np.cos(pitch), np.sin(pitch)]
    return still + shake * np.random.default_rng(seed).normal(size=(count, 3))


def klv(key: bytes, kind: bytes, size: int, body: bytes) -> bytes:
    """One entry of GPMF, filled up to four bytes."""
    head = struct.pack(">4scBH", key, kind, size, len(body) // size)
    return head + body + bytes(-len(body) % 4)


def gpmf(*streams: bytes) -> bytes:
    """One second of it: a device with its streams."""
    nested = b"".join(klv(b"STRM", b"\0", 1, stream) for stream in streams)
    return klv(b"DEVC", b"\0", 1, klv(b"DVNM", b"c", 6, b"Camera") + nested)


def grav(down: np.ndarray) -> bytes:
    """GoPro's gravity vector, in camera axes."""
    numbers = np.clip(np.round(down * 32767), -32767, 32767)
    scale = klv(b"SCAL", b"s", 2, struct.pack(">h", 32767))
    return scale + klv(b"GRAV", b"s", 6, numbers.astype(">i2").tobytes())


def accl(down: np.ndarray, stored: str = "ZXY") -> bytes:
    """GoPro's accelerometer: X left, Y backwards, Z up; it reads up."""
    # along its axes the camera's right is -X, down -Z, forward -Y; up is against down
    along = {"X": down[:, 0], "Y": down[:, 2], "Z": down[:, 1]}
    columns = [along[axis.upper()] * (1 if axis.isupper() else -1) for axis in stored or "ZXY"]
    numbers = np.round(np.stack(columns, axis=1) * G_M_S2 * 417).astype(">i2")
    scale = klv(b"SCAL", b"s", 2, struct.pack(">h", 417))
    said = klv(b"ORIN", b"c", 1, stored.encode()) if stored else b""
    return said + scale + klv(b"ACCL", b"s", 6, numbers.tobytes())


def iori(turned_deg: float, count: int = 30) -> bytes:
    """By how much the camera turned the picture against its body."""
    half = np.radians(turned_deg / 2)
    one = np.round(32767 * np.array([np.cos(half), 0, 0, np.sin(half)])).astype(">i2")
    scale = klv(b"SCAL", b"s", 2, struct.pack(">h", 32767))
    return scale + klv(b"IORI", b"s", 8, np.tile(one, (count, 1)).tobytes())


def camm(down: np.ndarray) -> list[bytes]:
    """Google's packets, a turn rate and an acceleration in turn."""
    return [
        packet
        for up in -down * G_M_S2
        for packet in (
            struct.pack("<HH3f", 0, 2, 0.01, 0.02, 0.0),
            struct.pack("<HH3f", 0, 3, *up),
        )
    ]


def by_second(down: np.ndarray, *, accelerometer: str | None = None) -> list[bytes]:
    """Samples of GoPro's track, ten readings each."""
    pieces = np.array_split(down, len(down) // 10)
    if accelerometer is None:
        return [gpmf(grav(piece)) for piece in pieces]
    return [gpmf(accl(piece, accelerometer)) for piece in pieces]
