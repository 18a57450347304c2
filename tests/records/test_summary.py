"""The page for a clinician: one page, whatever the store holds, and what it has to say."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sample_plans
import sample_visits

from ilio.observations.training_log import LogEntry
from ilio.records.store import StoredVisit
from ilio.records.summary import summary_of, summary_pdf
from ilio.records.visit import Visit

TODAY = date(2026, 12, 7)


def kept(visit: Visit, day: date) -> StoredVisit:
    made = datetime.combine(day, datetime.min.time(), UTC)
    return StoredVisit(f"v{day}", "p", replace(visit, date=day.isoformat()), {}, made)


def pages(document: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)|/Type/Page\b(?!s)", document))


@pytest.mark.parametrize("name", sample_visits.ALL)
@pytest.mark.parametrize("tests", [1, 2, 7])
def test_it_is_one_page(name: str, tests: int) -> None:
    visit = sample_visits.ALL[name]()
    visits = [kept(visit, TODAY - timedelta(weeks=3 * n)) for n in range(tests, 0, -1)]
    log = [LogEntry(session="w1-strength-1", day=TODAY, done=True, pain=3)]
    page = summary_of("Mo", visits, sample_plans.plan(), log, TODAY, version="0.1.0")
    assert pages(summary_pdf(page)) == 1


def test_it_says_finding_numbers_change_and_pain() -> None:
    visit = sample_visits.weak_tight_left()
    visits = [kept(visit, TODAY - timedelta(weeks=n)) for n in (6, 3, 0)]
    plan = sample_plans.plan()
    keys = [session.key for session in plan.sessions[:2]]
    log = [
        LogEntry(session=keys[0], day=TODAY - timedelta(days=1), done=True, pain=2),
        LogEntry(session=keys[1], day=TODAY - timedelta(days=9), done=True, pain=6),
    ]
    page = summary_of("Mo", visits, plan, log, TODAY)
    assert [side.finding for side in page.sides] == ["weak and tight", "sound"]
    assert [len(side.reasons) for side in page.sides] == [4, 2]
    assert page.days == ("2026-10-26", "2026-11-16", "2026-12-07")
    left = next(row for row in page.series if "Hip extension" in row.name and row.side == "Left")
    assert left.numbers[-1].startswith("−8.1°") and left.change == "no change shown"
    assert "Pain in the last 7 days: 2 of 10 at most, before that 6." in page.training


def test_both_axes_give_their_reasons() -> None:
    page = summary_of("Mo", [kept(sample_visits.weak_tight_left(), TODAY)], None, (), TODAY)
    assert {row.axis for row in page.sides[0].reasons} == {"Strength", "Length"}


def test_a_red_flag_stands_first() -> None:
    page = summary_of("Mo", [kept(sample_visits.refer(), TODAY)], None, (), TODAY)
    assert page.refer[0].text.startswith("Pain that rest")


def test_a_stopped_plan_is_told() -> None:
    page = summary_of("Mo", (), sample_plans.REFUSED, (), TODAY)
    assert page.training[0].startswith("The plan was stopped.")
