"""What the source can say about the set-up: side view, whole body, size, which leg is which."""

import numpy as np

from ilio.core import Z90, Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import Gate
from ilio.sources.vectors import middle
from ilio.sources.video.angles import View
from ilio.sources.video.film import Film
from ilio.sources.video.fusing import QUICK_DEG_S, Joints
from ilio.sources.video.skeleton import (
    ANKLES,
    HIPS,
    KNEES,
    LEG,
    NOSE,
    SHOULDERS,
    facing,
    leg_angles,
    wrapped,
)
from ilio.sources.video.yaw import camera_yaw


def view_of(joints: Joints) -> tuple[View, float]:
    """Which way the person faces, which side is near, how far off the side view the camera stood.

    Returns
    -------
    view, sureness
        Sureness of the facing direction, 0 to 1.

    Examples
    --------
    >>> xy = np.zeros((2, 33, 2)); xy[:, SHOULDERS] = [0, -100]; xy[:, NOSE] = [30, 0]
    >>> view_of(Joints.of([0, 1], xy))[0].near
    <Side.RIGHT: 'right'>
    """
    sign, sure = facing(joints.xy)
    # Whoever faces image right shows the right side.
    near = Side.RIGHT if sign > 0 else Side.LEFT
    yaw, sd = camera_yaw(joints.xy, sign)
    return View(sign, near, abs(yaw), sd), sure


def gates(
    joints: Joints, film: Film, view: View, facing_sure: float, leg_sure: float
) -> tuple[Gate, ...]:
    """All set-up checks, one sentence each.

    Examples
    --------
    >>> view, film = View(1, Side.RIGHT, 0.0), Film(9, 9, 30.0, 2.0, 0)
    >>> gates(Joints.of([0, 1], np.ones((2, 33, 2))), film, view, 1.0, 1.0)[0].gate
    'side view'
    """
    return (
        side_view(view, facing_sure),
        whole_body(joints, film),
        person_size(joints),
        near_leg(view),
        which_leg(leg_sure),
        one_person(joints),
        frame_rate(joints, film),
    )


def side_view(view: View, facing_sure: float) -> Gate:
    """Whether the camera stood to the side.

    Examples
    --------
    >>> side_view(View(1, Side.RIGHT, 40.0), 1.0).state
    'fail'
    """
    cue = "Put the camera at hip height, square to the side of the body."
    off = f"about {view.yaw_deg:.0f} deg off the side, give or take {Z90 * view.yaw_sd_deg:.0f}"
    if view.yaw_deg > threshold("camera.yaw_most").value:
        text = f"The camera stood {off}. {cue}"
        return Gate("side view", "fail", text, blocks=True)
    if facing_sure < threshold("camera.facing_sure").value / PERCENT:
        text = f"It is not clear which way the person faces. {cue}"
        return Gate("side view", "fail", text, blocks=True)
    if view.yaw_deg > threshold("camera.yaw_good").value:
        text = f"The camera may have stood {off}. {cue}"
        return Gate("side view", "unknown", text)
    return Gate("side view", "pass", "The camera stood to the side.")


def whole_body(joints: Joints, film: Film) -> Gate:
    """Whether head, hips, knees and ankles stay inside the picture.

    Examples
    --------
    >>> whole_body(Joints.of([0, 1], np.ones((2, 33, 2))), Film(9, 9, 30.0, 2.0, 0)).state
    'pass'
    """
    name, needed = "whole body in the picture", [NOSE, *SHOULDERS, *HIPS, *KNEES, *ANKLES]
    if not film.width:
        return Gate(name, "unknown", "The size of the picture is not known.")
    needed = [joint for joint in needed if np.isfinite(joints.xy[:, joint]).any()]
    points = joints.xy[joints.seen][:, needed]
    inside = (points >= 0) & (points < np.array([film.width, film.height]))
    share = PERCENT * float(inside.all(axis=(1, 2)).mean())
    if share >= threshold("camera.in_picture").value:
        return Gate(name, "pass", "Head to ankles stayed in the picture.")
    text = f"Head to ankles were in only {share:.0f} % of the pictures. Move the camera back."
    return Gate(name, "fail", text)


