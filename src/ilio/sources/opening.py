"""Opening a file: is it there, is it a file, does it hold anything, which text is in it."""

import codecs
import gzip
import zlib
from pathlib import Path

from ilio.core import ReadError

EXPORT_AGAIN = "Export or copy the file again."

MOST_BYTES = 100_000_000
"""A text file of motion is not larger: an hour of sixty markers, or ten minutes of all sensors."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the start of a text, and the encoding that each tells; the longer ones first."""


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
        If it cannot be opened or unpacked, is too large, holds no text, or is empty.

    Examples
    --------
    >>> read_text(__file__).splitlines()[1]
    ''
    """
    return text_of(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """The content of a file, unpacked if it is gzipped, up to a size that memory can hold.

    Raises
    ------
    ReadError
        If it cannot be opened or unpacked, or is too large.

    Examples
    --------
    >>> len(read_bytes(__file__)) > 1000
    True
    """
    file = check_file(path)
    if file.stat().st_size > MOST_BYTES:
        raise too_large(file, file.stat().st_size)
    with file.open("rb") as packed:
        if file.suffix.lower() != ".gz":
            return packed.read()
        try:
            with gzip.GzipFile(fileobj=packed) as stream:
                raw = stream.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            expected, got = "a whole gzip file", "a damaged or cut one"
            raise ReadError(file, expected, got, EXPORT_AGAIN) from None
    if len(raw) > MOST_BYTES:
        raise too_large(file, len(raw))
    return raw


def too_large(path: object, size: int) -> ReadError:
    """The error of a text that memory cannot hold.

    Examples
    --------
    >>> too_large("a.csv", 200_000_000).got
    '200 MB or more'
    """
    most = f"at most {MOST_BYTES / 1e6:.0f} MB once it is unpacked"
    return ReadError(path, most, f"{size / 1e6:.0f} MB or more", "Cut it down to one test.")


def text_of(raw: bytes, path: object) -> str:
    r"""Bytes as text in whatever encoding they are, with plain line ends.

    Parameters
    ----------
    raw
        UTF-8, UTF-16 or UTF-32, with or without a mark; else Latin-1.
    path
        For messages.

    Raises
    ------
    ReadError
        If it holds no text, or is empty.

    Examples
    --------
    >>> text_of("a\r\nb".encode("utf-16"), "a.csv")
    'a\nb'
    """
    coding = encoding_of(raw)
    if coding is None and b"\x00" in raw:
        raise ReadError(path, "a text file", "binary content", EXPORT_AGAIN)
    try:
        text = raw.decode(coding or "utf-8")
    except UnicodeDecodeError:
        if coding:
            raise ReadError(path, "a text file", "binary content", EXPORT_AGAIN) from None
        text = raw.decode("latin-1")
    text = text.replace("\ufeff", "").replace("\x00", "")
    if not text.strip():
        raise ReadError(path, "a recording", "an empty file", EXPORT_AGAIN)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(raw: bytes) -> str | None:
    """The encoding that the first bytes of a text tell; None for a plain one.

    Examples
    --------
    >>> encoding_of("ab".encode("utf-16")), encoding_of(b"ab")
    ('utf-16', None)
    """
    return next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _wide(raw)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain letters is nought."""
    start = raw[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    enough = len(start) // 4
    if odd > enough and not even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and not odd else None
