"""Whatever the body model is given: it refuses with a range, or answers with numbers; never NaN."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ilio.body
from ilio import body
from ilio.body.angles import Posture
from ilio.body.bones import bone_places, muscle_path
from ilio.body.change import drops_when_longer
from ilio.body.curves import force_curves
from ilio.body.fatigue import endurance_s, hold_time, hold_times
from ilio.body.force_table import force_table
from ilio.body.passive import published_moments
from ilio.body.share import flexing_moments
from ilio.body.tells import tell_attempt
from ilio.body.tells.knee_raise import raise_picture, tell_raise
from ilio.body.tells.thomas import tell_thomas
from ilio.body.thomas import Hip
from ilio.body.thomas_batch import hang
from ilio.core import InputError, Measured
from ilio.knowledge import body_muscles

USUAL = body.Person.usual()


def person(mass: float, height: float) -> body.Person:
    return body.Person(20 + abs(mass), height)


def leg(angle: float, half: float) -> Measured:
    return Measured(angle, angle - abs(half), angle + abs(half), "deg")


def told_raise(thigh: float, knee: float, half: float) -> Any:
    seen = {"thigh_elevation_hold": leg(thigh, half), "knee_flexion_hold": leg(knee, half)}
    return tell_attempt("knee-raise", "left", seen, USUAL)


def told_thomas(drop: float, tilt: float, half: float) -> Any:
    seen = {"thigh_drop": leg(drop, half), "pelvic_tilt": leg(tilt, half)}
    return tell_attempt("thomas", "left", seen, USUAL)


def path_of(hip: float, knee: float) -> Any:
    places = bone_places(Posture(flexion=hip, knee=knee))
    return [muscle_path(row, places) for row in body_muscles().values()]


# Each takes up to four numbers, which may be anything at all.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Hold": lambda a, b, c, d: body.hold_of([a], [b], [c]),
    "Person": lambda a, b, c, d: body.Person(a, b),
    "Shares": lambda a, b, c, d: body.share(a, b),
    "Tissue": lambda a, b, c, d: body.Tissue(a, b, c),
    "drop_after_tilt": lambda a, b, c, d: body.drop_after_tilt(a, b, c, d),
    "drops_when_longer": lambda a, b, c, d: drops_when_longer(a, b, c / 100, USUAL),
    "endurance_s": lambda a, b, c, d: endurance_s(a, b, c),
    "flexing_moments": lambda a, b, c, d: flexing_moments(a, b, "via", "degroote"),
    "force_curves": lambda a, b, c, d: force_curves("millard").active(np.array([0.5, 1.5])),
    "force_table": lambda a, b, c, d: force_table("millard").force_n,
    "hang": lambda a, b, c, d: hang(a, b / 100, abs(c), mass_kg=20 + abs(d)),
    "hold_of": lambda a, b, c, d: body.hold_of([a], [b], [c], body.Tissue(d / 100)),
    "hold_time": lambda a, b, c, d: hold_time(a, np.array([b, c]), abs(d) / 100, 0.001),
    "hold_times": lambda a, b, c, d: hold_times([a], [[b, c]], [[abs(d) / 100, 0.001]]),
    "isometric_force": lambda a, b, c, d: body.isometric_force(np.full(29, a), b),
    "leg_moments_nm": lambda a, b, c, d: body.leg_moments_nm(a, b, person(c, d)),
    "limits_deg": lambda a, b, c, d: body.limits_deg(),
    "muscle_path": lambda a, b, c, d: path_of(a, b),
    "passive_moments": lambda a, b, c, d: body.passive_moments(a, b, brim="obstacle"),
    "picture_of": lambda a, b, c, d: body.picture_of(a, b, c, body.Tissue(d / 100)),
    "published_moments": lambda a, b, c, d: published_moments(a, b),
    "raise_picture": lambda a, b, c, d: raise_picture(
        {"thigh_elevation_hold": leg(a, b), "hip_flexion_peak": leg(c, b)}, USUAL
    ),
    "share": lambda a, b, c, d: body.share(leg(a, c), leg(b, d)),
    "tell_attempt": lambda a, b, c, d: (told_raise(a, b, c), told_thomas(a, b, c)),
    "tell_picture": lambda a, b, c, d: body.tell_picture(body.picture_of(a, b, c)),
    "tell_raise": lambda a, b, c, d: tell_raise({"thigh_elevation_hold": leg(a, b)}, USUAL),
    "tell_thomas": lambda a, b, c, d: tell_thomas({"thigh_drop": leg(a, b)}),
    "tendons": lambda a, b, c, d: body.tendons(a, b, adduction=c, rotation=d),
    "Hip": lambda a, b, c, d: Hip(a, b / 100, abs(c)),
    "thomas_spread": lambda a, b, c, d: body.thomas_spread(a, body.Tissue(b / 100)),
}

ANYTHING = st.one_of(
    st.floats(-60, 130),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -40.0, 120.0, 90.0, 200.0, -1e-300, 1e300]),
)


def numbers(answer: Any) -> list[float]:
    """Every number inside an answer."""
    if is_dataclass(answer) and not isinstance(answer, type):
        return [n for f in fields(answer) for n in numbers(getattr(answer, f.name))]
    if isinstance(answer, Mapping):
        return [n for value in answer.values() for n in numbers(value)]
    if isinstance(answer, tuple | list):
        return [n for value in answer for n in numbers(value)]
    if isinstance(answer, np.ndarray):
        return [float(n) for n in answer.reshape(-1)]
    return [float(answer)] if isinstance(answer, int | float | np.generic) else []


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=15, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_no_number_in_ever_gives_a_nan_out(
    name: str, a: float, b: float, c: float, d: float
) -> None:
    try:
        answer = FUNCTIONS[name](a, b, c, d)
    except InputError as refused:
        assert refused.expected
        assert refused.todo
        return
    found = numbers(answer)
    assert not np.isnan(found).any()
    if name != "endurance_s":  # a small load is held for ever
        assert np.isfinite(found).all()


def test_every_public_function_of_the_body_is_in_the_table() -> None:
    assert set(ilio.body.__all__) - FUNCTIONS.keys() == set()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: body.Person(-70, 1.75), "body mass from 20 to 250 kg, got -70"),
        (lambda: body.share(200, 90), "hip flexion from -40 to 120 deg, got 200"),
        (lambda: body.tendons(200), "hip flexion from -40 to 120 deg, got 200"),
        (lambda: body.passive_moments(200), "hip flexion from -40 to 120 deg, got 200"),
        (lambda: body.hold_of([200], [90], [90]), "hip flexion from -40 to 120 deg, got 200"),
        (lambda: body.picture_of(200), "hip flexion from -40 to 120 deg, got 200"),
        (lambda: body.thomas_spread(90), "pelvic tilt from -60 to 60 deg, got 90"),
        (lambda: Hip(90), "pelvic tilt from -60 to 60 deg, got 90"),
        (lambda: body.leg_moments_nm(np.nan, 90, USUAL), "thigh elevation from -360 to 360 deg"),
        (lambda: body.leg_moments_nm(90, 1e9, USUAL), "knee flexion from -360 to 360 deg"),
        (lambda: published_moments(np.inf), "hip flexion from -360 to 360 deg, got inf"),
        (lambda: body.drop_after_tilt(np.nan, 0, 50, 10), "thigh drop from -360 to 360 deg"),
        (lambda: body.drop_after_tilt(5, 0, 50, -10), "a further backward tilt above 0"),
        (lambda: drops_when_longer(np.nan, 0, 0.02, USUAL), "thigh drop from -360 to 360 deg"),
        (lambda: drops_when_longer(0, 0, 3.0, USUAL), "a gain in length from -0.3 to 0.3"),
        (lambda: bone_places(Posture(flexion=np.nan)), "angles from -360 to 360 deg, got nan"),
    ],
)
def test_what_cannot_be_is_refused_with_its_range(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        call()
