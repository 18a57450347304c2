"""From judged axes to the verdict of a side: its axes, and the one next step."""

from collections.abc import Mapping

from ilio.core import Side
from ilio.verdicts.axis_result import AxisResult
from ilio.verdicts.verdict import Verdict

SETTLED_STEP = "Both tests are settled for today; nothing more needs to be measured."


def verdict_of(side: Side, judged: Mapping[str, AxisResult]) -> Verdict:
    """The verdict of one side.

    Parameters
    ----------
    side
        Which.
    judged
        Each axis by its name, in the order of ``knowledge/axes.toml``.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Axis, TightnessAxis
    >>> judged = {"weakness": AxisResult(Axis("sound")),
    ...           "tightness": AxisResult(TightnessAxis("normal"))}
    >>> verdict_of(Side.LEFT, judged).next_step
    'Both tests are settled for today; nothing more needs to be measured.'
    """
    axes = {name: result.axis for name, result in judged.items()}
    return Verdict(side, axes, _next_step(list(judged.values())))


def _next_step(judged: list[AxisResult]) -> str:
    """An open axis whose test was tried comes first, then an untried one, then what is surer."""
    steps = [
        (not result.axis.is_open, not result.tested, at, result.step)
        for at, result in enumerate(judged)
        if result.step
    ]
    return min(steps)[-1] if steps else SETTLED_STEP
