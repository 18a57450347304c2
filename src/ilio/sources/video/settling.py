"""What was seen over a film, to landmarks: one set of joints a picture, left and right settled."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import JOINT_NAMES, STICKERS, TABLE, Landmarks
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import Joints, fuse, moves_quickly
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.networks import Size
from ilio.sources.video.picture_gates import picture_gates
from ilio.sources.video.points import overruled, settle
from ilio.sources.video.roles import Roles
from ilio.sources.video.skeleton import facing
from ilio.sources.video.stickers import find_stickers
from ilio.sources.video.table import settled_edge

MAKER = "BlazePose full, and heavy on the frames that decide"


def landmarks_seen(path: Path, film: Film, sightings: list[Sighting]) -> Landmarks:
    """The joints of the person who was followed; stickers and the table's edge are points more.

    Parameters
    ----------
    path
        The file, for its name and for messages.
    film, sightings
        From `ilio.sources.video.parts.sight`.

    Raises
    ------
    ReadError
        If the film is too short or shows no person.

    Examples
    --------
    >>> landmarks_seen(Path("a.mp4"), Film(720, 405, 30.0, 0.1, 0), [Sighting(0, None, None, 0, 0)])
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: a.mp4: expected a film of at least ...
    """
    _check_length(path, film, sightings)
    _check_person(path, sightings)
    joints, roles = settle(fuse(sightings), np.array([s.heavy is not None for s in sightings]))
    forward = facing(joints.xy)[0]
    network: Size = "full" if moves_quickly(sightings) else "heavy"
    joints = replace(joints, xy=with_hips_set_right(joints.xy, forward, network))
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
    # What the file states was checked when it was decoded; the last pictures may not be looked at.
    length = max(film.length_s, sightings[-1].time_s + spacing_s)
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
    offset = threshold("camera.hip_bent")
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
                "moved back to the joint, and down the trunk the more the thigh is bent: known "
                f"offsets of the model ({offset.source}, grade {offset.grade})",
            ),
            ("turned by the file's flag", film.turn.told),
            ("pose model", MAKER),
        ),
    )
