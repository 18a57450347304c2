"""Which flexors are short: told only by straightening the knee."""

from collections.abc import Sequence

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.reading import held_against, plain
from ilio.verdicts.trials import mean_of
from ilio.verdicts.verdict import Reason

GAIN = "thigh_drop_knee_straight_gain"
UNKNOWN = "hip flexors"
TWO_JOINT = "two-joint flexors"
"""The tissue of which rectus femoris is the largest part: it crosses hip and knee."""
SHORT: tuple[str, ...] = ("tight", "limited")


def pooled(trials: Sequence[Measurement], quantity: str) -> Measured | None:
    """Mean of a quantity over the trials that have it; None when none has.

    Examples
    --------
    >>> pooled([], "knee_flexion") is None
    True
    """
    known = [m for m in (trial.get(quantity) for trial in trials) if m is not None]
    return mean_of(known) if known else None


def which_tissue(call: str, gain: Measured | None) -> str:
    """The tissue that the knee-straightening step points to.

    Parameters
    ----------
    gain
        Further drop of the thigh after the knee was straightened [deg]; None when not done.

    Returns
    -------
    str
        Empty unless tight or limited. ``two-joint flexors`` when the gain reaches its limit and is
        more than its error, ``one-joint flexors or capsule`` when it surely does not reach it,
        else ``hip flexors``.

    Examples
    --------
    >>> which_tissue("tight", Measured(9, 5, 13, "deg")), which_tissue("tight", None)
    ('two-joint flexors', 'hip flexors')
    """
    if call not in SHORT:
        return ""
    if gain is None:
        return UNKNOWN
    limit = threshold("thomas.knee_step").value
    if gain.value >= limit and gain.low > 0:
        return TWO_JOINT
    return "one-joint flexors or capsule" if gain.high < limit else UNKNOWN


def tissue_reasons(tissue: str, gain: Measured | None) -> tuple[Reason, ...]:
    """Why that tissue, in one sentence; nothing when neither tight nor limited.

    Examples
    --------
    >>> tissue_reasons("hip flexors", None)[0].text
    'Which hip flexors are short is open: the knee was not straightened.'
    """
    if not tissue:
        return ()
    if gain is None:
        text = "Which hip flexors are short is open: the knee was not straightened."
        return (held_against("thomas.knee_step", text, GAIN, None),)
    moved = f"The thigh dropped {plain(gain.value)} deg further with the knee straightened"
    ends = {
        TWO_JOINT: "the flexors that also cross the knee hold it up.",
        "one-joint flexors or capsule": "the knee's muscles do not hold it up.",
        UNKNOWN: "within the error, so which flexors are short is open.",
    }
    return (held_against("thomas.knee_step", f"{moved}: {ends[tissue]}", GAIN, gain),)


def context_reasons(trials: Sequence[Measurement]) -> tuple[Reason, ...]:
    """Resting knee and abduction beside the means of athletes: shown, never called alone.

    Examples
    --------
    >>> context_reasons([])
    ()
    """
    table = (
        ("knee_flexion", "thomas.knee_mean", "The knee hung at"),
        ("hip_abduction", "thomas.abduction_mean", "The thigh lay out to the side by"),
    )
    reasons = []
    for quantity, key, start in table:
        seen = pooled(trials, quantity)
        if seen is not None:
            mean = plain(threshold(key).value)
            text = f"{start} {plain(seen.value)} deg; elite athletes have {mean} on average."
            reasons.append(held_against(key, f"{text} It is not scored.", quantity, seen))
    return tuple(reasons)
