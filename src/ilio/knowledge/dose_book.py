"""How much of what, by purpose and phase; the planner reads its doses here."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml

Role = Literal[
    "activation", "strength", "length", "core", "glutes", "single leg", "movement break", "check"
]
"""What an exercise can serve in a plan; the same words as a plan's `Purpose`."""

Occasion = Literal["before a run", "after a run", "on its own", "strength session", "daily"]


class DoseRange(Entry):
    """How much, at least and at most; counted for each side that does it.

    Parameters
    ----------
    sets_low, sets_high
        Sets.
    reps_low, reps_high
        Repetitions a set, None for a plain hold.
    hold_s_low, hold_s_high
        Time of a hold [s], None where nothing is held; with repetitions, each one is held.
    rest_s
        Between sets [s].
    load
        In words; empty where there is none to choose.
    unit
        ``repetitions`` or ``s``.

    Examples
    --------
    >>> dose("glutes.weeks_1_2").unit
    'repetitions'
    """

    sets_low: int
    sets_high: int
    reps_low: int | None = None
    reps_high: int | None = None
    hold_s_low: float | None = None
    hold_s_high: float | None = None
    rest_s: float
    load: str = ""
    unit: Literal["repetitions", "s"]

    @property
    def in_words(self) -> str:
        """The range in one short line.

        Examples
        --------
        >>> dose("strength.weeks_1_2").in_words
        '3 x 15, 15 RM band, rest 60 s'
        >>> dose("length.away").in_words
        '2 to 4 x 30 to 60 s, rest 15 s'
        """
        each = [_span(self.reps_low, self.reps_high)] if self.reps_low else []
        if self.hold_s_low:
            each.append(f"{_span(self.hold_s_low, self.hold_s_high)} s")
        parts = [f"{_span(self.sets_low, self.sets_high)} x {' x '.join(each)}", self.load]
        parts.append(f"rest {self.rest_s:g} s" if self.rest_s else "")
        return ", ".join(part for part in parts if part)


class Dose(DoseRange):
    """How much of what, for a plan; it starts at the low end of each range.

    None: the dose does not say, or the limit does not bind.

    Parameters
    ----------
    purpose
        What it serves.
    when
        The occasion.
    first_week, last_week
        Weeks of the programme, counted from 1.
    days_low, days_high
        Days a week: the floor and the target.
    bout_s_most, session_s_most, week_s_most
        Most time of one hold, of a session and of a week, each for one side [s]; for
        ``strength.band_only`` the whole session.
    sitting_from_hours, sitting_to_hours
        Hours of sitting a day for which it is meant [h]; the upper end belongs to the next entry.
    every_s
        How often it comes back [s].
    exercises
        Keys of exercises that fill it, the first choice first.
    meaning
        One sentence.
    note
        What is the source's and what is a choice.
    sources
        Further keys of ``references.toml``.

    Examples
    --------
    >>> weeks = dose("strength.weeks_5_6")
    >>> weeks.sets_high, weeks.reps_low, weeks.load, weeks.source
    (3, 8, '8 RM band', 'thorborg2016')
    """

    purpose: Role
    when: Occasion
    first_week: int | None = None
    last_week: int | None = None
    days_low: int | None = None
    days_high: int | None = None
    bout_s_most: float | None = None
    session_s_most: float | None = None
    week_s_most: float | None = None
    sitting_from_hours: float | None = None
    sitting_to_hours: float | None = None
    every_s: float | None = None
    exercises: tuple[str, ...]
    meaning: str
    note: str = ""
    sources: tuple[str, ...] = ()


@cache
def doses() -> dict[str, Dose]:
    """All doses by dotted key.

    Examples
    --------
    >>> [key for key in doses() if key.startswith("length.")]
    ['length.before_run', 'length.after_run', 'length.away']
    """
    flat = flatten(read_toml("doses.toml"), "purpose")
    return {key: Dose.model_validate(table) for key, table in flat.items()}


def dose(key: str) -> Dose:
    """One dose by its dotted key.

    Raises
    ------
    UnknownNameError
        If there is no such dose.

    Examples
    --------
    >>> dose("length.away").week_s_most
    600.0
    """
    try:
        return doses()[key]
    except KeyError:
        raise UnknownNameError("dose", key, doses()) from None


def _span(low: float | None, high: float | None) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
