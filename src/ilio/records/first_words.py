"""What a runner reads first: what it means for this person, and the one thing to do."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ilio.knowledge import threshold
from ilio.observations import Safety
from ilio.records.report_brief import MAKE_A_PLAN, TRAINABLE, plain_degrees, said_of
from ilio.records.visit import Visit
from ilio.records.wording import figure
from ilio.verdicts.verdict import TightnessAxis, Verdict

KEEP_ON = "Keep on as you are, and test again"
MEASURED_CALLS = ("tight", "limited", "normal", "long")


def meanings(visit: Visit) -> tuple[str, ...]:
    """What was found, in sentences about this person; a side whose tests are open adds none.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> meanings(Visit(Judgement("Nothing was measured.", {})))
    ()
    """
    return tuple(
        sentence
        for verdict in visit.judgement.sides.values()
        for sentence in _of_side(verdict, said_of(visit, verdict.side))
    )


def action(visit: Visit, safety: Safety) -> str:
    """The one thing to do next; empty where only the way back from an answer is left.

    A plan where a hip can be trained; else the one step that settles what is open; else the day of
    the next test.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> action(Visit(Judgement("Nothing was measured.", {}), date="2026-11-22"), Safety())
    ''
    """
    verdicts = visit.judgement.sides.values()
    found = any(verdict.finding in TRAINABLE for verdict in verdicts)
    if found and safety.plan == "allowed" and not safety.hurts:
        return MAKE_A_PLAN
    steps = {v.side: v.next_step for v in verdicts if v.open and v.next_step}
    if steps:
        side, step = next(iter(steps.items()))
        whose = "Both sides" if len(steps) > 1 and len(set(steps.values())) == 1 else side
        return f"{str(whose).capitalize()}: {plain_degrees(step)}"
    if verdicts and all(verdict.finding == "sound" for verdict in verdicts):
        weeks = threshold("planning.retest_sound").value
        day = date.fromisoformat(visit.date) + timedelta(weeks=weeks) if visit.date else None
        return f"{KEEP_ON} on {day}." if day else f"{KEEP_ON} in {weeks:g} weeks."
    return ""


def length_meaning(verdict: Verdict, said: Mapping[str, str]) -> str:
    """What the lying test means for this person; empty where it does not tell.

    Parameters
    ----------
    verdict
        Of one side.
    said
        What of it nobody measured, as words.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.verdicts.verdict import Axis, axes_of
    >>> short = TightnessAxis("tight", 0.98, hip_extension=Measured(-9, -14, -4, "deg"))
    >>> length_meaning(Verdict(Side.LEFT, axes_of(Axis("sound"), short)), {})
    'With the pelvis in neutral your left thigh stays 9° short of level; \
recreational athletes reach 11° below.'
    """
    words = _length(verdict.tightness, "hip_extension" in said)
    return f"With the pelvis in neutral your {verdict.side} thigh {words}" if words else ""


def _of_side(verdict: Verdict, said: Mapping[str, str]) -> Iterator[str]:
    side, strength = verdict.side, verdict.weakness
    if strength.call != "cannot tell" and strength.because:
        first = plain_degrees(strength.because[0].text)
        yield f"{str(side).capitalize()} leg held up: {first[0].lower()}{first[1:]}"
    if words := length_meaning(verdict, said):
        yield words


def _length(axis: TightnessAxis, in_words: bool) -> str:
    mean = figure(threshold("thomas.prior_mean").value, places=0)
    usual = f"recreational athletes reach {mean}° below."
    held = axis.hip_extension
    if axis.call == "not tight":
        return "reaches level or lower; how far was not measured."
    if held is None or axis.call not in MEASURED_CALLS:
        return ""
    if in_words:
        place = "stays above level" if axis.call == "tight" else "reaches below level"
        return f"{place}, as far as the eye tells."
    size = figure(abs(held.value), places=0)
    if held.value < 0:
        return f"stays {size}° short of level; {usual}"
    return f"reaches {size}° below level; {usual}"
