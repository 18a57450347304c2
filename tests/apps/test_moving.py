"""`ilio move`: the plan file, its calendar and its log after one session went elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ilio import records
from ilio.apps.cli import clock

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WEEK = "Tue intervals 18:00, Thu easy 45 min 18:00, Sun long 9:00"
BASE = ("--start", "2026-11-23", "--weeks", "3", "--zone", "UTC", "--free", "every day 7-21")


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def plan(ilio, typed_visit, tmp_path):
    saved, ics = tmp_path / "plan.json", tmp_path / "plan.ics"
    ran = ilio("plan", typed_visit, "--runs", WEEK, *BASE, "--save", saved, "--ics", ics)
    assert ran.code == 0, ran.err
    return saved


def starts(plan):
    return {s.key: s.start for s in records.load_programme(plan).sessions}


def events(plan):
    content = plan.with_suffix(".ics").read_bytes()
    return {str(e["UID"]).partition(".")[0]: e for e in Calendar.from_ical(content).events}


def strength(plan):
    found = [s for s in records.load_programme(plan).sessions if s.kind == "strength"]
    return [s for s in found if s.week == 1][-1]


def test_one_session_moves_in_the_file_and_in_the_calendar(ilio, plan):
    key, before, was = strength(plan).key, starts(plan), events(plan)
    ran = ilio("move", plan, key, "Sat", "7:15", "--ics", plan.with_suffix(".ics"))
    assert ran.code == 0, ran.err
    assert f"({key}) to Sat 2026-11-28 at 07:15." in ran.out
    after = starts(plan)
    assert after.pop(key) == datetime(2026, 11, 28, 7, 15)
    assert before.pop(key) and after == before
    now = events(plan)
    assert now[key].start == datetime(2026, 11, 28, 7, 15, tzinfo=UTC)
    assert {k: int(e["SEQUENCE"]) - int(was[k]["SEQUENCE"]) for k, e in now.items()} == {
        k: int(k == key) for k in was
    }


def test_a_next_version_leaves_it_there(ilio, typed_visit, plan):
    key = strength(plan).key
    assert ilio("move", plan, key, "2026-11-28", "06:15").code == 0
    ran = ilio("plan", typed_visit, "--runs", WEEK, *BASE[2:], "--previous", plan, "--save", plan)
    assert ran.code == 0, ran.err
    assert starts(plan)[key] == datetime(2026, 11, 28, 6, 15)


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("2026-11-20", "18:00", "a time after now, 2026-11-22 12:00, got 2026-11-20 18:00"),
        ("2027-01-02", "18:00", "a day up to 2026-12-13, the last one of the plan"),
        ("Thu", "07:00", "one under 48 h from another strength session"),
        ("Mon", "18:30", "one under 24 h before a hard run"),
        ("Fri", "half six", "a time such as 18:30, got 'half six'"),
        ("Freeday", "18:30", "a day such as 2026-11-23, got 'Freeday'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(ilio, plan, day, at, said):
    before = plan.read_bytes()
    ran = ilio("move", plan, strength(plan).key, day, at)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert plan.read_bytes() == before


def test_an_unknown_session_is_told_as_in_the_log(ilio, plan):
    ran = ilio("move", plan, "w1-strenght-1", "Sat", "7:15")
    assert ran.code == 2 and "w1-strength-1" in ran.err


def test_what_is_logged_is_not_moved_and_a_stopped_plan_moves_nothing(ilio, plan, monkeypatch):
    first = next(s for s in records.load_programme(plan).sessions if s.kind == "strength")
    evening = first.start.replace(tzinfo=UTC) + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda zone: evening.astimezone(zone))
    assert ilio("log", plan, first.key, "--pain", "0").code == 0
    ran = ilio("move", plan, first.key, "Sat", "7:15")
    assert ran.code == 2 and "which is logged" in ran.err
    assert ilio("log", plan, first.key, "--pain", "8").code == 0
    ran = ilio("move", plan, strength(plan).key, "Sat", "7:15")
    assert ran.code == 2 and "a plan with exercises" in ran.err and "ilio check" in ran.err


def test_no_session_moves_beside_a_stopped_plan_of_the_same_person(ilio, typed_visit, plan):
    other = plan.with_name("other.json")
    assert ilio("plan", typed_visit, *BASE, "--save", other).code == 0
    key = next(s.key for s in records.load_programme(other).sessions)
    ran = ilio("log", other, key, "--pain", "8")
    assert ran.code == 0, ran.err
    ran = ilio("move", plan, strength(plan).key, "Sat", "7:15")
    assert ran.code == 2 and "a plan with exercises" in ran.err


def test_a_moved_session_is_logged_under_its_key(ilio, plan, monkeypatch):
    key = strength(plan).key
    assert ilio("move", plan, key, "Sat", "7:15").code == 0
    morning = datetime(2026, 11, 28, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda zone: morning.astimezone(zone))
    ran = ilio("log", plan, "today", "--effort", "5")
    assert ran.code == 0 and key in ran.err + ran.out
