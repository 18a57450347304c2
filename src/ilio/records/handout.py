"""A programme as the parts of its handout; PDF and Markdown print the same ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from ilio.knowledge import exercise, exercises
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.records.citing import full_citation
from ilio.records.drawing.exercises import Sign, library_svg, picture_signs
from ilio.records.plan_holdings import (
    Held,
    exercise_keys,
    held,
    sources_of,
    uses,
    weeks_told,
)
from ilio.records.plan_words import (
    SIDES,
    cited,
    day_words,
    dose,
    evidence,
    grade_legend,
    listed,
    retest_line,
    shortfall_lines,
    weeks_of,
)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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


def handout_of(programme: Programme, *, version: str = "") -> Handout:
    """The handout of a programme, in words and drawings.

    Examples
    --------
    >>> from datetime import date
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="Fever.")
    >>> handout_of(plan).refused
    'Fever.'
    """
    if programme.refused:  # no exercise, and no other urgency, beside the reason for none
        return Handout(
            title="Hip flexor plan",
            person=programme.person,
            summary=programme.refused,
            refused=programme.refused,
            version=version,
        )
    weeks = weeks_of(programme)
    first = weeks[min(weeks)] if weeks else []
    return Handout(
        title="Hip flexor plan",
        person=programme.person,
        span=_span(programme),
        summary=programme.summary,
        next_test=programme.next_test,
        retest=retest_line(programme),
        first_week=tuple(_lines(first)),
        why=_why(programme),
        expect=tuple(
            f"By the end of week {e.week}: {cited(e.text)} [{evidence(e.source, e.grade)}]"
            for e in programme.expect
        ),
        stop=tuple(map(cited, programme.stop)),
        rules=tuple(map(cited, programme.rules)),
        shortfalls=shortfall_lines(programme),
        changes=programme.changes,
        calendar=tuple(_week_row(programme, week, found) for week, found in weeks.items()),
        holdings=tuple(_holdings(programme)),
        cards=tuple(_card(programme, key) for key in exercise_keys(programme)),
        signs=picture_signs(),
        literature=tuple(sorted(full_citation(key) for key in sources_of(programme))),
        grades=grade_legend(),
        version=version,
    )


def _span(programme: Programme) -> str:
    if not programme.weeks:
        return ""
    last = programme.start + timedelta(weeks=programme.weeks) - timedelta(days=1)
    retest = f", test again on {day_words(programme.retest)}" if programme.retest else ""
    return f"{day_words(programme.start)} to {day_words(last)} {last.year}{retest}"


def _lines(sessions: Iterable[Session]) -> Iterator[Line]:
    """Sessions that hold the same share a line."""
    alike: dict[tuple[object, ...], list[Session]] = {}
    for session in sessions:
        alike.setdefault((session.title, session.minutes, session.items), []).append(session)
    for same in alike.values():
        yield Line(
            title=same[0].title,
            when=_when(same),
            minutes=f"{same[0].minutes} min",
            items=", ".join(_short(item) for item in same[0].items),
        )


def _when(sessions: Iterable[Session]) -> str:
    """Days that share their time are named together."""
    days: dict[str, list[str]] = {}
    for session in sessions:
        days.setdefault(f"{session.start:%H:%M}", []).append(f"{session.start:%a}")
    return "; ".join(f"{', '.join(names)} {at}" for at, names in days.items())


def _short(item: Prescription) -> str:
    side = "" if item.side == "both" else f" {item.side}"
    optional = " (optional)" if item.optional else ""
    return f"{exercise(item.exercise).title.lower()}{side} {dose(item).split(',')[0]}{optional}"


def _why(programme: Programme) -> tuple[str, ...]:
    """One sentence for each reason, with the exercises that share it."""
    reasons: dict[str, list[str]] = {}
    for key in exercise_keys(programme):
        for item in uses(programme, key):
            titles = reasons.setdefault(item.why, []) if item.why else []
            if exercise(key).title not in titles:
                titles.append(exercise(key).title)
    return tuple(f"{listed(titles)}: {why}." for why, titles in reasons.items())


def _week_row(programme: Programme, week: int, sessions: list[Session]) -> WeekRow:
    first = programme.start + timedelta(weeks=week - 1)
    days: list[list[str]] = [[] for _ in WEEKDAYS]
    for session in sessions:
        words = f"{session.start:%H:%M} {session.title} ({session.minutes} min)"
        days[session.start.weekday()].append(words)
    return WeekRow(f"Week {week}, from {day_words(first)}", tuple(tuple(day) for day in days))


def _holdings(programme: Programme) -> Iterator[Holding]:
    for found in held(programme):
        yield Holding(found.occasion, found.weeks, tuple(map(_short, found.items)))


def _card(programme: Programme, key: str) -> Card:
    entry = exercise(key)
    items = uses(programme, key)
    sides = {item.side for item in items}
    side = sides.pop() if len(sides) == 1 else "both"
    easier, harder = _titles(entry.regression), _titles(entry.progression)
    change = [f"Easier: {easier}." if easier else "", f"Harder: {harder}." if harder else ""]
    return Card(
        title=entry.title,
        purpose=entry.purpose,
        set_up=entry.set_up,
        side=SIDES[side],
        tempo=entry.tempo,
        cues=entry.cues,
        doses=tuple(_doses(programme, key)),
        stop=entry.stop,
        change=" ".join(filter(None, change)),
        needs=", ".join(entry.equipment),
        evidence=evidence(entry.source, entry.grade),
        svg=library_svg(key, side),
        alt=f"{entry.title}, two poses. {entry.set_up}",
    )


def _doses(programme: Programme, key: str) -> Iterator[str]:
    """How much of one exercise: occasion, weeks, each side, with source and grade."""
    told: dict[tuple[str, str], list[Held]] = {}
    for found in held(programme):
        doses = "; ".join(_told(item) for item in found.items if item.exercise == key)
        if doses:
            told.setdefault((found.occasion, doses), []).append(found)
    for (occasion, doses), stretches in told.items():
        yield f"{occasion}, {weeks_told(stretches)}: {doses}"


def _told(item: Prescription) -> str:
    proof = evidence(item.source, item.grade)
    return f"{SIDES[item.side]} {dose(item, brief=True)} [{proof}]"


def _titles(keys: tuple[str, ...]) -> str:
    return listed([exercises()[key].title.lower() for key in keys])
