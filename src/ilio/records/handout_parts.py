"""What the handout of a plan is made of."""

from dataclasses import dataclass

from ilio.records.brief_parts import FirstExercise
from ilio.records.drawing.exercises import Sign


@dataclass(frozen=True)
class Line:
    """One kind of session of the first week: what, when, how long, with which exercises.

    Parameters
    ----------
    title, when, minutes, items
        As people say them.

    Examples
    --------
    >>> Line("Strength", "Mon 18:00", "25 min", "Front plank").when
    'Mon 18:00'
    """

    title: str
    when: str
    minutes: str
    items: str


@dataclass(frozen=True)
class WeekRow:
    """One week of the calendar.

    Parameters
    ----------
    name
        ``Week 1`` with its first day.
    days
        For each weekday what is planned, one text a session.

    Examples
    --------
    >>> WeekRow("Week 1", ((), (), (), (), (), (), ())).days[0]
    ()
    """

    name: str
    days: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Holding:
    """What one kind of session holds in some weeks.

    Parameters
    ----------
    occasion, weeks, items
        In words; `items` one text an exercise.

    Examples
    --------
    >>> Holding("Before a run", "weeks 1 to 6", ("leg swings 1 × 8",)).weeks
    'weeks 1 to 6'
    """

    occasion: str
    weeks: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One exercise on paper.

    Parameters
    ----------
    title, purpose, set_up, side, tempo
        In words.
    cues, doses, stop
        One line each.
    change
        Easier and harder exercises; may be empty.
    needs
        Equipment; may be empty.
    evidence
        Source and grade of the exercise itself.
    svg, alt
        Its drawing.

    Examples
    --------
    >>> Card("Front plank", "", "", "", "", (), (), (), "", "", "", "", "").cues
    ()
    """

    title: str
    purpose: str
    set_up: str
    side: str
    tempo: str
    cues: tuple[str, ...]
    doses: tuple[str, ...]
    stop: tuple[str, ...]
    change: str
    needs: str
    evidence: str
    svg: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Handout:
    """Everything that paper shows of a plan.

    Parameters
    ----------
    title, person, span, summary, refused, next_test, retest
        In words; empty where there is nothing to say.
    lead, first_exercises, stop_briefly
        The first page: the sentence, the exercises to begin with, when to stop without sources.
    first_week
        The sessions of the first week that has any.
    why
        What each part is for, one sentence each.
    expect, stop, rules, shortfalls, changes
        One sentence each.
    calendar, holdings, cards
        The detail behind the first page.
    signs
        What the signs in the drawings stand for.
    literature
        Full citations.
    grades
        What the grades stand for.
    version
        Of Ilio.

    Examples
    --------
    >>> Handout(title="Your plan", summary="Rest.").cards
    ()
    """

    title: str
    summary: str
    person: str = ""
    span: str = ""
    refused: str = ""
    next_test: str = ""
    retest: str = ""
    lead: str = ""
    first_exercises: tuple[FirstExercise, ...] = ()
    stop_briefly: tuple[str, ...] = ()
    first_week: tuple[Line, ...] = ()
    why: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    shortfalls: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    calendar: tuple[WeekRow, ...] = ()
    holdings: tuple[Holding, ...] = ()
    cards: tuple[Card, ...] = ()
    signs: tuple[Sign, ...] = ()
    literature: tuple[str, ...] = ()
    grades: str = ""
    version: str = ""
