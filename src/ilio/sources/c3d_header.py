"""What a C3D file promises in its first blocks, held against its length before it is read."""

import struct
from collections.abc import Iterator
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN

_BLOCK = 512
_DEC, _BIG_ENDIAN = 85, 86
_MANY_FRAMES = 65535
_TYPES = {-1: "c", 1: "b", 2: "H", 4: "f"}
"""Kinds of parameters by their code; a word is taken as never negative."""


def check_whole(file: Path) -> int:
    """Refuse what is no C3D file, one that ezc3d cannot read, or one shorter than it promises.

    Returns
    -------
    How many frames it promises; 0 where nothing tells.

    Raises
    ------
    ReadError
        If it is.

    Examples
    --------
    >>> check_whole(Path(__file__))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...c3d_header.py: expected a C3D file, got another kind of...
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(_BLOCK)
        if size < _BLOCK or head[1] != 80:
            cut = head[1:2] == b"P"
            kind = "a file cut off in its header" if cut else "another kind of content"
            raise ReadError(file, "a C3D file", kind, EXPORT_AGAIN)
        stream.seek((head[0] - 1) * _BLOCK)
        section = stream.read(4)
        section += stream.read(max(0, section[2] * _BLOCK - 4)) if len(section) == 4 else b""
    if len(section) < 4:
        raise ReadError(file, "a C3D file", "a file cut off in its header", EXPORT_AGAIN)
    if section[3] == _BIG_ENDIAN:
        todo = "Save it again with PC (Intel) numbers."
        raise ReadError(file, "a C3D file of Intel or DEC numbers", "one of MIPS numbers", todo)
    frames, needed = _promised(head, section)
    if size < needed:
        share = f"{size} bytes of {needed}"
        raise ReadError(file, "a whole C3D file", f"a truncated one ({share})", EXPORT_AGAIN)
    return frames


def _promised(head: bytes, section: bytes) -> tuple[int, int]:
    """Number of frames and bytes of the whole file; 0 where nothing tells how many there are."""
    points, analog, first, last = struct.unpack("<4H", head[2:10])
    start = struct.unpack("<H", head[16:18])[0]
    frames = last - first + 1 if last < _MANY_FRAMES else _long_frames(section)
    # A negative scale says that the numbers are real; DEC writes the half with the sign first.
    size = 4 if head[13 if section[3] == _DEC else 15] >= 128 else 2
    if frames <= 0:
        return 0, 0
    return frames, (start - 1) * _BLOCK + frames * (4 * points + analog) * size


def _long_frames(section: bytes) -> int:
    """How many frames a recording holds whose number the first block cannot say; 0 if nothing does.

    As the field's first and last frame in two words each, else as the number of frames.
    """
    found = dict(_parameters(section))
    first, last = (found.get(f"ACTUAL_{end}_FIELD", ()) for end in ("START", "END"))
    if len(first) == 2 and len(last) == 2:
        return int(last[0] + 65536 * last[1]) - int(first[0] + 65536 * first[1]) + 1
    frames = found.get("LONG_FRAMES") or found.get("FRAMES") or (0,)
    return int(frames[0]) if section[3] != _DEC or isinstance(frames[0], int) else 0


def _parameters(section: bytes) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Numbers of the parameters by their name; stops where an entry does not fit the section."""
    at = 4
    while at + 2 < len(section) and section[at]:
        length = abs(struct.unpack_from("b", section, at)[0])
        body = at + 2 + length
        if body + 4 > len(section):
            return
        name = section[at + 2 : body].decode("latin-1").upper()
        step = struct.unpack_from("<H", section, body)[0]
        kind, ranks = _TYPES.get(struct.unpack_from("b", section, body + 2)[0]), section[body + 3]
        count = 1
        for rank in section[body + 4 : body + 4 + ranks]:
            count *= rank
        values = f"<{min(count, 2)}{kind}"
        is_group = section[at + 1] >= 128
        if kind in ("H", "f") and not is_group and body + 12 + ranks <= len(section):
            yield name, struct.unpack_from(values, section, body + 4 + ranks)
        if not step:
            return
        at = body + step
