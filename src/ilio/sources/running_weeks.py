"""Whatever a person gives as their running: words, calendars, recorded runs, in any mix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from ilio.core import InputError
from ilio.observations.running_week import Run, WeeklyRun
from ilio.sources.opening import plain_suffix
from ilio.sources.past_runs import SUFFIXES, read_past_runs
from ilio.sources.run_calendar import join_busy, read_calendar
from ilio.sources.run_pattern import GuessedRun, guess_pattern
from ilio.sources.run_words import read_runs, text_or_file

CALENDAR = ".ics"


@dataclass(frozen=True, kw_only=True)
class RunningWeeks:
    """What was found of a person's running.

    Parameters
    ----------
    pattern
        Weekly runs that were typed.
    guessed
        Weekly runs guessed from a history; to be shown and confirmed before they are used.
    runs
        Dated runs out of calendars.
    busy
        Local start and end of what else stands in the calendars.
    notes
        What was left out or joined, one sentence each.

    Examples
    --------
    >>> RunningWeeks().guessed
    ()
    """

    pattern: tuple[WeeklyRun, ...] = ()
    guessed: tuple[GuessedRun, ...] = ()
    runs: tuple[Run, ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    notes: tuple[str, ...] = ()


def read_running_weeks(given: Sequence[str], start: date, weeks: int, zone: tzinfo) -> RunningWeeks:
    """Read runs from text, text files, calendars (.ics) and recorded runs (.fit .gpx .tcx).

    Parameters
    ----------
    given
        Each one a text or a path.
    start, weeks
        Window of the calendars.
    zone
        The person's zone.

    Raises
    ------
    InputError
        If a text is not understood or a history has no pattern.
    ReadError
        If a file cannot be read.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> found = read_running_weeks(["Tue intervals"], date(2026, 11, 23), 4, ZoneInfo("UTC"))
    >>> found.pattern[0].kind
    'intervals'
    """
    pattern: list[WeeklyRun] = []
    runs: list[Run] = []
    busy: list[tuple[datetime, datetime]] = []
    notes: list[str] = []
    histories: list[str] = []
    for one in given:
        kind = _kind(one)
        if kind == "history":
            histories.append(one)
        elif kind == "calendar":
            found = read_calendar(one, start, weeks, zone)
            runs += found.runs
            busy += found.busy
            notes += found.notes
            if not found.runs:
                notes.append(f"No run was found in {Path(one).name} in these weeks.")
        else:
            pattern += read_runs(text_or_file(one))
    guessed: tuple[GuessedRun, ...] = ()
    if histories:
        past, told = read_past_runs(histories, zone)
        guessed, notes = guess_pattern(past), [*notes, *told]
    return RunningWeeks(
        pattern=tuple(dict.fromkeys(pattern)),
        guessed=guessed,
        runs=tuple(sorted(set(runs))),
        busy=tuple(join_busy(busy)),
        notes=tuple(notes),
    )


def _kind(one: str) -> str:
    if not one.strip() or "\n" in one:
        return "text"
    suffix = plain_suffix(one)
    if suffix == CALENDAR:
        return "calendar"
    try:
        folder = Path(one).is_dir()
    except OSError:
        folder = False
    if suffix in SUFFIXES or folder:
        return "history"
    if suffix and " " not in one and not Path(one).exists():
        known = " ".join((CALENDAR, *SUFFIXES, ".txt"))
        todo = f"Check the path (it may end in {known}), or write for example: Tue intervals."
        raise InputError("runs as text or a file", f"'{one}'", todo)
    return "text"


def as_text(pattern: Sequence[WeeklyRun]) -> str:
    """A pattern as the words that `read_runs` reads back.

    Examples
    --------
    >>> as_text(read_runs("Tue tempo"))
    'Tue tempo 18:00 50 min'
    """
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return ", ".join(f"{days[r.weekday]} {r.kind} {r.at:%H:%M} {r.minutes} min" for r in pattern)
