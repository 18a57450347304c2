"""A clearance ends and a pregnancy goes on by themselves: every command goes by the same day."""

import html
from datetime import UTC, datetime

import pytest
from made_visits import WEEK, flat, written

from ilio import records
from ilio.apps.cli import clock
from ilio.knowledge import do_not_test, question_of, urgency

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ASK = urgency("before_training").text
ENDED = "The clearance by Dr. Roth ended on 2026-01-10: ask again."
OLD = {"of": "hernia", "by": "Dr. Roth", "on": "2025-01-10"}


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 29 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "visit.toml"


def told_by(ilio, file, tmp_path):
    """What each command says of a visit."""
    saved, page = tmp_path / "visit.json", tmp_path / "report.html"
    said = {
        "assess": ilio("assess", file, "--save", saved, "--report", page).out,
        "assess --full": ilio("assess", file, "--full").out,
        "report": ilio("report", saved, "-o", tmp_path / "again.html").out,
        "plan": ilio("plan", saved, *WEEK).out,
        "page": page.read_text(),
        "page again": (tmp_path / "again.html").read_text(),
    }
    return {name: flat(html.unescape(text)) for name, text in said.items()}


def test_a_clearance_that_has_ended_counts_in_no_command(ilio, file, tmp_path):
    written(file, do_not_test=["hernia"], cleared=[OLD], date="2026-11-28")
    for name, said in told_by(ilio, file, tmp_path).items():
        assert said.count(ASK) == 1, name
        assert "Cleared by" not in said and "Make a plan" not in said, name
    assert ENDED in flat(ilio("assess", file).out) and ENDED in flat(ilio("plan", file).out)


def test_a_clearance_that_counts_still_does(ilio, file, tmp_path):
    now = {**OLD, "on": "2026-11-20"}
    written(file, do_not_test=["hernia"], cleared=[now], date="2026-11-21")
    for name, said in told_by(ilio, file, tmp_path).items():
        assert ASK not in said and "Cleared by Dr. Roth on 2026-11-20" in said, name


def test_a_clearance_that_came_after_the_visit_counts_from_its_day_on(ilio, file, tmp_path):
    saved = tmp_path / "visit.json"
    ilio("assess", written(file, do_not_test=["hernia"], date="2026-11-10"), "--save", saved)
    ran = ilio("clear", saved, "hernia", "--by", "Dr. Roth", "--on", "2026-11-20")
    assert "Now make the plan" in ran.out
    assert "Cleared by Dr. Roth" in flat(ilio("report", saved, "-o", tmp_path / "r.html").out)


def test_recording_a_clearance_that_has_ended_says_so_and_promises_no_plan(ilio, file, tmp_path):
    saved = tmp_path / "visit.json"
    ilio("assess", written(file, do_not_test=["hernia"], date="2026-11-28"), "--save", saved)
    said = flat(ilio("clear", saved, "hernia", "--by", "Dr. Roth", "--on", "2025-01-10").out)
    assert ENDED in said and "Now make the plan" not in said


def test_a_pregnancy_that_went_on_counts_in_every_command(ilio, file, tmp_path):
    written(file, do_not_test=["pregnancy"], person={"pregnancy_week": 12}, date="2026-08-01")
    for name, said in told_by(ilio, file, tmp_path).items():
        assert said.count(ASK) == 1 and "Make a plan" not in said, name
        assert do_not_test()["late_pregnancy"].why in said, name


def test_a_week_of_no_known_day_is_asked_by_every_command(ilio, file, tmp_path):
    written(file, do_not_test=["pregnancy"], person={"pregnancy_week": 12}, date="")
    open_now = f'One safety question is open: "{question_of("pregnancy_week").text}"'
    for name, said in told_by(ilio, file, tmp_path).items():
        assert open_now in said, name


def test_a_report_as_json_keeps_the_day_for_which_it_was_read(ilio, file, tmp_path):
    saved, again = tmp_path / "visit.json", tmp_path / "again.json"
    written(file, do_not_test=["pregnancy"], person={"pregnancy_week": 12}, date="2026-11-01")
    ilio("assess", file, "--save", saved)
    ilio("report", saved, "-o", again)
    assert records.load(saved).answers.pregnancy_week == 12
    read = records.load(again)
    assert (read.answers.pregnancy_week, read.answers.as_of) == (16, "2026-11-29")
    assert ilio("plan", again, *WEEK).out == ilio("plan", saved, *WEEK).out


@pytest.mark.parametrize("previous", [True, False])
def test_a_plan_that_begins_after_a_clearance_ends_says_the_same_with_a_plan_before_it(
    ilio, file, tmp_path, previous
):
    plan, back = tmp_path / "plan.json", {**OLD, "of": "acute_back_pain", "on": "2026-10-05"}
    written(file, do_not_test=["acute_back_pain"], cleared=[back], date="2026-11-28")
    ilio("plan", file, *WEEK, "--weeks", "4", "--save", plan)
    first = ilio("plan", file, *WEEK, "--start", "2026-12-20")
    again = ilio("plan", file, *WEEK, "--start", "2026-12-20", "--previous", plan)
    said = flat((again if previous else first).out)
    assert said.startswith(f"No exercise for now. {ASK}")
    assert "The clearance by Dr. Roth ended on 2026-12-05: ask again." in said
    assert again.out == first.out


@pytest.mark.parametrize("cleared, waits", [("osteoporosis", "hernia"), ("hernia", "osteoporosis")])
def test_the_first_reason_is_one_that_nobody_has_cleared(ilio, file, tmp_path, cleared, waits):
    given = {**OLD, "of": cleared, "on": "2026-11-20"}
    written(file, do_not_test=["hernia", "osteoporosis"], cleared=[given], date="2026-11-28")
    for name, said in told_by(ilio, file, tmp_path).items():
        assert f"{ASK} {do_not_test()[waits].why}" in said, name


def test_a_plan_that_goes_on_counts_the_weeks_that_are_left_and_no_others(
    ilio, file, tmp_path, monkeypatch
):
    plan = tmp_path / "plan.json"
    written(file, do_not_test=["pregnancy"], person={"pregnancy_week": 12}, date="2026-11-29")
    ilio("plan", file, *WEEK, "--save", plan)
    four_weeks_on = datetime(2026, 12, 27, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda zone: four_weeks_on.astimezone(zone))
    ilio("plan", file, *WEEK, "--previous", plan, "--save", plan)
    assert not records.load_programme(plan).refused  # it ends in week 18
