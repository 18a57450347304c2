"""Where bones and muscle paths lie in a leg whose hip and knee bend: NumPy only, for drawing."""

from dataclasses import astuple
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ilio.body.angles import Posture, turned_deg
from ilio.body.mjcf import FLEX, Brim
from ilio.knowledge import BodyMuscle, JointAxis, Wrap, body_joint, body_joints
from ilio.observations import FloatArray

if TYPE_CHECKING:
    from scipy.interpolate import CubicSpline

Places = dict[str, FloatArray]


def bone_places(posture: Posture) -> Places:
    """Place of each bone of the right leg, the hip's centre at the origin.

    Parameters
    ----------
    posture
        The leg's angles.

    Returns
    -------
    dict
        For each bone a matrix (4, 4) that takes its own points [m] to the pelvis's directions.

    Raises
    ------
    InputError
        If an angle is no number.

    Examples
    --------
    >>> knee = bone_places(Posture(flexion=90))["tibia"][:3, 3]
    >>> bool(knee[0] > 0.38 and abs(knee[1]) < 0.02)
    True
    """
    turned_deg("angles", list(astuple(posture)))
    hip = body_joint("hip")
    places: Places = {hip.parent: _moved(-np.array(hip.frame_at_m))}
    for name, joint in body_joints().items():
        place = places[joint.parent] @ _moved(joint.frame_at_m) @ _turned(joint.frame_turned)
        for number, axis in enumerate(joint.axes):
            value = _value(name, number, axis, posture)
            if axis.kind == "slide":
                place = place @ _moved(value * np.array(axis.axis))
            else:
                half = value / 2
                place = place @ _turned((np.cos(half), *(np.sin(half) * np.array(axis.axis))))
        places[joint.child] = place @ _moved(joint.child_at_m) @ _turned(joint.child_turned)
    return places


def muscle_path(muscle: BodyMuscle, places: Places, brim: Brim = "via") -> FloatArray:
    """Way of a muscle as points, bent round its cylinder where it would cut through.

    One point stands for the whole bend: for the eye, not for lengths.

    Parameters
    ----------
    muscle
        Of the body model.
    places
        From `bone_places`.
    brim
        Whether psoas and iliacus stay at the pelvic brim.

    Returns
    -------
    FloatArray
        Shape (points, 3) [m]: forward, up, to the right.

    Examples
    --------
    >>> from ilio.knowledge import body_muscle
    >>> muscle_path(body_muscle("recfem"), bone_places(Posture(knee=120))).shape
    (6, 3)
    """
    kept = [
        (number, places[point.body] @ np.array([*point.at_m, 1.0]))
        for number, point in enumerate(muscle.points, 1)
        if brim == "via" or number != muscle.brim_point
    ]
    way = [kept[0][1][:3]]
    for (before, start), (after, end) in pairwise(kept):
        for wrap in muscle.wraps:
            if before <= wrap.after_point < after:
                bend = _bend(start[:3], end[:3], wrap, places)
                way += [] if bend is None else [bend]
        way.append(end[:3])
    return np.array(way)


def _bend(start: FloatArray, end: FloatArray, wrap: Wrap, places: Places) -> FloatArray | None:
    """Point on a cylinder where a straight way would come nearest to its axis, if it cuts it."""
    frame = places[wrap.body] @ _moved(wrap.at_m) @ _turned(wrap.turned)
    near, far = (frame[:3, :3].T @ (point - frame[:3, 3]) for point in (start, end))
    along = far - near
    flat = along[:2] @ along[:2]
    part = float(np.clip(-(near[:2] @ along[:2]) / flat, 0.0, 1.0)) if flat else 0.0
    nearest = near + part * along
    distance = float(np.hypot(*nearest[:2]))
    outward = nearest[:2] / distance if distance else np.array([1.0, 0.0])
    if wrap.side != "any":
        side = np.array(FLEX[wrap.side][:2])
        if nearest[:2] @ side >= wrap.radius_m:
            return None
        outward = side if outward @ side < 0 else outward
    elif distance >= wrap.radius_m:
        return None
    nearest[:2] = wrap.radius_m * outward
    return np.asarray(frame[:3, :3] @ nearest + frame[:3, 3])


def _value(name: str, number: int, axis: JointAxis, posture: Posture) -> float:
    if axis.follows:
        return float(np.radians(getattr(posture, axis.follows)))
    return float(joint_splines()[name, number](np.radians(posture.knee)))


@cache
def joint_splines() -> "dict[tuple[str, int], CubicSpline[Any]]":
    """How knee and patella follow the knee angle [rad]: by joint and number of the axis.

    Examples
    --------
    >>> round(float(joint_splines()["patellofemoral", 0](0.0)), 4)
    0.0524
    """
    from scipy.interpolate import CubicSpline

    return {
        (name, number): CubicSpline(
            np.linspace(joint.first, joint.last, len(axis.values)), axis.values
        )
        for name, joint in body_joints().items()
        for number, axis in enumerate(joint.axes)
        if axis.values
    }


def _moved(by_m: Any) -> FloatArray:
    place = np.eye(4)
    place[:3, 3] = by_m
    return place


def _turned(quaternion: Any) -> FloatArray:
    w, x, y, z = quaternion
    place = np.eye(4)
    place[:3, :3] = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    return place
