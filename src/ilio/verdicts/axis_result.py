"""What an axis hands on: the axis itself, and what would settle it."""

from dataclasses import dataclass

from ilio.verdicts.verdict import Axis


@dataclass(frozen=True)
class AxisResult:
    """One judged axis with its own next step.

    Parameters
    ----------
    axis
        The axis.
    step
        What would settle it, or make it surer; empty when nothing would.
    tested
        Whether its test was tried, and may be.

    Examples
    --------
    >>> AxisResult(Axis("sound")).step
    ''
    """

    axis: Axis
    step: str = ""
    tested: bool = True
