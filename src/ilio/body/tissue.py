"""The muscles of one person as they differ from the model's, and what they then do at angles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import ANGLES
from ilio.body.force_table import force_table
from ilio.body.grid import tendons
from ilio.body.passive import published_moments
from ilio.body.share import BRIMS, CURVES
from ilio.body.thomas import check, deep_flexors
from ilio.observations import FloatArray


@dataclass(frozen=True)
class Tissue:
    """How the hip flexors differ from the model's.

    Parameters
    ----------
    shortening
        How much shorter psoas and iliacus are, fibres and tendon alike [1].
    strength
        Of all hip flexors, over the model's [1].
    deep_strength
        Of psoas and iliacus, besides [1].

    Raises
    ------
    InputError
        If no muscle is like that.

    Examples
    --------
    >>> Tissue(strength=-1)
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected strength over the model's from 0.05 to 3, got -1. 1 is \
the model's own, 0.5 half of it.
    """

    shortening: float = 0.0
    strength: float = 1.0
    deep_strength: float = 1.0

    def __post_init__(self) -> None:
        for name in ("shortening", "strength", "deep_strength"):
            check(name, np.asarray(getattr(self, name)))


@dataclass(frozen=True)
class Moments:
    """What the muscles do about the hip in each variant of the model, flexion +.

    Parameters
    ----------
    flexing
        All out, resting part included, 0 where a muscle extends; shape (4, n, 29) [Nm]. The
        variants are `BRIMS` by `CURVES`.
    active
        Without the resting part, shape (4, n, 29) [Nm].
    resting
        Of all muscles at rest by `BRIMS` and source, shape (2, 3, n) [Nm].

    Examples
    --------
    >>> moments_of(Tissue(), [90.0], [90.0]).resting.shape
    (2, 3, 1)
    """

    flexing: FloatArray
    active: FloatArray
    resting: FloatArray


def moments_of(tissue: Tissue, hip: ArrayLike, knee: ArrayLike) -> Moments:
    """Moments about the hip at angles, from the shipped tables.

    Parameters
    ----------
    tissue
        Whose muscles.
    hip, knee
        Flexion, shape (n,) [deg].

    Returns
    -------
    Moments
        What shortening adds to rest is taken from the model's muscles for all three sources.

    Raises
    ------
    InputError
        If an angle lies outside the grid.

    Examples
    --------
    >>> fit, weak = (moments_of(Tissue(strength=s), [90.0], [90.0]) for s in (1.0, 0.5))
    >>> round(float(weak.active.sum() / fit.active.sum()), 6)
    0.5
    """
    deep = deep_flexors()
    stronger = tissue.strength * np.where(deep, tissue.deep_strength, 1.0)
    flexing, active, resting = [], [], []
    for brim in BRIMS:
        length_m, arm_m = tendons(hip, knee, brim=brim)
        arm = arm_m[..., ANGLES.index("flexion")]
        short_m = np.where(deep, length_m / (1 - tissue.shortening), length_m)
        for curves in CURVES:
            at_rest, out = force_table(curves).at(short_m)
            own = stronger * (out - at_rest)
            active.append(np.maximum(own * arm, 0.0))
            flexing.append(np.maximum((at_rest + own) * arm, 0.0))
        now, usual = (
            (force_table(CURVES[0]).at(length)[0] * arm).sum(axis=-1)
            for length in (short_m, length_m)
        )
        published = [curve + now - usual for curve in published_moments(hip, knee).values()]
        resting.append(np.stack([now, *published]))
    return Moments(np.stack(flexing), np.stack(active), np.stack(resting))
