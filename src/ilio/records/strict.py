"""Strict reading of JSON objects: every fault names its place."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from ilio.core import InputError, UnknownNameError

MAKE_AGAIN = "Write the file again with Ilio, or mend that place by hand."


@dataclass(frozen=True)
class Node:
    """A JSON object together with the place where it stands.

    Parameters
    ----------
    table
        The object.
    place
        Where it stands, for example ``"visit.measurements[0]"``.

    Raises
    ------
    InputError
        From every method, when the place holds something else.

    Examples
    --------
    >>> Node({"side": "left"}, "visit.measurements[0]").text("side")
    'left'
    """

    table: Mapping[str, Any]
    place: str

    @classmethod
    def of(cls, thing: object, place: str) -> Self:
        """Wrap `thing`, which must be a JSON object.

        Examples
        --------
        >>> Node.of([], "visit")
        Traceback (most recent call last):
        ...
        ilio.core.errors.InputError: Expected an object at visit, got []. Write the file again \
with Ilio, or mend that place by hand.
        """
        if not isinstance(thing, Mapping):
            raise wrong("an object", place, thing)
        return cls(thing, place)

    def only(self, known: Sequence[str]) -> None:
        """Refuse keys that are not known; the nearest known one is offered.

        Examples
        --------
        >>> Node({"side": "left"}, "visit").only(["side"])
        """
        for key in self.table:
            if key not in known:
                raise UnknownNameError("key", str(key), known, where=self.place)

    def get(self, key: str) -> Any:
        """The value of a key that must be there.

        Examples
        --------
        >>> Node({"a": 1}, "visit").get("a")
        1
        """
        if key not in self.table:
            raise InputError(f"the key '{key}' at {self.place}", "none", MAKE_AGAIN)
        return self.table[key]

    def has(self, key: str) -> bool:
        """Whether the key is there and not null.

        Examples
        --------
        >>> Node({"a": None}, "visit").has("a")
        False
        """
        return self.table.get(key) is not None

    def text(self, key: str, *, one_of: Sequence[str] = ()) -> str:
        """A text, one of a few if so asked.

        Examples
        --------
        >>> Node({"state": "pass"}, "gate").text("state", one_of=["pass", "fail"])
        'pass'
        """
        value = self.get(key)
        if not isinstance(value, str):
            raise wrong("a text", f"{self.place}.{key}", value)
        if one_of and value not in one_of:
            raise UnknownNameError(key, value, one_of, where=self.place)
        return value

    def number(self, key: str) -> float:
        """A number.

        Examples
        --------
        >>> Node({"value": 3}, "quantity").number("value")
        3
        """
        return _number(self.get(key), f"{self.place}.{key}")

    def number_or_none(self, key: str) -> float | None:
        """A number, or None for null or a missing key.

        Examples
        --------
        >>> Node({"limit": None}, "reason").number_or_none("limit") is None
        True
        """
        return self.number(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """True or false; a missing key is false.

        Examples
        --------
        >>> Node({}, "gate").flag("blocks")
        False
        """
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise wrong("true or false", f"{self.place}.{key}", value)
        return value

    def node(self, key: str) -> "Node":
        """A nested object.

        Examples
        --------
        >>> Node({"source": {}}, "visit").node("source").place
        'visit.source'
        """
        return Node.of(self.get(key), f"{self.place}.{key}")

    def node_or_empty(self, key: str) -> "Node":
        """A nested object; a missing key is an empty one.

        Examples
        --------
        >>> Node({}, "visit").node_or_empty("truth").table
        {}
        """
        return self.node(key) if self.has(key) else Node({}, f"{self.place}.{key}")

    def items(self, key: str) -> list[Any]:
        """A list; a missing key is an empty one.

        Examples
        --------
        >>> Node({}, "visit").items("notes")
        []
        """
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise wrong("a list", f"{self.place}.{key}", value)
        return value

    def nodes(self, key: str) -> list["Node"]:
        """A list of objects; a missing key is an empty one.

        Examples
        --------
        >>> [n.place for n in Node({"gates": [{}]}, "visit").nodes("gates")]
        ['visit.gates[0]']
        """
        places = enumerate(self.items(key))
        return [Node.of(item, f"{self.place}.{key}[{i}]") for i, item in places]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a missing key is an empty one.

        Examples
        --------
        >>> Node({"notes": ["a"]}, "visit").texts("notes")
        ('a',)
        """
        for i, item in enumerate(self.items(key)):
            if not isinstance(item, str):
                raise wrong("a text", f"{self.place}.{key}[{i}]", item)
        return tuple(self.items(key))

    def numbers(self, key: str) -> tuple[float | None, ...]:
        """A list of numbers and nulls.

        Examples
        --------
        >>> Node({"angle_deg": [1.5, None]}, "curve").numbers("angle_deg")
        (1.5, None)
        """
        self.get(key)
        places = enumerate(self.items(key))
        return tuple(
            None if item is None else _number(item, f"{self.place}.{key}[{i}]")
            for i, item in places
        )

    def mapping_of_texts(self, key: str) -> dict[str, str]:
        """An object of texts; a missing key is an empty one.

        Examples
        --------
        >>> Node({"unmeasured": {"drift": "too short"}}, "visit").mapping_of_texts("unmeasured")
        {'drift': 'too short'}
        """
        inner = self.node_or_empty(key)
        return {name: inner.text(name) for name in inner.table}


def wrong(expected: str, place: str, got: object) -> InputError:
    """The error for something else at a place.

    Examples
    --------
    >>> wrong("a number", "visit.age", "old").expected
    'a number at visit.age'
    """
    shown = json.dumps(got, default=str)
    return InputError(
        f"{expected} at {place}", shown if len(shown) < 60 else shown[:57] + "...", MAKE_AGAIN
    )


def check_schema(node: Node, name: str) -> None:
    """Refuse an object of another kind or version.

    Raises
    ------
    InputError
        If the key ``schema`` is missing or names something else.

    Examples
    --------
    >>> check_schema(Node({"schema": "ilio/visit/1"}, "visit"), "ilio/visit/1")
    """
    if node.get("schema") != name:
        raise InputError(
            f"schema {name} at {node.place}",
            repr(node.table["schema"]),
            "Use the version of Ilio that wrote it, or make it again with this one.",
        )


def _number(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong("a number", place, value)
    return value
