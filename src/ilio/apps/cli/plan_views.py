"""A plan for reading in a terminal: the sentence first, then the weeks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ilio.apps.cli.safety_views import listed
from ilio.apps.cli.voice import table
from ilio.records.plan_holdings import held
from ilio.records.plan_words import (
    cited,
    day_words,
    evidence,
    item_line,
    retest_line,
    shortfall_lines,
    week_words,
    weeks_of,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.programmes.programme import Programme, Session
    from ilio.sources.calendar_weeks import CalendarTitle
    from ilio.sources.run_pattern import GuessedRun

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plan_view(programme: "Programme") -> "list[RenderableType]":
    """A whole plan: who does what and why, the weeks, what did not fit, when to stop.

    Examples
    --------
    >>> from datetime import date
    >>> from ilio.programmes.programme import Programme
    >>> plan_view(Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0))[0]
    'Rest.'
    """
    parts: list[RenderableType] = [programme.summary]
    if programme.refused and programme.refused not in programme.summary:
        parts.append(programme.refused)
    parts += listed("Changed", programme.changes)
    for title, sessions in _alike_weeks(programme):
        rows = table(f"\n{title}", "day", "time", "min", "session")
        for session in sessions:
            day, at = DAYS[session.start.weekday()], f"{session.start:%H:%M}"
            rows.add_row(day, at, str(session.minutes), session.title)
        parts.append(rows)
    if found := held(programme):
        rows = table("\nWhat each session holds", "when", "exercise", "source, grade")
        for part in found:
            for item in part.items:
                told = evidence(item.source, item.grade).replace("grade ", "")
                rows.add_row(f"{part.occasion}, {part.weeks}", item_line(item), told)
        parts.append(rows)
    parts += listed("What did not fit, and the cheapest change", shortfall_lines(programme))
    expected = [
        f"By the end of week {e.week}: {cited(e.text)} [{evidence(e.source, e.grade)}]"
        for e in programme.expect
    ]
    parts += listed("What to expect", expected)
    parts += listed("How the load moves", map(cited, programme.rules))
    parts += listed("Stop, and see someone", map(cited, programme.stop))
    if programme.next_test:
        parts.append(f"\nNext test: {programme.next_test}")
    if programme.retest:
        parts.append(f"\n{retest_line(programme)}")
    return parts


def guess_view(guessed: "Sequence[GuessedRun]") -> "RenderableType":
    """The pattern that was guessed from recorded runs, with the numbers behind it.

    Examples
    --------
    >>> guess_view([]).row_count
    0
    """
    rows = table("Your running week, guessed", "day", "kind", "time", "min", "why")
    for guess in guessed:
        run = guess.run
        day, at = DAYS[run.weekday], f"{run.at:%H:%M}"
        rows.add_row(day, run.kind, at, str(run.minutes), guess.why)
    return rows


def titles_view(titles: "Sequence[CalendarTitle]") -> "list[RenderableType]":
    """What a calendar holds: a tick for each title that was taken for a run, none for the others.

    Examples
    --------
    >>> from datetime import date
    >>> from ilio.sources.calendar_weeks import CalendarTitle
    >>> titles_view([CalendarTitle("School run", "", 5, date(2026, 12, 1))])[0].row_count
    1
    """
    from rich.text import Text

    taken = [title for title in titles if title.taken]
    left = [title for title in titles if not title.taken]
    rows = table("What your calendar holds", "run", "title", "kind", "times", "first")
    for title in (*taken, *left[:LEFT_SHOWN]):
        day = day_words(title.first)
        mark, kind = ("[x]", title.kind) if title.taken else ("[ ]", "busy")
        rows.add_row(Text(mark), Text(title.title), kind, str(title.count), day)
    more = len(left) - LEFT_SHOWN
    told = f"And {more} more titles that are no runs. " if more > 0 else ""
    return [rows, f"{told}Wrong? Say --run 'TITLE' or --no-run 'TITLE'."]


LEFT_SHOWN = 20
"""So many titles that are no runs are shown; a calendar may hold thousands."""


def _alike_weeks(programme: "Programme") -> "list[tuple[str, list[Session]]]":
    """Weeks that follow one another with the same days and times are shown once."""
    groups: list[tuple[list[int], list[Session]]] = []
    for week, sessions in weeks_of(programme).items():
        if groups and _look(groups[-1][1]) == _look(sessions):
            groups[-1][0].append(week)
        else:
            groups.append(([week], sessions))
    return [(week_words(weeks[0], weeks[-1]).capitalize(), found) for weeks, found in groups]


def _look(sessions: "Iterable[Session]") -> list[tuple[object, ...]]:
    return [(s.start.weekday(), s.start.time(), s.minutes, s.title) for s in sessions]
