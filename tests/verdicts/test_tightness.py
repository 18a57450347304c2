"""The tightness axis: bands and chances from both sides, trials taken together, the tissue."""

import csv
import math
from dataclasses import replace
from statistics import NormalDist

import pytest
from built_attempts import ASKED, NOTE, STOP, deg, exact, on_the_table, trial

from ilio.core import InputError, Measured, Side
from ilio.observations import AttemptAnswers, Source
from ilio.verdicts import judge
from ilio.verdicts.bands import chance_with_prior
from ilio.verdicts.trials import lowest_of, mean_of

HAIR = 1e-6
Z80 = NormalDist().inv_cdf(0.8)


def tightness(*trials, rules="ilio"):
    return judge(trials, ASKED, rules)["left"].tightness


def step(*trials, rules="ilio"):
    return judge(trials, ASKED, rules)["left"].next_step


def judged(extension, drop=None, **more):
    return tightness(trial(extension, drop=drop, **more), trial(extension, drop=drop, **more))


@pytest.mark.parametrize(
    ("extension", "drop", "call"),
    [
        (exact(-HAIR), None, "tight"),
        (exact(0), None, "limited"),
        (exact(9.7 - HAIR), None, "limited"),
        (exact(9.7), None, "normal"),
        (exact(20 - HAIR), exact(25), "normal"),
        (exact(20), exact(20), "long"),
        (exact(25), exact(20 - HAIR), "normal"),
        (deg(-Z80 * 4 - HAIR, 0, 4), None, "tight"),
        (deg(-Z80 * 4 + HAIR, 0, 4), None, "cannot tell"),
        (deg(Z80 * 4 - HAIR, 0, 4), None, "cannot tell"),
        (deg(Z80 * 4 + HAIR, 0, 4), None, "limited"),
        (deg(-40, 0, 6 - HAIR), None, "tight"),
        (deg(-40, 0, 6 + HAIR), None, "cannot tell"),
        (deg(40, 0, 6 + HAIR), None, "cannot tell"),
    ],
)
def test_every_band_and_chance_from_both_sides(extension, drop, call):
    assert judged(extension, drop).call == call


def test_the_chance_is_that_of_the_error_alone():
    axis = judged(deg(-2, 0, 4))
    assert axis.probability == pytest.approx(NormalDist().cdf(0.5))


def test_the_prior_is_shown_and_never_decides():
    axis = judged(deg(-6, 0, 5))
    weight = 9.6**2 / (9.6**2 + 25)
    posterior = NormalDist(weight * -6 + (1 - weight) * 10.6, math.sqrt(weight) * 5)
    assert axis.with_prior == pytest.approx(posterior.cdf(0))
    assert axis.with_prior < 0.8 <= axis.probability
    assert axis.call == "tight"


def test_the_prior_says_nothing_about_an_open_end():
    assert chance_with_prior(on_the_table(5, 2), 0) is None
    assert chance_with_prior(exact(-1), 0) == 1


@pytest.mark.parametrize(
    ("extension", "drop", "own_band"),
    [
        (deg(-6, 0, 4), None, NormalDist(-6, 4).cdf(0)),
        (deg(6, 0, 4), None, NormalDist(6, 4).cdf(9.7)),
        (deg(12, 0, 4), None, 1 - NormalDist(12, 4).cdf(9.7)),
        (deg(18, 0, 4), deg(18), NormalDist(18, 4).cdf(20)),
        (deg(24, 0, 4), deg(24), 1 - NormalDist(24, 4).cdf(20)),
    ],
)
def test_the_chance_of_the_next_band(extension, drop, own_band):
    assert judged(extension, drop).next_band == pytest.approx(1 - own_band)


def test_an_open_axis_has_no_next_band():
    assert judged(deg(0, 0, 4)).next_band is None


@pytest.mark.parametrize(
    ("value", "call"),
    [(-5, "cannot tell"), (1, "cannot tell"), (5, "not tight"), (25, "not tight")],
)
def test_a_thigh_on_the_table_is_at_most_not_tight(value, call):
    rests = on_the_table(value, 3)
    axis = tightness(trial(rests, drop=rests), trial(rests, drop=rests))
    assert axis.call == call
    if call != "cannot tell":
        assert "at least" in axis.because[0].text


def test_a_mean_keeps_the_shared_error_and_shrinks_the_rest():
    mean = mean_of([deg(10, 3, 4)] * 4)
    assert mean.sem == pytest.approx(math.hypot(4, 1.5))
    assert mean.shared_sd == 4


