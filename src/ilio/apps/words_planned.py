"""A plan from what a form or an API call gives in words: what a working process makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilio.apps.plan_making import Running, first_day, length_of, make_plan, wishes_of
from ilio.core.texts import UNFIT

if TYPE_CHECKING:
    from ilio.observations.running_week import FreeTime
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme
    from ilio.records import Visit


def made_plan(
    visit: "Visit",
    given: Mapping[str, Any],
    *,
    today: date,
    zone: tzinfo,
    old: "Programme | None" = None,
    log: "Sequence[LogEntry]" = (),
) -> "tuple[Programme, tuple[str, ...]]":
    """A plan and what was left out while reading, one sentence each.

    Parameters
    ----------
    visit
        Whose verdicts are planned for.
    given
        All optional: ``runs`` and ``free`` in words, ``calendar`` as the text of an .ics file, the
        titles in it that are runs (``take``) and are none (``leave``) whatever they sound like,
        ``start`` as a day, ``weeks``, and the wishes ``no_stretch``, ``long_run_is_hard``,
        ``squats_hurt``, ``reminders``, ``session_minutes``, ``sessions_a_week``.
    today
        First day that may hold a session.
    zone
        The person's zone.
    old
        The plan so far: what can stay, stays.
    log
        What was done and missed of it.

    Raises
    ------
    InputError
        If a text is not understood, or a day or number cannot be.
    ReadError
        If the calendar cannot be read.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> visit = Visit(judge([], fever), answers=fever)
    >>> made_plan(visit, {}, today=date(2026, 11, 23), zone=ZoneInfo("UTC"))[0].sessions
    ()
    """
    start = given.get("start") or None
    first = old.start if old is not None and start is None else first_day(start, today)
    weeks = given.get("weeks")
    running, notes = running_of(given, first, length_of(weeks), zone)
    chosen = {name: given[name] for name in WISHES if given.get(name) not in (None, "")}
    made = make_plan(
        visit, running, first, weeks, _free(given), wishes_of(**chosen), old, today, log, zone=zone
    )
    return made, notes


WISHES = (
    *("no_stretch", "long_run_is_hard", "squats_hurt", "reminders"),
    *("session_minutes", "sessions_a_week"),
)


def running_of(
    given: Mapping[str, Any], first: date, weeks: int, zone: tzinfo
) -> tuple[Running, tuple[str, ...]]:
    """The running week of what was given, with what was left out while reading.

    A week more than the plan: a hard run after its last day still forbids strength before it.

    Parameters
    ----------
    given
        As in `made_plan`; ``runs``, ``calendar`` and the titles of ``take`` and ``leave`` count.
    first, weeks
        First day and length of the plan.
    zone
        The person's zone.

    Raises
    ------
    InputError
        If a text is not understood.
    ReadError
        If the calendar cannot be read.

    Examples
    --------
    >>> from datetime import UTC
    >>> running_of({"runs": "Tue tempo"}, date(2026, 11, 23), 8, UTC)[0].pattern[0].kind
    'tempo'
    """
    from ilio.sources.run_titles import TitleChoice
    from ilio.sources.running_weeks import read_given_texts

    words, calendar = (str(given.get(name) or "").strip() for name in ("runs", "calendar"))
    choice = TitleChoice(*(tuple(given.get(name) or ()) for name in ("take", "leave")))
    found = read_given_texts(words, calendar, first, weeks + 1, zone, choice)
    running = Running(found.pattern, found.runs, found.busy, found.titles, found.understood)
    return running, found.notes


def to_keep(given: Mapping[str, Any], first: date) -> dict[str, Any]:
    """What a plan was made from, with nothing left in its calendar but what planning reads.

    Parameters
    ----------
    given
        As in `made_plan`.
    first
        First day of the plan.

    Examples
    --------
    >>> to_keep({"runs": "Tue tempo"}, date(2026, 11, 23))
    {'runs': 'Tue tempo'}
    """
    calendar = given.get("calendar")
    return {**given, **({"calendar": shortened(calendar, first)} if calendar else {})}


def shortened(calendar: str | Path, since: date) -> str:
    r"""A calendar with nothing left in it but what planning reads from a day on.

    Parameters
    ----------
    calendar
        Its text, or a file, which is read line by line.
    since
        First day that is planned.

    Raises
    ------
    ReadError
        If it is no whole calendar.

    Examples
    --------
    >>> shortened("BEGIN:VCALENDAR\nPRODID:me\nEND:VCALENDAR\n", date(2026, 11, 23))
    'BEGIN:VCALENDAR\nEND:VCALENDAR\n'
    """
    from ilio.sources.calendar_text import reduced, whole_calendars
    from ilio.sources.text_lines import lines_of

    lines: Iterable[str] = calendar.split("\n") if isinstance(calendar, str) else ()
    if isinstance(calendar, Path):  # of its text nobody has seen anything yet
        lines = (UNFIT.sub("\ufffd", line) for line in lines_of(calendar))
    return reduced(whole_calendars(lines, "the calendar"), since)


def _free(given: Mapping[str, Any]) -> "tuple[FreeTime, ...] | None":
    from ilio.sources.free_words import read_free_times

    words = str(given.get("free") or "").strip()
    return read_free_times(words) if words else None
