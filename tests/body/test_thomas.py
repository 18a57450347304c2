import sys

import numpy as np
import pytest

import ilio.body
from ilio.body.thomas import Hip, thomas_angles
from ilio.body.thomas_batch import hang
from ilio.core import InputError, MissingExtraError
from ilio.validation.body import thomas_checks

pytest.importorskip("numba")


def test_numba_and_scipy_find_the_same_balance():
    (check,) = thomas_checks(5)
    assert check.passed, check


def test_backward_tilt_and_short_muscles_lift_the_thigh():
    tilted = hang([0.0, -10.0, -20.0, -30.0]).thigh_drop_deg
    assert tilted == pytest.approx([26.0, 18.3, 10.0, 1.2], abs=0.1)
    short = hang(0.0, [-0.05, 0.0, 0.05, 0.12]).thigh_drop_deg
    assert (np.diff(short) < 0).all()
    assert short[-1] < 0


def test_a_heavier_leg_hangs_lower_and_a_stiffer_hip_higher():
    assert (
        hang(-15.0, mass_kg=[60.0, 90.0]).thigh_drop_deg[1]
        > hang(-15.0, mass_kg=60.0).thigh_drop_deg[0]
    )
    stiff = hang(-15.0, stiffness=[0.5, 1.0, 2.0]).thigh_drop_deg
    assert (np.diff(stiff) < 0).all()


def test_a_hip_that_nothing_holds_is_marked_and_never_a_nan():
    loose = hang([0.0, 10.0], stiffness=0.1)
    assert loose.beyond.all()
    assert loose.thigh_drop_deg == pytest.approx([40.0, 50.0])
    assert np.isfinite(loose.knee_deg).all()
    drop, knee, beyond = thomas_angles(Hip(0.0, 0.0, 0.1))
    assert (beyond, drop) == (True, 40.0)
    assert 0 <= knee <= 130


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("tilt_deg", 90, "pelvic tilt from -60 to 60 deg, got 90"),
        ("tilt_deg", np.nan, "pelvic tilt from -60 to 60 deg, got nan"),
        ("shortening", 0.5, "shortening of the iliopsoas from -0.3 to 0.3, got 0.5"),
        ("stiffness", 0.0, "stiffness over the model's from 0.1 to 10, got 0"),
        ("mass_kg", [70.0, -1.0], "body mass from 20 to 250 kg, got -1"),
    ],
)
def test_an_impossible_hip_is_refused(name, value, message):
    with pytest.raises(InputError, match=message):
        hang(**{"tilt_deg": 0.0} | {name: value})
    if name != "mass_kg":
        with pytest.raises(InputError, match=message):
            Hip(**{name: value})


def test_without_numba_the_message_says_what_to_install(monkeypatch):
    monkeypatch.delattr(ilio.body, "thomas_kernel", raising=False)
    monkeypatch.delitem(sys.modules, "ilio.body.thomas_kernel", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(MissingExtraError, match=r"many virtual people.*pip install numba"):
        hang(0.0)
