"""Mutated motion files of every kind: each is read, or refused by an error of Ilio, in bounds.

Run it alone for as long as wanted, on files of its own or on those of a folder:

    python tests/sources/motion_fuzz.py --seconds 600 --kind c3d [--data FOLDER]
"""

import gzip
import json
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from c3d_files import write_c3d_of, write_poses
from fuzzing import Files, main
from marker_files import write_trc
from marker_person import person, ramp
from phone_logs import lift, phyphox, up_on_thigh
from scipy.io import netcdf_file
from sheet_files import write_xls, write_xlsx

from ilio.observations import JOINT_NAMES, Recording
from ilio.protocols import measure
from ilio.sources import read, read_recording


def corpus(folder: Path) -> Files:
    """Files of our own, one or more of each kind."""
    raised = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=80)
    time_s, elevation = lift(rate_hz=20.0)
    up = up_on_thigh(elevation, np.eye(3))
    found: dict[str, list[Path]] = {}

    def add(kind: str, path: Path) -> None:
        found.setdefault(kind, []).append(path)

    add("trc", write_trc(folder / "a.trc", raised))
    for processor, real in (("intel", True), ("intel", False), ("dec", True)):
        name = f"{processor}{real}.c3d"
        add("c3d", write_c3d_of(folder / name, raised, processor=processor, real=real))
    add("c3d", write_poses(folder / "poses.c3d", {"l_thigh_4X4": raised["LKNE"]}))
    rows = "\n".join(f"{i / 50:.2f}\t{i}\t{-i}" for i in range(60))
    head = "Coordinates\nnRows=60\ninDegrees=yes\nendheader\ntime\thip_flexion_r\tpelvis_tilt\n"
    for suffix in ("mot", "sto"):
        path = folder / f"a.{suffix}"
        path.write_text(head + rows)
        add(suffix, path)
    add("csv", phyphox(folder / "a.csv", time_s, up))
    add("csv", phyphox(folder / "b.csv", time_s, up, separator=";", comma=True))
    add("gz", folder / "a.csv.gz")
    found["gz"][0].write_bytes(gzip.compress(found["csv"][0].read_bytes()))
    add("zip", folder / "a.zip")
    with zipfile.ZipFile(found["zip"][0], "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(found["csv"][0], "Raw Data.csv")
    readings = [
        {"sensor": "Gravity", "seconds_elapsed": f"{t:.3f}", "x": f"{x}", "y": f"{y}", "z": f"{z}"}
        for t, (x, y, z) in zip(time_s, 9.8 * up, strict=True)
    ]
    points = np.arange(66.0).reshape(33, 2).tolist()
    frames = [[[x, y, 0.9] for x, y in points] for _ in range(30)]
    body = {"people": [{"pose_keypoints_2d": np.ravel(frames[0]).tolist()[:75]}]}
    page = {"schema": "ilio/points/1", "width": 80, "height": 80}
    page["frames"] = [
        {"time_s": i / 10, "points": [[x, y, 0, 1] for x, y in points]} for i in range(9)
    ]
    for name, values in {
        "sensors": readings,
        "mediapipe": {"fps": 30, "frames": frames},
        "openpose": {"fps": 30, "frames": [body] * 20},
        "coco": [{"image_id": i, "keypoints": np.ravel(points)[:51].tolist()} for i in range(20)],
        "page": page,
    }.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(values))
        add("json", path)
    names = ",".join(f"{n},{n},{n}" for n in JOINT_NAMES)
    each = ",".join(f"{x},{y},0.9" for x, y in points)
    path = folder / "dlc.csv"
    path.write_text(
        f"scorer{',me' * 99}\nbodyparts,{names}\ncoords{',x,y,likelihood' * 33}\n"
        + "\n".join(f"{i},{each}" for i in range(20))
    )
    add("csv", path)
    add("nc", classic(folder / "classic.nc"))
    add("nc", modern(folder / "modern.nc"))
    sheet: list[list[float | str]] = [
        ["Time (s)", "x", "y", "z"],
        *([t, *u] for t, u in zip(time_s.tolist(), up.tolist(), strict=True)),
    ]
    add("xls", write_xls(folder / "a.xls", {"Raw Data": sheet}))
    add("xlsx", write_xlsx(folder / "a.xlsx", {"Raw Data": sheet}))
    return {
        kind: [(file.name, file.read_bytes()) for file in files] for kind, files in found.items()
    }


def classic(path: Path) -> Path:
    with netcdf_file(str(path), "w") as nc:
        for name, size in {"time": 9, "space": 2, "keypoint": 33, "individual": 1, "s": 16}.items():
            nc.createDimension(name, size)
        letters = [list(name.ljust(16)) for name in JOINT_NAMES]
        nc.createVariable("keypoint", "c", ("keypoint", "s"))[:] = np.array(letters, dtype="S1")
        dims = ("time", "space", "keypoint", "individual")
        nc.createVariable("position", "d", dims)[:] = np.random.default_rng(1).uniform(
            0, 99, (9, 2, 33, 1)
        )
        nc.fps = 30.0  # type: ignore[attr-defined]
    return path


def modern(path: Path) -> Path:
    try:
        import h5py
    except ImportError:
        return classic(path)
    with h5py.File(path, "w") as nc:
        nc["position"] = np.random.default_rng(1).uniform(0, 99, (9, 2, 33, 1))
        nc["keypoint"] = list(JOINT_NAMES)
        for i, name in enumerate(("time", "space", "keypoint", "individual")):
            if name not in nc:
                nc[name] = np.arange(nc["position"].shape[i], dtype=float)
            nc[name].make_scale(name)
            nc["position"].dims[i].attach_scale(nc[name])
        nc.attrs["fps"] = 30.0
    return path


def opened(kind: str, path: Path) -> None:
    """Read and measure a file by either door, by turns."""
    door = read if path.stat().st_size % 2 else read_recording
    recording = door(path, rate_hz=30.0, size=(640, 480))
    if not isinstance(recording, Recording):
        return
    for side in ("left", "right"):
        measure("knee-raise", recording, side)
        measure("thomas", recording, side)


if __name__ == "__main__":
    sys.exit(main(corpus, opened))
