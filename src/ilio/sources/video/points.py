"""Joints of this room to landmarks that everybody can use, and back; left and right settled."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import JOINT_NAMES, FloatArray, Landmarks
from ilio.sources.video.fusing import Joints
from ilio.sources.video.roles import Roles, assign, relabelled
from ilio.sources.video.skeleton import ANKLES, HIPS, KNEES, SHOULDERS, leg_angles

NEEDED = [JOINT_NAMES[joint] for pair in (SHOULDERS, HIPS, KNEES, ANKLES) for joint in pair]
"""Without these points no protocol can be measured."""

BORROWED = "how far these points err was not measured; the error of Ilio's own pose model is used."


def joints_of(landmarks: Landmarks) -> Joints:
    """The landmarks in the places where this room keeps its joints; points not given are NaN.

    Raises
    ------
    ReadError
        If shoulders, hips, knees or ankles are not among the points.

    Examples
    --------
    >>> joints_of(Landmarks.of([0, 1], np.ones((2, 33, 2)))).seen
    array([ True,  True])
    """
    missing = [name for name in NEEDED if name not in landmarks.names]
    if missing:
        raise ReadError(
            landmarks.source,
            f"the points {', '.join(NEEDED)}",
            f"none for {', '.join(missing)} among {', '.join(landmarks.names)[:300]}",
            "Give both sides under these names; docs/video.md has the list.",
        )
    here = [i for i, name in enumerate(landmarks.names) if name in JOINT_NAMES]
    there = [JOINT_NAMES.index(landmarks.names[i]) for i in here]

    def spread_out(values: FloatArray) -> FloatArray:
        out = np.full((len(values), len(JOINT_NAMES), *values.shape[2:]), np.nan)
        out[:, there] = values[:, here]
        return out

    return Joints(
        landmarks.time_s,
        spread_out(landmarks.xy),
        spread_out(landmarks.spread_px),
        spread_out(landmarks.depth_px),
        spread_out(landmarks.confidence),
        landmarks.doubt_deg,
        landmarks.persons,
        np.asarray(landmarks.by_hand.any(axis=1)),
    )


def settle(joints: Joints, firm: NDArray[np.bool_] | None = None) -> tuple[Joints, Roles]:
    """Left and right settled over the whole clip.

    Parameters
    ----------
    joints
        As they were labelled.
    firm
        As in `assign`.

    Examples
    --------
    >>> settle(Joints.of(np.arange(5.0), np.ones((5, 33, 2))))[1].sureness
    1.0
    """
    roles = assign(leg_angles(joints.xy), joints.time_s, firm)
    return replace(
        joints,
        xy=relabelled(joints.xy, roles.swapped),
        spread=relabelled(joints.spread, roles.swapped),
        depth=relabelled(joints.depth, roles.swapped),
        visible=relabelled(joints.visible, roles.swapped),
    ), roles


def settled(landmarks: Landmarks) -> Landmarks:
    """Somebody else's landmarks with left and right settled over the whole clip.

    Raises
    ------
    ReadError
        As `joints_of`, or if the needed points are hardly ever there together.

    Examples
    --------
    >>> settled(Landmarks.of(np.arange(5.0), np.ones((5, 33, 2)))).leg_sure
    1.0
    """
    found = settle_points(landmarks)
    return replace(found, notes=(*found.notes, f"{found.maker}: {BORROWED}"))


def settle_points(landmarks: Landmarks) -> Landmarks:
    """The same without a word of whose error is used.

    Examples
    --------
    >>> settle_points(Landmarks.of(np.arange(5.0), np.ones((5, 33, 2)))).notes
    ()
    """
    joints, roles = settle(joints_of(landmarks))
    needed = [JOINT_NAMES.index(name) for name in NEEDED]
    whole = np.asarray(np.isfinite(joints.xy[:, needed]).all(axis=(1, 2)))
    if whole.sum() < max(2, threshold("camera.person_seen").value / PERCENT * len(whole)):
        got = f"them in {int(whole.sum())} of {len(whole)} pictures"
        todo = "Check the export, or film the whole body from the side."
        raise ReadError(landmarks.source, "shoulders, hips, knees and ankles together", got, todo)
    places = [JOINT_NAMES.index(name) for name in landmarks.names if name in JOINT_NAMES]
    known = np.array([name in JOINT_NAMES for name in landmarks.names])
    xy, confidence = landmarks.xy.copy(), landmarks.confidence.copy()
    depth = landmarks.depth_px.copy()
    xy[:, known], confidence[:, known] = joints.xy[:, places], joints.visible[:, places]
    depth[:, known] = joints.depth[:, places]
    return replace(
        landmarks,
        xy=xy,
        confidence=confidence,
        depth_px=depth,
        leg_sure=roles.sureness,
        facts=(*landmarks.facts, overruled(roles), ("points placed by", landmarks.maker)),
    )


def overruled(roles: Roles) -> tuple[str, str]:
    """The fact of how often the labels of the legs were overruled.

    Examples
    --------
    >>> overruled(Roles(np.array([True, False]), 1.0))
    ('left and right labels overruled', 'in 1 frames')
    """
    return "left and right labels overruled", f"in {int(roles.swapped.sum())} frames"
