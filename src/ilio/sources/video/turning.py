"""How a file wants its pictures turned and mirrored before they are shown."""

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

MATRIX = "DISPLAYMATRIX"
"""What FFmpeg calls the file's own transform of the picture: nine whole numbers, row by row."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn first, then mirror.

    Parameters
    ----------
    quarters
        Quarter turns anticlockwise, 0 to 3.
    mirrored
        Whether left and right of the turned picture are exchanged.

    Examples
    --------
    >>> Turn(1, True).upright(np.array([[1, 2], [3, 4]]))
    array([[4, 2],
           [3, 1]])
    """

    quarters: int = 0
    mirrored: bool = False

    def upright(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """The picture ``(h, w, ...)`` as it is to be shown.

        Examples
        --------
        >>> Turn(2).upright(np.array([[1, 2]]))
        array([[2, 1]])
        """
        turned = np.rot90(pixels, self.quarters)
        return turned[:, ::-1] if self.mirrored else turned

    @property
    def lies(self) -> bool:
        """Whether width and height change places.

        Examples
        --------
        >>> Turn(1).lies
        True
        """
        return self.quarters % 2 == 1

    @property
    def told(self) -> str:
        """In words.

        Examples
        --------
        >>> Turn(3, True).told
        '270 deg, then mirrored'
        """
        return f"{90 * self.quarters} deg{', then mirrored' if self.mirrored else ''}"


def turn_of(picture: "VideoFrame") -> Turn:
    """What the file asks for, odd angles rounded to quarter turns.

    Examples
    --------
    >>> import av
    >>> turn_of(av.VideoFrame(8, 8, "yuv420p"))
    Turn(quarters=0, mirrored=False)
    """
    try:
        matrix: Any = picture.side_data.get(MATRIX)
    except ValueError:  # something beside the matrix that PyAV has no name for, such as EXIF
        return Turn(round(picture.rotation / 90) % 4)
    return Turn() if matrix is None else turn_from(bytes(matrix))


def turn_from(matrix: bytes) -> Turn:
    """The turn in a file's display matrix.

    Parameters
    ----------
    matrix
        36 bytes, nine whole numbers of this machine's order; the picture's point ``(x, y)`` is
        shown at ``(a x + c y, b x + d y)``.

    References
    ----------
    ISO 14496-12, track header, matrix.

    Examples
    --------
    >>> turn_from(struct.pack("9i", 0, 1, 0, -1, 0, 0, 0, 0, 1))  # a quarter clockwise
    Turn(quarters=3, mirrored=False)
    >>> turn_from(struct.pack("9i", -1, 0, 0, 0, 1, 0, 0, 0, 1))
    Turn(quarters=0, mirrored=True)
    """
    a, b, _, c, d, *_ = struct.unpack("9i", matrix)
    mirrored = a * d - b * c < 0
    if mirrored:
        a, c = -a, -c
    clockwise = round(float(np.degrees(np.arctan2(b, a))) / 90)
    return Turn(-clockwise % 4, mirrored)
