"""Measurements and answers in, a judgement of both sides out."""

from collections.abc import Sequence

from ilio.core import Side, UnknownNameError
from ilio.knowledge import RuleSet, rule_set
from ilio.observations import Answers
from ilio.protocols.measurement import Measurement
from ilio.verdicts.findings import verdict_of
from ilio.verdicts.safety import ASK_STEP, ban_reasons, bans_by_test, refer_reasons
from ilio.verdicts.summing_up import side_differences, summary_of
from ilio.verdicts.tightness import judge_tightness
from ilio.verdicts.verdict import Judgement, Reason, Verdict
from ilio.verdicts.weakness import Passive, judge_weakness

PROTOCOLS = ("knee-raise", "thomas", "running")
NOTHING_ASKED = Answers()


def judge(
    measurements: Sequence[Measurement],
    answers: Answers = NOTHING_ASKED,
    rules: str = "ilio",
) -> Judgement:
    """Judge both sides from everything that was measured in one visit.

    Parameters
    ----------
    measurements
        Attempts of any protocol, in any order; running is not judged.
    answers
        Answers about the person. Red flags turn every finding into ``refer``; the calls stay
        visible.
    rules
        Name of a rule set in ``knowledge/rules``.

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
    >>> verdict = judge([trial, trial], Answers(red_flags=frozenset()))["left"]
    >>> verdict.finding, verdict.open
    ('tight', ('weakness',))
    """
    chosen = rule_set(rules)
    for measurement in measurements:
        if measurement.protocol not in PROTOCOLS:
            raise UnknownNameError("protocol", measurement.protocol, PROTOCOLS)
    refer, bans = refer_reasons(answers), ban_reasons(answers)
    sides = {side: _side(side, measurements, answers, chosen, refer, bans) for side in Side}
    asked = answers.red_flags is not None
    return Judgement(
        summary_of(sides, refer, flags_asked=asked),
        sides,
        rules,
        refer,
        bans,
        side_differences(sides),
    )


def _side(
    side: Side,
    measurements: Sequence[Measurement],
    answers: Answers,
    rules: RuleSet,
    refer: tuple[Reason, ...],
    bans: tuple[Reason, ...],
) -> Verdict:
    own = [m for m in measurements if m.side is side]
    forbidden = bans_by_test(bans)
    passive = Passive(
        answers.passive_knee_to_chest_deg.get(side), answers.passive_knee_to_chest_pain.get(side)
    )
    raises = [m for m in own if m.protocol == "knee-raise"]
    trials = [m for m in own if m.protocol == "thomas"]
    return verdict_of(
        side,
        judge_weakness(raises, passive, rules.weakness, forbidden["knee-raise"]),
        judge_tightness(trials, rules.tightness, forbidden["thomas"]),
        refer=bool(refer),
        asked=ASK_STEP if answers.red_flags is None else "",
    )
