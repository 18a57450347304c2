"""A column of ready angles in a log: its unit, and the turns in which it jumps."""

import math
import re
from collections.abc import Sequence

import numpy as np

from ilio.core import ReadError
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.log_table import LogTable

_UNITS = re.compile(r"[\s_]*[(\[]?\s*(deg|degrees?|°|rad|radians?)?\s*[)\]]?$")
TURN_DEG = 360.0


def angle_column(log: LogTable, wanted: Sequence[str], path: object) -> FloatArray | None:
    """The first column of one of these names, without the jumps of whole turns [deg].

    Parameters
    ----------
    log
        The log.
    wanted
        Names without a unit, in words, the best first.
    path
        For messages.

    Raises
    ------
    ReadError
        If its unit can't be told.

    Examples
    --------
    >>> log = LogTable(np.arange(3.0), {"angle (rad)": np.array([0.0, 1.0, 2.0])}, "a.csv")
    >>> angle_column(log, ("angle",), "a.csv").round()
    array([  0.,  57., 115.])
    >>> log = LogTable(np.arange(3.0), {"angle_deg": np.array([355.0, 5.0, 90.0])}, "a.csv")
    >>> angle_column(log, ("angle",), "a.csv")
    array([-5.,  5., 90.])
    """
    plain = {_plain(name): name for name in reversed(log.columns)}
    name = next((plain[words] for words in wanted if words in plain), None)
    if name is None or not np.isfinite(log.columns[name]).any():
        return None
    angle = log.columns[name]
    unit = _UNITS.search(name)
    told = unit.group(1) if unit else None
    if told is None:
        _check_degrees(angle, name, path)
    return _unturned(np.degrees(angle) if told and told.startswith("rad") else angle)


def _plain(name: str) -> str:
    return _UNITS.sub("", name).replace("_", " ").strip()


def _check_degrees(angle: FloatArray, name: str, path: object) -> None:
    """Numbers in which nothing moves as degrees, and a leg does as radians, are no degrees."""
    moved = float(np.nanmax(angle) - np.nanmin(angle))
    least, farthest = threshold("angles.moves").value, threshold("angles.farthest").value
    may_be_radians = math.degrees(float(np.nanmax(np.abs(angle)))) <= farthest
    if may_be_radians and moved < least < math.degrees(moved):
        got = f"numbers in '{name}' that move by {moved:.2g}: degrees, or radians"
        todo = "Name the column after its unit, such as angle_deg or angle_rad."
        raise ReadError(path, "an angle whose unit is known", got, todo)


def _unturned(angle: FloatArray) -> FloatArray:
    """Without steps of more than half a turn; it then begins near what a leg or a pelvis can do."""
    seen = np.isfinite(angle)
    held = np.unwrap(angle[seen], period=TURN_DEG)
    if np.allclose(held, angle[seen]):
        return angle
    held -= TURN_DEG * np.floor((held[0] + TURN_DEG / 4) / TURN_DEG)
    found = np.full_like(angle, np.nan)
    found[seen] = held
    return found
