"""A saved visit as it is read on a day: what command line, page and papers share."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilio.records import Visit


def seen_on(visit: "Visit", day: date) -> "Visit":
    """A visit with its answers as they are on a day, judged by them; it is kept as it was.

    Parameters
    ----------
    visit
        As it was saved: of its own day.
    day
        The day on which it is read.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"pregnancy"}),
    ...                 age_years=32, pregnancy_week=12, as_of="2026-08-30")
    >>> visit = Visit(judge([], asked), answers=asked, date="2026-08-30")
    >>> read = seen_on(visit, date(2026, 11, 29))
    >>> read.answers.pregnancy_week, read.judgement.summary[:30]
    (25.0, 'Ask a doctor or physiotherapis')
    """
    from ilio.observations import on_day
    from ilio.verdicts import judge

    said = visit.answers
    if said.pregnancy_week is None and not said.clearances:  # nothing else changes by itself
        return visit
    now = on_day(said, day.isoformat())
    before = visit.judgement
    judgement = judge(visit.measurements, now, before.rules, before.hurts)
    return replace(visit, answers=now, judgement=judgement)
