"""Measured numbers and answers as JSON; an open end is null."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from types import NoneType
from typing import Any, get_args, get_type_hints

from ilio.core import InputError, Measured, Side
from ilio.core.days import is_day
from ilio.observations import Answers, AttemptAnswers, Clearance
from ilio.observations.named_person import somebody
from ilio.records.strict import Node, wrong

MEASURED_KEYS = ("value", "low", "high", "unit", "shared_sd")


def measured_to_json(m: Measured) -> dict[str, Any]:
    """``{value, low, high, unit}``, with ``shared_sd`` when it is over 0.

    Examples
    --------
    >>> measured_to_json(Measured(31.0, 30.5, math.inf, "s"))
    {'value': 31.0, 'low': 30.5, 'high': None, 'unit': 's'}
    """
    table = {"value": m.value, "low": _closed(m.low), "high": _closed(m.high), "unit": m.unit}
    return table | ({"shared_sd": m.shared_sd} if m.shared_sd > 0 else {})


def measured_from_json(node: Node) -> Measured:
    """Read back what `measured_to_json` wrote.

    Raises
    ------
    InputError
        If a key is missing or holds something else, or the bounds do not enclose the value.

    Examples
    --------
    >>> table = {"value": 31.0, "low": 30.5, "high": None, "unit": "s"}
    >>> print(measured_from_json(Node(table, "hold_time")))
    31.0 s (30.5 or more)
    """
    low, high = node.get("low"), node.get("high")
    return Measured(
        node.number("value"),
        -math.inf if low is None else node.number("low"),
        math.inf if high is None else node.number("high"),
        node.text("unit"),
        node.number("shared_sd") if node.has("shared_sd") else 0.0,
    )


def attempt_answers_to_json(answers: AttemptAnswers) -> dict[str, Any]:
    """What was asked about an attempt; questions not asked are left out.

    Examples
    --------
    >>> attempt_answers_to_json(AttemptAnswers(hand_check="snug", pain=False))
    {'pain': False, 'hand_check': 'snug'}
    """
    pairs = ((f.name, getattr(answers, f.name)) for f in fields(answers))
    return {name: value for name, value in pairs if value is not None}


def attempt_answers_from_json(node: Node) -> AttemptAnswers:
    """Read back what `attempt_answers_to_json` wrote.

    Raises
    ------
    InputError
        If a question is unknown or its answer is of another kind.

    Examples
    --------
    >>> attempt_answers_from_json(Node({"pain": False}, "answers")).pain
    False
    """
    return AttemptAnswers(**_asked(node, AttemptAnswers))


def answers_to_json(answers: Answers) -> dict[str, Any]:
    """What was asked about the person; questions not asked are left out.

    Examples
    --------
    >>> answers_to_json(Answers(red_flags=frozenset(), sitting_hours=8))
    {'red_flags': [], 'sitting_hours': 8}
    """
    table: dict[str, Any] = {}
    for field in fields(answers):
        value = getattr(answers, field.name)
        if isinstance(value, frozenset):
            table[field.name] = sorted(value)
        elif isinstance(value, tuple):
            table |= {field.name: [asdict(item) for item in value]} if value else {}
        elif isinstance(value, Mapping):
            table |= {field.name: {str(side): v for side, v in value.items()}} if value else {}
        elif value not in (None, ""):
            table[field.name] = value
    return table


def answers_from_json(node: Node) -> Answers:
    """Read back what `answers_to_json` wrote.

    Raises
    ------
    InputError
        If a question is unknown or its answer is of another kind.

    Examples
    --------
    >>> answers_from_json(Node({"red_flags": []}, "answers")).red_flags
    frozenset()
    """
    special = ("red_flags", "do_not_test", "clearances", "as_of", *_PER_SIDE)
    plain = Node({k: v for k, v in node.table.items() if k not in special}, node.place)
    given: dict[str, Any] = _asked(plain, Answers)
    for name in special[:2]:
        if node.has(name):
            given[name] = frozenset(node.texts(name))
    if node.has("clearances"):
        given["clearances"] = tuple(clearance_from_json(n) for n in node.nodes("clearances"))
    if node.has("as_of"):
        given["as_of"] = _day(node, "as_of")
    for name in _PER_SIDE:
        sides = node.node_or_empty(name)
        read = sides.flag if name.endswith("_pain") else sides.number
        given[name] = {Side(sides_key(sides, key)): read(key) for key in sides.table}
    return Answers(**given)


def sides_key(node: Node, key: str) -> str:
    """The key, which must name a side.

    Raises
    ------
    InputError
        If it does not.

    Examples
    --------
    >>> sides_key(Node({"left": 1}, "truth"), "left")
    'left'
    """
    node.only([str(side) for side in Side])
    return key


_PER_SIDE = ("passive_knee_to_chest_deg", "passive_knee_to_chest_pain")


def clearance_from_json(node: Node) -> Clearance:
    """Read back a clearance: somebody gave it, on a day.

    Raises
    ------
    InputError
        If nobody is named, or the day is none.

    Examples
    --------
    >>> table = {"of": "hernia", "by": "Dr. Roth", "on": "2026-11-20"}
    >>> clearance_from_json(Node(table, "clearances[0]")).by
    'Dr. Roth'
    """
    keys = [field.name for field in fields(Clearance)]
    node.only(keys)
    found = Clearance(**{key: node.text(key) for key in keys})
    try:
        somebody(found.by, "who gave the clearance")
    except InputError as error:
        raise wrong(error.expected, f"{node.place}.by", found.by) from None
    _day(node, "on")  # what is no day could not be held against the plan's first one
    return found


def _day(node: Node, key: str) -> str:
    if not is_day(day := node.text(key)):
        raise wrong("a day as YYYY-MM-DD", f"{node.place}.{key}", day)
    return day


def _asked(node: Node, kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    node.only(list(hints))
    return {name: _answer(node, name, hints[name]) for name in node.table if node.has(name)}


def _answer(node: Node, name: str, hint: object) -> Any:
    """One answer of the type that the dataclass names."""
    (wanted,) = (t for t in get_args(hint) if t is not NoneType)
    readers: dict[object, Callable[[str], Any]]
    readers = {bool: node.flag, float: node.number, str: node.text}
    return readers[wanted](name)


def _closed(bound: float) -> float | None:
    return bound if math.isfinite(bound) else None
