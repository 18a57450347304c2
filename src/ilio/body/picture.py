"""All that a picture with sliders needs, from the shipped tables in one call."""

import numpy as np

from ilio.body.angles import Posture
from ilio.body.bones import Places, bone_places, muscle_path
from ilio.body.hold import hold_from
from ilio.body.load import Person, leg_moments_nm
from ilio.body.share import share_parts, spread
from ilio.body.thomas_ensemble import thomas_spread
from ilio.body.tissue import Moments, Tissue, moments_of
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, body_joint, body_muscles
from ilio.observations import FloatArray, LegPicture, MuscleLine, Spread
from ilio.observations.body_story import Line

PATELLA = "recfem"
"""The muscle whose points on the patella stand for that bone."""


def picture_of(
    hip_deg: float,
    knee_deg: float = 90.0,
    tilt_deg: float = 0.0,
    tissue: Tissue | None = None,
    person: Person | None = None,
) -> LegPicture:
    """A standing leg with its muscles, and what the model says of it.

    Parameters
    ----------
    hip_deg, knee_deg
        Flexion [deg].
    tilt_deg
        Of the pelvis from neutral, forward + [deg]; of the same pelvis in the Thomas test.
    tissue, person
        Whose muscles and leg; the model's and the usual person's if left out.

    Returns
    -------
    LegPicture
        Its ``numbers``: ``capacity``, ``load``, ``weight`` and ``resting`` [Nm], ``deep_load`` [%],
        ``hold`` [s], ``thomas_drop`` [deg].

    Raises
    ------
    InputError
        If an angle lies outside the model.

    Examples
    --------
    >>> seen = picture_of(90.0)
    >>> print(seen.deep, seen.numbers["hold"].unit, len(seen.muscles))
    47 % (46 to 49) s 29
    """
    tissue, person = tissue or Tissue(), person or Person.usual()
    drop, thomas_beyond = thomas_spread(tilt_deg, tissue, person)
    moments = moments_of(tissue, [hip_deg], [knee_deg])
    parts, deep, capacity = share_parts(moments.flexing)
    weights = leg_moments_nm([hip_deg - tilt_deg], [knee_deg], person)
    weight_nm = np.stack(list(weights.values()))
    beyond = hip_deg > body_constants("ensemble")["beyond_deg"]
    hold = hold_from(moments, weight_nm, beyond)
    numbers = {
        "capacity": capacity,
        "load": hold.load,
        "weight": spread(weight_nm, "Nm"),
        "resting": spread(moments.resting.reshape(-1, 1), "Nm"),
        "deep_load": hold.deep,
        "hold": hold.hold_s,
        "thomas_drop": drop,
    }
    places = bone_places(Posture(flexion=hip_deg, knee=knee_deg))
    return LegPicture(
        hip_deg,
        knee_deg,
        tilt_deg,
        tissue.shortening,
        tissue.strength,
        tissue.deep_strength,
        _bones(places, tilt_deg),
        _muscles(places, tilt_deg, moments, parts),
        deep,
        numbers,
        beyond,
        thomas_beyond,
    )


def longest_hold_s() -> float:
    """Where the simulation of a hold ends [s].

    Examples
    --------
    >>> longest_hold_s()
    180.0
    """
    return body_constants("hold_simulation")["longest"]


def _muscles(
    places: Places, tilt_deg: float, moments: Moments, parts: dict[str, Spread]
) -> tuple[MuscleLine, ...]:
    share = PERCENT * moments.flexing / moments.flexing.sum(axis=-1, keepdims=True)
    return tuple(
        MuscleLine(
            key,
            row.name,
            row.group,
            _seen(muscle_path(row, places), tilt_deg),
            parts.get(key) or spread(share[..., number], "%"),
        )
        for number, (key, row) in enumerate(body_muscles().items())
    )


def _bones(places: Places, tilt_deg: float) -> dict[str, Line]:
    """Outline of the pelvis round the muscles that hold on to it, and the long bones as lines."""
    on_pelvis = np.array(
        [
            point.at_m
            for row in body_muscles().values()
            for point in row.points
            if point.body == "pelvis"
        ]
    )
    knee = np.array(body_joint("knee").frame_at_m)
    sizes = body_constants("segments.men")
    shank = np.array([0.0, knee[1] * sizes["shank_length"] / sizes["thigh_length"], 0.0])
    patella = np.array(
        [point.at_m for point in body_muscles()[PATELLA].points if point.body == "patella"]
    )
    shapes = {
        "pelvis": ("pelvis", on_pelvis[_hull(on_pelvis[:, :2])]),
        "femur": ("femur", np.stack([np.zeros(3), knee])),
        "tibia": ("tibia", np.stack([np.zeros(3), shank])),
        "patella": ("patella", patella),
    }
    return {
        name: _seen(points @ places[bone][:3, :3].T + places[bone][:3, 3], tilt_deg)
        for name, (bone, points) in shapes.items()
    }


def _seen(points_m: FloatArray, tilt_deg: float) -> Line:
    """From the side, with the pelvis tilted [m]."""
    turn = np.radians(-tilt_deg)
    forward, up = points_m[:, 0], points_m[:, 1]
    x = forward * np.cos(turn) - up * np.sin(turn)
    y = forward * np.sin(turn) + up * np.cos(turn)
    return tuple((float(a), float(b)) for a, b in zip(x, y, strict=True))


def _hull(points: FloatArray) -> list[int]:
    """Numbers of the points on the convex outline, in order."""
    order = sorted(range(len(points)), key=lambda i: tuple(points[i]))
    halves: list[int] = []
    for way in (order, order[::-1]):
        side: list[int] = []
        for i in way:
            while len(side) > 1 and _left(points[side[-2]], points[side[-1]], points[i]) <= 0:
                side.pop()
            side.append(i)
        halves += side[:-1]
    return halves


def _left(a: FloatArray, b: FloatArray, c: FloatArray) -> float:
    """Above 0 where a, b, c turn left."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
