"""Columns of a log that are the three axes of one sensor, whatever they are called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_AXIS_LAST = re.compile(r"(.*?)[\s_.\-:]*([xyz])(?:[\s_-]*(?:axis|achse|value))?\s*([(\[].*[)\]])?")
_AXIS_FIRST = re.compile(r"([xyz])[\s_-]*(?:axis|achse)?\b[\s_.\-:]*(.*?)\s*([(\[].*[)\]])?")
_LETTERS = re.compile(r"[a-z]+")

GRAVITY = "the gravity sensor"
ACCELEROMETER = "the accelerometer"
_NAMES = {
    "": ACCELEROMETER, "a": ACCELEROMETER, "acc": ACCELEROMETER, "accel": ACCELEROMETER,
    "acceleration": ACCELEROMETER, "accelerometer": ACCELEROMETER, "gf": ACCELEROMETER,
    "gforce": ACCELEROMETER, "totalacceleration": ACCELEROMETER,
    "accelerationincludinggravity": ACCELEROMETER, "accelerometeracceleration": ACCELEROMETER,
    "rawacceleration": ACCELEROMETER, "grav": GRAVITY, "gravity": GRAVITY,
    "motiongravity": GRAVITY, "devicemotiongravity": GRAVITY,
}  # fmt: skip
_ACCELERATIONS = {"m/s^2": "m/s2", "m/s2": "m/s2", "m/s²": "m/s2", "m/s/s": "m/s2", "ms-2": "m/s2",
                  "ms^-2": "m/s2", "g": "g", "gs": "g", "mg": "mg"}  # fmt: skip
_OTHERS = (
    "lin",
    "user",
    "without",
    "ohne",
    "free",
    "mag",
    "gyr",
    "rot",
    "ang",
    "euler",
    "vel",
    "ori",
)
"""How the words begin of sensors that do not feel gravity, or had it taken out."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Three columns of one sensor.

    Parameters
    ----------
    names
        Of x, y and z.
    sensor
        Which one.
    unit
        ``"m/s2"``, ``"g"`` or ``"mg"``; None where the names say none.

    Examples
    --------
    >>> Triple(("ax", "ay", "az"), ACCELEROMETER, None).sensor
    'the accelerometer'
    """

    names: tuple[str, str, str]
    sensor: str
    unit: str | None


def triples(names: Iterable[str]) -> list[Triple]:
    """All sensors that may tell the direction of gravity, gravity itself first.

    A unit of acceleration will do where the name is not known, in whatever language; other units,
    and what says that gravity was taken out, will not.

    Examples
    --------
    >>> [t.names for t in triples(["time", "gFx", "gFy", "gFz", "wx (rad/s)", "wy (rad/s)"])]
    [('gFx', 'gFy', 'gFz')]
    >>> [t.unit for t in triples(["X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)"])]
    ['m/s2']
    """
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for name in names:
        parts = _parts(name)
        if parts:
            base, axis, unit = parts
            groups.setdefault((base, unit), {}).setdefault(axis, name)
    found = []
    for (base, unit), axes in groups.items():
        sensor = _sensor(base, unit)
        if sensor and set(axes) == set("xyz"):
            known = _ACCELERATIONS.get(unit)
            found.append(Triple((axes["x"], axes["y"], axes["z"]), sensor, known))
    return sorted(found, key=lambda triple: triple.sensor != GRAVITY)


def _parts(name: str) -> tuple[str, str, str] | None:
    """The name without its axis, the axis, and the unit; None where there is no axis."""
    low = name.strip().lower()
    last, first = _AXIS_LAST.fullmatch(low), _AXIS_FIRST.fullmatch(low)
    if last:
        base, axis, unit = last.groups()
    elif first:
        axis, base, unit = first.groups()
    else:
        return None
    return base.strip(), axis, (unit or "").strip("()[] ").replace(" ", "")


def _sensor(base: str, unit: str) -> str:
    """Which sensor a name stands for; empty for none that tells gravity."""
    words = _LETTERS.findall(base)
    if any(word.startswith(_OTHERS) for word in words):
        return ""
    known = _NAMES.get("".join(words))
    if unit in _ACCELERATIONS:
        return known if known is not None else ACCELEROMETER
    return (known or "") if not unit else ""
