"""C3D marker files, through ezc3d in a process of its own, once the file's length agrees.

ezc3d fills a cut file up, and a damaged one can make it crash or take all the memory there is.
"""

from pathlib import Path
from typing import Any

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.bounds import check_rows
from ilio.sources.c3d_header import check_whole
from ilio.sources.in_child import Limits, in_child
from ilio.sources.markers import Markers, metres_per_unit, with_gaps
from ilio.sources.opening import EXPORT_AGAIN, check_file
from ilio.sources.rates import check_rate
from ilio.sources.repeated import by_name

Points = tuple[list[str], FloatArray, str, float]
"""Labels, ``(n, k, 3)`` with NaN where lost, unit, rate [Hz]."""


def read_c3d(path: str | Path) -> Markers:
    """Read the markers of a C3D file.

    Raises
    ------
    ReadError
        If it is not a C3D file, was cut off, is damaged, or holds no markers.

    Examples
    --------
    >>> read_c3d(__file__)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...c3d.py: expected a C3D file, got another kind of...
    """
    file = check_file(path)
    promised = check_whole(file)
    found: Points = in_child(file, points_of, file, limits=Limits.of_file(file))
    labels, points, unit_word, rate = found
    if len(points) < promised:
        got = f"{len(points)} of the {promised} that its header promises"
        raise ReadError(file, "all frames of a C3D file", got, EXPORT_AGAIN)
    check_rows(len(points), file)
    xyz = with_gaps(points)
    factor, unit = metres_per_unit(unit_word, xyz, file)
    named = by_name((label, xyz[:, i] * factor) for i, label in enumerate(labels))
    time = np.arange(len(xyz)) / check_rate(rate, file)
    return Markers(time, named.columns, unit, file.name, rate, repeated=named.repeated)


def points_of(file: Path) -> Points:
    """What ezc3d reads; to be called in a child process.

    Raises
    ------
    ReadError
        If ezc3d refuses the file, or it holds no markers.

    Examples
    --------
    >>> points_of(Path("no such.c3d"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: no such.c3d: expected a whole C3D file, got '...
    """
    import ezc3d

    try:
        content = ezc3d.c3d(str(file))
    except (OSError, RuntimeError, ArithmeticError, ValueError, LookupError) as problem:
        raise ReadError(file, "a whole C3D file", f"'{problem}'", EXPORT_AGAIN) from None
    point = content["parameters"]["POINT"]
    labels, xyz = _markers(content)
    rate = float(content["header"]["points"]["frame_rate"])
    if not labels and "ROTATION" in content["parameters"]:
        labels, xyz = _origins(content)
        rate = float(content["header"]["rotations"]["frame_rate"])
    if not labels or len(xyz) < 2:
        raise ReadError(file, "markers over time", "none", "Export the marker trajectories.")
    units = point["UNITS"]["value"] if "UNITS" in point else []
    return labels, xyz, str(units[0]) if units else "", rate


def _markers(content: Any) -> tuple[list[str], FloatArray]:
    points = np.asarray(content["data"]["points"], dtype=np.float64)[:3]
    lost = np.asarray(content["data"]["meta_points"]["residuals"])[0] < 0
    xyz = np.where(lost[..., None], np.nan, np.moveaxis(points, 0, -1))
    labels = _labels(content["parameters"]["POINT"], points.shape[1])
    return labels, np.swapaxes(xyz, 0, 1)


def _origins(content: Any) -> tuple[list[str], FloatArray]:
    """Where segments begin, of files that hold their poses and no markers (Theia3D)."""
    poses = np.asarray(content["data"]["rotations"], dtype=np.float64)
    labels = _labels(content["parameters"]["ROTATION"], poses.shape[2])
    return labels, np.moveaxis(poses[:3, 3], (0, 1, 2), (2, 1, 0))


def _labels(point: dict[str, dict[str, list[str]]], count: int) -> list[str]:
    """All labels; beyond 255 they go on in LABELS2 and so on."""
    keys = ["LABELS", *(f"LABELS{i}" for i in range(2, 10))]
    found = [label.strip() for key in keys if key in point for label in point[key]["value"]]
    return found[:count]
