"""The cells of a log as columns of numbers; words beside them are left out, faulty ones told."""

from collections.abc import Sequence

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.decimal_signs import number_of
from ilio.sources.log_cells import Cells
from ilio.sources.number_table import NOT_A_NUMBER
from ilio.sources.repeated import Named, by_name
from ilio.sources.times_of_day import seconds_of


def columns_of(cells: Cells, path: object) -> Named:
    """Columns by name in small letters; a column of words is left out.

    Raises
    ------
    ReadError
        If a cell among numbers is none.

    Examples
    --------
    >>> found = columns_of(Cells(["T", "Who"], [["0,5", "me"], ["", "you"]], 2, "", True), "a.csv")
    >>> found.columns
    {'t': array([0.5, nan])}
    """
    texts = zip(*cells.rows, strict=True)
    pairs = []
    for name, column in zip(cells.names, texts, strict=True):
        values = _numbers(column, cells, name, path)
        if values is None and (values := seconds_of(column)) is not None:
            name = f"{name} (s)"
        if values is not None:
            pairs.append((name.lower(), values))
    return by_name(pairs)


def _numbers(column: Sequence[str], cells: Cells, name: str, path: object) -> FloatArray | None:
    plain = [
        number_of(cell, cells.decimal_comma) if "," in cell else cell or "nan" for cell in column
    ]
    found: FloatArray | None
    try:
        found = np.array(plain, dtype=np.float64)
    except ValueError:
        found = _one_by_one(plain, column, cells, name, path)
    return None if found is None else np.where(np.isinf(found), np.nan, found)


def _one_by_one(
    plain: Sequence[str], column: Sequence[str], cells: Cells, name: str, path: object
) -> FloatArray | None:
    """Numbers; None for a column of words, such as times of day."""
    found = np.full(len(plain), np.nan)
    faulty: list[int] = []
    for at, text in enumerate(plain):
        if text.lower() not in NOT_A_NUMBER:
            try:
                found[at] = float(text)
            except ValueError:
                faulty.append(at)
    if not faulty:
        return found
    held = [text for text in column if text]
    if 2 * len(faulty) > len(held):
        return None
    got = f"'{column[faulty[0]]}' in line {cells.first_line + faulty[0]}, column '{name}'"
    raise ReadError(path, "a number", got, "Correct or empty that cell.")
