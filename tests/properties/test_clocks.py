"""Times in any unit, from any start: the same seconds come out, or a refusal; never others."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilio.core import ReadError
from ilio.sources.clock import in_seconds
from ilio.sources.clock_units import unit_named
from ilio.sources.coordinate_table import read_coordinates
from ilio.sources.log_table import read_log_table
from ilio.sources.trc import read_trc

PER_SECOND = {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}
TICKS = {
    "10 ms": 100,
    "0.1 ms": 1e4,
    "100 ns": 1e7,
    "90 kHz": 9e4,
    "24 MHz": 2.4e7,
    "32768 Hz": 32768,
}
"""Counters of clocks, sensors and films, which count in whole numbers and say no unit."""

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
UNITS = st.sampled_from(sorted(PER_SECOND))
STARTS_S = st.sampled_from([0.0, 0.36, 45_147.36, 1.7e9])
"""From nothing, from the phone's last start, from 1970."""


def times(start_s: float, rate_hz: float, length_s: float) -> np.ndarray:
    """Rows as a phone writes them: a little early, a little late, now and then one is lost."""
    count = int(length_s * rate_hz)
    jitter = np.random.default_rng(3).uniform(-0.2, 0.2, count)
    kept = np.arange(count) % 17 != 16
    return (start_s + (np.arange(count) + jitter) / rate_hz)[kept]


@FEW
@given(
    unit=UNITS,
    start_s=STARTS_S,
    rate_hz=st.floats(5, 500),
    length_s=st.floats(5, 90),
    name=st.sampled_from(["time", "timestamp", "t", "Time (s)", "seconds_elapsed", "time_ms"]),
)
def test_a_log_lasts_as_long_as_it_did(
    tmp_path: Path, unit: str, start_s: float, rate_hz: float, length_s: float, name: str
) -> None:
    true_s = times(start_s, rate_hz, length_s)
    rows = "\n".join(f"{t * PER_SECOND[unit]:.9f},1" for t in true_s)
    (tmp_path / "a.csv").write_text(f"{name},angle_deg\n{rows}\n")
    log = read_log_table(tmp_path / "a.csv")
    assert log.time_s[-1] == pytest.approx(true_s[-1] - true_s[0], rel=0.01)
    taken_otherwise = unit != (unit_named(name) or "s")
    assert bool(log.notes) == taken_otherwise


@FEW
@given(unit=UNITS, rate_hz=st.floats(0.01, 1e5), count=st.integers(30, 5000))
def test_what_two_units_fit_is_refused_and_nothing_is_longer_or_faster_than_a_test(
    unit: str, rate_hz: float, count: int
) -> None:
    column = np.arange(count) / rate_hz * PER_SECOND[unit]
    try:
        clock = in_seconds(column, "a.csv", name="time")
    except ReadError as problem:
        assert "in a column 'time_s'" in problem.todo
    else:
        assert 0.9 <= 1 / np.median(np.diff(clock.time_s)) <= 2200


@FEW
@given(
    unit=st.sampled_from(sorted({**PER_SECOND, **TICKS}.keys() - {"s"})),
    start_s=STARTS_S,
    rate_hz=st.floats(5, 500),
    length_s=st.floats(5, 90),
)
def test_a_counter_without_a_unit_is_read_right_or_refused(
    unit: str, start_s: float, rate_hz: float, length_s: float
) -> None:
    true_s = times(start_s, rate_hz, length_s)
    column = np.round(true_s * {**PER_SECOND, **TICKS}[unit])
    try:
        clock = in_seconds(column, "a.csv", name="timestamp")
    except ReadError as problem:
        assert "in a column 'time_s'" in problem.todo
    else:
        lasted = clock.time_s[-1] - clock.time_s[0]
        assert lasted == pytest.approx(true_s[-1] - true_s[0], rel=0.01, abs=2.1 / rate_hz)


@pytest.mark.parametrize("rate_hz", [20, 50, 100, 200])
@pytest.mark.parametrize("begins_s", [11_644_473_600, 62_135_596_800], ids=["1601", "year 1"])
def test_ticks_of_windows_are_told_by_their_date(begins_s: float, rate_hz: int) -> None:
    true_s = np.arange(30 * rate_hz) / rate_hz
    clock = in_seconds((1.7e9 + begins_s + true_s) * 1e7, "a.csv", name="timestamp")
    assert clock.time_s - clock.time_s[0] == pytest.approx(true_s, abs=1e-4)
    assert "taken as ticks of 100 ns" in clock.note


@pytest.mark.parametrize(
    ("per_second", "may_be"),
    [
        (1e7, "microseconds or ticks of 100 ns"),
        (1e6, "microseconds or ticks of 100 ns"),
        (1e4, "milliseconds or ticks of 0.1 ms"),
        (100, "milliseconds or ticks of 10 ms"),
    ],
)
def test_a_counter_whose_scale_nothing_tells_is_refused(per_second: float, may_be: str) -> None:
    column = np.round(np.arange(1500) / 50 * per_second)
    with pytest.raises(ReadError, match=rf"which may be .*{may_be}.*a column 'time_s', or name"):
        in_seconds(column, "a.csv", name="timestamp")


