"""The manifest of a reliability study: one row a number, or a recording that holds it."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from ilio.core import InputError, MissingExtraError, ReadError, Side, UnknownNameError
from ilio.knowledge import protocol_card, protocol_cards, ranges
from ilio.observations.study_row import StudyRow
from ilio.sources.opening import check_file, plain_suffix, read_text
from ilio.sources.visit_table import Faults, plausible

LABELS = ("person", "side", "rater", "device", "session", "trial", "protocol", "quantity", "unit")
COLUMNS = (*LABELS, "path", "value")
"""Columns of a manifest; only `person` must be filled, and `path` or `value`."""

MOST_FAULTS = 8
"""So many are told at once."""

NOT_ENTERED = "nothing was entered"


def read_study(path: str | Path) -> tuple[StudyRow, ...]:
    r"""Read a manifest (.csv, or .parquet).

    Parameters
    ----------
    path
        CSV with comma, semicolon or tab between the cells, decimal point or comma; the paths in it
        are read from its folder.

    Raises
    ------
    ReadError
        If a column or a label is missing, a cell holds something else, or two rows are the same
        measurement.
    MissingExtraError
        If it is a Parquet file and the package pyarrow is not installed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "study.csv"
    ...     _ = file.write_text("person;session;value;unit\nP01;1;9,5;deg\nP01;2;11;deg\n")
    ...     rows = read_study(file)
    >>> [(row.session, row.value) for row in rows]
    [('1', 9.5), ('2', 11.0)]
    """
    file = check_file(path)
    table = _parquet(file) if plain_suffix(file) == ".parquet" else _csv(file)
    faults = Faults()
    rows = []
    for line, cells in table:
        try:
            rows.append(_row(cells, line, file.parent))
        except InputError as error:
            faults.note(f"line {line}", error)
    _refuse_twice(rows, faults)
    if faults.lines:
        raise _told_at_once(file, faults.lines)
    if not rows:
        raise ReadError(file, "rows under the line of names", "none", "Add one row a measurement.")
    return tuple(rows)


def _csv(file: Path) -> list[tuple[int, dict[str, str]]]:
    lines = read_text(file).split("\n")
    separator = max(("\t", ";", ","), key=lines[0].count)
    reader = csv.reader(lines, delimiter=separator)
    names = [name.strip().lower() for name in next(reader)]
    _check_names(names, file)
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            got = f"{len(cells)} in line {reader.line_num}"
            raise ReadError(file, f"{len(names)} cells", got, "Put texts with a comma in quotes.")
        rows.append((reader.line_num, dict(zip(names, (c.strip() for c in cells), strict=True))))
    return rows


def _parquet(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        purpose = "read tables as Parquet (.csv needs nothing more)"
        raise MissingExtraError("pyarrow", purpose) from None
    try:
        rows = parquet.read_table(file).to_pylist()
    except (arrow.ArrowException, OSError):
        todo = "Write the table again, or as .csv."
        raise ReadError(file, "a Parquet table", "something else", todo) from None
    _check_names([str(name).lower() for name in (rows[0] if rows else ())], file)
    return [
        (line, {k.lower(): _text(v) for k, v in row.items()}) for line, row in enumerate(rows, 1)
    ]


def _text(cell: object) -> str:
    """A cell as a CSV file would hold it: whole numbers of people and sessions stay whole."""
    if cell is None:
        return ""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell) if isinstance(cell, float) and whole else cell).strip()


def _check_names(names: list[str], file: Path) -> None:
    for name in names:
        if name not in COLUMNS:
            raise UnknownNameError("column", name, COLUMNS, file.name)
    if "person" not in names or not {"path", "value"} & set(names):
        todo = "Start from the manifest that this writes: ilio study new FOLDER"
        raise ReadError(file, "columns person, and value or path", ", ".join(names), todo)


def _row(cells: Mapping[str, str], line: int, folder: Path) -> StudyRow:
    said = {name: cells.get(name, "") for name in COLUMNS}
    if not said["person"]:
        raise InputError("a label of the person", "an empty cell", "Write for example P01.")
    if said["path"] and said["value"]:
        raise InputError("a value or a path", "both", "Leave one of the two cells empty.")
    side = Side.parse(said["side"]) if said["side"] else None
    both = said["protocol"] in protocol_cards() and protocol_card(said["protocol"]).sides == "both"
    if said["path"] and ((side is None and not both) or not said["protocol"]):
        todo = (
            "A recording is measured by its protocol on one side: write for example thomas, left."
        )
        raise InputError("protocol and side beside a path", "an empty cell", todo)
    return StudyRow(
        **{name: said[name] for name in LABELS if name != "side"},
        side=side,
        value=_value(said["value"], said["quantity"]) if said["value"] else None,
        path=str(folder / said["path"]) if said["path"] else "",
        why_not="" if said["path"] or said["value"] else NOT_ENTERED,
        line=line,
    )


def _value(cell: str, quantity: str) -> float:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        todo = "Write it bare, without its unit, or leave the cell empty."
        raise InputError("a number under 'value'", f"'{cell}'", todo) from None
    if quantity in ranges():
        return plausible(value, quantity)
    if abs(value) == float("inf") or value != value:
        raise InputError("a number under 'value'", f"'{cell}'", "Leave the cell empty.")
    return value


def _refuse_twice(rows: Iterable[StudyRow], faults: Faults) -> None:
    """The same person, side, rater, device, session and trial twice is a slip, not a repeat."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in LABELS if name != "unit")
        if key in seen:
            got = f"the same as in line {seen[key]}"
            todo = "Tell repeats apart by their session, rater or trial."
            faults.note(f"line {row.line}", InputError("another measurement", got, todo))
        seen[key] = row.line


def _told_at_once(file: Path, lines: list[str]) -> ReadError:
    more = f" (and {len(lines) - MOST_FAULTS} more)" if len(lines) > MOST_FAULTS else ""
    return ReadError(
        file,
        "a study manifest without faults",
        " ".join(lines[:MOST_FAULTS]) + more,
        "Correct these lines and read it again.",
    )
