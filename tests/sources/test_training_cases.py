"""Calendars, recordings and logs that were written after public reports of faults, with what is right."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from ilio.observations.training_log import each_once
from ilio.sources.calendar_weeks import CalendarWeeks
from ilio.sources.log_file import read_log_file
from ilio.sources.past_runs import read_past_runs
from ilio.sources.run_calendar import read_calendar
from ilio.sources.running_weeks import read_running_weeks

BERLIN = ZoneInfo("Europe/Berlin")
START = date(2026, 11, 30)


@pytest.fixture
def cases(data_dir: Path) -> Path:
    """The folder of the handed cases, beside that of the validation data."""
    folder = data_dir.parent / "cases" / "training"
    if not folder.is_dir():
        pytest.skip(f"no cases at {folder}; set ILIO_DATA to the folder data beside cases")
    return folder


def read(file: Path, start: date = START, weeks: int = 3) -> CalendarWeeks:
    return read_calendar(file, start, weeks, BERLIN)


def days(found: CalendarWeeks) -> list[str]:
    return [f"{run.start:%m-%d %H:%M}" for run in found.runs]


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("01-until-9999/weekly-until-9999", ["12-01 18:00", "12-08 18:00", "12-15 18:00"]),
        ("03-exdate-day/exdate-day", ["12-01 18:00", "12-15 18:00"]),
        ("05-two-versions/cancelled-later", []),
        ("05-two-versions/imported-twice-other-title", ["12-01 18:00"]),
        ("06-this-and-future/run-from-18-to-7", ["12-01 18:00", "12-08 07:00", "12-15 07:00"]),
        ("07-until-day/google-435", ["12-03 18:00", "12-10 18:00", "12-17 18:00"]),
        ("10-one-bad-event/bad-zone-in-2012", ["12-01 18:00"]),
        ("10-one-bad-event/count-minus-1", ["12-01 18:00", "12-08 18:00", "12-15 18:00"]),
        ("10-one-bad-event/empty-rrule", ["12-01 18:00"]),
        ("11-several-calendars/two", ["12-01 18:00", "12-03 18:00"]),
        ("13-irrelevant/created-year-0-google", ["12-01 18:00"]),
        ("13-irrelevant/dtstamp-bad", ["12-01 18:00"]),
        ("13-irrelevant/geo-empty", ["12-01 18:00"]),
        ("13-irrelevant/rdate-time", ["12-01 18:00"]),
        ("13-irrelevant/sequence-text", ["12-01 18:00"]),
        ("20-midnight/run-over-midnight", ["12-01 23:30"]),
    ],
)
def test_the_runs_of_a_calendar(cases: Path, name: str, runs: Sequence[str]) -> None:
    assert days(read(cases / f"{name}.ics")) == list(runs)


def test_the_events_of_two_rules_are_those_of_both(cases: Path) -> None:
    found = read(cases / "02-two-rrules" / "multiple_rrule.ics", date(2023, 1, 9), 26)
    assert len(found.busy) == 22  # 20 Thursdays and two second Mondays
    assert (datetime(2023, 2, 13, 11), datetime(2023, 2, 13, 13)) in found.busy


def test_an_all_day_run_that_was_moved_is_planned_once(cases: Path) -> None:
    found = read(cases / "04-exchange-all-day" / "moved-run.ics", weeks=4)
    assert [run.start.date().day for run in found.runs] == [1, 9, 15, 22]


def test_a_flight_takes_the_time_that_passes(cases: Path) -> None:
    found = read(cases / "08-end-in-another-zone" / "flight.ics")
    assert found.busy == ((datetime(2026, 12, 2, 10), datetime(2026, 12, 2, 19)),)


@pytest.mark.parametrize("name", ["bad-zone-in-2012", "empty-rrule"])
def test_what_was_skipped_is_named(cases: Path, name: str) -> None:
    found = read(cases / "10-one-bad-event" / f"{name}.ics")
    assert any("'Lunch'" in note or "'New Year's Day'" in note for note in found.notes)


def test_titles_that_are_runs_and_titles_that_are_none(cases: Path) -> None:
    found = read(cases / "14-titles" / "titles.ics")
    taken = {title.title: title.kind for title in found.titles if title.taken}
    left = {title.title for title in found.titles if not title.taken}
    assert (len(taken), len(left)) == (25, 13)
    assert "Parkrun" in taken
    assert {"School run", "Tempo ride"} <= left
    assert taken["10K race"] == taken["Half Marathon Berlin"] == "race"


def test_a_run_at_a_time_that_the_clock_skips(cases: Path) -> None:
    found = read(cases / "20-midnight" / "run-in-dst-gap.ics", date(2027, 3, 22))
    assert [(days(found), run.minutes) for run in found.runs] == [(["03-28 03:30"], 60)]
    assert "the clock skips that hour" in found.notes[0]


def test_a_rule_of_every_second_answers_soon(cases: Path) -> None:
    begun = perf_counter()
    found = read(cases / "26-large" / "hourly-every-second.ics")
    assert "HOURLY repeats too often for a plan" in found.notes[0]
    assert perf_counter() - begun < 10


def test_a_race_by_its_distance(cases: Path) -> None:
    found = read(cases / "28-race-week" / "10k-race.ics")
    assert [days(found)[n] for n, run in enumerate(found.runs) if run.kind == "race"] == [
        "12-06 10:00"
    ]


def test_a_defect_in_a_message_that_nobody_needs(cases: Path) -> None:
    runs, _ = read_past_runs([cases / "16-fit-recoverable" / "coros-like-run.fit"], BERLIN, START)
    assert [(run.start, run.minutes) for run in runs] == [(datetime(2026, 11, 24, 18), 50)]


def test_names_of_running_types(cases: Path) -> None:
    for file in sorted((cases / "17-gpx-types").iterdir()):
        runs, notes = read_past_runs([file], BERLIN, START)
        assert (len(runs), notes) == (1, ())


@pytest.mark.parametrize(
    ("name", "start", "minutes"),
    [
        ("osmand-1809", "18:00", 40),  # without a zone: that of the person
        ("prefixed", "18:00", 40),
        ("two-segments-30min-coffee", "18:00", 40),
        ("bad-clock-1970-first-point", "18:01", 39),
    ],
)
def test_tracks(cases: Path, name: str, start: str, minutes: int) -> None:
    (run,), notes = read_past_runs([cases / "18-gpx-naive" / f"{name}.gpx"], BERLIN, START)
    assert (f"{run.start:%H:%M}", run.minutes) == (start, minutes)
    if name.startswith("two"):
        assert "40 min on the move within 70 min" in notes[0]
    if name.startswith("bad"):
        assert "1970-01-01" in notes[0]


def test_laps(cases: Path) -> None:
    for file in sorted((cases / "19-tcx").iterdir()):
        (run,), _ = read_past_runs([file], BERLIN, START)
        assert (run.start, run.minutes, run.km) == (datetime(2026, 11, 24, 18), 40, 8)


@pytest.mark.parametrize(("name", "said"), [("one-gpx-1970", "1970"), ("one-in-2039", "2039")])
def test_one_recording_that_cannot_be(cases: Path, name: str, said: str) -> None:
    found = read_running_weeks([str(cases / "21-implausible" / name)], START, 3, BERLIN)
    assert [(g.run.weekday, g.run.minutes) for g in found.guessed] == [(1, 50), (3, 50), (6, 50)]
    assert said in found.notes[0]


def test_a_history_that_stopped_in_may(cases: Path) -> None:
    found = read_running_weeks([str(cases / "22-injury" / "stopped-in-may")], START, 3, BERLIN)
    assert "from 2026-03-17 to 2026-05-10" in found.guessed[0].why
    assert "The last recorded run is of 2026-05-10, 29 weeks before" in found.notes[0]


def test_two_runs_a_day(cases: Path) -> None:
    found = read_running_weeks([str(cases / "22-injury" / "two-a-day")], START, 3, BERLIN)
    assert len(found.guessed) == 10
    assert {g.run.at.hour for g in found.guessed} == {7, 17}


def test_a_session_that_stands_three_times_in_the_log(cases: Path) -> None:
    (once,) = each_once(read_log_file(cases / "24-log" / "twice.csv"))
    assert (once.pain, once.effort, once.reps) == (2, 6, 15)


def test_a_log_that_a_german_spreadsheet_saved(cases: Path) -> None:
    (entry,) = read_log_file(cases / "24-log" / "excel-de.csv")
    assert (entry.effort, entry.pain, entry.note) == (6.5, 2.5, "gut")
