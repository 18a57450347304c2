"""What the weight of a leg asks of the hip, and what tilt does to a thigh that hangs in balance."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import turned_deg
from ilio.body.grid import limits_deg
from ilio.body.passive import passive_moments
from ilio.core import InputError
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import body_constants, bounds
from ilio.observations import FloatArray

GRAVITY = 9.81
"""[m/s^2]."""

BUILDS = ("men", "women")

HIP_STEP_DEG, DROP_STEP_DEG = 1.0, 0.25
"""Of the tables in which a balance is looked up."""


@dataclass(frozen=True)
class Person:
    """Whose leg it is.

    Parameters
    ----------
    mass_kg, height_m
        Mass [kg] and height [m].

    Raises
    ------
    InputError
        If no person is like that.

    Examples
    --------
    >>> Person(mass_kg=-70, height_m=1.75)
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected body mass from 20 to 250 kg, got -70. Give it in kg.
    """

    mass_kg: float
    height_m: float

    def __post_init__(self) -> None:
        given = {"body_mass": self.mass_kg, "body_height": self.height_m}
        for name, value in given.items():
            limits = bounds(name)
            if not limits.low <= value <= limits.high:
                words = name.replace("_", " ")
                wanted = f"{words} from {limits.low:g} to {limits.high:g} {limits.unit}"
                raise InputError(wanted, f"{value:g}", limits.todo)

    @classmethod
    def usual(cls) -> "Person":
        """The person who stands in when nobody said mass and height.

        Examples
        --------
        >>> Person.usual()
        Person(mass_kg=70.0, height_m=1.75)
        """
        given = body_constants("person")
        return cls(given["mass"], given["height"])


def leg_moments_nm(
    thigh_elevation_deg: ArrayLike, knee_deg: ArrayLike, person: Person
) -> dict[str, FloatArray]:
    """Moment of the leg's weight about its hip, which hip flexors or resting tissue must hold.

    Parameters
    ----------
    thigh_elevation_deg
        Thigh against straight down, forward + [deg]; 90 is level, standing or lying.
    knee_deg
        Knee flexion [deg].
    person
        Whose leg.

    Returns
    -------
    dict
        Moment [Nm], downward +, with the build of men and of women.

    Raises
    ------
    InputError
        If an angle is no number.

    References
    ----------
    .. [1] ``deleva1996`` in ``knowledge/references.toml``.

    Examples
    --------
    >>> level = leg_moments_nm(90, 90, Person.usual())
    >>> {build: round(float(moment), 1) for build, moment in level.items()}
    {'men': 33.5, 'women': 29.2}
    """
    thigh = np.radians(turned_deg("thigh elevation", thigh_elevation_deg))
    shank = thigh - np.radians(turned_deg("knee flexion", knee_deg))
    found = {}
    for build in BUILDS:
        c = body_constants(f"segments.{build}")
        knee_at = c["thigh_length"] * np.sin(thigh)
        ankle_after = c["shank_length"] * np.sin(shank)
        arms = (
            c["thigh_mass"] * c["thigh_centre"] * knee_at
            + c["shank_mass"] * (knee_at + c["shank_centre"] * ankle_after)
            + c["foot_mass"] * (knee_at + ankle_after)
        )
        found[build] = GRAVITY * person.mass_kg * person.height_m * arms
    return found


def drop_after_tilt(
    thigh_drop_deg: float, pelvic_tilt_deg: float, knee_deg: float, backward_deg: float
) -> dict[str, float]:
    """Thigh drop of the same hip had the pelvis been tilted further back.

    The leg hangs in balance between its weight and the resting hip. Each source of the passive
    moment is shifted along the hip angle until it explains the measured drop.

    Parameters
    ----------
    thigh_drop_deg
        As measured, lying, below the horizontal + [deg].
    pelvic_tilt_deg
        As measured, forward + [deg].
    knee_deg
        Knee flexion [deg].
    backward_deg
        How much further back [deg].

    Returns
    -------
    dict
        New thigh drop [deg] by source of the passive moment; a source that cannot explain the
        measured drop is left out.

    Raises
    ------
    InputError
        If an angle is no number, the knee's lies outside the model, or the tilt is not backward.

    Examples
    --------
    >>> {source: round(drop) for source, drop in drop_after_tilt(12, 0, 50, 10).items()}
    {'muscles': 4, 'riener1999': 3, 'audu1985': 3}
    """
    turned_deg("thigh drop", thigh_drop_deg)
    turned_deg("pelvic tilt", pelvic_tilt_deg)
    most = bounds("model_tilt").high
    if not 0 < backward_deg <= most:
        wanted = f"a further backward tilt above 0 and up to {most:g} deg"
        raise InputError(wanted, f"{backward_deg:g}", "Give how much further back.")
    hips, resting = _resting(knee_deg)
    drops = thigh_drop_deg - np.arange(0.0, 2 * backward_deg, DROP_STEP_DEG)
    weights = leg_moments_nm(HORIZONTAL_DEG - drops, knee_deg, Person.usual())
    weight_nm = np.mean(list(weights.values()), axis=0)
    found = {}
    for source, resting_nm in resting.items():
        if (np.diff(resting_nm) >= 0).any():
            continue  # it must fall as the hip bends, or its table cannot be read backwards
        held_at = float(np.interp(weight_nm[0], resting_nm[::-1], hips[::-1], np.nan, np.nan))
        shift = held_at - (pelvic_tilt_deg - thigh_drop_deg)
        hip = pelvic_tilt_deg - backward_deg - drops + shift
        surplus = np.interp(hip, hips, resting_nm, np.nan, np.nan) - weight_nm
        if np.isfinite(surplus).all() and surplus[-1] <= 0:
            found[source] = float(np.interp(0.0, surplus[::-1], drops[::-1]))
    return found


@cache
def _resting(knee_deg: float) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Hip angles [deg] and the passive moment there by source [Nm]."""
    low, _ = limits_deg()["flexion"]
    hips = np.arange(low, HORIZONTAL_DEG, HIP_STEP_DEG)
    return hips, passive_moments(hips, knee_deg)
