"""Precompute tendon lengths and moment arms once, so that nobody needs MuJoCo to look them up."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from ilio.body.angles import ANGLES, Posture
from ilio.body.grid import FORMAT, digest
from ilio.body.mjcf import Brim
from ilio.body.skeleton import Skeleton
from ilio.knowledge import body_muscles
from ilio.observations import FloatArray

Progress = Callable[[str, float], None]
Axes = dict[str, tuple[float, float, float]]

ROUNDING_M = 2.0**-20
"""Lengths are kept to a micrometre; rounding to a power of two lets the file shrink."""

HIP: Axes = {"flexion": (-40, 120, 1.25), "adduction": (-10, 10, 5), "rotation": (-10, 10, 5)}
BOTH: Axes = {
    "flexion": (-40, 120, 5),
    "adduction": (-10, 10, 10),
    "rotation": (-10, 10, 10),
    "knee": (0, 130, 5),
}
FINE: Axes = BOTH | {"adduction": (-10, 10, 5), "rotation": (-10, 10, 5)}
KNEE: Axes = {"knee": (0, 130, 5)}
"""First value, last value and step of each angle [deg]. Beyond them a path jumps: the psoas slips
into its cylinder below -40 deg, gluteus maximus and tensor fasciae latae lose theirs above 120."""


def write_grid(path: Path, progress: Progress) -> None:
    """Compute the grid with MuJoCo and write it.

    Parameters
    ----------
    path
        File to write (.npz).
    progress
        Called with a sentence and the share done of that part.

    Raises
    ------
    MissingExtraError
        If MuJoCo is not installed.
    """
    arrays: dict[str, Any] = {"format": FORMAT, "tables": digest()}
    for name, brim, steps, muscles in _blocks():
        axes = {a: np.arange(low, high + step / 2, step) for a, (low, high, step) in steps.items()}
        for angle, nodes in axes.items():
            arrays[f"{name}.{angle}"] = nodes
        arrays[f"{name}.muscles"] = muscles
        values = _values(Skeleton(brim), axes, muscles, name, progress)
        arrays[f"{name}.values"] = (np.round(values / ROUNDING_M) * ROUNDING_M).astype(np.float32)
    np.savez_compressed(path, **arrays)


def _blocks() -> list[tuple[str, Brim, Axes, list[str]]]:
    """Name, brim, steps and muscles of each part of the grid."""
    bones = {key: {p.body for p in row.points} for key, row in body_muscles().items()}
    hip = {key for key in bones if "pelvis" in bones[key]}
    knee = {key for key in bones if bones[key] & {"tibia", "patella"}}
    bending = {"tfl", "grac"}  # their arms change most with adduction and rotation
    lifting = [key for key, row in body_muscles().items() if row.brim_point]
    return [
        ("hip", "via", HIP, [key for key in bones if key in hip - knee]),
        ("brim", "obstacle", HIP, lifting),
        ("both", "via", BOTH, [key for key in bones if key in hip & knee - bending]),
        ("fine", "via", FINE, [key for key in bones if key in bending]),
        ("knee", "via", KNEE, [key for key in bones if key in knee - hip]),
    ]


def _values(
    skeleton: Skeleton,
    axes: dict[str, FloatArray],
    muscles: list[str],
    name: str,
    progress: Progress,
) -> FloatArray:
    """Length and moment arms at every node, shape (nodes..., muscles, 1 + axes) [m]."""
    rows = [list(body_muscles()).index(key) for key in muscles]
    columns = [ANGLES.index(angle) for angle in axes]
    sizes = [len(nodes) for nodes in axes.values()]
    found = np.empty((int(np.prod(sizes)), len(rows), 1 + len(columns)))
    for number, angles in enumerate(product(*axes.values())):
        posture = Posture(**dict(zip(axes, map(float, angles), strict=True)))
        length_m, arm_m = skeleton.tendons(posture)
        found[number, :, 0] = length_m[rows]
        found[number, :, 1:] = arm_m[np.ix_(rows, columns)]
        progress(name, (number + 1) / len(found))
    return found.reshape(*sizes, len(rows), -1)
