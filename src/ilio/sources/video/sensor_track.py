"""A track of sensor readings in an MP4 or MOV file, found and read box by box.

The demuxer is not asked: opening a film with it takes 50 ms, and damage could bring it down.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray

Whole = NDArray[np.int64]

MOST_BOXES = 1000
"""A file with more side by side was not written by a camera."""

MOST_TABLE_BYTES = 8 * 1024 * 1024
MOST_SAMPLE_BYTES = 256 * 1024
MOST_BYTES = 8 * 1024 * 1024
"""Beyond this a table, a sample and all samples are cut, whatever the file claims."""

HEADER_BYTES = 16


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the file.

    Parameters
    ----------
    kind
        Four letters.
    start, end
        Where its content lies in the file [byte].

    Examples
    --------
    >>> Box(b"moov", 8, 108).end
    108
    """

    kind: bytes
    start: int
    end: int


def track_samples(path: Path, runs: Mapping[bytes, int], places: int) -> tuple[bytes, list[bytes]]:
    """Samples of the first track of one of these codings.

    Parameters
    ----------
    path
        Any file; one that is no MP4 holds no such track.
    runs
        How many samples in a row to read, by coding: four letters, as in the sample description.
    places
        At how many places of the film, evenly spread.

    Returns
    -------
    The coding, empty if there is no such track, and the samples; of a damaged track those that
    can be read.

    References
    ----------
    ISO 14496-12 (the ISO base media file format), sample tables.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     track_samples(Path(file.name), {b"gpmd": 1}, 8)
    (b'', [])
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        for moov in _named(file, Box(b"", 0, size), b"moov"):
            for trak in _named(file, moov, b"trak"):
                tables = {box.kind: box for box in _tables(file, trak)}
                coding = _body(file, tables.get(b"stsd"))[12:16]
                if coding in runs:
                    return coding, list(_samples(file, tables, size, places, runs[coding]))
    return b"", []


def _boxes(file: BinaryIO, inside: Box) -> Iterator[Box]:
    at = inside.start
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(HEADER_BYTES)
        if at + 8 > inside.end or len(head) < 8:
            return
        size, kind = struct.unpack_from(">I4s", head)
        start = at + 8
        if size == 1 and len(head) == HEADER_BYTES:
            size, start = int.from_bytes(head[8:]), at + HEADER_BYTES
        end = inside.end if size == 0 else at + size
        if end < start or end > inside.end:
            return
        yield Box(kind, start, end)
        at = end


def _named(file: BinaryIO, inside: Box, kind: bytes) -> Iterator[Box]:
    return (box for box in list(_boxes(file, inside)) if box.kind == kind)


def _tables(file: BinaryIO, trak: Box) -> Iterator[Box]:
    for mdia in _named(file, trak, b"mdia"):
        for minf in _named(file, mdia, b"minf"):
            for stbl in _named(file, minf, b"stbl"):
                yield from _boxes(file, stbl)


def _body(file: BinaryIO, box: Box | None) -> bytes:
    if box is None:
        return b""
    file.seek(box.start)
    return file.read(min(box.end - box.start, MOST_TABLE_BYTES))


def _numbers(body: bytes, kind: str, skip: int) -> Whole:
    width = np.dtype(kind).itemsize
    count = max(0, len(body) - skip) // width
    return np.frombuffer(body, kind, count, min(skip, len(body))).astype(np.int64)


def _samples(
    file: BinaryIO, tables: dict[bytes, Box], file_size: int, places: int, run: int
) -> Iterator[bytes]:
    sizes = _sizes(_body(file, tables.get(b"stsz")), file_size)
    chunks = _numbers(_body(file, tables.get(b"stco")), ">u4", 8)
    if b"co64" in tables:
        chunks = _numbers(_body(file, tables[b"co64"]), ">i8", 8)
    each = _samples_in(_numbers(_body(file, tables.get(b"stsc")), ">u4", 8), len(chunks))
    ends = np.cumsum(np.minimum(each, len(sizes)))
    before = np.concatenate([[0], np.cumsum(sizes)])
    left = MOST_BYTES
    for number in _spread(min(len(sizes), int(ends[-1]) if len(ends) else 0), places, run):
        chunk = int(np.searchsorted(ends, number, side="right"))
        first = int(ends[chunk]) - min(int(each[chunk]), len(sizes))
        place = int(chunks[chunk]) + int(before[number]) - int(before[first])
        size = min(int(sizes[number]), MOST_SAMPLE_BYTES, left)
        if 0 <= place < file_size and size:
            file.seek(place)
            yield file.read(size)
            left -= size


def _sizes(stsz: bytes, file_size: int) -> Whole:
    """Bytes of each sample; no more samples than the file has bytes for."""
    if len(stsz) < 12:
        return np.empty(0, dtype=np.int64)
    one, count = struct.unpack_from(">II", stsz, 4)
    if one:
        most = min(count, file_size // one, MOST_TABLE_BYTES)
        return np.full(most, one, dtype=np.int64)
    return _numbers(stsz, ">u4", 12)[:count]


def _samples_in(stsc: Whole, chunks: int) -> Whole:
    """Samples of each chunk: an entry says from which chunk on how many."""
    entries = stsc[: len(stsc) // 3 * 3].reshape(-1, 3)
    first = entries[:, 0] - 1
    which = np.searchsorted(first, np.arange(chunks), side="right") - 1
    if not len(entries):
        return np.zeros(chunks, dtype=np.int64)
    return np.where(which < 0, 0, entries[np.maximum(which, 0), 1])


def _spread(count: int, places: int, run: int) -> Whole:
    starts: FloatArray = np.linspace(0, max(0, count - run), places)
    numbers = np.unique(np.round(starts).astype(np.int64)[:, None] + np.arange(run))
    return numbers[numbers < count]
