"""Writing C3D files by the book (c3d.org), for every processor and both kinds of numbers."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

BLOCK = 512
PROCESSORS = {"intel": 84, "dec": 85, "mips": 86}


class Writer:
    """Numbers as a processor writes them."""

    def __init__(self, processor: str) -> None:
        self.processor = processor
        self.order = ">" if processor == "mips" else "<"

    def words(self, *values: int) -> bytes:
        return struct.pack(f"{self.order}{len(values)}H", *(value & 0xFFFF for value in values))

    def reals(self, values: np.ndarray) -> bytes:
        """DEC's reals are four times an IEEE one, with the two halves exchanged."""
        if self.processor != "dec":
            return np.asarray(values, dtype=f"{self.order}f4").tobytes()
        halves = (np.asarray(values, dtype="<f4") * np.float32(4)).view("<u2").reshape(-1, 2)
        return halves[:, ::-1].astype("<u2").tobytes()

    def parameter(
        self, group: int, name: str, kind: int, sizes: Sequence[int], data: bytes
    ) -> bytes:
        body = struct.pack("bB", kind, len(sizes)) + bytes(sizes) + data + b"\0"
        head = struct.pack("bb", len(name), group) + name.encode()
        return head + self.words(len(body) + 2) + body

    def group(self, number: int, name: str) -> bytes:
        return struct.pack("bb", len(name), -number) + name.encode() + self.words(3) + b"\0"


def write_c3d_of(
    path: Path,
    markers: Mapping[str, np.ndarray],
    *,
    processor: str = "intel",
    real: bool = True,
    unit: str = "mm",
    rate_hz: float = 100.0,
    field: bool = False,
    frames_said: int | None = None,
) -> Path:
    """Markers ``(n, 3)`` each, NaN for a gap; whole numbers are kept to a tenth of the unit.

    With `field` the number of frames stands where long recordings keep it; `frames_said` is what
    the parameter FRAMES says.
    """
    out = Writer(processor)
    xyz = np.stack(list(markers.values()), axis=1)
    frames, points = xyz.shape[:2]
    scale = -0.1 if real else 0.1
    strings = "".join(name.ljust(8) for name in markers).encode()
    parameters = b"".join(
        [
            out.group(1, "POINT"),
            out.parameter(1, "USED", 2, [], out.words(points)),
            out.parameter(1, "FRAMES", 2, [], out.words(frames_said or min(frames, 65_535))),
            out.parameter(1, "DATA_START", 2, [], out.words(4)),
            out.parameter(1, "SCALE", 4, [], out.reals(np.array([scale]))),
            out.parameter(1, "RATE", 4, [], out.reals(np.array([rate_hz]))),
            out.parameter(1, "UNITS", -1, [len(unit)], unit.encode()),
            out.parameter(1, "LABELS", -1, [8, points], strings),
            out.group(2, "ANALOG"),
            out.parameter(2, "USED", 2, [], out.words(0)),
        ]
    )
    if field:
        last = out.words(frames % 65536, frames // 65536)
        parameters += out.group(3, "TRIAL")
        parameters += out.parameter(3, "ACTUAL_START_FIELD", 2, [2], out.words(1, 0))
        parameters += out.parameter(3, "ACTUAL_END_FIELD", 2, [2], last)
    section = bytes([1, 80, 2, PROCESSORS[processor]]) + parameters + b"\0\0"
    assert len(section) <= 2 * BLOCK
    header = bytes([2, 80]) + out.words(points, 0, 1, 65535 if field else frames, 10)
    header += out.reals(np.array([scale])) + out.words(4, 0) + out.reals(np.array([rate_hz]))
    lost = ~np.isfinite(xyz).all(axis=2, keepdims=True)
    rows = np.concatenate([np.where(lost, 0, xyz), np.where(lost, -1, 0)], axis=2)
    if real:
        data = out.reals(rows)
    else:
        rows[..., :3] /= scale
        data = np.round(rows).astype(f"{out.order}i2").tobytes()
    path.write_bytes(header.ljust(BLOCK, b"\0") + section.ljust(2 * BLOCK, b"\0") + data)
    return path


def write_poses(path: Path, places: Mapping[str, np.ndarray], rate_hz: float = 100.0) -> Path:
    """Poses of segments that begin at places ``(n, 3)``, and no markers, as Theia3D writes them."""
    out = Writer("intel")
    frames, count = len(next(iter(places.values()))), len(places)
    labels = "".join(name.ljust(16) for name in places).encode()
    parameters = b"".join(
        [
            out.group(1, "POINT"),
            out.parameter(1, "USED", 2, [], out.words(0)),
            out.parameter(1, "FRAMES", 2, [], out.words(frames)),
            out.parameter(1, "DATA_START", 2, [], out.words(4)),
            out.parameter(1, "SCALE", 4, [], out.reals(np.array([-1.0]))),
            out.parameter(1, "RATE", 4, [], out.reals(np.array([rate_hz]))),
            out.parameter(1, "UNITS", -1, [2], b"mm"),
            out.group(2, "ANALOG"),
            out.parameter(2, "USED", 2, [], out.words(0)),
            out.group(3, "ROTATION"),
            out.parameter(3, "USED", 2, [], out.words(count)),
            out.parameter(3, "DATA_START", 2, [], out.words(4)),
            out.parameter(3, "RATE", 4, [], out.reals(np.array([rate_hz]))),
            out.parameter(3, "RATIO", 2, [], out.words(1)),
            out.parameter(3, "LABELS", -1, [16, count], labels),
        ]
    )
    section = bytes([1, 80, 2, PROCESSORS["intel"]]) + parameters + b"\0\0"
    header = bytes([2, 80]) + out.words(0, 0, 1, frames, 10) + out.reals(np.array([-1.0]))
    header += out.words(4, 0) + out.reals(np.array([rate_hz]))
    rows = np.ones((frames, count, 17))
    for i, at in enumerate(places.values()):
        pose = np.tile(np.eye(4), (frames, 1, 1))
        pose[:, :3, 3] = at
        rows[:, i, :16] = pose.swapaxes(1, 2).reshape(frames, 16)
    data = header.ljust(BLOCK, b"\0") + section.ljust(2 * BLOCK, b"\0") + out.reals(rows)
    path.write_bytes(data)
    return path
