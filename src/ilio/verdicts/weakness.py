"""The weakness axis: what the valid attempts at the knee raise say together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from ilio.core import Measured
from ilio.knowledge import WeaknessRules, threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.axis_result import AxisResult
from ilio.verdicts.faults import PASSIVE_STEP, FaultReading, read_faults
from ilio.verdicts.reading import held_against, plain
from ilio.verdicts.validity import invalid_because, left_out, open_because, pain_reason
from ilio.verdicts.verdict import Axis, Reason

FIRST_STEP = (
    "Do the standing knee raise on this side twice, with a minute of rest between the attempts."
)
AGAIN_STEP = "Rest a minute and do the knee raise on this side once more: two attempts must agree."
KNEE_STEP = "Repeat the knee raise with the knee bent to about 90 degrees, the heel hanging down."
HIP_STEP = (
    "Have a physiotherapist or doctor look at the hip joint: it must bend freely before the knee "
    "raise can be read."
)
ORDER = ("present", "open", "absent")

Faults = Mapping[str, FaultReading]


@dataclass(frozen=True)
class Passive:
    """How far a helper can bring the knee to the chest on one side.

    Parameters
    ----------
    angle_deg
        Hip flexion [deg], None when not asked.
    pain
        Whether that hurts, None when not asked.

    Examples
    --------
    >>> Passive(120, False).free(100)
    True
    """

    angle_deg: float | None = None
    pain: bool | None = None

    def free(self, least_deg: float) -> bool:
        """True if the hip surely bends that far [deg] without pain.

        Examples
        --------
        >>> Passive(120).free(100)
        False
        """
        return self.pain is False and self.angle_deg is not None and self.angle_deg >= least_deg


def weakness_call(present: int, absent: int, needed: int, likely: int = 0) -> str:
    """The call from the number of attempts that showed a fault, and of those that surely did not.

    A fault that enough attempts showed is never outvoted; a sound leg showed none at all, not
    even one that is only likely: else more noise on it would make the leg sound.

    Parameters
    ----------
    present, absent
        Attempts with a fault surely present; with all surely absent.
    needed
        How many must agree.
    likely
        Attempts whose number lies on the side of a fault, surely or not.

    Examples
    --------
    >>> weakness_call(2, 1, 2), weakness_call(0, 2, 2), weakness_call(1, 2, 2)
    ('weak', 'sound', 'cannot tell')
    """
    if present >= needed:
        return "weak"
    return "sound" if absent >= needed and not present and not likely else "cannot tell"


def judge_weakness(
    attempts: Sequence[Measurement],
    passive: Passive,
    rules: WeaknessRules,
) -> AxisResult:
    """Judge one side's attempts at the knee raise.

    Parameters
    ----------
    attempts
        Attempts of one side, in any order.
    passive
        What a helper found.
    rules
        The weakness half of a rule set.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> judge_weakness([], Passive(), rule_set("ilio").weakness).axis.because[0].text
    'The knee raise was not done on this side.'
    """
    if not attempts:
        nothing = Reason("The knee raise was not done on this side.")
        # a hip that hurts when a helper bends it is not asked to lift itself
        step = HIP_STEP if passive.pain else FIRST_STEP
        return replace(_unreadable((nothing,), step), tested=False)
    pain = pain_reason(attempts)
    if pain is not None:
        return _unreadable((pain[0],), pain[1])
    if "passive" in rules.blocks:
        stiff = _stiff(passive, rules)
        if stiff is not None:
            return _unreadable((stiff,), HIP_STEP)
    troubles = [invalid_because(attempt, rules.blocks) for attempt in attempts]
    valid = [a for a, trouble in zip(attempts, troubles, strict=True) if trouble is None]
    invalid = tuple(sorted({t for t in troubles if t is not None}, key=lambda t: t.text))
    if not valid:
        return _unreadable(invalid, f"Repeat the knee raise. {invalid[0].text}")
    return _judge_valid(valid, invalid, passive, rules)


def _unreadable(reasons: tuple[Reason, ...], step: str) -> AxisResult:
    return AxisResult(Axis("cannot tell", because=reasons), step)


def _stiff(passive: Passive, rules: WeaknessRules) -> Reason | None:
    limit = threshold(rules.passive)
    if passive.pain:
        text = "Bringing the knee to the chest hurts or pinches, so the knee raise cannot be read."
        return Reason(text, source=limit.source, grade=limit.grade)
    if passive.angle_deg is None or passive.angle_deg >= limit.value:
        return None
    angle = Measured(passive.angle_deg, passive.angle_deg, passive.angle_deg, limit.unit)
    text = f"The hip bends to only {plain(passive.angle_deg)} deg when a helper moves it."
    return held_against(rules.passive, text, "passive_knee_to_chest", angle)


def _judge_valid(
    valid: Sequence[Measurement],
    invalid: tuple[Reason, ...],
    passive: Passive,
    rules: WeaknessRules,
) -> AxisResult:
    free = not rules.passive or passive.free(threshold(rules.passive).value)
    readings = [read_faults(attempt, rules, free_to_rise=free) for attempt in valid]
    easy = [_easy(attempt, rules) for attempt in valid]
    present = sum(_shows(faults) for faults in readings)
    clean = [_clean(faults) for faults in readings]
    absent = sum(c and e is None for c, e in zip(clean, easy, strict=True))
    likely = sum(_likely(faults) for faults in readings)
    call = weakness_call(present, absent, rules.attempts, likely)
    eased = tuple(sorted({e for e in easy if e is not None}, key=_by_value))
    lead = _probably(call, present, sum(clean), len(valid))
    because = (
        *lead, *_fault_reasons(readings), *eased, *left_out(invalid), *open_because(call, valid),
        *_fatigue(valid)
    )  # fmt: skip
    step = "" if call != "cannot tell" else _step(readings, eased, present, sum(clean))
    return AxisResult(Axis(call, _chance(readings), because), step)


def _shows(faults: Faults) -> bool:
    return any(f.state == "present" for f in faults.values())


def _likely(faults: Faults) -> bool:
    readings = (f for f in faults.values() if f.state != "absent")
    return any(f.chance is not None and f.chance > 0.5 for f in readings)


def _clean(faults: Faults) -> bool:
    return all(f.state == "absent" for f in faults.values())


def _by_value(reason: Reason) -> float:
    return 0 if reason.measured is None else -reason.measured.value


def _easy(attempt: Measurement, rules: WeaknessRules) -> Reason | None:
    knee = attempt.get("knee_flexion_hold")
    if not rules.knee_easy or knee is None or knee.value <= threshold(rules.knee_easy).value:
        return None
    most = threshold("knee_raise.knee_easier_by").value
    text = f"The knee was bent sharply, which makes the hold easier by up to {plain(most)} %."
    return held_against(rules.knee_easy, text, "knee_flexion_hold", knee)


def _probably(call: str, present: int, clean: int, valid: int) -> tuple[Reason, ...]:
    if call != "cannot tell" or valid > 1:
        return ()
    if present:
        return (Reason("Probably weak, but one attempt is not enough to say so."),)
    return (Reason("Probably sound, but one attempt is not enough to say so."),) if clean else ()


def _chance(readings: Sequence[Faults]) -> float | None:
    """Chance that a fault is present, averaged over the attempts.

    Within an attempt the faults are taken as independent (one minus the product of their
    absences). A fault of which nothing is known adds nothing, so the chance is then a lower bound.
    """
    attempts = []
    for faults in readings:
        known = [f.chance for f in faults.values() if f.chance is not None]
        if known:
            attempts.append(1 - math.prod(1 - chance for chance in sorted(known)))
    return math.fsum(attempts) / len(attempts) if attempts else None


def _rank(fault: FaultReading) -> tuple[object, ...]:
    chance = 0.5 if fault.chance is None else fault.chance
    measured = fault.reason.measured
    numbers = () if measured is None else astuple(measured)
    return (ORDER.index(fault.state), -chance, fault.reason.text, numbers)


def _worst(readings: Sequence[Faults]) -> list[FaultReading]:
    """The worst reading of each fault, the worst fault first."""
    worst = [min((r[name] for r in readings), key=_rank) for name in readings[0]]
    return sorted(worst, key=lambda fault: ORDER.index(fault.state))


def _fault_reasons(readings: Sequence[Faults]) -> tuple[Reason, ...]:
    reasons = []
    for fault in _worst(readings):
        same = sum(r[fault.name].state == fault.state for r in readings)
        text = fault.reason.text
        if len(readings) > 1:
            text = f"{text.removesuffix('.')} ({same} of {len(readings)} attempts)."
        reasons.append(replace(fault.reason, text=text))
    return tuple(reasons)


def _fatigue(valid: Sequence[Measurement]) -> tuple[Reason, ...]:
    if not any(a.answers.deep_fatigue for a in valid):
        return ()
    text = "Fatigue deep in the belly was felt: the article takes that as a sign of a sound muscle."
    return (Reason(f"{text} It is not scored.", source="kawamoto2012", grade="D"),)


def _step(readings: Sequence[Faults], eased: tuple[Reason, ...], present: int, clean: int) -> str:
    """The one thing that would settle an open axis."""
    steps = [f.step for f in _worst(readings) if f.state == "open"]
    if PASSIVE_STEP in steps:
        return PASSIVE_STEP
    if present:
        return AGAIN_STEP
    if steps:
        return steps[0]
    return KNEE_STEP if eased else AGAIN_STEP
