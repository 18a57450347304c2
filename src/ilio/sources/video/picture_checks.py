"""How bright and how sharp a picture is, where the person is."""

import numpy as np

from ilio.core.signs import PERCENT
from ilio.observations import FloatArray
from ilio.sources.video.landmarks import JOINTS, Pose
from ilio.sources.video.regions import Image

NONE = np.full(3, np.nan)
"""Not looked at."""

LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
"""Shares of red, green and blue in brightness (ITU-R BT.601)."""

EDGES = 98
FAR_PX = 6
"""The strongest steps of brightness, as a percentile, from pixel to pixel and over this many."""

WHITE = 255.0
LEAST_PX = 32


def quality(image: Image, pose: Pose) -> FloatArray:
    """Brightness, contrast and sharpness of the picture about a person, each in %.

    Sharpness is how much of its strongest steps of brightness happens within one pixel; a
    blurred edge takes several. It does not depend on light or contrast.

    Parameters
    ----------
    image
        Small, upright, with a black border.
    pose
        Of the person.

    Returns
    -------
    ``(3,)``; NaN when too little of the person is inside the picture.

    Examples
    --------
    >>> from ilio.sources.video.regions import Region, bordered
    >>> stripes = np.zeros((80, 80, 4), dtype=np.uint8); stripes[:, ::16] = 255
    >>> xy, ones = np.full((35, 2), 10.0), np.ones(35)
    >>> xy[1] = [70, 70]
    >>> pose = Pose(xy, ones, ones, ones, 1.0, Region(40, 40, 60, 0))
    >>> quality(bordered(stripes), pose).round()
    array([  0., 100., 100.])
    """
    height, width = image.shape[0] - 2, image.shape[1] - 2
    low = np.clip(pose.xy[:JOINTS].min(axis=0), 0, [width, height]).astype(int)
    high = np.clip(pose.xy[:JOINTS].max(axis=0), 0, [width, height]).astype(int)
    if (high - low).min() < LEAST_PX:
        return NONE
    (left, top), (right, bottom) = low + 1, high + 1
    bright = image[top:bottom, left:right, :3] @ LUMA
    near, far = _step(bright, 1), _step(bright, FAR_PX)
    sharp = near / far if far else 0.0
    return PERCENT * np.array([float(np.median(bright)) / WHITE, far / WHITE, sharp])


def _step(bright: np.ndarray, apart: int) -> float:
    across = np.abs(bright[:, apart:] - bright[:, :-apart]).ravel()
    down = np.abs(bright[apart:] - bright[:-apart]).ravel()
    return float(np.percentile(np.concatenate([across, down]), EDGES))
