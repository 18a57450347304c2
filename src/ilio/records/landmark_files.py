"""Landmarks in the forms that other programs read: netCDF of `movement`, OpenPose JSON, TRC."""

import io
import json
from pathlib import Path

import numpy as np

from ilio.core import InputError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Landmarks
from ilio.observations.point_layouts import BODY_25
from ilio.records.writing import check_place, write_whole

MIDDLES = {"neck": "shoulder", "hip_middle": "hip"}
"""Points of BODY_25 that lie in the middle between a left and a right one."""


def write_netcdf(landmarks: Landmarks, path: str | Path) -> Path:
    """Write netCDF in the layout of the package `movement`, readable by its own loader.

    Classic netCDF: ``position`` by time, space, keypoint, individual [px, y down] and
    ``confidence`` by time, keypoint, individual.

    Raises
    ------
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_netcdf(points, f"{folder}/a.nc").read_bytes()[:3]
    b'CDF'
    """
    from scipy.io import netcdf_file

    out = io.BytesIO()
    nc = netcdf_file(out, "w")
    labels = {"space": ("x", "y"), "keypoint": landmarks.names, "individual": ("person",)}
    nc.createDimension("time", len(landmarks.time_s))
    for name, words in labels.items():
        wide = max(map(len, words))
        nc.createDimension(name, len(words))
        nc.createDimension(f"string{name}", wide)
        letters = nc.createVariable(name, "c", (name, f"string{name}"))
        letters[:] = np.array([list(word.ljust(wide, "\0")) for word in words], dtype="S1")
        vars(letters)["_attributes"]["_Encoding"] = "utf-8"
    nc.createVariable("time", "d", ("time",))[:] = landmarks.time_s
    position = nc.createVariable("position", "d", ("time", "space", "keypoint", "individual"))
    position[:] = landmarks.xy.swapaxes(1, 2)[..., None]
    confidence = nc.createVariable("confidence", "d", ("time", "keypoint", "individual"))
    confidence[:] = landmarks.confidence[..., None]
    attributes: dict[str, str | np.float64] = {
        "ds_type": "poses",
        "time_unit": "seconds",
        "fps": np.float64(1 / np.median(np.diff(landmarks.time_s))),
        "source_software": f"Ilio ({landmarks.maker})",
        "source_file": landmarks.source,
    }
    if landmarks.gravity_level_deg is not None:
        attributes["gravity_level_deg"] = np.float64(landmarks.gravity_level_deg)
    for name, value in attributes.items():
        setattr(nc, name, value)
    nc.flush()
    return write_whole(path, out.getvalue())


def write_openpose(landmarks: Landmarks, path: str | Path) -> Path:
    """Write OpenPose JSON (BODY_25): one file of all pictures, or a folder of one file each.

    Parameters
    ----------
    landmarks
        The points.
    path
        Ending ``.json``: one file, a list of pictures, each with its ``frame`` and ``time_s``.
        No ending: a new folder, as OpenPose writes it.

    Raises
    ------
    OutputError
        If it cannot be written.
    InputError
        If the folder exists already.

    Examples
    --------
    >>> import tempfile
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = json.loads(write_openpose(points, f"{folder}/a.json").read_text())
    >>> written["frames"][1]["people"][0]["pose_keypoints_2d"][:3]
    [1.0, 1.0, 1.0]
    """
    points = body_25(landmarks)
    times = zip(landmarks.frames.tolist(), landmarks.time_s.tolist(), points, strict=True)
    frames = [
        {"version": 1.3, "frame": frame, "time_s": round(time, 6), "people": _people(picture)}
        for frame, time, picture in times
    ]
    target = Path(path)
    if target.suffix:
        rate = 1 / float(np.median(np.diff(landmarks.time_s)))
        size = {"width": landmarks.width, "height": landmarks.height}
        whole = {"rate_hz": round(rate, 6), **size, "frames": frames}
        return write_whole(target, json.dumps(whole).encode())
    check_place(target / "x" if target.is_dir() else target)
    if target.exists():
        raise InputError("a new folder", f"{target}, which exists", "Name another one.")
    target.mkdir()
    for number, frame in enumerate(frames):
        name = f"{Path(landmarks.source).stem}_{number:012}_keypoints.json"
        write_whole(target / name, json.dumps(frame).encode())
    return target


