from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.body.angles import Posture
from ilio.body.bones import bone_places, muscle_path
from ilio.body.load import Person
from ilio.body.picture import picture_of
from ilio.body.share import share
from ilio.body.skeleton import Skeleton
from ilio.body.telling_picture import tell_picture
from ilio.body.thomas_batch import hang
from ilio.body.thomas_ensemble import drops_by_variant, thomas_spread
from ilio.body.tissue import Tissue
from ilio.core import InputError
from ilio.knowledge import body_muscles, claims


def test_bones_lie_where_mujoco_puts_them():
    pytest.importorskip("mujoco")
    posture = Posture(70, 5, -4, 95)
    skeleton = Skeleton()
    skeleton.tendons(posture)
    data, places = skeleton._data, bone_places(posture)
    hip = data.body("femur_right").xpos
    for key, row in body_muscles().items():
        for number, point in enumerate(row.points, 1):
            ours = (places[point.body] @ np.array([*point.at_m, 1.0]))[:3]
            site = data.site(f"{key}_right_{number}").xpos - hip
            assert ours == pytest.approx(site, abs=1e-8), (key, number)


def test_the_drawn_way_is_nearly_as_long_as_the_muscle():
    """One point stands for a bend, so a little is missing; a wrong bone would be centimetres off."""
    pytest.importorskip("mujoco")
    skeleton = Skeleton()
    for hip, knee in ((-30, 20), (0, 90), (60, 60), (100, 120)):
        length_m, _ = skeleton.tendons(Posture(hip, 0, 0, knee))
        places = bone_places(Posture(hip, 0, 0, knee))
        for key, true_m in zip(body_muscles(), length_m, strict=True):
            way = muscle_path(body_muscles()[key], places)
            drawn_m = np.linalg.norm(np.diff(way, axis=0), axis=1).sum()
            assert drawn_m == pytest.approx(true_m, abs=0.02), (key, hip, knee)


def test_a_picture_of_the_models_own_leg_has_the_models_shares():
    picture = picture_of(80.0, 90.0)
    told = share(80, 90)
    assert picture.deep.value == pytest.approx(told.deep.value, abs=0.1)
    by_key = {muscle.key: muscle.share for muscle in picture.muscles}
    for key in ("psoas", "iliacus", "recfem", "sart", "tfl"):
        assert by_key[key].high == pytest.approx(told.muscles[key].high, abs=0.1)
    assert picture.numbers["capacity"].value == pytest.approx(told.capacity.value, abs=0.2)


def test_the_quick_thomas_test_is_the_compiled_one():
    """Up to 20 deg above level; higher up a leg may have several balances."""
    pytest.importorskip("numba")
    rng = np.random.default_rng(4)
    tilts, shortenings = rng.uniform(-30, 15, 60), rng.uniform(-0.05, 0.12, 60)
    compiled = hang(tilts, shortenings)
    compared = 0
    for tilt, shortening, drop in zip(tilts, shortenings, compiled.thigh_drop_deg, strict=True):
        if drop > -20:
            quick = drops_by_variant(tilt, Tissue(shortening), Person.usual())
            assert quick[0, 0] == pytest.approx(drop, abs=0.1)
            compared += 1
    assert compared > 40


def test_shorter_hangs_higher_and_a_tipped_pelvis_too():
    drops = [thomas_spread(0.0, Tissue(s))[0] for s in (-0.05, 0.0, 0.05, 0.1)]
    assert all(a.value > b.value for a, b in pairwise(drops))
    tilts = [thomas_spread(t)[0].value for t in (10.0, 0.0, -10.0, -20.0)]
    assert all(4 < a - b < 16 for a, b in pairwise(tilts))


def test_tilt_turns_the_whole_leg():
    level, tipped = (picture_of(90.0, 90.0, tilt) for tilt in (0.0, -10.0))
    (_, knee), (_, tipped_knee) = level.bones["femur"], tipped.bones["femur"]
    angle = [np.degrees(np.arctan2(y, x)) for x, y in (knee, tipped_knee)]
    assert angle[1] - angle[0] == pytest.approx(10, abs=1e-6)
    assert tipped.thigh_elevation_deg == 100


def test_weak_deep_muscles_lose_their_share():
    usual, weak = (picture_of(90.0, 90.0, 0.0, Tissue(deep_strength=d)) for d in (1.0, 0.5))
    assert weak.deep.high < usual.deep.low
    assert weak.numbers["hold"].value < usual.numbers["hold"].value


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-40, 120),
    st.floats(0, 130),
    st.floats(-60, 60),
    st.floats(-0.3, 0.3),
    st.floats(0.05, 3),
    st.floats(0.05, 3),
)
def test_no_slider_ever_yields_a_nan(hip, knee, tilt, shortening, strength, deep_strength):
    picture = picture_of(hip, knee, tilt, Tissue(shortening, strength, deep_strength))
    spreads = [*picture.numbers.values(), picture.deep, *(m.share for m in picture.muscles)]
    for spread in spreads:
        assert np.isfinite([spread.low, spread.value, spread.high]).all()
        assert spread.low <= spread.value + 1e-9
        assert spread.value <= spread.high + 1e-9
    lines = [*picture.bones.values(), *(muscle.points for muscle in picture.muscles)]
    assert all(np.isfinite(line).all() for line in lines)
    assert {told.claim for told in tell_picture(picture)} <= claims().keys()


def test_beyond_the_model_is_said():
    told = tell_picture(picture_of(101.0))
    assert any("Beyond the model: above 100 deg" in note for note in told[0].notes)
    assert not any("Beyond" in note for note in tell_picture(picture_of(99.0))[0].notes)


def test_a_leg_held_by_resting_tissue_alone_is_said():
    told = {t.claim: t for t in tell_picture(picture_of(-20.0, 90.0))}
    assert "Resting tissue alone holds the thigh here." in told["model_hold"].notes
    assert told["model_hold"].values["Held for"].low == 180


def test_an_impossible_posture_is_refused():
    with pytest.raises(InputError, match="hip flexion from -40 to 120 deg, got 121"):
        picture_of(121.0)
    with pytest.raises(InputError, match="pelvic tilt from -60 to 60 deg, got -61"):
        picture_of(0.0, 0.0, -61.0)
