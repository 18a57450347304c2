"""One plan, one log, one day: paper, calendar, player and terminal give the same doses."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from ilio.apps.cli import clock
from ilio.programmes import Step, player_steps
from ilio.programmes.entries import entries_of
from ilio.programmes.steps import next_step
from ilio.records.plan_holdings import NEXT_STEP
from ilio.records.plan_json import load_programme, programme_from_json
from ilio.records.plan_words import dose, item_line

RAISE = """
[[attempt]]
protocol = "knee-raise"
side = "{side}"
pain = false
seen_by = "friend"
thigh_seen = "clearly above"
ended = "{ended}"
support = "none"
back_at_5s = "as at the start"
back_at_end = "as at the start"
trunk_forward = "no"
{more}
"""
HANG = """
[[attempt]]
protocol = "thomas"
side = "{side}"
pain = false
seen_by = "friend"
hand_check = "snug"
bracing = true
table_level = true
at_the_edge = true
device = "inclinometer"
thigh_drop_deg = {drop}
{more}
"""
HEAD = """
schema = "ilio/visit-input/1"
date = 2026-11-22
red_flags = []
do_not_test = []
[person]
age_years = 41
sitting_hours = 9
"""
START = date(2026, 11, 23)


@pytest.fixture
def weak_and_tight(tmp_path: Path) -> Path:
    """Left weak and tight, held up by what crosses the knee; right sound."""
    left = RAISE.format(side="left", ended="could not hold", more="held_s = 12")
    right = RAISE.format(side="right", ended="full time", more="")
    hangs = HANG.format(side="left", drop=-9, more="drop_knee_straight_deg = 5")
    other = HANG.format(side="right", drop=12, more="")
    file = tmp_path / "visit.toml"
    file.write_text(HEAD + 2 * left + 2 * right + 2 * hangs + 2 * other)
    return file


LOGS = {
    "nothing logged": (0, {}, "3 × 15, 15 RM band"),
    "reached with ease": (2, {"effort": 5, "pain": 0}, "3 × 12, 12 RM band"),
    "painful": (1, {"effort": 6, "pain": 4}, "one band lighter"),
}


@pytest.mark.parametrize(("sessions", "felt", "earned"), LOGS.values(), ids=LOGS.keys())
def test_every_session_asks_for_the_same_on_every_surface(
    ilio: Callable[..., Any],
    weak_and_tight: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sessions: int,
    felt: dict[str, int],
    earned: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    at(monkeypatch, START)
    plan, ics, md = (tmp_path / name for name in ("plan.json", "plan.ics", "plan.md"))
    files = ("--ics", ics, "--md", md, "--save", plan)
    given = ("--runs", "Tue intervals, Sun long", "--free", "Mon Wed Fri 7-9")
    assert ilio("plan", weak_and_tight, *given, *files).code == 0
    strength = [s for s in load_programme(plan).sessions if s.kind == "strength"]
    for session in strength[:sessions]:
        words = [f"--{name}={value}" for name, value in felt.items()]
        at(monkeypatch, session.start.date())
        assert ilio("log", plan, session.key, *words).code == 0
    today = START + timedelta(weeks=1 if felt else 0)
    at(monkeypatch, today)
    told = ilio("plan", weak_and_tight, *given, "--previous", plan, *files)
    stands = ilio("plan", weak_and_tight, *given, "--previous", plan, "--json")
    assert (told.code, stands.code) == (0, 0), told.err + stands.err
    now = programme_from_json(json.loads(stands.out))
    events = Calendar.from_ical(ics.read_bytes()).events
    calendar = {str(e["UID"]).split(".")[0]: str(e["DESCRIPTION"]) for e in events}
    coming = [s for s in now.sessions if s.items and s.start.date() >= today]
    assert {s.kind for s in coming} == {"strength", "before run", "after run"}
    first = {s.week: s.key for s in reversed(entries_of(now))}
    for session in coming:
        for item in session.items:
            # what goes with a run stands in the first entry of its week
            entry = session.key if session.key in calendar else first[session.week]
            assert item_line(item) in calendar[entry], session.key
            assert item_line(item) in told.out, session.key
            assert dose(item, brief=True) in md.read_text(), session.key
        waits = next_step(now, session)
        assert (NEXT_STEP in calendar.get(session.key, "")) is bool(waits)
        assert all(item_line(item) in calendar[session.key] for item in waits)
    for session in {(s.kind, s.week): s for s in coming}.values():
        played = json.loads(ilio("train", plan, session.key, "--json").out)["steps"]
        assert [Step(**step) for step in played] == list(player_steps(session))
    later = next(s for s in coming if s.kind == "strength" and s.week > 3)
    assert earned in item_line(later.items[0])


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is six in the morning of that day."""
    moment = datetime.combine(day, time(6))
    monkeypatch.setattr(clock, "now", lambda zone: moment.replace(tzinfo=zone))
