"""Points in the HDF5 of SLEAP's analysis export, read in a process of its own: h5py is native."""

from pathlib import Path
from typing import Any

import numpy as np

from ilio.core import MissingExtraError, ReadError
from ilio.sources.in_child import Limits, in_child
from ilio.sources.landmarks.pose_table import Table

SUFFIXES = (".h5", ".hdf5", ".slp")
THROUGH_MOVEMENT = (
    "Convert it with movement: load_poses.from_file('a', 'DeepLabCut', fps=30).to_netcdf('a.nc')"
)
"""The one line; 'SLEAP' stands in the same place."""

_EXPECTED = "an analysis file of SLEAP (HDF5)"


def read_pose_h5(path: Path) -> Table:
    """Points with their names, by picture.

    Raises
    ------
    ReadError
        If it is another kind of HDF5; with the way to convert those of DeepLabCut and SLEAP.
    MissingExtraError
        If h5py is not installed.

    Examples
    --------
    >>> read_pose_h5(Path("a.slp"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: a.slp: expected an analysis file of SLEAP (HDF5), got...
    """
    if path.suffix.lower() == ".slp":
        raise ReadError(path, _EXPECTED, "a project of SLEAP", THROUGH_MOVEMENT)
    found: Table = in_child(path, points_of, path, limits=Limits.of_file(path))
    return found


def points_of(path: Path) -> Table:
    """What h5py reads; to be called in a child process.

    Raises
    ------
    ReadError, MissingExtraError
        As `read_pose_h5`.

    Examples
    --------
    >>> points_of(Path("no such.h5"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: no such.h5: expected an analysis file of SLEAP (HDF5), got...
    """
    try:
        import h5py
    except ImportError:
        raise MissingExtraError("h5py", "read HDF5 files") from None
    try:
        with h5py.File(path, "r") as file:
            if not {"tracks", "node_names"} <= set(file):
                raise ReadError(path, _EXPECTED, "another kind of HDF5", THROUGH_MOVEMENT)
            names = [_text(name) for name in file["node_names"][()]]
            tracks = np.asarray(file["tracks"], dtype=np.float64)
            scores = np.asarray(file["point_scores"]) if "point_scores" in file else None
    except (OSError, ValueError, KeyError, RuntimeError, AttributeError, TypeError):
        raise ReadError(path, _EXPECTED, "a damaged file", "Export it again.") from None
    if tracks.ndim != 4 or tracks.shape[1:3] != (2, len(names)):
        raise ReadError(path, _EXPECTED, f"tracks of shape {tracks.shape}", "Export it again.")
    sure = np.ones_like(tracks[:, :1]) if scores is None else scores[:, None]
    each = np.concatenate([tracks, sure], axis=1)  # individual, x y score, point, picture
    found = {
        at: [person.T for person in each[..., at] if np.isfinite(person[0]).any()]
        for at in range(each.shape[-1])
    }
    return names, found, "SLEAP"


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
