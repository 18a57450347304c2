"""Calendars: recurrence, exceptions, zones, what is a run, and files that are broken."""

from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from ilio.core import InputError, ReadError
from ilio.sources.calendar_weeks import CalendarWeeks, join_busy
from ilio.sources.run_calendar import read_calendar
from ilio.sources.run_titles import TitleChoice

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
            r"me\.ics: expected events with readable dates and rules, got RRULE: no known FREQ: "
            r"'WEEKLIE' in the event 'Tempo run' of 2026-11-03\. Correct that event",
        ),
        (
            (*TUESDAYS, "EXDATE:nonsense"),
            "EXDATE: no date or time: 'nonsense' in the event 'Tempo run'",
        ),
        (("DTSTART:2026112T18000",), "DTSTART: .* in the event 'Tempo run'"),
        (("DTSTART 20261124T180000",), "DTSTART: no date or time: 'DTSTART 20261124T180000'"),
        ((*TUESDAYS[:2], "RRULE;FREQ=WEEKLY"), "RRULE: unknown part 'RRULE'"),
        (
            ("DTSTART;TZID=Mars/Base:20261124T180000",),
            "DTSTART: unknown time zone 'Mars/Base' in the event 'Tempo run'",
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
    ],
)
def test_what_is_no_whole_calendar_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(tmp_path, text)
    assert (tmp_path / "me.ics").read_text(encoding="utf-8") == text


def test_a_busy_time_that_ends_before_it_starts() -> None:
    with pytest.raises(
        InputError, match="a busy time that ends after it starts, got 2026-11-24 10:00"
    ):
        join_busy([(datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 9))])


IN_WINDOW = ("DTSTART;TZID=Europe/Berlin:20261124T180000", "DURATION:PT1H")


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (("DTSTART;TZID=Mars/Base:20120325T103500",), "unknown time zone 'Mars/Base'"),
        (("DTSTART;TZID=Europe:20120325T103500",), "unknown time zone 'Europe'"),
        (("DTSTART:20251131T180000Z",), "day is out of range for month"),
        (("DURATION:PT1H",), "missing"),
        (("DTSTART:20200101T100000Z", "DTEND:20200132T100000Z"), "DTEND: day is out of range"),
        (
            ("DTSTART:20200101T100000Z", "DURATION:P99999999D"),
            "DURATION: out of the range of dates",
        ),
        (("DTSTART:20200101T100000Z", "DURATION:soon"), "DURATION: no duration: 'soon'"),
        (("DTSTART:20200101T100000Z", "EXDATE:nonsense"), "EXDATE: no date or time: 'nonsense'"),
        (("DTSTART:20200101T100000Z", "RRULE:"), "its rule is empty"),
        (("DTSTART:20200101T100000Z", "RDATE;VALUE=TIME:083000"), "a time without a day"),
    ],
)
def test_a_fault_that_these_weeks_do_not_need_is_named_and_left_out(
    tmp_path: Path, lines: tuple[str, ...], note: str
) -> None:
    found = read(tmp_path, calendar(event(*lines, title="Lunch", uid="2"), event(*IN_WINDOW)))
    assert [run.start for run in found.runs] == [datetime(2026, 11, 24, 18)]
    assert "'Lunch'" in found.notes[0]
    assert note in found.notes[0]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "CREATED:00001231T000000Z",
            "GEO:;",
            "SEQUENCE:",
            "SEQUENCE:two",
            "DTSTAMP:20261131T000000Z",
        ),
        *(
            "LAST-MODIFIED:never",
            "PRIORITY:high",
            "ATTENDEE;X",
            "nonsense",
            "CLASS",
            "URL:::",
            "X-A;B=",
        ),
        "DTSTART;TZID=Europe/Berlin:20261125T180000",  # a second one: the first holds
        "DTEND;;VALUE=DATE-TIME;TZID=Europe/Berlin:20261124T190000",
        "BEGIN:VALARM\nTRIGGER:soon\nDURATION:P99999999D\nREPEAT:x\nEND:VALARM",
    ],
)
def test_a_fault_in_what_planning_does_not_read_is_never_met(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, calendar(event(*IN_WINDOW, line)))
    assert [(run.start, run.minutes) for run in found.runs] == [(datetime(2026, 11, 24, 18), 60)]
    assert found.notes == ()


def test_what_comes_all_the_time_is_named_and_the_rest_is_planned(tmp_path: Path) -> None:
    often = event("DTSTART:20261124T180000Z", "RRULE:FREQ=SECONDLY", title="Ping", uid="2")
    found = read(tmp_path, calendar(often, event("DTSTART;TZID=Europe/Berlin:20261124T180000")))
    assert [run.title for run in found.runs] == ["Tempo run"]
    assert found.notes == (
        "Left out, since nothing can be planned around it: 'Ping' of 2026-11-24 (RRULE: SECONDLY "
        "repeats too often for a plan).",
    )


def test_many_faults_are_counted(tmp_path: Path) -> None:
    old = [event("DTSTART:20120230T100000Z", title=f"Old {n}", uid=f"o{n}") for n in range(50)]
    found = read(tmp_path, calendar(*old, event(*IN_WINDOW)))
    assert found.notes[0].endswith(", and 47 more.")
    assert len(found.runs) == 1


