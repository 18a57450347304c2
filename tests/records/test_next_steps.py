"""What to do after a visit: one action first, the same in every view, and nothing that gainsays it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from typed_visits import CLEARED, PERSON, hung, made, raised

from ilio.core import Side
from ilio.knowledge import do_not_test
from ilio.observations import Answers, safety_of
from ilio.programmes.programme import Programme
from ilio.protocols.measurement import Measurement
from ilio.records import Visit
from ilio.records.brief_parts import NextStep
from ilio.records.next_steps import MAKE_A_PLAN, action, beside, next_steps
from ilio.verdicts import judge
from ilio.wiring import assess

LEFT, RIGHT = Side.LEFT, Side.RIGHT
STRENGTH = {
    "strong": lambda side: [raised(side)],
    "weak": lambda side: [raised(side, "could not hold", 12.0)],
    "balance": lambda side: [raised(side, "lost balance", 12.0)],
    "hurts": lambda side: [raised(side, "pain", 9.0)],
    "not raised": lambda side: [],
}
LENGTH = {
    "tight": lambda side: [hung(side, -9.0)],
    "unclear": lambda side: [hung(side, 0.5)],
    "normal": lambda side: [hung(side, 12.0)],
    "hugged": lambda side: [replace(hung(side, 19.0), answers=TUCKED)],
    "not hung": lambda side: [],
}
TUCKED = replace(hung(LEFT, 19.0).answers, hand_check="tucked")
SIDES = {f"{s}, {n}": (s, n) for s, n in product(STRENGTH, LENGTH)}


@cache
def measured(side: Side, name: str) -> tuple[Measurement, ...]:
    strength, length = SIDES[name]
    attempts = (*STRENGTH[strength](side), *LENGTH[length](side))
    return made(*attempts).measurements if attempts else ()


def visit_of(left: str, right: str, answers: Answers = PERSON) -> Visit:
    attempts = (*measured(LEFT, left), *measured(RIGHT, right))
    return Visit(judge(attempts, answers), attempts, answers, date="2026-11-22")


def steps_of(visit: Visit, **stands: bool) -> tuple[NextStep, ...]:
    return next_steps(visit, safety_of(visit.answers, visit.judgement.hurts), **stands)


@pytest.mark.parametrize("left", SIDES)
def test_no_two_steps_gainsay_each_other(left: str) -> None:
    for right, planned in product(SIDES, (False, True)):
        check(steps_of(visit_of(left, right), planned=planned), planned=planned)


def check(steps: tuple[NextStep, ...], *, planned: bool = False) -> None:
    """One order that a person can go through from the first to the last."""
    assert steps and action(steps)
    does = [step.does for step in steps]
    told = " ".join(step.text for step in steps)
    assert "nothing more" not in told and "settled" not in told
    assert does == ["keep"] or "keep" not in does
    assert does.count("plan") <= 1 and (not planned or "plan" in does)
    if "plan" in does:
        after = steps[does.index("plan") + 1 :]
        assert all(step.who.startswith("At the next test, ") for step in after)
    if "see" in does:
        assert does[0] == "see" and MAKE_A_PLAN not in told
    assert len({step.text for step in steps}) == len(steps)


FIRST = {
    ("strong, normal", "strong, normal"): "Keep on as you are, and test again on 2027-02-14.",
    ("weak, normal", "strong, normal"): MAKE_A_PLAN,
    ("weak, normal", "balance, normal"): MAKE_A_PLAN,
    ("strong, hugged", "strong, normal"): "Left: To be surer, repeat the Thomas test.",
    ("strong, hugged", "weak, normal"): MAKE_A_PLAN,
    ("weak, tight", "not raised, not hung"): "Right: Do the standing knee raise on this side twice",
    ("strong, normal", "balance, normal"): "Right: Repeat the knee raise.",
    ("hurts, normal", "weak, tight"): "Have the left hip looked at by a doctor or physiotherapist",
}


@pytest.mark.parametrize(("hips", "first"), FIRST.items(), ids=map(", ".join, FIRST))
def test_what_comes_first(hips: tuple[str, str], first: str) -> None:
    steps = steps_of(visit_of(*hips))
    assert action(steps).startswith(first)
    assert sum(step.text in first or first in step.text for step in steps) <= 1


def test_who_is_sound_is_not_sent_to_a_test_that_is_ruled_out_by_then() -> None:
    pregnant = replace(PERSON, do_not_test=frozenset({"pregnancy"}), pregnancy_week=12.0)
    keep = action(steps_of(visit_of("strong, normal", "strong, normal", pregnant)))
    assert keep.startswith("Keep on as you are. No retest on 2027-02-14: by then your answers rule")
    earlier = replace(pregnant, pregnancy_week=6.0)
    keep = action(steps_of(visit_of("strong, normal", "strong, normal", earlier)))
    assert keep == "Keep on as you are, and test again on 2027-02-14."


def test_after_the_missing_side_comes_the_plan() -> None:
    steps = steps_of(visit_of("weak, tight", "not raised, not hung"))
    assert [(step.who, step.does) for step in steps] == [("Right", "test"), ("Then", "plan")]


def test_what_is_said_of_a_hip_that_hurt_is_no_other_test() -> None:
    steps = steps_of(visit_of("hurts, unclear", "strong, normal"))
    assert [step.does for step in steps] == ["see"]
    assert steps[0].text.endswith("Do not repeat what hurt.")


@pytest.mark.parametrize("key", sorted(do_not_test()))
def test_who_waits_for_a_clearance_reads_the_way_back_first(key: str) -> None:
    answers = replace(
        PERSON,
        do_not_test=frozenset({key}),
        with_clinician=True,
        pregnancy_week=12.0 if "pregnancy" in key else None,
        replaced_hip="left" if key == "hip_replacement" else None,
        hip_replaced_months=30.0 if key == "hip_replacement" else None,
    )
    visit = visit_of("weak, tight", "strong, normal", answers)
    safety = safety_of(answers, visit.judgement.hurts)
    steps = next_steps(visit, safety)
    if safety.plan == "allowed":
        assert any(step.does == "plan" for step in steps)
        return
    assert steps[0] == NextStep("First", do_not_test()[key].back, "back")
    assert action(steps) == "" and not any(step.does == "plan" for step in steps)


def test_once_it_is_cleared_the_plan_is_the_step() -> None:
    answers = replace(PERSON, do_not_test=frozenset({"hernia"}), clearances=(CLEARED,))
    assert action(steps_of(visit_of("weak, tight", "strong, normal", answers))) == MAKE_A_PLAN


def test_a_plan_that_stands_still_is_the_only_thing_said() -> None:
    visit = visit_of("weak, tight", "balance, unclear")
    plan = Programme(summary="", start=date(2026, 11, 23), weeks=6, refused="Pain of 6 of 10.")
    stands = beside(plan, visit, date(2026, 11, 25))
    (only,) = next_steps(visit, safety_of(visit.answers), **stands)
    assert only == NextStep("First", "The plan stands still. Pain of 6 of 10.", "see")


def test_what_the_answers_stop_is_not_said_again_of_the_plan() -> None:
    answers = replace(PERSON, do_not_test=frozenset({"osteoporosis"}))
    visit = visit_of("weak, tight", "strong, normal", answers)
    told = next_steps(visit, safety_of(answers), stopped="The plan stands still. Brittle bones.")
    assert [step.does for step in told] == ["back"]


def test_a_plan_goes_by_a_visit_until_the_retest_at_its_end() -> None:
    visit = visit_of("weak, tight", "strong, normal")
    plan = Programme(summary="", start=date(2026, 11, 23), weeks=6, retest=date(2027, 1, 2))
    late = date(2027, 1, 5)
    assert beside(plan, visit, late)["planned"]
    assert not beside(plan, replace(visit, date="2027-01-03"), late)["planned"]


def test_the_visits_of_the_cases(cases: Iterable[Path]) -> None:
    for path in cases:
        visit = assess(path)
        steps = steps_of(visit)
        safety = safety_of(visit.answers, visit.judgement.hurts)
        if safety.refers or safety.open:
            assert steps == ()
        elif steps[0].does != "back":
            check(steps)


@pytest.fixture
def cases(data_dir: Path) -> list[Path]:
    found = sorted((data_dir.parent / "cases" / "visits").glob("*.toml"))
    if not found:
        pytest.skip("the visits of the cases are not here")
    return found
