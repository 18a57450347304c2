"""The cells of a log in whatever style it was written: separator, quotes, header, decimal sign."""

import contextlib
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ilio.core import ReadError
from ilio.sources.bounds import MOST_LOG_BYTES, check_bytes, check_rows
from ilio.sources.decimal_signs import decimal_commas
from ilio.sources.number_table import uneven_row

EXPORT = "Export the log as CSV again."
HEADER_WITHIN = 50
"""The line of column names stands among so many first ones."""

_SEPARATORS = ("\t", ";", ",", "|", " ")
_SEPARATOR_LINE = re.compile(r'"?sep\s*=\s*(.)"?[;,]*', re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_VALUE = re.compile(r"[-+]?(\d[\d.,]*|[.,]\d+)([eE][-+]?\d+)?|\d+[-:./]\d+[-:./T ].*|nan", re.I)
_UNIT = re.compile(r"\W*(m?s|µs|us|ns|m/s.{0,3}|g|mg|deg|°|rad|(deg|rad|°)/s|[µu]t|hz|-)?\W*", re.I)

Row = list[str]


@dataclass(frozen=True)
class Cells:
    """A log as cells of text.

    Parameters
    ----------
    names
        Of the columns, as they are written.
    rows
        As many cells each.
    first_line
        Line number of the first row, for messages.
    comments
        What stands above the names.
    decimal_comma
        Whether a comma stands before the decimals.

    Examples
    --------
    >>> Cells(["t"], [["0"]], 2, "", False).names
    ['t']
    """

    names: Row
    rows: Sequence[Row]
    first_line: int
    comments: str
    decimal_comma: bool


def cells_of(text: str, path: object) -> Cells:
    r"""Cut a text into cells.

    Raises
    ------
    ReadError
        If there is no line of column names, or rows have more or fewer cells than it.

    Examples
    --------
    >>> found = cells_of('sep=;\n"Time (s)";x\n"0,5";"1,25"\n', "a.csv")
    >>> found.names, found.rows, found.decimal_comma
    (['Time (s)', 'x'], [['0,5', '1,25']], True)
    """
    check_bytes(len(text), MOST_LOG_BYTES, path)
    check_rows(text.count("\n"), path)
    lines = text.split("\n")
    said = _SEPARATOR_LINE.fullmatch(lines[0].strip())
    lines[0] = "" if said else lines[0]
    at, first, separator = _layout(lines, said.group(1) if said else None, path)
    names = _without_empty_end(_cut(lines[at], separator))
    numbered = [
        (n, _cut(line, separator))
        for n, line in enumerate(lines[first:], first + 1)
        if line.strip()
    ]
    if not numbered:
        raise ReadError(path, "rows of numbers", "none after the header", EXPORT)
    rows = _even(numbered, len(names), separator, path)
    before = _cut(lines[at - 1], separator) if at else []
    if len(before) == len(names) and all(_UNIT.fullmatch(unit) for unit in names):
        names = [f"{name} ({unit.strip('()[]')})" for name, unit in zip(before, names, strict=True)]
    return Cells(
        names,
        rows,
        first + 1,
        "\n".join(lines[:at]),
        decimal_commas(cell for row in rows for cell in row),
    )


def _layout(lines: Row, said: str | None, path: object) -> tuple[int, int, str]:
    """Which line holds the names and which the first row, and what parts their cells."""
    held = [i for i, line in enumerate(lines) if line.strip() and not line.startswith(("//", "#"))]
    separators = (said,) if said else _SEPARATORS
    for name_line, row_line in pairwise(held[: HEADER_WITHIN + 1]):
        ways = [(_cut(lines[name_line], part), part) for part in separators]
        if any(_is_row(cells) for cells, _ in ways):
            break
        fitting = [way for way in ways if _fit(way[0], _cut(lines[row_line], way[1]), way[1])]
        if fitting:
            return name_line, row_line, max(fitting, key=lambda way: len(way[0]))[1]
    if not held or not _LETTER.search(lines[held[0]]):
        raise ReadError(path, "a first line with column names", "numbers or nothing", EXPORT)
    return held[0], held[0] + 1, said or max(_SEPARATORS[:-1], key=lines[held[0]].count)


def _fit(names: Row, row: Row, separator: str) -> bool:
    """Whether one line may name the cells of the next."""
    names = _without_empty_end(names)
    counts = (len(names), 2 * len(names)) if separator == "," else (len(names),)
    lengths = (len(row), len(_without_empty_end(row)))
    return _is_row(row) and any(length in counts for length in lengths)


def _is_row(cells: Row) -> bool:
    """Whether at least half of the cells that hold anything are values."""
    held = [cell for cell in cells if cell]
    return bool(held) and 2 * sum(bool(_VALUE.fullmatch(cell)) for cell in held) >= len(held)


def _cut(line: str, separator: str) -> Row:
    if separator == " ":
        return line.split()
    if '"' in line:
        with contextlib.suppress(csv.Error):  # a cell without end is cut like any other
            return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    return [cell.strip() for cell in line.split(separator)]


def _without_empty_end(cells: Row) -> Row:
    count = len(cells)
    while count > 1 and not cells[count - 1]:
        count -= 1
    return cells[:count]


def _even(numbered: Sequence[tuple[int, Row]], count: int, part: str, path: object) -> list[Row]:
    """Rows of as many cells as there are names; empty ones more at the end do no harm.

    Where commas part the cells and stand before the decimals of every one, two make a number.
    """
    rows = [row if any(row[count:]) else row[:count] for _, row in numbered]
    if part == "," and all(len(row) == 2 * count for row in rows) and _are_decimals(rows):
        return [[f"{a},{b}" for a, b in zip(row[::2], row[1::2], strict=True)] for row in rows]
    for (line, _), row in zip(numbered, rows, strict=True):
        if part == "," and count < len(row) <= 2 * count and _are_decimals([row]):
            got, todo = f"commas for both in line {line}", "Export it with semicolons or tabs."
            raise ReadError(path, "one sign between cells, another before decimals", got, todo)
        if len(row) != count:
            last = line == numbered[-1][0] and len(row) < count
            raise uneven_row(path, count, len(row), line, last)
    return rows


def _are_decimals(rows: Sequence[Row]) -> bool:
    """Whether every other cell is what may stand after a comma: digits, mostly two or more."""
    parts = [cell for row in rows for cell in row[1::2]]
    long = sum(len(part) > 1 for part in parts)
    return all(part.isdigit() for part in parts) and 2 * long >= len(parts)
