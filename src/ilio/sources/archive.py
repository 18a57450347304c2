"""A zip archive as its files, kept in memory and within bounds; nothing is written to disk."""

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN, MOST_BYTES, check_file

MOST_FILES = 130_000
"""A folder of points has one file a picture, and an hour of those is less."""


def names_in(path: str | Path) -> list[str]:
    """Names of the files in an archive, in order; helpers of macOS are left out.

    Raises
    ------
    ReadError
        If it is no whole zip archive, or holds too many files.

    Examples
    --------
    >>> names_in(__file__)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...archive.py: expected a whole zip archive, got a damaged one...
    """
    with _opened(path) as archive:
        # a damaged archive may hold a file without a name
        found = [name for name in archive.namelist() if name and not name.endswith("/")]
    if len(found) > MOST_FILES:
        todo = "Cut it down to one test."
        raise ReadError(path, f"at most {MOST_FILES} files", str(len(found)), todo)
    return [n for n in found if "__MACOSX" not in n and not Path(n).name.startswith(".")]


def files_in(path: str | Path, names: Sequence[str]) -> dict[str, bytes]:
    """Contents of files of an archive by their name.

    Raises
    ------
    ReadError
        If one of them is damaged or asks for a password, or all are too large together.

    Examples
    --------
    >>> files_in(__file__, [])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...archive.py: expected a whole zip archive, got a damaged one...
    """
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    with _opened(path) as archive:
        for name in names:
            found[name] = _content(archive, name, left + 1, path)
            left -= len(found[name])
            if left < 0:
                most = f"at most {MOST_BYTES / 1e6:.0f} MB once it is unpacked"
                raise ReadError(path, most, "more", "Cut it down to one test.")
    return found


def _opened(path: str | Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(check_file(path))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        raise ReadError(path, "a whole zip archive", "a damaged one", EXPORT_AGAIN) from None


def _content(archive: zipfile.ZipFile, name: str, most: int, path: str | Path) -> bytes:
    try:
        with archive.open(name) as stream:
            return stream.read(most)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, KeyError):
        raise ReadError(path, f"a whole '{name}' in it", "a damaged one", EXPORT_AGAIN) from None
    except (RuntimeError, NotImplementedError) as problem:
        todo = "Pack it again without a password, as an ordinary zip."
        raise ReadError(path, "an archive that opens", f"'{problem}'", todo) from None
