"""Writing files whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilio.core import OutputError


def write_whole(path: str | Path, content: bytes) -> Path:
    """Write a file through a temporary neighbour, so that an old one is never half replaced.

    Parameters
    ----------
    path
        Where to; its folder must exist.
    content
        The bytes.

    Raises
    ------
    OutputError
        If the folder is missing, is no folder, or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(f"{folder}/a.txt", b"whole").read_bytes()
    b'whole'
    """
    with whole_file(path) as part:
        part.write_bytes(content)
    return Path(path)


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """A temporary neighbour to write to, readable by one; it takes the file's place at the end.

    Raises
    ------
    OutputError
        As `write_whole`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(f"{folder}/a.txt") as part:
    ...         _ = part.write_text("whole")
    ...     Path(f"{folder}/a.txt").read_text()
    'whole'
    """
    target = Path(path)
    check_place(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        # what is written may be about a person's health: others may not read it
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield part
        os.replace(part, target)
    except OSError as error:
        raise OutputError(target, error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def check_place(path: str | Path) -> None:
    """Refuse a place that cannot be written, before any work is done for it.

    Raises
    ------
    OutputError
        If the folder is missing, is no folder, or may not be written to.

    Examples
    --------
    >>> check_place("missing/report.html")
    Traceback (most recent call last):
    ...
    ilio.core.errors.OutputError: Cannot write missing/report.html: the folder missing does not \
exist. Nothing was lost; choose another place.
    """
    target = Path(path)
    folder = target.parent
    if not folder.exists():
        raise OutputError(target, f"the folder {folder} does not exist")
    if not folder.is_dir():
        raise OutputError(target, f"{folder} is a file, not a folder")
    if target.is_dir():
        raise OutputError(target, "it is a folder, not a file")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(target, f"the folder {folder} may not be written to")
