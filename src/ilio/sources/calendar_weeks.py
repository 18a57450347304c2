"""What a calendar holds within the weeks that are planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ilio.core import InputError
from ilio.observations.running_week import Run, RunKind


@dataclass(frozen=True, order=True)
class CalendarTitle:
    """What the events of one title were taken for.

    Parameters
    ----------
    title
        As the calendar has it.
    kind
        The kind of run; empty when it is none.
    count
        How many of them lie in the window.
    first
        Day of the first one.

    Examples
    --------
    >>> CalendarTitle("School run", "", 5, date(2026, 12, 1)).taken
    False
    """

    title: str
    kind: RunKind | str
    count: int
    first: date

    @property
    def taken(self) -> bool:
        """Whether it is planned around as a run.

        Examples
        --------
        >>> CalendarTitle("Long run", "long", 3, date(2026, 12, 6)).taken
        True
        """
        return bool(self.kind)


@dataclass(frozen=True, kw_only=True)
class CalendarWeeks:
    """What a calendar holds within a window.

    Parameters
    ----------
    runs
        Planned runs, by time.
    busy
        Local start and end of everything else; busy times that overlap are one.
    titles
        What was taken for a run and what was not, a line a title.
    notes
        What was left out, moved or joined, one sentence each.

    Examples
    --------
    >>> CalendarWeeks().runs
    ()
    """

    runs: tuple[Run, ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    titles: tuple[CalendarTitle, ...] = ()
    notes: tuple[str, ...] = ()


def join_busy(busy: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Busy times in order, those that touch or overlap as one.

    Raises
    ------
    InputError
        If a time ends before it starts.

    Examples
    --------
    >>> nine, ten, noon = (datetime(2026, 11, 24, hour) for hour in (9, 10, 12))
    >>> join_busy([(ten, noon), (nine, ten)]) == [(nine, noon)]
    True
    """
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(busy):
        if end < start:
            got = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
            raise InputError("a busy time that ends after it starts", got, "Correct one of them.")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
