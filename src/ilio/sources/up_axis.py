"""Which axis of a marker file points up, found from the person and stated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate
from ilio.sources.body_frame import Body
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


def given_up(name: str) -> UpAxis:
    """The axis that a mapping file names.

    Examples
    --------
    >>> given_up("-y").up
    array([-0., -1., -0.])
    """
    text = f"{name.upper()}, given by the mapping file"
    return UpAxis(_AXES[name.upper()], text, Gate("up axis", "pass", f"Up is {text}."))


def find_up(body: Body) -> UpAxis:
    """Find up: along a standing leg, else along the front of a lying pelvis.

    A leg stands when its thigh and its shank lie along the trunk. Without any trunk or pelvis
    markers a straight leg counts. If no leg ever stands, the person is taken to lie on the back,
    so that the front of the pelvis points up.

    Examples
    --------
    >>> from ilio.sources.body_frame import build_body
    >>> def at(x, y, z): return np.tile([x, y, z], (3, 1))
    >>> body = build_body({"asis_left": at(0.1, 0.12, 1), "asis_right": at(0.1, -0.12, 1),
    ...     "sacrum": at(-0.05, 0, 1), "knee_left": at(0, 0.1, 0.5), "ankle_left": at(0, 0.1, 0.1)})
    >>> find_up(body).text
    'Z, found from the standing leg'
    """
    legs, share = _standing_legs(body)
    if share >= threshold("markers.standing_share").value or body.front is None:
        return _nearest(legs, "found from the standing leg", share)
    return _nearest(unit(body.front), "found from the front of the lying pelvis", None)


def _standing_legs(body: Body) -> tuple[FloatArray, float]:
    """Directions from ankle to hip while a leg stands, and the share of such samples [%]."""
    near = np.cos(np.radians(threshold("markers.leg_along_trunk").value))
    spine = body.trunk if body.trunk is not None else body.pelvis_up
    standing: NDArray[np.bool_] = np.zeros(len(body.right), dtype=bool)
    directions = []
    for side, shank in body.shanks.items():
        thigh, lower = -unit(body.thighs[side]), -unit(shank)
        along = unit(spine) if spine is not None else unit(thigh + lower)
        good = (dot(thigh, along) > near) & (dot(lower, along) > near)
        standing |= good
        directions.append(-(body.thighs[side] + shank)[good])
    found = unit(np.concatenate(directions)) if directions else np.empty((0, 3))
    return found, PERCENT * float(np.mean(standing))


def _nearest(directions: FloatArray, how: str, share: float | None) -> UpAxis:
    typical = np.array([middle(directions[:, i]) for i in range(3)])
    if not np.all(np.isfinite(typical)):
        detail = 'No leg ever stood and no pelvis was seen. Write up = "z" in a mapping file.'
        return UpAxis(_AXES["Z"], "Z, assumed", Gate("up axis", "fail", detail, blocks=True))
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