def test_several_calendars_in_one_file_are_all_read_each_with_its_zones(tmp_path: Path) -> None:
    def club(offset: str) -> str:
        lines = ("TZID:Club", "BEGIN:STANDARD", "DTSTART:20200101T000000", f"TZOFFSETFROM:{offset}")
        return "\n".join(
            ["BEGIN:VTIMEZONE", *lines, f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE"]
        )

    run = "DTSTART;TZID=Club:20261124T180000"
    first, second = (
        calendar(event(run, uid=uid), club(offset))
        for uid, offset in (("1", "+0300"), ("2", "+0500"))
    )
    starts = [run.start.hour for run in read(tmp_path, first + second).runs]
    assert starts == [14, 16]


def test_blanks_in_a_rule_do_no_harm(tmp_path: Path) -> None:
    rule = "RRULE:FREQ=weekly; BYDAY=tu, th"
    found = read(tmp_path, calendar(event(*TUESDAYS[:2], rule)), weeks=1)
    assert [run.start.weekday() for run in found.runs] == [1, 3]


def test_a_calendar_that_calls_its_events_off_holds_no_run(tmp_path: Path) -> None:
    """A cancellation as it comes by mail, joined to a calendar that goes on."""
    off = calendar(event(*TUESDAYS)).replace("PRODID:test", "METHOD:CANCEL")
    on = calendar(event("DTSTART:20261126T180000", "DURATION:PT1H", uid="2"))
    found = read(tmp_path, off + on)
    assert [run.start for run in found.runs] == [datetime(2026, 11, 26, 18)]


def test_a_length_is_the_time_that_passes(tmp_path: Path) -> None:
    flight = event(
        "DTSTART;TZID=Europe/Berlin:20261202T100000",
        "DTEND;TZID=America/New_York:20261202T130000",
        title="Flight",
    )
    file = tmp_path / "me.ics"
    file.write_text(calendar(flight), encoding="utf-8")
    found = read_calendar(file, START, 4, BERLIN)
    assert found.busy == ((datetime(2026, 12, 2, 10), datetime(2026, 12, 2, 19)),)


@pytest.mark.parametrize(
    ("begin", "end", "start", "minutes"),
    [
        ("20270328T013000", "20270328T033000", "2027-03-28T01:30", 60),  # an hour is skipped
        ("20270328T023000", "20270328T033000", "2027-03-28T03:30", 60),  # begins within it
        ("20261025T013000", "20261025T033000", "2026-10-25T01:30", 180),  # an hour comes twice
        ("20270327T233000", "20270328T043000", "2027-03-27T23:30", 240),
        ("20270327T180000", "20270327T170000", "2027-03-27T18:00", 50),  # backwards: the usual
    ],
)
def test_runs_over_a_change_of_clocks(
    tmp_path: Path, begin: str, end: str, start: str, minutes: int
) -> None:
    run = event(f"DTSTART;TZID=Europe/Berlin:{begin}", f"DTEND;TZID=Europe/Berlin:{end}")
    file = tmp_path / "me.ics"
    file.write_text(calendar(run), encoding="utf-8")
    first = date(2026, 10, 19) if begin.startswith("2026") else date(2027, 3, 22)
    found = read_calendar(file, first, 1, BERLIN)
    assert [(r.start.isoformat()[:16], r.minutes) for r in found.runs] == [(start, minutes)]
    if "023000" in begin:
        assert found.notes == (
            "Moved, since the clock skips that hour: 'Tempo run' of 2027-03-28 from 02:30 to 03:30.",
        )


@pytest.mark.parametrize(
    "name",
    [
        *("Europe/Berlin", "/Europe/Berlin", "W. Europe Standard Time", '"Europe/Berlin"'),
        *(
            "/mozilla.org/20050126_1/Europe/Berlin",
            "/freeassociation.sourceforge.net/Europe/Berlin",
        ),
    ],
)
def test_zones_by_the_names_that_programs_give_them(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, calendar(event(f"DTSTART;TZID={name}:20261124T180000")))
    assert [run.start for run in found.runs] == [datetime(2026, 11, 24, 18)]


def test_what_was_taken_and_what_was_left_is_listed(tmp_path: Path) -> None:
    runs = event(*TUESDAYS, title="Lauf")
    school = event("DTSTART:20261125T070000Z", "DURATION:PT1H", title="School run", uid="2")
    found = read(tmp_path, calendar(runs, school))
    assert [(t.title, t.taken, t.count) for t in found.titles] == [
        ("Lauf", True, 4),
        ("School run", False, 1),
    ]
    file = tmp_path / "me.ics"
    choice = TitleChoice(runs=("school run",), no_runs=("LAUF",))
    other = read_calendar(file, START, 4, BERLIN, choice)
    assert [run.title for run in other.runs] == ["School run"]
    assert len(other.busy) == 4


def test_a_series_of_many_years_and_ten_thousand_events_is_quick(tmp_path: Path) -> None:
    many = [
        event(
            f"DTSTART:2026{1 + n % 12:02d}{1 + n % 28:02d}T100000Z",
            "DURATION:PT1H",
            title=f"E{n}",
            uid=f"e{n}",
        )
        for n in range(10_000)
    ]
    daily = event("DTSTART:19900101T050000Z", "RRULE:FREQ=DAILY", title="Jog", uid="d")
    begun = perf_counter()
    found = read(tmp_path, calendar(*many, daily))
    assert len(found.runs) == 28
    assert perf_counter() - begun < 10
