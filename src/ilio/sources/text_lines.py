"""A text file line by line, for files that are larger than what is looked for in them."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN, MOST_BYTES, check_file, encoding_of, too_large

PIECE = 1 << 20


def lines_of(path: str | Path) -> Iterator[str]:
    r"""The lines of a text file without their ends, in whatever encoding, unpacked if gzipped.

    Raises
    ------
    ReadError
        If it cannot be opened or unpacked, is too large, or holds no text.

    Examples
    --------
    >>> next(lines_of(__file__)).strip('"')[:28]
    'A text file line by line, fo'
    """
    file = check_file(path)
    coding = _coding(file)
    with io.TextIOWrapper(_opened(file), coding, newline=None) as text:
        for line in text:
            yield line.rstrip("\n").replace("\ufeff", "").replace("\x00", "")


def _opened(file: Path) -> io.BufferedReader:
    if file.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.GzipFile(file, "rb"))
    return file.open("rb")


def _coding(file: Path) -> str:
    """The encoding in which all of it can be read; Latin-1 where no other fits."""
    size, coding, decoder = 0, None, None
    try:
        with _opened(file) as raw:
            for piece in iter(partial(raw.read, PIECE), b""):
                if decoder is None:
                    coding = encoding_of(piece)
                    decoder = codecs.getincrementaldecoder(coding or "utf-8")()
                size += len(piece)
                if size > MOST_BYTES:
                    raise too_large(file, size)
                if coding is None and b"\x00" in piece:
                    raise ReadError(file, "a text file", "binary content", EXPORT_AGAIN)
                decoder.decode(piece)
            if decoder is not None:
                decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        if coding:
            raise ReadError(file, "a text file", "binary content", EXPORT_AGAIN) from None
        return "latin-1"
    except (OSError, EOFError, zlib.error):
        expected, got = "a whole gzip file", "a damaged or cut one"
        raise ReadError(file, expected, got, EXPORT_AGAIN) from None
    return coding or "utf-8"
