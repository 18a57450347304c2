"""A plan made earlier, held against the safety rules of today."""

from collections.abc import Iterator
from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import exercises, safety_answers
from ilio.programmes.programme import Prescription, Programme

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
    >>> guarded(old).refused[:37]
    'This plan is no longer shown. Roundin'
    """
    why = next(_against(programme), "")
    if programme.refused or not why:
        return programme
    refused = f"This plan is no longer shown. {why} {RENEW}"
    return replace(programme, summary=refused, weeks=0, blocks=(), sessions=(), refused=refused)


def _against(programme: Programme) -> Iterator[str]:
    cleared = {clearance.of for clearance in programme.cleared}
    for key in programme.bans:
        row = safety_answers().get(key)
        if row is None:
            yield f"This version does not know the answer '{key}' behind it."
        elif row.plan == "none" or (row.plan == "after clearance" and key not in cleared):
            yield f"{row.why} {row.do}"
    for item in _items(programme):
        sides = tuple(Side) if item.side == "both" else (Side.parse(item.side),)
        if item.exercise not in exercises():
            yield f"This version does not know its exercise '{item.exercise}'."
        elif programme.limits.sides_for(item.exercise, sides) != sides:
            yield "One of its exercises is ruled out by your answers."


def _items(programme: Programme) -> Iterator[Prescription]:
    for block in programme.blocks:
        yield from (*block.strength, *block.short, *block.before_run, *block.after_run)
        yield from (*block.own, *block.daily)
    for session in programme.sessions:
        yield from session.items
