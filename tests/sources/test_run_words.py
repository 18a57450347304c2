"""Weeks typed in plain words."""

import contextlib
from datetime import datetime, time
from pathlib import Path
from time import perf_counter, process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import InputError
from ilio.knowledge.run_words import run_kinds
from ilio.observations.running_week import FreeTime, Run, WeeklyRun
from ilio.sources.free_words import read_free_times, read_free_week
from ilio.sources.run_words import read_runs, read_week, text_or_file
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


EASY, LONG = run(1, "easy", 45, "18:00"), run(6, "long", 90, "09:00")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Tue run/walk", [EASY]),
        ("Tue couch to 5k", [EASY]),
        ("Tue marathon pace", [run(1, "tempo", 50, "18:00")]),
        ("Tue half marathon pace", [run(1, "tempo", 50, "18:00")]),
        ("Sat trail 3 h", [run(5, "easy", 180, "18:00")]),
        ("Sun 10k", [run(6, "easy", 60, "18:00")]),
        ("Sun 7,5 km", [run(6, "easy", 45, "18:00")]),
        ("Sun 4 miles", [run(6, "easy", 39, "18:00")]),
        ("Tue 18h30", [run(1, "easy", 45, "18:30")]),
        ("Tue 1h30", [run(1, "easy", 90, "18:00")]),
        ("Tue hills", [run(1, "intervals", 60, "18:00")]),
        ("Tue 8 x 400 m", [run(1, "intervals", 60, "18:00")]),
        ("Sun half marathon", [run(6, "race", 127, "09:00")]),
        ("Tue 18:00-19:30 tempo", [run(1, "tempo", 90, "18:00")]),
        ("Tue 40-50 min", [run(1, "easy", 50, "18:00")]),
        ("Tue at 6 in the evening", [EASY]),
        ("I run 10k on Tuesday evening and long on Sundays", [run(1, "easy", 60, "18:00"), LONG]),
        ("On Tuesdays I do intervals, about an hour, at 17:00", [run(1, "intervals", 60, "17:00")]),
        ("Tue easy and long on Sun", [EASY, LONG]),
        ("easy Tue, long Sun", [EASY, LONG]),
        ("easy Tue long Sun", [EASY, LONG]),
        ("long Sat and Sun", [run(5, "long", 90, "09:00"), LONG]),
        ("10k Tue evening Sun morning", [run(1, "easy", 60, "18:00"), run(6, "easy", 60, "06:00")]),
        ("Mon rest, Tue easy, Wed off", [EASY]),
        ("Tue: easy; Sun: long", [EASY, LONG]),
        ("Di locker, So langer Lauf", [EASY, LONG]),
        ("Dienstagabend locker 8 km", [run(1, "easy", 48, "18:00")]),
        ("Di-Mi 5 km um 7 Uhr", [run(1, "easy", 30, "07:00"), run(2, "easy", 30, "07:00")]),
        ("mardi footing, dimanche sortie longue 1h45", [EASY, run(6, "long", 105, "09:00")]),
        (
            "los martes y los domingos 10 km",
            [run(1, "easy", 60, "18:00"), run(6, "easy", 60, "18:00")],
        ),
        ("martedì corsa lenta, domenica lungo", [EASY, LONG]),
        ("dinsdag rustig, zondag lange duurloop", [EASY, LONG]),
        ("jeden Tag 30 min", [run(day, "easy", 30, "18:00") for day in range(7)]),
    ],
)
def test_runs_in_ordinary_words(text: str, runs: list[WeeklyRun]) -> None:
    assert list(read_runs(text)) == runs


def test_a_run_of_one_day_is_dated() -> None:
    race = Run(datetime(2026, 12, 13, 9), 60, "race")
    for text in ("Sun race 2026-12-13", "Sonntag 13.12.2026 Wettkampf"):
        week = read_week(f"Tue easy, {text}")
        assert (week.pattern, week.dated) == ((EASY,), (race,))
    with pytest.raises(InputError, match=r"runs of every week, got a run on 2026-12-13"):
        read_runs("race 2026-12-13")


