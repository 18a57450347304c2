"""What force the muscles have at given lengths: fibres and elastic tendon in balance."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ilio.body.curves import force_curves
from ilio.core import InputError
from ilio.knowledge import body_constants, body_muscles
from ilio.observations import FloatArray

HALVINGS = 30
"""Each one halves the doubt about the fibre's length; after these it is below a nanometre."""

STEEPEST_COSINE = 0.1
"""Cosine of the steepest angle that fibres may reach, as in the muscle model."""


@dataclass(frozen=True)
class Strength:
    """Parameters of all muscles as arrays, shape (29,).

    Parameters
    ----------
    max_force_n
        Largest force [N].
    optimal_fibre_m, tendon_slack_m
        Lengths [m].
    height_m
        Distance between the lines of origin and insertion of the fibres [m]; it never changes.

    Examples
    --------
    >>> strength().max_force_n.shape
    (29,)
    """

    max_force_n: FloatArray
    optimal_fibre_m: FloatArray
    tendon_slack_m: FloatArray
    height_m: FloatArray


@cache
def strength() -> Strength:
    """Parameters of the muscles of `ilio.knowledge.body_muscles`, in that order.

    Examples
    --------
    >>> bool(strength().height_m.min() >= 0)
    True
    """
    rows = list(body_muscles().values())
    optimal = np.array([row.optimal_fibre_m for row in rows])
    pennation = np.radians([row.pennation_deg for row in rows])
    return Strength(
        np.array([row.max_force_n for row in rows]),
        optimal,
        np.array([row.tendon_slack_m for row in rows]),
        optimal * np.sin(pennation),
    )


def isometric_force(
    length_m: FloatArray, activation: float | FloatArray, curves: str = "millard"
) -> FloatArray:
    """Force of the muscles while nothing moves.

    Parameters
    ----------
    length_m
        Lengths of muscle and tendon together, shape (..., 29) [m].
    activation
        0 (passive) to 1 (all out), for all muscles or shape (..., 29) [1].
    curves
        ``millard`` or ``degroote``.

    Returns
    -------
    FloatArray
        Force along the tendon, shape (..., 29) [N]; 0 where the muscle is slack.

    Raises
    ------
    InputError
        If a length or an activation is outside what is possible.

    Examples
    --------
    >>> at_rest = isometric_force(strength().optimal_fibre_m + strength().tendon_slack_m, 0.0)
    >>> bool(at_rest.max() < 0.5 * strength().max_force_n.max())
    True
    """
    length_m = np.asarray(length_m, float)
    activation = np.asarray(activation, float)
    if not (np.all(length_m > 0) and np.all(np.isfinite(length_m))):
        raise InputError("lengths above 0 m", f"{np.min(length_m)}", "Take them from the grid.")
    if not np.all((activation >= 0) & (activation <= 1)):
        raise InputError("activations from 0 to 1", f"{activation}", "1 is all out, 0 passive.")
    given, parts = strength(), force_curves(curves)
    along_m = length_m - given.tendon_slack_m  # of the fibre along the tendon while that is slack
    shortest_m = _shortest_fibre_m()
    low = np.broadcast_to(shortest_m, length_m.shape)
    high = np.hypot(np.maximum(along_m, 0.0), given.height_m)
    slack = high <= low
    high = np.maximum(high, low)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        cosine = np.sqrt(1 - (given.height_m / middle) ** 2)
        share = middle / given.optimal_fibre_m
        active = activation * parts.active(share) if activation.any() else 0.0
        fibre = (active + parts.passive(share)) * cosine
        tendon = parts.tendon((length_m - middle * cosine) / given.tendon_slack_m)
        too_long = fibre > tendon
        low, high = np.where(too_long, low, middle), np.where(too_long, middle, high)
    force: FloatArray = np.where(slack, 0.0, given.max_force_n * tendon)
    return force


@cache
def _shortest_fibre_m() -> FloatArray:
    """Fibre length at which the muscle has no force left or its fibres stand too steep [m]."""
    steepest = np.sqrt(1 - STEEPEST_COSINE**2)
    shortest = body_constants("millard.active")["first"] * strength().optimal_fibre_m
    limit: FloatArray = np.maximum(shortest, strength().height_m / steepest)
    return limit
