"""Force of fibres and tendons over their length, as published by two groups."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from ilio.body.bezier import BezierCurve, Knot
from ilio.core import UnknownNameError
from ilio.knowledge import body_constants, body_muscles
from ilio.observations import FloatArray

Curve = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class ForceCurves:
    """The three curves of a muscle, forces as shares of its largest one.

    Parameters
    ----------
    active
        Of the fibre length over the optimal one.
    passive
        The same for each muscle of the model: takes and gives shape (..., 29).
    tendon
        Of the tendon length over the slack one.

    Examples
    --------
    >>> round(float(force_curves("millard").active(np.array(1.0))), 9)
    1.0
    """

    active: Curve
    passive: Curve
    tendon: Curve


@cache
def force_curves(name: str) -> ForceCurves:
    """The curves of one group.

    Parameters
    ----------
    name
        ``millard`` (the muscle model's own) or ``degroote`` (the alternative).

    Raises
    ------
    UnknownNameError
        If it is neither.

    References
    ----------
    .. [1] ``millard2013`` and ``degroote2016`` in ``knowledge/references.toml``.

    Examples
    --------
    >>> short = np.array(0.45)
    >>> [round(float(force_curves(name).active(short)), 2) for name in ("millard", "degroote")]
    [0.31, 0.04]
    """
    if name == "millard":
        return ForceCurves(_millard_active(), _millard_passive(), _millard_tendon())
    if name == "degroote":
        return ForceCurves(_degroote_active, _degroote_passive, _degroote_tendon)
    raise UnknownNameError("set of curves", name, ("millard", "degroote"))


def _millard_active() -> Curve:
    given = body_constants("millard.active")
    first, last, steep_to = given["first"], given["last"], given["steep_to"]
    shallow, plateau = given["shallow_slope"], given["plateau"]
    y_shallow = 1 - shallow * (1 - plateau - steep_to)
    steep = given["steepness"] * y_shallow / (steep_to - first)
    falling = -1 / ((last - plateau) - (1 + plateau))
    knots: list[Knot] = [
        (first, 0.0, 0.0),
        ((first + steep_to) / 2, y_shallow / 2, steep),
        ((steep_to + 1 - plateau) / 2, (y_shallow + 1) / 2, shallow),
        (1.0, 1.0, 0.0),
        ((1 + plateau + last) / 2, 0.5, falling),
        (last, 0.0, 0.0),
    ]
    return BezierCurve(knots, given["curviness"])


def _millard_passive() -> Curve:
    given, muscles = body_constants("millard.passive"), body_muscles().values()
    begin = 1 + np.array([muscle.strain_at_zero for muscle in muscles])
    full = 1 + np.array([muscle.strain_at_one for muscle in muscles])
    slope = given["full_slope"] / (full - begin)
    toe = given["toe"] * np.minimum(1 / slope, full - begin)
    low = (begin + toe, given["low_slope"] * toe / 2, np.full_like(toe, given["low_slope"]))
    zero, one = np.zeros_like(toe), np.ones_like(toe)
    return BezierCurve([(begin, zero, zero), low, (full, one, slope)], given["curviness"])


def _millard_tendon() -> Curve:
    given = body_constants("millard.tendon")
    full, toe_force = 1 + given["strain"], given["toe_force"]
    slope = given["full_slope"] / given["strain"]
    toe = full - (1 - toe_force) / slope
    foot = 1 + given["foot"] * (toe - 1)
    half = full - (1 - toe_force / 2) / slope
    toe_slope = toe_force / 2 / (half - foot)
    bend = (foot + half) / 2
    middle: Knot = (bend, toe_slope * (bend - foot), toe_slope)
    knots: list[Knot] = [(1.0, 0.0, 0.0), middle, (toe, toe_force, slope)]
    return BezierCurve(knots, given["curviness"])


def _degroote_active(length: FloatArray) -> FloatArray:
    rows = np.reshape(body_constants("degroote.active").values, (-1, 4))
    bells = [
        height * np.exp(-0.5 * ((length - middle) / (width + growth * length)) ** 2)
        for height, middle, width, growth in rows
    ]
    total: FloatArray = np.sum(bells, axis=0)
    return total


def _degroote_passive(length: FloatArray) -> FloatArray:
    steepness = body_constants("degroote.passive")["steepness"]
    full = np.array([muscle.strain_at_one for muscle in body_muscles().values()])
    force: FloatArray = np.expm1(steepness * (length - 1) / full) / np.expm1(steepness)
    return np.maximum(force, 0.0)


def _degroote_tendon(length: FloatArray) -> FloatArray:
    given = body_constants("degroote.tendon")
    scale, offset, rest = given["scale"], given["offset"], given["rest"]
    steepness = np.log((1 + offset) / scale) / (1 + given["strain"] - rest)
    force: FloatArray = scale * np.exp(steepness * (length - rest)) - offset
    return np.maximum(force, 0.0)
