"""Answers for reading in a terminal: a sentence first, then tables. No colour carries meaning."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ilio.apps.cli.safety_views import (
    detail_lines,
    first_page,
    how_to_go_on,
    keep_in_mind,
    listed,
)
from ilio.apps.cli.voice import table
from ilio.core import Side
from ilio.knowledge import axis_cards
from ilio.observations import safety_of
from ilio.records.next_steps import next_steps
from ilio.records.report_brief import cleared_words, how_sure, passive_words
from ilio.records.shared_rows import worth_a_line
from ilio.records.showing import shown_measurements
from ilio.records.wording import measured_text, protocol_name, quantity_name, side_words
from ilio.verdicts.safety_telling import RULED_OUT, ways_back

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.observations import Answers
    from ilio.protocols.measurement import Measurement
    from ilio.records import Visit
    from ilio.verdicts.verdict import Judgement, Reason, Verdict


def measurement_view(done: "Measurement") -> "list[RenderableType]":
    """One attempt: what was measured, what was not and why, and whether it can be trusted.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.observations import Source
    >>> from ilio.protocols.measurement import Measurement
    >>> source = Source("video", "left.mp4", "video")
    >>> numbers = {"thigh_drop": Measured(12, 8, 16, "deg")}
    >>> print(measurement_view(Measurement("thomas", Side.LEFT, source, numbers))[0])
    Table test (modified Thomas test), left side, from left.mp4: 1 quantity measured, 0 not.
    """
    count = f"{len(done.quantities)} {'quantity' if len(done.quantities) == 1 else 'quantities'}"
    tested = side_words(done.side).lower() if done.side is Side.BOTH else f"{done.side} side"
    parts: list[RenderableType] = [
        f"{protocol_name(done.protocol)}, {tested}, from {done.source.name}: "
        f"{count} measured, {len(done.unmeasured)} not."
    ]
    failed = [gate.gate for gate in done.gates if gate.state == "fail"]
    if failed:
        parts.append(f"Do not trust it as it is; failed: {', '.join(failed)}.")
    if done.quantities:
        rows = table("Measured, with the 90 % interval", "what it is", "value", "name in JSON")
        for name, value in done.quantities.items():
            rows.add_row(quantity_name(name), measured_text(value), name)
        parts.append(rows)
    if done.unmeasured:
        rows = table("Not measured", "quantity", "why")
        for name, why in done.unmeasured.items():
            rows.add_row(quantity_name(name), why)
        parts.append(rows)
    if done.gates:
        rows = table("Gates: can this attempt be trusted?", "gate", "state", "what was seen")
        for gate in done.gates:
            rows.add_row(gate.gate, gate.state, gate.detail)
        parts.append(rows)
    return parts + listed("Notes", done.notes)


def judgement_view(visit: "Visit") -> "list[RenderableType]":
    """The verdicts: the summary, both axes per side, the reasons, the next step.

    Who has to see a doctor first, or has a safety question open, gets only that.

    Parameters
    ----------
    visit
        What was measured and judged.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> judgement_view(Visit(judge([], fever), answers=fever))[0].split(".")[0]
    'See a doctor today'
    """
    judgement, answers = visit.judgement, visit.answers
    safety = safety_of(answers, judgement.hurts)
    if page := first_page(judgement.summary, safety):
        return page
    parts = opening_view(judgement, answers)
    if judgement.sides and not all(safety.tests.values()):
        title = f"Verdict by the rules {judgement.rules}"
        rows = table(title, "side", "finding", *axis_cards(), "still open")
        for side, verdict in judgement.sides.items():
            calls = (axis.call for axis in verdict.axes.values())
            rows.add_row(side.value, verdict.finding, *calls, ", ".join(verdict.open))
        parts += [rows, f"How sure: {how_sure(judgement.sides)}"]
    for side, verdict in judgement.sides.items():
        parts += _reasons_view(f"Why, {side.value} side", verdict)
    parts += listed("Sides compared", judgement.differences)
    parts += listed("How to come back", ways_back(safety))
    steps = (step for step in next_steps(visit, safety) if step.does != "back")
    parts += listed("What to do, in order", (f"{step.who}: {step.text}" for step in steps))
    return parts + how_to_go_on(judgement.summary, safety, answers)


def opening_view(judgement: "Judgement", answers: "Answers") -> "list[RenderableType]":
    """What comes before any side: the summary, and what is about safety.

    Parameters
    ----------
    judgement
        Both sides.
    answers
        About the person.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.verdicts.verdict import Judgement
    >>> opening_view(Judgement("Nothing was measured.", {}), Answers())
    ['Nothing was measured.']
    """
    safety = safety_of(answers, judgement.hurts)
    parts: list[RenderableType] = [judgement.summary]
    parts += listed("Cleared", map(cleared_words, safety.cleared))
    parts += keep_in_mind(judgement.summary, safety) + detail_lines(answers)
    return parts + listed("Knee to the chest", passive_words(answers))


def unusable_view(visit: "Visit") -> "list[RenderableType]":
    r"""The recordings that could not be used, and why.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> unusable_view(Visit(Judgement("Nothing was measured.", {}), failures=("a.mp4: empty.",)))
    ['\nCould not be used:\n- a.mp4: empty.']
    """
    return listed("Could not be used", visit.failures)


def visit_view(visit: "Visit") -> "list[RenderableType]":
    r"""A whole visit: the verdicts, then what could not be measured and what failed a gate.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> visit_view(Visit(Judgement("Nothing.", {}), answers=asked, failures=("a.mp4: empty.",)))
    ['Nothing.', '\nCould not be used:\n- a.mp4: empty.']
    """
    safety = safety_of(visit.answers, visit.judgement.hurts)
    parts = judgement_view(visit)
    if safety.refers or safety.open:
        return parts
    allowed = shown_measurements(visit)
    failed = (
        (f"{done.protocol}: {gate.gate}: {gate.detail}", done.side)
        for done in allowed
        for gate in done.gates
        if gate.state == "fail"
    )
    parts += listed("Not measured in any attempt", _with_sides(_missing(allowed)))
    parts += listed("Gates that failed", _with_sides(failed))
    return parts + unusable_view(visit)


def _reasons_view(title: str, verdict: "Verdict") -> "list[RenderableType]":
    from rich.padding import Padding

    parts: list[RenderableType] = []
    for name, axis in verdict.axes.items():
        for reason in (reason for reason in axis.because if reason.text != RULED_OUT):
            details = _held_against(reason)
            lines = f"{name}: {reason.text}" + (f"\n  {details}" if details else "")
            parts.append(Padding(lines, (0, 0, 0, 2)))
    return [f"\n{title}:", *parts] if parts else []


def _held_against(reason: "Reason") -> str:
    unit = f" {reason.measured.unit}" if reason.measured else ""
    details = (
        measured_text(reason.measured) if reason.measured else "",
        "" if reason.limit is None else f"limit {reason.limit:g}{unit}",
        f"{reason.source}, grade {reason.grade}" if reason.grade else reason.source,
    )
    return "; ".join(filter(None, details))


def _missing(attempts: "Sequence[Measurement]") -> "Iterator[tuple[str, Side]]":
    """What no attempt of a test on a side gave, with the reason of the first one."""
    seen = {(m.protocol, m.side, name) for m in attempts for name in m.quantities}
    for done in attempts:
        for name, why in done.unmeasured.items():
            key = (done.protocol, done.side, name)
            if key not in seen and worth_a_line(done, name):
                seen.add(key)
                yield f"{done.protocol}: {quantity_name(name)}: {why}", done.side


def _with_sides(told: "Iterable[tuple[str, Side]]") -> list[str]:
    """Each line once, with the sides that it was told of."""
    sides: dict[str, list[str]] = {}
    for line, side in told:
        if side not in sides.setdefault(line, []):
            sides[line].append(side)
    return [f"{line} ({' and '.join(found)})" for line, found in sides.items()]
