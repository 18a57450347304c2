"""A programme as JSON of the shape ``ilio/programme/1``, saved and loaded back equal."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ilio.core.days import MOST_YEARS
from ilio.knowledge import threshold
from ilio.observations import PAINFUL, Clearance
from ilio.observations.training_log import LogEntry
from ilio.programmes.guarding import guarded
from ilio.programmes.programme import Programme
from ilio.records.measured_json import clearance_from_json
from ilio.records.saved_json import read_saved
from ilio.records.strict import Node, check_schema, wrong
from ilio.records.writing import write_whole

SCHEMA = "ilio/programme/1"

MOST = 1_000_000
"""The largest number: dates and times are reckoned with what stands in a plan."""

ANSWERS_BEHIND = ("bans", "hurts_left", "hurts_right", "cleared")
"""What a plan's exercises are held against: a blank is no answer, so that none has a default."""

T = TypeVar("T")


def programme_to_json(programme: Programme) -> dict[str, Any]:
    """The programme as a JSON object; see ``schema/programme-1.json``.

    Examples
    --------
    >>> plan = Programme(summary="See a clinician.", start=date(2026, 11, 23), weeks=0)
    >>> programme_to_json(plan)["start"]
    '2026-11-23'
    """
    return {"schema": SCHEMA, **_written(programme)}


def programme_from_json(table: Mapping[str, Any]) -> Programme:
    """Read back what `programme_to_json` wrote.

    Raises
    ------
    InputError
        If the schema is another one, or a key is missing, unknown or of another kind, a
        clearance is without a name or a day, a pain is none that is known, or no plan is as long;
        the message names the place.

    Examples
    --------
    >>> plan = Programme(summary="See a clinician.", start=date(2026, 11, 23), weeks=0)
    >>> programme_from_json(programme_to_json(plan)) == plan
    True
    """
    node = Node.of(table, "programme")
    check_schema(node, SCHEMA)
    rest = {key: value for key, value in node.table.items() if key != "schema"}
    made = _made(Programme, Node(rest, node.place))
    _checked(made, node.place)
    if all(key in rest for key in ANSWERS_BEHIND):
        return made
    # an older version did not keep which hip hurts: nobody knows whether its exercises are safe
    return replace(made, bans=tuple(dict.fromkeys((*made.bans, "not_asked"))))


def _checked(made: Programme, place: str) -> None:
    """What the kinds of the fields cannot say: how long a plan is, and which pains there are."""
    most = int(threshold("planning.weeks_most").value)
    if not 0 <= made.weeks <= most:
        raise wrong(f"0 to {most} weeks", f"{place}.weeks", made.weeks)
    for name, keys in (("hurts_left", made.hurts_left), ("hurts_right", made.hurts_right)):
        for number, key in enumerate(keys):
            if key not in PAINFUL:
                raise wrong(f"one of {', '.join(PAINFUL)}", f"{place}.{name}[{number}]", key)


def log_entry_to_json(entry: LogEntry) -> dict[str, Any]:
    """A log entry as a JSON object, one key a field.

    Examples
    --------
    >>> entry = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True)
    >>> log_entry_to_json(entry)["day"]
    '2026-11-23'
    """
    return dict(_written(entry))


def log_entry_from_json(table: Mapping[str, Any]) -> LogEntry:
    """Read back what `log_entry_to_json` wrote; what is not said may be left out.

    Raises
    ------
    InputError
        If a key is missing, unknown or of another kind; the message names the place.

    Examples
    --------
    >>> log_entry_from_json({"session": "w1-strength-1", "day": "2026-11-23", "done": True}).done
    True
    """
    return _made(LogEntry, Node.of(table, "log entry"))


def save_programme(programme: Programme, path: str | Path) -> Path:
    """Write a programme as JSON, whole or not at all.

    Raises
    ------
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> plan = Programme(summary="See a clinician.", start=date(2026, 11, 23), weeks=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load_programme(save_programme(plan, f"{folder}/plan.json")) == plan
    True
    """
    text = json.dumps(programme_to_json(programme), ensure_ascii=False, indent=1, allow_nan=False)
    return write_whole(path, (text + "\n").encode())


def load_programme(path: str | Path) -> Programme:
    """Read a programme that `save_programme` wrote.

    It is equal to what was saved, unless the safety rules of today rule its exercises out: see
    `ilio.programmes.guarding.guarded`.

    Raises
    ------
    ReadError
        If the file is missing, is not JSON, or is no programme of this version.

    Examples
    --------
    >>> load_programme("nowhere.json")
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved plan, got no such file. Check the \
path.
    """
    todo = "Use the .json file that ilio plan --save wrote, or make the plan again."
    return guarded(read_saved(path, "a saved plan", todo, programme_from_json))


def _written(thing: Any) -> Any:
    if is_dataclass(thing):
        return {field.name: _written(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, tuple):
        return [_written(item) for item in thing]
    return thing.isoformat() if isinstance(thing, date) else thing


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Callable[..., T], node: Node) -> T:
    """A noun from its table: the fields of the dataclass say what belongs there."""
    hints: dict[str, Any] = _hints(kind)
    node.only(list(hints))
    given: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        optional = field.default is not MISSING
        if field.name in node.table or not optional:
            place = f"{node.place}.{field.name}"
            given[field.name] = _value(hints[field.name], node.get(field.name), place)
    return kind(**given)


def _value(kind: Any, value: Any, place: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        parent, _, key = place.rpartition(".")
        return Node({key: value}, parent).text(key, one_of=inner)
    if origin in (Union, UnionType):
        real = next(part for part in inner if part is not NoneType)
        return None if value is None else _value(real, value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise wrong("a list", place, value)
        return tuple(_value(inner[0], item, f"{place}[{i}]") for i, item in enumerate(value))
    if kind is Clearance:
        return clearance_from_json(Node.of(value, place))
    if is_dataclass(kind):
        return _made(kind, Node.of(value, place))  # type: ignore[arg-type]
    if kind in (date, datetime):
        return _moment(kind, value, place)
    return _plain(kind, value, place)


def _moment(kind: type[date], value: Any, place: str) -> date:
    try:
        moment = kind.fromisoformat(value)
        if MOST_YEARS[0] <= moment.year < MOST_YEARS[1]:
            return moment
        raise ValueError
    except (TypeError, ValueError):
        shape = "2026-11-24T18:00:00" if kind is datetime else "2026-11-24"
        raise wrong(f"a moment such as {shape}", place, value) from None


def _plain(kind: type, value: Any, place: str) -> Any:
    words = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}
    fits = isinstance(value, (int, float) if kind is float else kind)
    if not fits or (kind is not bool and isinstance(value, bool)):
        raise wrong(words[kind], place, value)
    if kind is int and abs(value) > MOST:
        raise wrong(f"a whole number up to {MOST}", place, value)
    return value
