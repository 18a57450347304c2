"""What the pages show, without a server: from plain nouns to words, by day and by log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sample_plans
import sample_visits

from ilio.apps.web.pages.home_view import home_view
from ilio.apps.web.pages.learn_view import learn_view
from ilio.apps.web.pages.people_view import people_view
from ilio.apps.web.pages.plan_view import weeks_view
from ilio.apps.web.pages.progress_view import progress_view
from ilio.apps.web.pages.result_view import result_view
from ilio.apps.web.pages.session_cards import next_session, state_of, to_log
from ilio.apps.web.pages.session_view import entry_of, session_view
from ilio.apps.web.standing import own_log
from ilio.core import InputError, Measured
from ilio.knowledge import claims, muscles
from ilio.observations.running_week import Run
from ilio.observations.training_log import LogEntry
from ilio.programmes import Programme
from ilio.records.store import Person, StoredVisit, VisitLine
from ilio.records.visit import Visit

PLAN = sample_plans.plan(weeks=2)
MONDAY = PLAN.start
STRENGTH = next(s for s in PLAN.sessions if s.kind == "strength")


def logged(session: str, day: date, done: bool = True, **felt: float) -> LogEntry:
    return LogEntry(session=session, day=day, done=done, **felt)


def kept(visit: Visit, day: date, given: dict[str, object] | None = None) -> StoredVisit:
    made = datetime.combine(day, datetime.min.time(), UTC)
    return StoredVisit(f"v{day}", "p", replace(visit, date=day.isoformat()), given or {}, made)


def shifted(visit: Visit, **by: float) -> Visit:
    """The same visit with some numbers moved."""
    moved = []
    for m in visit.measurements:
        numbers = {
            name: Measured(q.value + d, q.low + d, q.high + d, q.unit, q.shared_sd)
            for name, q in m.quantities.items()
            for d in (by.get(name, 0.0),)
        }
        moved.append(replace(m, quantities=numbers))
    return replace(visit, measurements=tuple(moved))


@pytest.mark.parametrize(
    ("day", "log", "state"),
    [
        (-1, [], "coming"),
        (0, [], "today"),
        (1, [], "not logged"),
        (0, [logged(STRENGTH.key, MONDAY)], "done"),
        (1, [logged(STRENGTH.key, MONDAY, done=False)], "missed"),
        (1, [logged(STRENGTH.key, MONDAY, False), logged(STRENGTH.key, MONDAY)], "done"),
    ],
)
def test_a_session_has_one_state(day: int, log: list[LogEntry], state: str) -> None:
    assert state_of(STRENGTH, log, MONDAY + timedelta(days=day)) == state


def test_the_calendar_holds_every_session_and_run_once() -> None:
    run = Run(
        datetime.combine(MONDAY, datetime.min.time()) + timedelta(days=1, hours=18), 45, "easy"
    )
    weeks = weeks_view(PLAN, (), MONDAY + timedelta(days=8), [run])
    assert [len(week.days) for week in weeks] == [7, 7]
    assert [week.is_now for week in weeks] == [False, True]
    days = [day for week in weeks for day in week.days]
    assert sorted(card.key for day in days for card in day.sessions) == sorted(
        session.key for session in PLAN.sessions
    )
    assert [day.runs for day in days if day.runs] == [("18:00 Easy run, 45 min",)]
    assert sum(day.is_today for day in days) == 1


def test_a_plan_that_begins_midweek_still_shows_mondays() -> None:
    later = replace(PLAN, start=MONDAY + timedelta(days=2))
    assert weeks_view(later, (), MONDAY)[0].days[0].name == "Mon 23 Nov"


def test_only_the_last_days_are_asked_for() -> None:
    asked = to_log(PLAN, (), MONDAY + timedelta(days=5))
    assert [card.day for card in asked] == ["Fri 27 Nov"]
    assert to_log(PLAN, [logged(asked[0].key, MONDAY)], MONDAY + timedelta(days=5)) == ()


def test_after_the_last_session_nothing_comes() -> None:
    assert next_session(PLAN, (), MONDAY + timedelta(days=99)) is None


VISIT = replace(sample_visits.weak_tight_left(), date=MONDAY.isoformat())


@pytest.mark.parametrize(
    ("visit", "plan", "day", "testing", "expected"),
    [
        (None, None, 0, False, "first test"),
        (None, None, 0, True, "go on testing"),
        (VISIT, None, 0, False, "plan"),
        (VISIT, None, 0, True, "go on testing"),
        (VISIT, PLAN, 0, False, "train"),
        (VISIT, PLAN, 3, False, "rest"),
        (VISIT, PLAN, 13, False, "retest"),
        (VISIT, PLAN, 20, False, "retest"),
        (replace(VISIT, date="2026-12-07"), PLAN, 20, False, "plan"),
        (VISIT, replace(PLAN, refused="A red flag."), 0, False, "refused"),
    ],
)
def test_home_names_the_one_thing_to_do(
    visit: Visit | None, plan: Programme | None, day: int, testing: bool, expected: str
) -> None:
    view = home_view(visit, plan, (), MONDAY + timedelta(days=day), testing=testing)
    assert view.next == expected


def test_home_says_why_there_is_no_plan() -> None:
    view = home_view(VISIT, None, (), MONDAY, no_plan="No exercise for now.")
    assert (view.next, view.refused) == ("first help", "No exercise for now.")


def test_home_and_result_lead_to_the_same_step() -> None:
    first = home_view(VISIT, None, (), MONDAY).first
    assert first is not None and first.does == "plan"
    assert result_view(kept(VISIT, MONDAY), (), MONDAY).steps[0] == first


def test_a_result_goes_by_the_plan_that_stands_and_an_older_one_asks_for_nothing() -> None:
    newest = kept(VISIT, MONDAY)
    assert result_view(newest, (), MONDAY, PLAN).action == "Follow the plan."
    stopped = result_view(newest, (), MONDAY, replace(PLAN, refused="A red flag."))
    assert stopped.action == "The plan stands still. A red flag."
    line = VisitLine("later", "p", "2026-12-01", "Fine.", datetime(2026, 12, 1))
    older = result_view(newest, (line,), MONDAY)
    assert older.steps == () and older.action == ""


def test_only_attempts_with_points_can_be_reviewed() -> None:
    attempts = [{"recording": "r"}, {}, {"recording": "r"}, {}, {}]
    view = result_view(kept(VISIT, MONDAY, {"attempt": attempts}), (), MONDAY)
    assert [number for _, number in view.attempts] == [1, None, 3, None, None]
    failed = result_view(kept(VISIT, MONDAY, {"attempt": [*attempts, {}]}), (), MONDAY)
    assert all(number is None for _, number in failed.attempts), "numbers would not agree"


def test_a_corrected_visit_says_so_and_lists_the_others() -> None:
    lines = [
        VisitLine(f"v{n}", "p", f"2026-11-0{n}", "Fine.", datetime(2026, 11, n)) for n in (1, 2)
    ]
    view = result_view(kept(VISIT, MONDAY, {"attempt": [{"edits": {"edits": []}}]}), lines, MONDAY)
    assert view.corrected
    assert [other.id for other in view.earlier] == ["v2", "v1"]


def test_an_exercise_that_comes_twice_is_drawn_under_two_names() -> None:
    twice = replace(STRENGTH, items=(STRENGTH.items[0], STRENGTH.items[0]))
    first, second = session_view(twice).exercises
    assert first.svg != second.svg


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {},
            "Expected whether the session was done, got no answer. "
            "Choose done or left out, then save again.",
        ),
        (
            {"done": "yes", "pain": "12"},
            "Expected a number from 0 to 10 for pain, got '12'. "
            "0 is no pain, 10 is the worst that you can think of.",
        ),
        (
            {"done": "yes", "effort": "much"},
            "Expected a number from 0 to 10 for effort, got 'much'. "
            "0 is nothing at all, 10 is all that you had.",
        ),
    ],
)
def test_a_log_that_cannot_be_says_why(said: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        entry_of(STRENGTH, said, MONDAY)
    assert str(caught.value) == message


def test_a_session_done_early_is_logged_on_the_day_it_was_done() -> None:
    assert entry_of(STRENGTH, {"done": "yes"}, MONDAY - timedelta(days=1)).day == (
        MONDAY - timedelta(days=1)
    )


def test_an_older_plan_does_not_lend_its_log() -> None:
    old, new = logged("w1-strength-1", date(2026, 9, 1)), logged("w1-strength-1", MONDAY)
    assert own_log([old, new], PLAN, MONDAY) == (new,)


def test_progress_keeps_devices_apart_and_tells_the_change() -> None:
    before = kept(shifted(VISIT, hip_extension=-30), MONDAY)
    after = kept(VISIT, MONDAY + timedelta(weeks=3))
    view = progress_view([before, after], None, (), MONDAY)
    thomas = next(s for s in view.series if "Hip extension" in s.title)
    assert thomas.device == "phone, pelvis by hand check" and thomas.leading
    assert [picture.title for picture in thomas.pictures] == ["Left", "Right"]
    assert "that counts" in thomas.pictures[0].lines[0]
    assert view.findings[0] == "Left: weak and tight, as on 2026-11-23."
    other = replace(
        VISIT,
        measurements=tuple(
            replace(m, source=replace(m.source, device="inclinometer")) for m in VISIT.measurements
        ),
    )
    mixed = progress_view([before, kept(other, MONDAY + timedelta(weeks=3))], None, (), MONDAY)
    assert all("One test so far" in picture.caption for s in mixed.series for picture in s.pictures)


def test_learn_holds_every_claim_and_muscle_once() -> None:
    view = learn_view()
    told = [claim.key for _, rows in view.statuses for claim in rows]
    assert sorted(told) == sorted(claims())
    assert sum(len(members) for _, members in view.groups) == len(muscles())
    cited = {key for _, rows in view.statuses for claim in rows for key, _ in claim.sources}
    assert cited <= {key for key, _ in view.literature}


def test_people_show_their_newest_test_and_login() -> None:
    mo = Person("p1", "Mo", datetime(2026, 11, 22))
    lines = [
        VisitLine(f"v{n}", "p1", f"2026-11-0{n}", f"No {n}.", datetime(2026, 11, n)) for n in (1, 2)
    ]
    (row,) = people_view([(mo, lines)], {"p1", None})
    assert (row.tests, row.last, row.summary, row.has_login) == (2, "2026-11-02", "No 2.", True)