def test_fractions_are_no_ticks() -> None:
    column = np.arange(1500) * 20.25
    assert in_seconds(column, "a.csv", name="timestamp").time_s[-1] == pytest.approx(
        30.35, abs=0.01
    )
    with pytest.raises(
        ReadError, match=r"which may be milliseconds or ticks of 10 ms or .* 0.1 ms"
    ):
        in_seconds(np.round(column), "a.csv", name="timestamp")


def test_minutes_without_a_unit_are_no_seconds_within_one() -> None:
    column = np.arange(300) / 10 / 60
    with pytest.raises(
        ReadError, match=r"a recording of 1 to 1800 s, got a length of 0.498 in 't'"
    ):
        in_seconds(column, "a.csv", name="t")


@FEW
@given(
    unit=st.sampled_from([*sorted(PER_SECOND), "frames"]),
    rate_hz=st.floats(5, 500),
    start_s=st.sampled_from([0.0, 12.3]),
)
def test_times_of_markers_agree_with_the_rate_of_the_header(
    tmp_path: Path, unit: str, rate_hz: float, start_s: float
) -> None:
    per_second = PER_SECOND.get(unit, rate_hz)
    true_s = start_s + np.arange(200) / rate_hz
    rows = "\n".join(f"{i}\t{t * per_second:.9f}\t1\t2\t3" for i, t in enumerate(true_s))
    head = f"DataRate\tUnits\n{rate_hz}\tmm\nFrame#\tTime\tLASI\n\t\tX1\tY1\tZ1\n"
    (tmp_path / "a.trc").write_text(head + rows)
    markers = read_trc(tmp_path / "a.trc")
    assert markers.time_s == pytest.approx(true_s, rel=1e-6)
    assert bool(markers.notes) == (unit != "s")


@FEW
@given(factor=st.sampled_from([0.5, 0.8, 2.0, 10.0, 60.0]))
def test_times_that_fit_no_rate_of_the_header_are_refused(tmp_path: Path, factor: float) -> None:
    rows = "\n".join(f"{i}\t{i * factor / 100:.6f}\t1\t2\t3" for i in range(200))
    head = "DataRate\tUnits\n100\tmm\nFrame#\tTime\tLASI\n\t\tX1\tY1\tZ1\n"
    (tmp_path / "a.trc").write_text(head + rows)
    with pytest.raises(ReadError, match="times in 'Time' that fit the 100 Hz of the header"):
        read_trc(tmp_path / "a.trc")


@FEW
@given(unit=UNITS, rate_hz=st.floats(5, 500))
def test_times_of_an_angle_file_are_seconds_or_made_so(
    tmp_path: Path, unit: str, rate_hz: float
) -> None:
    true_s = np.arange(300) / rate_hz
    rows = "\n".join(f"{t * PER_SECOND[unit]:.9f}\t1" for t in true_s)
    (tmp_path / "a.mot").write_text(f"a\ninDegrees=yes\nendheader\ntime\thip_flexion_r\n{rows}\n")
    try:
        table = read_coordinates(tmp_path / "a.mot")
    except ReadError as problem:
        # steps of whole numbers, which ticks have as well
        assert "which may be" in str(problem) or "a recording of 1 to 1800 s" in str(problem)
        return
    assert table.time_s == pytest.approx(true_s, rel=1e-6)
    assert bool(table.notes) == (unit != "s")


def test_days_of_a_spreadsheet_are_told_by_their_size() -> None:
    clock = in_seconds(45_250 + np.arange(1000) / 50 / 86_400, "a.csv", name="time")
    assert clock.time_s[-1] - clock.time_s[0] == pytest.approx(19.98, abs=0.01)
    assert clock.note == "'time' was taken as days: only so it gives 50 Hz."


def test_a_unit_that_is_named_holds_where_two_would_fit() -> None:
    column = np.arange(1500.0)
    with pytest.raises(
        ReadError, match=r"which may be seconds or milliseconds or .*: time_s or time_ms"
    ):
        in_seconds(column, "a.csv", name="time")
    for unit, last_s in (("s", 1499.0), ("ms", 1.499)):
        assert in_seconds(column, "a.csv", name="t", unit=unit).time_s[-1] == pytest.approx(last_s)


@pytest.mark.parametrize("step", [3e-7, 1e-12, 5e9])
def test_a_rate_that_no_sensor_has_is_refused(step: float) -> None:
    column = step * np.concatenate([np.arange(40.0), 1e9 + np.arange(3)])
    with pytest.raises(ReadError, match=r"1 to 2000 times a second, got steps of .* in 't'"):
        in_seconds(column, "a.csv", name="t", unit="s")
