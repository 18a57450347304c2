"""From joints to angle traces: the hip point set right, lost pictures, the error of each."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ilio.core import Side
from ilio.knowledge import Budget, budget, threshold
from ilio.observations import AngleTrace, FloatArray
from ilio.observations.recording import Key
from ilio.sources.video.fusing import Joints
from ilio.sources.video.skeleton import (
    HIPS,
    LEG,
    SHOULDERS,
    SIDES,
    direction_deg,
    middle,
    wrapped,
)
from ilio.sources.video.unrest import MOST_DEG, unrest_deg

SPIKE_DEG = 20.0
"""A single picture this far from both neighbours is a leg put in the wrong place."""

SHORTEST, LONGEST = 0.6, 1.4
"""A thigh outside these shares of its own median length is not that thigh."""

LIES_DEG = 45.0
"""A trunk that leans further than this over most of the film lies."""

THIGH_LOW_DEG, KNEE_LOW_DEG, LEAN_LOW_DEG = -90.0, -60.0, -200.0
"""Where the full turn of each angle starts: a hugged thigh passes 180, a lying trunk reads -90."""


@dataclass(frozen=True, slots=True)
class View:
    """How the camera saw the person, decided once a clip.

    Parameters
    ----------
    facing
        1 when the person faces image right, -1 for image left.
    near
        The side of the body nearer to the camera.
    yaw_deg, yaw_sd_deg
        How far the camera stood off the square side view, and how surely that is known.

    Examples
    --------
    >>> View(1, Side.RIGHT, 4.0).near.value
    'right'
    """

    facing: int
    near: Side
    yaw_deg: float
    yaw_sd_deg: float = 0.0

    @property
    def slant_deg(self) -> float:
        """Error of an angle to the vertical that the camera's yaw, known so well, leaves [deg].

        Examples
        --------
        >>> View(1, Side.RIGHT, 0.0).slant_deg
        0.0
        """
        return yaw_error_deg(math.hypot(self.yaw_deg, self.yaw_sd_deg))


def traces(joints: Joints, view: View) -> dict[Key, AngleTrace]:
    """Thigh elevation and knee flexion of both legs, and trunk lean.

    Parameters
    ----------
    joints
        Left and right settled, the hips at the joint.
    view
        As the camera saw it.

    Examples
    --------
    >>> xy = np.zeros((3, 33, 2))
    >>> xy[:, SHOULDERS], xy[:, LEG[1]], xy[:, LEG[2]] = [0, -100], [80, 0], [80, 80]
    >>> found = traces(Joints.of(np.arange(3.0), xy), View(1, Side.RIGHT, 0.0))
    >>> knee = found["knee_flexion", Side.RIGHT]
    >>> float(knee.angle_deg[0])
    90.0
    """
    found: dict[Key, AngleTrace] = {}
    xy = joints.xy
    lean = trunk_lean_deg(xy, view.facing)
    lies = bool(np.abs(np.nanmedian(lean)) > LIES_DEG)
    for leg, side in enumerate(SIDES):
        device = ("video" if side is view.near else "video_far") + ("_lying" if lies else "")
        thigh, knee = leg_angles_deg(xy, leg, view.facing)
        # a point that a person set may stand alone among pictures that are all wrong
        by_hand = joints.by_hand & np.isfinite(thigh)
        lost = lost_pictures(xy, leg, thigh)
        vague = vagueness(joints.spread[:, LEG[:2, leg]])
        noise = (vague, joints.doubt_deg, view.slant_deg)
        for name, angle in (("thigh_elevation", thigh), ("knee_flexion", knee)):
            angle = np.where(lost & ~by_hand, np.nan, angle)
            angle = np.where((unrest_deg(angle) > MOST_DEG) & ~by_hand, np.nan, angle)
            found[name, side] = _trace(joints.time_s, angle, budget(device, name), *noise)
    vague = vagueness(joints.spread[:, HIPS + SHOULDERS])
    sure = np.zeros(len(lean))
    found["trunk_lean", None] = _trace(
        joints.time_s, lean, budget("video", "trunk_lean"), vague, sure, view.slant_deg
    )
    return found


def trigonometric_drops(joints: Joints, found: Mapping[Key, AngleTrace]) -> dict[Key, AngleTrace]:
    """Thigh drop of both legs from heights alone: asin(hip above knee / usual thigh length) [deg].

    A check on the pose: it parts from the thigh's own angle when hip or knee was put elsewhere,
    or the thigh points out of the picture's plane.

    Parameters
    ----------
    joints
        Turned so that the table is level.
    found
        The traces of `traces`, whose losses and errors hold here too.

    Examples
    --------
    >>> xy = np.zeros((3, 33, 2)); xy[:, LEG[1]], xy[:, LEG[2]] = [80, 0], [80, 80]
    >>> joints = Joints.of(np.arange(3.0), xy)
    >>> drops = trigonometric_drops(joints, traces(joints, View(1, Side.RIGHT, 0.0)))
    >>> float(drops["thigh_drop_trigonometric", Side.LEFT].angle_deg[0])
    0.0
    """
    drops: dict[Key, AngleTrace] = {}
    for leg, side in enumerate(SIDES):
        thigh = found["thigh_elevation", side]
        bone = joints.xy[:, LEG[1, leg]] - joints.xy[:, LEG[0, leg]]
        length = np.nanmedian(np.linalg.norm(bone, axis=1)[thigh.seen])
        drop = np.degrees(np.arcsin(np.clip(bone[:, 1] / length, -1, 1)))
        drop = np.where(thigh.seen, drop, np.nan)
        drops["thigh_drop_trigonometric", side] = replace(thigh, angle_deg=drop)
    return drops


def _trace(
    time_s: FloatArray,
    angle: FloatArray,
    error: Budget,
    vague: FloatArray,
    doubt_deg: FloatArray,
    yaw_error: float,
) -> AngleTrace:
    return AngleTrace.of(
        time_s,
        angle,
        sd_deg=np.hypot(np.maximum(error.frame_sd * vague, unrest_deg(angle)), doubt_deg / 2),
        trial_sd_deg=error.trial_sd,
        shared_sd_deg=math.hypot(error.shared_sd, yaw_error),
        change_sd_deg=error.change_sd,
        standing_sd_deg=math.hypot(error.standing_sd, yaw_error) if error.standing_sd else None,
    )


def yaw_error_deg(yaw_deg: float) -> float:
    """Largest error of an angle to the vertical when the camera stands off the side view [deg].

    References
    ----------
    Geometry: a slope of 45 deg seen at an angle looks steeper, and a limb that leaves the body's
    plane (``camera.out_of_plane``) shows the sine of the yaw of that.

    Examples
    --------
    >>> round(yaw_error_deg(20.0), 1)
    2.5
    """
    steeper = 45.0 - math.degrees(math.atan(math.cos(math.radians(yaw_deg))))
    return math.hypot(
        steeper, threshold("camera.out_of_plane").value * math.sin(math.radians(yaw_deg))
    )


def leg_angles_deg(xy: FloatArray, leg: int, facing: int) -> tuple[FloatArray, FloatArray]:
    """Thigh elevation and knee flexion of one leg ``(n,)`` each [deg].

    Parameters
    ----------
    xy
        ``(n, 33, 2)`` joints [px].
    leg
        0 left, 1 right.
    facing
        1 image right, -1 image left.

    Examples
    --------
    >>> xy = np.zeros((1, 33, 2)); xy[:, LEG[1]] = [-50, 0]; xy[:, LEG[2]] = [-50, 50]
    >>> leg_angles_deg(xy, 0, -1)
    (array([90.]), array([90.]))
    """
    hip, knee, ankle = (xy[:, joint] for joint in LEG[:3, leg])
    mirror = np.array([facing, 1.0])
    thigh = wrapped(direction_deg((knee - hip) * mirror), THIGH_LOW_DEG)
    shank = direction_deg((ankle - knee) * mirror)
    return thigh, wrapped(thigh - shank, KNEE_LOW_DEG)


def trunk_lean_deg(xy: FloatArray, facing: int) -> FloatArray:
    """Middle of the hips to middle of the shoulders against vertical ``(n,)``, forward + [deg].

    Examples
    --------
    >>> xy = np.zeros((1, 33, 2)); xy[:, SHOULDERS] = [10, -10]
    >>> trunk_lean_deg(xy, 1)
    array([45.])
    """
    trunk = (middle(xy, SHOULDERS) - middle(xy, HIPS)) * np.array([facing, -1.0])
    return wrapped(direction_deg(trunk), LEAN_LOW_DEG)


def lost_pictures(xy: FloatArray, leg: int, thigh_deg: FloatArray) -> NDArray[np.bool_]:
    """``(n,)`` True where a leg was not seen or is not where a leg can be.

    Parameters
    ----------
    xy
        ``(n, 33, 2)`` joints [px].
    leg
        0 left, 1 right.
    thigh_deg
        ``(n,)`` its thigh elevation [deg].

    Examples
    --------
    >>> xy = np.zeros((3, 33, 2)); xy[:, LEG[1]] = [0, 100]; xy[1, LEG[1]] = [0, 30]
    >>> lost_pictures(xy, 0, np.zeros(3))
    array([False,  True, False])
    """
    bone = np.linalg.norm(xy[:, LEG[1, leg]] - xy[:, LEG[0, leg]], axis=1)
    share = bone / max(float(np.nanmedian(bone)), 1e-9)
    odd = ~((share > SHORTEST) & (share < LONGEST))
    return np.asarray(odd | spikes(thigh_deg) | ~np.isfinite(thigh_deg), dtype=np.bool_)


def spikes(angle_deg: FloatArray) -> NDArray[np.bool_]:
    """``(n,)`` True where one picture jumps away from both neighbours and back.

    Examples
    --------
    >>> spikes(np.array([90.0, 91.0, 30.0, 90.0, 89.0])).nonzero()[0]
    array([2])
    """
    out = np.zeros(len(angle_deg), dtype=bool)
    before = angle_deg[1:-1] - angle_deg[:-2]
    after = angle_deg[1:-1] - angle_deg[2:]
    out[1:-1] = (np.minimum(np.abs(before), np.abs(after)) > SPIKE_DEG) & (before * after > 0)
    return out


def vagueness(spread: FloatArray) -> FloatArray:
    """How much vaguer than usual the joints ``(n, k)`` were placed in each picture, at least 1.

    Examples
    --------
    >>> vagueness(np.array([[1.0], [1.0], [3.0]]))
    array([1., 1., 3.])
    """
    total = np.sqrt(np.square(spread).sum(axis=1))
    usual = float(np.nanmedian(total))
    return np.asarray(np.nan_to_num(np.maximum(total / usual, 1.0), nan=1.0), dtype=np.float64)
