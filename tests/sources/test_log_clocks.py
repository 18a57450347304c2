"""Clocks that jump, pause or begin anew, and angles that jump or are in radians: never a number that looks right."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from phone_logs import lift

from ilio.core import ReadError
from ilio.protocols import Measurement, measure
from ilio.sources import read_recording

TIME_S, RAISED_DEG = lift(100.0, 50.0)
UP_S = 4.2


def log(
    path: Path, times: Sequence[object], angles: Sequence[float], name: str = "angle_deg"
) -> Path:
    rows = [f"{time},{angle:.4f}" for time, angle in zip(times, angles, strict=True)]
    path.write_text(f"timestamp,{name}\n" + "\n".join(rows) + "\n")
    return path


def measured(path: Path) -> Measurement:
    return measure("knee-raise", read_recording(path), "right")


def check_lift(path: Path) -> None:
    found = measured(path).quantities
    assert found["thigh_elevation_peak"].value == pytest.approx(100, abs=0.2)
    assert found["time_above_90"].value == pytest.approx(UP_S, abs=0.1)


def clock(start: str, write: Callable[[datetime], str]) -> list[str]:
    """Times of day of the lift, three seconds after the start at the top of it."""
    begun = datetime.fromisoformat(start)
    return [write(begun + timedelta(seconds=float(time))) for time in TIME_S]


def in_berlin(moment: datetime) -> str:
    """As a wall clock there shows it, from what it would show without summer time."""
    summer = datetime(2026, 3, 29, 2) <= moment < datetime(2026, 10, 25, 2)
    return (moment + timedelta(hours=summer)).isoformat(" ", "milliseconds")


CLOCKS = {
    "a.m. and p.m.": ("2026-11-20 12:59:56", lambda t: t.strftime("%I:%M:%S.%f %p")),
    "neither, over one o'clock": ("2026-11-20 12:59:56", lambda t: t.strftime("%I:%M:%S.%f")),
    "over midnight": ("2026-11-20 23:59:56", lambda t: t.strftime("%H:%M:%S.%f")),
    "the night in spring": ("2026-03-29 01:59:56", in_berlin),
    "the night in autumn": ("2026-10-25 01:59:56", in_berlin),
    "months by name": ("2026-11-20 10:00:00", lambda t: t.strftime("%d-%b-%Y %H:%M:%S.%f")),
    "the day first": ("2026-11-20 23:59:56", lambda t: t.strftime("%d.%m.%Y %H:%M:%S.%f")),
    "the month first": ("2026-11-20 23:59:56", lambda t: t.strftime("%m/%d/%Y %I:%M:%S.%f %p")),
    "a zone that changes": (
        "2026-03-29 01:59:56",
        lambda t: in_berlin(t) + ("+02:00" if t.hour >= 2 else "+01:00"),
    ),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_on_the_wall_goes_on_where_it_jumps(tmp_path: Path, name: str) -> None:
    check_lift(log(tmp_path / "a.csv", clock(*CLOCKS[name]), RAISED_DEG))


@pytest.mark.parametrize(
    "times",
    [np.where(TIME_S > 5, TIME_S - 3, TIME_S), np.where(TIME_S > 5, TIME_S - 5, TIME_S)],
    ids=["set back by three seconds", "a second recording"],
)
def test_a_clock_that_steps_back_and_goes_on_is_refused(tmp_path: Path, times: np.ndarray) -> None:
    expected = r"got a clock that steps back by \d.\d s in row 252 and goes on. Cut the file there"
    with pytest.raises(ReadError, match=expected):
        measured(log(tmp_path / "a.csv", times.tolist(), RAISED_DEG))


def test_rows_from_the_last_to_the_first_are_to_be_sorted(tmp_path: Path) -> None:
    path = log(tmp_path / "a.csv", TIME_S[::-1].tolist(), RAISED_DEG[::-1].tolist())
    with pytest.raises(ReadError, match=r"rise in 1 of 400 rows\. .* sort its rows by time"):
        measured(path)


def test_rows_that_come_late_or_twice_are_left_out_as_before(tmp_path: Path) -> None:
    order = np.arange(len(TIME_S))
    order[200:210] = order[190:200]
    path = log(tmp_path / "a.csv", TIME_S[order].tolist(), RAISED_DEG[order].tolist())
    assert "10 rows whose time did not rise were left out." in measured(path).notes
    check_lift(path)


def test_a_hold_does_not_go_on_through_a_pause(tmp_path: Path) -> None:
    paused = np.where(TIME_S > 5, TIME_S + 60, TIME_S)
    found = measured(log(tmp_path / "a.csv", paused.tolist(), RAISED_DEG))
    assert found.quantities["hold_time"].value < 4
    assert found.quantities["time_above_90"].value < 6
    assert any(
        note == "Nothing was recorded for 60.0 s from 5.0 s on: what the leg did then is not known."
        for note in found.notes
    )


def test_an_angle_each_second_pauses_nowhere(tmp_path: Path) -> None:
    path = log(tmp_path / "a.csv", TIME_S[::50].tolist(), RAISED_DEG[::50].tolist())
    assert not [note for note in measured(path).notes if "Nothing was recorded" in note]


@pytest.mark.parametrize("name", ["angle_deg", "thigh_elevation_deg", "Inclination (deg)"])
@pytest.mark.parametrize("below", [0, -5])
def test_an_angle_that_jumps_by_a_turn_goes_on(tmp_path: Path, name: str, below: float) -> None:
    turns = (RAISED_DEG + below) % 360
    found = measured(log(tmp_path / "a.csv", TIME_S.tolist(), turns.tolist(), name))
    expected = 100 + (below if name.startswith("thigh") else 0)
    assert found.quantities["thigh_elevation_peak"].value == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize("name", ["angle_rad", "Angle (rad)", "thigh_elevation_rad"])
def test_radians_by_their_name(tmp_path: Path, name: str) -> None:
    check_lift(log(tmp_path / "a.csv", TIME_S.tolist(), np.radians(RAISED_DEG).tolist(), name))


def test_an_angle_without_a_unit_that_may_be_radians_is_refused(tmp_path: Path) -> None:
    path = log(tmp_path / "a.csv", TIME_S.tolist(), np.radians(RAISED_DEG).tolist(), "angle")
    with pytest.raises(ReadError, match=r"move by 1.7: degrees, or radians. Name the column after"):
        measured(path)
    check_lift(log(path, TIME_S.tolist(), RAISED_DEG.tolist(), "angle"))


def test_a_counter_of_microseconds_that_turns_over_goes_on(tmp_path: Path) -> None:
    """Xsens DOT counts in 32 bits."""
    count = (2**32 - 4_000_000 + np.round(TIME_S * 1e6).astype(np.int64)) % 2**32
    path = log(tmp_path / "a.csv", count.tolist(), RAISED_DEG)
    path.write_text(path.read_text().replace("timestamp", "SampleTimeFine"))
    check_lift(path)


@pytest.mark.parametrize(
    ("names", "unit"),
    [("roll,pitch", 57.3), ("roll_deg,pitch_deg", 1.0), ("roll_rad,pitch_rad", 57.3)],
)
def test_roll_and_pitch_by_the_unit_in_their_names(tmp_path: Path, names: str, unit: float) -> None:
    pitch = np.minimum(RAISED_DEG, 80) / unit
    rows = [f"{time:.3f},0,{angle:.5f}" for time, angle in zip(TIME_S, pitch, strict=True)]
    path = tmp_path / "a.csv"
    path.write_text(f"time_s,{names}\n" + "\n".join(rows) + "\n")
    found = measured(path).quantities["thigh_elevation_peak"]
    assert found.value == pytest.approx(80, abs=0.2)


def test_a_small_pitch_without_a_unit_is_no_turn_of_hundreds_of_degrees(tmp_path: Path) -> None:
    pitch = np.minimum(RAISED_DEG, 5.5)
    rows = [f"{time:.3f},0,{angle:.5f}" for time, angle in zip(TIME_S, pitch, strict=True)]
    path = tmp_path / "a.csv"
    path.write_text("time_s,roll,pitch\n" + "\n".join(rows) + "\n")
    assert not measured(path).quantities or any(
        gate.gate == "lift" and gate.stops for gate in measured(path).gates
    )
