"""A plan in words that every output shares: doses, days, who does what."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from ilio.knowledge import exercise, references
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.records.citing import citation
from ilio.records.retest_odds import retest_words
from ilio.records.wording import GRADES, figure, sentence

SIDES = {"left": "left side", "right": "right side", "both": "both sides"}
RM = re.compile(r"(\d+) RM band")
KEY = re.compile(r"\b[a-z][a-z_]*\d{4}[a-z]?\b")
"""What can be the key of a source inside a sentence."""


def dose(item: Prescription, *, brief: bool = False) -> str:
    """Sets, repetitions or hold, load, tempo and rest in one line; `brief` leaves the tempo out.

    Examples
    --------
    >>> dose(Prescription(exercise="front_plank", purpose="core", side="both", sets=3, hold_s=30,
    ...                   rest_s=45))
    '3 × 30 s, 45 s rest'
    >>> dose(Prescription(exercise="standing_march_band", purpose="strength", side="left", sets=1,
    ...                   reps=15, load="15 RM band"))
    '1 × 15, 15 RM band (15 are just possible)'
    """
    if item.reps is not None:
        each = f"{item.reps}" + (f" × {_seconds(item.hold_s)}" if item.hold_s else "")
    else:
        each = _seconds(item.hold_s or 0)
    parts = [f"{item.sets} × {each}", _load(item.load), "" if brief else item.tempo]
    parts.append(f"{_seconds(item.rest_s)} rest" if item.rest_s and item.sets > 1 else "")
    return ", ".join(part for part in parts if part)


def _load(load: str) -> str:
    """A load with what it means, where its name is a term: repetitions to the maximum."""
    return RM.sub(r"\g<0> (\1 are just possible)", load)


def _seconds(seconds: float) -> str:
    return f"{figure(seconds, places=0 if seconds == int(seconds) else 1)} s"


def item_line(item: Prescription) -> str:
    """One exercise of a session: what, which side, how much.

    Examples
    --------
    >>> item_line(Prescription(exercise="front_plank", purpose="core", side="both", sets=1,
    ...                        hold_s=30))
    'Front plank, neutral spine: both sides, 1 × 30 s'
    """
    extra = " (optional)" if item.optional else ""
    return f"{exercise(item.exercise).title}: {SIDES[item.side]}, {dose(item)}{extra}"


def evidence(source: str, grade: str) -> str:
    """Source and grade as paper shows them.

    Examples
    --------
    >>> evidence("kawamoto2012", "B")
    'Kawamoto 2012, grade B'
    """
    parts = [citation(source) if source else "", f"grade {grade}" if grade else ""]
    return ", ".join(part for part in parts if part)


def grade_legend() -> str:
    """What the grades stand for, in one sentence.

    Examples
    --------
    >>> grade_legend().startswith("Grades: A several trials, B one trial")
    True
    """
    return f"Grades: {', '.join(f'{grade} {words}' for grade, words in GRADES.items())}."


def later(start: datetime, minutes: int) -> datetime:
    """Some real minutes later in the same zone, also over a change of the clocks.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> night = datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> later(night, 60).isoformat()
    '2027-03-28T03:30:00+02:00'
    """
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def day_words(day: date) -> str:
    """A day as people say it.

    Examples
    --------
    >>> day_words(date(2026, 11, 24))
    'Tue 24 Nov'
    """
    return f"{day:%a} {day.day} {day:%b}"


def retest_line(programme: Programme) -> str:
    """When to test again, and what one retest can show; empty where none is planned.

    Examples
    --------
    >>> retest_line(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ''
    """
    days = retest_days(programme)
    return f"Test again on {listed([*map(day_words, days)])}. {retest_words()}" if days else ""


def retest_days(programme: Programme) -> tuple[date, ...]:
    """The days on which to test again, that on the way and that at the end.

    Examples
    --------
    >>> retest_days(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    days = {s.start.date() for s in programme.sessions if s.kind == "retest"}
    return tuple(sorted(days | ({programme.retest} if programme.retest else set())))


def weeks_of(programme: Programme) -> dict[int, list[Session]]:
    """The sessions by week, each in order of time.

    Examples
    --------
    >>> weeks_of(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    {}
    """
    found: dict[int, list[Session]] = {}
    for session in sorted(programme.sessions, key=lambda s: (s.start, s.key)):
        found.setdefault(session.week, []).append(session)
    return found


def week_words(first: int, last: int) -> str:
    """A stretch of weeks.

    Examples
    --------
    >>> week_words(1, 1), week_words(2, 4)
    ('week 1', 'weeks 2 to 4')
    """
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def shortfall_lines(programme: Programme) -> tuple[str, ...]:
    """What did not fit; weeks that miss the same and could change the same share a line.

    Examples
    --------
    >>> from ilio.programmes.programme import Shortfall
    >>> missing = [Shortfall(week=w, text=f"Week {w}: 2 of 3 fit.", give_up="Free Tuesday.")
    ...            for w in (3, 4)]
    >>> shortfall_lines(Programme(summary="", start=date(2026, 11, 23), weeks=4,
    ...                           shortfalls=tuple(missing)))
    ('Weeks 3 to 4: 2 of 3 fit. Free Tuesday.',)
    """
    runs: list[tuple[list[int], str]] = []
    for short in programme.shortfalls:
        told = f"{short.text.removeprefix(f'Week {short.week}: ')} {short.give_up}"
        if runs and runs[-1][1] == told and runs[-1][0][-1] == short.week - 1:
            runs[-1][0].append(short.week)
        else:
            runs.append(([short.week], told))
    return tuple(f"{sentence(week_words(weeks[0], weeks[-1]))}: {told}" for weeks, told in runs)


def listed(words: Sequence[str]) -> str:
    """Words as a person lists them.

    Examples
    --------
    >>> listed(["Mon", "Wed", "Sat"])
    'Mon, Wed and Sat'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def cited(text: str) -> str:
    """A sentence in which every key of a source became its short citation.

    Examples
    --------
    >>> cited("One step back. [ilio2026, D]")
    'One step back. [Ilio 2026, D]'
    """
    return KEY.sub(lambda m: citation(m[0]) if m[0] in references() else m[0], text)
