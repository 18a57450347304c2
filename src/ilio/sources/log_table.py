"""A log of a phone app or a sensor as columns over time."""

from dataclasses import dataclass
from pathlib import Path

from ilio.observations import FloatArray
from ilio.sources.clock import left_out, rising
from ilio.sources.log_cells import cells_of
from ilio.sources.log_columns import columns_of
from ilio.sources.log_time import clock_of
from ilio.sources.opening import read_text
from ilio.sources.repeated import Named


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
    repeated
        Names of several columns that differ; none of them is among the columns.

    Examples
    --------
    >>> import numpy as np
    >>> LogTable(np.arange(2.0), {}, "a.csv").notes
    ()
    """

    time_s: FloatArray
    columns: dict[str, FloatArray]
    name: str
    notes: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def read_log_table(path: str | Path) -> LogTable:
    r"""Read a log in whatever style: separator, quotes, decimal sign, header, unit of time.

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
    return log_of(read_text(path), path)


def log_of(text: str, path: str | Path) -> LogTable:
    r"""The log that a text holds.

    Parameters
    ----------
    text
        Of the log.
    path
        For messages; its name is that of the log.

    Raises
    ------
    ReadError
        As `read_log_table`.

    Examples
    --------
    >>> log_of("time_s,angle_deg\n0,5\n0.1,6\n", "a.csv").columns["angle_deg"]
    array([5., 6.])
    """
    cells = cells_of(text, path)
    return settled_log(columns_of(cells, path), cells.comments, path)


def settled_log(named: Named, comments: str, path: str | Path) -> LogTable:
    """Columns with their clock settled.

    Parameters
    ----------
    named
        The columns.
    comments
        What stands above them.
    path
        For messages.

    Raises
    ------
    ReadError
        If there is no column of time, or it holds fewer than two rows that rise.

    Examples
    --------
    >>> import numpy as np
    >>> settled_log(Named({"time_ms": np.array([20.0, 40.0])}), "", "a.csv").time_s
    array([0.  , 0.02])
    """
    clock = clock_of(named.columns, comments, path)
    good = rising(clock.time_s, path)
    kept = {name: column[good] for name, column in named.columns.items()}
    time = clock.time_s[good]
    notes = (*([clock.note] if clock.note else []), *left_out(good))
    return LogTable(time - time[0], kept, Path(path).name, notes, named.repeated)
