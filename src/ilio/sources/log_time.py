"""Which column of a log is its clock, and what it says in seconds."""

import re
from collections.abc import Mapping

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.clock import Clock, in_seconds
from ilio.sources.clock_units import unit_named
from ilio.sources.log_cells import EXPORT

_NAMES = (
    "seconds elapsed", "elapsed seconds", "elapsed time", "elapsed", "time elapsed",
    "time since start", "relative time", "experiment time", "time", "t", "seconds", "timestamp",
    "time stamp", "epoch", "unix time", "milliseconds", "millis", "datetime",
    "date time", "logging time", "loggingtime", "zeit", "temps", "tiempo", "tempo", "tijd",
)  # fmt: skip
"""What a column of time is called once its unit is taken off, most trusted first."""

SAMPLE_TIME = "sampletimefine"

_UNIT = re.compile(r"[(\[].*?[)\]]|(?<=[\s_])(in\s+)?(s|sec|ms|us|µs|ns|min)$", re.IGNORECASE)
_RATE = re.compile(r"update rate:\s*([0-9.]+)", re.IGNORECASE)


def clock_of(columns: Mapping[str, FloatArray], comments: str, path: object) -> Clock:
    """Time in seconds, from a column of time, else from a packet counter and its rate.

    Parameters
    ----------
    columns
        Header to ``(n,)``.
    comments
        What stands above the header.
    path
        For messages.

    Raises
    ------
    ReadError
        If there is neither, or the unit of the times can't be told.

    Examples
    --------
    >>> clock_of({"Time (ms)": np.array([0.0, 20.0])}, "", "a.csv").time_s
    array([0.  , 0.02])
    """
    filled = [name for name, column in columns.items() if np.isfinite(column).any()]
    plain = {_plain(name): name for name in reversed(filled)}
    for wanted in _NAMES:
        if wanted in plain:
            name = plain[wanted]
            return in_seconds(columns[name], path, name=name, unit=unit_named(name))
    if np.isfinite(columns.get(SAMPLE_TIME, np.nan)).any():  # Xsens DOT: microseconds in 32 bits
        turns = np.concatenate([[0], np.cumsum(np.diff(columns[SAMPLE_TIME]) < -(2.0**31))])
        return in_seconds(columns[SAMPLE_TIME] + turns * 2.0**32, path, name=SAMPLE_TIME, unit="us")
    rate = _RATE.search(comments)
    if rate and "packetcounter" in columns:
        counter = columns["packetcounter"]
        wrapped = np.concatenate([[0], np.cumsum(np.diff(counter) < 0)]) * 2.0**16
        return Clock((counter + wrapped) / float(rate.group(1)), "")
    held = ", ".join(columns)
    raise ReadError(path, "a column of time such as 'time_s'", f"only: {held[:200]}", EXPORT)


def _plain(name: str) -> str:
    """A header without its unit and signs."""
    bare = _UNIT.sub("", name.strip().lower())
    return " ".join(re.findall(r"[^\W_]+", bare))
