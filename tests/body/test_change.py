import numpy as np
import pytest

from ilio.body.change import drops_when_longer
from ilio.body.load import Person
from ilio.body.telling_change import LONGER, tell_hold, tell_longer, tell_stronger
from ilio.body.tells import tell_attempt
from ilio.body.tells.knee_raise import raise_picture
from ilio.core import InputError, Measured

USUAL = Person.usual()
RAISED = tuple(np.array([angle]) for angle in (90.0, 90.0, 100.0))


@pytest.mark.parametrize("drop", [-10.0, 0.0, 10.0])
def test_longer_muscles_let_the_thigh_down_and_none_changes_nothing(drop):
    little, more = (drops_when_longer(drop, -5.0, gain, USUAL) for gain in (0.02, 0.05))
    assert (little > drop).all()
    assert (more > little).all()
    assert drops_when_longer(drop, -5.0, 0.0, USUAL) == pytest.approx(drop, abs=1e-6)


def test_a_thigh_that_nothing_explains_tells_nothing():
    assert len(drops_when_longer(80.0, 0.0, 0.02, USUAL)) == 0
    assert tell_longer(Measured(80, 78, 82, "deg"), 0.0, USUAL, "") is None


def test_an_open_end_of_the_thigh_counts_as_not_there():
    told = tell_longer(Measured(5, 5, np.inf, "deg"), 0.0, USUAL, "")
    assert np.isfinite([told.values[LONGER].high]).all()


def test_six_weeks_of_bands_lengthen_the_hold_of_weak_flexors():
    weak, stronger = tell_stronger(RAISED, USUAL).values.values()
    assert weak.value + 5 < stronger.value
    assert weak.low <= stronger.low
    assert "17 % more" in list(tell_stronger(RAISED, USUAL).values)[1]


def test_a_hold_that_outlasts_the_simulation_says_so():
    assert any("180 s" in note for note in tell_hold(RAISED, USUAL).notes)


def test_an_attempt_outside_the_model_is_told_and_does_not_raise():
    high = {"thigh_elevation_hold": Measured(170, 165, 175, "deg")}
    told = tell_attempt("knee-raise", "left", high, USUAL)
    assert told.statements == ()
    assert "Outside the model: Expected hip flexion from -40 to 120 deg" in told.why_not
    with pytest.raises(InputError, match="hip flexion from -40 to 120"):
        raise_picture(high, USUAL)


def test_only_a_raise_has_a_picture():
    held = {"thigh_elevation_hold": Measured(95, 90, 100, "deg")}
    assert tell_attempt("knee-raise", "left", held, USUAL).picture is not None
    lying = {"thigh_drop": Measured(5, 0, 10, "deg")}
    assert tell_attempt("thomas", "left", lying, USUAL).picture is None
