"""What a runner reads first: what was found means this for this person."""

from collections.abc import Iterator, Mapping

from ilio.knowledge import threshold
from ilio.records.report_brief import said_of
from ilio.records.visit import Visit
from ilio.records.wording import figure, plain_degrees
from ilio.verdicts.verdict import TightnessAxis, Verdict

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
