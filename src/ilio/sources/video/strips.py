"""A strip of tape along the waistband: one long mark that says as much as two stickers."""

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray

LEAST_LENGTH, MOST_LENGTH = 0.14, 0.35
"""Lengths of a strip, as shares of the trunk's length."""

MOST_WIDTH, LEAST_STRETCH = 0.1, 2.5
"""A strip is this narrow, and this many times as long as wide."""

AROUND = 0.05
"""The cloth is looked at this far around it."""

EDGE, FLOOR = 0.4, 0.1
CLOTH_RANGE, MOST_CLOTH = 80.0, 0.3
"""As for a sticker: where it ends, what counts, and how much of its colour the cloth may have."""

Mask = NDArray[np.bool_]


def find_strip(share: FloatArray, row: int, column: int, unit: float) -> FloatArray | None:
    """Both ends of the strip through a place, on the grid of the crop.

    Parameters
    ----------
    share
        ``(h, w)`` how much of the strip's colour contrast each place has, 1 for all of it.
    row, column
        A place on it.
    unit
        Length of the trunk on the grid.

    Returns
    -------
    ``(2, 2)`` column and row of both ends, or None when it is no strip on cloth.

    Examples
    --------
    >>> share = np.zeros((60, 60)); share[29:32, 20:41] = 1.0
    >>> find_strip(share, 30, 25, 80.0).round(1)
    array([[40., 30.],
           [20., 30.]])
    """
    from scipy.ndimage import binary_dilation, label

    pieces, _ = label(share > EDGE)
    own = pieces[row, column]
    piece: Mask = np.asarray(pieces == own)
    if own == 0 or piece[[0, -1]].any() or piece[:, [0, -1]].any():
        return None
    weight = np.clip(share - FLOOR, 0, 1) * binary_dilation(piece)
    y, x = np.indices(share.shape)
    middle = np.array([np.average(x, weights=weight), np.average(y, weights=weight)])
    off = np.stack([x - middle[0], y - middle[1]], axis=-1)
    spread = np.einsum("ij,ijk,ijl->kl", weight, off, off) / weight.sum()
    variances, axes = np.linalg.eigh(spread)
    # an even bar of length l has the variance l * l / 12
    width, length = np.sqrt(12 * np.clip(variances, 0, None))
    if not LEAST_LENGTH * unit < length < MOST_LENGTH * unit:
        return None
    if width > MOST_WIDTH * unit or length < LEAST_STRETCH * width:
        return None
    near, far = (binary_dilation(piece, iterations=n) for n in (2, 2 + max(1, int(AROUND * unit))))
    if np.percentile(np.abs(share[far & ~near]), CLOTH_RANGE) > MOST_CLOTH:
        return None
    # half a grid place at either end is the blur of the grid, not the strip
    half = (length - 1) / 2 * axes[:, 1]
    return (
        np.stack([middle + half, middle - half])
        if half[0] > 0
        else np.stack([middle - half, middle + half])
    )
