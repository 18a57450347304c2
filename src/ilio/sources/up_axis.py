"""Which axis of a marker file points up, found from the person and stated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.core import Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate
from ilio.sources.body_frame import Body, Points
from ilio.sources.vectors import angle_deg, dot, length, middle, unit, without

_AXES = {
    f"{sign}{name}": step * np.eye(3)[i]
    for i, name in enumerate("XYZ")
    for sign, step in (("", 1.0), ("-", -1.0))
}


@dataclass(frozen=True, eq=False)
class UpAxis:
    """The axis that points up.

    Parameters
    ----------
    up
        ``(3,)`` unit vector in the axes of the file.
    text
        The axis and how it was known.
    gate
        Whether it can be trusted.

    Examples
    --------
    >>> given_up("z").text
    'Z, given by the mapping file'
    """

    up: FloatArray
    text: str
    gate: Gate


_UNKNOWN = UpAxis(
    _AXES["Z"],
    "Z, assumed",
    Gate(
        "up axis",
        "fail",
        "Nothing tells which axis is up: whether the person stood, sat or lay can't be told. "
        'Write up = "z" (or another axis) in a mapping file.',
        blocks=True,
    ),
)


def given_up(name: str) -> UpAxis:
    """The axis that a mapping file names.

    Examples
    --------
    >>> given_up("-y").up
    array([-0., -1., -0.])
    """
    text = f"{name.upper()}, given by the mapping file"
    return UpAxis(_AXES[name.upper()], text, Gate("up axis", "pass", f"Up is {text}."))


def find_up(body: Body, points: Points) -> UpAxis:
    """Find up from what the body shows; where nothing tells one way from another, it is unknown.

    A leg that stands (thigh and shank along the trunk) points up; if none does, an upright trunk
    may, or the front of a pelvis that lies on its back. That no leg stands tells nothing of lying.
    For a way speaks that a leg stands (twice), that Y or Z points up, as in almost every
    laboratory, and that the body is above the floor, the feet of whoever stands near it.

    Parameters
    ----------
    body, points
        From `build_body`, and the positions that it was built of.

    Examples
    --------
    >>> from ilio.sources.body_frame import build_body
    >>> def at(x, y, z): return np.tile([x, y, z], (3, 1))
    >>> points = {"asis_left": at(0.1, 0.12, 1), "asis_right": at(0.1, -0.12, 1),
    ...     "sacrum": at(-0.05, 0, 1), "knee_left": at(0, 0.1, 0.5), "ankle_left": at(0, 0.1, 0.1)}
    >>> find_up(build_body(points), points).text
    'Z, found from the standing leg'
    """
    legs, share = _standing_legs(body)
    trunk = body.pelvis_up if body.trunk is None else body.trunk
    ways: list[tuple[int, UpAxis]] = []
    if share >= threshold("markers.standing_share").value:
        leg = _nearest(legs, "found from the standing leg", share)
        ways.append((2 + _is_usual(leg) + _stands_on_floor(body, points, leg.up), leg))
    elif trunk is not None and np.isfinite(trunk).any():
        upright = _nearest(unit(trunk), "found from the upright trunk", share)
        ways.append((_is_usual(upright) + _stands_on_floor(body, points, upright.up), upright))
    if body.front is not None and np.isfinite(body.front).any():
        lying = _nearest(unit(body.front), "found from the front of the lying pelvis", None)
        ways.append((_is_usual(lying) + _is_above_floor(body, points, lying.up), lying))
    best, *others = sorted(ways, key=lambda way: -way[0]) or [(0, _UNKNOWN)]
    told_apart = best[0] > 0 and all(best[0] > other[0] for other in others)
    return best[1] if told_apart else _UNKNOWN


def _is_usual(axis: UpAxis) -> bool:
    return bool(np.max(axis.up[1:]) > 0)


def _heights(body: Body, points: Points, up: FloatArray) -> dict[str, float]:
    """How far above zero the lowest place of each marker is, in lengths of the thigh."""
    thigh = middle(np.concatenate([length(thigh) for thigh in body.thighs.values()]))
    seen = {role: xyz[np.isfinite(xyz[:, 0])] @ up for role, xyz in points.items()}
    return {role: float(np.quantile(h, 0.01)) / thigh for role, h in seen.items() if len(h)}


def _is_above_floor(body: Body, points: Points, up: FloatArray) -> bool:
    below = threshold("markers.floor_below").value / PERCENT
    return min(_heights(body, points, up).values()) >= -below


def _stands_on_floor(body: Body, points: Points, up: FloatArray) -> bool:
    """Whether the body is above the floor, and not both feet far above it; one may be unseen."""
    near = threshold("markers.floor_near").value / PERCENT
    heights = _heights(body, points, up)
    feet = [heights[role] for role in ("ankle_left", "ankle_right") if role in heights]
    floats = len(feet) == len(Side) and min(feet) > near
    return not floats and _is_above_floor(body, points, up)


def _standing_legs(body: Body) -> tuple[FloatArray, float]:
    """Directions from ankle to hip while a leg stands, and the share of such samples [%]."""
    near = np.cos(np.radians(threshold("markers.leg_along_trunk").value))
    standing: NDArray[np.bool_] = np.zeros(len(body.right), dtype=bool)
    directions = []
    for side, shank in body.shanks.items():
        thigh, lower = -unit(body.thighs[side]), -unit(shank)
        along = _spine(body, unit(thigh + lower))
        good = (dot(thigh, along) > near) & (dot(lower, along) > near)
        standing |= good
        directions.append(-(body.thighs[side] + shank)[good])
    found = unit(np.concatenate(directions)) if directions else np.empty((0, 3))
    return found, PERCENT * float(np.mean(standing))


def _spine(body: Body, without_any: FloatArray) -> FloatArray:
    """Direction of the trunk, else of the pelvis where that is lost."""
    ways = [unit(way) for way in (body.trunk, body.pelvis_up) if way is not None]
    if not ways:
        return without_any
    lost = ~np.isfinite(ways[0])
    return np.where(lost, ways[-1], ways[0])


def _nearest(directions: FloatArray, how: str, share: float | None) -> UpAxis:
    typical = np.array([middle(directions[:, i]) for i in range(3)])
    name = max(_AXES, key=lambda axis: float(_AXES[axis] @ typical))
    up = _AXES[name]
    off = float(angle_deg(length(without(typical, up)), dot(typical, up)))
    text = f"{name}, {how}"
    if off > threshold("markers.up_off_axis").value:
        detail = f"Up seems to lie {off:.0f} deg off the axis {name}. Write up = in a mapping file."
        return UpAxis(up, text, Gate("up axis", "fail", detail, blocks=True))
    if share is not None and share < threshold("markers.standing_sure").value:
        detail = f"Up is {text}, but a leg stood for only {share:.0f} % of the time."
        return UpAxis(up, text, Gate("up axis", "unknown", detail))
    return UpAxis(up, text, Gate("up axis", "pass", f"Up is {text}."))


def axis_name(direction: FloatArray) -> str:
    """The axis of the file that lies nearest to a direction.

    Examples
    --------
    >>> axis_name(np.array([0.9, 0.1, 0.0]))
    'X'
    """
    return max(_AXES, key=lambda axis: float(_AXES[axis] @ direction))
