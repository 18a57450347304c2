"""Whether the pictures are bright and sharp enough, where the person is."""

from collections.abc import Sequence

import numpy as np

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate
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


def picture_gates(looks: Sequence[FloatArray]) -> tuple[Gate, ...]:
    """The checks of light and blur over a film; none when no picture was looked at.

    Parameters
    ----------
    looks
        As `quality` gives them.

    Examples
    --------
    >>> [gate.state for gate in picture_gates([np.array([5.0, 30.0, 50.0])])]
    ['fail', 'pass']
    """
    seen = [look for look in looks if np.isfinite(look).all()]
    if not seen:
        return ()
    brightness, contrast, sharpness = (float(x) for x in np.median(seen, axis=0))
    return light(brightness, contrast), blur(sharpness)


def light(brightness: float, contrast: float) -> Gate:
    """Whether the person is bright enough and stands out, both in %.

    Examples
    --------
    >>> light(50.0, 4.0).detail
    'The person hardly stands out. Turn on light, and wear other colours than the wall.'
    """
    if brightness < threshold("camera.brightness_least").value:
        text = "The picture is dark. Turn on light, and keep windows behind the camera."
        return Gate("light", "fail", text)
    if contrast < threshold("camera.contrast_least").value:
        text = "The person hardly stands out. Turn on light, and wear other colours than the wall."
        return Gate("light", "fail", text)
    return Gate("light", "pass", "The light was good enough.")


def blur(sharpness: float) -> Gate:
    """Whether the pictures are sharp, in %.

    Examples
    --------
    >>> blur(20.0).state
    'fail'
    """
    if sharpness < threshold("camera.sharpness_least").value:
        text = "The picture is blurred. Wipe the lens, rest the phone on something, add light."
        return Gate("sharpness", "fail", text)
    return Gate("sharpness", "pass", "The pictures were sharp.")
