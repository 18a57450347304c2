"""What part of the hip's flexing strength each muscle could give, in all variants of the model."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import ANGLES
from ilio.body.grid import limits_deg, tendons
from ilio.body.mjcf import Brim
from ilio.body.muscle import isometric_force
from ilio.core import InputError, Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, body_muscles
from ilio.observations import FloatArray, Spread

BRIMS: tuple[Brim, ...] = ("via", "obstacle")
CURVES = ("millard", "degroote")
DEEP, SUPERFICIAL = "deep hip flexor", "superficial hip flexor"
OTHERS = "others"
"""Muscles that flex the hip besides their main work, together."""


@dataclass(frozen=True)
class Shares:
    """Shares of the hip flexors at one place.

    Parameters
    ----------
    hip_deg, knee_deg
        Least, middle and most of the angles that were looked at [deg].
    muscles
        Share of what all could give, by muscle; `OTHERS` for the rest [%].
    deep
        Share of psoas and iliacus in what they and the superficial ones could give [%].
    capacity
        What all could give together, all out [Nm].
    beyond
        Whether an angle lies where nothing checks the model.
    cut
        Whether an angle's interval reached past the model and was cut there.

    Examples
    --------
    >>> share(60, 90).beyond
    False
    """

    hip_deg: tuple[float, float, float]
    knee_deg: tuple[float, float, float]
    muscles: dict[str, Spread]
    deep: Spread
    capacity: Spread
    beyond: bool
    cut: bool


def share(hip: float | Measured, knee: float | Measured) -> Shares:
    """Shares of the hip flexors at an angle of hip and knee.

    Parameters
    ----------
    hip, knee
        Flexion [deg]; with an interval, its ends are looked at as well.

    Returns
    -------
    Shares
        With the spread over the brim as point and as obstacle, over two sets of force curves and
        over the angles' intervals.

    Raises
    ------
    InputError
        If an angle itself lies outside the model.

    Notes
    -----
    A muscle's part is its force all out, fibres and tendon in balance, times its moment arm; parts
    that extend the hip count as nothing.

    Examples
    --------
    >>> print(share(90, 90).deep)
    47 % (46 to 49)
    """
    hips, cut_hip = _looked_at(hip, "flexion")
    knees, cut_knee = _looked_at(knee, "knee")
    h, k = (grid.reshape(-1) for grid in np.meshgrid(hips, knees, indexing="ij"))
    variants = list(product(BRIMS, CURVES))
    moment_nm = np.stack([flexing_moments(h, k, brim, curves) for brim, curves in variants])
    parts, deep, total = share_parts(moment_nm)
    return Shares(
        hips,
        knees,
        parts,
        deep,
        total,
        hips[-1] > body_constants("ensemble")["beyond_deg"],
        cut_hip or cut_knee,
    )


def share_parts(moment_nm: FloatArray) -> tuple[dict[str, Spread], Spread, Spread]:
    """Shares from what each muscle could give in each variant.

    Parameters
    ----------
    moment_nm
        Of each variant, angle and muscle, shape (variants, angles, 29) [Nm].

    Returns
    -------
    tuple
        Share by muscle with `OTHERS`, share of the deep ones against the superficial [%], and what
        all could give together [Nm].

    Examples
    --------
    >>> parts, deep, total = share_parts(np.ones((1, 1, 29)))
    >>> print(deep, total, sep="; ")
    40 % (40 to 40); 29 Nm (29 to 29)
    """
    total = moment_nm.sum(axis=-1)
    groups = np.array([row.group for row in body_muscles().values()])
    deep = moment_nm[..., groups == DEEP].sum(axis=-1)
    superficial = moment_nm[..., groups == SUPERFICIAL].sum(axis=-1)
    parts = {
        key: moment_nm[..., number]
        for number, (key, group) in enumerate(zip(body_muscles(), groups, strict=True))
        if group in (DEEP, SUPERFICIAL)
    }
    parts[OTHERS] = total - deep - superficial
    return (
        {key: spread(PERCENT * part / total, "%") for key, part in parts.items()},
        spread(PERCENT * deep / (deep + superficial), "%"),
        spread(total, "Nm"),
    )


def flexing_moments(hip: ArrayLike, knee: ArrayLike, brim: Brim, curves: str) -> FloatArray:
    """Moment with which each muscle could flex the hip, all out; 0 where it extends it.

    Parameters
    ----------
    hip, knee
        Flexion [deg], numbers or arrays that fit together.
    brim, curves
        The variant of the model.

    Returns
    -------
    FloatArray
        Shape (..., 29) [Nm].

    Examples
    --------
    >>> flexing_moments(90, 90, "via", "millard").shape
    (29,)
    """
    length_m, arm_m = tendons(hip, knee, brim=brim)
    force_n = isometric_force(length_m, 1.0, curves)
    return np.maximum(force_n * arm_m[..., ANGLES.index("flexion")], 0.0)


def spread(every: FloatArray, unit: str) -> Spread:
    """Spread of an array of variants by angles: the middle variant at the middle angles.

    Examples
    --------
    >>> print(spread(np.array([[1.0, 2.0, 9.0], [0.0, 4.0, 5.0]]), "s"))
    3 s (0 to 9)
    """
    middle = float(np.median(every[:, every.shape[1] // 2]))
    return Spread(middle, float(every.min()), float(every.max()), unit)


def _looked_at(angle: float | Measured, name: str) -> tuple[tuple[float, float, float], bool]:
    """Least, middle and most of an angle inside the model [deg], and whether it was cut."""
    low, high = limits_deg()[name]
    if not isinstance(angle, Measured):
        angle = Measured(angle, angle, angle, "deg")
    if not low <= angle.value <= high:
        words = "hip flexion" if name == "flexion" else "knee flexion"
        todo = "The model knows no muscle beyond that; check sign and unit of the angle."
        raise InputError(f"{words} from {low:g} to {high:g} deg", f"{angle.value:g}", todo)
    kept = max(angle.low, low), angle.value, min(angle.high, high)
    return kept, kept != (angle.low, angle.value, angle.high)
