"""Marker positions to the angles that the protocols measure."""

from pathlib import Path

import numpy as np

from ilio.core import Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import budget, threshold
from ilio.observations import AngleTrace, FloatArray, Recording, Source
from ilio.observations.recording import Key
from ilio.sources.body_frame import Body, build_body
from ilio.sources.c3d import read_c3d
from ilio.sources.marker_names import MarkerMap, read_mapping
from ilio.sources.marker_report import facts, missing, seen_gate, sides_gate
from ilio.sources.marker_roles import by_role, need_hips_and_a_knee, need_space, set_of
from ilio.sources.markers import Markers
from ilio.sources.opening import plain_suffix
from ilio.sources.trc import read_trc
from ilio.sources.up_axis import find_up, given_up
from ilio.sources.vectors import angle_deg, dot, length, middle, unit, without

Angles = dict[Key, FloatArray]

WHOLE_TURN_DEG = 360.0
MARKERLESS = (
    "A pose model placed these points; how far they err was not measured, and the error of markers "
    "is used."
)
FAR_OUT = "The thigh went far out to the side: there its 3-D inclination is given."


def read_markers(path: str | Path, *, mapping: str | Path | None = None) -> Recording:
    """Read a TRC or C3D file into angles.

    Parameters
    ----------
    path
        The marker file.
    mapping
        TOML file with the marker names; None for those of any set that is known.

    Raises
    ------
    ReadError
        If a file cannot be read, or the markers that every angle needs are missing.
    UnknownNameError
        If the mapping file has a misspelt role.

    Examples
    --------
    >>> from ilio.core import ReadError
    >>> try:
    ...     read_markers("nowhere.trc")
    ... except ReadError as problem:
    ...     print(problem)
    nowhere.trc: expected a file, got nothing by that name. Check the spelling and the folder.
    """
    names = MarkerMap.plug_in_gait() if mapping is None else read_mapping(mapping)
    markers = read_c3d(path) if plain_suffix(path) == ".c3d" else read_trc(path)
    return angles_of(markers, names)


def angles_of(markers: Markers, mapping: MarkerMap) -> Recording:
    """All angles that the markers give, with their errors, and why others are missing.

    Parameters
    ----------
    markers
        Positions.
    mapping
        What each marker stands for; where the file does not follow it, a set that it follows.

    Raises
    ------
    ReadError
        If the markers that every angle needs are missing.

    Notes
    -----
    `thigh_elevation` lies in the vertical plane ahead of the pelvis; a thigh far out to the side
    is given by its 3-D inclination, where the plane's own angle loses its meaning.
    `thigh_drop_trigonometric` is the asin of the hip's height above the knee over thigh length.

    Examples
    --------
    >>> def at(x, y, z): return np.tile([x, y, z], (3, 1))
    >>> m = Markers(np.arange(3) / 100, {"LASI": at(.1, .12, 1), "RASI": at(.1, -.12, 1),
    ...     "SACR": at(-.05, 0, 1), "LKNE": at(.45, .1, .93)}, "m", "a.trc", 100.0)
    >>> recording = angles_of(m, MarkerMap(MarkerMap.plug_in_gait().names, up="z"))
    >>> float(recording.trace("thigh_elevation", Side.LEFT).angle_deg[0].round(1))
    90.3
    """
    mapping = set_of(markers, mapping)
    points = by_role(markers, mapping)
    need_hips_and_a_knee(points, markers, mapping)
    need_space(points, markers)
    body = build_body(points)
    axis = given_up(mapping.up) if mapping.up else find_up(body, points)
    ahead = unit(np.cross(axis.up, without(body.right, axis.up)))
    angles: Angles = {}
    out_of_plane = _leg_angles(body, axis.up, ahead, angles)
    _middle_angles(body, axis.up, ahead, angles)
    found = (*facts(markers, body, axis, ahead), ("marker set", mapping.label))
    seen = {key: angle for key, angle in angles.items() if np.isfinite(angle).any()}
    return Recording(
        source=Source("markers", markers.name, "markers", markers.rate_hz, found),
        traces={key: _trace(markers.time_s, key[0], angle) for key, angle in seen.items()},
        unmeasured=missing(seen, points, mapping),
        gates=(seen_gate(seen, points), axis.gate, sides_gate(body, points, ahead)),
        notes=(
            *markers.notes,
            *([FAR_OUT] if out_of_plane else []),
            *([MARKERLESS] if mapping.markerless else []),
        ),
    )


