"""What must hold of every set of safety answers: harm is never added, urgency never lowered."""

import tomllib
from dataclasses import replace
from datetime import date, time
from importlib import resources
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Side
from ilio.knowledge import exercises, safety_answers, urgencies, urgency
from ilio.observations import Answers, Clearance, safety_of
from ilio.programmes import WeeklyRun, Wishes, compose, plan
from ilio.records import Visit
from ilio.records.handout import handout_of
from ilio.records.plan_text import markdown
from ilio.records.rendering import html
from ilio.records.report import report_of
from ilio.verdicts import Judgement, judge
from ilio.verdicts.verdict import Axis, TightnessAxis, Verdict, axes_of

START = date(2026, 11, 30)
RUNS = [WeeklyRun(1, "easy", 45, time(18)), WeeklyRun(6, "long", 90, time(9))]


def rows(name):
    """The table as it stands in the file, without the loader."""
    text = resources.files("ilio.knowledge").joinpath("safety", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


FLAGS, BANS = rows("red_flags.toml"), rows("do_not_test.toml")
OTHER = rows("other_answers.toml")
LADDER = list(rows("urgency.toml"))


def some(keys, most):
    return st.frozensets(st.sampled_from(sorted(keys)), max_size=most)


@st.composite
def people(draw):
    return Answers(
        red_flags=draw(st.none() | st.just(frozenset()) | some(FLAGS, 2)),
        do_not_test=draw(st.none() | some(BANS, 3)),
        age_years=draw(st.sampled_from([None, 12, 17.9, 18, 34, 80])),
        with_clinician=draw(st.sampled_from([None, True, False])),
        pregnancy_week=draw(st.sampled_from([None, 5, 13.5, 14, 19.9, 20, 38])),
        replaced_hip=draw(st.sampled_from([None, "left", "both"])),
        hip_replaced_months=draw(st.sampled_from([None, 3, 40])),
        clearances=tuple(
            Clearance(of=key, by="Dr. Roth", on=draw(st.sampled_from(["2026-11-01", "2027-01-01"])))
            for key in draw(some(BANS, 3))
        ),
        as_of=START.isoformat(),
    )


pains = st.dictionaries(
    st.sampled_from(list(Side)),
    st.frozensets(st.sampled_from(["painful_flexion", "painful_extension"]), min_size=1),
)


def judged(hurts, calls=("weak", "tight")):
    sides = {side: Verdict(side, axes_of(Axis(calls[0]), TightnessAxis(calls[1]))) for side in Side}
    return Judgement("As tested.", sides, hurts=hurts)


def composed(answers, hurts):
    return compose(judged(hurts), answers, Wishes(), 6, START)


def items(programme):
    for block in programme.blocks:
        for part in ("strength", "short", "before_run", "after_run", "own", "daily"):
            yield from getattr(block, part)
    for session in programme.sessions:
        yield from session.items


def forbidden(answers, hurts, side):
    """Movements of one side that some answer leaves out, straight from the files."""
    said = set(answers.do_not_test or ())
    if (answers.pregnancy_week or 0) + 6 >= 20:
        said.add("late_pregnancy")
    left_out = {name for key in said for name in BANS[key]["leaves_out"]}
    return left_out | {name for key in hurts.get(side, ()) for name in OTHER[key]["leaves_out"]}


@settings(max_examples=150, deadline=None)
@given(people(), pains)
def test_no_plan_holds_what_an_answer_rules_out(answers, hurts):
    for item in items(composed(answers, hurts)):
        chosen = exercises()[item.exercise]
        for side in Side:
            works = item.side in ("both", str(side)) or chosen.side in ("alternate", "both at once")
            done = set(chosen.movements if works else chosen.other_side)
            assert not done & forbidden(answers, hurts, side), item.exercise


@settings(max_examples=60, deadline=None)
@given(people(), pains)
def test_a_plan_needs_every_answer_and_every_clearance(answers, hurts):
    said = answers.do_not_test or frozenset()
    late = "late_pregnancy" in said or (answers.pregnancy_week or 0) + 6 >= 20
    asked = (
        answers.red_flags is not None
        and answers.do_not_test is not None
        and answers.age_years is not None
        and (answers.age_years >= 18 or answers.with_clinician is True)
        and not ("pregnancy" in said and not late and answers.pregnancy_week is None)
        and not (
            "hip_replacement" in said
            and None in (answers.replaced_hip, answers.hip_replaced_months)
        )
    )
    cleared = {c.of for c in answers.clearances if c.on <= START.isoformat()}
    waits = {key for key in said | ({"late_pregnancy"} if late else set())}
    waits = {key for key in waits if BANS[key]["plan"] == "after clearance"} - cleared
    never = any(BANS[key]["plan"] == "none" for key in said)
    programme = plan(judged(hurts), answers, RUNS, START, weeks=6)
    if not asked or answers.red_flags or waits or never:
        assert programme.refused and not programme.sessions and not programme.blocks


@settings(max_examples=150, deadline=None)
@given(people(), pains, st.sampled_from(sorted(FLAGS | BANS)))
def test_one_more_answer_allows_nothing_new_and_lowers_no_urgency(answers, hurts, more):
    field = "red_flags" if more in FLAGS else "do_not_test"
    said = getattr(answers, field)
    if said is None or (more == "late_pregnancy" and safety_of(answers).open == "pregnancy_week"):
        return  # that tick answers the open question how far the pregnancy is
    worse = replace(answers, **{field: said | {more}})
    before, after = safety_of(answers, hurts), safety_of(worse, hurts)
    assert LADDER.index(after.urgency) <= LADDER.index(before.urgency)
    assert after.left_out >= before.left_out
    assert all(set(after.tests[test]) >= set(before.tests[test]) for test in before.tests)
    ranks = {"none": 0, "after clearance": 1, "allowed": 2}
    assert ranks[after.plan] <= ranks[before.plan]
    assert before.runs or not after.runs
    assert after.gentle or not before.gentle
    assert len(list(items(composed(worse, hurts)))) <= len(list(items(composed(answers, hurts))))


@settings(max_examples=60, deadline=None)
@given(people(), pains)
def test_no_surface_shows_two_urgencies_or_a_number_to_who_is_referred(answers, hurts):
    judgement = replace(judge([], answers), hurts=hurts)
    visit = Visit(judgement, (), answers)
    words = urgency(safety_of(answers, hurts).urgency).text
    programme = plan(judgement, answers, RUNS, START)
    for page in (html(report_of(visit)), markdown(handout_of(programme)), report_of(visit).summary):
        # a plan may ask for more than its visit: a pregnancy goes on until its last day
        shown = {row.text for row in urgencies().values() if row.text and row.text in page}
        assert len(shown) <= 1 and (not words or shown == {words} or not shown)
    if safety_of(answers, hurts).refers:
        assert report_of(visit).sides == () and report_of(visit).attempts == ()
        assert programme.summary.startswith(f"No exercise for now. {words}")


@pytest.mark.parametrize("pair", list(combinations(LADDER, 2)))
def test_the_words_of_an_urgency_stand_in_no_row(pair):
    for row in safety_answers().values():
        for words in (urgency(pair[0]).text, urgency(pair[1]).short):
            said = " ".join((row.why, row.do, row.back, *row.stop_signs)).lower()
            assert words == "" or words.lower().rstrip(".") not in said


@pytest.mark.parametrize("key", sorted(safety_answers()))
def test_every_row_says_everything(key):
    row = safety_answers()[key]
    assert row.question.endswith("?") and row.why and row.do and row.back
    if row.plan == "after clearance":
        assert row.cleared_by and row.leaves_out
    if row.plan == "none":
        assert not row.cleared_by
