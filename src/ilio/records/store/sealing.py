"""A seal at the end of a backup: what changed since it was written is found before it is read."""

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from ilio.core import ReadError

LABEL = b"\nilio backup, sha256 of all before: "
SEAL = re.compile(re.escape(LABEL) + b"([0-9a-f]{64})\n")
LENGTH = len(LABEL) + 65
PIECE = 1 << 20

TODO = "Choose a file that ilio backup wrote."
DAMAGED = "Take an older backup: this one changed after it was written."


def seal(path: Path) -> None:
    r"""Write the seal behind the last byte; SQLite does not look there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "a")
    ...     _ = file.write_bytes(b"abc")
    ...     seal(file)
    ...     file.read_bytes()[:15]
    b'abc\nilio backup'
    """
    mark = _mark_of(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(LABEL + mark.encode() + b"\n")


def check(path: Path) -> None:
    """Refuse what is no SQLite file, or changed since it was written.

    A backup of an Ilio that did not seal them yet is checked by SQLite alone, which sees less.

    Raises
    ------
    ReadError
        If it is missing, of another kind, or damaged.

    Examples
    --------
    >>> check(Path("nowhere.db"))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.db: expected a backup of Ilio's, got no such file. \
Check the path.
    """
    if not path.is_file():
        raise ReadError(path, "a backup of Ilio's", "no such file", "Check the path.")
    content = path.stat().st_size - LENGTH
    found = SEAL.fullmatch(_end_of(path)) if content > 0 else None
    if found is not None:
        if _mark_of(path, content) != found[1].decode():
            raise ReadError(path, "a whole backup", "a damaged one", DAMAGED)
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            raise ReadError(path, "a backup of Ilio's", "another kind of file", TODO)
    if not _sound(path):
        raise ReadError(path, "a whole backup", "a damaged one", DAMAGED)


def _sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            faults = opened.execute("PRAGMA foreign_key_check").fetchall()
            return opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not faults
    except sqlite3.Error:
        return False


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-LENGTH, 2)
        return file.read()


def _mark_of(path: Path, length: int) -> str:
    mark = hashlib.sha256()
    with path.open("rb") as file:
        while length > 0:
            piece = file.read(min(PIECE, length))
            mark.update(piece)
            length -= len(piece) or length
    return mark.hexdigest()
