"""What a working process does: recordings and answers in, a visit out, as from a visit file."""

import hashlib
import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ilio.core import InputError, ReadError
from ilio.knowledge import protocol_card
from ilio.observations import Recording
from ilio.protocols.measurement import Measurement
from ilio.records import Visit
from ilio.records.wording import measured_text, named_test, quantity_name
from ilio.sources.read import read_recording
from ilio.sources.visit_file import visit_from
from ilio.sources.visit_schema import PATHS
from ilio.wiring import assess

ENDINGS = {"points": ".json", "phone": ".csv"}
FILE_OF = {"recording": "file", "pelvis_recording": "pelvis_file"}
"""Key of an attempt that names a stored recording, to the one of the visit file."""

REMEMBERED = 200
"""Recordings kept as they were read; one of 60 s takes about 0.2 MB."""

_read: OrderedDict[str, Recording | InputError] = OrderedDict()


@dataclass(frozen=True)
class Stored:
    """A recording as it came.

    Parameters
    ----------
    kind
        ``"points"`` or ``"phone"``.
    body
        The bytes.

    Examples
    --------
    >>> Stored("phone", b"time_s,angle_deg").kind
    'phone'
    """

    kind: str
    body: bytes


def named_recordings(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the recordings that a visit input names, each once.

    Raises
    ------
    InputError
        If an attempt names a file: only what was sent is read.

    Examples
    --------
    >>> named_recordings({"attempt": [{"recording": "r1", "pelvis_recording": "r2"}, {}]})
    ('r1', 'r2')
    """
    found = dict[str, None]()
    for attempt in _attempts(given):
        for key in (key for key in PATHS if key in attempt):
            todo = "Send the recording first, then write its id as recording."
            raise InputError("recordings by their ids", f"the key '{key}'", todo)
        for key in (key for key in FILE_OF if attempt.get(key) is not None):
            if not isinstance(attempt[key], str):
                raise InputError("the id of a recording", "something else", "Put it in quotes.")
            found[attempt[key]] = None
    return tuple(found)


def judged(given: Mapping[str, Any], stored: Mapping[str, Stored]) -> Visit:
    """A visit from a visit input and the recordings that it names.

    Parameters
    ----------
    given
        As a visit file, but with ``recording``, ``pelvis_recording`` and ``edits`` in attempts.
    stored
        Recordings by id.

    Raises
    ------
    InputError
        If there is a fault in it, or nothing to judge.

    Examples
    --------
    >>> asked = {"red_flags": [], "do_not_test": [], "person": {"age_years": 34}}
    >>> attempt = {"protocol": "thomas", "side": "left", "thigh_contact": "hovers"}
    >>> snug = {**attempt, "hand_check": "snug"}
    >>> visit = judged({"schema": "ilio/visit-input/1", **asked, "attempt": [snug, snug]}, {})
    >>> visit.judgement["left"].tightness.call
    'tight'
    """
    named_recordings(given)
    with tempfile.TemporaryDirectory(prefix="ilio-") as name:
        folder = Path(name).resolve()
        values = _as_visit_file(given, stored, folder)
        try:
            visit = assess(visit_from(values, name="visit", folder=folder), reader=_remembering)
        except InputError as error:
            parts = (error.expected, error.got, error.todo)
            raise InputError(*(_without(folder, part) for part in parts)) from None
        return replace(visit, failures=tuple(_without(folder, text) for text in visit.failures))


def measured(
    given: Mapping[str, Any], attempt: Mapping[str, Any], stored: Mapping[str, Stored]
) -> tuple[Measurement, Visit]:
    """One attempt measured, and what a visit would say with it as its last.

    Parameters
    ----------
    given
        The visit input so far.
    attempt
        The new attempt.
    stored
        Recordings by id.

    Raises
    ------
    InputError
        If there is a fault in it, or the recording cannot be read.

    Examples
    --------
    >>> attempt = {"protocol": "knee-raise", "side": "left", "held_s": 12, "seen_by": "friend"}
    >>> found, visit = measured({"schema": "ilio/visit-input/1"}, attempt, {})
    >>> found.protocol, visit.judgement["left"].weakness.call
    ('knee-raise', 'cannot tell')
    """
    alone = {**given, "attempt": [attempt]}
    first = judged(alone, stored)
    if not first.measurements:
        todo = " ".join(first.failures)
        raise InputError("an attempt that can be measured", "one that cannot", todo)
    before = given.get("attempt", [])
    listed = before if isinstance(before, list) else []
    return first.measurements[0], judged({**given, "attempt": [*listed, attempt]}, stored)


def sentence_on(m: Measurement) -> str:
    """What one attempt showed, in one sentence.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.observations import Source
    >>> hold = {"hold_time": Measured(21.4, 20.9, 22.0, "s")}
    >>> sentence_on(Measurement("knee-raise", Side.LEFT, Source("answers", "a", "eye"), hold))
    'Standing knee raise, left: longest unbroken hold above level 21.4 s (20.9 to 22.0).'
    """
    name = named_test(m.protocol, m.side)
    for quantity in protocol_card(m.protocol).followed:
        found = m.get(quantity)
        if found is not None:
            words = quantity_name(quantity)
            return f"{name}: {words[:1].lower()}{words[1:]} {measured_text(found)}."
    failed = [gate.detail for gate in m.gates if gate.state == "fail"]
    return f"{name}: {failed[0]}" if failed else f"{name}: noted."


def forget() -> None:
    """Drop what was remembered of recordings.

    Examples
    --------
    >>> forget()
    """
    _read.clear()


def ready() -> None:
    """Do nothing: a process that answers this has loaded what it needs.

    Examples
    --------
    >>> ready()
    """


def _attempts(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = given.get("attempt")
    return [a for a in listed if isinstance(a, dict)] if isinstance(listed, list) else []


def _as_visit_file(
    given: Mapping[str, Any], stored: Mapping[str, Stored], folder: Path
) -> dict[str, Any]:
    """The content of a visit file that says the same; the recordings written beside it."""
    listed = given.get("attempt")
    if not isinstance(listed, list):
        return dict(given)
    names = {recording: f"recording-{n}" for n, recording in enumerate(stored, 1)}
    for recording, found in stored.items():
        (folder / f"{names[recording]}{ENDINGS[found.kind]}").write_bytes(found.body)
    attempts = [
        _as_attempt(entry, n, stored, names, folder) if isinstance(entry, dict) else entry
        for n, entry in enumerate(listed, 1)
    ]
    return {**given, "attempt": attempts}


def _as_attempt(
    entry: Mapping[str, Any],
    n: int,
    stored: Mapping[str, Stored],
    names: Mapping[str, str],
    folder: Path,
) -> dict[str, Any]:
    attempt = {key: value for key, value in entry.items() if key not in (*FILE_OF, "edits")}
    for key, file_key in FILE_OF.items():
        if (recording := entry.get(key)) is not None:
            attempt[file_key] = f"{names[recording]}{ENDINGS[stored[recording].kind]}"
    if entry.get("edits") is not None:
        attempt["landmarks"] = f"edits-{n}.json"
        text = json.dumps(entry["edits"], allow_nan=False)
        (folder / attempt["landmarks"]).write_text(text, encoding="utf-8")
    return attempt


def _remembering(path: str, **how: Any) -> Recording:
    """Read a recording, or give what was read from the same bytes in the same way before."""
    edits = how.get("landmarks")
    mark = hashlib.sha256(Path(path).read_bytes())
    mark.update(Path(edits).read_bytes() if edits else b"")
    said = {key: value for key, value in how.items() if key != "landmarks"}
    mark.update(repr((Path(path).name, bool(edits), sorted(said.items()))).encode())
    key = mark.hexdigest()
    if key not in _read:
        try:
            _read[key] = read_recording(path, **how)
        except ReadError as error:
            parts = (error.expected, error.got, error.todo)
            _read[key] = ReadError(Path(error.path).name, *parts)
        while len(_read) > REMEMBERED:
            _read.popitem(last=False)
    _read.move_to_end(key)
    found = _read[key]
    if isinstance(found, InputError):
        raise found
    return found


def _without(folder: Path, text: str) -> str:
    return text.replace(f"{folder}{os.sep}", "").replace(str(folder), "the request")
