"""The modified Thomas test of a virtual person: where thigh and shank hang in balance."""

from dataclasses import dataclass, field

import numpy as np

from ilio.body.angles import ANGLES
from ilio.body.grid import limits_deg, tendons
from ilio.body.load import Person, leg_moments_nm
from ilio.body.muscle import isometric_force
from ilio.core import InputError
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import body_muscles, bounds
from ilio.observations import FloatArray

HIP_DEG = (-40.0, 60.0)
"""Hip flexion in which a balance is looked for; the lower end is the model's own."""

TOLERANCE_DEG = 1e-3

START_DROP_DEG, START_KNEE_DEG = 20.0, 50.0
"""Where the search begins; a usual hip."""


@dataclass(frozen=True)
class Hip:
    """One virtual hip, lying at the edge of a table.

    Parameters
    ----------
    tilt_deg
        Of the pelvis from neutral, forward + [deg].
    shortening
        How much shorter psoas and iliacus are than the model's, fibres and tendon alike [1].
    stiffness
        Passive force of all muscles over the model's [1].
    person
        Whose leg.

    Raises
    ------
    InputError
        If no hip is like that.

    Examples
    --------
    >>> Hip(tilt_deg=90)
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected pelvic tilt from -60 to 60 deg, got 90. Give the change \
from the person's own neutral.
    """

    tilt_deg: float = 0.0
    shortening: float = 0.0
    stiffness: float = 1.0
    person: Person = field(default_factory=Person.usual)

    def __post_init__(self) -> None:
        for name in ("tilt_deg", "shortening", "stiffness"):
            check(name, np.asarray(getattr(self, name)))


RANGES = {
    "tilt_deg": "model_tilt",
    "shortening": "model_shortening",
    "stiffness": "model_stiffness",
}
STRENGTHS = {"strength": "model_strength", "deep_strength": "model_strength"}


def check(name: str, values: FloatArray) -> None:
    """Refuse what no hip is like.

    Raises
    ------
    InputError
        If a value lies outside the range of `name` in ``ranges.toml``.

    Examples
    --------
    >>> check("stiffness", np.array([1.0, 2.0]))
    """
    limits = bounds((RANGES | STRENGTHS)[name])
    outside = ~((values >= limits.low) & (values <= limits.high))
    if outside.any():
        unit = "" if limits.unit == "1" else f" {limits.unit}"
        wanted = f"{limits.meaning} from {limits.low:g} to {limits.high:g}{unit}"
        raise InputError(wanted, f"{values[outside].reshape(-1)[0]:g}", limits.todo)


def weight_parts_nm(person: Person) -> tuple[float, float]:
    """Moment of a level leg's weight about the hip by the thigh's length and by the shank's [Nm].

    Examples
    --------
    >>> [round(part) for part in weight_parts_nm(Person(70.0, 1.75))]
    [31, 10]
    """
    thigh = leg_moments_nm(HORIZONTAL_DEG, HORIZONTAL_DEG, person)
    shank = leg_moments_nm(0.0, -HORIZONTAL_DEG, person)
    return float(np.mean(list(thigh.values()))), float(np.mean(list(shank.values())))


def thomas_angles(hip: Hip) -> tuple[float, float, bool]:
    """Balance of one hip, by the whole model at each step.

    Parameters
    ----------
    hip
        Whose thigh hangs freely over the table's edge.

    Returns
    -------
    tuple
        Thigh drop [deg], knee flexion [deg], and whether the balance lies beyond the model (then
        the drop is where the model ends).

    Examples
    --------
    >>> drop, knee, beyond = thomas_angles(Hip(tilt_deg=-20))
    >>> round(drop), beyond
    (10, False)
    """
    from scipy.optimize import brentq, root

    least, most = (hip.tilt_deg - end for end in reversed(HIP_DEG))
    low, high = limits_deg()["knee"]

    def knee_at(drop: float) -> float:
        if _surplus(hip, drop, low)[1] <= 0:
            return low
        if _surplus(hip, drop, high)[1] >= 0:
            return high
        found = brentq(lambda knee: _surplus(hip, drop, knee)[1], low, high, xtol=TOLERANCE_DEG)
        return float(found)

    def lifted(drop: float) -> float:
        return _surplus(hip, drop, knee_at(drop))[0]

    def inside(at: FloatArray) -> tuple[float, float]:
        return _surplus(hip, *np.clip(at, (least, low), (most, high)))

    quick = root(inside, (START_DROP_DEG + hip.tilt_deg, START_KNEE_DEG))
    drop, knee = map(float, quick.x)
    if quick.success and least < drop < most and low < knee < high:
        return drop, knee, False
    for end, beyond in ((most, lifted(most) < 0), (least, lifted(least) > 0)):
        if beyond:
            return end, knee_at(end), True
    drop = float(brentq(lifted, least, most, xtol=TOLERANCE_DEG))
    return drop, knee_at(drop), False


def _surplus(hip: Hip, drop: float, knee: float) -> tuple[float, float]:
    """What resting tissue gives beyond the leg's weight, bending hip and knee + [Nm]."""
    thigh_nm, shank_nm = weight_parts_nm(hip.person)
    rest_hip, rest_knee = _resting(hip, hip.tilt_deg - drop, knee)
    thigh = np.radians(HORIZONTAL_DEG - drop)
    shank = float(shank_nm * np.sin(thigh - np.radians(knee)))
    return rest_hip - float(thigh_nm * np.sin(thigh)) - shank, rest_knee + shank


def _resting(hip: Hip, flexion: float, knee: float) -> tuple[float, float]:
    """Passive moment of all muscles about hip and knee, each bending it + [Nm]."""
    length_m, arm_m = tendons(flexion, knee)
    length_m = np.where(deep_flexors(), length_m / (1 - hip.shortening), length_m)
    force_n = hip.stiffness * isometric_force(length_m, 0.0)
    about = [ANGLES.index(angle) for angle in ("flexion", "knee")]
    rest_hip, rest_knee = (force_n[:, None] * arm_m[:, about]).sum(axis=0)
    return float(rest_hip), float(rest_knee)


def deep_flexors() -> np.ndarray:
    """Which of the 29 muscles are psoas and iliacus.

    Examples
    --------
    >>> int(deep_flexors().sum())
    2
    """
    return np.array([row.group == "deep hip flexor" for row in body_muscles().values()])
