"""Small round spots of strong colour on cloth: what a sticker looks like in one picture."""

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.crops import Crop
from ilio.sources.video.planes import Plane, blurred, highest_around, mean_around
from ilio.sources.video.strips import find_strip

WIDEST, RING = 0.075, 0.12
"""No part of a sticker lies farther from its middle than the first; from there to the second lies
the cloth around it. Both as shares of the trunk's length."""

LEAST_RING_PX = 2
LEAST_CONTRAST = 20.0
"""Least distance in blueness and redness between a sticker and the cloth, of 255."""

LEAST_SATURATION = 0.65
"""Skin and faded cloth stay under it; bright stickers and tape keep it in the shade."""

WORTH_A_LOOK = 0.5
"""Without a place at least this saturated there is no sticker either, however it is placed."""

EDGE, FLOOR = 0.4, 0.1
"""Shares of the strongest contrast: where a spot ends, and what still counts for its middle."""

CLOTH_RANGE = 75.0
MOST_RING = 0.3
"""In this part of the ring (percent) no more than this share of the contrast is left: a spot on
cloth, no seam, hand or edge of a garment."""

MOST_SPOTS = 12

FINEST = 120.0
"""A grid on which the trunk is longer than this places a sticker no better, only slower."""

NONE = np.empty((0, 4))
"""No spot."""


def find_marks(crop: Crop, trunk_px: float) -> FloatArray:
    """The spots of a piece of a picture that may be stickers, strongest first.

    A spot stands out from its wider surroundings in colour alone, is small and round, and lies on
    cloth that looks alike all around it. Brightness plays no part, so shade does not move it; its
    middle is the centre of mass of the colour contrast, which blurring by the file's coarse colour
    planes does not move either.

    Parameters
    ----------
    crop
        The hip of the person.
    trunk_px
        Length of the trunk in the small picture [px].

    Returns
    -------
    ``(k, 4)`` x and y in the small picture [px], hue [deg] and width [px].

    Examples
    --------
    >>> colour = np.zeros((60, 60, 2), dtype=np.float32)
    >>> colour[29:32, 39:42] = [-60, 90]  # three by three pixels of orange
    >>> crop = Crop(np.full((60, 60), 130, dtype=np.float32), colour, 0.0, 0.0, 2.0)
    >>> find_marks(crop, 100.0)[:, :2]
    array([[81., 61.]])
    """
    while trunk_px / crop.step > FINEST:
        crop = crop.halved()
    unit = trunk_px / crop.step
    margin = max(int(np.ceil(RING * unit)), int(WIDEST * unit) + LEAST_RING_PX)
    height, width = crop.luma.shape
    if min(height, width) <= 2 * margin:
        return NONE
    if not (saturation(crop.luma, crop.chroma) > WORTH_A_LOOK).any():
        return NONE
    soft, stands_out = _contrast(crop.chroma, unit)
    highest = highest_around(stands_out, 2 * int(WIDEST / 2 * unit) + 1)
    peaks = np.argwhere((stands_out == highest) & (stands_out > LEAST_CONTRAST / 2))
    inside = (peaks >= margin).all(axis=1) & (peaks < [height - margin, width - margin]).all(axis=1)
    peaks = peaks[inside]
    order = np.argsort(-stands_out[peaks[:, 0], peaks[:, 1]])[:MOST_SPOTS]
    found = [_spot(crop, soft, int(row), int(column), unit, margin) for row, column in peaks[order]]
    spots = [spot for spot in found if spot is not None]
    if len(spots) < 2:
        spots += _strips(crop, soft, peaks[order], unit, margin)
    return np.array(spots) if spots else NONE


def _strips(
    crop: Crop, soft: Plane, peaks: NDArray[np.int64], unit: float, margin: int
) -> list[tuple[float, float, float, float]]:
    """Both ends of each strip of tape through one of the places."""
    marks: list[tuple[float, float, float, float]] = []
    for row, column in peaks:
        cloth, colour, along = _on_cloth(crop, soft, int(row), int(column), unit, margin)
        top = float((colour - cloth) @ along)
        if top < LEAST_CONTRAST or saturation(crop.luma[row, column], colour) < LEAST_SATURATION:
            continue
        share = ((crop.chroma - cloth) @ along / top).astype(np.float64)
        ends = find_strip(share, int(row), int(column), unit)
        if ends is None:
            continue
        hue = float(np.degrees(np.arctan2(colour[1], colour[0])))
        places = [crop.to_picture(end) for end in ends]
        if not any(np.hypot(x - p[0], y - p[1]) < crop.step for p in places for x, y, *_ in marks):
            marks += [(float(x), float(y), hue, crop.step) for x, y in places]
    return marks


