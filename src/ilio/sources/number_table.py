"""Rows of numbers in text: parsed at once, and every fault named by line and column."""

from collections.abc import Sequence

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.bounds import check_rows
from ilio.sources.decimal_signs import decimal_commas

NOT_A_NUMBER = frozenset(
    {"", "-", "nan", "na", "n/a", "null", "none", "-nan", "nan(ind)", "-nan(ind)", "1.#ind",
     "-1.#ind", "1.#qnan", "-1.#qnan"}
)  # fmt: skip
"""What programs write for a value that is not there; the last ones are of Windows."""


def parse_numbers(
    rows: Sequence[str],
    names: Sequence[str],
    *,
    delimiter: str | None,
    path: object,
    first_line: int,
) -> FloatArray:
    """Turn rows of text into a table; an empty cell is NaN, and so is what is not finite.

    Parameters
    ----------
    rows
        Lines, none of them blank.
    names
        Name of each column, for the messages; fixes how many there must be.
    delimiter
        Between two cells; None for any white space.
    path
        For the messages.
    first_line
        Line number of ``rows[0]``, for the messages.

    Returns
    -------
    numpy.ndarray
        ``(len(rows), len(names))``.

    Raises
    ------
    ReadError
        If there are no rows, a row is longer or shorter, or a cell is not a number.

    Examples
    --------
    >>> parse_numbers(["0,1", "1,"], ["t", "x"], delimiter=",", path="a.csv", first_line=2)
    array([[ 0.,  1.],
           [ 1., nan]])
    """
    if not rows:
        raise ReadError(path, "rows of numbers", "none after the header", "Export the file again.")
    check_rows(len(rows), path)
    fixed = [_without_last_empty(row, len(names), delimiter) for row in rows]
    for at, row in enumerate(fixed):
        found = len(_cells(row, delimiter)) if delimiter is None else row.count(delimiter) + 1
        if found != len(names):
            last = at + 1 == len(fixed) and found < len(names)
            raise uneven_row(path, len(names), found, first_line + at, last)
    if delimiter != ",":
        fixed = _with_points(fixed, delimiter)
    try:
        table = _at_once(fixed, delimiter)
    except ValueError:
        table = _one_by_one(fixed, names, delimiter, path, first_line)
    return np.where(np.isinf(table), np.nan, table)


def _with_points(rows: list[str], delimiter: str | None) -> list[str]:
    """Rows in which commas that stand before decimals are points, as a spreadsheet wrote them."""
    if not any("," in row for row in rows) or any("." in row for row in rows):
        return rows
    cells = (cell for row in rows for cell in _cells(row, delimiter))
    return [row.replace(",", ".") for row in rows] if decimal_commas(cells) else rows


def uneven_row(path: object, columns: int, found: int, line: int, last: bool) -> ReadError:
    """The error for a row of too many or too few cells; only the last can have been cut off.

    Examples
    --------
    >>> uneven_row("a.csv", 4, 3, 17, last=False).todo
    'Give that row as many cells as the others, or delete it.'
    """
    todo = "Give that row as many cells as the others, or delete it."
    if last:
        todo = "The file may have been cut off; export it again."
    return ReadError(path, f"{columns} columns", f"{found} in line {line}", todo)


def _cells(row: str, delimiter: str | None) -> list[str]:
    return row.split(delimiter)


def _without_last_empty(row: str, columns: int, delimiter: str | None) -> str:
    if delimiter and row.endswith(delimiter) and row.count(delimiter) == columns:
        return row[: -len(delimiter)]
    return row


def _at_once(rows: Sequence[str], delimiter: str | None) -> FloatArray:
    filled = [_filled(row, delimiter) for row in rows] if delimiter else rows
    table = np.loadtxt(filled, delimiter=delimiter, comments=None, ndmin=2)
    return np.asarray(table, dtype=np.float64)


def _filled(row: str, delimiter: str) -> str:
    pair, nan = delimiter + delimiter, f"{delimiter}nan{delimiter}"
    if pair in row:
        row = row.replace(pair, nan).replace(pair, nan)
    row = f"nan{row}" if row.startswith(delimiter) else row
    return f"{row}nan" if row.endswith(delimiter) else row


def _one_by_one(
    rows: Sequence[str], names: Sequence[str], delimiter: str | None, path: object, first_line: int
) -> FloatArray:
    table = np.full((len(rows), len(names)), np.nan)
    for at, row in enumerate(rows):
        for column, cell in enumerate(_cells(row, delimiter)):
            text = cell.strip().strip('"')
            try:
                table[at, column] = np.nan if text.lower() in NOT_A_NUMBER else float(text)
            except ValueError:
                raise ReadError(
                    path,
                    "a number",
                    f"'{text}' in line {first_line + at}, column '{names[column]}'",
                    "Correct or empty that cell.",
                ) from None
    return table
