"""The modified Thomas test of many virtual people at once."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import ANGLES
from ilio.body.grid import limits_deg, tendons
from ilio.body.load import Person
from ilio.body.muscle import isometric_force
from ilio.body.thomas import HIP_DEG, RANGES, check, deep_flexors, weight_parts_nm
from ilio.core import MissingExtraError
from ilio.knowledge import bounds
from ilio.observations import FloatArray

HIP_STEP_DEG, KNEE_STEP_DEG = 1.0, 2.0
LENGTHS = 1500
"""Nodes of the tables of passive force over length."""


@dataclass(frozen=True)
class Hanging:
    """Where the thighs of many people hang.

    Parameters
    ----------
    thigh_drop_deg, knee_deg
        Of each person, shape (n,) [deg].
    beyond
        Whose balance lies beyond the model: their drop is where the model ends.

    Examples
    --------
    >>> hang(tilt_deg=[0.0, -20.0]).thigh_drop_deg.round()
    array([26., 10.])
    """

    thigh_drop_deg: FloatArray
    knee_deg: FloatArray
    beyond: np.ndarray


def hang(
    tilt_deg: ArrayLike,
    shortening: ArrayLike = 0.0,
    stiffness: ArrayLike = 1.0,
    mass_kg: ArrayLike = 70.0,
    height_m: ArrayLike = 1.75,
) -> Hanging:
    """Let thigh and shank of many people hang over a table's edge, with all 29 muscles.

    Parameters
    ----------
    tilt_deg, shortening, stiffness, mass_kg, height_m
        As in `ilio.body.thomas.Hip`, numbers or arrays (n,).

    Raises
    ------
    InputError
        If somebody cannot be.
    MissingExtraError
        If numba is not installed.

    Examples
    --------
    >>> hang(0.0, shortening=[0.0, 0.12]).thigh_drop_deg.round()
    array([26., -7.])
    """
    try:
        from ilio.body import thomas_kernel
    except ImportError:
        raise MissingExtraError("numba", "test many virtual people at once") from None
    given = np.broadcast_arrays(*np.atleast_1d(tilt_deg, shortening, stiffness, mass_kg, height_m))
    tilt, short, stiff, mass, height = (np.asarray(part, float) for part in given)
    for name, values in zip(RANGES, (tilt, short, stiff), strict=True):
        check(name, values)
    for pair in ((mass.min(), height.min()), (mass.max(), height.max())):
        Person(*map(float, pair))
    thigh_nm, shank_nm = (part * mass * height for part in _weight_per_kg_m())
    people = np.column_stack([tilt, short, stiff, thigh_nm, shank_nm])
    balance: Any = thomas_kernel.balance
    found = balance(people, *_tables())
    return Hanging(found[:, 0], found[:, 1], found[:, 2] > 0)


@cache
def _weight_per_kg_m() -> tuple[float, float]:
    usual = Person.usual()
    thigh, shank = weight_parts_nm(usual)
    size = usual.mass_kg * usual.height_m
    return thigh / size, shank / size


@cache
def _tables() -> tuple[FloatArray, ...]:
    """What `ilio.body.thomas_kernel.balance` looks up, in its order."""
    low, high = limits_deg()["knee"]
    hips = np.arange(HIP_DEG[0], HIP_DEG[1] + HIP_STEP_DEG / 2, HIP_STEP_DEG)
    knees = np.arange(low, high + KNEE_STEP_DEG / 2, KNEE_STEP_DEG)
    length_m, arm_m = tendons(hips[:, None], knees[None, :])
    deep = deep_flexors()
    limits = bounds(RANGES["shortening"])
    least = length_m.min(axis=(0, 1)) / np.where(deep, 1 - limits.low, 1.0)
    most = length_m.max(axis=(0, 1)) / np.where(deep, 1 - limits.high, 1.0)
    force_n = isometric_force(np.linspace(least, most, LENGTHS), 0.0)
    step_m = (most - least) / (LENGTHS - 1)
    resting = np.stack(
        [
            np.interp((length_m[..., i] - least[i]) / step_m[i], np.arange(LENGTHS), force_n[:, i])
            for i in range(len(deep))
        ],
        axis=-1,
    )
    resting[..., deep] = 0.0
    about_hip, about_knee = (arm_m[..., ANGLES.index(angle)] for angle in ("flexion", "knee"))
    return (
        np.array([hips[0], HIP_STEP_DEG]),
        np.array([knees[0], KNEE_STEP_DEG]),
        (resting * about_hip).sum(axis=-1),
        (resting * about_knee).sum(axis=-1),
        np.ascontiguousarray(length_m[:, 0, deep].T),
        np.ascontiguousarray(about_hip[:, 0, deep].T),
        np.ascontiguousarray(force_n[:, deep].T),
        np.stack([least[deep], step_m[deep]]),
    )
