"""How one number is held against one limit: by its whole interval, or by its value alone."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.verdicts.verdict import Reason


def whole_interval(measured: Measured) -> Measured:
    """The number as it came: its 90 % interval decides.

    Examples
    --------
    >>> print(whole_interval(Measured(10, 8, 12, "deg")))
    10.0 deg (8.0 to 12.0)
    """
    return measured


def value_alone(measured: Measured) -> Measured:
    """The number without its error; an open end stays open, because nobody saw the end.

    Examples
    --------
    >>> print(value_alone(Measured(-2, -8, 4, "deg")))
    -2.0 deg (-2.0 to -2.0)
    >>> print(value_alone(Measured(12, 11, math.inf, "s")))
    12.0 s (12.0 or more)
    """
    low = measured.low if math.isinf(measured.low) else measured.value
    high = measured.high if math.isinf(measured.high) else measured.value
    return replace(measured, low=low, high=high, shared_sd=0.0)


READINGS: Mapping[str, Callable[[Measured], Measured]] = MappingProxyType(
    {"interval": whole_interval, "value": value_alone}
)
"""What a rule set calls ``reading``, and what it does to a number."""


def chance_under(measured: Measured, limit: float) -> float:
    """Chance that the truth lies under a limit; a value without error is not under itself.

    Parameters
    ----------
    limit
        In the unit of `measured`.

    Examples
    --------
    >>> chance_under(Measured(0, 0, 0, "deg"), 0), chance_under(Measured(0, -2, 2, "deg"), 0)
    (0.0, 0.5)
    """
    if measured.low == measured.value and measured.value >= limit:
        return 0.0
    return measured.chance_below(limit)


def held_against(key: str, text: str, quantity: str, measured: Measured | None) -> Reason:
    """A reason whose limit, source and grade are those of a threshold.

    Parameters
    ----------
    key
        Key of ``knowledge/thresholds.toml``.

    Examples
    --------
    >>> held_against("knee_raise.hold", "Too short.", "hold_time", None).source
    'kawamoto2012'
    """
    limit = threshold(key)
    return Reason(text, quantity, measured, limit.value, limit.source, limit.grade)


def plain(value: float) -> str:
    """A number for a sentence, without a useless zero.

    Examples
    --------
    >>> plain(30.0), plain(9.7), plain(-0.04)
    ('30', '9.7', '0')
    """
    rounded = round(value, 1) + 0.0
    return f"{rounded:.0f}" if rounded == int(rounded) else f"{rounded:.1f}"
