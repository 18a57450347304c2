"""From two axes to one finding, its open ends, and the one next step."""

from ilio.core import Side
from ilio.verdicts.axis_result import AxisResult
from ilio.verdicts.verdict import (
    Finding,
    TightnessAxis,
    TightnessCall,
    Verdict,
    WeaknessAxis,
    WeaknessCall,
)

SETTLED_STEP = "Both tests are settled for today; nothing more needs to be measured."


def finding_of(weakness: WeaknessCall, tightness: TightnessCall) -> Finding:
    """One word for two axes; a positive one is never hidden by an unknown one.

    Examples
    --------
    >>> finding_of("weak", "cannot tell"), finding_of("sound", "long")
    ('weak', 'sound')
    """
    if weakness == "weak":
        return "weak and tight" if tightness == "tight" else "weak"
    if tightness == "tight":
        return "tight"
    return "cannot tell" if "cannot tell" in (weakness, tightness) else "sound"


def verdict_of(
    side: Side,
    weakness: AxisResult[WeaknessAxis],
    tightness: AxisResult[TightnessAxis],
) -> Verdict:
    """The verdict of one side.

    Examples
    --------
    >>> w, t = AxisResult(WeaknessAxis("sound")), AxisResult(TightnessAxis("normal"))
    >>> verdict_of(Side.LEFT, w, t).next_step
    'Both tests are settled for today; nothing more needs to be measured.'
    """
    finding = finding_of(weakness.axis.call, tightness.axis.call)
    named = (("weakness", weakness.is_open), ("tightness", tightness.is_open))
    return Verdict(
        side,
        finding,
        weakness.axis,
        tightness.axis,
        tuple(name for name, is_open in named if is_open),
        _next_step(weakness, tightness),
    )


def _next_step(weakness: AxisResult[WeaknessAxis], tightness: AxisResult[TightnessAxis]) -> str:
    """An open axis whose test was tried comes first, then an untried one, then what is surer."""
    axes: tuple[AxisResult[WeaknessAxis] | AxisResult[TightnessAxis], ...] = (weakness, tightness)
    steps = [
        (not axis.is_open, not axis.tested, at, axis.step)
        for at, axis in enumerate(axes)
        if axis.step
    ]
    still_open = [step for step in sorted(steps) if not step[0]]
    surer = [step for step in sorted(steps) if step[0]]
    if still_open:
        return still_open[0][-1]
    return surer[0][-1] if surer else SETTLED_STEP