def test_what_was_understood_is_told_with_its_defaults() -> None:
    assert read_week("Tue easy, Sun 10 km 8:00, Mon rest, race 2026-12-13").understood == (
        "Monday: no run.",
        "Tuesday 18:00: easy, 45 min (hour and length as usual, since none was said).",
        "Sunday 08:00: easy, 60 min (10 km at 6 min/km).",
        "2026-12-13 09:00: race, 60 min (hour and length as usual, since none was said).",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tue yoga", "got 'yoga' in 'Tue yoga'"),
        ("Tue 18:00 19:00 easy", "one time for each run, got two in 'Tue 18:00 19:00 easy'"),
        ("Tue 5 km 60 min", "one length for each run, got two in 'Tue 5 km 60 min'"),
        ("Sun race 2026-12-14", "a date on a Sunday, got 2026-12-14, which is a Monday"),
        ("race 2026-12-32", "a day such as 2026-12-13, got '2026-12-32'"),
        ("race 12/13/2026", "got '12/13/2026', which may be two different days"),
        ("long and easy", "a weekday in each part, got 'long and easy'"),
    ],
)
def test_what_was_not_understood_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_week(text)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Fri 21-1", [free(4, "21:00", "23:59"), free(5, "00:00", "01:00")]),
        ("Sun 10pm-2am", [free(0, "00:00", "02:00"), free(6, "22:00", "23:59")]),
        ("Mon 6-9pm", [free(0, "18:00", "21:00")]),
        ("Mon after 18", [free(0, "18:00", "21:00")]),
        ("Mon after 22", [free(0, "22:00", "23:59")]),
        ("Mon before 8", [free(0, "07:00", "08:00")]),
        ("Mon until 6", [free(0, "00:00", "06:00")]),
        ("Mo Mi 18-21 Uhr", [free(0, "18:00", "21:00"), free(2, "18:00", "21:00")]),
        ("von 18 bis 21 Uhr am Montag", [free(0, "18:00", "21:00")]),
        ("lundi 18h30-20h", [free(0, "18:30", "20:00")]),
        ("lunes de 18 a 21", [free(0, "18:00", "21:00")]),
        ("samedi matin", [free(5, "06:00", "08:30")]),
        ("I am free on Mondays from 18 to 20", [free(0, "18:00", "20:00")]),
    ],
)
def test_free_times_in_ordinary_words(text: str, times: list[FreeTime]) -> None:
    assert list(read_free_times(text)) == times


@pytest.mark.parametrize(
    "text",
    ["3 times a week", "4 days a week", "3x/week", "dreimal die Woche", "trois fois par semaine",
     "tres veces por semana", "3 volte alla settimana", "drie keer per week"],
)  # fmt: skip
def test_who_says_how_often_is_asked_for_the_days(text: str) -> None:
    expected = f"the days on which you run, got how often: '{text}'. Name them, also roughly: Tue"
    with pytest.raises(InputError, match=expected):
        read_week(f"{text}, 45 min")


@pytest.mark.parametrize("unit", ["km", "mi", "h", "min", ""])
def test_an_endless_number_is_refused_soon(unit: str) -> None:
    begun = perf_counter()
    with pytest.raises(InputError, match="got"):
        read_week(f"Tue easy {'9' * 20_000}{unit}")
    assert perf_counter() - begun < 5


def test_one_hour_alone_is_no_free_time() -> None:
    with pytest.raises(InputError, match="from when to when, got '18' in 'Mon 18'"):
        read_free_week("Mon 18")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for read in (read_week, read_free_week):
        with contextlib.suppress(InputError):
            read(text)


def test_a_word_of_many_dashes_is_refused_at_once() -> None:
    """Each dash doubled the time: 60 of them would have taken for ever."""
    begun = process_time()
    for word in ("-0.0" * 80, "1-" * 80 + "2km", "45-" * 80 + "50min"):
        with pytest.raises(InputError, match="a weekday, a kind of run, a time or a duration"):
            read_week(f"Tue {word}")
    assert process_time() - begun < 1
