"""What a marker file says about itself: what was found, what is missing, what was lost."""

from collections.abc import Mapping

import numpy as np

from ilio.core import Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate
from ilio.observations.recording import Key
from ilio.sources.body_frame import Body
from ilio.sources.marker_names import MarkerMap
from ilio.sources.markers import Markers
from ilio.sources.up_axis import UpAxis, axis_name
from ilio.sources.vectors import dot, middle, unit

_PELVIS = ("asis_left", "asis_right", "psis_left", "psis_right")
_KNEES = ("knee_left", "knee_right")
_NEEDS = {
    "thigh_elevation": _KNEES,
    "thigh_drop_trigonometric": _KNEES,
    "hip_abduction": _KNEES,
    "hip_flexion": _PELVIS + _KNEES,
    "knee_flexion": (*_KNEES, "ankle_left", "ankle_right"),
    "pelvic_tilt": _PELVIS,
    "trunk_lean": ("c7",),
    "lumbar_flexion": ("t10", *_PELVIS),
}
"""Markers that each channel needs."""


def facts(
    markers: Markers, body: Body, axis: UpAxis, ahead: FloatArray
) -> tuple[tuple[str, str], ...]:
    """Pairs of what was found and how: unit, up axis, the way the person faces, hip centre, trunk.

    Examples
    --------
    >>> from ilio.sources.up_axis import given_up
    >>> ahead = np.tile([1.0, 0, 0], (2, 1))
    >>> m = Markers(np.arange(2.0), {}, "m, from the file", "a.trc", 1.0)
    >>> facts(m, Body(ahead, ahead, {}, {}, {}), given_up("z"), ahead)[2]
    ('faces', 'X')
    """
    facing = np.array([middle(ahead[:, i]) for i in range(3)])
    faces = axis_name(facing) if np.all(np.isfinite(facing)) else "not known"
    return (("unit", markers.unit), ("up axis", axis.text), ("faces", faces), *body.told)


def missing(
    seen: Mapping[Key, FloatArray], points: Mapping[str, FloatArray], mapping: MarkerMap
) -> dict[str, str]:
    """Reason per channel that is missing, as a whole or on one side.

    Examples
    --------
    >>> missing({}, {}, MarkerMap.plug_in_gait())["trunk_lean"]
    'no marker was ever seen for c7 (C7)'
    """
    reasons: dict[str, str] = {}
    for channel, needs in _NEEDS.items():
        sided = any(need.startswith("knee") for need in needs)
        keys: list[Key] = [(channel, side) for side in Side] if sided else [(channel, None)]
        if all(key in seen for key in keys):
            continue
        lacking = [need for need in needs if need not in points]
        if lacking:
            names = {role: " or ".join(mapping.names.get(role, ())) for role in lacking}
            wanted = ", ".join(f"{role} ({known})" for role, known in names.items())
            reasons[channel] = f"no marker was ever seen for {wanted}"
        else:
            reasons[channel] = "a marker that it needs is lost throughout"
    return reasons


def seen_gate(seen: Mapping[Key, FloatArray], points: Mapping[str, FloatArray]) -> Gate:
    """How often the thigh could not be told, and which markers were lost.

    Examples
    --------
    >>> angle = np.array([np.nan, 20.0])
    >>> seen_gate({("thigh_elevation", Side.LEFT): angle}, {}).detail
    'The thigh could not be told in 50 % of the samples.'
    """
    thighs = [angle for (name, _), angle in seen.items() if name == "thigh_elevation"]
    lost = PERCENT * max((float(np.mean(~np.isfinite(a))) for a in thighs), default=1.0)
    gaps = {role: float(np.mean(np.isnan(xyz[:, 0]))) for role, xyz in points.items()}
    worst = [r for r, gap in sorted(gaps.items(), key=lambda item: -item[1]) if gap > 0][:2]
    which = f" Most often lost: {', '.join(worst)}." if worst and lost > 0 else ""
    detail = f"The thigh could not be told in {lost:.0f} % of the samples.{which}"
    few = lost <= threshold("markers.lost_most").value
    return Gate("markers seen", "pass" if few else "fail", detail)


def sides_gate(body: Body, points: Mapping[str, FloatArray], ahead: FloatArray) -> Gate:
    """The front of the pelvis, or the toes, must lie ahead, and each knee on its own side.

    Else left and right are swapped: all of them, those of the legs, or those of a while.

    Examples
    --------
    >>> ahead = np.tile([1.0, 0, 0], (2, 1))
    >>> sides_gate(Body(ahead, ahead, {}, {}, {}, front=-ahead), {}, ahead).state
    'fail'
    """
    name = "left and right"
    crossed = _crossed(body, points)
    if crossed > threshold("markers.knees_cross_most").value:
        detail = (
            f"In {crossed:.0f} % of the samples the knees lie crossed over, across the pelvis: "
            "their markers seem swapped. Correct the labels and export it again."
        )
        return Gate(name, "fail", detail, blocks=True)
    ways = [body.front] if body.front is not None else []
    ways += [
        points[f"toe_{side}"] - points[f"heel_{side}"]
        for side in Side
        if f"toe_{side}" in points and f"heel_{side}" in points
    ]
    forward = [middle(dot(unit(way), ahead)) for way in ways]
    if not np.any(np.isfinite(forward)):
        return Gate(name, "unknown", "Neither the pelvis nor the feet show the front.")
    if float(np.nanmax(forward)) < 0:
        detail = "The person's front lies behind: left and right seem swapped, or up is wrong."
        return Gate(name, "fail", detail, blocks=True)
    return Gate(name, "pass", "The markers of left and right agree with the front.")


def _crossed(body: Body, points: Mapping[str, FloatArray]) -> float:
    """In how many samples the knees lie clearly on each other's side of the pelvis [%]."""
    if not set(_KNEES) <= points.keys():
        return 0.0
    left, right = (points[knee] for knee in _KNEES)
    apart = dot(right - left, unit(body.right))
    known = np.isfinite(apart)
    over = apart[known] < -threshold("markers.knees_cross").value
    return PERCENT * float(np.mean(over)) if known.any() else 0.0
