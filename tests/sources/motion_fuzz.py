"""Mutated motion files of every kind: each is read, or refused by an error of Ilio, in bounds.

Run it alone for as long as wanted, on files of its own or on those of a folder:

    python tests/sources/motion_fuzz.py --seconds 600 --kind c3d [--data FOLDER]
"""

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from c3d_files import write_c3d_of, write_poses
from marker_files import write_trc
from marker_person import person, ramp
from phone_logs import lift, phyphox, up_on_thigh
from scipy.io import netcdf_file
from sheet_files import write_xls, write_xlsx

from ilio.core import IlioError
from ilio.observations import JOINT_NAMES
from ilio.protocols import measure
from ilio.sources import read, read_recording

LONGEST_S, MOST_MB = 10.0, 1000
SPICE = (b"", b"0", b"-1", b"nan", b"1e999", b"1e-320", b"2147483648", b"9" * 400, b"\t", b";", b",", b'"',
         b"\n", b"\xff\xfe", b"\x00", b"[", b"{", b"}", b"time", b"-0.0", b"1e18", b"\xf0\x9f")  # fmt: skip


def corpus(folder: Path) -> dict[str, list[Path]]:
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
    sheet = [
        ["Time (s)", "x", "y", "z"],
        *[[float(t), *map(float, u)] for t, u in zip(time_s, up, strict=True)],
    ]
    add("xls", write_xls(folder / "a.xls", {"Raw Data": sheet}))
    add("xlsx", write_xlsx(folder / "a.xlsx", {"Raw Data": sheet}))
    return found


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
        nc.fps = 30.0
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


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few small changes anywhere: bytes, spice, cuts, doubles, swaps."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8])):
        at = rng.randrange(len(out) + 1)
        some = rng.choice([1, 2, 4, 16, 200])
        way = rng.randrange(6)
        if way == 0 and out:
            out[at % len(out)] = rng.randrange(256)
        elif way == 1:
            out[at:at] = rng.choice(SPICE)
        elif way == 2:
            del out[at : at + some]
        elif way == 3:
            out[at:at] = out[at : at + some] * rng.choice([1, 2, 50])
        elif way == 4:
            out[at : at + some] = rng.randbytes(some)
        elif rng.random() < 0.3:
            del out[at:]
    return bytes(out)


def mutants(files: list[Path], seed: int) -> Iterator[tuple[str, bytes]]:
    """Endless mutants of some files, with the name that each keeps."""
    rng = random.Random(seed)
    whole = [(file.name, file.read_bytes()) for file in files]
    while True:
        name, data = rng.choice(whole)
        yield name, mutated(data, rng)


def outcome(path: Path) -> str:
    """What reading and measuring a file comes to; a fault is a traceback."""
    start = time.perf_counter()
    try:
        door = read if path.stat().st_size % 2 else read_recording
        recording = door(path, rate_hz=30.0, size=(640, 480))
        for side in ("left", "right"):
            measure("knee-raise", recording, side)
            measure("thomas", recording, side)
        told = "read"
    except IlioError as problem:
        hidden = "a fault of its reader" in str(problem)
        told = f"caught by the gate: {problem}" if hidden else "refused"
    except BaseException:
        told = f"traceback: {traceback.format_exc(limit=-4)}"
    if time.perf_counter() - start > LONGEST_S:
        told = f"took {time.perf_counter() - start:.0f} s"
    return told


def fuzz(
    files: list[Path], *, seconds: float, count: int, seed: int
) -> tuple[Counter[str], list[str]]:
    """Outcomes of so many mutants or seconds, and the faults with the seed's number of the file."""
    told: Counter[str] = Counter()
    faults: list[str] = []
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(mutants(files, seed)):
            if number >= count or time.monotonic() > end:
                return told, faults
            path = Path(folder, name)
            path.write_bytes(data)
            found = outcome(path)
            told[found.split(":")[0]] += 1
            if found not in ("read", "refused"):
                faults.append(f"{name}, seed {seed}, mutant {number}: {found}")
            path.unlink()
    raise AssertionError


def peak_mb() -> int:
    """Most memory of this process, or of a reader in a process of its own.

    The kernel hands a process's `ru_maxrss` on to what it starts; the status file begins anew.
    """
    own = Path("/proc/self/status")
    if not own.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    (line,) = (line for line in own.read_text().splitlines() if line.startswith("VmHWM"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(line.split()[1]), children) >> 10


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kind", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        kinds = corpus(Path(folder))
        for file in sorted(given.data.rglob("*")) if given.data else ():
            kind = file.suffix.lower().removeprefix(".")
            if kind in kinds and file.is_file() and file.stat().st_size < 2_000_000:
                kinds[kind].append(file)
        for kind, files in kinds.items():
            if given.kind and kind != given.kind:
                continue
            told, faults = fuzz(files, seconds=given.seconds, count=10**9, seed=given.seed)
            most = peak_mb()
            print(f"{kind}: {len(files)} files, {dict(told)}, at most {most} MB", flush=True)
            print(*faults[:20], sep="\n", flush=True)
            bad += len(faults) + (most > MOST_MB)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
