"""The published JSON Schemas; the number in each file name is the version of its shape."""

import json
from importlib import resources
from typing import Any

from ilio.core import UnknownNameError

SCHEMAS = {
    "measurement": "measurement-1.json",
    "programme": "programme-1.json",
    "verdict": "verdict-2.json",
    "visit": "visit-1.json",
}


def schema(name: str) -> dict[str, Any]:
    """One published schema. That of the visit refers to the other two by their ``$id``.

    Parameters
    ----------
    name
        ``"measurement"``, ``"programme"``, ``"verdict"`` or ``"visit"``.

    Raises
    ------
    UnknownNameError
        If there is no such schema.

    Examples
    --------
    >>> schema("visit")["$id"]
    'urn:ilio:visit:1'
    """
    if name not in SCHEMAS:
        raise UnknownNameError("schema", name, SCHEMAS)
    file = resources.files("ilio.records").joinpath("schema", SCHEMAS[name])
    table: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return table
