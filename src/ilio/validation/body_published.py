"""Does the model order the hip flexors as cadavers and muscle signals do? Sign and order only."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ilio.body.angles import ANGLES
from ilio.body.fatigue import efforts
from ilio.body.grid import tendons
from ilio.body.mjcf import Brim
from ilio.body.muscle import strength
from ilio.body.share import BRIMS, CURVES, DEEP, flexing_moments
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import body_constants, body_muscles
from ilio.observations import FloatArray

EVEN = 0.5
STEP_DEG = 1.0


@dataclass(frozen=True)
class Trend:
    """One published sign or order beside the model's.

    Parameters
    ----------
    what
        What was compared.
    brim
        Variant of the model.
    model, published
        Numbers; `published` is None where only the sign was told.
    holds
        Whether the model has the published sign; None where nothing is judged.
    source
        Key of the reference.

    Examples
    --------
    >>> Trend("arm", "via", 52.0, 40.0, None, "kumazaki2022").holds is None
    True
    """

    what: str
    brim: Brim
    model: float
    published: float | None
    holds: bool | None
    source: str


def published_trends() -> tuple[Trend, ...]:
    """Every published sign and order, for both brims.

    Examples
    --------
    >>> len(published_trends())
    16
    """
    return tuple(row for brim in BRIMS for row in (*_cadavers(brim), *_signals(brim)))


def rectus_part(hip: FloatArray, brim: Brim) -> FloatArray:
    """Rectus femoris in rectus femoris and iliopsoas: largest force times arm, as in cadavers.

    Parameters
    ----------
    hip
        Flexion, shape (n,) [deg].
    brim
        Variant of the model.

    Returns
    -------
    FloatArray
        Shape (n,) [1].

    Examples
    --------
    >>> rectus_part(np.array([60.0, 90.0]), "obstacle").round(2)
    array([0.56, 0.46])
    """
    _, arm_m = tendons(hip, HORIZONTAL_DEG, brim=brim)
    pull = strength().max_force_n * arm_m[..., ANGLES.index("flexion")]
    rectus, deep = pull[:, _number("recfem")], pull[:, _deep()].sum(axis=1)
    return np.asarray(rectus / (rectus + deep))


def _cadavers(brim: Brim) -> Iterator[Trend]:
    seen = body_constants("published.kumazaki2022")
    source = "kumazaki2022"
    hips = np.arange(0.0, seen["up_to"] + STEP_DEG / 2, STEP_DEG)
    least = float(rectus_part(hips, brim).min())
    words = f"rectus femoris does more than iliopsoas up to {seen['up_to']:g} deg: its least part"
    yield Trend(words, brim, least, seen["rectus_part"], least > EVEN, source)
    parts = rectus_part(np.array([seen["up_to"], seen["seen_to"]]), brim)
    change = float(parts[0] - parts[1])
    words = f"part of iliopsoas rises from {seen['up_to']:g} to {seen['seen_to']:g} deg: by"
    yield Trend(words, brim, change, None, change > 0, source)
    _, arm_m = tendons(np.arange(0.0, seen["seen_to"]), HORIZONTAL_DEG, brim=brim)
    longest = float(arm_m[:, _number("recfem"), ANGLES.index("flexion")].argmax())
    words = "arm of rectus femoris is longest at hip angle [deg]"
    yield Trend(words, brim, longest, seen["rectus_longest"], None, source)


def _signals(brim: Brim) -> Iterator[Trend]:
    """Efforts at a part of the full load, over those at 0 deg, knee bent."""
    seen = body_constants("published.jiroumaru2014")
    hips = np.array([0.0, 30.0, 60.0])
    moment = flexing_moments(hips, np.full(len(hips), HORIZONTAL_DEG), brim, CURVES[0])
    load = body_constants("published.compared")["load"] * moment.sum(axis=1)
    effort, _ = efforts(load, moment, np.ones_like(moment), np.zeros(len(hips)))
    deep = (effort * moment)[:, _deep()].sum(axis=1) / moment[:, _deep()].sum(axis=1)
    names = {row: body_muscles()[row].name for row in ("tfl", "sart", "recfem")}
    for key in seen.names:
        muscle, angle = key.split("_")
        course = deep if muscle == "deep" else effort[:, _number(muscle)]
        model = float(course[hips == float(angle)][0] / course[0])
        measured = seen[key]
        holds = model < 1 if measured < 1 else None  # unchanged has no sign
        words = f"effort of {names.get(muscle, 'iliopsoas')} at {angle} deg over that at 0"
        yield Trend(words, brim, model, measured, holds, "jiroumaru2014")


def _number(muscle: str) -> int:
    return list(body_muscles()).index(muscle)


def _deep() -> np.ndarray:
    return np.array([row.group == DEEP for row in body_muscles().values()])
