"""The turned square around a person that the landmark network looks at, and its pixels."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray

MARGIN = 1.25
"""Side of the square over the diameter of the circle about the body."""

PART_BITS, PARTS = np.int32(5), 32
"""Between pixels, places are told in 32nds."""

BYTE, BYTE_BITS = np.uint32(255), np.uint32(8)
SHARE_BITS, HALF = np.uint32(10), np.uint32(512)
"""A pixel's share of a colour is told in 1024ths; half of one rounds the sum to a whole byte."""

Image = NDArray[np.uint8]
"""``(height + 2, width + 2, 4)`` red, green, blue, unused; one pixel of black all around."""


@dataclass(frozen=True, slots=True)
class Region:
    """A square in the frame, turned so that the body stands upright in it.

    Parameters
    ----------
    x, y
        Its centre [px].
    side
        Length of its side [px].
    turn_rad
        How far it is turned clockwise as seen in the picture [rad].

    Examples
    --------
    >>> Region.around((50.0, 50.0), (50.0, 30.0))
    Region(x=50.0, y=50.0, side=50.0, turn_rad=0.0)
    """

    x: float
    y: float
    side: float
    turn_rad: float

    @classmethod
    def around(cls, centre: tuple[float, float], reach: tuple[float, float]) -> "Region":
        """The square that holds a body, from its hip centre and the point that gives its size.

        Examples
        --------
        >>> round(Region.around((0.0, 0.0), (10.0, 0.0)).turn_rad, 3)  # head to the right
        1.571
        """
        dx, dy = reach[0] - centre[0], reach[1] - centre[1]
        turn = math.pi / 2 - math.atan2(-dy, dx)
        turn -= 2 * math.pi * math.floor((turn + math.pi) / (2 * math.pi))
        return cls(centre[0], centre[1], 2 * MARGIN * math.hypot(dx, dy), turn)

    def to_frame(self, share: FloatArray) -> FloatArray:
        """Points ``(n, 2)`` given as shares of the square, in pixels of the frame.

        Examples
        --------
        >>> Region(50, 50, 100, 0).to_frame(np.array([[0.5, 0.5], [0.0, 1.0]]))
        array([[ 50.,  50.],
               [  0., 100.]])
        """
        c, s = math.cos(self.turn_rad) * self.side, math.sin(self.turn_rad) * self.side
        u = share - 0.5
        return np.stack(
            [self.x + c * u[:, 0] - s * u[:, 1], self.y + s * u[:, 0] + c * u[:, 1]], axis=1
        )


def bordered(rgba: NDArray[np.uint8]) -> Image:
    """The picture with one black pixel all around, so that points outside it read black.

    Examples
    --------
    >>> bordered(np.ones((2, 3, 4), dtype=np.uint8)).shape
    (4, 5, 4)
    """
    out = np.zeros((rgba.shape[0] + 2, rgba.shape[1] + 2, 4), dtype=np.uint8)
    out[1:-1, 1:-1] = rgba
    return out


def cut_out(image: Image, region: Region, size_px: int) -> NDArray[np.float32]:
    """The square as ``(size, size, 3)`` numbers from 0 to 1, sampled bilinearly.

    Places are rounded to 32nds of a pixel and colours to whole bytes, as the runtime of the page
    does it: the networks move a joint by a pixel for less, and one picture shall give one angle.

    References
    ----------
    The fixed-point rule of OpenCV's ``warpPerspective`` with ``INTER_LINEAR``.

    Examples
    --------
    >>> flat = bordered(np.full((40, 40, 4), 255, dtype=np.uint8))
    >>> patch = cut_out(flat, Region(20, 20, 16, 0.3), 8)
    >>> patch.shape, float(patch.min())
    ((8, 8, 3), 1.0)
    """
    height, width = image.shape[:2]
    step = (np.arange(size_px) / size_px - 0.5) * region.side * PARTS
    along, across = step * math.cos(region.turn_rad), step * math.sin(region.turn_rad)
    column, right = _in_parts((region.x + 1) * PARTS + along, -across, width)
    row, lower = _in_parts((region.y + 1) * PARTS + across, along, height)
    both = right * lower
    rest = PARTS * (PARTS - right - lower) + both
    shares = (rest, PARTS * right - both, PARTS * lower - both, both)
    # One gather moves a whole pixel, four bytes as one number.
    packed = image.reshape(-1, 4).view(np.uint32).ravel()
    at = row * width + column
    pixels, part = np.empty((2, len(at)), dtype=np.uint32)
    colours = np.full((3, len(at)), HALF, dtype=np.uint32)
    for offset, share in zip((0, 1, width, width + 1), shares, strict=True):
        packed[offset:].take(at, out=pixels, mode="clip")
        for colour in colours:
            np.bitwise_and(pixels, BYTE, out=part)
            colour += np.multiply(part, share, out=part)
            pixels >>= BYTE_BITS
    colours >>= SHARE_BITS
    patch = np.empty((size_px * size_px, 3), dtype=np.float32)
    for place, colour in enumerate(colours):
        patch[:, place] = colour
    patch /= np.float32(255)
    return patch.reshape(size_px, size_px, 3)


def _in_parts(
    by_column: FloatArray, by_row: FloatArray, size: int
) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """Whole pixels, and 32nds of a pixel beyond them, as flat lists; kept within the picture."""
    place = by_column + by_row[:, None]
    parts = np.rint(place, out=place).astype(np.int32).ravel()
    np.clip(parts, 0, PARTS * (size - 1), out=parts)
    whole = np.minimum(parts >> PART_BITS, np.int32(size - 2))
    return whole, (parts - whole * np.int32(PARTS)).astype(np.uint32)
