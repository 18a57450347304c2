"""Whether the pictures of a film were bright and sharp enough, where the person was."""

from collections.abc import Sequence

import numpy as np

from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate


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
