"""Letters as pixels, from the font that comes with typst; no font of the system is used."""

import io
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ilio.records.typesetting import typeset

FONT_PX = 15
SIGNS = "".join(map(chr, range(33, 127))) + "°±·"
"""What can be written; everything else becomes a space."""


def letters(words: str, size: int = FONT_PX) -> NDArray[np.float32]:
    """One line of words as shares of ink.

    Parameters
    ----------
    words
        Any text.
    size
        Height of the font [px].

    Returns
    -------
    ``(height, width)`` 0 to 1.

    Examples
    --------
    >>> letters("90°").shape[1] == 3 * cell_width(FONT_PX)
    True
    """
    signs = _signs(size)
    width = cell_width(size)
    blank = np.zeros((signs.shape[0], width), dtype=np.float32)
    places = [SIGNS.find(sign) for sign in words]
    cells = [signs[:, at * width : (at + 1) * width] if at >= 0 else blank for at in places]
    return np.concatenate(cells, axis=1) if cells else blank[:, :0]


def cell_width(size: int) -> int:
    """How far one letter reaches [px].

    Examples
    --------
    >>> cell_width(15)
    9
    """
    return round(0.6 * size)


@cache
def _signs(size: int) -> NDArray[np.float32]:
    import av

    cells = " ".join(f'#cell("{_escaped(sign)}")' for sign in SIGNS)
    width = cell_width(size)
    page = (
        f"#set page(width: {width * len(SIGNS)}pt, height: {round(size * 1.3)}pt, margin: 0pt, "
        f'fill: none)\n#set text(font: "DejaVu Sans Mono", size: {size}pt, top-edge: "ascender")\n'
        f"#let cell(sign) = box(width: {width}pt, sign)\n"
        f"#stack(dir: ltr, {', '.join(part.lstrip('#') for part in cells.split(' '))})"
    )
    picture = typeset(page, "png")
    with av.open(io.BytesIO(picture), "r") as container:
        frame = next(container.decode(video=0))
        pixels = frame.to_ndarray(format="rgba")
    return np.asarray(pixels[..., 3] / np.float32(255), dtype=np.float32)


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else sign
