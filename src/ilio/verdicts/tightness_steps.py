"""What would settle the tightness axis, or make it surer."""

from ilio.verdicts.pooled_trials import PooledTrials
from ilio.verdicts.trials import noise_sd
from ilio.verdicts.validity import gate_notes

FIRST_STEP = "Do the Thomas test at the edge of a sturdy table on this side, two trials."
HAND_STEP = (
    "Check the pelvis: in the test, slide a flat hand under the low back and note whether it stays "
    "snug, is pressed flat, or a fist fits."
)
THIGH_STEP = (
    "Look at the hanging thigh from the side: it hovers, is level with the table, hangs below the "
    "edge, or rests on it. A phone laid along it, or a film, measures it."
)
SECOND_STEP = "Get up, lie down again and do a second trial of the Thomas test."
THIRD_STEP = "Get up, lie down again and do a third trial: the two so far differ too much."
FRESH_STEP = (
    "Set the Thomas test up afresh, mark where you lie and how far you hug, and do three trials."
)
PELVIS_STEP = (
    "Measure the pelvis better: two stickers on the side of the waistband on video, or the phone "
    "laid on the pelvis in neutral and in the test."
)
PHONE_STEP = "Measure the thigh with a phone strapped to it; its error is smaller."
MORE_STEP = "Do one more trial of the Thomas test; the mean of more trials is surer."
WELL_KNOWN = ("tape", "markers", "phone")


def tightness_step(call: str, trials: PooledTrials) -> str:
    """What would settle the axis, or make it surer; empty when nothing would.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.knowledge import rule_set
    >>> from ilio.observations import Source
    >>> from ilio.protocols.measurement import Measurement
    >>> two = [Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                    {"hip_extension": Measured.from_sd(e, 3, "deg")}) for e in (-5, 3)]
    >>> tightness_step("cannot tell", PooledTrials(two, rule_set("ilio").tightness))
    'Get up, lie down again and do a third trial: the two so far differ too much.'
    """
    count = len(trials.values)
    if trials.scattered:
        return FRESH_STEP
    if trials.differ and count <= trials.asked:
        return THIRD_STEP
    few = count < trials.asked
    repeat = gate_notes(trials.known)
    if call != "cannot tell":
        surer = f"To be surer, repeat the Thomas test. {repeat[0].text}" if repeat else ""
        return SECOND_STEP if few else surer
    if repeat:
        return f"Repeat the Thomas test. {repeat[0].text}"
    return _less_error(trials, few)


def _less_error(trials: PooledTrials, few: bool) -> str:
    """The step that takes away the larger part of the error."""
    judged = trials.judged
    if few and noise_sd(judged.sem, judged.shared_sd) > judged.shared_sd:
        return SECOND_STEP
    if not all(t.pelvis_from in WELL_KNOWN for t in trials.known):
        return PELVIS_STEP
    if any(t.source.device not in ("phone", "markers") for t in trials.known):
        return PHONE_STEP
    return MORE_STEP
