"""What `ilio plan` asks before it plans: the runs, and whether a guessed week is right."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import note
from ilio.apps.plan_making import Running, length_of

if TYPE_CHECKING:
    from ilio.sources.calendar_weeks import CalendarTitle
    from ilio.sources.run_pattern import GuessedRun
    from ilio.sources.run_titles import TitleChoice

YES = ("", "y", "yes")


def read_running(
    given: Sequence[str],
    first: date,
    weeks: int | None,
    zone: tzinfo,
    choice: "TitleChoice",
    *,
    confirmed: bool,
) -> Running:
    """The runs that a person gave; a guessed week is shown and confirmed first.

    Raises
    ------
    InputError
        If a text is not understood, or the guess was not confirmed.
    ReadError
        If a file cannot be read.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> from ilio.sources.run_titles import AS_IT_SAYS
    >>> monday, zone = date(2026, 11, 23), ZoneInfo("UTC")
    >>> found = read_running(["Tue tempo"], monday, 8, zone, AS_IT_SAYS, confirmed=False)
    >>> found.pattern[0].kind
    'tempo'
    """
    from ilio.apps.cli.plan_views import titles_view
    from ilio.apps.cli.voice import console, progress_bar
    from ilio.sources.running_weeks import read_running_weeks

    with progress_bar() as progress:
        # a week more: a hard run after the last day still forbids strength before it
        weeks_read = length_of(weeks) + 1
        found = read_running_weeks(given, first, weeks_read, zone, choice, progress)
    for words in (*found.understood, *found.notes, *_not_found(found.titles, choice)):
        note(words)
    if found.titles:
        console(talk=True).print(*titles_view(found.titles), sep="\n")
    if found.guessed:
        _confirm(found.guessed, confirmed)
    pattern = found.pattern + tuple(guess.run for guess in found.guessed)
    return Running(pattern, found.runs, found.busy, found.titles, found.understood)


def _not_found(titles: "Sequence[CalendarTitle]", choice: "TitleChoice") -> "Iterator[str]":
    """A title that was named and that no event has would change nothing, unnoticed."""
    from ilio.sources.plain_words import phrase

    known = {phrase(title.title) for title in titles}
    for title in (*choice.runs, *choice.no_runs):
        if phrase(title) not in known:
            yield f"No event of these weeks is called '{title}'."


def _confirm(guessed: "Sequence[GuessedRun]", confirmed: bool) -> None:
    from ilio.apps.cli.plan_views import guess_view
    from ilio.apps.cli.voice import console
    from ilio.core import InputError
    from ilio.sources.running_weeks import as_text

    talk = console(talk=True)
    talk.print(guess_view(guessed))
    if confirmed:
        return
    talk.print("Is that your week? [Y/n] ", end="")
    words = as_text([guess.run for guess in guessed])
    todo = f"Use --yes, or correct it with --runs '{words}'"
    try:
        answer = input().strip().lower()
    except EOFError:
        raise InputError("a yes to the guessed week", "no answer", todo) from None
    if answer not in YES:
        raise InputError("a yes to the guessed week", f"'{answer}'", todo)
