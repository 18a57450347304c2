"""Attempts and trials as the protocols would give them, with one thing changed at a time."""

import math
from dataclasses import replace

from ilio.core import Measured, Side
from ilio.observations import Answers, AttemptAnswers, Gate, Source
from ilio.protocols.measurement import Measurement

FREE = Answers(
    red_flags=frozenset(),
    do_not_test=frozenset(),
    age_years=34,
    passive_knee_to_chest_deg={Side.LEFT: 120, Side.RIGHT: 120},
    passive_knee_to_chest_pain={Side.LEFT: False, Side.RIGHT: False},
)
ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)


def deg(value, sd=0.0, shared_sd=0.0):
    return Measured.from_sd(value, sd, "deg", shared_sd=shared_sd)


def exact(value, unit="deg"):
    return Measured(value, value, value, unit)


SOUND = {
    "hold_time": exact(30, "s"),
    "trunk_lean_change": exact(0),
    "pelvic_share": exact(18, "%"),
    "lumbar_rounding_excess": exact(0),
    "lumbar_rounding_growth": exact(0),
    "knee_flexion_hold": exact(90),
}


def raise_(side=Side.LEFT, *, answers=None, gates=(), without=(), **changed):
    quantities = {k: v for k, v in (SOUND | changed).items() if k not in without}
    return Measurement(
        "knee-raise",
        side,
        Source("markers", "raise.trc", "markers"),
        quantities,
        gates=gates,
        answers=answers or AttemptAnswers(),
    )


def trial(
    extension,
    side=Side.LEFT,
    *,
    drop=None,
    pelvis_from="hand check",
    answers=None,
    gates=(),
    **more,
):
    drop = extension if drop is None else drop
    quantities = {"thigh_drop": drop, "hip_extension": extension, **more}
    return Measurement(
        "thomas",
        side,
        Source("phone", "thigh.csv", "phone"),
        {k: v for k, v in quantities.items() if isinstance(v, Measured)},
        gates=gates,
        answers=answers or AttemptAnswers(),
        pelvis_from=pelvis_from,
    )


def on_the_table(value, sd):
    """A thigh that rests: the truth is at least this."""
    return replace(deg(value, sd), high=math.inf)


STOP = Gate("one leg only", "fail", "Both thighs rose.", blocks=True)
NOTE = Gate("hug depth", "fail", "The hug was deep.")
