"""How much an angle jumps about from picture to picture, beyond what a moving body does."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ilio.observations import FloatArray

WINDOW = 7
"""Pictures whose unrest is taken together."""

MOST_DEG = 8.0
"""A leg that is put elsewhere in every other picture is not seen, however sure the network is."""


def unrest_deg(angle_deg: FloatArray) -> FloatArray:
    """``(n,)`` noise of each picture as its neighbourhood shows it, standard deviation [deg].

    From second differences: a steady motion has none, so what is left is noise. The median over
    the window lets one jump pass, which is another check's task.

    Parameters
    ----------
    angle_deg
        ``(n,)``; lost pictures are NaN and passed over.

    References
    ----------
    The median of the absolute second difference of normal noise is 0.674 * sqrt(6) of its
    standard deviation.

    Examples
    --------
    >>> unrest_deg(np.linspace(0, 90, 9)).max().round(6)
    np.float64(0.0)
    >>> bool(unrest_deg(np.array([30.0, 80.0] * 8)).min() > MOST_DEG)
    True
    """
    out = np.zeros(len(angle_deg))
    seen = np.flatnonzero(np.isfinite(angle_deg))
    if len(seen) < WINDOW + 2:
        return out
    bends = np.abs(np.diff(angle_deg[seen], n=2))
    half = WINDOW // 2
    windows = sliding_window_view(np.pad(bends, half, mode="reflect"), WINDOW)
    noise = np.median(windows, axis=1) / (0.674 * math.sqrt(6))
    out[seen] = np.concatenate([noise[:1], noise, noise[-1:]])
    return out
