"""What `ilio plan` asks before it plans: the runs, and whether a guessed week is right."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import note
from ilio.apps.plan_making import Running, length_of

if TYPE_CHECKING:
    from ilio.sources.run_pattern import GuessedRun

YES = ("", "y", "yes")


def read_running(
    given: Sequence[str], first: date, weeks: int | None, zone: tzinfo, *, confirmed: bool
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
    >>> monday = date(2026, 11, 23)
    >>> read_running(["Tue tempo"], monday, 8, ZoneInfo("UTC"), confirmed=False).pattern[0].kind
    'tempo'
    """
    from ilio.sources.running_weeks import read_running_weeks

    # a week more: a hard run after the last day still forbids strength before it
    found = read_running_weeks(given, first, length_of(weeks) + 1, zone)
    for words in found.notes:
        note(words)
    if found.guessed:
        _confirm(found.guessed, confirmed)
    pattern = found.pattern + tuple(guess.run for guess in found.guessed)
    return Running(pattern, found.runs, found.busy)


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
