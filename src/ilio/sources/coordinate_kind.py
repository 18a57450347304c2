"""What an OpenSim table holds by its header: angles, or speeds and loads with the same names."""

import re
from collections.abc import Sequence
from pathlib import Path

from ilio.core import ReadError

ANGLES = "Coordinates"
"""The name that OpenSim gives to a table of angles; it stands against a file's own name."""

_QUANTITIES = (
    "speed", "velocity", "velocitie", "acceleration", "error", "force", "moment", "torque", "load",
    "power", "activation", "excitation", "control", "reaction", "residual", "stress", "energie",
    "length", "weight", "derivative",
)  # fmt: skip
_ENDS = frozenset({"u", "dudt", "udot", "qdot", "perr", "err", "dynamics"})
_UNITS = re.compile(r"\b(deg|degrees?|rad|radians?|m|meters?)\s*(/|per\s)\s*s|\bn\s*[.*-]?\s*m\b")
_STANDARD = re.compile(r"units are s\.?i\.? units|indegrees|rotational values", re.IGNORECASE)


def refuse_other_quantities(header: Sequence[str], path: str | Path) -> None:
    """Stop where the header or the file's name says that these are no angles.

    OpenSim names the columns of speeds, accelerations, tracking errors, loads and actuator forces
    like its coordinates.

    Parameters
    ----------
    header
        Its lines above 'endheader'; the first is the name of the table.
    path
        Of the file.

    Raises
    ------
    ReadError
        With what it says.

    Examples
    --------
    >>> refuse_other_quantities(["Coordinates", "inDegrees=yes"], "a.mot")
    >>> refuse_other_quantities(["Accelerations", "inDegrees=yes"], "a.sto")
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: a.sto: expected joint angles, got 'Accelerations'. Export joint...
    """
    said = [line.strip() for line in header if line.strip() and not _STANDARD.search(line)]
    prose = [line for line in said[1:] if "=" not in line]
    names = [*said[:1], *(line for line in prose if line.lower().startswith("name "))]
    if said[:1] != [ANGLES]:
        names.append(Path(path).name.split(".")[0])
    got = next((name for name in names if _names_another(name)), None)
    got = got or next((line for line in prose if _tells_of_another(line)), None)
    if got:
        todo = f"Export joint angles; if they are, let the first line be '{ANGLES}'."
        raise ReadError(path, "joint angles", f"'{got[:60]}'", todo)


def _words(text: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.findall(r"[a-z]+|\d+", apart.lower())


def _names_another(text: str) -> bool:
    """Whether a name is one of such a table: a quantity in the plural, or at its end."""
    words = _words(text)
    return _has_quantities(words) or (bool(words) and words[-1] in (*_ENDS, *_QUANTITIES))


def _tells_of_another(line: str) -> bool:
    """Whether a sentence of the header tells of such a table, or of its unit."""
    contains = "contains" in line and _has_quantities(_words(line))
    return contains or bool(_UNITS.search(line.lower()))


def _has_quantities(words: Sequence[str]) -> bool:
    return any(word.endswith("s") and word[:-1] in _QUANTITIES for word in words)
