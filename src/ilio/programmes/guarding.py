"""A plan made earlier, held against the safety rules of today."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from ilio.core import Side
from ilio.knowledge import exercises, safety_answers
from ilio.observations import Answers, Clearance, safety_of, through
from ilio.observations.safety import ends
from ilio.programmes.limits import Limits
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.programmes.telling import refusal
from ilio.verdicts import Judgement

T = TypeVar("T")

RENEW = "Make the plan again from the visit: it will ask what is missing."


def guarded(programme: Programme) -> Programme:
    """The same plan, or one without exercises when the answers behind it rule it out today.

    Parameters
    ----------
    programme
        As it was saved.

    Examples
    --------
    >>> from datetime import date
    >>> old = Programme(summary="", start=date(2026, 11, 2), weeks=6, bans=("osteoporosis",))
    >>> guarded(old).refused[:36]
    'This plan is no longer shown. A spin'
    """
    why = next(_against(programme), "")
    if programme.refused or not why:
        until = _cleared_until(programme)
        kept = (s for s in programme.sessions if s.start.date().isoformat() <= until)
        return replace(programme, sessions=tuple(kept)) if until else programme
    return emptied(programme, f"This plan is no longer shown. {why} {RENEW}")


def held_against(
    programme: Programme, judgement: Judgement, answers: Answers, day: date
) -> Programme:
    """A plan under the answers of a later visit, or of a later day.

    Parameters
    ----------
    programme
        As it was made.
    judgement, answers
        Of the newest visit.
    day
        The day on which it is looked at.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> plan = Programme(summary="", start=date(2026, 11, 2), weeks=6)
    >>> broken = Answers(red_flags=frozenset(), do_not_test=frozenset({"fracture"}), age_years=34)
    >>> held_against(plan, judge([], broken), broken, date(2026, 11, 9)).refused[:21]
    'No exercise for now. '
    """
    # up to its last day: a pregnancy goes on meanwhile
    last = programme.start + timedelta(weeks=programme.weeks)
    safety = safety_of(through(answers, day.isoformat(), last.isoformat()), judgement.hurts)
    if safety.plan != "allowed" or judgement.refer:
        return emptied(programme, refusal(judgement, safety, ()))
    limits = Limits.of(safety)
    left, right = (limits.hurts.get(side, frozenset()) for side in Side)
    until = safety.cleared_until
    now = replace(
        programme,
        sessions=tuple(
            s for s in programme.sessions if not until or s.start.date().isoformat() <= until
        ),
        bans=_both(programme.bans, limits.keys),
        hurts_left=_both(programme.hurts_left, sorted(left)),
        hurts_right=_both(programme.hurts_right, sorted(right)),
        cleared=_both(programme.cleared, safety.cleared),
    )
    return guarded(now)


def _both(before: Iterable[T], now: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*before, *now)))


def spared(sessions: Iterable[Session], programme: Programme) -> tuple[Session, ...]:
    """Sessions of an earlier plan without the exercises that the next one rules out.

    Parameters
    ----------
    sessions
        Of the earlier plan, past ones too.
    programme
        The next one.

    Examples
    --------
    >>> spared((), Programme(summary="", start=date(2026, 11, 2), weeks=6))
    ()
    """
    return tuple(
        replace(s, items=tuple(item for item in s.items if _allowed(item, programme)))
        for s in sessions
    )


def _allowed(item: Prescription, programme: Programme) -> bool:
    sides = tuple(Side) if item.side == "both" else (Side.parse(item.side),)
    return programme.limits.sides_for(item.exercise, sides) == sides


def emptied(programme: Programme, refused: str) -> Programme:
    """A plan of which nothing is left to follow, its stop list neither: one urgency is said.

    Parameters
    ----------
    programme
        As it was made.
    refused
        Why.

    Examples
    --------
    >>> from datetime import date
    >>> plan = Programme(summary="Train.", start=date(2026, 11, 2), weeks=6)
    >>> emptied(plan, "See a doctor today.").summary
    'See a doctor today.'
    """
    return Programme(
        summary=refused,
        start=programme.start,
        weeks=0,
        refused=refused,
        person=programme.person,
        bans=programme.bans,
        hurts_left=programme.hurts_left,
        hurts_right=programme.hurts_right,
        cleared=programme.cleared,
        zone=programme.zone,
    )


def _against(programme: Programme) -> Iterator[str]:
    cleared = {clearance.of for clearance in programme.cleared if _covers(clearance, programme)}
    for key in programme.bans:
        row = safety_answers().get(key)
        if row is None:
            yield f"This version does not know the answer '{key}' behind it."
        elif row.plan == "none" or (row.plan == "after clearance" and key not in cleared):
            yield f"{row.why} {row.do}"
    for item in _items(programme):
        if item.exercise not in exercises():
            yield f"This version does not know its exercise '{item.exercise}'."
        elif not _allowed(item, programme):
            yield "One of its exercises is ruled out by your answers."


def _cleared_until(programme: Programme) -> str:
    """The last day on which every clearance behind a plan counts; empty without one."""
    each: dict[str, str] = {}
    for clearance in programme.cleared:
        if clearance.of in programme.bans and clearance.of in safety_answers():
            each[clearance.of] = max(each.get(clearance.of, ""), ends(clearance))
    return min(each.values(), default="")


def _covers(clearance: Clearance, programme: Programme) -> bool:
    """Whether a clearance was given before a plan ends, and counts up to its last day."""
    last = programme.last_day.isoformat()
    return clearance.of in safety_answers() and clearance.on <= last <= ends(clearance)


def _items(programme: Programme) -> Iterator[Prescription]:
    for block in programme.blocks:
        yield from (*block.strength, *block.short, *block.before_run, *block.after_run)
        yield from (*block.own, *block.daily)
    for session in programme.sessions:
        yield from session.items
