"""Curves of elbow-shaped quintic Bezier pieces, straight beyond their ends."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from ilio.observations import FloatArray

Knot = tuple[ArrayLike, ArrayLike, ArrayLike]
"""A place that the curve passes: x, y and slope there."""

LEAST_BEND, BEND_SPAN = 0.1, 0.8
"""Curviness 0 to 1 moves the inner control points from 10 to 90 % of the way to the corner."""

CLOSE = 1e-7
STEPS = 12
"""Newton steps to find the place on the curve, at most. They bisect where Newton would leave the
piece; the step after a value is close is already at the last digit."""

BERNSTEIN = np.array(
    [
        [1, 0, 0, 0, 0, 0],
        [-5, 5, 0, 0, 0, 0],
        [10, -20, 10, 0, 0, 0],
        [-10, 30, -30, 10, 0, 0],
        [5, -20, 30, -20, 5, 0],
        [-1, 5, -10, 10, -5, 1],
    ],
    float,
)
"""Turns six control points into the coefficients of u**0 to u**5."""


class BezierCurve:
    """A smooth curve through knots with given slopes, or several such curves side by side.

    Between two knots the two tangents meet in a corner; the inner control points lie in pairs on
    the way from each knot to that corner, so that the curve's second derivative is zero at knots.

    Parameters
    ----------
    knots
        At least two, x rising; numbers, or arrays (n,) for n curves.
    curviness
        0 for a wide bend, 1 for a tight one.

    References
    ----------
    .. [1] ``millard2013`` in ``knowledge/references.toml``, appendix.

    Examples
    --------
    >>> curve = BezierCurve([(0, 0, 0), (1, 1, 2)], curviness=0.75)
    >>> [round(float(y), 9) for y in curve(np.array([-1.0, 0.0, 1.0, 2.0]))]
    [0.0, 0.0, 1.0, 3.0]
    """

    def __init__(self, knots: Sequence[Knot], curviness: float) -> None:
        self._knots = [tuple(np.asarray(part, float) for part in knot) for knot in knots]
        bend = LEAST_BEND + BEND_SPAN * curviness
        self._pieces = [_piece(left, right, bend) for left, right in pairwise(self._knots)]

    def __call__(self, x: FloatArray) -> FloatArray:
        """Value at x, same shape; the last axis runs over the curves where there are several.

        Examples
        --------
        >>> float(BezierCurve([(0, 0, 0), (1, 1, 2)], 0.5)(np.array(0.5)).round(2))
        0.27
        """
        x = np.asarray(x, float)
        (first_x, first_y, first_slope), *_, (last_x, last_y, last_slope) = self._knots
        inside = np.clip(x, first_x, last_x)
        x_parts, y_parts = self._at(inside)
        low, high = np.zeros_like(inside), np.ones_like(inside)
        u = (low + high) / 2
        for _ in range(STEPS):
            value, slope = _horner(x_parts, u)
            low, high = np.where(value < inside, u, low), np.where(value < inside, high, u)
            u = np.clip(u - (value - inside) / slope, 0, 1)
            u = np.where((u < low) | (u > high), (low + high) / 2, u)
            if np.abs(value - inside).max(initial=0.0) < CLOSE:
                break
        y = _horner(y_parts, u)[0]
        y = np.where(x < first_x, first_y + first_slope * (x - first_x), y)
        return np.where(x > last_x, last_y + last_slope * (x - last_x), y)

    def _at(self, inside: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Coefficients of the pieces that hold x, shape (6, ...)."""
        shape = (len(BERNSTEIN), *inside.shape)
        x_parts, y_parts = (self._spread(part, shape) for part in self._pieces[0])
        for (start, _, _), piece in zip(self._knots[1:], self._pieces[1:], strict=False):
            here = inside >= start
            x_parts, y_parts = (
                np.where(here, self._spread(new, shape), old)
                for new, old in zip(piece, (x_parts, y_parts), strict=True)
            )
        return x_parts, y_parts

    @staticmethod
    def _spread(part: FloatArray, shape: tuple[int, ...]) -> FloatArray:
        middle = (1,) * (len(shape) - part.ndim)
        return np.broadcast_to(part.reshape(part.shape[0], *middle, *part.shape[1:]), shape)


def _piece(
    left: tuple[FloatArray, ...], right: tuple[FloatArray, ...], bend: float
) -> tuple[FloatArray, FloatArray]:
    """Coefficients of x and y over u for one piece, shape (6,) or (6, n)."""
    (x0, y0, slope0), (x1, y1, slope1) = left, right
    corner_x = (y1 - y0 - slope1 * x1 + slope0 * x0) / (slope0 - slope1)
    corner_y = y0 + slope0 * (corner_x - x0)
    parts = []
    for start, corner, end in ((x0, corner_x, x1), (y0, corner_y, y1)):
        near, far = start + bend * (corner - start), end + bend * (corner - end)
        points = np.stack(np.broadcast_arrays(start, near, near, far, far, end))
        parts.append(np.tensordot(BERNSTEIN, points, axes=1))
    return parts[0], parts[1]


def _horner(parts: FloatArray, u: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Value and slope of the polynomial with coefficients (6, ...)."""
    value, slope = parts[-1], np.zeros_like(u)
    for part in parts[-2::-1]:
        slope = slope * u + value
        value = value * u + part
    return value, slope
