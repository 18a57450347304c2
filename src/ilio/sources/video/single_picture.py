"""One picture alone: the angles in it, each with its interval; a test needs a film."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ilio.core import Measured, ReadError, Side
from ilio.observations import FloatArray, Gate
from ilio.observations.recording import Key
from ilio.sources.video.angles import View, leg_angles_deg, traces, trunk_lean_deg
from ilio.sources.video.effort import effort_named
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import fuse
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.image_heads import head_of
from ilio.sources.video.landmarks import JOINTS, Pose, find_persons, read_as_published
from ilio.sources.video.networks import Size
from ilio.sources.video.parts import sight
from ilio.sources.video.photo_gravity import gravity_in_exif
from ilio.sources.video.picture_gates import picture_gates
from ilio.sources.video.points import settle
from ilio.sources.video.regions import Image, Region
from ilio.sources.video.setup_checks import (
    level_gate,
    one_person,
    person_size,
    side_view,
    view_of,
    whole_body,
)
from ilio.sources.video.skeleton import SIDES, facing
from ilio.sources.video.table import levelled

NOTES = (
    "One picture: nothing before or after it tells whether the legs were named correctly.",
    "No own standing pose: the wider error of clothed people holds.",
)


@dataclass(frozen=True)
class PictureAngles:
    """The angles in one picture.

    Parameters
    ----------
    source
        File name.
    near
        The side nearer to the camera.
    angles
        By channel and side (None for the trunk) [deg].
    gates
        What was checked, as of a film.
    notes
        What to keep in mind.

    Examples
    --------
    >>> PictureAngles("a.png", Side.LEFT, {}, (), ()).near
    <Side.LEFT: 'left'>
    """

    source: str
    near: Side
    angles: Mapping[Key, Measured]
    gates: tuple[Gate, ...]
    notes: tuple[str, ...]


def angles_in_picture(
    path: str | Path, *, level_deg: float | None = None, processes: int = 1
) -> PictureAngles:
    """Thigh elevation and knee flexion of both legs, and trunk lean, in one image.

    Both networks read it, the strong one mirrored too. How far apart they are goes into the
    interval, with all that the error budget of a film holds; nothing is averaged over time.

    Parameters
    ----------
    path
        A PNG or JPEG file; its EXIF orientation is followed.
    level_deg
        Slope in the picture of a line that is level in the room, its right end lower + [deg];
        None takes gravity that an iPhone wrote beside it, else the picture as it is.
    processes
        1 reads in a child process, 0 here.

    Raises
    ------
    ReadError
        If it is no image, broken, or shows no person.

    Examples
    --------
    >>> angles_in_picture("no such image.png", processes=0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such image.png: expected an image (PNG or JPEG), got no such...
    """
    path = Path(path)
    film, (seen, *_) = sight(path, effort_named("exact"), processes=processes)
    if seen.best is None:
        todo = "Take it from the side, the whole body inside, in good light."
        raise ReadError(path, "a person seen from the side", "no person found", todo)
    # What works on a course over time is given the picture twice, and one of the two is read.
    joints, _ = settle(fuse([seen, replace(seen, time_s=seen.time_s + 1)]))
    forward = facing(joints.xy)[0]
    network: Size = "heavy" if seen.heavy else "full"
    level, level_gates, level_notes = _level(path, level_deg)
    upright = levelled(with_hips_set_right(joints.xy, forward, network), level)
    joints = replace(joints, xy=upright)
    view, facing_sure = view_of(joints)
    apart = _apart_deg(seen, view)
    angles = {
        key: Measured.from_sd(
            float(trace.angle_deg[0]),
            float(np.hypot(np.hypot(trace.sd_deg[0], apart[key]), trace.trial_sd_deg)),
            "deg",
            shared_sd=trace.shared_sd_deg,
        )
        for key, trace in traces(joints, view).items()
        if np.isfinite(trace.angle_deg[0])
    }
    gates = (
        side_view(view, facing_sure),
        whole_body(joints, film),
        person_size(joints),
        one_person(joints),
        *level_gates,
        *picture_gates([seen.quality]),
    )
    return PictureAngles(path.name, view.near, angles, gates, (*NOTES, *level_notes))


def _level(path: Path, level_deg: float | None) -> tuple[float, tuple[Gate, ...], tuple[str, ...]]:
    """Slope of what is level in the picture [deg], the check and the notes that tell it."""
    if level_deg is not None:
        return level_deg, (level_gate(True, f"what was given, {level_deg:.1f} deg"),), ()
    head = head_of(path, path.read_bytes())
    gravity = gravity_in_exif(head.exif, head.turn)
    if gravity is None:
        return 0.0, (), ()
    if gravity.level_deg is None:
        return 0.0, (), (f"Gravity in the file: {gravity.told}.",)
    return (
        gravity.level_deg,
        (level_gate(True, f"gravity in the file, {gravity.level_deg:.1f} deg"),),
        (),
    )


def _apart_deg(seen: Sighting, view: View) -> dict[Key, float]:
    """How far the readings of the picture are apart, standard deviation [deg]."""
    poses = [pose for pose in (seen.full, seen.heavy, seen.mirrored) if pose]
    xy = np.array([pose.xy[:JOINTS] for pose in poses])
    found: dict[Key, float] = {("trunk_lean", None): _spread(trunk_lean_deg(xy, view.facing))}
    for leg, side in enumerate(SIDES):
        thigh, knee = leg_angles_deg(xy, leg, view.facing)
        found["thigh_elevation", side] = _spread(thigh)
        found["knee_flexion", side] = _spread(knee)
    return found


def _spread(angle_deg: FloatArray) -> float:
    return float(np.std(angle_deg, ddof=1)) if len(angle_deg) > 1 else 0.0


def pose_in_image(image: Image) -> Pose | None:
    """The joints of the person whom the detector is surest of, as the package does it.

    The picture is taken as it is, not made smaller before: one detection, one reading of the
    turned square about the person by the full network as published, its heat maps in the package's
    own window. For comparing a picture with the page or the package; films are read otherwise.

    Parameters
    ----------
    image
        From `ilio.sources.video.regions.bordered`.

    Examples
    --------
    >>> pose_in_image(np.zeros((66, 90, 4), dtype=np.uint8)) is None
    True
    """
    persons = find_persons(image)
    if not persons:
        return None
    return read_as_published(image, Region.around(persons[0].centre, persons[0].reach))