def _on_cloth(
    crop: Crop, soft: Plane, row: int, column: int, unit: float, margin: int
) -> tuple[Plane, Plane, Plane]:
    """Colour of the cloth around a place, of the place, and the direction from one to the other."""
    rows, columns = (
        slice(row - margin, row + margin + 1),
        slice(column - margin, column + margin + 1),
    )
    patch = crop.chroma[rows, columns]
    y, x = np.mgrid[-margin : margin + 1, -margin : margin + 1]
    away = np.hypot(y, x)
    cloth = np.median(patch[(away > WIDEST * unit) & (away <= margin)], axis=0)
    own = soft[row, column] - cloth
    along = own / max(float(np.linalg.norm(own)), 1e-9)
    core = patch[away < 2]
    return cloth, core[int(np.argmax((core - cloth) @ along))], along


def _contrast(chroma: Plane, unit: float) -> tuple[Plane, Plane]:
    """Colour without its noise, and how far it is from the colour of the surroundings."""
    fine, wide = max(0.6, WIDEST / 6 * unit), 2 * int(RING * unit) + 1
    soft, around = blurred(chroma, fine), mean_around(chroma, wide)
    return soft, np.linalg.norm(soft - around, axis=-1)


def _spot(
    crop: Crop, soft: Plane, row: int, column: int, unit: float, margin: int
) -> tuple[float, float, float, float] | None:
    cloth, colour, along = _on_cloth(crop, soft, row, column, unit, margin)
    top = float((colour - cloth) @ along)
    if top < LEAST_CONTRAST or saturation(crop.luma[row, column], colour) < LEAST_SATURATION:
        return None
    rows = slice(row - margin, row + margin + 1)
    share = (crop.chroma[rows, column - margin : column + margin + 1] - cloth) @ along / top
    y, x = np.mgrid[-margin : margin + 1, -margin : margin + 1]
    away = np.hypot(y, x)
    ring = (away > WIDEST * unit) & (away <= margin)
    if np.percentile(np.abs(share[ring]), CLOTH_RANGE) > MOST_RING:
        return None
    from scipy.ndimage import binary_dilation, label

    pieces, _ = label(share > EDGE)
    piece = pieces == pieces[margin, margin]
    if pieces[margin, margin] == 0 or float(away[piece].max()) > WIDEST * unit:
        return None
    weight = np.clip(share - FLOOR, 0, None) * binary_dilation(piece)
    middle = np.array([column + np.average(x, weights=weight), row + np.average(y, weights=weight)])
    at = crop.to_picture(middle)
    hue = np.degrees(np.arctan2(colour[1], colour[0]))
    width = 2 * np.sqrt(np.clip(share, 0, 1)[piece].sum() / np.pi) * crop.step
    return float(at[0]), float(at[1]), float(hue), float(width)


def saturation(luma: Plane | np.float32, chroma: Plane) -> Plane:
    """How strong colours are, 0 grey to 1 pure, whatever their brightness.

    Parameters
    ----------
    luma
        ``(...)`` brightness, as the file holds it.
    chroma
        ``(..., 2)`` blueness and redness.

    References
    ----------
    ITU-R BT.601: red, green and blue out of brightness and colour, limited range.

    Examples
    --------
    >>> float(saturation(np.float32(130), np.zeros(2, dtype=np.float32)))
    0.0
    """
    bright = (luma - np.float32(16)) * np.float32(255 / 219)
    blue, red = np.moveaxis(chroma * np.float32(255 / 224), -1, 0)
    green = bright - 0.344 * blue - 0.714 * red
    parts = np.clip([bright + 1.402 * red, green, bright + 1.772 * blue], 0, 255)
    low, high = parts.min(axis=0), parts.max(axis=0)
    return np.asarray((high - low) / np.maximum(high, np.float32(1e-6)), dtype=np.float32)
