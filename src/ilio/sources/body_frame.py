"""Marker roles to pelvis, hip centres and segments; a bone that changes its length is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ilio.core import Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.vectors import length, middle, unit, without

Points = Mapping[str, FloatArray]

MUCH_MORE = 2
"""A second choice of markers is taken where it was seen this many times as often as the first."""

_SHOULDERS = "the middle of the shoulders (no C7)"
_TOPS = {"c7": "C7", "clavicle": "the clavicle (no C7)", "sternum": "the sternum (no C7)"}


@dataclass(frozen=True, eq=False)
class Body:
    """What the markers say about the body, each ``(n, 3)`` [m], NaN where lost.

    Parameters
    ----------
    right
        Unit vector to the person's own right.
    front
        From the middle of the back of the pelvis to the middle of its front; None without markers.
    pelvis_up
        Up along the pelvis, square to `right` and `front`; None without markers.
    back
        Middle of the back of the pelvis (else of the hip centres): foot of the trunk.
    hips, thighs, shanks
        Hip centre, hip to knee, and knee to ankle per side, as far as there are markers.
    trunk, lower_trunk
        From `back` to the top of the trunk, and to T10; None without markers.
    told
        Pairs of what was used for what.

    Examples
    --------
    >>> Body.__dataclass_fields__["trunk"].default is None
    True
    """

    right: FloatArray
    back: FloatArray
    hips: Mapping[Side, FloatArray]
    thighs: Mapping[Side, FloatArray]
    shanks: Mapping[Side, FloatArray]
    front: FloatArray | None = None
    pelvis_up: FloatArray | None = None
    trunk: FloatArray | None = None
    lower_trunk: FloatArray | None = None
    told: tuple[tuple[str, str], ...] = field(default=())


def build_body(points: Points) -> Body:
    """Put the body together; pelvis or hip centres, and one knee, must be there.

    Parameters
    ----------
    points
        Positions by role, ``(n, 3)`` [m].

    References
    ----------
    Hip centre from the ASIS and PSIS: ``bell1989``.

    Examples
    --------
    >>> def at(x, y, z): return np.tile([x, y, z], (3, 1))
    >>> body = build_body({"asis_left": at(0.1, 0.12, 1), "asis_right": at(0.1, -0.12, 1),
    ...     "sacrum": at(-0.05, 0, 1), "knee_left": at(0.05, 0.09, 0.5)})
    >>> body.hips[Side.LEFT][0].round(3)
    array([0.047, 0.086, 0.928])
    """
    told: list[tuple[str, str]] = []
    pelvis, given = _pelvis_or_centres(points)
    front = pelvis_up = None
    hips = given
    if pelvis is not None:
        left, right_asis, back = pelvis
        front = (left + right_asis) / 2 - back
        right = unit(right_asis - left)
        ahead = unit(without(front, right))
        pelvis_up = np.cross(right, ahead)
        hips = given or _regressed(left, right_asis, right, ahead, pelvis_up)
    else:
        right = unit(hips[Side.RIGHT] - hips[Side.LEFT])
        back = (hips[Side.RIGHT] + hips[Side.LEFT]) / 2
    told.append(("hip centre", "from the file" if given else "from ASIS and PSIS, Bell 1989"))
    thighs, shanks = _legs(points, hips)
    trunk, top = _trunk(points, back)
    if trunk is not None:
        foot = "middle of the PSIS" if pelvis is not None else "middle of the hips"
        told.append(("trunk", f"{foot} to {top}"))
    lower = _bone(points["t10"] - back) if "t10" in points else None
    return Body(right, back, hips, thighs, shanks, front, pelvis_up, trunk, lower, tuple(told))


def _pelvis_or_centres(
    points: Points,
) -> tuple[tuple[FloatArray, FloatArray, FloatArray] | None, dict[Side, FloatArray]]:
    """Pelvis markers and hip centres, one of the two left out where it was hardly ever seen."""
    given = {side: points[f"hip_centre_{side}"] for side in Side if f"hip_centre_{side}" in points}
    given = given if len(given) == len(Side) else {}
    pelvis = _pelvis_points(points)
    seen_centres, seen_pelvis = _times_seen(*given.values()), _times_seen(*(pelvis or ()))
    if MUCH_MORE * seen_pelvis < seen_centres:
        pelvis = None
    if MUCH_MORE * seen_centres < seen_pelvis:
        given = {}
    return pelvis, given


def _times_seen(*points: FloatArray) -> int:
    """In how many samples all of some points were seen; 0 for none."""
    return int(np.all([np.isfinite(xyz[:, 0]) for xyz in points], axis=0).sum()) if points else 0


def _pelvis_points(points: Points) -> tuple[FloatArray, FloatArray, FloatArray] | None:
    """Left ASIS, right ASIS and middle of the PSIS, lost together where they move apart."""
    if "asis_left" not in points or "asis_right" not in points:
        return None
    left, right = points["asis_left"], points["asis_right"]
    backs = [points[f"psis_{side}"] for side in Side if f"psis_{side}" in points]
    if len(backs) < len(Side):
        backs = []
    if "sacrum" in points and _times_seen(points["sacrum"]) > MUCH_MORE * _times_seen(*backs):
        backs = [points["sacrum"]]
    if not backs:
        return None
    pairs = [(left, right), *((front, back) for front in (left, right) for back in backs)]
    good = np.all([_steady(length(a - b)) for a, b in pairs], axis=0)
    back = np.mean(backs, axis=0)
    return _kept(left, good), _kept(right, good), _kept(back, good)


def _regressed(
    left: FloatArray, right_asis: FloatArray, right: FloatArray, ahead: FloatArray, up: FloatArray
) -> dict[Side, FloatArray]:
    width = middle(length(right_asis - left))
    shift = {
        name: threshold(f"markers.hip_{name}").value / PERCENT * width
        for name in ("distal", "medial", "posterior")
    }
    both = -shift["posterior"] * ahead - shift["distal"] * up
    return {
        Side.LEFT: left + shift["medial"] * right + both,
        Side.RIGHT: right_asis - shift["medial"] * right + both,
    }


def _legs(
    points: Points, hips: Mapping[Side, FloatArray]
) -> tuple[dict[Side, FloatArray], dict[Side, FloatArray]]:
    thighs: dict[Side, FloatArray] = {}
    shanks: dict[Side, FloatArray] = {}
    for side in Side:
        knee, ankle = (_joint(points, joint, side) for joint in ("knee", "ankle"))
        if knee is not None and side in hips:
            thighs[side] = _bone(knee - hips[side])
            if ankle is not None:
                shanks[side] = _bone(ankle - knee)
    return thighs, shanks


def _joint(points: Points, joint: str, side: Side) -> FloatArray | None:
    """The joint's middle if both markers are there, else the outer one."""
    outer, inner = points.get(f"{joint}_{side}"), points.get(f"{joint}_medial_{side}")
    if outer is None or inner is None:
        return outer
    middle_of_both = (outer + inner) / 2
    hardly = MUCH_MORE * _times_seen(middle_of_both) < _times_seen(outer)
    return outer if hardly else middle_of_both


