import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.body.bezier import BezierCurve
from ilio.body.curves import force_curves
from ilio.body.grid import tendons
from ilio.body.muscle import isometric_force, strength
from ilio.body.passive import SOURCES, passive_moments
from ilio.core import InputError, UnknownNameError

LENGTHS = np.linspace(0.1, 2.5, 241)


@pytest.mark.parametrize("name", ["millard", "degroote"])
def test_forces_are_what_their_names_say(name):
    curves = force_curves(name)
    every = np.repeat(LENGTHS[:, None], 29, axis=1)
    assert curves.active(np.array(1.0)) == pytest.approx(1.0, abs=0.01)
    assert curves.tendon(np.array(1.049)) == pytest.approx(1.0, abs=1e-6)
    assert (curves.active(LENGTHS) >= 0).all()
    assert (np.diff(curves.passive(every), axis=0) >= 0).all()
    assert (np.diff(curves.tendon(np.linspace(0.9, 1.1, 201))) >= 0).all()
    assert curves.tendon(np.array(0.99)) == 0


def test_published_points_of_the_two_active_curves():
    short = np.array([0.45])
    assert force_curves("millard").active(short)[0] == pytest.approx(0.31, abs=0.005)
    assert force_curves("degroote").active(short)[0] == pytest.approx(0.035, abs=0.0005)


def test_an_unknown_set_of_curves_is_refused():
    with pytest.raises(UnknownNameError, match="Did you mean 'millard'"):
        force_curves("milard")


@given(st.floats(0.05, 0.95), st.floats(0, 1), st.floats(1.1, 5))
def test_a_curve_passes_its_knots_and_has_their_slopes(middle, curviness, last_slope):
    last = (middle + 1, middle / 3 + (1 + last_slope) / 2, last_slope)
    curve = BezierCurve([(0, 0, 0), (middle, middle / 3, 1.0), last], curviness)
    at, step = np.array([0.0, middle, last[0]]), 1e-6
    assert curve(at) == pytest.approx([0, middle / 3, last[1]], abs=1e-9)
    slopes = (curve(at + step) - curve(at - step)) / (2 * step)
    assert slopes == pytest.approx([0, 1, last_slope], abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(
    st.floats(-40, 120),
    st.floats(0, 130),
    st.floats(0, 1),
    st.sampled_from(["millard", "degroote"]),
)
def test_force_is_finite_never_pushes_and_grows_with_activation(hip, knee, activation, curves):
    length_m, _ = tendons(hip, knee)
    force = isometric_force(length_m, activation, curves)
    more = isometric_force(length_m, min(1.0, activation + 0.1), curves)
    assert np.isfinite(force).all()
    assert (force >= 0).all()
    assert (more >= force - 1e-6).all()


def test_a_slack_muscle_has_no_force():
    force = isometric_force(0.5 * strength().tendon_slack_m, 1.0)
    assert (force == 0).all()


def test_fibre_and_tendon_are_in_balance():
    force = isometric_force(strength().optimal_fibre_m + strength().tendon_slack_m, 1.0)
    assert (0.5 * strength().max_force_n < force).all()
    assert (force < 1.3 * strength().max_force_n).all()


@pytest.mark.parametrize("length_m", [-0.1, 0.0, np.nan, np.inf])
def test_an_impossible_length_is_refused(length_m):
    with pytest.raises(InputError, match="lengths above 0 m"):
        isometric_force(np.full(29, length_m), 1.0)


@pytest.mark.parametrize("activation", [-0.01, 1.01, np.nan])
def test_an_impossible_activation_is_refused(activation):
    with pytest.raises(InputError, match="activations from 0 to 1"):
        isometric_force(np.full(29, 0.3), activation)


def test_the_three_passive_sources_agree_only_where_they_should():
    straight = passive_moments(np.array([-20.0, 0.0, 90.0]))
    assert list(straight) == list(SOURCES)
    assert straight["riener1999"] == pytest.approx([25.4, 8.6, -51.4], abs=0.05)
    assert straight["audu1985"] == pytest.approx([52.5, 4.6, -19.5], abs=0.05)
    assert straight["muscles"] == pytest.approx([24.5, 8.7, -144.6], abs=0.1)
    bent = passive_moments(0.0, 90.0)
    assert bent["muscles"] > 2 * bent["riener1999"]
