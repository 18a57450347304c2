"""What was done and how it felt."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from ilio.knowledge import bounds, progression

ANSWERED = "answers"
"""Stands for the session where the safety questions were answered again after a warning sign."""


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """One session as it went.

    Parameters
    ----------
    session
        Key of the session.
    day
        When it was done or missed.
    done
        Whether it was done.
    exercise
        Key of the exercise, empty for the whole session.
    reps
        Repetitions of the last set.
    hold_s
        Longest hold [s].
    effort
        Rating of perceived exertion, 0 to 10.
    pain
        During, 0 to 10.
    pain_next_day
        0 to 10.
    red_flag
        A red-flag answer was given.
    checked_by
        Who looked at the pain that stopped the plan; then `pain` is that of an ordinary day and
        the entry is no session.
    note
        Free words.

    Examples
    --------
    >>> LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, reps=15).effort
    """

    session: str
    day: date
    done: bool
    exercise: str = ""
    reps: int | None = None
    hold_s: float | None = None
    effort: float | None = None
    pain: float | None = None
    pain_next_day: float | None = None
    red_flag: bool = False
    checked_by: str = ""
    note: str = ""


def questions_answered(day: date) -> LogEntry:
    """What is logged where the safety questions were answered again after a warning sign.

    Examples
    --------
    >>> questions_answered(date(2026, 11, 24)).session
    'answers'
    """
    by = "the safety questions, answered again"
    return LogEntry(session=ANSWERED, day=day, done=False, checked_by=by)


def counted(log: Iterable[LogEntry], today: date) -> list[LogEntry]:
    """What counts on a day, in the order in which it was written.

    A worry counts from when it is told: one that is written for a day to come counts today, and
    one of before a check that is told after it counts from the check on. All else of days to come
    is left aside.

    Parameters
    ----------
    log
        In the order in which it was written.
    today
        The day.

    Examples
    --------
    >>> slip = LogEntry(session="w1-strength-1", day=date(2027, 11, 23), done=True, pain=8)
    >>> [entry.day.year for entry in counted([slip], date(2026, 11, 24))]
    [2026]
    """
    written = [e for e in log if e.day <= today or (_worries(e) and not e.checked_by)]
    told_by, latest = [], today
    for entry in reversed(written):  # a slip of before a check was told by the check's day
        told_by.append(latest)
        latest = min(latest, entry.day) if entry.checked_by else latest
    found: list[LogEntry] = []
    checked = date.min
    for entry, latest in zip(written, reversed(told_by), strict=True):
        if entry.checked_by:
            checked = max(checked, entry.day)
        elif _worries(entry):
            told = entry.day if entry.day <= today else latest
            entry = replace(entry, day=max(told, checked))
        found.append(entry)
    return found


def _worries(entry: LogEntry) -> bool:
    return entry.red_flag or bool(entry.pain) or bool(entry.pain_next_day)


def each_once(log: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """A log in which each session counts once, however often it was written down.

    The later word holds, as far as it says something. Pain and red flags are only ever added: the
    most that was said stays. A check by somebody ends what came before it; what is said of a
    session after it stands for itself.

    Parameters
    ----------
    log
        In the order in which it was written, or by day.

    Examples
    --------
    >>> first = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=2)
    >>> again = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, effort=6)
    >>> (once,) = each_once([first, again])
    >>> once.pain, once.effort
    (2, 6)
    """
    found: list[LogEntry] = []
    places: dict[tuple[str, str], int] = {}
    for entry in log:
        key = (entry.session, entry.exercise)
        if entry.checked_by:
            places.clear()
        elif key in places and _hurt_anew(found[places[key]], entry):
            entry = _pain_alone(entry)
        elif key in places:
            found[places[key]] = _together(found[places[key]], entry)
            continue
        else:
            places[key] = len(found)
        found.append(entry)
    return tuple(found)


def _hurt_anew(first: LogEntry, later: LogEntry) -> bool:
    """Pain on another day is a pain of its own, under whichever name it is written down."""
    return later.day > first.day and bool(first.pain) and bool(later.pain)


def _pain_alone(entry: LogEntry) -> LogEntry:
    """The pain of an entry, without counting its session a second time."""
    return replace(entry, done=False, reps=None, hold_s=None, effort=None)


def _together(first: LogEntry, later: LogEntry) -> LogEntry:
    said = {
        field.name: getattr(later, field.name)
        for field in fields(later)
        if getattr(later, field.name) not in (None, "")
    }
    most = {
        "pain": _most(first.pain, later.pain),
        "pain_next_day": _most(first.pain_next_day, later.pain_next_day),
    }
    growth = max(_growth(first), _growth(later))
    if growth >= progression()["pain_grows"].limit:  # more pain before makes it no smaller
        grown = min((most["pain"] or 0.0) + growth, bounds("log_pain").high)
        most["pain_next_day"] = _most(most["pain_next_day"], grown)
    # a word on the day after is about the session of the day before, and pain keeps its day
    day = first.day if first.pain or (first.done and later.done) else later.day
    flag = first.red_flag or later.red_flag
    return replace(first, **{**said, **most, "day": day, "red_flag": flag})


def _growth(entry: LogEntry) -> float:
    """By how much it was worse on the next day, where one entry says both."""
    if entry.pain is None or entry.pain_next_day is None:
        return 0.0
    return entry.pain_next_day - entry.pain


def _most(*said: float | None) -> float | None:
    return max((pain for pain in said if pain is not None), default=None)
