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

CLINICIAN_STEP = "See a doctor or physiotherapist first, and show them this page."
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
    *,
    refer: bool,
    asked: str,
) -> Verdict:
    """The verdict of one side.

    Parameters
    ----------
    refer
        A clinician comes first: the finding says so, and the calls stay visible.
    asked
        A next step that waits when nothing of the tests is open; may be empty.

    Examples
    --------
    >>> w, t = AxisResult(WeaknessAxis("sound")), AxisResult(TightnessAxis("normal"))
    >>> verdict_of(Side.LEFT, w, t, refer=False, asked="").next_step
    'Both tests are settled for today; nothing more needs to be measured.'
    """
    finding = finding_of(weakness.axis.call, tightness.axis.call)
    named = (("weakness", weakness.is_open), ("tightness", tightness.is_open))
    step = CLINICIAN_STEP if refer else _next_step(weakness, tightness, asked)
    return Verdict(
        side,
        "refer" if refer else finding,
        weakness.axis,
        tightness.axis,
        tuple(name for name, is_open in named if is_open),
        step,
    )


def _next_step(
    weakness: AxisResult[WeaknessAxis], tightness: AxisResult[TightnessAxis], asked: str
) -> str:
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
    return asked or (surer[0][-1] if surer else SETTLED_STEP)
