"""What a netCDF file of `movement` holds, read in a process of its own: damaged, it may not end."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ilio.core import MissingExtraError, ReadError
from ilio.observations import FloatArray
from ilio.sources.in_child import Limits, in_child

EXPECTED = "poses in the layout of movement (netCDF)"
AXES = (("time",), ("space",), ("keypoint", "keypoints"), ("individual", "individuals"))
"""Names of the four dimensions, newer and older ones."""

MOST_NUMBERS = 30_000_000
"""An hour of thirty points of a few individuals is less."""

HDF5, CLASSIC = b"\x89HDF", b"CDF"

Variables = Mapping[str, tuple[tuple[str, ...], Any]]


@dataclass(frozen=True)
class Poses:
    """Points of all individuals, and what the file says of them.

    Parameters
    ----------
    position
        ``(n, 2 or 3, k, individuals)`` [px].
    confidence
        ``(n, k, individuals)``; None where the file holds none.
    time
        ``(n,)``; None where the file holds none.
    points
        The `k` names.
    in_seconds
        Whether time counts seconds.
    rate_hz, level_deg
        Pictures a second [Hz] and slope of what is level [deg]; NaN where the file says none.
    maker
        What placed the points.

    Examples
    --------
    >>> Poses(np.ones((2, 2, 1, 1)), None, None, ["nose"], False, 30.0, math.nan, "me").rate_hz
    30.0
    """

    position: FloatArray
    confidence: FloatArray | None
    time: FloatArray | None
    points: list[str]
    in_seconds: bool
    rate_hz: float
    level_deg: float
    maker: str


def poses_in(file: Path) -> Poses:
    """Read a file in a child process.

    Raises
    ------
    ReadError
        If it is no netCDF of that layout, damaged, or too large.
    MissingExtraError
        If it is netCDF-4 and h5py is not installed.

    Examples
    --------
    >>> poses_in(Path(__file__))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...movement_poses.py: expected poses in the layout of movement...
    """
    with file.open("rb") as stream:
        magic = stream.read(4)
    if magic[:3] != CLASSIC and magic != HDF5:
        raise ReadError(file, EXPECTED, "something else", "Save it with movement again.")
    task = classic_poses if magic[:3] == CLASSIC else hdf5_poses
    found: Poses = in_child(file, task, file, limits=Limits.of_file(file))
    return found


def classic_poses(file: Path) -> Poses:
    """What is in a classic netCDF file; to be called in a child process.

    Raises
    ------
    ReadError
        As `poses_in`.

    Examples
    --------
    >>> classic_poses(Path(__file__))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...movement_poses.py: expected poses in the layout of movement...
    """
    from scipy.io import netcdf_file

    try:
        with netcdf_file(str(file), mmap=False) as nc:
            variables = {
                name: (tuple(v.dimensions), np.array(v.data)) for name, v in nc.variables.items()
            }
            attributes = dict(vars(nc)["_attributes"])
    except (ValueError, TypeError, IndexError, KeyError, OSError, OverflowError, AttributeError):
        raise _damaged(file) from None
    names = {name: [_joined(row) for row in data] for name, (dims, data) in variables.items()
             if data.dtype.kind == "S" and data.ndim == 2}  # fmt: skip
    return _poses(variables, names, attributes, file)


def hdf5_poses(file: Path) -> Poses:
    """What is in a netCDF-4 file; to be called in a child process.

    Raises
    ------
    ReadError, MissingExtraError
        As `poses_in`.

    Examples
    --------
    >>> from ilio.core import IlioError
    >>> try:
    ...     hdf5_poses(Path(__file__))
    ... except IlioError:
    ...     print("no netCDF-4")
    no netCDF-4
    """
    try:
        import h5py
    except ImportError:
        raise MissingExtraError("h5py", "read netCDF-4 files") from None
    try:
        with h5py.File(file, "r") as nc:
            variables, names = {}, {}
            for name, data in nc.items():
                dims = tuple(str(d[0].name).strip("/") if len(d) else "" for d in data.dims)
                if data.dtype.kind == "S" and data.ndim == 2:
                    names[name] = [_joined(row) for row in np.array(data)]
                elif data.dtype.kind in "OS":
                    names[name] = [_text(text) for text in data[()]]
                else:
                    variables[name] = ((name,) if data.ndim == 1 else dims, np.array(data))
            attributes = dict(nc.attrs)
    except (OSError, ValueError, KeyError, RuntimeError, AttributeError, TypeError):
        raise _damaged(file) from None
    return _poses(variables, names, attributes, file)


def _damaged(file: Path) -> ReadError:
    return ReadError(file, EXPECTED, "a damaged file", "Save it again.")


def _joined(letters: Any) -> str:
    return b"".join(letters.tolist()).decode(errors="replace").strip("\x00 ")


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _number(value: object) -> float:
    """An attribute that is a number; NaN where there is none."""
    try:
        return float(np.asarray(value).ravel()[0])
    except (TypeError, ValueError, IndexError):
        return math.nan


def _poses(
    variables: Variables, names: Mapping[str, list[str]], said: Mapping[str, Any], file: Path
) -> Poses:
    points = next((names[name] for name in AXES[2] if name in names), [])
    position = _ordered(variables.get("position"), AXES)
    if position is None or position.shape[2] != len(points) or position.shape[1] < 2:
        todo = "Save it with: dataset.to_netcdf(...)"
        raise ReadError(file, EXPECTED, "no 'position' by time, space, keypoint, individual", todo)
    if position.size > MOST_NUMBERS:
        raise ReadError(file, EXPECTED, f"{position.size} numbers", "Cut it down to one test.")
    confidence = _ordered(variables.get("confidence"), (AXES[0], *AXES[2:]))
    if confidence is not None and confidence.shape != (len(position), *position.shape[2:]):
        confidence = None
    time = variables["time"][1] if "time" in variables else None
    if time is not None and (time.shape != position.shape[:1] or time.dtype.kind not in "iuf"):
        raise ReadError(file, EXPECTED, "times that do not fit the positions", "Save it again.")
    return Poses(
        position,
        confidence,
        None if time is None else time.astype(np.float64),
        points,
        _text(said.get("time_unit", "")) == "seconds",
        _number(said.get("fps")),
        _number(said.get("gravity_level_deg")),
        _text(said.get("source_software", "movement")) or "movement",
    )


def _ordered(
    variable: tuple[tuple[str, ...], Any] | None, axes: tuple[tuple[str, ...], ...]
) -> FloatArray | None:
    if variable is None or variable[1].dtype.kind not in "iuf":
        return None
    dims, data = variable
    order = [next((dims.index(name) for name in axis if name in dims), -1) for axis in axes]
    if -1 in order or len(dims) != len(axes) or data.ndim != len(axes):
        return None
    return np.asarray(data.transpose(order), dtype=np.float64)
