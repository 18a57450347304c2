"""Films and stick figures made on the spot."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.sources.video.fusing import Joints
from ilio.sources.video.skeleton import EARS, HIPS, LEG, NOSE, SHOULDERS

TICKS = 1000
TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""a, b, c, d of the container's display matrix, by clockwise turn, as ISO 14496-12 writes it."""


@pytest.fixture
def make_film(tmp_path: Path) -> Callable[..., Path]:
    """Writes a film of a white corner and a wandering square; there is nobody in it."""

    def make(
        name: str = "film.mp4",
        *,
        seconds: float = 4.0,
        rate: int = 10,
        size: tuple[int, int] = (160, 96),
        times: list[float] | None = None,
        clockwise: int = 0,
        options: dict[str, str] | None = None,
        stands_s: float | None = None,
    ) -> Path:
        path = tmp_path / name
        width, height = size
        with av.open(str(path), "w", options=options or {}) as out:
            stream = out.add_stream("mpeg4", rate=rate)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            stream.bit_rate = 2_000_000
            stream.codec_context.time_base = Fraction(1, TICKS)
            times = times or [i / rate for i in range(round(seconds * rate))]
            for i, stamp in enumerate(times):
                picture = np.full((height, width, 3), 60, dtype=np.uint8)
                picture[: height // 3, : width // 3] = 255
                left = (4 * i) % (width // 2)
                picture[-height // 3 :, left : left + width // 3] = 120
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.time_base, frame.pts = Fraction(1, TICKS), round(stamp * TICKS)
                packets = stream.encode(frame)
                if stands_s is not None and i + 1 == len(times):
                    for packet in packets:
                        packet.duration = round(stands_s * TICKS)
                out.mux(packets)
            out.mux(stream.encode(None))
        if clockwise:
            _turn(path, clockwise)
        return path

    return make


def _turn(path: Path, clockwise: int) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 44
    a, b, c, d = (v << 16 for v in TURNS[clockwise])
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)


@pytest.fixture
def stick_figure() -> Callable[..., Joints]:
    """Joints of a person of known angles, seen from the side; the hip points where they belong."""

    def make(
        left_thigh: object,
        right_thigh: object,
        *,
        facing: int = 1,
        lean: float = 0.0,
        shank: object = 0.0,
        rate_hz: float = 5.0,
    ) -> Joints:
        thighs = np.stack([np.asarray(left_thigh, float), np.asarray(right_thigh, float)], axis=1)
        n = len(thighs)
        xy = np.zeros((n, 33, 2))
        up = np.array([np.sin(np.radians(lean)), -np.cos(np.radians(lean))])
        front = np.array([-up[1], up[0]])
        hip = np.array([300.0, 300.0])
        xy[:] = hip + 220 * up
        xy[:, NOSE] += 30 * front
        xy[:, list(SHOULDERS)] = hip + 160 * up
        xy[:, list(EARS)] = hip + 220 * up
        xy[:, list(HIPS)] = hip
        for leg in (0, 1):
            way = np.radians(thighs[:, leg])
            low = np.radians(thighs[:, leg] - np.asarray(shank, float))
            knee = hip + 120 * np.stack([np.sin(way), np.cos(way)], axis=1)
            ankle = knee + 110 * np.stack([np.sin(low), np.cos(low)], axis=1)
            foot = np.stack([np.cos(low), -np.sin(low)], axis=1)
            xy[:, LEG[1, leg]], xy[:, LEG[2, leg]] = knee, ankle
            xy[:, LEG[3, leg]], xy[:, LEG[4, leg]] = ankle - 10 * foot, ankle + 40 * foot
        if facing < 0:
            xy[..., 0] = 600 - xy[..., 0]
        return Joints.of(np.arange(n) / rate_hz, xy)

    return make
