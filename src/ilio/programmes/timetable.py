"""When sessions lie and what stretches they hold, in words."""

from collections.abc import Iterable, Iterator, Sequence

from ilio.core.days import WEEKDAYS
from ilio.programmes.player import title_of
from ilio.programmes.programme import Session
from ilio.programmes.stretching import stretches_of

OCCASIONS = {
    "before run": "before a run",
    "after run": "after a run",
    "strength": "at the end of strength",
    "length": "away from runs",
}
NAMES = {"strength": "Strength", "length": "stretching", "core": "core work", "retest": "retest"}


def when_words(sessions: Sequence[Session]) -> str:
    """One sentence with the days and times, from the first week; empty for no session.

    Examples
    --------
    >>> from datetime import datetime
    >>> monday = Session(key="w1-strength-1", start=datetime(2026, 11, 23, 18), minutes=25,
    ...                  kind="strength", place="on its own", week=1, title="Strength")
    >>> when_words([monday])
    ' When, every week: Strength Monday 18:00 (25 min).'
    """
    weeks = sorted({session.week for session in sessions})
    if not weeks:
        return ""
    first = _week(sessions, weeks[0])
    if not first:
        return ""
    same = all(_week(sessions, week) == first for week in weeks)
    lead = "When, every week" if same else f"When, in week {weeks[0]}"
    rest = "" if same else " Later weeks differ a little: see the calendar."
    return f" {lead}: {first}.{rest}"


def stretch_words(sessions: Sequence[Session]) -> str:
    """One sentence with the stretches that the sessions hold; empty where they hold none.

    Examples
    --------
    >>> stretch_words(())
    ''
    """
    told = [words for kind, where in OCCASIONS.items() for words in _held(sessions, kind, where)]
    return f" Stretches: {'; '.join(told)}." if told else ""


def _held(sessions: Iterable[Session], kind: str, where: str) -> Iterator[str]:
    """Which stretch, how often, how long; what the weeks leave room for may differ."""
    alike: dict[tuple[str, float], list[int]] = {}
    for session in sessions:
        for item in stretches_of(session.items) if session.kind == kind else ():
            alike.setdefault((item.exercise, item.hold_s or 0), []).append(item.sets)
    for (name, hold_s), sets in alike.items():
        low, high = min(sets), max(sets)
        often = f"{low}" if low == high else f"{low} to {high}"
        yield f"{title_of(name).lower()}, {often} times {hold_s:g} seconds {where}"


def _week(sessions: Iterable[Session], week: int) -> str:
    groups: dict[str, list[str]] = {}
    for session in sessions:
        if session.week == week and session.kind in ("strength", "length", "core"):
            when = f"{WEEKDAYS[session.start.weekday()]} {session.start:%H:%M}"
            groups.setdefault(session.kind, []).append(f"{when} ({session.minutes} min)")
    return "; ".join(f"{NAMES[kind]} {', '.join(times)}" for kind, times in groups.items())