def _leg_angles(body: Body, up: FloatArray, ahead: FloatArray, angles: Angles) -> bool:
    """Fill in the angles of both legs; True if a thigh went far out to the side."""
    far = False
    for side, vector in body.thighs.items():
        thigh = unit(vector)
        lateral = dot(thigh, np.cross(ahead, up))
        outward = lateral if side is Side.RIGHT else -lateral
        plane = _forward_range(angle_deg(dot(thigh, ahead), -dot(thigh, up)))
        share = _share_of_3d(lateral)
        far = far or bool(np.any(share > 0))
        angles["thigh_elevation", side] = (1 - share) * plane + share * _inclination(
            thigh, up, plane
        )
        height = dot(-vector, up) / middle(length(vector))
        angles["thigh_drop_trigonometric", side] = np.degrees(np.arcsin(np.clip(height, -1, 1)))
        if body.pelvis_up is not None:
            front = np.cross(body.pelvis_up, body.right)
            flexion = angle_deg(dot(thigh, front), -dot(thigh, body.pelvis_up))
            angles["hip_flexion", side] = _forward_range(flexion)
            outward = dot(thigh, body.right if side is Side.RIGHT else -body.right)
        angles["hip_abduction", side] = np.degrees(np.arcsin(np.clip(outward, -1, 1)))
        if side in body.shanks:
            shank = unit(body.shanks[side])
            bend = -dot(np.cross(thigh, shank), body.right)
            angles["knee_flexion", side] = angle_deg(bend, dot(thigh, shank))
    return far


def _forward_range(angle: FloatArray) -> FloatArray:
    """Angles from -90 to 270: a thigh hugged past the vertical goes on beyond 180."""
    return np.where(angle < -HORIZONTAL_DEG, angle + WHOLE_TURN_DEG, angle)


def _share_of_3d(lateral: FloatArray) -> FloatArray:
    """How much of the 3-D inclination to take, 0 to 1, by how far the thigh is out to the side."""
    begins, whole = (threshold(f"markers.out_{name}").value for name in ("begins", "whole"))
    out = np.degrees(np.arcsin(np.clip(np.abs(lateral), 0, 1)))
    return np.asarray(np.clip((out - begins) / (whole - begins), 0, 1))


def _inclination(thigh: FloatArray, up: FloatArray, plane: FloatArray) -> FloatArray:
    """Angle of the thigh from straight down in space, on the side of the turn that `plane` is."""
    size = angle_deg(length(without(thigh, up)), -dot(thigh, up))
    return np.where(
        plane < 0, -size, np.where(plane > WHOLE_TURN_DEG / 2, WHOLE_TURN_DEG - size, size)
    )


def _middle_angles(body: Body, up: FloatArray, ahead: FloatArray, angles: Angles) -> None:
    if body.front is not None:
        angles["pelvic_tilt", None] = angle_deg(-dot(body.front, up), dot(body.front, ahead))
    if body.trunk is not None:
        angles["trunk_lean", None] = angle_deg(dot(body.trunk, ahead), dot(body.trunk, up))
    if body.lower_trunk is not None and body.front is not None:
        lean = angle_deg(dot(body.lower_trunk, ahead), dot(body.lower_trunk, up))
        angles["lumbar_flexion", None] = lean - angles["pelvic_tilt", None]


def _trace(time_s: FloatArray, channel: str, angle: FloatArray) -> AngleTrace:
    error = budget("markers", channel)
    return AngleTrace.of(
        time_s,
        angle,
        sd_deg=error.frame_sd,
        trial_sd_deg=error.trial_sd,
        shared_sd_deg=error.shared_sd,
        change_sd_deg=error.change_sd,
    )
