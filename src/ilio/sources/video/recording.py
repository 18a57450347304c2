"""From landmarks to a Recording: whatever placed the points, the same angles, checks and notes."""

import math
from dataclasses import replace

import numpy as np

from ilio.core import Z90
from ilio.knowledge import threshold
from ilio.observations import STICKERS, TABLE, AngleTrace, FloatArray, Landmarks, Recording, Source
from ilio.sources.video.angles import View, traces, trigonometric_drops
from ilio.sources.video.film import Film
from ilio.sources.video.fusing import Joints
from ilio.sources.video.points import joints_of, settled
from ilio.sources.video.setup_checks import depth_agrees, gates, level_gate, view_of
from ilio.sources.video.stickers import pelvic_tilt
from ilio.sources.video.table import levelled, slope_deg
from ilio.sources.video.yaw import seen_square

UNKNOWN_LEVEL = "not known: the camera is taken as level"

UNMEASURED = {
    "hip_flexion": "a camera sees the thigh, not the pelvis; only pelvis markers give hip flexion",
    "hip_abduction": "a side view does not see the thigh move sideways",
    "pelvic_tilt": "no two stickers on the waistband were seen; joints do not show the pelvis",
    "lumbar_flexion": "the joints do not show the low back",
}


def recording_from(landmarks: Landmarks, *, level_deg: float | None = None) -> Recording:
    """Angle traces, set-up checks and notes from landmarks of one person seen from the side.

    Parameters
    ----------
    landmarks
        From `watch`, from another program, or corrected by hand. Left and right are settled here
        when nobody did so before.
    level_deg
        Slope in the picture of a line that is level in the room, its right end lower + [deg];
        None takes the table's edge, if it was found, else gravity that the film's file holds,
        else the picture as it is.

    Returns
    -------
    Recording
        ``thigh_elevation`` and ``knee_flexion`` of both legs, ``trunk_lean`` and, where stickers
        on the waistband are among the points, ``pelvic_tilt`` [deg].

    Raises
    ------
    ReadError
        If shoulders, hips, knees or ankles are not among the points.

    Examples
    --------
    >>> xy = np.zeros((9, 33, 2)); xy[:, 11:13] = [0, -100]; xy[:, 25:27] = [80, 0]
    >>> xy[:, 27:29] = [80, 80]
    >>> recording = recording_from(Landmarks.of(np.arange(9) / 5, xy))
    >>> float(recording.traces["thigh_elevation", "left"].angle_deg[0])
    90.0
    """
    if landmarks.leg_sure is None:
        landmarks = settled(landmarks)
    joints = joints_of(landmarks)
    view, facing_sure = view_of(joints)
    sure = landmarks.leg_sure or 0.0
    leg_sure = sure if depth_agrees(joints, view) else 1 - sure
    film = Film(landmarks.width, landmarks.height, landmarks.rate_hz, 0.0, 0)
    rate = float(round(1 / float(np.median(np.diff(joints.time_s))), 3))
    level, level_from = level_of(landmarks, level_deg)
    level_xy = levelled(joints.xy, level)
    upright = replace(joints, xy=seen_square(level_xy, view.yaw_deg, view.yaw_sd_deg))
    found, facts = traces(upright, view), (*_facts(joints, view), level_from, *landmarks.facts)
    if set(TABLE) <= set(landmarks.names):
        found |= trigonometric_drops(upright, found)
    if set(STICKERS) <= set(landmarks.names):
        front, rear = (levelled(landmarks.point(name), level) for name in STICKERS)
        found["pelvic_tilt", None] = pelvic_tilt(landmarks.time_s, front, rear, view)
        facts = (*facts, ("pelvis", "tape"))
    facts = (*facts, _budget_fact(found["thigh_elevation", view.near]))
    return Recording(
        Source("video", landmarks.source, "video", rate, facts),
        found,
        unmeasured={k: why for k, why in UNMEASURED.items() if (k, None) not in found},
        gates=(
            *gates(joints, film, view, facing_sure, leg_sure),
            level_gate(level_from[1] != UNKNOWN_LEVEL, level_from[1]),
            *landmarks.gates,
        ),
        notes=(*_notes(joints, view), *_apart(landmarks, level), *landmarks.notes),
    )


