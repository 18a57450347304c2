"""One page for a clinician: findings, the numbers over time, what was trained and felt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ilio.knowledge import exercise, protocol_card
from ilio.observations import safety_of
from ilio.observations.training_log import LogEntry
from ilio.programmes.programme import Programme
from ilio.records.brief_parts import NextStep
from ilio.records.history import Kept, Trend, day_of, trends
from ilio.records.history_log import adherence, pain_days, pain_text
from ilio.records.history_words import trend_title
from ilio.records.next_steps import beside, next_steps
from ilio.records.picture import Picture
from ilio.records.plan_holdings import NEXT_STEP, held
from ilio.records.plan_words import SIDES, cited, dose, retest_days
from ilio.records.rendering import print_of
from ilio.records.report import report_of
from ilio.records.report_parts import AxisLine, ReasonRow, SidePart
from ilio.records.retest_odds import retest_words
from ilio.records.visit import Visit
from ilio.records.wording import measured_text, side_words

MOST_REASONS, MOST_TESTS, MOST_SERIES = 2, 3, 8
"""So much fits one page: reasons an axis, tests side by side, rows of numbers."""


@dataclass(frozen=True)
class SummarySide:
    """One side in short.

    Parameters
    ----------
    name, finding
        In words.
    axes
        Strength and length.
    reasons
        The weightiest ones.
    more
        How many further reasons the report holds.
    bodies
        The figure of each test.

    Examples
    --------
    >>> SummarySide("Left", "sound", (), (), 0).more
    0
    """

    name: str
    finding: str
    axes: tuple[AxisLine, ...]
    reasons: tuple[ReasonRow, ...]
    more: int
    bodies: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class SeriesRow:
    """One number over the last tests.

    Parameters
    ----------
    name, side, device
        What, where, by what.
    numbers
        One a test, empty where it was not measured.
    change
        What the change since the first test comes to, in two or three words.

    Examples
    --------
    >>> SeriesRow("E", "Left", "phone", ("−8.0°",), "").numbers
    ('−8.0°',)
    """

    name: str
    side: str
    device: str
    numbers: tuple[str, ...]
    change: str


@dataclass(frozen=True)
class Summary:
    """The page.

    Parameters
    ----------
    person, day, version
        Of the first and the last line.
    summary
        The last judgement in a sentence.
    refer
        Red flags that were answered yes.
    sides
        Both, in short.
    days
        Of the tests side by side.
    series
        The numbers over them.
    about
        Age, sitting and the safety answers, one sentence each.
    plan
        What the plan holds, a line an occasion.
    training
        What was done and felt, one sentence each.
    remarks
        On both sides together.
    steps
        What to do now, the one action first.

    Examples
    --------
    >>> Summary("Mo", "2026-11-22", "0.1.0", "All fine.").sides
    ()
    """

    person: str
    day: str
    version: str
    summary: str
    refer: tuple[ReasonRow, ...] = ()
    sides: tuple[SummarySide, ...] = ()
    days: tuple[str, ...] = ()
    series: tuple[SeriesRow, ...] = ()
    training: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    steps: tuple[NextStep, ...] = ()
    plan: tuple[str, ...] = ()


def summary_of(
    person: str,
    visits: Sequence[Kept],
    programme: Programme | None,
    log: Sequence[LogEntry],
    today: date,
    *,
    version: str = "",
) -> Summary:
    """The page of a person.

    Parameters
    ----------
    person
        Their label.
    visits
        The oldest first.
    programme, log
        The plan as it stands, and what was done of it.
    today
        The day.
    version
        Of Ilio.

    Examples
    --------
    >>> summary_of("Mo", (), None, (), date(2026, 11, 22)).summary
    'No test was done yet.'
    """
    training = tuple(_training(programme, log, today)) if programme else ()
    if not visits:
        words = "No test was done yet."
        return Summary(person, today.isoformat(), version, words, training=training)
    report = report_of(visits[-1].visit, programme=programme)
    if report.refer or not report.sides:  # only what takes the person to help
        return Summary(person, today.isoformat(), version, report.summary, report.refer)
    shown = visits[-MOST_TESTS:]
    return Summary(
        person=person,
        day=today.isoformat(),
        version=version,
        summary=report.summary,
        refer=report.refer,
        sides=tuple(_side(side) for side in report.sides),
        days=tuple(day_of(kept).isoformat() for kept in shown),
        series=tuple(_rows(trends(visits), shown))[:MOST_SERIES],
        training=training,
        remarks=report.remarks,
        about=report.brief.about if report.brief else (),
        steps=_steps(visits[-1].visit, programme, today),
        plan=tuple(_plan(programme)) if programme and not programme.refused else (),
    )


def summary_pdf(summary: Summary) -> bytes:
    """The page as PDF on A4.

    Examples
    --------
    >>> summary_pdf(Summary("Mo", "2026-11-22", "0.1.0", "All fine."))[:5]
    b'%PDF-'
    """
    return print_of("summary.typ", summary=summary)


def _side(side: SidePart) -> SummarySide:
    by_axis = (
        [row for row in side.reasons if row.axis == axis.name][:MOST_REASONS] for axis in side.axes
    )
    reasons = tuple(row for rows in by_axis for row in rows)
    more = len(side.reasons) - len(reasons)
    return SummarySide(side.name, side.finding, side.axes, reasons, more, side.bodies)


def _steps(visit: Visit, programme: Programme | None, today: date) -> tuple[NextStep, ...]:
    safety = safety_of(visit.answers, visit.judgement.hurts)
    return next_steps(visit, safety, **beside(programme, visit, today))


def _rows(found: Sequence[Trend], shown: Sequence[Kept]) -> Iterator[SeriesRow]:
    """The most telling number of each test; the others stand in the report."""
    for trend in sorted(found, key=lambda t: (protocol_card(t.protocol).place, t.device)):
        if trend.quantity != protocol_card(trend.protocol).leading:
            continue
        by_visit = {point.visit_id: measured_text(point.value) for point in trend.points}
        numbers = tuple(by_visit.get(kept.id, "") for kept in shown)
        if any(numbers):
            yield SeriesRow(
                name=trend_title(trend),
                side=side_words(trend.side),
                device=trend.device,
                numbers=numbers,
                change=trend.change.call if trend.change else "one test",
            )


def _plan(programme: Programme) -> Iterator[str]:
    """What each kind of session holds at first; the further steps stand in the handout."""
    told: set[str] = set()
    for found in held(programme):
        if found.occasion in told or found.occasion == NEXT_STEP:
            continue
        told.add(found.occasion)
        items = "; ".join(
            f"{exercise(i.exercise).title.lower()}, {SIDES[i.side]}, {dose(i, brief=True)}"
            for i in found.items
        )
        yield f"{found.occasion}: {items}."


def _training(programme: Programme, log: Sequence[LogEntry], today: date) -> Iterator[str]:
    if programme.refused:
        yield f"The plan was stopped. {cited(programme.refused)}"
    done = adherence(programme, log, today)
    yield from (text for text in (done.text, pain_text(pain_days(log), today)) if text)
    yield from (f"Changed by the log: {cited(change)}" for change in programme.changes[-2:])
    if coming := [day for day in retest_days(programme) if day >= today]:
        yield f"The next test is planned for {coming[0]}. {retest_words()}"
