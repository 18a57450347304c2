"""Rules, added, left-out and moved days, in the event's own wall-clock time."""

from datetime import UTC, date

import pytest

from ilio.sources.calendar_event import event_of
from ilio.sources.calendar_text import calendars_of
from ilio.sources.calendar_zones import Zones
from ilio.sources.recurrence import occurrences

BERLIN = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n"
)


def found(*bodies, first=date(2026, 1, 1), last=date(2028, 1, 1), left_out=print):
    events = "".join(
        f"BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n{body}\nEND:VEVENT\n" for body in bodies
    ).replace("\r", "")
    zone = BERLIN.replace("\r", "")
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:t\n{zone}{events}END:VCALENDAR\n"
    calendar = calendars_of(text.split("\n"))[0]
    events = [event_of(lines, Zones(calendar.zones), UTC) for lines in calendar.events]
    return [o.start.isoformat() for o in occurrences(events, first, last, UTC, left_out)]


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


def test_a_rule_that_cannot_be_worked_out_is_told():
    with pytest.raises(ValueError, match="RRULE: INTERVAL must be 1 or more, not '0'"):
        found(f"{ZONED}\r\nSUMMARY:Track\r\nRRULE:FREQ=WEEKLY;INTERVAL=0")


def test_a_rule_of_another_calendar_or_with_a_misspelt_end_is_told():
    for rule, message in (
        ("FREQ=WEEKLY;UNTL=20261231", "unknown part 'UNTL'"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "another calendar than the Gregorian one"),
        ("FREQ=SOON", "no known FREQ: 'SOON'"),
        ("BYDAY=TU", "no known FREQ: ''"),
        ("FREQ=WEEKLY;COUNT=many", "COUNT must be 1 or more, not 'MANY'"),
        ("FREQ=WEEKLY;UNTIL=soon", "no date or time: 'SOON'"),
        ("FREQ=WEEKLY;BYDAY=XX", "invalid 'BYDAY': XX"),
    ):
        with pytest.raises(ValueError, match=message):
            found(f"{ZONED}\r\nRRULE:{rule}")


def test_two_rules_give_the_events_of_both():
    rules = "RRULE:FREQ=WEEKLY;COUNT=2\r\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"
    assert [day[:10] for day in found(f"{ZONED}\r\n{rules}")] == [
        "2026-10-22",
        "2026-10-24",
        "2026-10-29",
    ]


def test_a_rule_of_exceptions_takes_events_away():
    rules = "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"
    assert [day[:10] for day in found(f"{ZONED}\r\n{rules}")] == ["2026-10-29", "2026-11-12"]


@pytest.mark.parametrize("count", ["-1", "0"])
def test_a_count_below_one_is_no_limit(count):
    assert len(found(f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT={count};UNTIL=20261112")) == 4


@pytest.mark.parametrize("until", ["99991231", "99991231T235959", "99991231T235959Z"])
def test_the_year_9999_is_no_end(until):
    body = f"UID:1\r\nDTSTART;TZID=Asia/Tokyo:20261022T180000\r\nRRULE:FREQ=WEEKLY;UNTIL={until}"
    assert len(found(body, last=date(2026, 11, 20))) == 5


def test_a_series_that_ends_before_it_begins_was_deleted():
    assert found(f"{ZONED}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261021") == []


ONWARD = "UID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261029T180000"


def test_a_change_from_a_day_on_moves_what_comes_later_and_keeps_the_clock_of_its_zone():
    moved = f"{ONWARD}\r\nDTSTART;TZID=Europe/Berlin:20261030T070000\r\nDURATION:PT2H"
    series = f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert found(series, moved) == [
        "2026-10-22T18:00:00+02:00",
        "2026-10-30T07:00:00+01:00",
        "2026-11-06T07:00:00+01:00",
    ]
    assert found(series, f"{moved}\r\nSTATUS:CANCELLED") == found(series, moved)  # told off later
    one = "UID:1\r\nRECURRENCE-ID:20261105T170000Z\r\nDTSTART:20261107T060000Z"
    assert found(series, moved, one)[2] == "2026-11-07T06:00:00+00:00"


def test_the_later_of_two_changes_from_a_day_on_holds():
    first = f"{ONWARD}\r\nDTSTART;TZID=Europe/Berlin:20261029T070000"
    second = first.replace("20261029T180000", "20261105T180000").replace(
        "20261029T070000", "20261105T090000"
    )
    assert [day[5:16] for day in found(f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=4", first, second)] == [
        "10-22T18:00",
        "10-29T07:00",
        "11-05T09:00",
        "11-12T09:00",
    ]


def test_the_higher_sequence_holds_and_without_one_both_days_stand():
    later = ZONED.replace("1022T18", "1023T07")
    assert found(f"{ZONED}\r\nSEQUENCE:0", f"{later}\r\nSEQUENCE:1")[0][:16] == "2026-10-23T07:00"
    assert found(f"{later}\r\nSEQUENCE:1", f"{ZONED}\r\nSEQUENCE:0")[0][:16] == "2026-10-23T07:00"
    assert len(found(ZONED, later)) == 2
    assert len(found(ZONED, ZONED)) == 1


def test_a_change_that_a_later_version_of_the_series_dropped_is_gone():
    moved = (
        "UID:1\r\nSEQUENCE:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261029T180000\r\n"
        "DTSTART;TZID=Europe/Berlin:20261030T070000"
    )
    series = f"{ZONED}\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nSEQUENCE:2"
    assert len(found(series, moved)) == 2
    assert found(f"{series}\r\nEXDATE;VALUE=DATE:20261029", moved) == ["2026-10-22T18:00:00+02:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MINUTELY;INTERVAL=10080",
    ],
)
@pytest.mark.parametrize("begin", ["20261022T180000", "00010101T000000"])
def test_rules_that_never_come_or_began_long_ago_end_soon(rule, begin):
    body = f"UID:1\r\nDTSTART:{begin}\r\nRRULE:{rule}"
    assert len(found(body, first=date(2026, 12, 1), last=date(2026, 12, 29))) <= 5


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY;BYMINUTE=0,15,30,45"]
)
def test_what_comes_back_all_the_time_is_told(rule):
    told = []
    other = "UID:2\r\nDTSTART:20261122T180000Z"
    seen = found(f"{ZONED}\r\nRRULE:{rule}", other, left_out=lambda *event: told.append(event[1]))
    assert seen == ["2026-11-22T18:00:00+00:00"]
    assert [why.partition(" repeats")[2] for why in told] == [" too often for a plan"]
    ended = f"{ZONED}\r\nRRULE:{rule};UNTIL=20261101"
    assert found(ended, first=date(2026, 12, 1), last=date(2026, 12, 29)) == []
