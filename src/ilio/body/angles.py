"""The four angles of a leg, and what the model knows of them."""

from dataclasses import dataclass

ANGLES = ("flexion", "adduction", "rotation", "knee")
"""Flexion, adduction and inward rotation of the hip, flexion of the knee: this order, always."""


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
