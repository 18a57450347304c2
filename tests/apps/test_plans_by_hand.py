"""A plan file that was changed by hand: a clear error, or less than it held; never a fault."""

import json
from datetime import UTC, datetime

import pytest
from made_visits import WEEK, flat, written

from ilio import records
from ilio.apps.cli import clock
from ilio.core import ReadError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BACK = {"of": "acute_back_pain", "by": "Dr. Roth", "on": "2026-11-20"}


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def visit(tmp_path):
    return written(tmp_path / "visit.toml", do_not_test=["acute_back_pain"], cleared=[BACK])


@pytest.fixture
def changed(ilio, visit, tmp_path):
    """A plan, changed; and a log beside it."""

    def change(**values):
        plan = tmp_path / "plan.json"
        ran = ilio("plan", visit, *WEEK, "--weeks", "4", "--save", plan)
        assert ran.code == 0, ran.err
        table = json.loads(plan.read_text())
        plan.write_text(json.dumps({**table, **values}))
        return plan

    return change


FAULTS = {
    "a pain that is none": (
        {"hurts_left": ["zzz"]},
        'expected one of painful_flexion, painful_extension at programme.hurts_left[0], got "zzz".',
    ),
    "a length without end": (
        {"weeks": 1_000_000_000},
        "expected a whole number up to 1000000 at programme.weeks, got 1000000000.",
    ),
    "a length of no plan": (
        {"weeks": 500},
        "expected 0 to 26 weeks at programme.weeks, got 500.",
    ),
    "a length before its start": (
        {"weeks": -1},
        "expected 0 to 26 weeks at programme.weeks, got -1.",
    ),
    "a clearance of a day to come": (
        {"cleared": [{**BACK, "on": "2026-12-20"}]},
        "expected a clearance that was given by 2026-11-23, got one of 'acute_back_pain' on "
        "2026-12-20, a day to come. Write the day on which it was given.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_command_says_what_is_wrong_in_the_plan(ilio, visit, changed, fault):
    values, words = FAULTS[fault]
    plan = changed(**values)
    for command in (
        ("train", plan),
        ("log", plan, "w1-strength-1", "--pain", "1"),
        ("check", plan, "--by", "Dr. Roth", "--pain", "1", "--no-red-flag"),
        ("move", plan, "w1-strength-1", "2026-11-25", "18:00"),
        ("plan", visit, "--previous", plan),
        ("report", visit, "-o", plan.with_name("report.html"), "--plan", plan),
    ):
        ran = ilio(*command)
        assert ran.code != 0 and words in flat(ran.err), command[0]


def test_a_number_that_no_date_can_hold_is_refused(changed):
    plan = changed()
    table = json.loads(plan.read_text())
    table["sessions"][0]["minutes"] = 10**15
    plan.write_text(json.dumps(table))
    with pytest.raises(ReadError, match="a whole number up to 1000000"):
        records.load_programme(plan)


def test_a_session_after_the_end_of_its_clearance_is_none(ilio, changed):
    plan = changed()
    table = json.loads(plan.read_text())
    before = len(table["sessions"])
    last = table["sessions"][-1]
    last["start"] = last["start"].replace("2026-12", "2027-12")
    plan.write_text(json.dumps(table))
    assert len(records.load_programme(plan).sessions) == before - 1
    assert ilio("train", plan, last["key"]).code != 0
