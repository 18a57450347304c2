"""The fields of a form that a page sent, in either of the two ways in which browsers send them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from ilio.apps.web.security.spool import MOST_HELD, Spool
from ilio.core.texts import UNFIT

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

PLAIN = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"

MOST_FIELDS = 200
"""The longest form of the page has about 40."""

MOST_HEADERS, LONGEST_HEADER = 4, 1000
"""Of one part: lines, and bytes in a line. Browsers send two lines."""


def is_form(content_type: str) -> bool:
    """Whether a body is a form.

    Examples
    --------
    >>> is_form("multipart/form-data; boundary=x"), is_form("application/json")
    (True, False)
    """
    return _kind(content_type) in (PLAIN, WITH_FILES)


def has_files(content_type: str) -> bool:
    """Whether a body is a form that may bring files along.

    Examples
    --------
    >>> has_files("multipart/form-data; boundary=x"), has_files(PLAIN)
    (True, False)
    """
    return _kind(content_type) == WITH_FILES


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


class Form:
    r"""A form that is read piece by piece as it comes, in time that grows with its length only.

    A name that comes several times has its values on lines of their own. The text of a file stands
    under the name of its field, its name under ``FIELD.filename``; what is no readable character
    becomes a mark. A large file is no text here: it lies on disk until the form is closed.

    Parameters
    ----------
    content_type
        The header.

    Examples
    --------
    >>> form = Form("application/x-www-form-urlencoded")
    >>> form.take(b"days=mon&da"), form.take(b"ys=wed&note=")
    (None, None)
    >>> form.fields()
    {'days': 'mon\nwed', 'note': ''}
    >>> form = Form("multipart/form-data; boundary=x")
    >>> form.take(b'--x\r\nContent-Disposition: form-data; name="week"; filename="a.ics"\r\n\r\n')
    >>> form.take(b"BEGIN\r\n--x--\r\n")
    >>> form.fields()
    {'week': 'BEGIN', 'week.filename': 'a.ics'}
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        self._plain = bytearray()
        self._parts = _Parts()
        self._parser = None
        self._readable = True
        if kind == WITH_FILES.encode():
            self._parser = self._begun(options.get(b"boundary", b""))
            self._readable = self._parser is not None

    def take(self, piece: bytes) -> None:
        """Take the next piece.

        Examples
        --------
        >>> Form("multipart/form-data").take(b"no boundary: let go")
        """
        if not self._readable:
            return
        if self._parser is None:
            self._plain += piece
            self._readable = len(self._plain) <= MOST_HELD
            return
        try:
            self._parser.write(piece)
        except (FormParserError, _TooMany):
            self._readable = False

    def fields(self) -> dict[str, str]:
        """What came; empty when it cannot be read.

        Examples
        --------
        >>> Form("multipart/form-data").fields()
        {}
        """
        found: dict[str, str] = {}
        for name, value in self._pairs() if self._readable else ():
            found[name] = f"{found[name]}\n{value}" if name in found else value
        return found

    def files(self) -> dict[str, Path]:
        """Where the large files lie, by the name of their field.

        Examples
        --------
        >>> Form("multipart/form-data").files()
        {}
        """
        return self._parts.files() if self._readable else {}

    def close(self) -> None:
        """Delete the large files.

        Examples
        --------
        >>> Form("multipart/form-data").close()
        """
        self._parts.close()

    def _begun(self, boundary: bytes) -> MultipartParser | None:
        try:
            return MultipartParser(
                boundary,
                self._parts.callbacks(),
                max_header_count=MOST_HEADERS,
                max_header_size=LONGEST_HEADER,
            )
        except FormParserError:
            return None

    def _pairs(self) -> list[tuple[str, str]]:
        if self._parser is not None:
            return self._parts.pairs()
        try:
            text = self._plain.decode("utf-8", "replace")
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return []
        return [(_readable(name), _readable(value)) for name, value in pairs]


class _TooMany(Exception):
    """More parts, or more text in them, than any form of the page has."""


@dataclass
class _Part:
    """One part: what its header says, and its content."""

    said: dict[bytes, bytes] = field(default_factory=dict)
    content: Spool = field(default_factory=Spool)


class _Parts:
    """The parts that a parser calls out, one after the other."""

    def __init__(self) -> None:
        self._found: list[_Part] = []
        self._held = 0
        self._label, self._value = bytearray(), bytearray()

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._part,
            "on_header_field": lambda data, at, to: self._label.extend(data[at:to]),
            "on_header_value": lambda data, at, to: self._value.extend(data[at:to]),
            "on_header_end": self._header,
            "on_part_data": self._data,
        }

    def pairs(self) -> list[tuple[str, str]]:
        found = []
        for part in self._named():
            name = _text(part.said[b"name"])
            if part.content.file is None:
                found.append((name, _text(part.content.held)))
            if b"filename" in part.said:
                found.append((f"{name}.filename", _text(part.said[b"filename"])))
        return found

    def files(self) -> dict[str, Path]:
        files = ((part.said[b"name"], part.content.file) for part in self._named())
        return {_text(name): file for name, file in files if file}

    def close(self) -> None:
        for part in self._found:
            part.content.close()

    def _named(self) -> list[_Part]:
        return [part for part in self._found if b"name" in part.said]

    def _part(self) -> None:
        if len(self._found) == MOST_FIELDS:
            raise _TooMany
        self._found.append(_Part())

    def _data(self, data: bytes, at: int, to: int) -> None:
        part, came = self._found[-1], to - at
        if part.content.file is None and self._held + came > MOST_HELD:  # all parts together
            if b"filename" not in part.said:
                raise _TooMany
            self._held -= part.content.size
            part.content.to_disk()
        if part.content.file is None:
            self._held += came
        part.content.take(data[at:to])

    def _header(self) -> None:
        if bytes(self._label).lower() == b"content-disposition":
            self._found[-1].said.update(parse_options_header(bytes(self._value))[1])
        self._label, self._value = bytearray(), bytearray()


def _text(raw: bytes | bytearray) -> str:
    return _readable(raw.decode("utf-8", "replace"))


def _readable(text: str) -> str:
    return UNFIT.sub("\ufffd", text)
