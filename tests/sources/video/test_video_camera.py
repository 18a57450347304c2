"""Recording a camera, tried on FFmpeg's own virtual input (this machine has no camera)."""

from pathlib import Path

import av
import numpy as np
import pytest

from ilio.core import InputError, ReadError, Side
from ilio.sources import read_recording
from ilio.sources.video.camera import Device, device_named, is_camera, record

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit" / "visit_thomas_left.mp4"


def virtual(graph: str) -> Device:
    return Device("lavfi", graph, "camera 0")


def test_seconds_and_times_are_those_of_the_camera(tmp_path: Path) -> None:
    shares: list[float] = []
    device = virtual("testsrc=size=322x241:rate=12")
    film = record(device, 3.0, tmp_path / "a.mp4", progress=shares.append)
    with av.open(str(film)) as made:
        stream = made.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width % 2, stream.height % 2) == (0, 0)
        times = [picture.time for picture in made.decode(stream)]
    assert np.array(times) == pytest.approx(np.arange(36) / 12, abs=1e-3)
    assert shares == sorted(shares) and 0.9 < shares[-1] <= 1


def test_what_the_camera_saw_is_measured_like_a_film(tmp_path: Path) -> None:
    film = record(virtual(f"movie={EXAMPLE}"), 3.0, tmp_path / "a.mp4")
    seen = read_recording(film, processes=0).trace("thigh_elevation", Side.LEFT)
    direct = read_recording(EXAMPLE, processes=0).trace("thigh_elevation", Side.LEFT)
    assert np.median(seen.angle_deg) == pytest.approx(np.median(direct.angle_deg), abs=1.5)


def test_a_camera_that_stops_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"camera 0: expected 60 s of pictures, got [34]\.\d s"):
        record(virtual(f"movie={EXAMPLE}"), 60.0, tmp_path / "a.mp4")


@pytest.mark.parametrize("seconds", [0.5, 3600.0])
def test_a_time_that_no_attempt_takes(seconds: float, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 to 600 s"):
        record(virtual("testsrc"), seconds, tmp_path / "a.mp4")


def test_no_such_camera(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"camera 97: expected a camera, got n.*Plug it in"):
        device_named("camera:97", "linux")
    with pytest.raises(ReadError, match=r"camera 0: expected a camera that gives pictures, got"):
        record(Device("lavfi", "no_such_source", "camera 0"), 3.0, tmp_path / "a.mp4")


def test_names() -> None:
    assert is_camera("camera:0") and not is_camera("camera:") and not is_camera("camera:x")
    assert not is_camera(Path("camera.mp4"))
    assert device_named("camera:2", "darwin").name == "2:none"
    with pytest.raises(InputError, match="Count cameras from 0"):
        device_named("camera:-1", "linux")
