"""Samples a second: which there may be."""

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold


def is_rate(hz: float, said_hz: float | None = None) -> bool:
    """Whether a motion can be recorded at a rate, and it is what a header says.

    Examples
    --------
    >>> is_rate(50.0), is_rate(50_000.0), is_rate(50.0, 100.0), is_rate(59.94, 60.0)
    (True, False, False, True)
    """
    off = threshold("times.rate_off").value / PERCENT
    if said_hz and abs(hz / said_hz - 1) > off:
        return False
    least, most = threshold("times.rate_least").value, threshold("times.rate_most").value
    return bool(least * (1 - off) <= hz <= most * (1 + off))


def check_rate(hz: float, path: object) -> float:
    """The same rate, once it is one at which a motion can be recorded.

    Raises
    ------
    ReadError
        If it is not.

    Examples
    --------
    >>> check_rate(30.0, "a.json")
    30.0
    """
    if np.isfinite(hz) and is_rate(hz):
        return hz
    raise ReadError(path, f"a rate of {span()} Hz", f"{hz:g}", "Correct the rate.")


def span() -> str:
    """The rates there may be, for messages.

    Examples
    --------
    >>> span()
    '1 to 2000'
    """
    least, most = threshold("times.rate_least").value, threshold("times.rate_most").value
    return f"{least:g} to {most:g}"
