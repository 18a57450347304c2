"""From a visit to the parts of its report."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ilio.knowledge import axis_card, claims, rule_set, threshold
from ilio.observations import MuscleStory, Safety, safety_of
from ilio.programmes.programme import Programme
from ilio.programmes.stopping import is_stopped
from ilio.protocols.measurement import Measurement
from ilio.records.attempt_parts import attempt_parts
from ilio.records.citing import citation, full_citation
from ilio.records.first_exercises import first_exercises
from ilio.records.muscle_part import muscle_part, muscle_sources
from ilio.records.next_steps import stopped_words, under_stop
from ilio.records.report_brief import brief_of, cleared_words, passive_words
from ilio.records.report_parts import AxisLine, ClaimRow, ReasonRow, Report, SidePart
from ilio.records.shared_rows import checks, missing
from ilio.records.showing import shown_measurements
from ilio.records.side_pictures import bodies, plots, scale
from ilio.records.together import together_pictures, together_words
from ilio.records.told_in_words import words_of_side
from ilio.records.trust import trust_sentence
from ilio.records.visit import Visit
from ilio.records.wording import (
    GRADES,
    UNITS,
    chance_text,
    figure,
    measured_text,
    plain_degrees,
    sentence,
    unit_of,
)
from ilio.verdicts.safety_telling import UNDO
from ilio.verdicts.verdict import Axis, Reason, TightnessAxis, Verdict

SCALE_LIMITS = ("thomas.tight", "thomas.limited", "thomas.long")


def report_of(
    visit: Visit, story: MuscleStory | None = None, programme: Programme | None = None
) -> Report:
    """The report of a visit, in words and drawings.

    Parameters
    ----------
    visit
        What was measured and judged.
    story
        What the muscle model says of it, from `ilio.wiring.explain`; it decides nothing.
    programme
        The plan made from it; its first exercises are drawn.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> report_of(Visit(Judgement("Nothing was measured.", {}))).summary
    'Nothing was measured.'
    """
    visit = under_stop(visit, programme)
    judgement = visit.judgement
    safety = safety_of(visit.answers, judgement.hurts)
    first = _first(visit, safety)
    if safety.refers or safety.open:  # only what takes the person to help
        return replace(first, literature=_literature(first, None))
    visit = replace(visit, measurements=shown_measurements(visit))
    story = story and _allowed(story, safety)
    sides = tuple(_side(v, visit.measurements) for v in judgement.sides.values())
    drawn = (body.svg for side in sides for body in side.bodies)
    report = replace(
        first,
        sides=sides,
        brief=brief_of(
            visit,
            safety,
            drawn,
            first_exercises(programme, safety),
            stopped=stopped_words(programme) if programme else "",
            leads=programme is not None and is_stopped(programme),
        ),
        together=together_pictures(visit.measurements),
        remarks=(*map(cleared_words, safety.cleared), *_remarks(visit)),
        attempts=attempt_parts(visit),
        missing=missing(visit.measurements),
        checks=checks(visit.measurements),
        failures=visit.failures,
        claims=_claims(),
        muscles=muscle_part(visit.measurements, story),
    )
    return replace(report, literature=_literature(report, story))


def _first(visit: Visit, safety: Safety) -> Report:
    """Who, when, and what comes before everything else."""
    judgement = visit.judgement
    return Report(
        title="Hip flexors: tight, weak, both or fine?",
        person=visit.person,
        date=visit.date,
        summary=judgement.summary,
        rules=rule_set(judgement.rules).title,
        version=visit.ilio_version,
        refer=_reasons("", judgement.refer),
        undo=UNDO if safety.refers else "",
        do_not_test=_reasons("", judgement.do_not_test),
    )


def _allowed(story: MuscleStory, safety: Safety) -> MuscleStory:
    return MuscleStory(tuple(t for t in story.attempts if not safety.tests.get(t.protocol)))


def _side(verdict: Verdict, measurements: Iterable[Measurement]) -> SidePart:
    mine = [m for m in measurements if m.side is verdict.side]
    said = words_of_side(mine)
    return SidePart(
        name=verdict.side.capitalize(),
        side=str(verdict.side),
        finding=verdict.finding,
        axes=tuple(_axis(name, axis) for name, axis in verdict.axes.items()),
        next_step=verdict.next_step,
        bodies=bodies(mine),
        plots=plots(mine),
        scale=scale(verdict),
        reasons=tuple(
            row
            for name, axis in verdict.axes.items()
            for row in _reasons(axis_card(name).title, axis.because, said)
        ),
    )


def _axis(name: str, axis: Axis) -> AxisLine:
    card, parts = axis_card(name), []
    if axis.probability is not None:
        parts.append(f"{card.chance}: {chance_text(axis.probability)}.")
    if isinstance(axis, TightnessAxis) and axis.next_band is not None:
        parts.append(f"Chance of the next range on the scale: {chance_text(axis.next_band)}.")
    if isinstance(axis, TightnessAxis) and axis.tissue:
        parts.append(f"Points to: {axis.tissue}.")
    return AxisLine(card.title, axis.call, " ".join(parts))


def _reasons(
    axis: str, reasons: Iterable[Reason], said: Collection[str] = ()
) -> tuple[ReasonRow, ...]:
    return tuple(_reason(axis, reason, reason.quantity in said) for reason in reasons)


def _reason(axis: str, reason: Reason, said: bool) -> ReasonRow:
    number = measured_text(reason.measured) if reason.measured else ""
    unit = reason.measured.unit if reason.measured else unit_of(reason.quantity)
    return ReasonRow(
        axis=axis,
        text=reason.text,
        number=f"words, read as {number}" if said and number else number,
        limit="" if reason.limit is None else f"{figure(reason.limit)}{UNITS.get(unit, unit)}",
        source=citation(reason.source) if reason.source else "",
        key=reason.source,
        grade=reason.grade,
        grade_words=GRADES.get(reason.grade, ""),
    )


def _remarks(visit: Visit) -> tuple[str, ...]:
    """What is said of both sides together."""
    together = together_words(visit.measurements)
    said = (
        *passive_words(visit.answers),
        *together,
        *map(plain_degrees, visit.judgement.differences),
    )
    trust = trust_sentence(visit.measurements)
    return (*said, trust) if trust else said


def _claims() -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(
            claim=claim.claim,
            article=claim.article,
            evidence=claim.evidence,
            status=sentence(claim.status),
            grade=claim.grade,
            grade_words=GRADES[claim.grade],
            sources=tuple((key, citation(key)) for key in claim.sources),
        )
        for claim in claims().values()
        if claim.show_in_report
    )


def _literature(report: Report, story: MuscleStory | None) -> tuple[tuple[str, str], ...]:
    """Every source that the report names, by first author."""
    rows = [*report.refer, *report.do_not_test, *(r for s in report.sides for r in s.reasons)]
    keys = {row.key for row in rows if row.key}
    keys |= {key for claim in report.claims for key, _ in claim.sources}
    if any(side.scale for side in report.sides):
        keys |= {threshold(limit).source for limit in SCALE_LIMITS}
    if report.claims:
        keys.add("kawamoto2012")
    if report.muscles:
        keys |= muscle_sources(story)
    return tuple(sorted(((key, full_citation(key)) for key in keys), key=lambda pair: pair[1]))
