"""Where two standing legs change places in mid-air: bodies cannot, labels can."""

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.skeleton import wrapped

UP_DEG, DOWN_DEG = 45.0, 25.0
"""A thigh further from straight down than the first is up; nearer than the second, down."""

AT_ONCE_S = 1.2
"""Nobody puts one leg down and then raises the other in so short a time."""

RUNS_DEG_S = 60.0
"""Legs that turn faster than this over most of a film run, and then they do change in the air."""


def exchanged(angles: FloatArray, time_s: FloatArray) -> NDArray[np.bool_]:
    """``(n,)`` True from a change in mid-air to the next: there the labels are the other way round.

    Parameters
    ----------
    angles
        ``(n, 2, k)`` directions by picture, leg as labelled, thigh first [deg].
    time_s
        ``(n,)`` [s].

    Examples
    --------
    >>> up, down = [90.0, 0.0], [0.0, 0.0]
    >>> legs = np.array([[up, down]] * 4 + [[down, up]] * 4)
    >>> exchanged(legs, np.arange(8) / 5).astype(int)
    array([0, 0, 0, 0, 1, 1, 1, 1])
    """
    out = np.zeros(len(angles), dtype=bool)
    steps = np.abs(wrapped(np.diff(angles, axis=0), -180.0)).max(axis=(1, 2))
    if len(steps) == 0 or float(np.median(steps / np.diff(time_s))) > RUNS_DEG_S:
        return out
    thighs = np.abs(wrapped(angles[:, :, 0], -180.0))
    high, low = thighs > UP_DEG, thighs < DOWN_DEG
    raised = np.where(high[:, 0] & low[:, 1], 1, 0) - np.where(high[:, 1] & low[:, 0], 1, 0)
    both_down = low[:, 0] & low[:, 1]
    before, at, turned = 0, 0.0, False
    for i in range(len(angles)):
        if both_down[i]:
            before = 0
        elif raised[i]:
            if raised[i] == -before and time_s[i] - at < AT_ONCE_S:
                turned = not turned
            before, at = int(raised[i]), float(time_s[i])
        out[i] = turned
    return out
