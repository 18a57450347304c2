"""Poses as netCDF in the layout of the package `movement` (DeepLabCut, SLEAP and others)."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import Landmarks
from ilio.sources.clock import Clock, in_seconds
from ilio.sources.landmarks.json_points import FARTHEST_PX
from ilio.sources.landmarks.movement_poses import Poses, poses_in
from ilio.sources.landmarks.names import known_name
from ilio.sources.opening import check_file
from ilio.sources.rates import check_rate

STEEPEST_DEG = 45.0
"""A picture whose level slopes by more lies on its side."""


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
    poses = poses_in(file)
    who = int(np.argmax(np.isfinite(poses.position[:, 0]).sum(axis=(0, 1))))
    xy = poses.position[:, :2, :, who].swapaxes(1, 2)
    xy[~(np.abs(xy) < FARTHEST_PX)] = np.nan
    sure = poses.confidence[:, :, who] if poses.confidence is not None else np.ones(xy.shape[:2])
    rate = check_rate(_rate(poses, rate_hz, file), file)
    clock = Clock(np.arange(len(xy)) / rate, "")
    if poses.time is not None and poses.in_seconds:
        clock = in_seconds(poses.time, file, name="time", unit="s")
    time = clock.time_s
    landmarks = Landmarks.of(
        time - time[0] if len(time) else time,
        xy,
        [known_name(name) for name in poses.points],
        confidence=np.nan_to_num(sure),
        rate_hz=rate,
        source=file.name,
        maker=poses.maker,
    )
    level = poses.level_deg
    return replace(
        landmarks,
        gravity_level_deg=level if abs(level) <= STEEPEST_DEG else None,
        notes=(clock.note,) if clock.note else (),
    )


def _rate(poses: Poses, wish: float | None, file: Path) -> float:
    if wish:
        return wish
    if np.isfinite(poses.rate_hz) and poses.rate_hz > 0:
        return poses.rate_hz
    if poses.in_seconds and poses.time is not None and len(poses.time) > 1:
        return float(1 / np.median(np.diff(poses.time)))
    todo = "Give it, for example: --rate-hz 30"
    raise ReadError(file, "a rate of pictures", "none in the file", todo)
