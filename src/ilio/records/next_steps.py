"""What to do after a visit, in order: one action first, and nothing beside it that gainsays it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict

from ilio.core import Side
from ilio.knowledge import protocol_cards, threshold
from ilio.observations import Safety
from ilio.programmes.programme import Programme
from ilio.programmes.stopping import is_stopped
from ilio.records.brief_parts import NextStep
from ilio.records.plan_words import cited
from ilio.records.visit import Visit
from ilio.records.wording import plain_degrees
from ilio.verdicts.findings import SETTLED_STEP
from ilio.verdicts.judging import NOT_LYING
from ilio.verdicts.retest_telling import ruled_out_by
from ilio.verdicts.safety_telling import STAYS_OUT, painful_hips, ways_back
from ilio.verdicts.summing_up import summary_of
from ilio.verdicts.verdict import Verdict

MAKE_A_PLAN = "Make a plan from this visit, on the page or with: ilio plan."
FOLLOW_THE_PLAN = "Follow the plan."
KEEP_ON = "Keep on as you are"
AGAIN = ", and test again"
NOT_AGAIN = "Do not repeat what hurt."
NOTHING_TO_DO = {SETTLED_STEP, STAYS_OUT, NOT_LYING}
"""What a verdict says where no step is left: a statement, and nothing to do."""


class Beside(TypedDict):
    """What stands beside a visit when it is asked for its next steps.

    Examples
    --------
    >>> Beside(planned=True, stopped="", leads=False)["planned"]
    True
    """

    planned: bool
    stopped: str
    leads: bool


def beside(programme: Programme | None, visit: Visit, today: date) -> Beside:
    """Whether a plan goes by a visit, or why it stands still; it ends with the retest at its end.

    Parameters
    ----------
    programme
        The plan as it stands; None without one.
    visit
        The newest.
    today
        The day.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> beside(None, Visit(Judgement("Nothing was measured.", {})), date(2026, 11, 22))
    {'planned': False, 'stopped': '', 'leads': False}
    """
    if programme is None:
        return Beside(planned=False, stopped="", leads=False)
    due = programme.retest
    tested_again = due is not None and due <= today and visit.date >= due.isoformat()
    return Beside(
        planned=not programme.refused and not tested_again,
        stopped=stopped_words(programme),
        leads=is_stopped(programme),
    )


def stopped_words(programme: Programme) -> str:
    """Why a plan stands still; empty while it goes on.

    Examples
    --------
    >>> ill = Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="See a doctor.")
    >>> stopped_words(ill)
    'The plan stands still. See a doctor.'
    """
    return f"The plan stands still. {cited(programme.refused)}" if programme.refused else ""


def under_stop(visit: Visit, programme: Programme | None) -> Visit:
    """A visit beside a plan that its log has stopped: the stop says how soon, the summary does not.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> under_stop(Visit(Judgement("Nothing was measured.", {})), None).judgement.summary
    'Nothing was measured.'
    """
    judgement = visit.judgement
    if programme is None or not judgement.sides or not is_stopped(programme):
        return visit
    found = summary_of(judgement.sides, Safety())
    return replace(visit, judgement=replace(judgement, summary=found))


def next_steps(
    visit: Visit,
    safety: Safety,
    *,
    planned: bool = False,
    stopped: str = "",
    leads: bool = False,
) -> tuple[NextStep, ...]:
    """What to do, the one action first; every surface shows these, or the first of them alone.

    What hurts or waits for a clearance comes first, then a test that was not done. A plan goes
    before the repeats, which then belong to the next test; without one the repeat is the action.

    Parameters
    ----------
    visit
        What was measured and judged.
    safety
        What its answers allow.
    planned
        Whether a plan stands that was made from it.
    stopped
        Why that plan stands still; empty while it goes on.
    leads
        Whether its log has stopped it, and that is more urgent than what the answers say.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> next_steps(Visit(Judgement("Nothing was measured.", {})), Safety())
    ()
    """
    if stopped and (leads or safety.plan == "allowed"):  # else the answers say so themselves
        return (NextStep("First", stopped, "see"),)
    verdicts = visit.judgement.sides.values()
    if not verdicts or safety.refers or safety.open:
        return ()
    see = [*_lifted(safety), *_looked_at(safety)]
    told = NOTHING_TO_DO | {"", *(step.text for step in see)}
    left = [v for v in verdicts if v.next_step not in told and v.side not in safety.hurts]
    missing, rest = _shared(left, {v.side for v in left if _not_done(v, visit, safety)})
    if planned:
        return (*see, NextStep(_place(see), FOLLOW_THE_PLAN, "plan"), *_later([*missing, *rest]))
    may = safety.plan == "allowed" and not safety.hurts
    if may and any(verdict.found for verdict in verdicts):
        plan = NextStep(_place([*see, *missing]), MAKE_A_PLAN, "plan")
        return (*see, *missing, plan, *_later(rest))
    steps = (*see, *missing, *rest)
    if steps or not may:
        return steps
    sound = all(verdict.finding == "sound" for verdict in verdicts)
    return (_kept(visit) if sound else NextStep("Now", MAKE_A_PLAN, "plan"),)


def leading(steps: Sequence[NextStep]) -> NextStep | None:
    """The one step that leads; None where only the way back from an answer is left.

    The ways back are told beside it, and somebody can look at what hurts meanwhile.

    Examples
    --------
    >>> leading([NextStep("First", "Have the clearance recorded.", "back")]) is None
    True
    """
    waits = any(step.does == "back" for step in steps)
    return next((step for step in steps if step.does == "see" or not waits), None)


def action(steps: Sequence[NextStep]) -> str:
    """The step that leads, as a sentence; empty where none does.

    Examples
    --------
    >>> action([NextStep("Left", "Do it once more.", "test"), NextStep("Then", "Rest.", "keep")])
    'Left: Do it once more.'
    """
    first = leading(steps)
    if first is None:
        return ""
    return f"{first.who}: {first.text}" if first.who not in ("First", "Now") else first.text


def _lifted(safety: Safety) -> Iterator[NextStep]:
    """The ways back while something waits for them."""
    if safety.plan != "allowed":
        yield from (NextStep("First", back, "back") for back in ways_back(safety))


def _looked_at(safety: Safety) -> Iterator[NextStep]:
    if safety.hurts:
        yield NextStep("First", f"{painful_hips(safety)} {NOT_AGAIN}", "see")


def _shared(
    verdicts: Iterable[Verdict], missing: Collection[Side]
) -> tuple[list[NextStep], list[NextStep]]:
    """Those that do a missing test, and the others, what is open first; sides may share one."""
    sharing: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: not v.open):
        sharing.setdefault(verdict.next_step, []).append(verdict)
    first: list[NextStep] = []
    rest: list[NextStep] = []
    for text, own in sharing.items():
        who = "Both sides" if len(own) > 1 else own[0].side.capitalize()
        step = NextStep(who, plain_degrees(text))
        (first if any(v.side in missing for v in own) else rest).append(step)
    return first, rest


def _not_done(verdict: Verdict, visit: Visit, safety: Safety) -> bool:
    """Whether a test of this side that may be done was not."""
    done = {m.protocol for m in visit.measurements if m.side is verdict.side}
    return any(
        card.axis in verdict.open and test not in done and not safety.tests.get(test)
        for test, card in protocol_cards().items()
    )


def _later(steps: Iterable[NextStep]) -> Iterator[NextStep]:
    for step in steps:
        yield replace(step, who=f"At the next test, {step.who.lower()}")


def _place(before: Sequence[NextStep]) -> str:
    return "Then" if before else "Now"


def _kept(visit: Visit) -> NextStep:
    weeks = threshold("planning.retest_sound").value
    if not visit.date:
        return NextStep("Now", f"{KEEP_ON}{AGAIN} in {weeks:g} weeks.", "keep")
    day = date.fromisoformat(visit.date) + timedelta(weeks=weeks)
    if no_test := ruled_out_by(day.isoformat(), visit.answers, visit.judgement.hurts):
        return NextStep("Now", f"{KEEP_ON}. {no_test}", "keep")
    return NextStep("Now", f"{KEEP_ON}{AGAIN} on {day}.", "keep")
