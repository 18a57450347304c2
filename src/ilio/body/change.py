"""The same leg with stronger or longer hip flexors."""

from functools import lru_cache

import numpy as np

from ilio.body.angles import turned_deg
from ilio.body.load import Person
from ilio.body.thomas_ensemble import drops_by_variant
from ilio.body.tissue import Tissue
from ilio.core import InputError
from ilio.knowledge import bounds
from ilio.observations import FloatArray

SHORTENINGS = np.arange(-0.15, 0.2501, 0.01)
"""Where a shortening that explains a measured thigh is looked for."""


def drops_when_longer(
    thigh_drop_deg: float, tilt_deg: float, longer: float, person: Person
) -> FloatArray:
    """Thigh drop of the same hip, had psoas and iliacus been longer.

    In each variant of the model the shortening is found that explains the measured thigh; then a
    part of it is taken back.

    Parameters
    ----------
    thigh_drop_deg
        As measured, below the level + [deg].
    tilt_deg
        Of the pelvis from neutral, forward + [deg].
    longer
        Part by which they are longer [1].
    person
        Whose leg.

    Returns
    -------
    FloatArray
        One for each variant that explains the measured thigh [deg]; there may be none.

    Raises
    ------
    InputError
        If the thigh's angle is no number, no pelvis tilts or no muscle changes that far.

    Examples
    --------
    >>> then = drops_when_longer(-5.0, 0.0, 0.05, Person.usual())
    >>> bool((then > -5).all())
    True
    """
    turned_deg("thigh drop", thigh_drop_deg)
    limits = bounds("model_shortening")
    if not limits.low <= longer <= limits.high:
        wanted = f"a gain in length from {limits.low:g} to {limits.high:g}"
        raise InputError(wanted, f"{longer:g}", limits.todo)
    found = []
    for column in _drops(tilt_deg, person).T:
        falling = -np.maximum.accumulate(-column)  # interp wants no step back
        if falling[-1] <= thigh_drop_deg <= falling[0]:
            own = float(np.interp(-thigh_drop_deg, -falling, SHORTENINGS))
            found.append(float(np.interp(own - longer, SHORTENINGS, falling)))
    return np.array(found)


@lru_cache(maxsize=8)
def _drops(tilt_deg: float, person: Person) -> FloatArray:
    """Thigh drop at each of `SHORTENINGS` in each variant [deg]."""
    tissues = [Tissue(shortening=float(s)) for s in SHORTENINGS]
    return np.stack([drops_by_variant(tilt_deg, t, person).reshape(-1) for t in tissues])
