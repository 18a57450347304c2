"""The three faults of a knee raise: each surely present, surely absent, or open."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ilio.core import Measured
from ilio.knowledge import WeaknessRules, threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.reading import READINGS, chance_under, held_against, plain
from ilio.verdicts.verdict import Reason

State = Literal["present", "absent", "open"]

PASSIVE_STEP = (
    "Lie down and have a helper bring the knee to the chest: note how far it goes and whether it "
    "hurts."
)
BACK_STEP = (
    "Repeat the knee raise while a friend watches the low back from the side, early and at the "
    "end of the hold."
)
TALL_STEP = (
    "Repeat the knee raise tall, and have someone watch from the side whether the trunk moves."
)
UPRIGHT_STEP = "Repeat the knee raise without leaning back; touch a wall with one fingertip."


@dataclass(frozen=True)
class FaultReading:
    """One fault in one attempt.

    Parameters
    ----------
    name
        ``"hold"``, ``"trunk"`` or ``"back"``.
    state
        ``present`` (surely), ``absent`` (surely) or ``open``.
    reason
        What it rests on.
    chance
        Chance that it is present, from the measurement error alone; None when unknown.
    step
        What would settle it, when open.

    Examples
    --------
    >>> FaultReading("hold", "absent", Reason("Held."), 0.0).step
    ''
    """

    name: str
    state: State
    reason: Reason
    chance: float | None = None
    step: str = ""


def _read(
    attempt: Measurement, name: str, rules: WeaknessRules
) -> tuple[Measured, Measured] | None:
    """The number as the rules read it, and as it came."""
    measured = attempt.get(name)
    return None if measured is None else (READINGS[rules.reading](measured), measured)


def _missing(attempt: Measurement, fault: str, quantity: str, what: str, step: str) -> FaultReading:
    why = attempt.unmeasured.get(quantity, "")
    text = f"{what} is not known{': ' + why if why else ''}."
    return FaultReading(fault, "open", Reason(text, quantity), step=step)


def read_hold(attempt: Measurement, rules: WeaknessRules, *, free_to_rise: bool) -> FaultReading:
    """Whether the thigh came below level before the time was up.

    Present when the longest possible hold is too short, absent when the shortest possible one is
    long enough. A thigh that was never surely above level counts only when the hip is free to
    rise that far.

    Parameters
    ----------
    free_to_rise
        A helper can bring the knee far enough to the chest, free of pain, or the rules do not ask.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.knowledge import rule_set
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                 {"hold_time": Measured(12, 11, 13, "s")})
    >>> read_hold(m, rule_set("ilio").weakness, free_to_rise=False).state
    'present'
    """
    found = _read(attempt, "hold_time", rules)
    limit = threshold(rules.hold).value
    ask = f"Repeat the knee raise with the knee well above the hip, for the full {plain(limit)} s."
    if found is None:
        return _missing(attempt, "hold", "hold_time", "How long the thigh stayed above level", ask)
    hold, shown = found
    chance: float | None = chance_under(shown, limit)
    state: State = "open"
    if hold.low >= limit:
        state, text = "absent", f"The thigh stayed above level for {plain(limit)} s."
    elif hold.high < limit and hold.low <= 0 and not free_to_rise:
        chance, ask = None, PASSIVE_STEP
        text = "The thigh was not surely above level, and it is not known that the hip bends so far"
        text += " without pain."
    elif hold.high < limit and hold.value <= 0:
        state, text = "present", "The thigh never came above level."
    elif hold.high < limit:
        state = "present"
        text = f"The thigh came below level after {plain(hold.value)} s of {plain(limit)} s."
    elif hold.value < limit and math.isinf(hold.high):
        text = f"It ended after {plain(hold.value)} s, before the thigh had dropped."
    else:
        text = f"Whether the thigh stayed above level for {plain(limit)} s is within the error."
    reason = held_against(rules.hold, text, "hold_time", shown)
    return FaultReading("hold", state, reason, chance, ask if state == "open" else "")


def read_trunk(attempt: Measurement, rules: WeaknessRules) -> FaultReading:
    """Whether the trunk came forward to meet the thigh; as much backward is compensation.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.knowledge import rule_set
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("video", "a.mp4", "video"),
    ...                 {"trunk_lean_change": Measured(-14, -17, -11, "deg")})
    >>> read_trunk(m, rule_set("ilio").weakness).reason.text
    'The trunk leaned back, which makes the raise easier.'
    """
    found = _read(attempt, "trunk_lean_change", rules)
    limit = threshold(rules.trunk_forward).value
    ask = TALL_STEP
    if found is None:
        what = "Whether the trunk came forward"
        return _missing(attempt, "trunk", "trunk_lean_change", what, ask)
    lean, shown = found
    back_limit = threshold(rules.trunk_backward).value if rules.trunk_backward else None
    state: State = "open"
    if lean.low > limit:
        state, text = "present", "The trunk came forward to meet the thigh."
    elif lean.high > limit:
        text = (
            "The trunk came forward a little, maybe too much."
            if attempt.source.kind == "answers"
            else "Whether the trunk came forward is within the error."
        )
    elif back_limit is not None and lean.low < -back_limit:
        surely = lean.high < -back_limit
        text = "The trunk leaned back, which makes the raise easier."
        text = text if surely else "Whether the trunk leaned back is within the error."
        ask = UPRIGHT_STEP
    else:
        state, text = "absent", "The trunk stayed tall."
    reason = held_against(rules.trunk_forward, text, "trunk_lean_change", shown)
    step = ask if state == "open" else ""
    return FaultReading("trunk", state, reason, 1 - chance_under(shown, limit), step)


def read_back(attempt: Measurement, rules: WeaknessRules) -> FaultReading:
    """Whether the low back rounded beyond what a raise brings, and went on doing so.

    Present when the excess is over its errors and surely grew, or when the pelvic share is surely
    over the largest normal one. Absent when the excess or its growth is surely within the limit
    and the share surely normal; a share that nobody measured is passed over only when the back
    was looked at and asked about.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.knowledge import rule_set
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("markers", "a.trc", "markers"),
    ...                 {"pelvic_share": Measured(45, 41, 49, "%")})
    >>> read_back(m, rule_set("ilio").weakness).state
    'present'
    """
    back = [b for b in (_read_share(attempt, rules), _read_rounding(attempt, rules)) if b]
    present = [b for b in back if b.state == "present"]
    still_open = [b for b in back if b.state == "open"]
    told = (present or still_open or back)[-1]
    chances = [b.chance for b in back if b.chance is not None]
    return FaultReading("back", told.state, told.reason, max(chances, default=None), told.step)


def _read_share(attempt: Measurement, rules: WeaknessRules) -> FaultReading | None:
    if not rules.share:
        return None
    found = _read(attempt, "pelvic_share", rules)
    if found is None and attempt.answers.back_at_end is not None:
        return None
    if found is None:
        return _missing(attempt, "back", "pelvic_share", "How far the pelvis tipped", BACK_STEP)
    share, shown = found
    limit = threshold(rules.share).value
    state: State = "open"
    if share.low > limit:
        state, text = "present", "The pelvis tipped back by more of the raise than is ever normal."
    elif share.high <= limit:
        state, text = "absent", "The pelvis tipped back no more than a raise normally brings."
    else:
        text = "Whether the pelvis tipped back too far is within the error."
    reason = held_against(rules.share, text, "pelvic_share", shown)
    step = BACK_STEP if state == "open" else ""
    return FaultReading("back", state, reason, 1 - chance_under(shown, limit), step)


BY_PELVIS = {
    "lumbar_rounding_excess": "pelvic_excess",
    "lumbar_rounding_growth": "pelvic_excess_growth",
}
"""What the pelvis says where nobody saw the low back: under a tall trunk it must round as much."""


def _read_back_or_pelvis(
    attempt: Measurement, name: str, rules: WeaknessRules
) -> tuple[Measured, Measured] | None:
    return _read(attempt, name, rules) or _read(attempt, BY_PELVIS[name], rules)


def _read_rounding(attempt: Measurement, rules: WeaknessRules) -> FaultReading:
    found = _read_back_or_pelvis(attempt, "lumbar_rounding_excess", rules)
    since = _read_back_or_pelvis(attempt, rules.rounding_since, rules)
    limit = threshold(rules.rounding).value
    if found is None:
        what = "How the low back behaved"
        return _missing(attempt, "back", "lumbar_rounding_excess", what, BACK_STEP)
    excess, shown = found
    growth = None if since is None else since[0]
    over = excess.value > threshold(rules.rounding_sems).value * excess.sem
    grew = growth is not None and growth.low > limit
    within = excess.high <= limit or (growth is not None and growth.high <= limit)
    state: State = "open"
    if over and grew:
        state, text = "present", "The low back rounded beyond what a raise normally brings."
    elif within:
        state, text = "absent", "The low back did not round more and more."
    elif over:
        known = "not known" if growth is None else "within the error"
        text = f"The low back rounded; whether it went on rounding in the hold is {known}."
    else:
        text = "Whether the low back rounded is within the error."
    chances = [1 - chance_under(shown, 0)]
    chances += [] if since is None else [1 - chance_under(since[1], limit)]
    name, number = "lumbar_rounding_excess", shown
    if state == "open" and over and since is not None:
        name, number = rules.rounding_since, since[1]
    reason = held_against(rules.rounding, text, name, number)
    return FaultReading("back", state, reason, min(chances), BACK_STEP if state == "open" else "")


def read_faults(
    attempt: Measurement, rules: WeaknessRules, *, free_to_rise: bool
) -> Mapping[str, FaultReading]:
    """All faults of one attempt, by name.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.knowledge import rule_set
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> [f.state for f in read_faults(m, rule_set("ilio").weakness, free_to_rise=True).values()]
    ['open', 'open', 'open']
    """
    found = (
        read_hold(attempt, rules, free_to_rise=free_to_rise),
        read_trunk(attempt, rules),
        read_back(attempt, rules),
    )
    return {fault.name: fault for fault in found}
