"""The tightness axis: what the valid trials of the Thomas test say together."""

from collections.abc import Sequence
from dataclasses import replace

from ilio.knowledge import TightnessRules, threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.axis_result import AxisResult
from ilio.verdicts.bands import chance_of_next_band, chance_with_prior, tightness_call
from ilio.verdicts.pooled_trials import PooledTrials
from ilio.verdicts.reading import chance_under
from ilio.verdicts.tightness_reasons import (
    main_reasons,
    pelvis_reasons,
    prior_reasons,
    trial_reasons,
)
from ilio.verdicts.tightness_steps import FIRST_STEP, HAND_STEP, THIGH_STEP, tightness_step
from ilio.verdicts.tissue import GAIN, context_reasons, pooled, tissue_reasons, which_tissue
from ilio.verdicts.validity import (
    gate_notes,
    invalid_because,
    left_out,
    open_because,
    pain_reason,
)
from ilio.verdicts.verdict import Reason, TightnessAxis

PELVIS_GATE = "pelvis near neutral"


def judge_tightness(trials: Sequence[Measurement], rules: TightnessRules) -> AxisResult:
    """Judge one side's trials of the Thomas test.

    Parameters
    ----------
    trials
        Trials of one side, in any order.
    rules
        The tightness half of a rule set.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> judge_tightness([], rule_set("ilio").tightness).axis.because[0].text
    'The Thomas test was not done on this side.'
    """
    if not trials:
        nothing = Reason("The Thomas test was not done on this side.")
        return replace(_unreadable((nothing,), FIRST_STEP), tested=False)
    pain = pain_reason(trials)
    if pain is not None:
        return _unreadable((pain[0],), pain[1])
    troubles = [invalid_because(trial, rules.blocks) for trial in trials]
    valid = [t for t, trouble in zip(trials, troubles, strict=True) if trouble is None]
    invalid = tuple(sorted({t for t in troubles if t is not None}, key=lambda t: t.text))
    if not valid:
        blind = all(trial.get(rules.quantity) is None for trial in trials)
        step = f"Repeat the Thomas test. {invalid[0].text}"
        return _unreadable(invalid, f"{step} {HAND_STEP}" if blind else step)
    if "gates" in rules.blocks:
        valid = _with_pelvis_near_neutral(valid)
    known = [t for t in valid if t.get(rules.quantity) is not None]
    if not known:
        return _unmeasured(valid, rules.quantity)
    return _judge_known(known, invalid, rules)


def _with_pelvis_near_neutral(valid: list[Measurement]) -> list[Measurement]:
    """A trial whose tipped pelvis asked for a repeat gives way once the repeat is there."""
    gates = {id(trial): trial.gate(PELVIS_GATE) for trial in valid}
    near = [t for t in valid if (gate := gates[id(t)]) is not None and gate.state == "pass"]
    if not near:
        return valid
    tipped = [t for t in valid if (gate := gates[id(t)]) is not None and gate.state == "fail"]
    return [t for t in valid if t not in tipped]


def _unreadable(reasons: tuple[Reason, ...], step: str) -> AxisResult:
    return AxisResult(TightnessAxis("cannot tell", because=reasons), step)


def _unmeasured(valid: Sequence[Measurement], quantity: str) -> AxisResult:
    pelvis_only = any(t.get("thigh_drop") is not None for t in valid)
    if pelvis_only:
        text = "The pelvis was not measured, so how far the hip extends is not known"
    else:
        text = "The thigh was not measured"
    said = {t.unmeasured[quantity] for t in valid if quantity in t.unmeasured}
    why = sorted(said - {text.lower()})
    reason = Reason(
        f"{text}{': ' + why[0] if why else ''}.", quantity, None, None, "vigotsky2016", "B"
    )
    notes = (*gate_notes(valid), *context_reasons(valid))
    return _unreadable((reason, *notes), HAND_STEP if pelvis_only else THIGH_STEP)


def _judge_known(
    known: Sequence[Measurement], invalid: tuple[Reason, ...], rules: TightnessRules
) -> AxisResult:
    trials = PooledTrials(known, rules)
    drop, extension = pooled(known, "thigh_drop"), pooled(known, "hip_extension")
    call = "cannot tell" if trials.scattered else tightness_call(trials.judged, drop, rules)
    gain = pooled(known, GAIN)
    tissue = which_tissue(call, gain)
    limit = threshold(rules.tight).value
    prior = None if extension is None else chance_with_prior(extension, limit)
    because = (
        *main_reasons(call, trials),
        *pelvis_reasons(call, known),
        *trial_reasons(trials),
        *tissue_reasons(tissue, gain),
        *context_reasons(known),
        *prior_reasons(prior),
        *left_out(invalid),
        *open_because(call, known),
    )
    axis = TightnessAxis(
        call,
        chance_under(trials.judged, limit),
        because,
        extension,
        prior,
        chance_of_next_band(call, trials.judged, rules),
        tissue,
    )
    return AxisResult(axis, tightness_step(call, trials))
