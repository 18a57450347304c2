"""The sheets of a spreadsheet as text, read in a process of its own: its reader is native code."""

from collections.abc import Iterable
from pathlib import Path

from ilio.core import MissingExtraError, ReadError
from ilio.sources.in_child import Limits, in_child
from ilio.sources.opening import EXPORT_AGAIN, check_file

SHEETS = (".xls", ".xlsx", ".ods")


def texts_of_sheets(path: str | Path) -> dict[str, str]:
    """Each sheet as a text of cells parted by tabs, by its name.

    Raises
    ------
    ReadError
        If it is no whole spreadsheet.
    MissingExtraError
        If python-calamine is not installed.

    Examples
    --------
    >>> texts_of_sheets("no such.xls")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: no such.xls: expected a file, got nothing by that name...
    """
    file = check_file(path)
    found: dict[str, str] = in_child(file, sheets_of, file, limits=Limits.of_file(file))
    return found


def sheets_of(file: Path) -> dict[str, str]:
    """What python-calamine reads; to be called in a child process.

    Raises
    ------
    ReadError, MissingExtraError
        As `texts_of_sheets`.

    Examples
    --------
    >>> from ilio.core import IlioError
    >>> try:
    ...     sheets_of(Path(__file__))
    ... except IlioError:
    ...     print("no spreadsheet")
    no spreadsheet
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingExtraError("python-calamine", "read Excel files") from None
    try:
        book = CalamineWorkbook.from_path(str(file))
        return {
            name: _as_text(book.get_sheet_by_name(name).iter_rows()) for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError):
        raise ReadError(file, "a whole spreadsheet", "a damaged one", EXPORT_AGAIN) from None


def _as_text(rows: Iterable[Iterable[object]]) -> str:
    return "\n".join("\t".join(_text(cell) for cell in row) for row in rows)


def _text(cell: object) -> str:
    """A cell as it would stand in a file of tabs."""
    return " ".join(str(cell).split()) if isinstance(cell, str) else str(cell)
