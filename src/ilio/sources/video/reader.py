"""The video source's one verb: a film of a person from the side becomes a Recording."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import Recording, Source
from ilio.sources.video.angles import View, traces
from ilio.sources.video.following import Sighting, follow
from ilio.sources.video.frames import Film, sampled
from ilio.sources.video.fusing import Joints, fuse
from ilio.sources.video.roles import Roles, assign, relabelled
from ilio.sources.video.setup_checks import depth_agrees, gates, view_of
from ilio.sources.video.skeleton import leg_angles, wrapped

Progress = Callable[[float], None]

HOLD_RATE_HZ = 5.0
"""Enough for a hold or a slow raise."""

FAST_RATE_HZ = 30.0
FAST_STEP_DEG = 15.0
FAST_SHARE = 0.25
"""When a leg turns by more than the step between pictures in this share of them, it runs: every
picture is read."""

UNMEASURED = {
    "hip_flexion": "a camera sees the thigh, not the pelvis; only pelvis markers give hip flexion",
    "hip_abduction": "a side view does not see the thigh move sideways",
    "pelvic_tilt": "no stickers on the waistband were read; the joints do not show the pelvis",
    "lumbar_flexion": "the joints do not show the low back",
}


def read_video(
    path: str | Path, *, rate_hz: float | None = None, progress: Progress | None = None
) -> Recording:
    """Read a side-view film of one person as angle traces.

    Pure by path and picklable, so that several files can be read in several processes.

    Parameters
    ----------
    path
        Any file that FFmpeg opens: MP4, MOV, WebM ...
    rate_hz
        Samples a second [Hz]; None lets the motion decide (5 Hz for holds, every picture for
        running).
    progress
        Called with the share done, 0 to 1.

    Returns
    -------
    Recording
        ``thigh_elevation`` and ``knee_flexion`` of both legs and ``trunk_lean`` [deg], with
        gates, facts and notes; a picture that cannot be trusted is NaN or has a wider error.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, too short, or shows no person.

    Examples
    --------
    >>> read_video("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    path = Path(path)
    film, sightings = _watch(path, rate_hz or HOLD_RATE_HZ, progress)
    _check_person(path, sightings)
    joints, roles = _settle(sightings)
    if rate_hz is None and is_fast(joints):
        film, sightings = _watch(path, FAST_RATE_HZ, progress)
        joints, roles = _settle(sightings)
    view, facing_sure = view_of(joints)
    leg_sure = roles.sureness if depth_agrees(joints, view) else 1 - roles.sureness
    return Recording(
        Source("video", path.name, "video", _rate(joints), _facts(film, joints, view, roles)),
        traces(joints, view),
        unmeasured=UNMEASURED,
        gates=gates(joints, film, view, facing_sure, leg_sure),
        notes=_notes(joints, view, roles),
    )


def _watch(path: Path, rate_hz: float, progress: Progress | None) -> tuple[Film, list[Sighting]]:
    pictures = sampled(path, rate_hz)
    first = next(pictures)
    film = first.film
    sightings = []
    for sighting in follow(chain([first], pictures)):
        sightings.append(sighting)
        if progress and film.length_s:
            progress(min(1.0, sighting.time_s / film.length_s))
    length = sightings[-1].time_s + 1 / min(rate_hz, film.rate_hz or rate_hz)
    shortest = threshold("recording.shortest").value
    if length < shortest:
        got = f"a film of {length:.1f} s"
        todo = "Film the whole test, from standing or lying still to the end."
        raise ReadError(path, f"a film of at least {shortest:.0f} s", got, todo)
    return film, sightings


def _check_person(path: Path, sightings: list[Sighting]) -> None:
    found = sum(s.best is not None for s in sightings)
    least = threshold("camera.person_seen").value / PERCENT
    if found < max(2, least * len(sightings)):
        raise ReadError(
            path,
            "a person seen from the side",
            f"no person found in {len(sightings) - found} of {len(sightings)} frames looked at",
            "Film the whole body from the side, in good light, the camera level and still.",
        )


def _settle(sightings: list[Sighting]) -> tuple[Joints, Roles]:
    """One set of joints a picture, left and right settled over the whole clip."""
    joints = fuse(sightings)
    roles = assign(leg_angles(joints.xy))
    return replace(
        joints,
        xy=relabelled(joints.xy, roles.swapped),
        spread=relabelled(joints.spread, roles.swapped),
        depth=relabelled(joints.depth, roles.swapped),
        visible=relabelled(joints.visible, roles.swapped),
    ), roles


def is_fast(joints: Joints) -> bool:
    """Whether the legs move too fast for a sample every fifth of a second.

    Examples
    --------
    >>> is_fast(Joints.of(np.arange(9.0), np.zeros((9, 33, 2))))
    False
    """
    thighs = leg_angles(joints.xy[joints.seen])[:, :, 0]
    steps = np.abs(wrapped(np.diff(thighs, axis=0), -180.0)).max(axis=1)
    return len(steps) > 0 and float((steps > FAST_STEP_DEG).mean()) > FAST_SHARE


def _rate(joints: Joints) -> float:
    return float(round(1 / float(np.median(np.diff(joints.time_s))), 3))


def _facts(film: Film, joints: Joints, view: View, roles: Roles) -> tuple[tuple[str, str], ...]:
    toward = "right" if view.facing > 0 else "left"
    near = f"{view.near}, because the person faces the {toward} edge of the picture"
    above, before = threshold("camera.hip_above"), threshold("camera.hip_before")
    return (
        ("person found", f"in {int(joints.seen.sum())} of {len(joints.seen)} frames looked at"),
        ("near side", near),
        ("camera off the side view", f"about {view.yaw_deg:.0f} deg, from shoulder and hip width"),
        ("left and right labels overruled", f"in {int(roles.swapped.sum())} frames"),
        (
            "hip point",
            f"moved by {above.value} % of the thigh down the trunk and {before.value} % back, "
            f"a known offset of the model ({above.source}, grade {above.grade})",
        ),
        ("turned by the file's flag", f"{film.turned_deg} deg"),
        ("pose model", "BlazePose full, and heavy on the frames that decide"),
    )


def _notes(joints: Joints, view: View, roles: Roles) -> tuple[str, ...]:
    notes = [f"The camera saw the {view.near} side; the {view.near.other} leg is less sure."]
    lost = int((~joints.seen).sum())
    if lost:
        notes.append(f"The person was lost in {lost} of {len(joints.seen)} frames.")
    doubtful = int((joints.doubt_deg > 0).sum())
    if doubtful:
        notes.append(f"In {doubtful} frames the two pose models disagreed; their error is wider.")
    return tuple(notes)
