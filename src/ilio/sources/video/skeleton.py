"""Which joint is which, and the directions of the body's segments in the picture."""

import numpy as np

from ilio.core import Side
from ilio.observations import FloatArray

NOSE, EARS, SHOULDERS = 0, (7, 8), (11, 12)
HIPS, KNEES, ANKLES, HEELS, TOES = (23, 24), (25, 26), (27, 28), (29, 30), (31, 32)
"""Indices of the network's joints, left then right as the network labels them."""

SIDES = (Side.LEFT, Side.RIGHT)
LEG = np.array([HIPS, KNEES, ANKLES, HEELS, TOES])
"""``(5, 2)`` joints of a leg from the hip down, left then right."""


def wrapped(angle_deg: FloatArray, low_deg: float) -> FloatArray:
    """Angles brought into the full turn that starts at `low_deg`.

    Examples
    --------
    >>> wrapped(np.array([-170.0, 45.0]), -90.0)
    array([190.,  45.])
    """
    return np.asarray((angle_deg - low_deg) % 360 + low_deg, dtype=np.float64)


def direction_deg(vector: FloatArray) -> FloatArray:
    """Direction of image vectors ``(..., 2)`` from straight down, towards image right + [deg].

    Examples
    --------
    >>> direction_deg(np.array([[0.0, 1.0], [1.0, 0.0], [0.0, -1.0]]))
    array([  0.,  90., 180.])
    """
    return np.asarray(np.degrees(np.arctan2(vector[..., 0], vector[..., 1])), dtype=np.float64)


def leg_angles(xy: FloatArray) -> FloatArray:
    """Directions of both thighs and shanks in the picture.

    Parameters
    ----------
    xy
        ``(n, >= 33, 2)`` joints [px].

    Returns
    -------
    ``(n, 2, 2)`` frame, leg as labelled, thigh then shank [deg].

    Examples
    --------
    >>> leg_angles(np.zeros((4, 33, 2))).shape
    (4, 2, 2)
    """
    joints = xy[:, LEG[:3]]
    return direction_deg(np.diff(joints, axis=1)).swapaxes(1, 2)


def middle(xy: FloatArray, pair: tuple[int, int]) -> FloatArray:
    """``(n, 2)`` middle between a left and a right joint [px].

    Examples
    --------
    >>> middle(np.ones((1, 33, 2)), HIPS)
    array([[1., 1.]])
    """
    return np.asarray((xy[:, pair[0]] + xy[:, pair[1]]) / 2, dtype=np.float64)


def bend(along: FloatArray, across: FloatArray) -> FloatArray:
    """Sine of the turn from one image vector ``(n, 2)`` to another; 0 where either has no length.

    Examples
    --------
    >>> bend(np.array([[0.0, -2.0]]), np.array([[3.0, 0.0]]))
    array([1.])
    """
    cross = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    size = np.linalg.norm(along, axis=1) * np.linalg.norm(across, axis=1)
    return np.asarray(cross / np.maximum(size, 1e-9), dtype=np.float64)


def facing(xy: FloatArray) -> tuple[int, float]:
    """Which way the person faces, decided once over all pictures.

    The nose stands before the ears and the toes before the heels, whether the body stands or
    lies: lying on the back, the front is what would be the front after standing up.

    Parameters
    ----------
    xy
        ``(n, >= 33, 2)`` joints [px]; lost pictures are NaN.

    Returns
    -------
    sign, sureness
        1 for image right, -1 for image left; 0 (torn) to 1 (all signs agree).

    Examples
    --------
    >>> xy = np.zeros((1, 33, 2))
    >>> xy[:, HIPS] = [0, 100]
    >>> xy[:, NOSE] = [20, 0]
    >>> facing(xy)[0]
    1
    """
    votes = [bend(middle(xy, SHOULDERS) - middle(xy, HIPS), xy[:, NOSE] - middle(xy, EARS))]
    for leg in (0, 1):
        _, knee, ankle, heel, toe = LEG[:, leg]
        votes.append(-bend(xy[:, ankle] - xy[:, knee], xy[:, toe] - xy[:, heel]))
    typical = [float(np.nanmedian(vote)) for vote in votes if np.isfinite(vote).any()]
    mean = float(np.mean(typical)) if typical else 0.0
    return (1 if mean >= 0 else -1), min(1.0, abs(mean))
