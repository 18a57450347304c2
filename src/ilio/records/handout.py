"""A programme as the parts of its handout; PDF and Markdown print the same ones."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ilio.knowledge import exercise
from ilio.programmes.entries import AROUND, entries_of
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.records.citing import full_citation
from ilio.records.drawing.exercises import picture_signs
from ilio.records.handout_cards import PROOF, card_of, first_of
from ilio.records.handout_parts import Handout, Holding, Line, WeekRow
from ilio.records.plan_holdings import (
    exercise_keys,
    held,
    sources_of,
    uses,
)
from ilio.records.plan_words import (
    cited,
    day_words,
    dose,
    evidence,
    grade_legend,
    listed,
    retest_days,
    retest_line,
    shortfall_lines,
    weeks_of,
)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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
    cards = tuple(card_of(programme, key) for key in exercise_keys(programme))
    return Handout(
        title="Hip flexor plan",
        person=programme.person,
        span=_span(programme),
        summary=programme.summary,
        lead=programme.lead or programme.summary,
        first_exercises=first_of(cards),
        stop_briefly=tuple(PROOF.sub("", text) for text in programme.stop),
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
        calendar=tuple(_week_row(programme, week) for week in weeks),
        holdings=tuple(_holdings(programme)),
        cards=cards,
        signs=picture_signs(),
        literature=tuple(sorted(full_citation(key) for key in sources_of(programme))),
        grades=grade_legend(),
        version=version,
    )


def _span(programme: Programme) -> str:
    if not programme.weeks:
        return ""
    last = programme.start + timedelta(weeks=programme.weeks) - timedelta(days=1)
    days = listed([*map(day_words, retest_days(programme))])
    retest = f", test again on {days}" if days else ""
    return f"{day_words(programme.start)} to {day_words(last)} {last.year}{retest}"


def _lines(sessions: Iterable[Session]) -> Iterator[Line]:
    """Sessions that hold the same share a line; what is the same around every run needs no days."""
    alike: dict[tuple[object, ...], list[Session]] = {}
    for session in sessions:
        alike.setdefault((session.title, session.minutes, session.items), []).append(session)
    kinds = [same[0].kind for same in alike.values()]
    for same in alike.values():
        first = same[0]
        each = first.kind in AROUND and kinds.count(first.kind) == 1
        yield Line(
            title=first.title,
            when=f"{first.kind.removesuffix(' run')} each run" if each else _when(same),
            minutes=f"{first.minutes} min",
            items=", ".join(_short(item) for item in first.items),
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


def _week_row(programme: Programme, week: int) -> WeekRow:
    """What has an entry; what goes with each run stands in the lines of the first week."""
    first = programme.start + timedelta(weeks=week - 1)
    days: list[list[str]] = [[] for _ in WEEKDAYS]
    for session in (entry for entry in entries_of(programme) if entry.week == week):
        words = f"{session.start:%H:%M} {session.title} ({session.minutes} min)"
        days[session.start.weekday()].append(words)
    return WeekRow(f"Week {week}, from {day_words(first)}", tuple(tuple(day) for day in days))


def _holdings(programme: Programme) -> Iterator[Holding]:
    for found in held(programme):
        yield Holding(found.occasion, found.weeks, tuple(map(_short, found.items)))