def _trunk(points: Points, back: FloatArray) -> tuple[FloatArray | None, str]:
    """From the foot of the trunk to the best top that was seen, and the name of that top."""
    tops = {told: points[role] for role, told in _TOPS.items() if role in points}
    if "shoulder_left" in points and "shoulder_right" in points:
        tops[_SHOULDERS] = (points["shoulder_left"] + points["shoulder_right"]) / 2
    best: list[FloatArray] = []
    name = ""
    for told in (_TOPS["c7"], _SHOULDERS, _TOPS["clavicle"], _TOPS["sternum"]):
        if told in tops and _times_seen(tops[told]) > MUCH_MORE * _times_seen(*best):
            best, name = [tops[told]], told
    return (_bone(best[0] - back), name) if best else (None, "")


def _bone(vector: FloatArray) -> FloatArray:
    return _kept(vector, _steady(length(vector)))


def _steady(size: FloatArray) -> NDArray[np.bool_]:
    """True where a length is near its median; False where it was lost."""
    usual = middle(size)
    most = threshold("markers.length_change").value / PERCENT * usual
    off = np.abs(np.where(np.isfinite(size), size, np.inf) - usual)
    return np.asarray(off <= most)


def _kept(a: FloatArray, good: NDArray[np.bool_]) -> FloatArray:
    return np.where(good[:, None], a, np.nan)
