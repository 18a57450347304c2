"""The knee raise being held: what it asks, who carries it, and for how long."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.fatigue import efforts, fatigue_rates, hold_times
from ilio.body.load import BUILDS, Person, leg_moments_nm
from ilio.body.share import BRIMS, CURVES, DEEP, spread
from ilio.body.tissue import Moments, Tissue, moments_of
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, body_muscles, threshold
from ilio.observations import FloatArray, Spread


@dataclass(frozen=True)
class Hold:
    """What the variants of the model say of one knee raise.

    Parameters
    ----------
    load, capacity
        What the thigh asks of the flexors, and what they could give fresh [Nm].
    deep
        Part of the load that psoas and iliacus carry at the start [%].
    hold_s
        How long the thigh stays [s]; nobody is followed beyond `longest_s`.
    longest_s
        Where the simulation ends [s].
    reaching
        Share of the variants that hold for as long as the test asks [1]. It is no chance.
    beyond
        Whether a hip angle lies where nothing checks the model.

    Examples
    --------
    >>> hold_of([90.0], [90.0], [100.0]).hold_s.unit
    's'
    """

    load: Spread
    capacity: Spread
    deep: Spread
    hold_s: Spread
    longest_s: float
    reaching: float
    beyond: bool


def hold_of(
    hip: ArrayLike,
    knee: ArrayLike,
    thigh_elevation: ArrayLike,
    tissue: Tissue | None = None,
    person: Person | None = None,
) -> Hold:
    """Simulate the hold in every variant of the model.

    Parameters
    ----------
    hip, knee, thigh_elevation
        Flexion of hip and knee, and the thigh against straight down, shape (n,) [deg]; the middle
        one is told, all count in the spread.
    tissue, person
        Whose muscles and leg; the model's and the usual person's if left out.

    Returns
    -------
    Hold
        Over two brims, two sets of force curves, three sources of the resting moment, two builds
        and the rates of six joints: 144 variants.

    Raises
    ------
    InputError
        If an angle lies outside the model.

    Examples
    --------
    >>> weak = hold_of([90.0], [90.0], [100.0], Tissue(strength=0.5))
    >>> weak.hold_s.value < hold_of([90.0], [90.0], [100.0]).hold_s.value
    True
    """
    hips, knees, thighs = (
        np.atleast_1d(np.asarray(angle, float)) for angle in (hip, knee, thigh_elevation)
    )
    moments = moments_of(tissue or Tissue(), hips, knees)
    weights = np.stack(list(leg_moments_nm(thighs, knees, person or Person.usual()).values()))
    return hold_from(moments, weights, bool(hips.max() > body_constants("ensemble")["beyond_deg"]))


def hold_from(moments: Moments, weight_nm: FloatArray, beyond: bool) -> Hold:
    """The same from moments that are known already.

    Parameters
    ----------
    moments
        About the hip at n angles.
    weight_nm
        Of the leg by build, shape (2, n) [Nm].
    beyond
        Whether an angle lies where nothing checks the model.

    Examples
    --------
    >>> weights = np.stack(list(leg_moments_nm([100.0], [90.0], Person.usual()).values()))
    >>> told = hold_from(moments_of(Tissue(), [90.0], [90.0]), weights, False)
    >>> told == hold_of([90.0], [90.0], [100.0])
    True
    """
    used = np.asarray(moments.active.any(axis=(0, 1)))
    brims, curves, angles = len(BRIMS), len(CURVES), weight_nm.shape[1]
    sources, rates = moments.resting.shape[1], fatigue_rates()
    shape = (brims, curves, sources, len(BUILDS), len(rates), angles)
    load = weight_nm[None, None, :, :] - moments.resting[:, :, None, :]
    loads = np.broadcast_to(load[:, None, :, :, None, :], shape)
    active = moments.active[..., used].reshape(brims, curves, 1, 1, 1, angles, -1)
    each = np.broadcast_to(active, (*shape, active.shape[-1])).reshape(-1, active.shape[-1])
    pairs = np.broadcast_to(rates[:, None, :], (*shape, 2)).reshape(-1, 2)
    flat = loads.reshape(-1)
    held_s = hold_times(flat, each, pairs).reshape(-1, angles)
    target_s = threshold("knee_raise.hold").value
    return Hold(
        spread(load.reshape(-1, angles), "Nm"),
        spread(moments.active.sum(axis=-1), "Nm"),
        spread(_deep_part(flat, each, used).reshape(-1, angles), "%"),
        spread(held_s, "s"),
        body_constants("hold_simulation")["longest"],
        float((held_s[:, angles // 2] >= target_s).mean()),
        beyond,
    )


def _deep_part(load_nm: FloatArray, each_nm: FloatArray, used: np.ndarray) -> FloatArray:
    """What psoas and iliacus carry of a load at its start, or of all that can be carried [%]."""
    can = np.clip(load_nm, 0.0, each_nm.sum(axis=1))
    effort, _ = efforts(can, each_nm, np.ones_like(each_nm), np.zeros(len(each_nm)))
    deep = np.array([row.group == DEEP for row in body_muscles().values()])[used]
    carried = effort * each_nm
    total = carried.sum(axis=1)
    part = carried[:, deep].sum(axis=1) / np.where(total > 0, total, 1.0)
    return np.asarray(PERCENT * part)
