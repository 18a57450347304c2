"""A check on whether a recording can be trusted for its test."""

from dataclasses import dataclass
from typing import Literal

State = Literal["pass", "fail", "unknown"]


@dataclass(frozen=True, slots=True)
class Gate:
    """One check, its state, and one plain sentence.

    Parameters
    ----------
    gate
        Short name, for example ``"side view"``.
    state
        ``"pass"``, ``"fail"`` or ``"unknown"``.
    detail
        What was seen and, if it did not pass, what to change.
    blocks
        Whether a failure stops the axis that the test decides.

    Examples
    --------
    >>> Gate("side view", "pass", "The camera stood square to the side.").stops
    False
    """

    gate: str
    state: State
    detail: str
    blocks: bool = False

    @property
    def stops(self) -> bool:
        """True if this gate failed and a failure stops the axis.

        Examples
        --------
        >>> Gate("one leg only", "fail", "Both thighs rose.", blocks=True).stops
        True
        """
        return self.blocks and self.state == "fail"
