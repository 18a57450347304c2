"""Turning running markers and CMU joint angles into marker positions."""

import gzip
from pathlib import Path

import numpy as np
from marker_files import read_columns
from scipy.spatial.transform import Rotation

RBDS_MAPPING = """[markers]
asis_left = "L.ASIS"
asis_right = "R.ASIS"
psis_left = "L.PSIS"
psis_right = "R.PSIS"
knee_left = "L.Knee"
knee_right = "R.Knee"
knee_medial_left = "L.Knee.Medial"
knee_medial_right = "R.Knee.Medial"
ankle_left = "L.Ankle"
ankle_right = "R.Ankle"
ankle_medial_left = "L.Ankle.Medial"
ankle_medial_right = "R.Ankle.Medial"
"""
CLUSTER = ("Top.Lateral", "Bottom.Lateral", "Top.Medial", "Bottom.Medial")


def _rbds(path: Path) -> dict[str, np.ndarray]:
    header, table = read_columns(path, "\t")
    return {header[i][:-1]: table[:, i : i + 3] for i in range(1, len(header), 3)}


def carried(points: np.ndarray, at_rest: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Where a point that is fixed to a cluster goes: (3,), (k, 3) and (n, k, 3) to (n, 3)."""
    middle, middles = at_rest.mean(axis=0), cluster.mean(axis=1)
    u, _, vt = np.linalg.svd(np.einsum("ki,nkj->nij", at_rest - middle, cluster - middles[:, None]))
    flip = np.ones((len(u), 3))
    flip[:, 2] = np.linalg.det(u @ vt)
    turn = np.einsum("nij,nj,njk->nik", np.swapaxes(vt, 1, 2), flip, np.swapaxes(u, 1, 2))
    return middles + np.einsum("nij,j->ni", turn, points - middle)


def rbds_run(folder: Path, speed: str) -> dict[str, np.ndarray]:
    """Pelvis markers of a run, mm, with knees and ankles carried over from the standing trial.

    The running trials hold clusters on thigh and shank, and no marker on knee or ankle.
    """
    static = {
        n: np.nanmean(xyz, axis=0) for n, xyz in _rbds(folder / "RBDS001static.txt.gz").items()
    }
    run = {
        n: np.where(np.isfinite(xyz), xyz, 0.0)
        for n, xyz in _rbds(folder / f"RBDS001runT{speed}markers.txt.gz").items()
    }
    found = {f"{s}.{bone}": run[f"{s}.{bone}"] for s in "LR" for bone in ("ASIS", "PSIS")}
    for side in "LR":
        for segment, joint in (("Thigh", "Knee"), ("Shank", "Ankle")):
            names = [f"{side}.{segment}.{corner}" for corner in CLUSTER]
            rest = np.stack([static[n] for n in names])
            cluster = np.stack([run[n] for n in names], axis=1)
            for end in ("", ".Medial"):
                found[f"{side}.{joint}{end}"] = carried(
                    static[f"{side}.{joint}{end}"], rest, cluster
                )
    return found


def cmu_legs(path: Path) -> dict[str, np.ndarray]:
    """Hip, knee and ankle centres of an AMC file, Y up, in the units of the file.

    Leg constants of the CMU skeleton: bone direction 20 deg out from straight down, with the
    bone's own axes turned by those 20 deg about Z.
    """
    motion: dict[str, list[list[float]]] = {}
    with gzip.open(path, "rt") as stream:
        for line in stream:
            word, *numbers = line.split()
            if numbers and word[0].isalpha():
                motion.setdefault(word, []).append([float(v) for v in numbers])
    root = np.array(motion["root"])
    pelvis = Rotation.from_euler("xyz", root[:, 3:], degrees=True)
    found = {}
    for letter, sign in (("L", 1.0), ("R", -1.0)):
        own = Rotation.from_euler("z", 20 * sign, degrees=True)
        bone = np.array([0.34202 * sign, -0.939693, 0.0])
        femur = np.array(motion[f"{letter.lower()}femur"])
        tibia = np.array(motion[f"{letter.lower()}tibia"])
        bend = np.concatenate([tibia, np.zeros((len(tibia), 2))], axis=1)
        thigh = pelvis * own * Rotation.from_euler("xyz", femur, degrees=True) * own.inv()
        shank = thigh * own * Rotation.from_euler("xyz", bend, degrees=True) * own.inv()
        hip = root[:, :3] + pelvis.apply([1.6 * sign, -1.8, 0.8])
        found[f"{letter}HJC"] = hip
        found[f"{letter}KNE"] = hip + 7.2 * thigh.apply(bone)
        found[f"{letter}ANK"] = found[f"{letter}KNE"] + 7.3 * shank.apply(bone)
    return found
