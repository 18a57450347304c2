"""C3D marker files, through ezc3d, with the length checked first: ezc3d fills a cut file up."""

import struct
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.sources.clock import check_rate
from ilio.sources.markers import Markers, metres_per_unit, with_gaps
from ilio.sources.opening import check_file
from ilio.sources.repeated import by_name

_BLOCK = 512
_BIG_ENDIAN = 86
_MANY_FRAMES = 65535
EXPORT = "Copy or export it again."


def read_c3d(path: str | Path) -> Markers:
    """Read the markers of a C3D file.

    Raises
    ------
    ReadError
        If it is not a C3D file, was cut off, or holds no markers.

    Examples
    --------
    >>> read_c3d(__file__)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ilio.core.errors.ReadError: ...c3d.py: expected a C3D file, got another kind of content. Copy...
    """
    file = check_file(path)
    _check_length(file)
    import ezc3d

    try:
        content = ezc3d.c3d(str(file))
    except (OSError, RuntimeError, ArithmeticError, ValueError, LookupError) as problem:
        raise ReadError(file, "a whole C3D file", f"'{problem}'", EXPORT) from None
    point = content["parameters"]["POINT"]
    points = np.asarray(content["data"]["points"], dtype=np.float64)[:3]
    labels = _labels(point, points.shape[1])
    if not labels or points.shape[2] < 2:
        raise ReadError(file, "markers over time", "none", "Export the marker trajectories.")
    lost = np.asarray(content["data"]["meta_points"]["residuals"])[0] < 0
    xyz = with_gaps(np.where(lost[..., None], np.nan, np.moveaxis(points, 0, -1)))
    units = point["UNITS"]["value"] if "UNITS" in point else []
    factor, unit = metres_per_unit(units[0] if units else "", xyz, file)
    rate = check_rate(float(content["header"]["points"]["frame_rate"]), file)
    named = by_name((label, xyz[i] * factor) for i, label in enumerate(labels))
    time = np.arange(points.shape[2]) / rate
    return Markers(time, named.columns, unit, file.name, rate, repeated=named.repeated)


def _labels(point: dict[str, dict[str, list[str]]], count: int) -> list[str]:
    """Labels of all points; beyond 255 they go on in LABELS2 and so on."""
    keys = ["LABELS", *(f"LABELS{i}" for i in range(2, 10))]
    found = [label.strip() for key in keys if key in point for label in point[key]["value"]]
    return found[:count]


def _check_length(file: Path) -> None:
    """Compare the length of the file with what its header promises."""
    raw = file.read_bytes()
    if len(raw) < _BLOCK or raw[1] != 80:
        kind = "a file cut off in its header" if raw[1:2] == b"P" else "another kind of content"
        raise ReadError(file, "a C3D file", kind, EXPORT)
    parameters = (raw[0] - 1) * _BLOCK
    if len(raw) < parameters + 4:
        raise ReadError(file, "a C3D file", "a file cut off in its header", EXPORT)
    order = ">" if raw[parameters + 3] == _BIG_ENDIAN else "<"
    points, analog, first, last = struct.unpack(f"{order}4H", raw[2:10])
    scale = struct.unpack(f"{order}f", raw[12:16])[0]
    start = struct.unpack(f"{order}H", raw[16:18])[0]
    frames = last - first + 1
    if frames <= 0 or last >= _MANY_FRAMES:
        return  # a long recording: the header cannot hold its number of frames
    size = 4 if scale < 0 else 2
    needed = (start - 1) * _BLOCK + frames * (4 * points + analog) * size
    if len(raw) < needed:
        share = f"{len(raw)} bytes of {needed}"
        raise ReadError(file, "a whole C3D file", f"a truncated one ({share})", EXPORT)
