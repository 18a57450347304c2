"""The bands of hip extension, and the chances that go with them."""

import math

from ilio.core import Measured
from ilio.knowledge import TightnessRules, threshold
from ilio.verdicts.reading import READINGS, chance_under


def tightness_call(extension: Measured, drop: Measured | None, rules: TightnessRules) -> str:
    """Tight, one of the bands that are not tight, or cannot tell.

    Parameters
    ----------
    extension
        What the rules read [deg]. With an open upper end (the thigh lay on the table) the truth
        is at least the value: at most ``not tight``, since no band has been seen.
    drop
        Uncorrected thigh drop [deg]: without one that is long too, nothing is called long.

    References
    ----------
    The limits carry their own sources in ``knowledge/thresholds.toml``.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> tightness_call(Measured.from_sd(-8, 4, "deg"), None, rule_set("ilio").tightness)
    'tight'
    >>> tightness_call(Measured.from_sd(-1, 4, "deg"), None, rule_set("ilio").tightness)
    'cannot tell'
    """
    read = READINGS[rules.reading](extension)
    if rules.sem_most and read.sem > threshold(rules.sem_most).value:
        return "cannot tell"
    chance = chance_under(read, threshold(rules.tight).value)
    if chance >= threshold(rules.chance_tight).value:
        return "tight"
    if chance > threshold(rules.chance_not_tight).value:
        return "cannot tell"
    return _band(read, drop, rules)


def _band(read: Measured, drop: Measured | None, rules: TightnessRules) -> str:
    if math.isinf(read.high) and rules.limited:
        return "not tight"
    if rules.limited and read.value < threshold(rules.limited).value:
        return "limited"
    if not rules.long or drop is None:
        return "normal"
    least = threshold(rules.long).value
    return "long" if read.value >= least and drop.value >= least else "normal"


def chance_of_next_band(call: str, extension: Measured, rules: TightnessRules) -> float | None:
    """Chance that E belongs to the likelier of the bands beside its own; None when open.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> e = Measured.from_sd(9.7, 3, "deg")
    >>> chance_of_next_band("normal", e, rule_set("ilio").tightness)
    0.5
    """
    edges = {
        "tight": ("", rules.tight),
        "limited": (rules.tight, rules.limited),
        "normal": (rules.limited or rules.tight, rules.long),
        "long": (rules.long, ""),
    }
    if call not in edges:
        return None
    lower, upper = edges[call]
    under = chance_under(extension, threshold(lower).value) if lower else 0.0
    over = 1 - chance_under(extension, threshold(upper).value) if upper else 0.0
    return max(under, over)


def chance_with_prior(extension: Measured, limit: float) -> float | None:
    """P(E under the limit) with the published prior; shown, never deciding.

    Parameters
    ----------
    extension
        E [deg]; None comes back for an open end, whose likelihood nobody knows.
    limit
        [deg]

    References
    ----------
    Normal prior times normal likelihood; the prior is that of `ferber2010`.

    Examples
    --------
    >>> round(chance_with_prior(Measured.from_sd(0, 5, "deg"), 0), 2)
    0.31
    """
    if math.isinf(extension.low) or math.isinf(extension.high):
        return None
    mean, spread = threshold("thomas.prior_mean").value, threshold("thomas.prior_sd").value
    if extension.sem == 0:
        return float(extension.value < limit)
    weight = spread**2 / (spread**2 + extension.sem**2)
    posterior = weight * extension.value + (1 - weight) * mean
    sd = math.sqrt(weight) * extension.sem
    return 0.5 * math.erfc((posterior - limit) / sd / math.sqrt(2))
