"""The video source's verbs: a film of a person from the side to landmarks, and to a Recording."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import JOINT_NAMES, STICKERS, TABLE, Landmarks, Recording
from ilio.sources.landmarks.edits import corrected, read_edits
from ilio.sources.video.angles import with_hips_set_right
from ilio.sources.video.effort import effort_named
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import Joints, fuse
from ilio.sources.video.parts import sight
from ilio.sources.video.picture_checks import picture_gates
from ilio.sources.video.points import overruled, settle
from ilio.sources.video.recording import recording_from
from ilio.sources.video.roles import Roles
from ilio.sources.video.skeleton import facing
from ilio.sources.video.stickers import find_stickers
from ilio.sources.video.table import settled_edge

Progress = Callable[[float], None]

MAKER = "BlazePose full, and heavy on the frames that decide"


def read_video(
    path: str | Path,
    *,
    effort: str = "default",
    processes: int | None = None,
    progress: Progress | None = None,
    edits: str | Path | None = None,
    level_deg: float | None = None,
) -> Recording:
    """Read a side-view film of one person as angle traces.

    Pure by path and picklable, so that several files can be read in several processes.

    Parameters
    ----------
    path, effort, processes, progress
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
    landmarks = watch(path, effort=effort, processes=processes, progress=progress)
    if given:
        landmarks = corrected(landmarks, given)
    return recording_from(landmarks, level_deg=level_deg)


def watch(
    path: str | Path,
    *,
    effort: str = "default",
    processes: int | None = None,
    progress: Progress | None = None,
) -> Landmarks:
    """Follow one person through a film: where the joints were, left and right settled.

    Parameters
    ----------
    path
        Any file that FFmpeg opens: MP4, MOV, WebM ...
    effort
        ``"default"`` looks at 5 pictures a second of a hold, 10 of a raise, all of running;
        ``"exact"`` at all; ``"fast"`` at few.
    processes
        Child processes to share the work; 0 reads here; None takes one a processor.
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
    UnknownNameError
        If there is no such effort.

    Examples
    --------
    >>> watch("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    path = Path(path)
    film, sightings = sight(path, effort_named(effort), processes=processes, told=progress)
    _check_length(path, film, sightings)
    _check_person(path, sightings)
    joints, roles = settle(fuse(sightings), np.array([s.heavy is not None for s in sightings]))
    forward = facing(joints.xy)[0]
    joints = replace(joints, xy=with_hips_set_right(joints.xy, forward))
    landmarks = _landmarks(path, film, joints, roles)
    landmarks = replace(landmarks, gates=picture_gates([s.quality for s in sightings]))
    stickers = find_stickers([s.marks for s in sightings], joints, forward)
    if stickers is not None:
        landmarks = landmarks.with_points(STICKERS, stickers)
    table = settled_edge([s.edge for s in sightings])
    if table is None:
        return landmarks
    return landmarks.with_points(TABLE, [np.tile(end, (len(sightings), 1)) for end in table])


def _check_length(path: Path, film: Film, sightings: list[Sighting]) -> None:
    spacing_s = float(np.median(np.diff([s.time_s for s in sightings]))) if sightings[1:] else 0.0
    length = sightings[-1].time_s + spacing_s
    shortest = threshold("recording.shortest").value
    if length < shortest:
        got = f"a film of {length:.1f} s"
        todo = "Film the whole test, from standing or lying still to the end."
        raise ReadError(path, f"a film of at least {shortest:.0f} s", got, todo)


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
