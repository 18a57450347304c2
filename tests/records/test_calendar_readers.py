"""The plan's calendar in the programs of others: every session at its local time, whatever the zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from calendar_readers import Times, ics_py, javascript, libical
from sample_plans import START, plan

from ilio.programmes.programme import Programme
from ilio.records.plan_calendar import calendar_of

ZONES = (
    *("Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Santiago", "Australia/Sydney"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tokyo", "Asia/Kolkata"),
)
BEGINS = (date(2027, 3, 8), date(2027, 9, 20))
"""Before the changes of clocks of both halves of the Earth."""


def long_plan(begin: date) -> Programme:
    first = plan()
    sessions = tuple(
        replace(
            session,
            key=f"{session.key}-{week}",
            start=session.start + (begin - START) + timedelta(weeks=week),
        )
        for week in range(8)
        for session in first.sessions
    )
    return replace(first, start=begin, sessions=sessions)


def wanted(programme: Programme, zone: ZoneInfo) -> Times:
    def seconds(moment: datetime) -> int:
        return round(moment.timestamp())

    return {
        f"{session.key}.{programme.start:%Y%m%d}@ilio": (
            seconds(session.start.replace(tzinfo=zone)),
            seconds(session.start.replace(tzinfo=zone)) + 60 * session.minutes,
        )
        for session in programme.sessions
    }


@pytest.fixture(params=BEGINS, ids=str)
def begin(request: pytest.FixtureRequest) -> date:
    return request.param


def written(folder: Path, programme: Programme, zone: ZoneInfo) -> Path:
    file = folder / "plan.ics"
    stamp = datetime(2026, 11, 22, 12, tzinfo=UTC)
    file.write_bytes(calendar_of(programme, stamp=stamp, zone=zone))
    return file


@pytest.mark.parametrize("name", ZONES)
def test_ical_js_and_node_ical(tmp_path: Path, begin: date, name: str) -> None:
    programme, zone = long_plan(begin), ZoneInfo(name)
    read = javascript(written(tmp_path, programme, zone))
    assert read == dict.fromkeys(("ical.js", "node-ical"), wanted(programme, zone))


@pytest.mark.parametrize("name", ZONES)
def test_libical(tmp_path: Path, begin: date, name: str) -> None:
    programme, zone = long_plan(begin), ZoneInfo(name)
    assert libical(written(tmp_path, programme, zone)) == wanted(programme, zone)


@pytest.mark.parametrize("name", ZONES)
def test_ics_py(tmp_path: Path, begin: date, name: str) -> None:
    programme, zone = long_plan(begin), ZoneInfo(name)
    assert ics_py(written(tmp_path, programme, zone)) == wanted(programme, zone)
