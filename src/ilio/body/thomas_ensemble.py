"""The modified Thomas test of one person in every variant of the model, from tables: at once."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ilio.body.angles import ANGLES
from ilio.body.force_table import force_table
from ilio.body.grid import limits_deg, tendons
from ilio.body.load import Person
from ilio.body.mjcf import Brim
from ilio.body.passive import published_moments
from ilio.body.share import BRIMS, CURVES
from ilio.body.thomas import HIP_DEG, check, deep_flexors, weight_parts_nm
from ilio.body.tissue import Tissue
from ilio.core.signs import HORIZONTAL_DEG
from ilio.observations import FloatArray, Spread

HIP_STEP_DEG, KNEE_STEP_DEG = 1.0, 2.0


def thomas_spread(
    tilt_deg: float, tissue: Tissue | None = None, person: Person | None = None
) -> tuple[Spread, bool]:
    """Where the thigh hangs, over two brims and three sources of the resting moment.

    Parameters
    ----------
    tilt_deg
        Of the pelvis from neutral, forward + [deg].
    tissue, person
        Whose muscles and leg; the model's and the usual person's if left out.

    Returns
    -------
    tuple
        Thigh drop below the level [deg], and whether a variant hangs beyond the model; its drop is
        then where the model ends.

    Raises
    ------
    InputError
        If no pelvis tilts that far.

    Examples
    --------
    >>> drop, beyond = thomas_spread(-10.0)
    >>> drop.low < drop.value < drop.high, beyond
    (True, False)
    """
    drops = drops_by_variant(tilt_deg, tissue or Tissue(), person or Person.usual())
    ends = np.array([tilt_deg - end for end in HIP_DEG])
    told = Spread(float(np.median(drops)), float(drops.min()), float(drops.max()), "deg")
    return told, bool(np.isin(drops, ends).any())


def drops_by_variant(tilt_deg: float, tissue: Tissue, person: Person) -> FloatArray:
    """Thigh drop in each variant; where the model ends, if the balance lies beyond it.

    Parameters
    ----------
    tilt_deg, tissue, person
        As for `thomas_spread`.

    Returns
    -------
    FloatArray
        By brim and source of the resting moment, shape (2, 3) [deg].

    Raises
    ------
    InputError
        If no pelvis tilts that far.

    Examples
    --------
    >>> drops_by_variant(-10.0, Tissue(), Person.usual()).shape
    (2, 3)
    """
    check("tilt_deg", np.asarray(tilt_deg))
    return np.array(
        [
            [
                _balance(tilt_deg, resting_nm, _nodes(brim).knee_nm, person)
                for resting_nm in _resting(brim, tissue)
            ]
            for brim in BRIMS
        ]
    )


@dataclass(frozen=True)
class _Nodes:
    """What does not depend on the person: hips by knees."""

    others_nm: FloatArray
    usual_nm: FloatArray
    knee_nm: FloatArray
    deep_m: FloatArray
    deep_arm_m: FloatArray


@cache
def _axes() -> tuple[FloatArray, FloatArray]:
    low, high = limits_deg()["knee"]
    hips = np.arange(HIP_DEG[0], HIP_DEG[1] + HIP_STEP_DEG / 2, HIP_STEP_DEG)
    return hips, np.arange(low, high + KNEE_STEP_DEG / 2, KNEE_STEP_DEG)


@cache
def _published() -> FloatArray:
    hips, knees = _axes()
    return np.stack(list(published_moments(hips[:, None], knees[None, :]).values()))


@cache
def _nodes(brim: Brim) -> _Nodes:
    hips, knees = _axes()
    length_m, arm_m = tendons(hips[:, None], knees[None, :], brim=brim)
    resting, _ = force_table(CURVES[0]).at(length_m)
    about_hip, about_knee = (arm_m[..., ANGLES.index(angle)] for angle in ("flexion", "knee"))
    deep, moment = deep_flexors(), resting * about_hip
    return _Nodes(
        moment[..., ~deep].sum(axis=-1),
        moment.sum(axis=-1),
        (resting * about_knee).sum(axis=-1),
        length_m[:, 0],
        about_hip[:, 0] * deep,
    )


def _resting(brim: Brim, tissue: Tissue) -> FloatArray:
    """Resting moment of the hip by source, shape (3, hips, knees) [Nm]."""
    nodes = _nodes(brim)
    force_n, _ = force_table(CURVES[0]).at(nodes.deep_m / (1 - tissue.shortening))
    now = nodes.others_nm + (force_n * nodes.deep_arm_m).sum(axis=-1)[:, None]
    return np.concatenate([now[None], _published() + now - nodes.usual_nm])


def _balance(tilt_deg: float, resting_nm: FloatArray, knee_nm: FloatArray, person: Person) -> float:
    """Thigh drop [deg] where weight and rest balance, or where the model ends."""
    thigh_nm, shank_nm = weight_parts_nm(person)
    hips, knees = _axes()
    thigh = np.radians(HORIZONTAL_DEG - (tilt_deg - hips))
    bending = knee_nm + shank_nm * np.sin(thigh[:, None] - np.radians(knees))
    bend, place = _first_fall(bending, knees)
    rows, first = np.arange(len(hips)), np.minimum(place.astype(int), len(knees) - 2)
    part = place - first
    lifting = resting_nm[rows, first] * (1 - part) + resting_nm[rows, first + 1] * part
    surplus = lifting - thigh_nm * np.sin(thigh) - shank_nm * np.sin(thigh - np.radians(bend))
    # a leg is lowered from the hug: of several balances it meets the most bent one first
    at, _ = _first_fall(-surplus[None, ::-1], hips[::-1])
    return float(tilt_deg - at[0])


def _first_fall(values: FloatArray, nodes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where each row first falls to 0: on the nodes' scale, and as a place between them."""
    fallen = values <= 0
    after = np.where(fallen.any(axis=1), fallen.argmax(axis=1), len(nodes) - 1)
    before = np.maximum(after - 1, 0)
    rows = np.arange(len(values))
    high, low = values[rows, before], values[rows, after]
    crosses = (high > 0) & (low <= 0)
    part = np.where(crosses, high / np.where(crosses, high - low, 1.0), 0.0)
    place = np.where(crosses, before + part, np.where(high > 0, after, before)).astype(float)
    return nodes[0] + place * (nodes[1] - nodes[0]), place
