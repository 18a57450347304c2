"""One exercise of a plan on paper: how it is done, how much of it, on what evidence."""

import re
from collections.abc import Iterator, Sequence

from ilio.knowledge import exercise, exercises
from ilio.programmes.programme import Prescription, Programme
from ilio.records.brief_parts import FirstExercise
from ilio.records.drawing.exercises import library_svg
from ilio.records.handout_parts import Card
from ilio.records.plan_holdings import Held, held, uses, weeks_told
from ilio.records.plan_words import SIDES, dose, evidence, listed

MOST_EXERCISES = 3
PROOF = re.compile(r" \[[^]]*\]")
"""Source and grade behind a line; the pages behind the first have them."""


def first_of(cards: Sequence[Card]) -> tuple[FirstExercise, ...]:
    """The first three exercises, as a first page shows them.

    Examples
    --------
    >>> first_of([])
    ()
    """
    return tuple(
        FirstExercise(
            title=card.title,
            side=card.side,
            how_much=PROOF.sub("", next(iter(card.doses), "")),
            cues=card.cues,
            svg=card.svg,
            alt=card.alt,
        )
        for card in cards[:MOST_EXERCISES]
    )


def card_of(programme: Programme, key: str) -> Card:
    """The card of one exercise.

    Parameters
    ----------
    programme
        The plan, which says for whom and how much.
    key
        Of the exercise.

    Examples
    --------
    >>> from datetime import date
    >>> rest = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> card_of(rest, "front_plank").doses
    ()
    """
    entry = exercise(key)
    items = uses(programme, key)
    sides = {item.side for item in items}
    side = sides.pop() if len(sides) == 1 else "both"
    easier, harder = _titles(entry.regression), _titles(entry.progression)
    change = [f"Easier: {easier}." if easier else "", f"Harder: {harder}." if harder else ""]
    return Card(
        title=entry.title,
        purpose=entry.purpose,
        set_up=entry.set_up,
        side=SIDES[side],
        tempo=entry.tempo,
        cues=entry.cues,
        doses=tuple(_doses(programme, key)),
        stop=entry.stop,
        change=" ".join(filter(None, change)),
        needs=", ".join(entry.equipment),
        evidence=evidence(entry.source, entry.grade),
        svg=library_svg(key, side),
        alt=f"{entry.title}, two poses. {entry.set_up}",
    )


def _doses(programme: Programme, key: str) -> Iterator[str]:
    """How much of one exercise: occasion, weeks, each side, with source and grade."""
    told: dict[tuple[str, str], list[Held]] = {}
    for found in held(programme):
        doses = "; ".join(_told(item) for item in found.items if item.exercise == key)
        if doses:
            told.setdefault((found.occasion, doses), []).append(found)
    for (occasion, doses), stretches in told.items():
        yield f"{occasion}, {weeks_told(stretches)}: {doses}"


def _told(item: Prescription) -> str:
    proof = evidence(item.source, item.grade)
    return f"{SIDES[item.side]} {dose(item, brief=True)} [{proof}]"


def _titles(keys: tuple[str, ...]) -> str:
    return listed([exercises()[key].title.lower() for key in keys])
