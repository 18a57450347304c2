"""Weeks typed in plain words."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import InputError
from ilio.knowledge.run_words import run_kinds
from ilio.observations.running_week import FreeTime, WeeklyRun
from ilio.sources.run_words import read_free_times, read_runs, text_or_file
from ilio.sources.typed_words import WEEKDAYS


def run(day: int, kind: str, minutes: int, at: str) -> WeeklyRun:
    return WeeklyRun(day, kind, minutes, time.fromisoformat(at))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (
            "Tue intervals, Thu easy 45 min, Sun long 18:00 90 min",
            [
                run(1, "intervals", 60, "18:00"),
                run(3, "easy", 45, "18:00"),
                run(6, "long", 90, "18:00"),
            ],
        ),
        ("monday threshold 6:30am 1 h", [run(0, "tempo", 60, "06:30")]),
        ("Tue Thu jog 30 min", [run(1, "easy", 30, "18:00"), run(3, "easy", 30, "18:00")]),
        ("Wed track Sat parkrun", [run(2, "intervals", 60, "18:00"), run(5, "race", 60, "09:00")]),
        ("Sun long run at 8 for 1 h 30 min", [run(6, "long", 90, "08:00")]),
        ("Fri 10 km in the evening", [run(4, "easy", 60, "18:00")]),
        ("Sat-Sun easy 40'", [run(5, "easy", 40, "18:00"), run(6, "easy", 40, "18:00")]),
        (
            "Mondays easy\nThursdays tempo 1.5 h",
            [run(0, "easy", 45, "18:00"), run(3, "tempo", 90, "18:00")],
        ),
        ("none", []),
    ],
)
def test_runs(text: str, runs: list[WeeklyRun]) -> None:
    assert list(read_runs(text)) == runs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tue intervalls", r"got 'intervalls' in 'Tue intervalls'\. Did you mean 'intervals'\?"),
        ("Tuesdy easy", r"got 'tuesdy' in 'Tuesdy easy'\. Did you mean 'tuesday'\?"),
        ("Tue xyzzy", r"got 'xyzzy' in 'Tue xyzzy'\. Leave it out or write it in another way"),
        ("easy 45 min", "a weekday in each part, got 'easy 45 min'"),
        ("Tue 45", "a unit behind a number, got '45' in 'Tue 45'. Write 45 min"),
        ("Tue easy 0 min", "a run between 1 min and a day, got '0min'"),
        ("Tue easy 18:00, Tue tempo 18:30", "two on Tuesday that overlap"),
        ("  ", "a weekly pattern of runs, got an empty text"),
    ],
)
def test_runs_that_are_not_understood(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_runs(text)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 6),
            st.sampled_from(sorted(run_kinds())),
            st.integers(10, 180),
            st.integers(0, 20),
        ),
        min_size=1,
        unique_by=lambda drawn: drawn[0],
    )
)
def test_what_is_written_out_is_read_back(drawn: list[tuple[int, str, int, int]]) -> None:
    runs = sorted(WeeklyRun(day, kind, minutes, time(hour)) for day, kind, minutes, hour in drawn)
    text = ", ".join(f"{WEEKDAYS[r.weekday]} {r.kind} {r.at:%H:%M} {r.minutes} min" for r in runs)
    assert list(read_runs(text)) == runs


def free(day: int, start: str, end: str) -> FreeTime:
    return FreeTime(day, time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Mon Wed Sat 18-21", [free(day, "18:00", "21:00") for day in (0, 2, 5)]),
        ("only Mon/Wed/Sat evenings", [free(day, "18:00", "21:00") for day in (0, 2, 5)]),
        ("every day", [free(day, "07:00", "21:00") for day in range(7)]),
        ("weekdays 6:30-7:30", [free(day, "06:30", "07:30") for day in range(5)]),
        ("Sun from 6pm to 9pm", [free(6, "18:00", "21:00")]),
        ("Tue 18 - 24", [free(1, "18:00", "23:59")]),
        (
            "Mon 18-20, Mon 19:30-21, Mon 6-7",
            [free(0, "06:00", "07:00"), free(0, "18:00", "21:00")],
        ),
    ],
)
def test_free_times(text: str, times: list[FreeTime]) -> None:
    assert list(read_free_times(text)) == times


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Mon evnings", r"got 'evnings' in 'Mon evnings'\. Did you mean 'evenings'\?"),
        ("18-21", "a weekday with each free time, got '18-21'"),
        ("Mon 21-18", "a time that ends after it starts, got '21-18'"),
        (" ", "free times, got an empty text"),
    ],
)
def test_free_times_that_are_not_understood(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_free_times(text)


def test_a_file_is_read_without_its_remarks(tmp_path: Path) -> None:
    file = tmp_path / "runs.txt"
    file.write_text("# winter\nTue tempo  # club\n\nSun long\n", encoding="utf-8")
    assert [r.kind for r in read_runs(text_or_file(str(file)))] == ["tempo", "long"]
    assert text_or_file("Tue tempo") == "Tue tempo"
