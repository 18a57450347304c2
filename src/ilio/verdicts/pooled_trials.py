"""The trials of one side that can be read, taken together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ilio.core import Measured
from ilio.knowledge import TightnessRules, threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.trials import POOLS


@dataclass(frozen=True)
class PooledTrials:
    """Trials that hold what the rules read, and what the rules make of them.

    Parameters
    ----------
    known
        The trials; each holds the quantity that the rules read.
    rules
        The tightness half of a rule set.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> PooledTrials([], rule_set("ilio").tightness).values
    []
    """

    known: Sequence[Measurement]
    rules: TightnessRules

    @property
    def values(self) -> list[Measured]:
        """What the rules read, a number a trial.

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> PooledTrials([], rule_set("ilio").tightness).values
        []
        """
        found = (trial.get(self.rules.quantity) for trial in self.known)
        return [value for value in found if value is not None]

    @property
    def judged(self) -> Measured:
        """The one number that is judged.

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> from ilio.core import Side
        >>> from ilio.observations import Source
        >>> two = [Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
        ...                    {"hip_extension": Measured.from_sd(e, 3, "deg")}) for e in (-5, 3)]
        >>> PooledTrials(two, rule_set("ilio").tightness).judged.value
        -1.0
        """
        return POOLS[self.rules.pool](self.values)

    @property
    def spread(self) -> float:
        """Largest less smallest [deg].

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> from ilio.core import Side
        >>> from ilio.observations import Source
        >>> two = [Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
        ...                    {"hip_extension": Measured.from_sd(e, 3, "deg")}) for e in (-5, 3)]
        >>> PooledTrials(two, rule_set("ilio").tightness).spread
        8
        """
        values = [v.value for v in self.values]
        return max(values) - min(values)

    @property
    def asked(self) -> float:
        """Trials that the rules ask for; 0 when they ask for none in particular.

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> PooledTrials([], rule_set("ilio").tightness).asked
        2.0
        """
        return threshold(self.rules.trials).value if self.rules.trials else 0

    @property
    def scattered(self) -> bool:
        """True if even a trial more than asked for left them too far apart.

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> from ilio.core import Side
        >>> from ilio.observations import Source
        >>> two = [Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
        ...                    {"hip_extension": Measured.from_sd(e, 3, "deg")}) for e in (-5, 3)]
        >>> PooledTrials(two, rule_set("ilio").tightness).scattered
        False
        """
        key = self.rules.trials_range
        return bool(key) and len(self.values) > self.asked and self.spread > threshold(key).value

    @property
    def differ(self) -> bool:
        """True if they differ by more than repeats should.

        Examples
        --------
        >>> from ilio.knowledge import rule_set
        >>> from ilio.core import Side
        >>> from ilio.observations import Source
        >>> two = [Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
        ...                    {"hip_extension": Measured.from_sd(e, 3, "deg")}) for e in (-5, 3)]
        >>> PooledTrials(two, rule_set("ilio").tightness).differ
        True
        """
        key = self.rules.trials_differ
        return bool(key) and self.spread > threshold(key).value
