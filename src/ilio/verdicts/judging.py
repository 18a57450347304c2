"""Measurements and answers in, a judgement of both sides out."""

from collections.abc import Sequence
from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import CANNOT_TELL, RuleSet, axis_cards, protocol_card, protocol_cards, rule_set
from ilio.observations import Answers, Safety, safety_of
from ilio.observations.holding import Hurts
from ilio.protocols.measurement import Measurement
from ilio.verdicts.axis_result import AxisResult
from ilio.verdicts.faults import PASSIVE_STEP
from ilio.verdicts.findings import verdict_of
from ilio.verdicts.pain import hurts_of
from ilio.verdicts.safety_telling import against, ban_reasons, refer_reasons, way_back, withheld
from ilio.verdicts.summing_up import side_differences, summary_of
from ilio.verdicts.tightness import judge_tightness
from ilio.verdicts.verdict import Judgement, Verdict
from ilio.verdicts.weakness import Passive, judge_weakness

NOT_LYING = (
    "Leave this open for now: what would settle it is done lying on the back, which one of the "
    "safety answers rules out."
)
NOTHING_ASKED = Answers()


def judge(
    measurements: Sequence[Measurement],
    answers: Answers = NOTHING_ASKED,
    rules: str = "ilio",
    hurts: Hurts | None = None,
) -> Judgement:
    """Judge both sides from everything that was measured in one visit.

    Parameters
    ----------
    measurements
        Attempts of any protocol, in any order; running is not judged.
    answers
        Answers about the person. A red flag gives ``refer`` and an open safety question
        ``cannot tell``: then no side has a call, a chance or a number.
    rules
        Name of a rule set in ``knowledge/rules``.
    hurts
        Which hips hurt, where more is known than this visit says; None: as it says.

    Returns
    -------
    Judgement
        Both sides, tested or not. A side without a measurement is ``cannot tell``.

    Raises
    ------
    UnknownNameError
        If the rule set, a protocol, a red flag or a reason not to test is not known.

    References
    ----------
    Limits with their sources stand in ``knowledge/thresholds.toml``; ``kawamoto2012`` is the
    article that both rule sets start from.

    Examples
    --------
    >>> from ilio.core import Measured
    >>> from ilio.observations import Source
    >>> trial = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                     {"hip_extension": Measured.from_sd(-12, 3, "deg")})
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> verdict = judge([trial, trial], asked)["left"]
    >>> verdict.finding, verdict.open
    ('tight', ('weakness',))
    >>> judge([trial, trial])["left"].finding
    'cannot tell'
    """
    chosen = rule_set(rules)
    for measurement in measurements:
        protocol_card(measurement.protocol)  # an unknown one stops here
    told = hurts_of(measurements, answers) if hurts is None else hurts
    safety = safety_of(answers, told)
    if safety.refers or safety.open:
        sides = withheld(safety)
    else:
        sides = {side: _side(side, measurements, answers, chosen, safety) for side in Side}
    return Judgement(
        summary_of(sides, safety),
        sides,
        rules,
        refer_reasons(safety, answers),
        ban_reasons(safety),
        side_differences(sides),
        safety.hurts,
    )


def _side(
    side: Side,
    measurements: Sequence[Measurement],
    answers: Answers,
    rules: RuleSet,
    safety: Safety,
) -> Verdict:
    passive = Passive(
        answers.passive_knee_to_chest_deg.get(side), answers.passive_knee_to_chest_pain.get(side)
    )
    own = {
        card.axis: [m for m in measurements if m.side is side and m.protocol == test]
        for test, card in protocol_cards().items()
    }
    weakness = judge_weakness(own["weakness"], passive, rules.weakness)
    judged = {
        "weakness": _safe_step(weakness, safety),
        "tightness": judge_tightness(own["tightness"], rules.tightness),
    }
    return verdict_of(side, {name: _allowed(name, judged[name], safety) for name in axis_cards()})


def _allowed(name: str, result: AxisResult, safety: Safety) -> AxisResult:
    """The axis, or an open one with the way back where an answer rules its test out."""
    for test, card in protocol_cards().items():
        if card.axis == name and (ruled_out := against(test, safety)):
            axis = type(result.axis)(CANNOT_TELL, because=ruled_out)
            return AxisResult(axis, way_back(test, safety), tested=False)
    return result


def _safe_step(weakness: AxisResult, safety: Safety) -> AxisResult:
    """The next step, unless it lies a person on the back who must not."""
    barred = weakness.step == PASSIVE_STEP and "lying_on_back" in safety.left_out
    return replace(weakness, step=NOT_LYING) if barred else weakness


def secured(
    judgement: Judgement, answers: Answers, measurements: Sequence[Measurement]
) -> Judgement:
    """A saved judgement under the safety rules of today: what they withhold is taken out.

    Parameters
    ----------
    judgement
        As it was saved.
    answers, measurements
        Of the same visit.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Axis, TightnessAxis, axes_of
    >>> weak = Verdict(Side.LEFT, axes_of(Axis("weak"), TightnessAxis("normal")))
    >>> old = Judgement("Left: weak.", {Side.LEFT: weak})
    >>> secured(old, Answers(red_flags=frozenset({"fever"})), ())["left"].finding
    'refer'
    """
    safety = safety_of(answers, hurts_of(measurements, answers))
    if not judgement.sides or not (safety.refers or safety.open):
        if _calls_what_is_ruled_out(judgement, safety):
            return judge(measurements, answers, judgement.rules)
        return replace(judgement, hurts=safety.hurts)
    return Judgement(
        summary_of({}, safety),
        withheld(safety),
        judgement.rules,
        refer_reasons(safety, answers),
        ban_reasons(safety),
        hurts=safety.hurts,
    )


def _calls_what_is_ruled_out(judgement: Judgement, safety: Safety) -> bool:
    ruled_out = {protocol_card(test).axis for test, why in safety.judged.items() if why}
    return any(
        not axis.is_open
        for verdict in judgement.sides.values()
        for name, axis in verdict.axes.items()
        if name in ruled_out
    )
