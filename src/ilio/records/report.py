"""From a visit to the parts of its report."""

from collections.abc import Iterable
from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import claims, reference, rule_set, safety_answers, threshold
from ilio.observations import Answers, MuscleStory, Safety, safety_of
from ilio.protocols.measurement import Measurement
from ilio.records.attempt_parts import attempt_parts
from ilio.records.muscle_part import muscle_part, muscle_sources
from ilio.records.report_parts import AxisLine, ClaimRow, ReasonRow, Report, SidePart
from ilio.records.shared_rows import checks, missing
from ilio.records.side_pictures import bodies, plots, scale
from ilio.records.trust import trust_sentence
from ilio.records.visit import Visit
from ilio.records.wording import (
    GRADES,
    UNITS,
    chance_text,
    figure,
    measured_text,
    sentence,
    unit_of,
)
from ilio.verdicts.safety_telling import UNDO
from ilio.verdicts.verdict import Reason, TightnessAxis, Verdict, WeaknessAxis

SCALE_LIMITS = ("thomas.tight", "thomas.limited", "thomas.long")


def report_of(visit: Visit, story: MuscleStory | None = None) -> Report:
    """The report of a visit, in words and drawings.

    Parameters
    ----------
    visit
        What was measured and judged.
    story
        What the muscle model says of it, from `ilio.wiring.explain`; it decides nothing.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> report_of(Visit(Judgement("Nothing was measured.", {}))).summary
    'Nothing was measured.'
    """
    judgement = visit.judgement
    safety = safety_of(visit.answers, judgement.hurts)
    first = Report(
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
    if safety.refers or safety.open:  # only what takes the person to help
        return replace(first, literature=_literature(first, None))
    report = replace(
        first,
        sides=tuple(_side(v, visit.measurements) for v in judgement.sides.values()),
        remarks=(*clearance_words(safety), *_remarks(visit)),
        attempts=attempt_parts(visit),
        missing=missing(visit.measurements),
        checks=checks(visit.measurements),
        failures=visit.failures,
        claims=_claims(),
        muscles=muscle_part(visit.measurements, story),
    )
    return replace(report, literature=_literature(report, story))


def clearance_words(safety: Safety) -> tuple[str, ...]:
    """Who allowed what, and when; one sentence each.

    Examples
    --------
    >>> from ilio.observations import Clearance
    >>> allowed = Clearance(of="hernia", by="Dr. Roth", on="2026-11-20")
    >>> clearance_words(Safety(cleared=(allowed,)))[0][-34:]
    'Cleared by Dr. Roth on 2026-11-20.'
    """
    return tuple(
        f"{safety_answers()[c.of].question} Yes. Cleared by {c.by} on {c.on}."
        for c in safety.cleared
    )


def citation(key: str) -> str:
    """A short citation: first author and year.

    Raises
    ------
    UnknownNameError
        If there is no such source.

    Examples
    --------
    >>> citation("ferber2010"), citation("ilio2026")
    ('Ferber 2010', 'Ilio 2026')
    """
    source = reference(key)
    name = source.authors.removeprefix("The ").split(",")[0].split(" ")[0]
    return f"{name} {source.year}"


def full_citation(key: str) -> str:
    """A citation as the literature list prints it.

    Examples
    --------
    >>> full_citation("kawamoto2012").startswith("Kawamoto J-E (2012). The Iliopsoas")
    True
    """
    source = reference(key)
    title = source.title if source.title.endswith(("?", "!")) else f"{source.title}."
    doi = f" doi:{source.doi}." if source.doi else ""
    return f"{source.authors} ({source.year}). {title} {source.where}.{doi} Read: {source.read}."


def _side(verdict: Verdict, measurements: Iterable[Measurement]) -> SidePart:
    mine = [m for m in measurements if m.side is verdict.side]
    return SidePart(
        name=verdict.side.capitalize(),
        side=str(verdict.side),
        finding=verdict.finding,
        axes=(_strength(verdict.weakness), _length(verdict.tightness)),
        next_step=verdict.next_step,
        bodies=bodies(mine),
        plots=plots(mine),
        scale=scale(verdict),
        reasons=_reasons("Strength", verdict.weakness.because)
        + _reasons("Length", verdict.tightness.because),
    )


def _strength(axis: WeaknessAxis) -> AxisLine:
    known = axis.probability is not None
    words = f"Chance of a fault: {chance_text(axis.probability or 0.0)}." if known else ""
    return AxisLine("Strength", axis.call, words)


def _length(axis: TightnessAxis) -> AxisLine:
    parts = []
    if axis.probability is not None:
        parts.append(f"Chance of tight: {chance_text(axis.probability)}.")
    if axis.next_band is not None:
        parts.append(f"Chance of the neighbouring band: {chance_text(axis.next_band)}.")
    if axis.tissue:
        parts.append(f"Which tissue: {axis.tissue}.")
    return AxisLine("Length", axis.call, " ".join(parts))


def _reasons(axis: str, reasons: Iterable[Reason]) -> tuple[ReasonRow, ...]:
    return tuple(_reason(axis, reason) for reason in reasons)


def _reason(axis: str, reason: Reason) -> ReasonRow:
    unit = reason.measured.unit if reason.measured else unit_of(reason.quantity)
    return ReasonRow(
        axis=axis,
        text=reason.text,
        number=measured_text(reason.measured) if reason.measured else "",
        limit="" if reason.limit is None else f"{figure(reason.limit)}{UNITS.get(unit, unit)}",
        source=citation(reason.source) if reason.source else "",
        key=reason.source,
        grade=reason.grade,
        grade_words=GRADES.get(reason.grade, ""),
    )


def _remarks(visit: Visit) -> tuple[str, ...]:
    """What is said of both sides together."""
    said = (*passive_words(visit.answers), *visit.judgement.differences)
    trust = trust_sentence(visit.measurements)
    return (*said, trust) if trust else said


def passive_words(answers: Answers) -> tuple[str, ...]:
    """What a helper found when bringing the knee to the chest, a sentence a side.

    Examples
    --------
    >>> from ilio.core import Side
    >>> passive_words(Answers(passive_knee_to_chest_deg={Side.LEFT: 92.0}))
    ('A helper could bend the left hip to 92°.',)
    """
    said = []
    for side in Side:
        angle = answers.passive_knee_to_chest_deg.get(side)
        pain = answers.passive_knee_to_chest_pain.get(side)
        how_far = "" if angle is None else f" to {angle:.0f}°"
        felt = {True: ", and it hurt or pinched", False: ", free of pain", None: ""}[pain]
        if how_far or felt:
            said.append(f"A helper could bend the {side} hip{how_far}{felt}.")
    return tuple(said)


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
