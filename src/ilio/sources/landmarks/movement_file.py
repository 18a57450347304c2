"""Poses as netCDF in the layout of the package `movement` (DeepLabCut, SLEAP and others)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ilio.core import MissingExtraError, ReadError
from ilio.observations import FloatArray, Landmarks
from ilio.sources.clock import Clock, check_rate, in_seconds
from ilio.sources.landmarks.json_points import FARTHEST_PX
from ilio.sources.landmarks.names import known_name
from ilio.sources.opening import check_file

EXPECTED = "poses in the layout of movement (netCDF)"
AXES = (("time",), ("space",), ("keypoint", "keypoints"), ("individual", "individuals"))
"""Names of the four dimensions, newer and older ones."""

STEEPEST_DEG = 45.0
"""A picture whose level slopes by more lies on its side."""

HDF5, CLASSIC = b"\x89HDF", b"CDF"


@dataclass(frozen=True)
class _Poses:
    position: FloatArray
    confidence: FloatArray | None
    time: FloatArray | None
    points: list[str]
    attributes: Mapping[str, Any]


def read_movement(path: str | Path, rate_hz: float | None = None) -> Landmarks:
    """Landmarks of the individual that was seen most.

    Parameters
    ----------
    path
        Classic netCDF, or netCDF-4 when the package h5py is installed.
    rate_hz
        Pictures a second [Hz], for files whose time is counted in pictures.

    Raises
    ------
    ReadError
        If it is no netCDF of that layout, or says nothing of its rate.
    MissingExtraError
        If it is netCDF-4 and h5py is not installed.

    Examples
    --------
    >>> read_movement("no such.nc")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such.nc: expected a file, got nothing by that name...
    """
    file = check_file(path)
    with file.open("rb") as stream:
        magic = stream.read(4)
    if magic[:3] == CLASSIC:
        poses = _classic(file)
    elif magic == HDF5:
        poses = _hdf5(file)
    else:
        raise ReadError(file, EXPECTED, "something else", "Save it with movement again.")
    who = int(np.argmax(np.isfinite(poses.position[:, 0]).sum(axis=(0, 1))))
    xy = poses.position[:, :2, :, who].swapaxes(1, 2)
    xy[~(np.abs(xy) < FARTHEST_PX)] = np.nan
    sure = poses.confidence[:, :, who] if poses.confidence is not None else np.ones(xy.shape[:2])
    rate = check_rate(_rate(poses, rate_hz, file), file)
    level = _number(poses, "gravity_level_deg")
    clock = Clock(np.arange(len(xy)) / rate, "")
    if poses.time is not None and _in_seconds(poses):
        clock = in_seconds(poses.time, file, name="time", unit="s")
    time = clock.time_s
    landmarks = Landmarks.of(
        time - time[0] if len(time) else time,
        xy,
        [known_name(name) for name in poses.points],
        confidence=np.nan_to_num(sure),
        rate_hz=rate,
        source=file.name,
        maker=_text(poses.attributes.get("source_software", "movement")) or "movement",
    )
    return replace(
        landmarks,
        gravity_level_deg=level if abs(level) <= STEEPEST_DEG else None,
        notes=(clock.note,) if clock.note else (),
    )


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _in_seconds(poses: _Poses) -> bool:
    return _text(poses.attributes.get("time_unit", "")) == "seconds"


def _number(poses: _Poses, name: str) -> float:
    """An attribute that is a number; NaN where there is none."""
    try:
        return float(np.asarray(poses.attributes.get(name, np.nan)).ravel()[0])
    except (TypeError, ValueError, IndexError):
        return math.nan


def _rate(poses: _Poses, wish: float | None, file: Path) -> float:
    if wish:
        return wish
    rate = _number(poses, "fps")
    if np.isfinite(rate) and rate > 0:
        return rate
    if _in_seconds(poses) and poses.time is not None and len(poses.time) > 1:
        return float(1 / np.median(np.diff(poses.time)))
    todo = "Give it, for example: --rate-hz 30"
    raise ReadError(file, "a rate of pictures", "none in the file", todo)


def _classic(file: Path) -> _Poses:
    from scipy.io import netcdf_file

    try:
        with netcdf_file(str(file), mmap=False) as nc:
            variables = {
                name: (tuple(v.dimensions), np.array(v.data)) for name, v in nc.variables.items()
            }
            attributes = dict(vars(nc)["_attributes"])
    except (ValueError, TypeError, IndexError, KeyError, OSError, OverflowError, MemoryError):
        raise ReadError(file, EXPECTED, "a damaged file", "Save it again.") from None
    names = {name: [_joined(row) for row in data] for name, (dims, data) in variables.items()
             if data.dtype.kind == "S" and data.ndim == 2}  # fmt: skip
    return _poses(variables, names, attributes, file)


def _joined(letters: Any) -> str:
    return b"".join(letters.tolist()).decode(errors="replace").strip("\x00 ")


def _hdf5(file: Path) -> _Poses:
    try:
        import h5py
    except ImportError:
        raise MissingExtraError("h5py", "read netCDF-4 files", "netcdf") from None
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
        raise ReadError(file, EXPECTED, "a damaged file", "Save it again.") from None
    return _poses(variables, names, attributes, file)


def _poses(
    variables: Mapping[str, tuple[tuple[str, ...], Any]],
    names: Mapping[str, list[str]],
    attributes: Mapping[str, Any],
    file: Path,
) -> _Poses:
    points = next((names[name] for name in AXES[2] if name in names), [])
    position = _ordered(variables.get("position"), AXES)
    if position is None or position.shape[2] != len(points) or position.shape[1] < 2:
        todo = "Save it with: dataset.to_netcdf(...)"
        raise ReadError(file, EXPECTED, "no 'position' by time, space, keypoint, individual", todo)
    confidence = _ordered(variables.get("confidence"), (AXES[0], *AXES[2:]))
    if confidence is not None and confidence.shape != (len(position), *position.shape[2:]):
        confidence = None
    time = variables["time"][1].astype(np.float64) if "time" in variables else None
    return _Poses(position, confidence, time, points, attributes)


def _ordered(
    variable: tuple[tuple[str, ...], Any] | None, axes: tuple[tuple[str, ...], ...]
) -> FloatArray | None:
    if variable is None:
        return None
    dims, data = variable
    order = [next((dims.index(name) for name in axis if name in dims), -1) for axis in axes]
    if -1 in order or len(dims) != len(axes):
        return None
    return np.asarray(data.transpose(order), dtype=np.float64)
