"""Whether a film's file is all there, told by how files of its kind are built."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal

End = Literal["whole", "cut", "unknown"]

UNKNOWN_END = (
    "The film's file does not say how long it is, as recordings of a browser and streams do not: "
    "if pictures are missing at its end, nothing shows it. Play it and see whether it ends as the "
    "test did."
)

EBML, SEGMENT, CLUSTER, CUES = b"\x1aE\xdf\xa3", b"\x18S\x80g", b"\x1fC\xb6u", b"\x1cS\xbbk"
ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
ASF_DATA = bytes.fromhex("3626b2758e66cf11a6d900aa0062ce6c")
ASF_HEAD = 50
"""Of the object of the pictures [B]."""

TRANSPORT, SYNC = 188, 0x47
PROGRAM_END = b"\x00\x00\x01\xb9"
OGG_LAST = 4
"""Flag of the last page of a stream."""


def end_of(path: Path) -> End:
    """Whether a film's file reaches the end that its own structure tells.

    Parameters
    ----------
    path
        A film of any kind that is read.

    Returns
    -------
    str
        ``"cut"`` where bytes are missing that the file counted on, ``"unknown"`` where it may end
        anywhere, so that missing pictures cannot be noticed.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> film = Path(folder.name, "a.avi")
    >>> _ = film.write_bytes(b"RIFF" + bytes(4) + b"AVI LIST" + struct.pack("<I", 900))
    >>> end_of(film)
    'cut'
    >>> folder.cleanup()
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(16)
        told = next((told for fits, told in KINDS if fits(start)), None)
        file.seek(0)
        try:
            return told(file, size) if told else "unknown"
        except struct.error:  # the head of a part is not all there
            return "cut"


def _numbers(file: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _asf(file: BinaryIO, size: int) -> End:
    """The object of the pictures tells its length; a broadcast has none."""
    at = _numbers(file, "<16xQ")[0]
    file.seek(at)
    kind, length = file.read(16), _numbers(file, "<Q")[0]
    if kind != ASF_DATA or length <= ASF_HEAD:
        return "unknown"
    return "whole" if at + length <= size else "cut"


def _avi(file: BinaryIO, size: int) -> End:
    """The list of pictures tells its length; a recorder that was broken off has written none."""
    at, open_end = 0, False
    while at + 8 <= size:
        file.seek(at)
        kind, length = file.read(4), _numbers(file, "<I")[0]
        if kind == b"RIFF":
            at += 12
            continue
        if kind == b"LIST" and file.read(4) == b"movi" and length in (0, 0xFFFFFFFF):
            at, open_end = at + 12, True
            continue
        at += 8 + length + length % 2
    if at > size + 1:
        return "cut"
    return "unknown" if open_end else "whole"


def _matroska(file: BinaryIO, size: int) -> End:
    """Every element tells its length; only the recording and its clusters may be without one."""
    at, open_end, indexed = 0, False, False
    while at < size:
        file.seek(at)
        kind, length = _element(file)
        if kind in (SEGMENT, CLUSTER):
            open_end |= length is None
            at = file.tell() + (length or 0) * (kind == CLUSTER)
            if kind == SEGMENT and length is not None:
                return "whole" if at + length <= size else "cut"
            continue
        if length is None:
            return "unknown"
        indexed |= kind == CUES
        at = file.tell() + length
    if at > size:
        return "cut"
    return "unknown" if open_end and not indexed else "whole"


def _element(file: BinaryIO) -> tuple[bytes, int | None]:
    """Name and length of an element; None for a length that its writer did not know."""
    first = _numbers(file, "B")[0]
    width = 9 - first.bit_length()
    kind = bytes([first]) + file.read(width - 1)
    first = _numbers(file, "B")[0]
    width = 9 - first.bit_length()
    rest = file.read(width - 1)
    if len(rest) < width - 1:
        raise struct.error
    length = int.from_bytes(bytes([first & (0xFF >> width)]) + rest)
    return kind, None if length == (1 << 7 * width) - 1 else length


def _transport(file: BinaryIO, size: int) -> End:
    """Packets of one size until it ends, wherever that is."""
    return "cut" if size % TRANSPORT else "unknown"


def _program(file: BinaryIO, size: int) -> End:
    """Some write a code at the end."""
    file.seek(max(0, size - len(PROGRAM_END)))
    return "whole" if file.read() == PROGRAM_END else "unknown"


def _flash(file: BinaryIO, size: int) -> End:
    """Each tag is followed by its length; the last one must be as long as it says."""
    if size < 28:
        return "cut"
    file.seek(size - 4)
    length = _numbers(file, ">I")[0]
    if not 11 <= length <= size - 17:
        return "cut"
    file.seek(size - 4 - length + 1)
    return "unknown" if int.from_bytes(file.read(3)) + 11 == length else "cut"


def _ogg(file: BinaryIO, size: int) -> End:
    """The last page of a stream says that it is the last."""
    file.seek(max(0, size - 65_307))
    rest = file.read()
    at = rest.rfind(b"OggS")
    page = rest[at:]
    if at < 0 or len(page) < 27 or len(page) < 27 + page[26] + sum(page[27 : 27 + page[26]]):
        return "cut"
    return "whole" if page[5] & OGG_LAST else "unknown"


def _mp4(file: BinaryIO, size: int) -> End:
    """A film in one piece tells its length; fragments go on until a list of them closes it."""
    at, last, fragments = 0, b"", False
    while at < size:
        file.seek(at)
        (length,), last = _numbers(file, ">I"), file.read(4)
        fragments |= last == b"moof"
        if length == 1:
            (length,) = _numbers(file, ">Q")
        if length < 8:  # to the end, or no box: what some cameras write after the film
            break
        at += length
    if not fragments or last == b"mfra":
        return "whole"
    return "cut" if at > size else "unknown"


KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[BinaryIO, int], End]], ...] = (
    (lambda start: start == ASF_HEADER, _asf),
    (lambda start: start[:4] == b"RIFF", _avi),
    (lambda start: start[:4] == EBML, _matroska),
    (lambda start: start[:3] == b"FLV", _flash),
    (lambda start: start[:4] == b"OggS", _ogg),
    (lambda start: start[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"), _mp4),
    (lambda start: start[:1] == bytes([SYNC]), _transport),
    (lambda start: start[:4] == b"\x00\x00\x01\xba", _program),
)
"""How each kind begins, and what tells its end."""
