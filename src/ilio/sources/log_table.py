"""Opening a log of a phone app or a sensor: separator, decimal sign, header, numbers."""

import re
from dataclasses import dataclass
from pathlib import Path

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.clock import left_out, rising
from ilio.sources.log_time import EXPORT, clock_of
from ilio.sources.number_table import parse_numbers
from ilio.sources.opening import read_text


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
    notes
        What was made of its times.

    Examples
    --------
    >>> LogTable(np.arange(2.0), {}, "a.csv").notes
    ()
    """

    time_s: FloatArray
    columns: dict[str, FloatArray]
    name: str
    notes: tuple[str, ...] = ()


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
    clock = clock_of(columns, "\n".join(lines[:at]), path)
    good = rising(clock.time_s, path)
    kept = {name: column[good] for name, column in columns.items()}
    time = clock.time_s[good]
    notes = (*([clock.note] if clock.note else []), *left_out(good))
    return LogTable(time - time[0], kept, Path(path).name, notes)
