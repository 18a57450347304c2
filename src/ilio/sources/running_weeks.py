"""Whatever a person gives as their running: words, calendars, recorded runs, in any mix."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path

from ilio.core import InputError
from ilio.observations.running_week import Run, WeeklyRun
from ilio.sources.calendar_weeks import CalendarTitle, CalendarWeeks, join_busy
from ilio.sources.opening import plain_suffix
from ilio.sources.past_runs import SUFFIXES, Progress, read_past_runs
from ilio.sources.run_calendar import read_calendar, read_calendar_text
from ilio.sources.run_pattern import GuessedRun, ended_long_ago, guess_pattern
from ilio.sources.run_titles import AS_IT_SAYS, TitleChoice
from ilio.sources.run_words import read_week, text_or_file

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
        Dated runs, out of calendars and words.
    busy
        Local start and end of what else stands in the calendars.
    titles
        What the titles of the calendars were taken for.
    understood
        What the words were taken for, one sentence a run.
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
    titles: tuple[CalendarTitle, ...] = ()
    understood: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_running_weeks(
    given: Sequence[str],
    start: date,
    weeks: int,
    zone: tzinfo,
    choice: TitleChoice = AS_IT_SAYS,
    progress: Progress = lambda sentence, share: None,
) -> RunningWeeks:
    """Read runs from text, text files, calendars (.ics) and recorded runs (.fit .gpx .tcx).

    Parameters
    ----------
    given
        Each one a text or a path.
    start, weeks
        Window of the calendars.
    zone
        The person's zone.
    choice
        Titles of the calendars that the person ticked or unticked.
    progress
        Told about each recorded run.

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
    gathered = _Gathered(start, weeks, zone, choice, progress)
    histories: list[str] = []
    for one in given:
        kind = _kind(one)
        if kind == "history":
            histories.append(one)
        elif kind == "calendar":
            found = read_calendar(one, start, weeks, zone, choice)
            gathered.calendar(found, Path(one).name)
        else:
            gathered.words(text_or_file(one))
    if histories:
        gathered.history(histories)
    return gathered.weeks_found()


def read_given_texts(
    words: str,
    calendar: str,
    start: date,
    weeks: int,
    zone: tzinfo,
    choice: TitleChoice = AS_IT_SAYS,
) -> RunningWeeks:
    """Read runs from words and from the text of a calendar, without any file.

    Parameters
    ----------
    words, calendar
        Either may be empty.
    start, weeks, zone, choice
        As in `read_running_weeks`.

    Raises
    ------
    InputError
        If the words are not understood.
    ReadError
        If the calendar cannot be read.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> found = read_given_texts("Tue tempo", "", date(2026, 11, 23), 4, ZoneInfo("UTC"))
    >>> found.pattern[0].kind
    'tempo'
    """
    gathered = _Gathered(start, weeks, zone, choice, lambda sentence, share: None)
    if words.strip():
        gathered.words(words)
    if calendar.strip():
        name = "the calendar"
        found = read_calendar_text(calendar, name, start, weeks, zone, choice)
        gathered.calendar(found, name)
    return gathered.weeks_found()


@dataclass
class _Gathered:
    """What was found so far."""

    start: date
    weeks: int
    zone: tzinfo
    choice: TitleChoice
    progress: Progress
    pattern: list[WeeklyRun] = field(default_factory=list)
    guessed: tuple[GuessedRun, ...] = ()
    runs: list[Run] = field(default_factory=list)
    busy: list[tuple[datetime, datetime]] = field(default_factory=list)
    titles: list[CalendarTitle] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def words(self, text: str) -> None:
        week = read_week(text)
        self.pattern += week.pattern
        self.runs += week.dated
        self.understood += week.understood

    def calendar(self, found: CalendarWeeks, name: str) -> None:
        self.runs += found.runs
        self.busy += found.busy
        self.titles += found.titles
        self.notes += found.notes
        if not found.runs:
            self.notes.append(f"No run was found in {name} in these weeks.")

    def history(self, paths: Sequence[str]) -> None:
        past, told = read_past_runs(paths, self.zone, self.start, self.progress)
        self.notes += told
        self.guessed = guess_pattern(past)
        if ended := ended_long_ago(past, self.start):
            self.notes.append(ended)

    def weeks_found(self) -> RunningWeeks:
        return RunningWeeks(
            pattern=tuple(dict.fromkeys(self.pattern)),
            guessed=self.guessed,
            runs=tuple(sorted(set(self.runs))),
            busy=tuple(join_busy(self.busy)),
            titles=tuple(self.titles),
            understood=tuple(self.understood),
            notes=tuple(self.notes),
        )


def _kind(one: str) -> str:
    if not one.strip() or "\n" in one:
        return "text"
    suffix = plain_suffix(one)
    if suffix == CALENDAR:
        return "calendar"
    try:
        folder = Path(one).is_dir()
    except (OSError, ValueError):
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
    >>> from ilio.sources.run_words import read_runs
    >>> as_text(read_runs("Tue tempo"))
    'Tue tempo 18:00 50 min'
    """
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return ", ".join(f"{days[r.weekday]} {r.kind} {r.at:%H:%M} {r.minutes} min" for r in pattern)
