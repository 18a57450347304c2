"""TRC marker files, as OpenSim, Vicon and Qualisys tools write them."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.clock import Clock, in_seconds
from ilio.sources.clock_units import unit_by_format
from ilio.sources.markers import Markers, metres_per_unit, with_gaps
from ilio.sources.number_table import parse_numbers
from ilio.sources.opening import read_text
from ilio.sources.rates import check_rate
from ilio.sources.repeated import by_name

EXPORT = "Export it again as TRC."


def read_trc(path: str | Path) -> Markers:
    r"""Read a TRC file.

    Raises
    ------
    ReadError
        If the header or the marker names are missing, a row has too many or too few columns, a
        cell is not a number, or there are fewer than two rows.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> head = "PathFileType\t4\t(X/Y/Z)\ta.trc\nDataRate\tUnits\n100\tmm\n"
    >>> body = "Frame#\tTime\tLASI\n\t\tX1\tY1\tZ1\n1\t0\t1\t2\t3\n2\t1\t0\t0\t0\n"
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.trc"
    ...     _ = file.write_text(head + body)
    ...     markers = read_trc(file)
    >>> markers.positions_m["LASI"][:, 2], markers.unit
    (array([0.003,   nan]), 'mm, from the file')
    """
    lines = read_text(path).split("\n")
    at = _name_line(lines, path)
    delimiter = "\t" if "\t" in lines[at] else None
    first = _first_row(lines, at)
    rows = [line for line in lines[first:] if line.strip()]
    names = _names(lines[at], delimiter, rows, path)
    columns = ["Frame#", "Time", *(f"{name} {axis}" for name in names for axis in "XYZ")]
    table = parse_numbers(rows, columns, delimiter=delimiter, path=path, first_line=first + 1)
    header = _header(lines[:at])
    rate = _rate(header)
    clock = _time(table[:, 1], rate, path)
    xyz = with_gaps(table[:, 2:].reshape(len(table), len(names), 3))
    factor, unit = metres_per_unit(header.get("units", ""), xyz, path)
    named = by_name((name, xyz[:, i] * factor) for i, name in enumerate(names) if name)
    return Markers(
        clock.time_s,
        named.columns,
        unit,
        Path(path).name,
        rate or float(round(1 / float(np.median(np.diff(clock.time_s))), 6)),
        (clock.note,) if clock.note else (),
        named.repeated,
    )


def _name_line(lines: list[str], path: str | Path) -> int:
    for at, line in enumerate(lines):
        if line.strip().lower().startswith("frame"):
            return at
    raise ReadError(path, "a line 'Frame# Time' with the marker names", "none", EXPORT)


def _names(line: str, delimiter: str | None, rows: list[str], path: str | Path) -> list[str]:
    """One name a marker, in the order of the columns; empty for one without a name.

    Where each name stands above its own three columns, others may have none; where names stand
    side by side, all must have one.
    """
    words = [word.strip() for word in line.split(delimiter)]
    names = [word for word in words[2:] if word]
    if len(words) < 2 or not words[1].lower().startswith("time"):
        raise ReadError(path, "a column 'Time' after 'Frame#'", f"'{line.strip()[:60]}'", EXPORT)
    if not names:
        raise ReadError(path, "marker names in the 'Frame#' line", "none", EXPORT)
    placed = words[2::3]
    if delimiter is None or any(words[3::3]) or any(words[4::3]):
        return names
    held = max((len(row.split(delimiter)) - 2) // 3 for row in rows[:9]) if rows else len(names)
    while placed and not placed[-1]:
        placed.pop()
    return placed + [""] * (held - len(placed))


def _first_row(lines: list[str], name_line: int) -> int:
    """Skip the line of axis names (X1 Y1 Z1 ...) and blank lines."""
    at = name_line + 1
    while at < len(lines) and (not lines[at].strip() or lines[at].strip()[0] in "XYZxyz"):
        at += 1
    return at


def _header(lines: list[str]) -> dict[str, str]:
    """Name to value of the header: names in one line, values in the next."""
    found: dict[str, str] = {}
    for keys, values in pairwise(lines):
        if "datarate" in keys.lower():
            pairs = zip(keys.split(), values.split(), strict=False)
            found = {key.lower(): value for key, value in pairs}
    if found.get("units", "").replace(".", "").isdigit():
        found.pop("units")  # the unit cell was left empty, so that the values slid to the left
    return found


def _rate(header: dict[str, str]) -> float | None:
    try:
        rate = float(header["datarate"])
    except (KeyError, ValueError):
        return None
    return rate if rate > 0 else None


def _time(column: FloatArray, rate_hz: float | None, path: str | Path) -> Clock:
    if len(column) < 2:
        raise ReadError(path, "at least 2 rows", str(len(column)), "Record at least one second.")
    if np.all(np.isfinite(column)) and np.all(np.diff(column) > 0):
        return in_seconds(
            column, path, unit=None if rate_hz else unit_by_format(column), rate_hz=rate_hz
        )
    if rate_hz is None:
        raise ReadError(path, "a rising column 'Time' or a 'DataRate'", "neither", EXPORT)
    note = f"The times do not rise from row to row: they were counted from the {rate_hz:g} Hz."
    return Clock(np.arange(len(column)) / check_rate(rate_hz, path), note)
