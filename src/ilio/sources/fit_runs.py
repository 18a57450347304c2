"""Runs out of FIT files, the format of most watches.

Only the messages that tell a run are decoded, and everything else is stepped over by its length:
a defect in a message that nobody needs hides no run, and a file takes milliseconds.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN, check_file
from ilio.sources.past_run import Clock, PastRun, Point, Recorded, run_of_points

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST_MOMENT = 0x10000000
"""Smaller times count from when the watch was switched on: its clock was not set."""

SESSION, SPORT, RECORD = 18, 12, 20
STAMP, START, ELAPSED, TIMER, METRES, KIND, SUB_KIND = 253, 2, 7, 8, 9, 5, 6
"""Fields of a session, by their number; lengths in milliseconds and centimetres."""

RECORD_METRES = 5
RUNNING, OTHER_KINDS = 1, (0, 4)
RUNNING_SUB_KINDS = (1, 2, 3, 4, 45, 67)
"""Treadmill, street, trail, track, indoor running, ultra: runs also within a general sport."""

SIZES = {1: "B", 2: "H", 4: "I", 8: "Q"}
UNPACKED_AT_MOST = 200_000_000
"""A gzipped file may hold more than memory does [B]."""

Message = dict[int, int]


@dataclass
class _Layout:
    """How the messages of one kind lie in the file."""

    message: int
    order: str
    fields: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0


def read_fit(file: Path, clock: Clock) -> Recorded:
    """The runs of a FIT file.

    Parameters
    ----------
    file
        The file, also gzipped.
    clock
        Zone of the person, and which moments can be.

    Raises
    ------
    ReadError
        If it is no whole FIT file.

    Examples
    --------
    >>> from datetime import date
    >>> read_fit(Path("nowhere.fit"), Clock(UTC, date(2026, 11, 23)))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.fit: expected a file, got nothing by that name. Check the \
