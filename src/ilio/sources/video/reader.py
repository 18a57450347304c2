"""The video source's verbs: a film of a person from the side to landmarks, and to a Recording."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import JOINT_NAMES, STICKERS, TABLE, Landmarks, Recording
from ilio.sources.landmarks.edits import corrected, read_edits
from ilio.sources.video.angles import with_hips_set_right
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting, follow
from ilio.sources.video.frames import sampled
from ilio.sources.video.fusing import Joints, fuse
from ilio.sources.video.points import overruled, settle
from ilio.sources.video.recording import recording_from
from ilio.sources.video.roles import Roles
from ilio.sources.video.skeleton import facing, leg_angles, wrapped
from ilio.sources.video.stickers import find_stickers
from ilio.sources.video.table import settled_edge

Progress = Callable[[float], None]

HOLD_RATE_HZ = 5.0
"""Enough for a hold or a slow raise."""

FAST_RATE_HZ = 30.0
FAST_STEP_DEG = 15.0
FAST_SHARE = 0.25
"""When a leg turns by more than the step between pictures in this share of them, it runs: every
picture is read."""

MAKER = "BlazePose full, and heavy on the frames that decide"


def read_video(
    path: str | Path,
    *,
    rate_hz: float | None = None,
    progress: Progress | None = None,
    edits: str | Path | None = None,
    level_deg: float | None = None,
) -> Recording:
    """Read a side-view film of one person as angle traces.

    Pure by path and picklable, so that several files can be read in several processes.

    Parameters
    ----------
    path, rate_hz, progress
        As in `watch`.
    edits
        A file of points corrected by hand (``ilio/landmark-edits/1``); None for none.
    level_deg
        As in `recording_from`.

    Returns
    -------
    Recording
        ``thigh_elevation`` and ``knee_flexion`` of both legs and ``trunk_lean`` [deg], with
        gates, facts and notes; a picture that cannot be trusted is NaN or has a wider error.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, too short, or shows no person; or if the
        edits cannot be read or do not fit the film.

    Examples
    --------
    >>> read_video("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    given = read_edits(edits) if edits is not None else None
    landmarks = watch(path, rate_hz=rate_hz, progress=progress)
    if given:
        landmarks = corrected(landmarks, given)
    return recording_from(landmarks, level_deg=level_deg)


def watch(
    path: str | Path, *, rate_hz: float | None = None, progress: Progress | None = None
) -> Landmarks:
    """Follow one person through a film: where the joints were, left and right settled.

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
    Landmarks
        In pixels of the small upright pictures, the hips at the joint; NaN where nobody was seen.
        Two stickers on the waistband, and the ends of the table's edge, are points more.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, too short, or shows no person.

    Examples
    --------
    >>> watch("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    path = Path(path)
    film, sightings = _watch(path, rate_hz or HOLD_RATE_HZ, progress)
    _check_person(path, sightings)
    joints, roles = settle(fuse(sightings))
    if rate_hz is None and is_fast(joints):
        film, sightings = _watch(path, FAST_RATE_HZ, progress)
        joints, roles = settle(fuse(sightings))
    forward = facing(joints.xy)[0]
    joints = replace(joints, xy=with_hips_set_right(joints.xy, forward))
    landmarks = _landmarks(path, film, joints, roles)
    stickers = find_stickers([s.marks for s in sightings], joints, forward)
    if stickers is not None:
        landmarks = landmarks.with_points(STICKERS, stickers)
    table = settled_edge([s.edge for s in sightings])
    if table is None:
        return landmarks
    return landmarks.with_points(TABLE, [np.tile(end, (len(sightings), 1)) for end in table])


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


def _landmarks(path: Path, film: Film, joints: Joints, roles: Roles) -> Landmarks:
    above, before = threshold("camera.hip_above"), threshold("camera.hip_before")
    return Landmarks(
        joints.time_s,
        joints.xy,
        np.nan_to_num(joints.visible),
        JOINT_NAMES,
        film.width,
        film.height,
        film.rate_hz or float(1 / np.median(np.diff(joints.time_s))),
        path.name,
        MAKER,
        joints.spread,
        joints.depth,
        joints.doubt_deg,
        joints.persons,
        np.zeros(joints.visible.shape, dtype=bool),
        roles.sureness,
        (
            overruled(roles),
            (
                "hip point",
                f"moved by {above.value} % of the thigh down the trunk and {before.value} % back, "
                f"a known offset of the model ({above.source}, grade {above.grade})",
            ),
            ("turned by the file's flag", film.turn.told),
            ("pose model", MAKER),
        ),
    )