def test_a_mean_takes_the_trials_own_spread_when_it_is_larger():
    mean = mean_of([deg(2, 1), deg(10, 1)])
    assert mean.value == 6
    assert mean.sem == pytest.approx(4)
    assert mean_of([deg(5, 3), deg(7, 3)]).sem == pytest.approx(3 / math.sqrt(2))


def test_no_trial_has_no_mean():
    with pytest.raises(
        InputError, match=r"Expected at least one trial, got none\. Measure one first"
    ):
        mean_of([])
    with pytest.raises(
        InputError, match=r"Expected at least one trial, got none\. Measure one first"
    ):
        lowest_of([])


@pytest.mark.parametrize(("gap", "differ"), [(6, False), (6 + HAIR, True)])
def test_two_trials_that_differ_ask_for_a_third(gap, differ):
    pair = trial(deg(15, 1)), trial(deg(15 + gap, 1))
    assert ("third trial" in step(*pair)) is (differ and tightness(*pair).call == "cannot tell")
    assert any("differ by" in r.text for r in tightness(*pair).because) is differ


def test_a_third_trial_is_asked_for_before_anything_else_of_this_test():
    assert "third trial" in step(trial(deg(-4, 1)), trial(deg(4, 1)))


@pytest.mark.parametrize(("spread", "call"), [(15, "normal"), (15 + HAIR, "cannot tell")])
def test_three_trials_that_scatter_cannot_be_read(spread, call):
    axis = tightness(*[trial(exact(10 + part * spread)) for part in (0, 0.5, 1)])
    assert axis.call == call
    if call == "cannot tell":
        assert any("range over 15" in r.text for r in axis.because)


def test_scattered_trials_are_set_up_afresh():
    assert "afresh" in step(trial(exact(10)), trial(exact(20)), trial(exact(30)))


def test_one_trial_may_decide_and_says_that_a_second_would_help():
    axis = tightness(trial(deg(-10, 2, 3.65)))
    assert axis.call == "tight"
    assert any("second one would make it surer" in r.text for r in axis.because)
    assert "second trial" in step(trial(deg(0, 4, 1)))


@pytest.mark.parametrize(
    ("value", "call"), [(-10, "tight"), (-1, "cannot tell"), (5, "limited"), (10, "normal")]
)
def test_a_typed_inclinometer_reading_with_the_flat_hand(value, call):
    reading = trial(deg(value, 2, math.hypot(2.2, 6 / 1.645)))
    assert tightness(reading).call == call


def test_an_unmeasured_pelvis_asks_for_the_hand():
    bare = trial(None, drop=deg(5, 3), pelvis_from="")
    assert tightness(bare).call == "cannot tell"
    assert tightness(bare).probability is None
    assert "flat hand" in step(bare)


def test_an_unmeasured_thigh_asks_for_the_thigh():
    nothing = trial(None, drop="none", pelvis_from="")
    assert "Look at the hanging thigh" in step(nothing)


def test_the_step_takes_away_the_larger_error():
    assert "Measure the pelvis better" in step(*[trial(deg(0, 1, 4))] * 2)
    assert "one more trial" in step(*[trial(deg(0, 4, 1), pelvis_from="tape")] * 2)
    assert "Repeat the Thomas test. The hug was deep." in step(
        *[trial(deg(0, 1, 4), gates=(NOTE,))] * 2
    )


def test_a_poor_device_is_named_when_the_pelvis_is_well_known():
    source = Source("answers", "typed", "goniometer")
    reading = replace(trial(deg(0, 1, 4), pelvis_from="tape"), source=source)
    assert "Measure the thigh with a phone" in step(reading, reading)


def test_pain_stops_this_axis():
    hurt = trial(deg(-20, 1), answers=AttemptAnswers(pain=True))
    assert tightness(hurt, trial(deg(-20, 1))).call == "cannot tell"


def test_a_blocking_gate_spoils_its_trial_only():
    bad = trial(deg(-20, 1), gates=(STOP,))
    assert tightness(bad, bad).because[0].text == "Both thighs rose."
    assert tightness(bad, trial(deg(15, 1)), trial(deg(15, 1))).call == "normal"


def test_an_over_hugged_thigh_is_not_called_tight():
    axis = judged(deg(13, 1, 3), deg(-5, 2))
    assert axis.call == "normal"
    assert any("pelvis is tucked" in r.text for r in axis.because)


