import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.body.load import Person, drop_after_tilt, leg_moments_nm
from ilio.body.share import BRIMS, CURVES, DEEP, SUPERFICIAL, flexing_moments, share
from ilio.body.tells.knee_raise import tell_raise
from ilio.body.tells.thomas import tell_thomas
from ilio.core import InputError, Measured
from ilio.knowledge import body_muscles, claims

USUAL = Person.usual()
GROUPS = np.array([row.group for row in body_muscles().values()])


def deep_share(hip, knee, brim, curves="millard"):
    moment = flexing_moments(hip, knee, brim, curves)
    deep, superficial = (moment[group == GROUPS].sum() for group in (DEEP, SUPERFICIAL))
    return deep / (deep + superficial)


def test_the_deep_share_as_it_was_found_free_of_the_brim():
    found = [deep_share(hip, 90, "obstacle") for hip in (60, 90, 110)]
    assert found == pytest.approx([0.36, 0.49, 0.57], abs=0.006)


@pytest.mark.parametrize("brim", BRIMS)
@pytest.mark.parametrize("curves", CURVES)
def test_as_in_cadavers_the_iliopsoas_share_rises_beyond_60_deg(brim, curves):
    """Kumazaki: about a third against rectus femoris up to 60 deg, more beyond (knee bent)."""
    keys = list(body_muscles())
    rectus = {hip: flexing_moments(hip, 90, brim, curves)[keys.index("recfem")] for hip in (60, 90)}
    deep = {hip: flexing_moments(hip, 90, brim, curves)[GROUPS == DEEP].sum() for hip in (60, 90)}
    assert rectus[60] / (rectus[60] + deep[60]) > rectus[90] / (rectus[90] + deep[90])


def test_beyond_90_deg_the_variants_disagree_in_direction():
    rises = {
        (brim, curves): deep_share(115, 90, brim, curves) > deep_share(90, 90, brim, curves)
        for brim in BRIMS
        for curves in CURVES
    }
    assert set(rises.values()) == {True, False}


@settings(max_examples=10, deadline=None)
@given(st.floats(-40, 119), st.floats(0, 130))
def test_shares_add_up_and_lie_inside_their_spread(hip, knee):
    found = share(hip, knee)
    assert all(
        0 <= s.low <= s.value <= s.high <= 100 for s in (*found.muscles.values(), found.deep)
    )
    parts = [s.value for s in found.muscles.values()]
    assert sum(parts) == pytest.approx(
        100, abs=6
    )  # medians of four need not add up to the last per cent
    assert found.capacity.low > 0


def test_a_doubtful_angle_only_widens():
    sharp, doubtful = (
        share(80, 90),
        share(Measured(80, 70, 90, "deg"), Measured(90, 70, 110, "deg")),
    )
    for key, spread in sharp.muscles.items():
        wide = doubtful.muscles[key]
        assert wide.low <= spread.low + 1e-9
        assert wide.high >= spread.high - 1e-9
        assert wide.value == pytest.approx(spread.value)


def test_angles_past_100_deg_are_marked_and_past_the_model_cut_or_refused():
    assert not share(100, 90).beyond
    assert share(101, 90).beyond
    assert share(Measured(95, 85, 105, "deg"), 90).beyond
    assert share(Measured(110, 90, 130, "deg"), 90).cut
    with pytest.raises(InputError, match="hip flexion from -40 to 120 deg, got 200"):
        share(200, 90)
    with pytest.raises(InputError, match="hip flexion from -40 to 120 deg, got nan"):
        flexing_moments(np.nan, 90, "via", "millard")


@pytest.mark.parametrize(
    ("mass", "height", "message"),
    [(-70, 1.75, "mass from 20 to 250 kg, got -70"), (70, 175, "height from 1 to 2.3 m, got 175")],
)
def test_an_impossible_person_is_refused(mass, height, message):
    with pytest.raises(InputError, match=message):
        Person(mass, height)


def weight(thigh, knee, person=USUAL):
    return leg_moments_nm(thigh, knee, person)["men"]


def test_the_leg_weighs_most_when_level_and_nothing_when_it_hangs():
    assert weight(0, 0) == 0
    assert weight(90, 90) == pytest.approx(33.5, abs=0.1)
    assert weight(90, 0) > weight(90, 90) > weight(110, 110)
    assert weight(110, 110) == pytest.approx(31.5, abs=0.1)
    assert weight(90, 90, Person(140, 1.75)) == pytest.approx(2 * weight(90, 90))


@pytest.mark.parametrize("drop", [-25, -10, 0, 10, 25])
def test_tilting_the_pelvis_back_lifts_the_thigh_almost_as_far(drop):
    after = drop_after_tilt(drop, 0, 50, 10)
    assert after
    assert all(6 < drop - then < 14 for then in after.values())


def test_no_further_tilt_changes_nothing():
    after = drop_after_tilt(5, -8, 50, 1e-6)
    assert all(then == pytest.approx(5, abs=1e-3) for then in after.values())


def test_statements_are_claims_of_the_ledger():
    held = {"thigh_elevation_hold": Measured(100, 95, 105, "deg")}
    lying = {"thigh_drop": Measured(-8, -15, -1, "deg")}
    told = (*tell_raise(held, USUAL), *tell_thomas(lying))
    assert len(told) == 6
    assert {s.claim for s in told} <= claims().keys()


def test_what_was_not_measured_tells_nothing():
    assert tell_raise({}, USUAL) == ()
    assert tell_thomas({}) == ()


def test_markers_on_the_pelvis_are_used_and_their_lack_is_said():
    held = {"thigh_elevation_hold": Measured(100, 95, 105, "deg")}
    share_told, *_ = tell_raise(held, USUAL)
    assert "The pelvis was not measured" in share_told.notes[0]
    marked = held | {
        "hip_flexion_peak": Measured(85, 83, 87, "deg"),
        "knee_flexion_hold": Measured(92, 90, 94, "deg"),
    }
    share_told, *_ = tell_raise(marked, USUAL)
    assert share_told.notes == ()
    with pytest.raises(InputError, match="knee flexion from 0 to 130 deg, got -30"):
        tell_raise(held | {"knee_flexion_hold": Measured(-30, -35, -25, "deg")}, USUAL)


def test_the_weight_is_surer_than_the_resting_tissue():
    angles = {"thigh_elevation_hold": 100, "knee_flexion_hold": 90}
    held = {name: Measured(a, a - 2, a + 2, "deg") for name, a in angles.items()}
    _, demand, *_ = tell_raise(held, USUAL)
    weight, resting, capacity = demand.values.values()
    assert weight.high - weight.low < 8 < resting.high - resting.low
    assert weight.high < capacity.low
