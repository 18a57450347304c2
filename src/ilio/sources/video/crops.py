"""A small piece of a picture at the file's own resolution: brightness and colour apart."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.turning import Turn

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

PLAIN = ("yuv420p", "yuvj420p")
"""The usual layouts of a decoded picture: brightness whole, both colours at half the size."""

GREY = 128.0
"""What a colour plane holds where there is no colour."""


@dataclass(frozen=True, eq=False)
class Crop:
    """A piece of a picture, on the coarser grid of its colours.

    Parameters
    ----------
    luma
        ``(h, w)`` brightness, 0 to 255.
    chroma
        ``(h, w, 2)`` blueness and redness, 0 where grey.
    left, top
        Where its corner lies in the small picture [px].
    step
        Size of one of its samples in the small picture [px].

    Examples
    --------
    >>> crop = Crop(np.zeros((2, 2)), np.zeros((2, 2, 2)), 10.0, 20.0, 0.5)
    >>> crop.to_picture(np.array([1.0, 1.0]))
    array([10.75, 20.75])
    """

    luma: NDArray[np.float32]
    chroma: NDArray[np.float32]
    left: float
    top: float
    step: float

    def to_picture(self, column_row: FloatArray) -> FloatArray:
        """Points ``(..., 2)`` as column and row of the crop, in pixels of the small picture.

        Examples
        --------
        >>> Crop(np.zeros((1, 1)), np.zeros((1, 1, 2)), 0, 0, 2).to_picture(np.zeros(2))
        array([1., 1.])
        """
        corner = np.array([self.left, self.top])
        return np.asarray((column_row + 0.5) * self.step + corner, dtype=np.float64)

    def halved(self) -> "Crop":
        """The same piece on a grid half as fine.

        Examples
        --------
        >>> Crop(np.ones((4, 6)), np.ones((4, 6, 2)), 10.0, 20.0, 0.5).halved().luma.shape
        (2, 3)
        """
        luma, chroma = _by_fours(self.luma), _by_fours(self.chroma)
        return Crop(luma, chroma, self.left, self.top, 2 * self.step)


def crop(
    picture: "VideoFrame",
    turn: Turn,
    width: int,
    centre: tuple[float, float],
    half: float,
) -> Crop | None:
    """Cut a square out of a decoded picture without converting all of it.

    Parameters
    ----------
    picture
        As decoded, not yet turned.
    turn
        How the file asks to turn and mirror it.
    width
        Of the small upright picture [px].
    centre, half
        Middle and half side of the square in the small upright picture [px].

    Returns
    -------
    Crop or None
        What of the square lies inside the picture; None when nothing does.

    Examples
    --------
    >>> import av
    >>> grey = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 90, dtype=np.uint8), format="rgb24")
    >>> piece = crop(grey, Turn(), 64, (32.0, 32.0), 8.0)
    >>> piece.luma.shape, piece.step, piece.left
    ((8, 8), 2.0, 24.0)
    """
    if picture.format.name not in PLAIN:
        picture = picture.reformat(format="yuv420p")
    luma, blue, red = (turn.upright(_plane(picture, i)) for i in range(3))
    step = 2 * width / luma.shape[1]
    rows, columns = (min(n // 2, m) for n, m in zip(luma.shape, blue.shape, strict=True))
    left, right = _range(centre[0], half, step, columns)
    top, bottom = _range(centre[1], half, step, rows)
    if right - left < 2 or bottom - top < 2:
        return None
    bright = _by_fours(luma[2 * top : 2 * bottom, 2 * left : 2 * right].astype(np.float32))
    colour = np.stack([p[top:bottom, left:right] for p in (blue, red)], axis=-1)
    return Crop(bright, colour.astype(np.float32) - GREY, left * step, top * step, step)


def _by_fours(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Means of two by two places; an odd last row or column is left out."""
    height, width = plane.shape[0] // 2 * 2, plane.shape[1] // 2 * 2
    # Sums of slices: a mean over two short axes takes ten times as long.
    rows = plane[0:height:2] + plane[1:height:2]
    return np.asarray((rows[:, 0:width:2] + rows[:, 1:width:2]) / 4)


def _plane(picture: "VideoFrame", number: int) -> NDArray[np.uint8]:
    plane = picture.planes[number]
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(-1, plane.line_size)
    return np.asarray(rows[: plane.height, : plane.width])


def _range(middle: float, half: float, step: float, most: int) -> tuple[int, int]:
    first, last = int((middle - half) / step), int((middle + half) / step)
    return max(0, min(first, most)), max(0, min(last, most))
