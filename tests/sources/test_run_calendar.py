"""Calendars: recurrence, exceptions, zones, what is a run, and files that are broken."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ilio.core import InputError, ReadError
from ilio.sources.run_calendar import CalendarWeeks, join_busy, kind_of_title, read_calendar

BERLIN = ZoneInfo("Europe/Berlin")
START = date(2026, 11, 23)


def event(*lines: str, title: str = "Tempo run", uid: str = "1") -> str:
    body = [f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"SUMMARY:{title}", *lines]
    return "\n".join(["BEGIN:VEVENT", *body, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *events, "END:VCALENDAR", ""]
    )


def read(folder: Path, text: str, weeks: int = 4) -> CalendarWeeks:
    file = folder / "me.ics"
    file.write_text(text, encoding="utf-8")
    return read_calendar(file, START, weeks, BERLIN)


TUESDAYS = (
    "DTSTART;TZID=Europe/Berlin:20261103T180000",
    "DTEND;TZID=Europe/Berlin:20261103T190000",
    "RRULE:FREQ=WEEKLY;BYDAY=TU",
)


def test_a_weekly_run_with_an_exception_and_a_moved_one(tmp_path: Path) -> None:
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261208T180000",
        "DTSTART;TZID=Europe/Berlin:20261209T063000",
        "DTEND;TZID=Europe/Berlin:20261209T073000",
    )
    series = event(*TUESDAYS, "EXDATE;TZID=Europe/Berlin:20261201T180000")
    found = read(tmp_path, calendar(series, moved))
    assert [run.start for run in found.runs] == [
        datetime(2026, 11, 24, 18),
        datetime(2026, 12, 9, 6, 30),
        datetime(2026, 12, 15, 18),
    ]
    assert {run.kind for run in found.runs} == {"tempo"}
    assert {run.minutes for run in found.runs} == {60}


def test_times_of_other_zones_become_local_ones(tmp_path: Path) -> None:
    utc = event("DTSTART:20261124T170000Z", "DTEND:20261124T180000Z")
    tokyo = event("DTSTART;TZID=Asia/Tokyo:20261126T030000", "DURATION:PT1H", uid="2")
    own = event("DTSTART;TZID=Club:20261128T170000", "DURATION:PT1H", uid="3")
    zone = "\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Club",
            "BEGIN:STANDARD",
            "DTSTART:20200101T000000",
            "TZOFFSETFROM:+0300",
            "TZOFFSETTO:+0300",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )
    floating = event("DTSTART:20261129T090000", "DURATION:PT1H", uid="4")
    found = read(tmp_path, calendar(zone, utc, tokyo, own, floating))
    assert [run.start for run in found.runs] == [
        datetime(2026, 11, 24, 18),
        datetime(2026, 11, 25, 19),
        datetime(2026, 11, 28, 15),
        datetime(2026, 11, 29, 9),
    ]


def test_a_run_keeps_its_hour_when_the_clocks_change(tmp_path: Path) -> None:
    text = calendar(event(*TUESDAYS))
    file = tmp_path / "me.ics"
    file.write_text(text, encoding="utf-8")
    found = read_calendar(file, date(2027, 3, 22), 2, BERLIN)
    assert [run.start.hour for run in found.runs] == [18, 18]


def test_other_events_are_busy_and_overlaps_lose_nothing(tmp_path: Path) -> None:
    first = event("DTSTART:20261124T120000Z", "DTEND:20261124T130000Z", title="Dentist")
    second = event("DTSTART:20261124T123000Z", "DTEND:20261124T150000Z", title="Work", uid="2")
    found = read(tmp_path, calendar(first, second))
    assert found.busy == ((datetime(2026, 11, 24, 13), datetime(2026, 11, 24, 16)),)
    assert found.notes == (
        "2 busy times touch or overlap and were read as 1; all of them are kept free of sessions.",
    )


def test_what_does_not_make_busy(tmp_path: Path) -> None:
    day = event("DTSTART;VALUE=DATE:20261125", title="Birthday")
    free = event(
        "DTSTART:20261124T120000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT", title="Maybe", uid="2"
    )
    off = event(
        "DTSTART:20261124T120000Z", "DURATION:PT1H", "STATUS:CANCELLED", title="Off", uid="3"
    )
    own = event("DTSTART:20261124T120000Z", "DURATION:PT1H", title="Strength", uid="w1@ilio")
    found = read(tmp_path, calendar(day, free, off, own))
    assert (found.runs, found.busy) == ((), ())
    assert found.notes == (
        "Events that last whole days do not count as busy: 'Birthday' on 2026-11-25.",
    )


def test_a_whole_day_run_takes_the_usual_hour_and_length(tmp_path: Path) -> None:
    found = read(tmp_path, calendar(event("DTSTART;VALUE=DATE:20261129", title="Long run")))
    assert [(run.start, run.minutes) for run in found.runs] == [(datetime(2026, 11, 29, 9), 90)]


def test_a_busy_time_over_midnight_into_the_window_counts(tmp_path: Path) -> None:
    night = event("DTSTART:20261122T200000Z", "DTEND:20261123T060000Z", title="Night shift")
    found = read(tmp_path, calendar(night))
    assert found.busy == ((datetime(2026, 11, 22, 21), datetime(2026, 11, 23, 7)),)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            (*TUESDAYS[:2], "RRULE:FREQ=WEEKLIE;BYDAY=TU"),
            r"me\.ics: expected events with readable dates and rules, got RRULE: Expected frequency, "
            r"got: WEEKLIE in the event 'Tempo run' of 2026-11-03\. Correct that event",
        ),
        (
            (*TUESDAYS, "EXDATE:nonsense"),
            "EXDATE: Wrong date format nonsense in the event 'Tempo run'",
        ),
        (("DTSTART:2026112T18000",), "DTSTART: .* in the event 'Tempo run'"),
        (("DURATION:PT1H",), "DTSTART: missing in the event 'Tempo run'"),
        (
            ("DTSTART;TZID=Mars/Base:20261124T180000",),
            "DTSTART: unknown time zone 'Mars/Base' in the event 'Tempo run'",
        ),
        (
            ("DTSTART:20261124T180000Z", "RRULE:FREQ=SECONDLY"),
            "RRULE: SECONDLY repeats too often for a plan in the event",
        ),
    ],
)
def test_a_broken_event_is_named(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(tmp_path, calendar(event(*lines)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", r"expected a calendar file \(\.ics\), got other text"),
        (
            calendar(event(*TUESDAYS))[:-40],
            "got one that was cut off after the event 'Tempo run'. Export the calendar again",
        ),
        ("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR", "got text that breaks its rules"),
    ],
)
def test_what_is_no_whole_calendar_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(tmp_path, text)
    assert (tmp_path / "me.ics").read_text(encoding="utf-8") == text


def test_titles() -> None:
    titles = [
        "Intervals 6x800",
        "Easy run",
        "Long lunch",
        "parkrun",
        "Standup",
        "Marathon",
        "Trunk show",
    ]
    kinds = [kind_of_title(title) for title in titles]
    assert kinds == ["intervals", "easy", None, "race", None, "race", None]


def test_a_busy_time_that_ends_before_it_starts() -> None:
    with pytest.raises(
        InputError, match="a busy time that ends after it starts, got 2026-11-24 10:00"
    ):
        join_busy([(datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 9))])
