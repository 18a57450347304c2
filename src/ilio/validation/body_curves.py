"""Moment arms and shares over the hip's angle, beside what cadavers and another program gave."""

from pathlib import Path

import numpy as np

from ilio.body.angles import ANGLES
from ilio.body.grid import tendons
from ilio.body.share import BRIMS, CURVES, DEEP, SUPERFICIAL, flexing_moments
from ilio.core.signs import HORIZONTAL_DEG, PERCENT
from ilio.knowledge import body_constants, body_muscles
from ilio.observations import FloatArray
from ilio.records.drawing.band_plot import Panel, Seen, Series, band_plot
from ilio.records.drawing.svg import Drawing
from ilio.validation.body import MM_PER_M, ORACLE, opensim_arms
from ilio.validation.body_published import rectus_part

STEP_DEG = 5.0
SEEN_EVERY = 6
"""One of so many postures of the other program becomes a point, so that they stay apart."""


def published_plots(oracle: Path | None = None) -> Drawing:
    """Three plots over the hip's angle at a knee of 90 deg.

    Parameters
    ----------
    oracle
        Folder of numbers computed by OpenSim; its arms become points.

    Raises
    ------
    ReadError
        If the folder does not hold them.

    Examples
    --------
    >>> published_plots().title
    'Hip flexors over the angle of the hip'
    """
    panels = (_arms(oracle), _parts(), _shares(), _capacity())
    return band_plot(panels, "muscle-curves", "Hip flexors over the angle of the hip")


def _hips() -> FloatArray:
    return np.arange(-30.0, 120.0 + STEP_DEG / 2, STEP_DEG)


def _band(name: str, hips: FloatArray, every: FloatArray) -> Series:
    """A band over the variants, which are the first axis."""
    return Series(
        name,
        tuple(map(float, hips)),
        tuple(map(float, every.min(axis=0))),
        tuple(map(float, every.max(axis=0))),
    )


def _arms(oracle: Path | None) -> Panel:
    hips, keys = _hips(), list(body_muscles())
    arms = np.stack(
        [
            MM_PER_M * tendons(hips, HORIZONTAL_DEG, brim=brim)[1][..., ANGLES.index("flexion")]
            for brim in BRIMS
        ]
    )
    shown = {"psoas": "psoas", "iliacus": "iliacus", "recfem": "rectus femoris"}
    series = [_band(name, hips, arms[..., keys.index(key)]) for key, name in shown.items()]
    seen = []
    if oracle is not None:
        found = opensim_arms(oracle / ORACLE, HORIZONTAL_DEG)
        seen = [
            Seen("", hip, mm[key], mm[key], mm[key])
            for hip, mm in list(found.items())[::SEEN_EVERY]
            for key in shown
        ]
    unsure = body_constants("ensemble")["beyond_deg"]
    title = "Moment arms" + (", dots: OpenSim" if seen else "")
    return Panel(
        title, "hip flexion, °", "mm", (-30, 120), (0, 65), tuple(series), tuple(seen), unsure
    )


def _parts() -> Panel:
    hips = np.arange(0.0, HORIZONTAL_DEG + STEP_DEG / 2, STEP_DEG)
    every = PERCENT * np.stack([rectus_part(hips, brim) for brim in BRIMS])
    seen = body_constants("published.kumazaki2022")
    part = PERCENT * seen["rectus_part"]
    line = Series(
        "22 cadaver limbs (Kumazaki 2022)", (0.0, seen["up_to"]), (part,) * 2, (part,) * 2
    )
    return Panel(
        "Rectus femoris in it and iliopsoas",
        "hip flexion, °",
        "% of force times arm",
        (0, HORIZONTAL_DEG),
        (0, PERCENT),
        (_band("model, both brims", hips, every), line),
    )


def _moments(hips: FloatArray) -> FloatArray:
    knees = np.full(len(hips), HORIZONTAL_DEG)
    return np.stack(
        [flexing_moments(hips, knees, brim, curves) for brim in BRIMS for curves in CURVES]
    )


def _shares() -> Panel:
    hips = _hips()
    moment, groups = _moments(hips), np.array([row.group for row in body_muscles().values()])
    deep, superficial = (moment[..., groups == name].sum(axis=-1) for name in (DEEP, SUPERFICIAL))
    band = _band("model, 4 variants", hips, PERCENT * deep / (deep + superficial))
    return Panel(
        "Psoas and iliacus against the superficial three",
        "hip flexion, °",
        "% of what all could give",
        (-30, 120),
        (0, PERCENT),
        (band,),
        unsure_from=body_constants("ensemble")["beyond_deg"],
    )


def _capacity() -> Panel:
    hips = _hips()
    band = _band("model, 4 variants", hips, _moments(hips).sum(axis=-1))
    return Panel(
        "What all flexors could give",
        "hip flexion, °",
        "Nm",
        (-30, 120),
        (0, 300),
        (band,),
        unsure_from=body_constants("ensemble")["beyond_deg"],
    )
