"""Opening a log of a phone app or a sensor: separator, decimal sign, header, numbers."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.number_table import parse_numbers
from ilio.sources.opening import read_text

EXPORT = "Export the log as CSV again."
_RATE = re.compile(r"update rate:\s*([0-9.]+)", re.IGNORECASE)
_TIMES = ("seconds_elapsed", "time_s", "time (s)", "t (s)", "time", "t", "timestamp", "seconds")
_NANOSECONDS, _MILLISECONDS = 1e15, 1e11
"""Clock times of this size count nano- or milliseconds (since 1970)."""


@dataclass(frozen=True, eq=False)
class LogTable:
    """A log as columns of numbers.

    Parameters
    ----------
    time_s
        ``(n,)`` rising, from 0 [s].
    columns
        Header in small letters to ``(n,)``, in the unit of the file; NaN for an empty cell.
    name
        File name.
    dropped
        Rows left out because time stood still, ran backwards or was empty.

    Examples
    --------
    >>> LogTable(np.arange(2.0), {}, "a.csv", 0).dropped
    0
    """

    time_s: FloatArray
    columns: dict[str, FloatArray]
    name: str
    dropped: int


def read_log_table(path: str | Path) -> LogTable:
    r"""Read a log with comma, semicolon or tab, decimal point or comma, and '//' comments.

    Raises
    ------
    ReadError
        If there is no line of column names, no column of time, fewer than two rows, or a cell is
        not a number.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.csv"
    ...     _ = file.write_text('"Time (s)";"Gravity x (m/s^2)"\n0,0;9,81\n0,1;9,80\n')
    ...     table = read_log_table(file)
    >>> table.time_s, table.columns["gravity x (m/s^2)"]
    (array([0. , 0.1]), array([9.81, 9.8 ]))
    """
    lines = read_text(path).split("\n")
    at = next(
        (i for i, line in enumerate(lines) if line.strip() and not line.startswith(("//", "#"))),
        None,
    )
    if at is None or not re.search("[A-Za-z]", lines[at]):
        raise ReadError(path, "a first line with column names", "numbers or nothing", EXPORT)
    separator = max(("\t", ";", ","), key=lines[at].count)
    names = [word.strip().strip('"').lower() for word in lines[at].split(separator)]
    rows = [line for line in lines[at + 1 :] if line.strip()]
    if separator != "," and any("," in row for row in rows[:5]):
        rows = [row.replace(",", ".") for row in rows]
    table = parse_numbers(rows, names, delimiter=separator, path=path, first_line=at + 2)
    columns = {name: table[:, i] for i, name in enumerate(names)}
    time = _time(columns, "\n".join(lines[:at]), path)
    good = np.isfinite(time) & (time > np.concatenate([[-np.inf], _highest_so_far(time)[:-1]]))
    if int(good.sum()) < 2:
        raise ReadError(path, "at least 2 rows", str(int(good.sum())), "Record a few seconds.")
    kept = {name: column[good] for name, column in columns.items()}
    return LogTable(time[good] - time[good][0], kept, Path(path).name, int((~good).sum()))


def _highest_so_far(time: FloatArray) -> FloatArray:
    return np.maximum.accumulate(np.where(np.isfinite(time), time, -np.inf))


def _time(columns: dict[str, FloatArray], comments: str, path: str | Path) -> FloatArray:
    """Time in seconds, from a column of time, else from a packet counter and the rate."""
    for name in _TIMES:
        if name in columns:
            return _seconds(columns[name])
    rate = _RATE.search(comments)
    if rate and "packetcounter" in columns:
        counter = columns["packetcounter"]
        wrapped = np.concatenate([[0], np.cumsum(np.diff(counter) < 0)]) * 2.0**16
        return (counter + wrapped) / float(rate.group(1))
    held = ", ".join(columns)
    raise ReadError(path, "a column of time such as 'time_s'", f"only: {held[:200]}", EXPORT)


def _seconds(time: FloatArray) -> FloatArray:
    largest = float(np.max(time[np.isfinite(time)], initial=0.0))
    if largest > _NANOSECONDS:
        return time * 1e-9
    return time * 1e-3 if largest > _MILLISECONDS else time