def body_25(landmarks: Landmarks) -> FloatArray:
    """``(n, 25, 3)`` x, y [px] and confidence in OpenPose's order; 0, 0, 0 where not known.

    Examples
    --------
    >>> body_25(Landmarks.of([0.0, 0.2], np.ones((2, 33, 2))))[0, 1]
    array([1., 1., 1.])
    """
    out = np.zeros((len(landmarks.time_s), len(BODY_25), 3))
    for i, name in enumerate(BODY_25):
        part = MIDDLES.get(name)
        sources = (
            [f"{part}_left", f"{part}_right"] if part and name not in landmarks.names else [name]
        )
        if all(source in landmarks.names for source in sources):
            at = [landmarks.index(source) for source in sources]
            out[:, i, :2] = landmarks.xy[:, at].mean(axis=1)
            out[:, i, 2] = landmarks.confidence[:, at].min(axis=1)
    out[~np.isfinite(out).all(axis=2)] = 0
    return out


def _people(picture: FloatArray) -> list[dict[str, object]]:
    if not picture[:, 2].any():
        return []
    return [{"person_id": [-1], "pose_keypoints_2d": np.round(picture, 3).ravel().tolist()}]


def write_trc(landmarks: Landmarks, path: str | Path, *, height_m: float | None = None) -> Path:
    r"""Write a TRC marker file: x to the right of the picture, y up, z zero.

    Parameters
    ----------
    landmarks
        The points.
    path
        Where to.
    height_m
        Height of the person [m]: lengths become metres; None leaves them in pixels.

    Raises
    ------
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     lines = write_trc(points, f"{folder}/a.trc").read_text().splitlines()
    >>> lines[3].split("\t")[2:6]
    ['nose', '', '', 'eye_inner_left']
    """
    scale, unit = (metres_per_pixel(landmarks, height_m), "m") if height_m else (1.0, "px")
    floor = landmarks.height or float(np.nanmax(landmarks.xy[..., 1]))
    xyz = np.zeros((*landmarks.xy.shape[:2], 3))
    xyz[..., 0] = landmarks.xy[..., 0] * scale
    xyz[..., 1] = (floor - landmarks.xy[..., 1]) * scale
    xyz[~np.isfinite(xyz).all(axis=2)] = np.nan
    n, k = xyz.shape[:2]
    rate = round(1 / float(np.median(np.diff(landmarks.time_s))), 6)
    axes = [f"{axis}{i}" for i in range(1, k + 1) for axis in "XYZ"]
    names = [cell for name in landmarks.names for cell in (name, "", "")]
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{Path(path).name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate:g}\t{rate:g}\t{n}\t{k}\t{unit}\t{rate:g}\t1\t{n}",
        "\t".join(["Frame#", "Time", *names]).rstrip("\t"),
        "\t".join(["", "", *axes]),
        "",
    ]  # fmt: skip
    for i, (time, row) in enumerate(zip(landmarks.time_s, xyz.reshape(n, -1), strict=True), 1):
        cells = ["" if np.isnan(value) else f"{value:.5f}" for value in row]
        lines.append("\t".join([str(i), f"{time:.6f}", *cells]))
    return write_whole(path, ("\n".join(lines) + "\n").encode())


def metres_per_pixel(landmarks: Landmarks, height_m: float) -> float:
    """Scale of the picture from the height of the person and the length of the legs.

    The thigh and the shank of either leg, each at its usual length over the clip, are a known
    share of the height (``camera.leg_share``); the longer leg counts, for a picture only shortens.

    Parameters
    ----------
    landmarks
        Hips, knees and ankles among the points.
    height_m
        Height of the person [m].

    Examples
    --------
    >>> xy = np.zeros((2, 33, 2)); xy[:, 25:27, 1], xy[:, 27:29, 1] = 245, 491
    >>> round(metres_per_pixel(Landmarks.of([0, 1], xy), 1.8), 4)
    0.0018
    """
    share = threshold("camera.leg_share").value / PERCENT
    legs = []
    for side in ("left", "right"):
        hip, knee, ankle = (landmarks.point(f"{part}_{side}") for part in ("hip", "knee", "ankle"))
        pieces = (np.linalg.norm(knee - hip, axis=1), np.linalg.norm(ankle - knee, axis=1))
        legs.append(sum(float(np.nanmedian(piece)) for piece in pieces))
    return height_m * share / max(*legs, 1e-9)