def level_of(landmarks: Landmarks, level_deg: float | None) -> tuple[float, tuple[str, str]]:
    """Slope of what is level in the picture [deg], and the fact of how it is known.

    Examples
    --------
    >>> ends = [np.tile(end, (2, 1)) for end in ([0.0, 50.0], [100.0, 52.0])]
    >>> points = Landmarks.of([0, 1], np.ones((2, 33, 2))).with_points(TABLE, ends)
    >>> level_of(points, None)[1]
    ('level', 'the edge of the table, 1.1 deg')
    """
    if level_deg is not None:
        return level_deg, ("level", f"as given, {level_deg:.1f} deg")
    if set(TABLE) <= set(landmarks.names):
        # Before gravity: the pelvis lies on the table, however that stands in the room.
        slope = slope_deg(np.array([_place(landmarks, name) for name in TABLE]))
        return slope, ("level", f"the edge of the table, {slope:.1f} deg")
    gravity = landmarks.gravity_level_deg
    if gravity is not None:
        return gravity, ("level", f"gravity in the file, {gravity:.1f} deg")
    return 0.0, ("level", UNKNOWN_LEVEL)


def _apart(landmarks: Landmarks, level: float) -> tuple[str, ...]:
    """A note where what was taken as level is not what gravity in the file says."""
    gravity = landmarks.gravity_level_deg
    if gravity is None or abs(gravity - level) <= threshold("camera.levels_apart").value:
        return ()
    return (
        f"Gravity in the file says that level slopes by {gravity:.1f} deg, {level:.1f} deg was "
        "taken: check that the table is level and that its edge was found, or give --level.",
    )


def _place(landmarks: Landmarks, name: str) -> FloatArray:
    """Where a thing that stands still is: where a hand put it, else where it mostly was [px]."""
    xy, by_hand = landmarks.point(name), landmarks.by_hand[:, landmarks.index(name)]
    return np.asarray(np.nanmedian(xy[by_hand] if by_hand.any() else xy, axis=0))


def _facts(joints: Joints, view: View) -> tuple[tuple[str, str], ...]:
    toward = "right" if view.facing > 0 else "left"
    near = f"{view.near}, because the person faces the {toward} edge of the picture"
    return (
        ("person found", f"in {int(joints.seen.sum())} of {len(joints.seen)} frames looked at"),
        ("near side", near),
        (
            "camera off the side view",
            f"about {view.yaw_deg:.0f} deg, give or take {Z90 * view.yaw_sd_deg:.0f}",
        ),
    )


def _budget_fact(thigh: AngleTrace) -> tuple[str, str]:
    """Which error budget holds for the thigh nearer to the camera."""
    usual = Z90 * math.hypot(thigh.trial_sd_deg, thigh.shared_sd_deg)
    told = f"{usual:.1f} deg to each side, the budget of clothed people"
    if thigh.standing_sd_deg is None:
        return "error of the thigh", told
    spread = threshold("knee_raise.standing_legs_sd").value
    counted = Z90 * math.hypot(thigh.standing_sd_deg, spread)
    return (
        "error of the thigh",
        f"{told}; {counted:.1f} deg, as measured on rendered people, where a knee raise is counted "
        "from the own standing legs",
    )


def _notes(joints: Joints, view: View) -> tuple[str, ...]:
    notes = [f"The camera saw the {view.near} side; the {view.near.other} leg is less sure."]
    lost = int((~joints.seen).sum())
    if lost:
        notes.append(f"The person was lost in {lost} of {len(joints.seen)} frames.")
    doubtful = int((joints.doubt_deg > 0).sum())
    if doubtful:
        notes.append(f"In {doubtful} frames the two pose models disagreed; their error is wider.")
    return tuple(notes)
