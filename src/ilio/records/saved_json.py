"""Opening what Ilio saved as JSON: a visit, a plan."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ilio.core import InputError, ReadError

T = TypeVar("T")


def read_saved(path: str | Path, what: str, todo: str, build: Callable[[Any], T]) -> T:
    """Open a saved JSON file and build from it what it holds.

    Parameters
    ----------
    path
        The file.
    what
        What it should be, for messages: ``"a saved visit"``.
    todo
        What to do when it holds other text.
    build
        Makes the thing from the parsed JSON; its `InputError` comes back with the file's name.

    Raises
    ------
    ReadError
        If there is no such file, it cannot be opened, is no JSON, or does not hold the thing.

    Examples
    --------
    >>> from ilio.core import IlioError
    >>> try:
    ...     read_saved("nowhere.json", "a saved visit", "Make it again.", dict)
    ... except IlioError as problem:
    ...     print(problem)
    nowhere.json: expected a saved visit, got no such file. Check the path.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
        table = json.loads(text, parse_constant=_no_number)
    except FileNotFoundError:
        raise ReadError(path, what, "no such file", "Check the path.") from None
    except OSError as error:
        why = f"a file that cannot be opened ({error.strerror})"
        raise ReadError(path, what, why, "Check the path and its rights.") from error
    except ValueError as error:
        raise ReadError(path, f"{what} in JSON", f"other text ({error})", todo) from error
    try:
        return build(table)
    except InputError as error:
        raise ReadError(path, error.expected, error.got, error.todo) from error


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number in JSON")