def person_size(joints: Joints) -> Gate:
    """Whether the person is large enough in the picture.

    Examples
    --------
    >>> xy = np.zeros((2, 33, 2)); xy[:, NOSE] = [0, 300]
    >>> person_size(Joints.of([0, 1], xy)).detail
    'The person is about 300 pixels long.'
    """
    points = joints.xy[joints.seen]
    span = (np.nanmax(points, axis=1) - np.nanmin(points, axis=1)).max(axis=1)
    size, least = float(np.median(span)), threshold("camera.person_least").value
    if size >= least:
        return Gate("person size", "pass", f"The person is about {size:.0f} pixels long.")
    text = f"The person is only about {size:.0f} pixels long. Film closer, filling the picture."
    return Gate("person size", "unknown" if size >= least / 2 else "fail", text)


def near_leg(view: View) -> Gate:
    """Which leg the camera saw best.

    Examples
    --------
    >>> near_leg(View(-1, Side.LEFT, 0.0)).detail
    'The left leg is nearer to the camera. To test the right leg, film from the other side.'
    """
    text = (
        f"The {view.near} leg is nearer to the camera. "
        f"To test the {view.near.other} leg, film from the other side."
    )
    return Gate("near leg", "pass", text)


def which_leg(sureness: float) -> Gate:
    """Whether left and right could be told apart over the clip.

    Examples
    --------
    >>> which_leg(0.55).stops
    True
    """
    needed = threshold("camera.leg_sure").value
    if PERCENT * sureness >= needed:
        return Gate("which leg", "pass", "Left and right leg could be told apart.")
    text = (
        "Left and right leg could not be told apart. "
        "Film the tested leg nearer to the camera, in tight trousers, arms off the thigh."
    )
    return Gate("which leg", "fail", text, blocks=True)


def one_person(joints: Joints) -> Gate:
    """Whether anybody else was in the picture.

    Examples
    --------
    >>> one_person(Joints.of([0, 1], np.ones((2, 33, 2)))).state
    'pass'
    """
    share = PERCENT * float((joints.persons > 1).mean())
    if share <= threshold("camera.others_most").value:
        return Gate("one person", "pass", "Nobody else was in the picture.")
    text = (
        f"Somebody else was there in {share:.0f} % of the pictures; the largest person seen from "
        "the side was followed. Film one person alone."
    )
    return Gate("one person", "unknown", text)


def frame_rate(joints: Joints, film: Film) -> Gate:
    """Whether there are pictures enough for how fast the legs move.

    Examples
    --------
    >>> frame_rate(Joints.of([0, 1], np.ones((2, 33, 2))), Film(9, 9, 30.0, 2.0, 0)).detail
    '30 pictures a second were enough.'
    """
    steps = np.abs(wrapped(np.diff(leg_angles(joints.xy[joints.seen]), axis=0), -180.0))
    speed = steps.max(axis=(1, 2)) / np.diff(joints.time_s[joints.seen])
    quick = len(speed) > 0 and float(np.median(speed)) > QUICK_DEG_S
    least = threshold("camera.rate_quick" if quick else "camera.rate_least").value
    rate = film.rate_hz
    if rate >= least:
        return Gate("frame rate", "pass", f"{rate:.0f} pictures a second were enough.")
    text = (
        f"{rate:.0f} pictures a second are too few for such a motion. Film at {least:.0f} or more."
    )
    return Gate("frame rate", "fail", text)


def level_gate(known: bool, how: str) -> Gate:
    """Whether it is known what is level in the picture; a tilt goes into every angle as it is.

    Parameters
    ----------
    known
        Whether anything told it.
    how
        What did.

    Examples
    --------
    >>> level_gate(True, "the edge of the table, 1.1 deg").detail
    'Level is told by the edge of the table, 1.1 deg.'
    """
    if known:
        return Gate("level", "pass", f"Level is told by {how}.")
    text = (
        "Nothing in the film tells whether the camera was level. Put the phone on something level, "
        "or give the slope (--level); in a knee raise the standing pose makes up for it."
    )
    return Gate("level", "unknown", text)


def depth_agrees(joints: Joints, view: View) -> bool:
    """Whether depth, where anybody gave it, puts the near side nearer; none contradicts nothing.

    Examples
    --------
    >>> joints = Joints.of([0, 1], np.ones((2, 33, 2)))
    >>> depth_agrees(joints, View(1, Side.RIGHT, 0.0))
    True
    >>> joints.depth[:, 11] = joints.depth[:, 23] = -5.0  # shoulder and hip of the left nearer
    >>> depth_agrees(joints, View(1, Side.RIGHT, 0.0))
    False
    """
    pairs = np.stack([LEG[0], np.array(SHOULDERS)])
    behind = middle(joints.depth[:, pairs[:, 1]] - joints.depth[:, pairs[:, 0]])
    return not (behind > 0 if view.near is Side.RIGHT else behind < 0)
