"""A programme as the parts of its handout; PDF and Markdown print the same ones."""

from dataclasses import dataclass
from datetime import timedelta

from ilio.knowledge import exercise, exercises
from ilio.programmes.programme import Block, Prescription, Programme, Session
from ilio.records.drawing.exercises import exercise_svg
from ilio.records.plan_words import (
    SIDES,
    block_weeks,
    day_words,
    dose,
    evidence,
    exercise_keys,
    grade_legend,
    items_of_block,
    listed,
    sources_of,
    uses,
    weeks_of,
)
from ilio.records.report import citation, full_citation
from ilio.records.wording import sentence

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Line:
    """One session of the week: day, time, minutes, what, and how often it comes.

    Parameters
    ----------
    day, time, minutes, title
        As people say them.
    items
        The exercises in a few words.

    Examples
    --------
    >>> Line("Mon", "18:00", "25 min", "Strength", "Front plank").day
    'Mon'
    """

    day: str
    time: str
    minutes: str
    title: str
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
class DoseRow:
    """One prescription on paper.

    Parameters
    ----------
    occasion, title, side, dose, why, evidence, grade
        In words; `evidence` names the source.

    Examples
    --------
    >>> DoseRow("Strength session", "Front plank", "both sides", "3 × 30 s", "", "", "C").grade
    'C'
    """

    occasion: str
    title: str
    side: str
    dose: str
    why: str
    evidence: str
    grade: str


@dataclass(frozen=True)
class Phase:
    """A block of weeks with its doses.

    Parameters
    ----------
    title
        Name and weeks.
    rows
        Its doses.

    Examples
    --------
    >>> Phase("Base, weeks 1 to 2", ()).rows
    ()
    """

    title: str
    rows: tuple[DoseRow, ...]


@dataclass(frozen=True)
class Card:
    """One exercise on paper.

    Parameters
    ----------
    title, purpose, set_up, side
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
    >>> Card("Front plank", "", "", "", (), (), (), "", "", "", "", "").cues
    ()
    """

    title: str
    purpose: str
    set_up: str
    side: str
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
    title, person, span, summary, refused, next_test
        In words; empty where there is nothing to say.
    first_week
        The sessions of the first week that has any.
    why
        What each part is for, one sentence each.
    expect, stop, rules, shortfalls, changes
        One sentence each.
    calendar, phases, cards
        The detail behind the first page.
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
    first_week: tuple[Line, ...] = ()
    why: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    shortfalls: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    calendar: tuple[WeekRow, ...] = ()
    phases: tuple[Phase, ...] = ()
    cards: tuple[Card, ...] = ()
    literature: tuple[str, ...] = ()
    grades: str = ""
    version: str = ""


def handout_of(programme: Programme, *, person: str = "", version: str = "") -> Handout:
    """The handout of a programme, in words and drawings.

    Examples
    --------
    >>> from datetime import date
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="Fever.")
    >>> handout_of(plan).refused
    'Fever.'
    """
    weeks = weeks_of(programme)
    first = weeks[min(weeks)] if weeks else []
    return Handout(
        title="Hip flexor plan",
        person=person,
        span=_span(programme),
        summary=programme.summary,
        refused=programme.refused,
        next_test=programme.next_test,
        first_week=tuple(_line(session) for session in first),
        why=_why(programme),
        expect=tuple(
            f"By the end of week {e.week}: {e.text} [{evidence(e.source, e.grade)}]"
            for e in programme.expect
        ),
        stop=programme.stop,
        rules=programme.rules,
        shortfalls=tuple(f"Week {s.week}: {s.text} {s.give_up}" for s in programme.shortfalls),
        changes=programme.changes,
        calendar=tuple(_week_row(programme, week, found) for week, found in weeks.items()),
        phases=tuple(_phase(block) for block in programme.blocks),
        cards=tuple(_card(programme, key) for key in exercise_keys(programme)),
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


def _line(session: Session) -> Line:
    return Line(
        day=day_words(session.start.date()),
        time=f"{session.start:%H:%M}",
        minutes=f"{session.minutes} min",
        title=session.title,
        items=", ".join(_short(item) for item in session.items),
    )


def _short(item: Prescription) -> str:
    side = "" if item.side == "both" else f" {item.side}"
    return f"{exercise(item.exercise).title.lower()}{side} {dose(item).split(',')[0]}"


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


def _phase(block: Block) -> Phase:
    rows = [
        DoseRow(
            occasion=occasion,
            title=exercise(item.exercise).title + (" (optional)" if item.optional else ""),
            side=SIDES[item.side],
            dose=dose(item),
            why=sentence(item.why),
            evidence=citation(item.source) if item.source else "",
            grade=item.grade,
        )
        for occasion, items in items_of_block(block).items()
        for item in items
    ]
    return Phase(f"{block.name}, {block_weeks(block)}", tuple(rows))


def _card(programme: Programme, key: str) -> Card:
    entry = exercise(key)
    items = uses(programme, key)
    sides = {item.side for item in items}
    side = sides.pop() if len(sides) == 1 else "both"
    doses = dict.fromkeys(
        f"{SIDES[i.side]}: {dose(i)} [{evidence(i.source, i.grade)}]" for i in items
    )
    easier, harder = _titles(entry.regression), _titles(entry.progression)
    change = [f"Easier: {easier}." if easier else "", f"Harder: {harder}." if harder else ""]
    return Card(
        title=entry.title,
        purpose=entry.purpose,
        set_up=entry.set_up,
        side=SIDES[side],
        cues=entry.cues,
        doses=tuple(sentence(words) for words in doses),
        stop=entry.stop,
        change=" ".join(filter(None, change)),
        needs=", ".join(entry.equipment),
        evidence=evidence(entry.source, entry.grade),
        svg=exercise_svg(entry, side=side),
        alt=f"{entry.title}, two poses. {entry.set_up}",
    )


def _told(item: Prescription) -> str:
    return f"{SIDES[item.side]}: {dose(item)} [{evidence(item.source, item.grade)}]"


def _titles(keys: tuple[str, ...]) -> str:
    return listed([exercises()[key].title.lower() for key in keys])
