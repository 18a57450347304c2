"""From what was read of a person's runs to what the plan page shows, each title with a tick."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ilio.apps.plan_making import Running
from ilio.records.plan_words import day_words
from ilio.sources.calendar_weeks import CalendarTitle
from ilio.sources.plain_words import phrase
from ilio.sources.run_titles import kind_of_title

LEFT_SHOWN = 100
"""So many titles that are no runs are shown; a calendar may hold thousands."""


@dataclass(frozen=True)
class Tick:
    """A title of the calendar, ticked if it was taken for a run.

    Parameters
    ----------
    name
        Of the field of the form.
    title, told
        As the calendar has it, and how often it lies in these weeks.
    taken
        Whether it is planned around as a run.

    Examples
    --------
    >>> Tick("run-1", "Long run", "3 times, first Sun 6 Dec", True).taken
    True
    """

    name: str
    title: str
    told: str
    taken: bool


@dataclass(frozen=True)
class RunningView:
    """What was understood of the runs.

    Parameters
    ----------
    understood
        One sentence a run of the words.
    ticks
        The titles of the calendar, runs first.
    more
        How many titles that are no runs are not shown.

    Examples
    --------
    >>> RunningView((), ()).empty
    True
    """

    understood: tuple[str, ...]
    ticks: tuple[Tick, ...]
    more: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was read.

        Examples
        --------
        >>> RunningView(("Tuesday 18:00: tempo, 50 min.",), ()).empty
        False
        """
        return not (self.understood or self.ticks)


def running_view(running: Running) -> RunningView:
    """What the plan page shows of the runs.

    Examples
    --------
    >>> from datetime import date
    >>> title = CalendarTitle("School run", "", 5, date(2026, 12, 1))
    >>> running_view(Running(titles=(title,))).ticks[0].told
    'busy, 5 times, first Tue 1 Dec'
    """
    taken = [title for title in running.titles if title.taken]
    left = [title for title in running.titles if not title.taken]
    shown = (*taken, *left[:LEFT_SHOWN])
    return RunningView(running.understood, tuple(map(_tick, shown)), len(left) - LEFT_SHOWN)


def _tick(title: CalendarTitle) -> Tick:
    kind = f"{title.kind} run" if title.taken else "busy"
    often = "once," if title.count == 1 else f"{title.count} times, first"
    told = f"{kind}, {often} {day_words(title.first)}"
    return Tick(field_of(title.title), title.title, told, title.taken)


def field_of(title: str) -> str:
    """The name of the field of a title: short, and the same whenever it is shown.

    Examples
    --------
    >>> field_of("Long run") == field_of("long  RUN!")
    True
    """
    return f"run-{hashlib.sha256(phrase(title).encode()).hexdigest()[:16]}"


def choice_of(titles: Sequence[CalendarTitle], form: Mapping[str, str]) -> dict[str, Any]:
    """What the ticks of a form say about titles other than their words do.

    Parameters
    ----------
    titles
        Those that were shown.
    form
        As it was sent; a title without its field is not ticked.

    Examples
    --------
    >>> from datetime import date
    >>> title = CalendarTitle("School run", "", 5, date(2026, 12, 1))
    >>> choice_of([title], {field_of("School run"): "yes"})
    {'take': ['School run'], 'leave': []}
    """
    ticked = {title.title: form.get(field_of(title.title)) == "yes" for title in titles}
    named = {title: kind_of_title(title) is not None for title in ticked}
    return {
        "take": [title for title, taken in ticked.items() if taken and not named[title]],
        "leave": [title for title, taken in ticked.items() if not taken and named[title]],
    }
