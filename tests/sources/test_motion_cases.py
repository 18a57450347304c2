"""Files written after public reports of faults in neighbouring programs, each with what is right."""

import zipfile
from pathlib import Path

import pytest

from ilio.core import ReadError
from ilio.protocols import Measurement, measure
from ilio.sources import read_recording
from ilio.sources.video.frames import shots


def raised(file: Path, side: str, **how: object) -> Measurement:
    recording = read_recording(file, **how)
    assert not [gate.gate for gate in recording.gates if gate.stops]
    return measure("knee-raise", recording, side)


def value(found: Measurement, name: str) -> float:
    return found.quantities[name].value


@pytest.mark.parametrize("rate_hz", [None, 30.0], ids=["the file's 10 Hz", "30 Hz as given"])
@pytest.mark.parametrize(
    ("name", "side"), [("faces_left_raises_left", "left"), ("faces_right_raises_right", "right")]
)
def test_points_of_a_person_facing_either_way(
    motion_cases: Path, name: str, side: str, rate_hz: float | None
) -> None:
    """The 6.7 s that are asked for belong to 30 Hz; the file itself says 10."""
    file = motion_cases / "39-points-facing" / f"{name}.json"
    found = raised(file, side, rate_hz=rate_hz)
    assert value(found, "thigh_elevation_peak") == pytest.approx(99.5, abs=0.1)
    assert value(found, "time_above_90") == pytest.approx(6.7 if rate_hz else 20.1, abs=0.1)


@pytest.mark.parametrize(
    ("file", "side", "above_s", "unit"),
    [
        ("01-android-ns-since-boot/ns_from_0.csv", "right", 20.1, "nanoseconds"),
        ("01-android-ns-since-boot/epoch_us.csv", "right", 20.1, "microseconds"),
        ("01-android-ns-since-boot/short_hold_ns_boot.csv", "right", 5.1, "nanoseconds"),
        ("16-trc-time/in_ms.trc", "left", 20.1, "milliseconds"),
    ],
)
def test_times_in_another_unit_are_seconds_and_it_is_said(
    motion_cases: Path, file: str, side: str, above_s: float, unit: str
) -> None:
    found = raised(motion_cases / file, side)
    assert value(found, "time_above_90") == pytest.approx(above_s, abs=0.1)
    assert value(found, "thigh_elevation_peak") == pytest.approx(100, abs=0.1)
    assert any(f"taken as {unit}" in note for note in found.notes)


def test_a_label_that_comes_twice_is_refused_by_name(motion_cases: Path) -> None:
    with pytest.raises(ReadError, match=r"ghost_last.trc: .* got 'LKNE' several times"):
        read_recording(motion_cases / "11-trc-duplicate-names" / "ghost_last.trc")


@pytest.mark.parametrize("name", ["c7_empty", "hjc_empty"])
def test_a_marker_without_data_hides_no_neighbour(motion_cases: Path, name: str) -> None:
    found = raised(motion_cases / "15-empty-columns" / f"{name}.trc", "left")
    assert value(found, "thigh_elevation_peak") == pytest.approx(100, abs=0.1)
    assert value(found, "time_above_90") == pytest.approx(20.1, abs=0.1)


def test_frame_numbers_in_the_names_are_the_clock(motion_cases: Path, tmp_path: Path) -> None:
    file = motion_cases / "31-openpose-missing-files" / "frame_step5.zip"
    with zipfile.ZipFile(file) as packed:
        packed.extractall(tmp_path)
    for path in (tmp_path / "frame_step5", file):
        found = raised(path, "left", rate_hz=30.0)
        assert value(found, "time_above_90") == pytest.approx(20.1, abs=0.2)


@pytest.mark.parametrize(("name", "last_s"), [("lowlight_15_of_30", 19.93), ("still_end", 19.9)])
def test_a_film_keeps_its_own_time_to_its_last_picture(
    motion_cases: Path, name: str, last_s: float
) -> None:
    found = [shot.time_s for shot in shots(motion_cases / "40-video" / f"{name}.mp4")]
    assert found[-1] == pytest.approx(last_s, abs=0.01)


def test_a_unit_that_is_cut_short_is_known(motion_cases: Path) -> None:
    found = raised(motion_cases / "22-c3d-units" / "unit_mete.c3d", "left")
    assert value(found, "thigh_elevation_peak") == pytest.approx(100, abs=0.1)
    assert value(found, "time_above_90") == pytest.approx(20.1, abs=0.1)


@pytest.mark.parametrize(
    ("file", "above_s", "peak_deg"),
    [
        ("02-phyphox-xyz/Accelerometer.csv", 20.1, 100),
        ("03-quoted-decimal-comma/a.csv", 20.1, 100),
        ("04-excel-saved/sep_line.csv", 20.1, 100),
        ("04-excel-saved/zeros_first.csv", 32, 100.5),
        ("05-physics-toolbox/gforce.csv", 20.1, 100),
        ("06-sensorlogger-json/export.json", 20.1, 100),
    ],
)
def test_logs_of_other_apps_and_of_spreadsheets(
    motion_cases: Path, file: str, above_s: float, peak_deg: float
) -> None:
    """The angle a second lies above level for 31 s from first to last row, 32 with its own step."""
    found = raised(motion_cases / file, "right")
    assert value(found, "time_above_90") == pytest.approx(above_s, abs=0.1)
    assert value(found, "thigh_elevation_peak") == pytest.approx(peak_deg, abs=0.1)


def test_a_zip_of_phyphox_is_opened_and_the_gravity_missed(motion_cases: Path) -> None:
    with pytest.raises(ReadError, match=r"linear acceleration x .* has gravity taken out"):
        read_recording(motion_cases / "38-phyphox-zip-xls" / "phyphox.zip")


def test_deeplabcut_is_read(motion_cases: Path) -> None:
    found = raised(motion_cases / "34-dlc-sleap" / "poseDLC.csv", "right", rate_hz=30.0)
    assert value(found, "thigh_elevation_peak") == pytest.approx(99.5, abs=0.1)
    assert value(found, "time_above_90") == pytest.approx(20.1, abs=0.1)
