"""Both sides together: first what holds for both, then each, then differences."""

from collections.abc import Mapping

from ilio.core import Side
from ilio.knowledge import axis_card, axis_cards, threshold
from ilio.observations import TESTS, Safety
from ilio.verdicts.reading import plain
from ilio.verdicts.safety_telling import headline
from ilio.verdicts.verdict import Verdict

NO_TEST = "Your answers rule out both tests, so nothing is said of either hip."


def summary_of(sides: Mapping[Side, Verdict], safety: Safety) -> str:
    """Two or three plain sentences; what is about safety comes first.

    Parameters
    ----------
    sides
        The verdict of each side.
    safety
        What the answers allow.

    Examples
    --------
    >>> summary_of({}, Safety(holds=("calf_swelling",)))[:40]
    'See a doctor today. There may be a clot '
    """
    first = headline(safety)
    if safety.refers or safety.open or all(safety.tests.get(test) for test in TESTS):
        return first or NO_TEST  # nothing was tested that could be told
    return f"{first} {_both(sides)}{_each(sides)}".strip()


def _both(sides: Mapping[Side, Verdict]) -> str:
    """What holds for both sides, when they are not alike in everything."""
    if _alike(sides):
        return ""
    shared = [
        card.found
        for name, card in axis_cards().items()
        if all(verdict.axes[name].call == card.found for verdict in sides.values())
    ]
    return f"Both sides are {' and '.join(shared)}. " if shared else ""


def _alike(sides: Mapping[Side, Verdict]) -> bool:
    return len({_phrase(verdict) for verdict in sides.values()}) == 1


def _phrase(verdict: Verdict) -> str:
    words = "cannot tell yet" if verdict.finding == "cannot tell" else verdict.finding
    if verdict.tightness.call in ("limited", "long"):
        words = f"{words}, hip extension {verdict.tightness.call}"
    if verdict.finding == "cannot tell" and verdict.weakness.call == "sound":
        words = f"{words}, strength sound"
    gaps = [f"{axis_card(name).title.lower()} not known" for name in verdict.open]
    return f"{words} ({', '.join(gaps)})" if gaps else words


def _each(sides: Mapping[Side, Verdict]) -> str:
    if _alike(sides):
        return f"Both sides: {_phrase(sides[Side.LEFT])}."
    return " ".join(f"{side.value.capitalize()}: {_phrase(v)}." for side, v in sides.items())


def side_differences(sides: Mapping[Side, Verdict]) -> tuple[str, ...]:
    """Differences beyond the usual and beyond the error of the difference.

    Only hip extension is compared; strength needs two days, and one visit is one.

    References
    ----------
    The usual difference is ``sides.length`` of ``knowledge/thresholds.toml``.

    Examples
    --------
    >>> side_differences({})
    ()
    """
    hips = [v.tightness.hip_extension for v in (sides.get(side) for side in Side) if v]
    if len(hips) < 2 or hips[0] is None or hips[1] is None:
        return ()
    gap = hips[0] + hips[1].negated()
    usual = threshold("sides.length").value
    if abs(gap.value) <= usual or gap.low <= 0 <= gap.high:
        return ()
    less = Side.LEFT if gap.value < 0 else Side.RIGHT
    text = f"The {less} hip extends {plain(abs(gap.value))} deg less than the {less.other} one"
    return (f"{text}, more than the usual {plain(usual)} deg and more than the error.",)
