"""Rules, added, left-out and moved days, in the event's own wall-clock time."""

from datetime import date

import pytest
from icalendar import Calendar

from ilio.sources.recurrence import occurrences

BERLIN = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n"
)


def found(*bodies, first=date(2026, 1, 1), last=date(2028, 1, 1)):
    events = "".join(
        f"BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n{body}\r\nEND:VEVENT\r\n" for body in bodies
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\n{BERLIN}{events}END:VCALENDAR\r\n"
    got = occurrences(Calendar.from_ical(text).events, first, last)
    return [o.start.isoformat() for o in sorted(got, key=lambda o: str(o.start))]


ZONED = "UID:1\r\nDTSTART;TZID=Europe/Berlin:20261022T180000\r\nDURATION:PT1H"


def test_a_weekly_run_keeps_its_hour_over_the_change_of_clocks():
    assert found(f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=2") == [
        "2026-10-22T18:00:00+02:00",
        "2026-10-29T18:00:00+01:00",
    ]


def test_until_in_utc_is_read_in_the_zone_of_the_event():
    rule = "RRULE:FREQ=DAILY;UNTIL=20261023T160000Z"
    assert len(found(f"{ZONED}\r\n{rule}")) == 2
    assert len(found(f"{ZONED}\r\n{rule.replace('160000Z', '155959Z')}")) == 1


def test_left_out_and_added_days_in_another_zone():
    got = found(
        f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20261029T170000Z\r\n"
        "RDATE;TZID=Europe/Berlin:20261031T090000"
    )
    assert got == [
        "2026-10-22T18:00:00+02:00",
        "2026-10-31T09:00:00+01:00",
        "2026-11-05T18:00:00+01:00",
    ]


def test_a_moved_occurrence_stands_for_the_one_it_moves():
    moved = (
        "UID:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261029T180000\r\n"
        "DTSTART;TZID=Europe/Berlin:20261030T070000\r\nDURATION:PT1H"
    )
    assert found(f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=2", moved) == [
        "2026-10-22T18:00:00+02:00",
        "2026-10-30T07:00:00+01:00",
    ]


def test_all_day_events_stay_days_and_an_endless_rule_stops_at_the_window():
    body = "UID:2\r\nDTSTART;VALUE=DATE:20261101\r\nRRULE:FREQ=WEEKLY"
    assert found(body, last=date(2026, 11, 16)) == ["2026-11-01", "2026-11-08", "2026-11-15"]


def test_an_event_without_a_rule_happens_once():
    assert found(ZONED) == ["2026-10-22T18:00:00+02:00"]


def test_a_rule_that_cannot_be_worked_out_names_its_event():
    with pytest.raises(ValueError, match=r"RRULE: INTERVAL must be 1 or more in the event 'Track'"):
        found(f"{ZONED}\r\nSUMMARY:Track\r\nRRULE:FREQ=WEEKLY;INTERVAL=0")
