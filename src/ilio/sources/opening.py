"""Opening a file: is it there, is it a file, does it hold anything, which text is in it."""

import gzip
import zlib
from pathlib import Path

from ilio.core import ReadError

EXPORT_AGAIN = "Export or copy the file again."


def check_file(path: str | Path) -> Path:
    """The path, once it is known to be a file that holds something.

    Raises
    ------
    ReadError
        If there is no such file, it is a folder, it is empty, or it may not be read.

    Examples
    --------
    >>> check_file(__file__).name
    'opening.py'
    """
    file = Path(path)
    if file.is_dir():
        raise ReadError(file, "a file", "a folder", "Give one file of that folder.")
    if not file.exists():
        raise ReadError(
            file, "a file", "nothing by that name", "Check the spelling and the folder."
        )
    try:
        empty = file.stat().st_size == 0 or not _first_byte(file)
    except OSError as problem:
        why = problem.strerror or "a file that cannot be opened"
        raise ReadError(file, "a file that may be read", why, "Check its rights.") from None
    if empty:
        raise ReadError(file, "a recording", "an empty file", EXPORT_AGAIN)
    return file


def _first_byte(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(1)


def plain_suffix(path: str | Path) -> str:
    """The suffix that tells the kind, small letters, a closing ``.gz`` left out.

    Examples
    --------
    >>> plain_suffix("raise.TRC.gz")
    '.trc'
    """
    name = Path(Path(path).name.lower())
    return Path(name.stem).suffix if name.suffix == ".gz" else name.suffix


def read_text(path: str | Path) -> str:
    """The text of a file, unpacked if it is gzipped, with plain line ends.

    Raises
    ------
    ReadError
        If it cannot be opened or unpacked, holds no text, or is empty.

    Examples
    --------
    >>> read_text(__file__).splitlines()[1]
    ''
    """
    file = check_file(path)
    raw = file.read_bytes()
    if file.suffix.lower() == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            raise ReadError(
                file, "a whole gzip file", "a damaged or cut one", EXPORT_AGAIN
            ) from None
    if b"\x00" in raw:
        raise ReadError(file, "a text file", "binary content", EXPORT_AGAIN)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    if not text.strip():
        raise ReadError(file, "a recording", "an empty file", EXPORT_AGAIN)
    return text.replace("\r\n", "\n").replace("\r", "\n")