def test_an_arched_back_hides_a_tight_hip():
    axis = judged(deg(-8, 1, 3), deg(4, 2))
    assert axis.call == "tight"
    assert any("back arches" in r.text for r in axis.because)


@pytest.mark.parametrize(
    ("gain", "tissue"),
    [
        (None, "hip flexors"),
        (Measured(5, HAIR, 10, "deg"), "two-joint flexors"),
        (Measured(5, 0, 10, "deg"), "hip flexors"),
        (Measured(5 - HAIR, 3, 7, "deg"), "hip flexors"),
        (Measured(2, 0, 5, "deg"), "hip flexors"),
        (Measured(2, 0, 5 - HAIR, "deg"), "one-joint flexors or capsule"),
    ],
)
def test_the_tissue_is_told_by_the_knee_step_alone(gain, tissue):
    axis = tightness(trial(deg(-20, 1), thigh_drop_knee_straight_gain=gain, knee_flexion=exact(9)))
    assert axis.tissue == tissue


def test_a_hip_that_is_neither_tight_nor_limited_has_no_tissue():
    assert judged(exact(15), thigh_drop_knee_straight_gain=exact(9)).tissue == ""


def test_knee_and_abduction_are_shown_beside_the_athletes():
    axis = judged(exact(15), knee_flexion=exact(40), hip_abduction=exact(20))
    shown = {r.quantity: (r.limit, r.source) for r in axis.because if "not scored" in r.text}
    assert shown == {"knee_flexion": (52.5, "harvey1998"), "hip_abduction": (15.6, "harvey1998")}


@pytest.mark.parametrize(
    ("drop", "call", "words"),
    [
        (deg(-HAIR, 3), "tight", "hover, within the error of the device"),
        (exact(0), "normal", "does not hover"),
        (deg(3, 3), "normal", "does not hover"),
        (deg(-12, 3), "tight", "level: hover."),
        (on_the_table(3, 3), "normal", "does not hover"),
    ],
)
def test_the_article_to_the_letter(drop, call, words):
    axis = tightness(trial(None, drop=drop, pelvis_from=""), rules="kawamoto2012")
    assert axis.call == call
    assert words in axis.because[0].text


def test_the_article_takes_any_hover_in_any_trial():
    axis = tightness(trial(None, drop=exact(9)), trial(None, drop=exact(-1)), rules="kawamoto2012")
    assert axis.call == "tight"


@pytest.mark.data
def test_runners_one_to_fourteen(data_dir):
    with (data_dir / "rbds_running" / "thomas_and_strength.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if int(r["Subject"]) <= 14]
    typed, checked = {}, {}
    for row in rows:
        for side, column in ((Side.LEFT, "LThomas"), (Side.RIGHT, "RThomas")):
            drop = deg(float(row[column]), 2, 2.2)
            hand = drop.widened(6 / 1.645, shared=True)
            name = f"{row['Subject']} {side}"
            bare = trial(None, side, drop=drop, pelvis_from="")
            typed[name] = [judge([bare], ASKED, rules)[side] for rules in ("kawamoto2012", "ilio")]
            checked[name] = judge([trial(hand, side, drop=drop)], ASKED)[side]
    hover = {n for n, (letter, _) in typed.items() if letter.tightness.call == "tight"}
    assert hover == {"5 right", "14 left"}
    for name in hover:
        assert "within the error of the device" in typed[name][0].tightness.because[0].text
    assert all(v.finding == "cannot tell" for _, v in typed.values())
    assert all("flat hand" in v.next_step for _, v in typed.values())
    definite = {n for n, v in checked.items() if v.tightness.call != "cannot tell"}
    assert len(definite) >= 20
    assert not definite & hover


def test_a_number_of_several_trials_says_so():
    """Else it stands unexplained beside the numbers of the trials."""
    one = judge([trial(deg(-11, 1, 4))], ASKED)["left"].tightness
    two = judge([trial(deg(-10, 1, 4)), trial(deg(-12, 1, 4))], ASKED)["left"].tightness
    said = "The hip stays 11 deg short of level"
    assert one.because[0].text.startswith(f"{said}: ")
    assert two.because[0].text.startswith(f"{said} (mean of 2 trials): ")


def test_a_failed_check_that_changed_nothing_is_no_reason_for_the_call():
    axis = judge([trial(deg(-11, 1, 4), gates=(NOTE,))] * 2, ASKED)["left"].tightness
    assert axis.call == "tight"
    assert "The hug was deep." not in [reason.text for reason in axis.because]
