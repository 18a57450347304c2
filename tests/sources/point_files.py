"""Writing points of a body in the forms of other programs."""

import json
from pathlib import Path

import numpy as np
from scipy.io import netcdf_file

from ilio.observations import JOINT_NAMES
from ilio.sources.video.fusing import Joints

RATE = 10.0


def as_layout(joints: Joints, layout: tuple[str, ...]) -> np.ndarray:
    """``(n, k, 3)`` of the stick figure; points that Ilio does not know are not found."""
    out = np.zeros((len(joints.xy), len(layout), 3))
    for i, name in enumerate(layout):
        if name in JOINT_NAMES:
            out[:, i, :2], out[:, i, 2] = joints.xy[:, JOINT_NAMES.index(name)], 0.9
    return out


def write(path: Path, values: object) -> Path:
    path.write_text(json.dumps(values))
    return path


def people(points: np.ndarray) -> dict[str, object]:
    return {"version": 1.3, "people": [{"pose_keypoints_2d": points.ravel().tolist()}]}


def openpose_folder(folder: Path, points: np.ndarray) -> Path:
    for i, picture in enumerate(points):
        write(folder / f"clip_{i}_keypoints.json", people(picture))
    return folder


def coco_results(folder: Path, points: np.ndarray) -> Path:
    entries = [
        {"image_id": f"{i}.jpg", "keypoints": p.ravel().tolist(), "score": 2.9}
        for i, p in enumerate(points)
    ]
    return write(folder / "results.json", entries)


def mmpose(folder: Path, points: np.ndarray) -> Path:
    frames = [
        {"frame_id": i, "instances": [{"keypoints": p[:, :2].tolist(), "keypoint_scores": p[:, 2].tolist()}]}
        for i, p in enumerate(points)
    ]  # fmt: skip
    return write(folder / "mm.json", {"meta_info": {}, "instance_info": frames})


def mediapipe(folder: Path, points: np.ndarray) -> Path:
    frames = [
        {"landmarks": [{"x": x / 800, "y": y / 600, "z": 0.0, "visibility": s} for x, y, s in p]}
        for p in points.tolist()
    ]
    return write(folder / "mp.json", {"fps": RATE, "width": 800, "height": 600, "frames": frames})


def netcdf(folder: Path, points: np.ndarray, names: tuple[str, ...] = JOINT_NAMES) -> Path:
    path, k = folder / "poses.nc", points.shape[1]
    width = max(map(len, names))
    with netcdf_file(str(path), "w") as nc:
        sizes = {"time": len(points), "space": 2, "keypoints": k, "individuals": 1, "s": width}
        for name, size in sizes.items():
            nc.createDimension(name, size)
        nc.createVariable("time", "d", ("time",))[:] = np.arange(len(points)) / RATE
        letters = nc.createVariable("keypoints", "c", ("keypoints", "s"))
        letters[:] = np.array([list(name.ljust(width, "\0")) for name in names], dtype="S1")
        dims = ("time", "space", "keypoints", "individuals")
        nc.createVariable("position", "d", dims)[:] = points[..., :2].swapaxes(1, 2)[..., None]
        dims = ("time", "keypoints", "individuals")
        nc.createVariable("confidence", "d", dims)[:] = points[..., 2][..., None]
        nc.source_software, nc.time_unit, nc.fps = "DeepLabCut", "seconds", RATE
    return path
