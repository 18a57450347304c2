"""Rows of vectors: the few operations that the marker and phone readers share."""

import numpy as np

from ilio.observations import FloatArray


def dot(a: FloatArray, b: FloatArray) -> FloatArray:
    """Dot product row by row.

    Examples
    --------
    >>> dot(np.array([[1.0, 2, 0]]), np.array([3.0, 1, 0]))
    array([5.])
    """
    return np.asarray(np.sum(a * b, axis=-1), dtype=np.float64)


def length(a: FloatArray) -> FloatArray:
    """Length of each row.

    Examples
    --------
    >>> length(np.array([[3.0, 4, 0]]))
    array([5.])
    """
    return np.asarray(np.sqrt(dot(a, a)), dtype=np.float64)


def unit(a: FloatArray) -> FloatArray:
    """Each row at length 1; NaN where it has none.

    Examples
    --------
    >>> unit(np.array([[0.0, 0, 2], [0, 0, 0]]))
    array([[ 0.,  0.,  1.],
           [nan, nan, nan]])
    """
    size = length(a)
    return np.asarray(a / np.where(size > 0, size, np.nan)[..., None], dtype=np.float64)


def without(a: FloatArray, axis: FloatArray) -> FloatArray:
    """Each row less its part along a unit axis.

    Examples
    --------
    >>> without(np.array([[1.0, 2, 3]]), np.array([0.0, 0, 1]))
    array([[1., 2., 0.]])
    """
    return np.asarray(a - dot(a, axis)[..., None] * axis, dtype=np.float64)


def angle_deg(sine_side: FloatArray, cosine_side: FloatArray) -> FloatArray:
    """Angle of a point in a plane, from its two coordinates [deg], -180 to 180.

    Examples
    --------
    >>> angle_deg(np.array([1.0]), np.array([0.0]))
    array([90.])
    """
    return np.asarray(np.degrees(np.arctan2(sine_side, cosine_side)), dtype=np.float64)


def middle(values: FloatArray) -> float:
    """Median of the finite values; NaN if there are none.

    Examples
    --------
    >>> middle(np.array([1.0, np.nan, 3.0]))
    2.0
    """
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if seen.size else float("nan")
