"""C3D of every processor and kind of number: whole ones are read, cut ones refused, none harms."""

from pathlib import Path

import numpy as np
import pytest
from c3d_files import write_c3d_of
from marker_person import person, ramp

from ilio.core import ReadError, Side
from ilio.sources import read_recording
from ilio.sources.c3d import read_c3d

RAISED = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=90)
KINDS = pytest.mark.parametrize("real", [True, False], ids=["real", "integer"])
MACHINES = pytest.mark.parametrize("processor", ["intel", "dec"])


@KINDS
@MACHINES
def test_every_processor_and_kind_of_number_is_read(
    tmp_path: Path, processor: str, real: bool
) -> None:
    markers = {name: xyz.copy() for name, xyz in RAISED.items()}
    markers["T10"][5] = np.nan
    file = write_c3d_of(tmp_path / "a.c3d", markers, processor=processor, real=real)
    read = read_c3d(file)
    assert read.rate_hz == pytest.approx(100)
    for name, xyz in markers.items():
        assert read.positions_m[name] == pytest.approx(xyz / 1000, abs=1e-4, nan_ok=True)
    lift = read_recording(file).trace("thigh_elevation", Side.LEFT)
    assert float(np.nanmax(lift.angle_deg)) == pytest.approx(100, abs=0.2)


@KINDS
@MACHINES
@pytest.mark.parametrize("keep", [0.99, 0.9, 0.6, 0.55, 0.3])
def test_a_cut_one_is_refused(tmp_path: Path, processor: str, real: bool, keep: float) -> None:
    file = write_c3d_of(tmp_path / "a.c3d", RAISED, processor=processor, real=real)
    whole = file.read_bytes()
    file.write_bytes(whole[: 1536 + int((len(whole) - 1536) * keep)])
    with pytest.raises(ReadError, match="a whole C3D file, got a truncated one"):
        read_c3d(file)


@KINDS
@MACHINES
@pytest.mark.parametrize("frames", [65_000, 70_000])
def test_a_long_one_is_held_against_the_frames_of_its_field(
    tmp_path: Path, processor: str, real: bool, frames: int
) -> None:
    still = {name: np.repeat(RAISED[name][:1], frames, axis=0) for name in ("LASI", "RASI")}
    file = write_c3d_of(tmp_path / "a.c3d", still, real=real, processor=processor, field=True)
    assert len(read_c3d(file).time_s) == frames
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="truncated one"):
        read_c3d(file)


@KINDS
def test_frames_that_the_library_leaves_out_are_missed(tmp_path: Path, real: bool) -> None:
    file = write_c3d_of(tmp_path / "a.c3d", RAISED, real=real, frames_said=30)
    with pytest.raises(ReadError, match="got 30 of the 60 that its header promises"):
        read_c3d(file)


def test_mips_numbers_are_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(
        ReadError, match=r"got one of MIPS numbers. Save it again with PC \(Intel\)"
    ):
        read_c3d(write_c3d_of(tmp_path / "a.c3d", RAISED, processor="mips"))


@pytest.mark.parametrize(
    ("at", "word"),
    [(2, b"\xff\xff"), (4, b"\xff\xff"), (18, b"\xff\xff"), (8, b"\xfe\xff"), (6, b"\x00\x00")],
    ids=["points", "analog", "analog a frame", "last frame", "first frame"],
)
def test_a_header_that_promises_the_moon_takes_neither_memory_nor_the_process(
    tmp_path: Path, at: int, word: bytes
) -> None:
    file = write_c3d_of(tmp_path / "a.c3d", RAISED)
    data = bytearray(file.read_bytes())
    data[at : at + 2] = word
    file.write_bytes(bytes(data))
    try:
        read_c3d(file)
    except ReadError as problem:
        assert "a.c3d" in str(problem)


def test_two_instants_are_the_least(tmp_path: Path) -> None:
    once = {name: xyz[:1] for name, xyz in RAISED.items()}
    with pytest.raises(ReadError, match="markers over time, got none"):
        read_c3d(write_c3d_of(tmp_path / "a.c3d", once))


@pytest.mark.parametrize("rate_hz", [0.0, -5.0, 1e6])
def test_a_rate_that_no_camera_has_is_refused(tmp_path: Path, rate_hz: float) -> None:
    with pytest.raises(ReadError, match="a rate of 1 to 2000 Hz, got"):
        read_c3d(write_c3d_of(tmp_path / "a.c3d", RAISED, rate_hz=rate_hz))
