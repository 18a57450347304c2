"""The four angles of a leg, and what the model knows of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.core import InputError
from ilio.observations import FloatArray

ANGLES = ("flexion", "adduction", "rotation", "knee")
"""Flexion, adduction and inward rotation of the hip, flexion of the knee: this order, always."""

FULL_TURN_DEG = 360.0


def turned_deg(words: str, angle: ArrayLike) -> FloatArray:
    """Angles as an array, or a refusal of what is no angle.

    Parameters
    ----------
    words
        What they are, for the message.
    angle
        Numbers [deg].

    Raises
    ------
    InputError
        If one is not a number, or beyond a full turn.

    Examples
    --------
    >>> turned_deg("hip flexion", [0, 90])
    array([ 0., 90.])
    """
    angles = np.asarray(angle, float)
    outside = ~(np.abs(angles) <= FULL_TURN_DEG)
    if outside.any():
        wanted = f"{words} from {-FULL_TURN_DEG:g} to {FULL_TURN_DEG:g} deg"
        came = f"{angles[outside].reshape(-1)[0]:g}"
        raise InputError(wanted, came, "Give it in degrees.")
    return angles


@dataclass(frozen=True)
class Posture:
    """Angles of one leg.

    Parameters
    ----------
    flexion, adduction, rotation
        Of the hip [deg]: flexion, adduction and inward rotation positive.
    knee
        Knee flexion [deg].

    Examples
    --------
    >>> Posture(flexion=90).knee
    0.0
    """

    flexion: float = 0.0
    adduction: float = 0.0
    rotation: float = 0.0
    knee: float = 0.0
