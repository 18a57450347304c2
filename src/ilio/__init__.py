"""Ilio tells whether deep hip flexors are tight, weak, both or fine, and what to do about it.

Verbs: `read`, `measure`, `judge`, `plan`, `assess`, `save`, `load`. Heavy libraries load when used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilio.core import IlioError, Measured, Side
    from ilio.programmes import plan
    from ilio.records import Visit, load, save
    from ilio.wiring import assess, judge, measure, read, render

__version__ = "0.1.0"

_HOMES = {
    "IlioError": "ilio.core",
    "Measured": "ilio.core",
    "Side": "ilio.core",
    "Visit": "ilio.records",
    "assess": "ilio.wiring",
    "judge": "ilio.wiring",
    "load": "ilio.records",
    "measure": "ilio.wiring",
    "plan": "ilio.programmes",
    "read": "ilio.wiring",
    "render": "ilio.wiring",
    "save": "ilio.records",
}

__all__ = [
    "IlioError",
    "Measured",
    "Side",
    "Visit",
    "assess",
    "judge",
    "load",
    "measure",
    "plan",
    "read",
    "render",
    "save",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ilio' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
