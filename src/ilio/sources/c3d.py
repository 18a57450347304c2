"""C3D marker files, through ezc3d in a process of its own, once the file's length agrees.

ezc3d fills a cut file up, and a damaged one can make it crash or take all the memory there is.
"""

from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.c3d_header import check_whole
from ilio.sources.clock import check_rate
from ilio.sources.in_child import Limits, in_child
from ilio.sources.markers import Markers, metres_per_unit, with_gaps
from ilio.sources.opening import EXPORT_AGAIN, check_file
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
    points = np.asarray(content["data"]["points"], dtype=np.float64)[:3]
    labels = _labels(point, points.shape[1])
    if not labels or points.shape[2] < 2:
        raise ReadError(file, "markers over time", "none", "Export the marker trajectories.")
    lost = np.asarray(content["data"]["meta_points"]["residuals"])[0] < 0
    xyz = np.where(lost[..., None], np.nan, np.moveaxis(points, 0, -1))
    units = point["UNITS"]["value"] if "UNITS" in point else []
    rate = float(content["header"]["points"]["frame_rate"])
    return labels, np.swapaxes(xyz, 0, 1), str(units[0]) if units else "", rate


def _labels(point: dict[str, dict[str, list[str]]], count: int) -> list[str]:
    """Labels of all points; beyond 255 they go on in LABELS2 and so on."""
    keys = ["LABELS", *(f"LABELS{i}" for i in range(2, 10))]
    found = [label.strip() for key in keys if key in point for label in point[key]["value"]]
    return found[:count]