spelling and the folder.
    """
    content = _unpacked(file)
    found: list[Recorded] = []
    while content:
        length = _checked(content, file)
        body = content[content[0] : length - 2]
        totals = list(_messages(body, file, (SESSION, SPORT)))
        if any(kind == SESSION for kind, _ in totals):
            found.append(_from_totals(totals, clock))
        else:
            points = _messages(body, file, (RECORD,))
            found.append(_from_records(totals, list(points), clock))
        content = content[length:]
    return Recorded(
        tuple(run for part in found for run in part.runs),
        tuple(note for part in found for note in part.notes),
    )


def _unpacked(file: Path) -> bytes:
    raw = check_file(file).read_bytes()
    if file.suffix.lower() != ".gz":
        return raw
    try:
        unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16)
        content = unpacked.decompress(raw, UNPACKED_AT_MOST)
    except zlib.error:
        content = b""
    if not content or not unpacked.eof:
        raise ReadError(file, "a whole FIT file", "one that was cut off", EXPORT_AGAIN)
    return content


def _checked(content: bytes, file: Path) -> int:
    """The length of the first file in it, once its check sum is right."""
    size = content[0]
    if size < 12 or content[8:12] not in (b".FIT", b".FIT"[: len(content) - 8]):
        raise ReadError(file, "a FIT file", "something else", EXPORT_AGAIN)
    if len(content) < size:
        raise ReadError(file, "a whole FIT file", "one that was cut off", EXPORT_AGAIN)
    length = size + int.from_bytes(content[4:8], "little") + 2
    if len(content) < length:
        raise ReadError(file, "a whole FIT file", "one that was cut off", EXPORT_AGAIN)
    if check_sum(content[:length]) != 0:
        got = "one whose check sum is wrong: it was cut off or changed"
        raise ReadError(file, "a whole FIT file", got, EXPORT_AGAIN)
    return length


def check_sum(content: bytes) -> int:
    """The check sum of the FIT protocol; 0 over a file with its own check sum at the end.

    Examples
    --------
    >>> check_sum(b"123456789") == 0xBB3D
    True
    """
    # the sum of two stretches is that of the first, moved past the second, and that of the second:
    # so neighbours are joined until one is left; a zero before them all changes nothing
    words = np.frombuffer(bytes(2 + len(content) % 2) + content, "<u2")
    power = 0
    while len(words) > 1:
        if len(words) % 2:
            words = np.insert(words, 0, 0)
        words = _moved_past(power)[words[::2]] ^ words[1::2]
        power += 1
    return int(_moved_past(0)[words[0]])


@cache
def _moved_past(power: int) -> NDArray[np.uint16]:
    """What 2 to the power so many pairs of zeros do to each sum there may be."""
    if power:
        half = _moved_past(power - 1)
        return half[half]
    table = np.arange(1 << 16)
    for _ in range(16):
        table = table >> 1 ^ 0xA001 * (table & 1)
    return table.astype(np.uint16)


def _messages(body: bytes, file: Path, wanted: Sequence[int]) -> Iterator[tuple[int, Message]]:
    """The messages of some kinds, each as its fields by number."""
    layouts: dict[int, _Layout] = {}
    at, end = 0, len(body)
    try:
        while at < end:
            head = body[at]
            at += 1
            if head & 0x80:
                local = head >> 5 & 0x3
            elif head & 0x40:
                layouts[head & 0xF], at = _layout(body, at, bool(head & 0x20))
                continue
            else:
                local = head & 0xF
            layout = layouts[local]
            if at + layout.size > end:
                raise IndexError("a message that is longer than the file")
            if layout.message in wanted:
                yield layout.message, _fields(body, at, layout)
            at += layout.size
    except (IndexError, KeyError, struct.error) as problem:
        got = f"one with broken messages ({problem})"
        raise ReadError(file, "a whole FIT file", got, EXPORT_AGAIN) from problem


def _layout(body: bytes, at: int, extended: bool) -> tuple[_Layout, int]:
    order = ">" if body[at + 1] else "<"
    layout = _Layout(struct.unpack_from(f"{order}H", body, at + 2)[0], order)
    count, at = body[at + 4], at + 5
    for _ in range(count):
        layout.fields.append((body[at], body[at + 1]))
        at += 3
    if extended:
        count, at = body[at], at + 1
        for _ in range(count):
            layout.fields.append((-1, body[at + 1]))
            at += 3
    layout.size = sum(size for _, size in layout.fields)
    return layout, at


def _fields(body: bytes, at: int, layout: _Layout) -> Message:
    """Whole numbers by field; one with all bits set says nothing."""
    found: Message = {}
    for number, size in layout.fields:
        if number >= 0 and size in SIZES:
            value = struct.unpack_from(f"{layout.order}{SIZES[size]}", body, at)[0]
            if value != 256**size - 1:
                found[number] = value
        at += size
    return found


def _from_totals(totals: Sequence[tuple[int, Message]], clock: Clock) -> Recorded:
    runs, notes = [], []
    for kind, session in totals:
        if kind != SESSION or not _is_run(session.get(KIND), session.get(SUB_KIND)):
            continue
        run = _run_of(session, clock)
        if run is None:
            notes.append("a run without a start or a length left out")
        else:
            runs.append(run)
    return Recorded(tuple(runs), tuple(notes))


def _is_run(kind: int | None, sub_kind: int | None) -> bool:
    return kind in (None, RUNNING) or (kind in OTHER_KINDS and sub_kind in RUNNING_SUB_KINDS)


def _run_of(session: Message, clock: Clock) -> PastRun | None:
    elapsed = session.get(ELAPSED)
    moved = session.get(TIMER, elapsed)
    start = session.get(START)
    if start is None and STAMP in session and elapsed is not None:
        start = session[STAMP] - elapsed // 1000
    if start is None or start < FIRST_MOMENT or not moved:
        return None
    metres = session.get(METRES)
    return PastRun(
        clock.local(EPOCH + timedelta(seconds=start)),
        moved / 60_000,
        None if metres is None else metres / 100_000,
        None if elapsed is None else elapsed / 60_000,
    )


def _from_records(
    totals: Sequence[tuple[int, Message]], records: Sequence[tuple[int, Message]], clock: Clock
) -> Recorded:
    """The run of a watch that stopped before it had written its totals."""
    kinds = [(fields.get(0), fields.get(1)) for _, fields in totals]
    if not all(_is_run(*kind) for kind in kinds):
        return Recorded()
    points: list[Point] = []
    metres: list[int] = []
    for _, fields in records:
        if fields.get(STAMP, 0) >= FIRST_MOMENT:
            points.append((EPOCH + timedelta(seconds=fields[STAMP]), None, None))
            metres += [fields[RECORD_METRES]] if RECORD_METRES in fields else []
    found = run_of_points([points], clock)
    if not found.runs or not metres:
        return found
    run = found.runs[0]
    km = (max(metres) - min(metres)) / 100_000
    return Recorded((PastRun(run.start, run.minutes, km, run.elapsed),), found.notes)
