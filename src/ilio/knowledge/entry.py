"""What every entry of the knowledge room carries, and how its files are opened."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Grade = Literal["A", "B", "C", "D", "X", "fact"]
"""A several trials, B one trial or consistent studies, C single study or model, D opinion or
choice, X contradicted, fact anatomy or geometry."""


class Entry(BaseModel):
    """Base of every entry: where it comes from, how good that is, and when it was checked.

    Parameters
    ----------
    source
        Key of ``references.toml``.
    grade
        See `Grade`.
    checked
        Day on which source and value were last compared.

    Examples
    --------
    >>> Entry(source="kawamoto2012", grade="D", checked=date(2026, 11, 22)).grade
    'D'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    grade: Grade
    checked: date


def read_toml(*parts: str) -> dict[str, Any]:
    """Open a TOML file of this room.

    Parameters
    ----------
    parts
        Path inside the room, for example ``"rules", "ilio.toml"``.

    Examples
    --------
    >>> "knee_raise" in read_toml("thresholds.toml")
    True
    """
    file = resources.files("ilio.knowledge").joinpath(*parts)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def flatten(tree: dict[str, Any], leaf: str, prefix: str = "") -> dict[str, dict[str, Any]]:
    """Nested tables as dotted keys; a table that holds `leaf` is an entry.

    Examples
    --------
    >>> flatten({"a": {"b": {"value": 1}}}, "value")
    {'a.b': {'value': 1}}
    """
    flat: dict[str, dict[str, Any]] = {}
    for name, table in tree.items():
        key = f"{prefix}{name}"
        if leaf in table:
            flat[key] = table
        else:
            flat |= flatten(table, leaf, f"{key}.")
    return flat
