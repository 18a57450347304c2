"""What a sent recording holds, told by its content and never by what was said of it."""

import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from ilio.apps.web.faults import Fault, Refusal
from ilio.core import InputError, ReadError

LONGEST_S = 600.0
"""Longest recording that is taken [s]; the longest test takes half a minute."""

FAULTY = "Record it again, or export it again."
EXPECTED = "points of a body as JSON (kind=points) or a phone log as CSV (kind=phone)"


def kind_of(pieces: Iterable[bytes]) -> str:
    """The kind of a recording: JSON holds points, other text a phone log.

    Parameters
    ----------
    pieces
        Its bytes, piece by piece.

    Raises
    ------
    Refusal
        If it is neither: empty, packed, a film.

    Examples
    --------
    >>> kind_of([b'{"frames"', b": []}"]), kind_of([b"time_s,angle_deg"])
    ('points', 'phone')
    """
    coming = iter(pieces)
    first = next(coming, b"")
    start = first[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise _not_taken("nothing")
    if any(byte < 9 for byte in start) or any(b"\x00" in piece for piece in chain([first], coming)):
        raise _not_taken("a film, a picture or a packed file; those stay on your device")
    return "points" if start[:1] in (b"{", b"[") else "phone"


def _not_taken(came: str) -> Refusal:
    return Refusal(Fault(415, EXPECTED, came, FAULTY))


def check_kind(kind: str, pieces: Iterable[bytes]) -> None:
    """Refuse a recording that is of another kind than it was said to be.

    Raises
    ------
    Refusal
        If it is.

    Examples
    --------
    >>> check_kind("phone", [b"time_s,angle_deg"])
    """
    found = kind_of(pieces)
    if found != kind:
        words = {"points": "points of a body as JSON", "phone": "a phone log as CSV"}
        todo = f"Send it with kind={found}."
        raise Refusal(Fault(415, words[kind], words[found], todo))


def facts_of(kind: str, body: bytes | Path) -> dict[str, float | int]:
    r"""How long a recording is, once it is known to be one.

    Parameters
    ----------
    kind
        As it was said to be.
    body
        The bytes, or the file where they lie.

    Raises
    ------
    InputError
        If it cannot be read, or is too long.

    Examples
    --------
    >>> facts_of("phone", b"time_s,angle_deg\n0,1\n0.5,2\n1,3\n")
    {'samples': 3, 'length_s': 1.0}
    """
    body = body.read_bytes() if isinstance(body, Path) else body
    samples, length_s = _points(body) if kind == "points" else _log(body)
    if length_s > LONGEST_S:
        todo = "Cut it to the one test."
        raise InputError(f"at most {LONGEST_S / 60:.0f} minutes", f"{length_s / 60:.0f}", todo)
    return {"samples": samples, "length_s": round(length_s, 3)}


def _points(body: bytes) -> tuple[int, float]:
    expected = "points of a body as JSON"
    try:
        values: Any = from_json(body)  # half the time of json.loads
    except ValueError:
        raise InputError(expected, "broken JSON", FAULTY) from None
    given = values if isinstance(values, dict) else {"frames": values}
    frames = given.get("frames")
    if not isinstance(frames, list) or not frames:
        raise InputError(f"{expected}, with a list of frames", "none", FAULTY)
    ends = [_number(f.get("time_s")) for f in (frames[0], frames[-1]) if isinstance(f, dict)]
    rate = _number(given.get("rate_hz", given.get("fps")))
    if len(ends) == 2 and None not in ends:
        return len(frames), max(0.0, (ends[1] or 0.0) - (ends[0] or 0.0))
    if not rate or rate <= 0:
        raise InputError(f"{expected}, with time_s in each frame or a rate_hz", "neither", FAULTY)
    return len(frames), len(frames) / rate


def _number(value: object) -> float | None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain and abs(value) < 1e12 else None  # type: ignore[arg-type]


def _log(body: bytes) -> tuple[int, float]:
    from ilio.sources.log_table import read_log_table

    with tempfile.TemporaryDirectory(prefix="ilio-") as folder:
        file = Path(folder, "log.csv")
        file.write_bytes(body)
        try:
            table = read_log_table(file)
        except ReadError as error:
            raise InputError(error.expected, error.got, error.todo) from None
    return len(table.time_s), float(table.time_s[-1])
