"""The calendar of a plan: a strict reader opens it, and a newer plan moves and cancels events."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from sample_plans import REFUSED, START, plan

from ilio.core import InputError
from ilio.programmes.programme import Programme
from ilio.records.plan_calendar import calendar_of
from ilio.sources.calendar_event import event_of
from ilio.sources.calendar_text import calendars_of
from ilio.sources.calendar_zones import Zones
from ilio.sources.recurrence import occurrences

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 11, 22, 12, tzinfo=UTC)


def made(programme: Programme, previous: bytes | None = None, **wishes: object) -> bytes:
    return calendar_of(programme, stamp=STAMP, zone=BERLIN, previous=previous, **wishes)


def strict(content: bytes) -> Calendar:
    """Refuses what RFC 5545 forbids, also where the library would only note it."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    calendar = Calendar.from_ical(content)
    assert {"PRODID", "VERSION", "METHOD"} <= set(calendar)
    for event in calendar.walk():
        assert event.errors == []
    for event in calendar.events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS"} <= set(event)
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert {e["DTSTART"].params["TZID"] for e in calendar.events} <= zones
    assert len({str(e["UID"]) for e in calendar.events}) == len(calendar.events)
    return calendar


class Phone:
    """A calendar program as RFC 5546 wants it: by UID, the higher sequence wins, cancelled goes."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}

    def take(self, content: bytes) -> None:
        for event in strict(content).events:
            known = self.events.get(str(event["UID"]))
            if known is None or int(event["SEQUENCE"]) >= int(known["SEQUENCE"]):
                self.events[str(event["UID"])] = event

    def shown(self) -> list[tuple[datetime, str]]:
        kept = [e for e in self.events.values() if str(e["STATUS"]) != "CANCELLED"]
        return sorted((e.start.replace(tzinfo=None), str(e["SUMMARY"])) for e in kept)


def planned(programme: Programme) -> list[tuple[datetime, str]]:
    return sorted((s.start, s.title) for s in programme.sessions)


def test_every_session_stands_in_it_at_its_local_time() -> None:
    calendar = strict(made(plan()))
    found = sorted((e.start.replace(tzinfo=None), str(e["SUMMARY"])) for e in calendar.events)
    assert found == planned(plan())
    first = calendar.events[0]
    assert first["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert first.end - first.start == timedelta(minutes=25)
    assert "Banded press-away: right side, 3 × 15, 15 RM band" in str(first["DESCRIPTION"])


def test_the_same_plan_gives_the_same_file() -> None:
    assert made(plan()) == made(plan())
    again = strict(made(plan(), previous=made(plan())))
    assert {int(e["SEQUENCE"]) for e in again.events} == {0}


def test_a_second_import_moves_and_cancels_and_leaves_no_duplicate() -> None:
    first = plan()
    moved = replace(first.sessions[0], start=first.sessions[0].start + timedelta(hours=1))
    second = replace(first, sessions=(moved, *first.sessions[2:]))
    phone = Phone()
    before = made(first)
    phone.take(before)
    assert phone.shown() == planned(first)
    after = made(second, previous=before)
    phone.take(after)
    assert phone.shown() == planned(second)
    cancelled = [e for e in strict(after).events if str(e["STATUS"]) == "CANCELLED"]
    assert [str(e["UID"]) for e in cancelled] == [f"{first.sessions[1].key}.20261123@ilio"]
    assert int(cancelled[0]["SEQUENCE"]) == 1
    assert "DESCRIPTION" not in cancelled[0]
    assert str(cancelled[0]["SUMMARY"]) == first.sessions[1].title


def test_a_session_that_comes_back_is_shown_again() -> None:
    first, less = plan(), replace(plan(), sessions=plan().sessions[1:])
    phone, content = Phone(), None
    for version in (first, less, less, first):
        content = made(version, previous=content)
        phone.take(content)
        assert phone.shown() == planned(version)
    uid = f"{first.sessions[0].key}.20261123@ilio"
    assert int(phone.events[uid]["SEQUENCE"]) == 2


def test_what_is_past_when_a_plan_starts_anew_stays() -> None:
    first = plan()
    later = START + timedelta(days=7)
    second = replace(first, start=later, sessions=tuple(s for s in first.sessions if s.week == 2))
    phone, before = Phone(), made(first)
    phone.take(before)
    phone.take(made(second, previous=before))
    assert phone.shown() == planned(first)


def test_two_people_in_one_calendar_do_not_meet() -> None:
    phone = Phone()
    phone.take(made(replace(plan(), person="Runner 1")))
    phone.take(made(replace(plan(), person="Runner 2")))
    assert len(phone.shown()) == 2 * len(plan().sessions)


def test_reminders_only_when_wished() -> None:
    assert b"VALARM" not in made(plan())
    events = strict(made(plan(), reminders=True)).events
    assert all(e.walk("VALARM")[0]["TRIGGER"].dt == timedelta(minutes=-30) for e in events)


def test_an_hour_stays_the_hour_over_the_change_of_clocks() -> None:
    shifted = [replace(s, start=s.start + (date(2027, 3, 22) - START)) for s in plan().sessions]
    content = made(replace(plan(), start=date(2027, 3, 22), sessions=tuple(shifted)))
    strict(content)
    read = calendars_of(content.decode().splitlines())[0]
    events = [event_of(lines, Zones(read.zones), BERLIN) for lines in read.events]
    found = occurrences(events, date(2027, 3, 21), date(2027, 4, 6), BERLIN)
    hours = {o.start.astimezone(BERLIN).hour for o in found if o.event.title.startswith("Strength")}
    assert hours == {18}
    assert {o.start.utcoffset() for o in found} == {timedelta(hours=1), timedelta(hours=2)}


def test_a_refused_plan_is_an_empty_calendar() -> None:
    assert Calendar.from_ical(made(REFUSED)).events == []


@pytest.mark.parametrize(
    ("previous", "message"),
    [
        (b"hello", "the plan's previous calendar file, got other text"),
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
            "got a calendar of another program. Give the file that Ilio wrote",
        ),
    ],
)
def test_another_file_is_not_taken_for_the_previous_one(previous: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        made(plan(), previous=previous)
