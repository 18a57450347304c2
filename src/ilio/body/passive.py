"""The moment with which the hip resists being moved while all muscles rest."""

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import ANGLES, turned_deg
from ilio.body.grid import tendons
from ilio.body.mjcf import Brim
from ilio.body.muscle import isometric_force
from ilio.knowledge import body_constants
from ilio.observations import FloatArray

SOURCES = ("muscles", "riener1999", "audu1985")
"""The model's own muscles, and two published curves."""


def passive_moments(
    flexion: ArrayLike, knee: ArrayLike = 0.0, *, brim: Brim = "via"
) -> dict[str, FloatArray]:
    """Passive moment of the hip by each source, flexion +.

    The sources differ by a factor of two and more when the knee is bent or the hip deeply flexed;
    show all of them, never one.

    Parameters
    ----------
    flexion, knee
        Angles of hip and knee [deg], numbers or arrays that fit together.
    brim
        Path of the model's iliopsoas.

    Returns
    -------
    dict
        Moment [Nm] by the name of its source, in the order of `SOURCES`.

    Raises
    ------
    InputError
        If an angle lies outside the grid.

    References
    ----------
    .. [1] ``riener1999`` and ``audu1985`` in ``knowledge/references.toml``.

    Examples
    --------
    >>> {source: round(float(nm), 1) for source, nm in passive_moments(0.0).items()}
    {'muscles': 8.7, 'riener1999': 8.6, 'audu1985': 4.6}
    """
    length_m, arm_m = tendons(flexion, knee, brim=brim)
    force_n = isometric_force(length_m, 0.0)
    muscles = (force_n * arm_m[..., ANGLES.index("flexion")]).sum(axis=-1)
    return {SOURCES[0]: muscles} | published_moments(flexion, knee)


def published_moments(flexion: ArrayLike, knee: ArrayLike = 0.0) -> dict[str, FloatArray]:
    """Passive moment of the hip by the published curves alone, flexion +.

    Parameters
    ----------
    flexion, knee
        Angles of hip and knee [deg], numbers or arrays that fit together.

    Returns
    -------
    dict
        Moment [Nm] by source.

    Raises
    ------
    InputError
        If an angle is no number.

    Examples
    --------
    >>> list(published_moments(0.0))
    ['riener1999', 'audu1985']
    """
    hip, bend = np.broadcast_arrays(
        turned_deg("hip flexion", flexion), turned_deg("knee flexion", knee)
    )
    return dict(zip(SOURCES[1:], (_riener(hip, bend), _audu(hip)), strict=True))


def _riener(hip: FloatArray, knee: FloatArray) -> FloatArray:
    c = body_constants("passive_hip.riener1999")
    front = np.exp(c["a"] + c["b"] * knee + c["c"] * hip)
    back = np.exp(c["d"] + c["e"] * knee + c["f"] * hip)
    return front - back + c["g"]


def _audu(hip: FloatArray) -> FloatArray:
    c = body_constants("passive_hip.audu1985")
    q = np.radians(hip)
    front = c["a"] * np.exp(-c["b"] * (q - c["c"]))
    return front - c["d"] * np.exp(-c["e"] * (c["f"] - q))
