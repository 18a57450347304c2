"""A stick figure on forearms and toes, seen from the side, whose hips sink as asked."""

import math

import numpy as np

from ilio.observations import JOINT_NAMES

TRUNK, THIGH, SHANK = 130.0, 110.0, 110.0
SLOPE_DEG = 8.0


def points(sag_deg: np.ndarray, facing: int = 1, *, seed: int = 0) -> np.ndarray:
    """``(n, 33, 3)`` points [px] with their confidence; the head looks to the right for 1."""
    xy = np.array([_picture(sag) for sag in sag_deg])
    xy[..., 0] *= facing
    xy += np.array([400.0 + 150.0 * facing, 300.0])
    xy += np.random.default_rng(seed).normal(0, 1.0, xy.shape)
    return np.concatenate([xy, np.full((len(xy), 33, 1), 0.95)], axis=2)


def _picture(sag_deg: float) -> np.ndarray:
    trunk, leg = (math.radians(SLOPE_DEG + turn) for turn in (sag_deg / 2, -sag_deg / 2))
    hip = TRUNK * np.array([-math.cos(trunk), math.sin(trunk)])
    back = np.array([-math.cos(leg), math.sin(leg)])
    ankle = hip + (THIGH + SHANK) * back
    at = {
        "shoulder": np.zeros(2),
        "hip": hip,
        "knee": hip + THIGH * back,
        "ankle": ankle,
        "toe": ankle + np.array([8.0, 30.0]),
        "heel": ankle + np.array([-12.0, -2.0]),
        "elbow": np.array([0.0, 70.0]),
    }
    places = []
    for name in JOINT_NAMES:
        part, _, side = name.rpartition("_")
        head = name == "nose" or part.startswith(("eye", "ear", "mouth"))
        found = np.array([45.0, 10.0]) if head else at.get(part, np.array([62.0, 74.0]))
        places.append(found + (np.array([3.0, -4.0]) if side == "left" else 0))
    return np.array(places)
