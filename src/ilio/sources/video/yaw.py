"""How far the camera stood off the square side view, told by the gaps between left and right."""

import math

import numpy as np
from numpy.typing import NDArray

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.video.skeleton import (
    ANKLES,
    HIPS,
    KNEES,
    SHOULDERS,
    direction_deg,
    leg_angles,
    middle,
    wrapped,
)

UPRIGHT_DEG = 15.0
"""Thighs, shanks and trunk of a person who stands on both feet are all this near to vertical."""

LEAST_PICTURES = 3


def camera_yaw(xy: FloatArray, facing: int) -> tuple[float, float]:
    """Camera yaw and its error [deg]; 0 is square to the side, + is seen a little from the front.

    From the exact side, left and right joints of a standing person lie behind each other. Seen a
    little from the front or the rear, the near one slips back or forth by the sine of the angle
    times the body's width. Shoulders show it in any pose, though weakly, for the network takes
    them for a side view; hips, knees and ankles show it only while the person stands on both feet.

    Parameters
    ----------
    xy
        ``(n, >= 33, 2)`` joints [px]; lost ones are NaN.
    facing
        1 image right, -1 image left.

    Returns
    -------
    yaw, sd
        Mean over the pairs that show it, and its standard deviation [deg].

    References
    ----------
    Widths and errors: ``ilio_clips2026``, 11 standing films with 7 variants each, 0 to 20 deg.

    Examples
    --------
    >>> xy = np.zeros((3, 33, 2)); xy[:, SHOULDERS] = [0, -100]; xy[:, ANKLES] = [0, 160]
    >>> camera_yaw(xy, 1)
    (0.0, 4.0)
    """
    stands = standing(xy)
    if int(stands.sum()) >= LEAST_PICTURES:
        pairs = {"shoulder": SHOULDERS, "hip": HIPS, "knee": KNEES, "ankle": ANKLES}
        turns = [_turn_deg(xy[stands], facing, pair, name) for name, pair in pairs.items()]
        return float(np.nanmean(turns)), threshold("camera.yaw_sd_standing").value
    return _turn_deg(xy, facing, SHOULDERS, "shoulder"), threshold("camera.yaw_sd_else").value


def seen_square(xy: FloatArray, yaw_deg: float, sd_deg: float) -> FloatArray:
    """The joints as the camera would have seen them square to the side.

    Seen from aslant, whatever lies along the body's depth is shorter by the cosine. What the error
    of the yaw itself adds to its square is taken off first, so that a doubtful yaw moves nothing.

    Parameters
    ----------
    xy
        ``(n, k, 2)`` joints, level [px].
    yaw_deg, sd_deg
        As `camera_yaw` gives them.

    Examples
    --------
    >>> seen_square(np.ones((1, 1, 2)), 60.0, 0.0).round(3)
    array([[[2., 1.]]])
    >>> seen_square(np.ones((1, 1, 2)), 7.0, 8.0)
    array([[[1., 1.]]])
    """
    surely_deg = math.sqrt(max(yaw_deg**2 - sd_deg**2, 0.0))
    return np.asarray(xy / np.array([math.cos(math.radians(surely_deg)), 1.0]), dtype=np.float64)


def standing(xy: FloatArray) -> NDArray[np.bool_]:
    """``(n,)`` True where the person stands upright on both feet.

    Examples
    --------
    >>> standing(np.zeros((2, 33, 2)))
    array([False, False])
    """
    trunk = middle(xy, HIPS) - middle(xy, SHOULDERS)
    steep = np.concatenate([leg_angles(xy).reshape(len(xy), -1), direction_deg(trunk)[:, None]], 1)
    with np.errstate(invalid="ignore"):
        upright = (np.abs(wrapped(steep, -180.0)) < UPRIGHT_DEG).all(axis=1)
    return np.asarray(upright & (np.linalg.norm(trunk, axis=1) > 0), dtype=np.bool_)


def _turn_deg(xy: FloatArray, facing: int, pair: tuple[int, int], name: str) -> float:
    """The yaw that explains how far the near joint of a pair lies behind the far one [deg]."""
    trunk = middle(xy, SHOULDERS) - middle(xy, HIPS)
    length = np.maximum(np.linalg.norm(trunk, axis=1, keepdims=True), 1e-9)
    up = trunk / length
    front = facing * np.stack([-up[:, 1], up[:, 0]], axis=1)
    far, near = pair if facing > 0 else pair[::-1]  # whoever faces image right shows the right side
    gap = ((xy[:, far] - xy[:, near]) * front).sum(axis=1) / float(np.nanmedian(length))
    share = float(np.nanmedian(gap)) / (threshold(f"camera.{name}_width").value / PERCENT)
    return math.degrees(math.asin(max(-1.0, min(1.0, share))))
