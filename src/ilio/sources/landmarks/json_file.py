"""A JSON file as plain values, with every way in which it can be broken told as one error."""

import json
import math
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.bounds import MOST_JSON_BYTES, check_bytes
from ilio.sources.opening import read_text


def read_json(path: str | Path, expected: str) -> object:
    """The values of a JSON file.

    Parameters
    ----------
    path
        The file; may be gzipped.
    expected
        What it should be, for messages.

    Raises
    ------
    ReadError
        If it cannot be opened or is no JSON.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.json"
    ...     _ = file.write_text('{"people": [')
    ...     try:
    ...         read_json(file, "points as JSON")
    ...     except ReadError as problem:
    ...         print(str(problem).partition(": ")[2])
    expected points as JSON, got broken JSON (line 1). Export it again.
    """
    return json_of(read_text(path), path, expected)


def json_of(text: str, path: object, expected: str) -> object:
    """The values of a JSON text.

    Parameters
    ----------
    text
        As it stands in the file.
    path, expected
        For messages.

    Raises
    ------
    ReadError
        If it is no JSON.

    Examples
    --------
    >>> json_of("[1, 2]", "a.json", "numbers")
    [1, 2]
    """
    check_bytes(len(text), MOST_JSON_BYTES, path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        got = f"broken JSON (line {error.lineno})"
    except (RecursionError, ValueError):
        got = "JSON that is nested too deep or holds too long a number"
    raise ReadError(path, expected, got, "Export it again.")


def number(value: object) -> float:
    """A finite number, else NaN.

    Examples
    --------
    >>> number(3), number("3"), number(None)
    (3.0, nan, nan)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value) if math.isfinite(value) else math.nan
    except OverflowError:
        return math.nan
