"""Marker positions over time, as a file held them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilio.core import ReadError
from ilio.knowledge import threshold
from ilio.observations import FloatArray

_IN_METRES = {"mm": 1e-3, "cm": 1e-2, "dm": 1e-1, "m": 1.0, "in": 0.0254, "ft": 0.3048}
_STEMS = {
    "mil": "mm", "cent": "cm", "dec": "dm", "met": "m", "mtr": "m", "inc": "in",
    "fee": "ft", "foo": "ft", "fus": "ft",
}  # fmt: skip
"""How the units are spelled out, or cut to four letters, in whatever language."""


@dataclass(frozen=True, eq=False)
class Markers:
    """Marker positions over time.

    Parameters
    ----------
    time_s
        ``(n,)`` [s].
    positions_m
        Name to ``(n, 3)`` [m], in the axes of the file; NaN where the marker was lost.
    unit
        What the file counted in and how that was known.
    name
        File name.
    rate_hz
        Sampling rate [Hz].
    notes
        What was mended in reading.
    repeated
        Names that the file gives to several markers; none of them is among the positions.

    Examples
    --------
    >>> m = Markers(np.array([0.0, 0.01]), {"LASI": np.zeros((2, 3))}, "mm", "a.trc", 100.0)
    >>> sorted(m.positions_m)
    ['LASI']
    """

    time_s: FloatArray
    positions_m: Mapping[str, FloatArray]
    unit: str
    name: str
    rate_hz: float
    notes: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def with_gaps(positions: FloatArray) -> FloatArray:
    """A copy in which a marker at exactly (0, 0, 0), or with a part missing, is lost as a whole.

    Parameters
    ----------
    positions
        ``(..., 3)`` in any unit.

    Examples
    --------
    >>> with_gaps(np.array([[0.0, 0, 0], [1, 0, 0]]))
    array([[nan, nan, nan],
           [ 1.,  0.,  0.]])
    """
    lost = np.all(positions == 0, axis=-1) | ~np.all(np.isfinite(positions), axis=-1)
    return np.where(lost[..., None], np.nan, positions)


def metres_per_unit(unit: str, positions: FloatArray, path: object) -> tuple[float, str]:
    """Factor to metres, and how the unit was known.

    Parameters
    ----------
    unit
        As the file has it; empty when it says nothing.
    positions
        ``(..., 3)`` with gaps as NaN: without a unit, their size decides.
    path
        For the message.

    Raises
    ------
    ReadError
        If the unit is named but not a length.

    Examples
    --------
    >>> metres_per_unit("", np.array([[900.0, 20, 1000]]), "a.trc")
    (0.001, 'mm, by the size of the numbers: the file names no unit')
    """
    word = _unit_word(unit)
    if word in _IN_METRES:
        return _IN_METRES[word], f"{word}, from the file"
    if word:
        todo = "Export in mm or m."
        raise ReadError(path, "a unit of length such as mm, cm or m", f"'{unit}'", todo)
    seen = np.abs(positions[np.isfinite(positions)])
    large = bool(seen.size) and float(np.median(seen)) > threshold("markers.metres_most").value
    word = "mm" if large else "m"
    return _IN_METRES[word], f"{word}, by the size of the numbers: the file names no unit"


def _unit_word(unit: str) -> str:
    """The short word of a unit of length; what was written where it is none."""
    plain = unicodedata.normalize("NFKD", unit.lower())
    word = "".join(letter for letter in plain if letter.isascii() and letter.isalpha())
    stem = next((short for stem, short in _STEMS.items() if word.startswith(stem)), None)
    short = word if word in _IN_METRES else stem or word.rstrip("s")
    return short if short in _IN_METRES else word or unit.strip()
