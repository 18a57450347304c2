"""The long edge of the table under a lying person: what level is in the picture."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.regions import Image

LYING_DEG = 45.0
"""A trunk nearer than this to the horizontal lies."""

BEFORE, BEYOND, ABOVE, BELOW = 0.4, 1.6, 0.0, 0.8
"""Where to look, in trunk lengths: before the hips, beyond the shoulders, and down from the
trunk's middle."""

STEEPEST_DEG, STEP_DEG = 8.0, 0.2
"""Slopes tried."""

LEAST_RISE, MOST_RISE = 3.0, 15.0
"""A change of brightness from row to row under the first is no edge, above the second counts no
more."""

LEAST_LENGTH = 1.5
"""The edge is seen over at least this many trunk lengths: the body's own underside is shorter."""

NEAR_PX = 2
STRAY_PX = 0.75

LEAST_TIMES = 3
SCATTER_DEG = 0.5
"""Needed readings over the film, and how far they may scatter about their median."""

NONE = np.empty((0, 2))
"""No edge."""


def table_edge(image: Image, hips: FloatArray, shoulders: FloatArray) -> FloatArray:
    """The longest straight edge under a lying trunk, near level.

    All lines of small slope in the band under the trunk are tried; the one with most change of
    brightness across it in one direction is taken and placed anew between the pixels.

    Parameters
    ----------
    image
        Small upright picture.
    hips, shoulders
        Middle of either, ``(2,)`` [px].

    Returns
    -------
    ``(2, 2)`` its left and right end [px]; ``(0, 2)`` when the person does not lie or no edge is
    long enough.

    Examples
    --------
    >>> picture = np.zeros((122, 202, 4), dtype=np.uint8)
    >>> picture[81:] = 200
    >>> table_edge(picture, np.array([60.0, 60.0]), np.array([120.0, 60.0]))[:, 1]
    array([79.5, 79.5])
    """
    trunk = shoulders - hips
    length = float(np.linalg.norm(trunk))
    if length < 1 or abs(trunk[1]) > length * math.sin(math.radians(LYING_DEG)):
        return NONE
    ahead = math.copysign(1.0, trunk[0])
    ends = hips[0] - ahead * BEFORE * length, shoulders[0] + ahead * BEYOND * length
    height = (hips[1] + shoulders[1]) / 2
    left, right = (int(np.clip(e, 0, image.shape[1] - 3)) for e in sorted(ends))
    top, bottom = (
        int(np.clip(height + share * length, 0, image.shape[0] - 3)) for share in (ABOVE, BELOW)
    )
    if bottom - top < 2 * NEAR_PX + 2 or right - left < LEAST_LENGTH * length:
        return NONE
    band = image[top + 1 : bottom + 1, left + 1 : right + 1, :3].astype(np.float64).mean(axis=2)
    found = _edge(_rise(band), LEAST_LENGTH * length)
    return found + np.array([left, top]) if len(found) else NONE


def _rise(band: FloatArray) -> FloatArray:
    """Change of brightness down the picture, smoothed a little."""
    from scipy.ndimage import gaussian_filter

    return np.asarray(gaussian_filter(band, 1.0, order=(1, 0), mode="nearest"), dtype=np.float64)


def _edge(rise: FloatArray, least_px: float) -> FloatArray:
    rows, columns = rise.shape
    capped = np.where(np.abs(rise) < LEAST_RISE, 0, np.clip(rise, -MOST_RISE, MOST_RISE))
    x = np.arange(columns)
    best = (0.0, 0, 0.0)
    for slope in np.tan(np.radians(np.arange(-STEEPEST_DEG, STEEPEST_DEG + STEP_DEG, STEP_DEG))):
        shift = np.round(slope * (x - columns / 2)).astype(np.int64)
        row = np.arange(rows)[:, None] + shift
        inside = (row >= 0) & (row < rows)
        along = np.where(inside, capped[np.clip(row, 0, rows - 1), x], 0).sum(axis=1)
        at = int(np.argmax(np.abs(along)))
        if abs(along[at]) > abs(best[0]):
            best = (float(along[at]), at, float(slope))
    total, at, slope = best
    return _placed(rise * np.sign(total), at + slope * (x - columns / 2), least_px)


def _placed(rise: FloatArray, row: FloatArray, least_px: float) -> FloatArray:
    """The line through the steepest point of each column near a first guess, strays left out."""
    x = np.arange(len(row))
    near = np.round(row).astype(np.int64)[:, None] + np.arange(-NEAR_PX, NEAR_PX + 1)
    inside = (near >= 1).all(axis=1) & (near < len(rise) - 1).all(axis=1)
    x, near = x[inside], near[inside]
    if len(x) < least_px:
        return NONE
    window = rise[near, x[:, None]]
    top = np.argmax(window, axis=1)
    peak = near[np.arange(len(x)), top]
    before, at, after = (rise[peak + step, x] for step in (-1, 0, 1))
    keep = at > LEAST_RISE
    bend = np.where(before + after < 2 * at, before + after - 2 * at, -np.inf)
    y = peak + 0.5 * (before - after) / bend
    for _ in range(2):
        if int(keep.sum()) < least_px:
            return NONE
        slope, start = np.polyfit(x[keep], y[keep], 1)
        keep &= np.abs(y - slope * x - start) < STRAY_PX
    if int(keep.sum()) < least_px:
        return NONE
    ends = np.array([x[keep].min(), x[keep].max()])
    return np.stack([ends, slope * ends + start], axis=1)


def settled_edge(edges: Sequence[FloatArray]) -> FloatArray | None:
    """One edge for the whole film out of many readings; the camera stands still.

    Parameters
    ----------
    edges
        Readings of `table_edge`, empty ones among them.

    Returns
    -------
    ``(2, 2)`` or None
        Left and right end [px]; None when there are too few readings or they scatter.

    Examples
    --------
    >>> settled_edge([np.array([[0.0, 80], [100, 82]])] * 3)
    array([[  0.,  80.],
           [100.,  82.]])
    >>> settled_edge([NONE] * 3) is None
    True
    """
    seen = np.array([edge for edge in edges if len(edge)])
    if len(seen) < LEAST_TIMES:
        return None
    slopes = np.array([slope_deg(edge) for edge in seen])
    off = np.abs(slopes - np.median(slopes))
    if float(np.median(off)) > SCATTER_DEG or (off < 2 * SCATTER_DEG).sum() < LEAST_TIMES:
        return None
    return np.asarray(np.median(seen[off < 2 * SCATTER_DEG], axis=0), dtype=np.float64)


def slope_deg(edge: FloatArray) -> float:
    """Slope of a line ``(2, 2)`` in the picture, its right end lower + [deg].

    Examples
    --------
    >>> slope_deg(np.array([[0.0, 0.0], [10.0, 10.0]]))
    45.0
    """
    (x0, y0), (x1, y1) = edge
    return math.degrees(math.atan2(y1 - y0, x1 - x0))


def levelled(xy: FloatArray, level_deg: float) -> FloatArray:
    """Points ``(..., 2)`` turned so that a line of this slope becomes level.

    Examples
    --------
    >>> levelled(np.array([10.0, 10.0]), 45.0).round(2)
    array([14.14,  0.  ])
    """
    c, s = math.cos(math.radians(level_deg)), math.sin(math.radians(level_deg))
    turn: NDArray[np.float64] = np.array([[c, -s], [s, c]])
    return np.asarray(xy @ turn, dtype=np.float64)
