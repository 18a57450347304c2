"""Smooth lines, discs, boxes and words on an array of pixels."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilio.records.pictures.lettering import FONT_PX, letters

Pixels = NDArray[np.uint8]
"""``(height, width, 3)`` red, green, blue."""

Colour = tuple[int, int, int]
Point = tuple[float, float]

DARK: Colour = (20, 24, 30)
"""Behind words and lines, so that they can be read on any ground."""


class Canvas:
    """Pixels that can be drawn on, in place.

    Parameters
    ----------
    pixels
        ``(height, width, 3)``.

    Examples
    --------
    >>> canvas = Canvas(np.zeros((20, 20, 3), dtype=np.uint8))
    >>> canvas.line((2, 10), (18, 10), 4, (255, 255, 255))
    >>> canvas.pixels[10, 10].tolist(), canvas.pixels[2, 10].tolist()
    ([255, 255, 255], [0, 0, 0])
    """

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]

    def line(
        self, start: Point, end: Point, width: float, colour: Colour, opacity: float = 1.0
    ) -> None:
        """A straight line with round ends; nothing when an end is not known.

        Examples
        --------
        >>> Canvas(np.zeros((9, 9, 3), dtype=np.uint8)).line((np.nan, 1), (2, 2), 1, DARK)
        """
        a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
        if not np.isfinite([a, b]).all():
            return
        reach = width / 2 + 1
        low, high = np.minimum(a, b) - reach, np.maximum(a, b) + reach
        left, top = np.clip(np.floor(low), 0, (self.width, self.height)).astype(int)
        right, bottom = np.clip(np.ceil(high) + 1, 0, (self.width, self.height)).astype(int)
        if left >= right or top >= bottom:
            return
        x, y = np.arange(left, right) - a[0], np.arange(top, bottom)[:, None] - a[1]
        along = b - a
        share = np.clip((x * along[0] + y * along[1]) / max(float(along @ along), 1e-9), 0, 1)
        away = np.hypot(x - share * along[0], y - share * along[1])
        self._blend(left, top, np.clip(width / 2 + 0.5 - away, 0, 1) * opacity, colour)

    def path(
        self, points: Sequence[Point] | Any, width: float, colour: Colour, opacity: float = 1.0
    ) -> None:
        """A chain of lines, broken where a point is not known.

        Examples
        --------
        >>> canvas = Canvas(np.zeros((9, 9, 3), dtype=np.uint8))
        >>> canvas.path([(0, 4), (4, 4), (8, 4)], 3, (9, 9, 9))
        >>> int(canvas.pixels[4, :, 0].min())
        9
        """
        for start, end in pairwise(points):
            self.line(start, end, width, colour, opacity)

    def disc(self, centre: Point, radius: float, colour: Colour, opacity: float = 1.0) -> None:
        """A filled circle.

        Examples
        --------
        >>> canvas = Canvas(np.zeros((9, 9, 3), dtype=np.uint8))
        >>> canvas.disc((4, 4), 2, (9, 9, 9))
        >>> canvas.pixels[4, :, 0].tolist()
        [0, 0, 4, 9, 9, 9, 4, 0, 0]
        """
        self.line(centre, centre, 2 * radius, colour, opacity)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour,
            opacity: float = 1.0) -> None:  # fmt: skip
        """A filled rectangle of whole pixels.

        Examples
        --------
        >>> canvas = Canvas(np.zeros((4, 4, 3), dtype=np.uint8))
        >>> canvas.box(1, 1, 3, 3, (9, 9, 9))
        >>> int((canvas.pixels[..., 0] == 9).sum())
        4
        """
        x = np.clip([round(left), round(right)], 0, self.width)
        y = np.clip([round(top), round(bottom)], 0, self.height)
        shape = (max(0, int(y[1] - y[0])), max(0, int(x[1] - x[0])))
        self._blend(int(x[0]), int(y[0]), np.full(shape, opacity), colour)

    def text(self, left: float, top: float, words: str, colour: Colour, *, size: int = FONT_PX,
             halo: bool = True) -> None:  # fmt: skip
        """One line of words; parts outside the picture are left away.

        Examples
        --------
        >>> canvas = Canvas(np.zeros((20, 40, 3), dtype=np.uint8))
        >>> canvas.text(2, 2, "90", (255, 255, 255))
        >>> bool(canvas.pixels.any())
        True
        """
        ink = letters(words, size)
        if halo:
            wide = np.pad(ink, 2)
            for axis in (0, 1):
                wide = np.maximum.reduce([np.roll(wide, step, axis) for step in (-1, 0, 1)])
            self._blend_clipped(round(left) - 2, round(top) - 2, wide * 0.85, DARK)
        self._blend_clipped(round(left), round(top), ink, colour)

    def _blend_clipped(self, left: int, top: int, cover: NDArray[Any], colour: Colour) -> None:
        rows = slice(max(0, -top), max(0, self.height - top))
        columns = slice(max(0, -left), max(0, self.width - left))
        self._blend(max(0, left), max(0, top), cover[rows, columns], colour)

    def _blend(self, left: int, top: int, cover: NDArray[Any], colour: Colour) -> None:
        height, width = cover.shape
        part = self.pixels[top : top + height, left : left + width]
        cover = cover[..., None].astype(np.float32)
        part[:] = np.round(part + (np.array(colour, dtype=np.float32) - part) * cover)
