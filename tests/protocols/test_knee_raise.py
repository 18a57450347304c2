import math
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Z90, Side
from ilio.observations import AngleTrace, AttemptAnswers, Recording, Source
from ilio.protocols import measure
from ilio.sources.synthetic import KneeRaise, Wrong, knee_raise

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def made(truth, side=LEFT, answers=None, **how):
    recording = knee_raise(truth, side, **how)
    if answers is not None:
        recording = recording.with_answers(answers)
    return measure("knee-raise", recording, side)


def test_a_full_hold_is_measured_as_held_and_its_end_is_open():
    m = made(KneeRaise(thigh_deg=101, hold_s=31), device="markers", rate_hz=100)
    held = m.get("hold_time")
    assert held.value == pytest.approx(31.2, abs=0.3)
    assert held.low >= 30 and math.isinf(held.high)
    assert m.get("thigh_elevation_hold").value == pytest.approx(101, abs=0.3)
    assert not m.faults


def test_a_sagging_thigh_is_lost_when_the_truth_says():
    # 99 deg, sinking 1.3 deg/s from second 9: level is crossed at 9 + 9 / 1.3 s
    m = made(KneeRaise(thigh_deg=99, sag_after_s=9, sag_rate_deg_s=1.3))
    crossed = 9 + 9 / 1.3
    assert m.get("hold_time").value == pytest.approx(crossed, abs=0.3)
    assert m.get("hold_time").high < 30
    assert m.faults[0].name == "thigh below 90"
    assert m.get("time_to_first_fault").value == pytest.approx(crossed, abs=0.3)
    assert m.get("drift").value < -0.8


def test_a_recording_that_ends_while_held_is_open_not_short():
    m = made(KneeRaise(thigh_deg=101), wrong=Wrong(stop_s=15))
    assert m.get("hold_time").value == pytest.approx(12, abs=0.3)
    assert math.isinf(m.get("hold_time").high)
    assert not m.faults


@pytest.mark.parametrize(
    ("ended", "open_end"),
    [(None, True), ("chose to stop", True), ("lost balance", True), ("could not hold", False)],
)
def test_putting_the_leg_down_early_is_open_unless_it_could_not_be_held(ended, open_end):
    m = made(KneeRaise(thigh_deg=101, hold_s=12), answers=AttemptAnswers(ended=ended))
    assert m.get("hold_time").value == pytest.approx(12.2, abs=0.4)
    assert math.isinf(m.get("hold_time").high) is open_end


def test_never_reaching_level_is_a_hold_of_zero():
    m = made(KneeRaise(thigh_deg=80), device="markers", rate_hz=50)
    assert (m.get("hold_time").value, m.get("hold_time").high) == (0, 0)
    assert m.get("thigh_elevation_peak").value == pytest.approx(80, abs=1)


@pytest.mark.parametrize("dip_s, broken", [(0.3, False), (0.9, True)])
def test_short_dips_are_forgiven_and_long_ones_are_not(dip_s, broken):
    t = np.arange(0, 36, 0.01)
    angle = np.interp(t, [0, 1, 2, 34, 35], [0, 0, 100, 100, 0])
    angle[(t > 15) & (t < 15 + dip_s)] = 85
    log = Recording(
        Source("phone", "a.csv", "phone"), {("thigh_elevation", None): AngleTrace.of(t, angle)}
    )
    m = measure("knee-raise", log, LEFT)
    assert (m.get("hold_time").value < 20) is broken


def held_at(deg, *, sd=0.0):
    """Held at these angles from second 3 to 33, put down then."""
    t = np.arange(0, 36, 0.1)
    angle = np.interp(t, [0, 2, 3, 33, 34], [0, 0, 100, 100, 0])
    angle = np.where((t > 3) & (t < 33), np.interp(t, *deg), angle)
    trace = AngleTrace.of(t, angle, shared_sd_deg=sd)
    log = Recording(Source("phone", "a.csv", "phone"), {("thigh_elevation", None): trace})
    return measure("knee-raise", log, LEFT)


def test_the_first_fault_is_the_first_even_if_the_longest_hold_comes_after():
    m = held_at(([3, 13, 13.1, 14, 14.1, 33], [100, 100, 85, 85, 100, 100]))
    assert [fault.name for fault in m.faults] == ["thigh below 90"]
    assert m.get("time_to_first_fault").value == pytest.approx(10.1, abs=0.3)
    assert m.get("hold_time").value == pytest.approx(19, abs=0.5)


def test_a_thigh_that_starts_below_level_fails_at_once():
    m = held_at(([3, 12.9, 13.1, 33], [86, 86, 92, 92]))
    assert m.get("time_to_first_fault").value == 0.0


def test_the_first_fault_lies_between_its_bounds():
    """Sinks by 1 deg/s from 100: half a width of 3.3 deg is 3.3 s."""
    first = held_at(([3, 33], [100, 70]), sd=2.0).get("time_to_first_fault")
    assert (first.low, first.value, first.high) == pytest.approx((6.9, 10.1, 13.4), abs=0.3)


def test_a_full_hold_put_down_has_no_fault_however_wide_the_error():
    first = held_at(([3, 33], [100, 100]), sd=4.0).get("time_to_first_fault")
    assert first.low == pytest.approx(first.value, abs=0.5) and math.isinf(first.high)


def test_a_lost_stretch_never_makes_a_sure_hold():
    m = made(KneeRaise(thigh_deg=101), wrong=Wrong(gap_s=(15, 17)))
    assert m.get("hold_time").low < 20
    assert m.gate("no gap in the hold").state == "fail"


def test_the_other_leg_raised_is_said_and_nothing_is_measured():
    m = measure("knee-raise", knee_raise(KneeRaise(), LEFT), RIGHT)
    assert m.gate("the right leg").stops
    assert "left leg is raised in this file" in m.gate("the right leg").detail
    assert "left leg is raised" in m.unmeasured["hold_time"]


def test_a_squat_is_not_a_raise():
    m = made(KneeRaise(thigh_deg=95, other_thigh_deg=95))
    assert m.gate("one leg only").stops


@pytest.mark.parametrize(
    "lean", [-90.0, 90.0, 180.0], ids=["lies", "lies prone", "stands on the head"]
)
def test_a_picture_on_its_side_or_head_is_no_knee_raise(lean):
    """Points with x and y exchanged, or with y upwards, gave a hold of its own."""
    recording = knee_raise(KneeRaise(), LEFT)
    trunk = recording.trace("trunk_lean")
    turned = replace(trunk, angle_deg=trunk.angle_deg + lean)
    upright = measure("knee-raise", recording, LEFT).gate("upright")
    found = measure(
        "knee-raise",
        replace(recording, traces={**recording.traces, ("trunk_lean", None): turned}),
        LEFT,
    ).gate("upright")
    assert upright.state == "pass"
    assert found.stops and "The trunk leans by " in found.detail


def test_truncated_at_the_top_has_no_standing_pose_and_no_changes():
    recording = knee_raise(KneeRaise(after_s=0), LEFT)
    late = {key: trace.between(6, 30) for key, trace in recording.traces.items()}
    m = measure("knee-raise", replace(recording, traces=late), LEFT)
    assert m.gate("standing pose").state == "fail"
    assert m.unmeasured["trunk_lean_change"] == "no standing pose to hold it against"
    assert m.get("thigh_elevation_peak").value == pytest.approx(100)


def test_trunk_forward_and_backward_keep_their_sign():
    assert made(KneeRaise(lean_deg=15)).get("trunk_lean_change").value == pytest.approx(15, abs=0.1)
    assert made(KneeRaise(lean_deg=-12)).get("trunk_lean_change").value == pytest.approx(
        -12, abs=0.1
    )


def test_the_usual_pelvic_share_is_no_excess_and_a_large_one_is_a_fault():
    usual = made(KneeRaise(pelvic_share=18.1))
    assert usual.get("pelvic_share").value == pytest.approx(18.1, abs=0.1)
    assert usual.get("lumbar_rounding_excess").value == pytest.approx(0, abs=0.2)
    large = made(KneeRaise(pelvic_share=45))
    assert large.get("pelvic_share").low > 37.5
    assert "low back rounding" in [f.name for f in large.faults]


def test_rounding_that_grows_is_measured_as_growth():
    m = made(KneeRaise(rounding_deg=12))
    assert m.get("lumbar_rounding_growth").value == pytest.approx(12, abs=0.6)
    assert m.get("pelvic_excess_growth").value == pytest.approx(12, abs=0.6)


def test_a_bent_knee_is_told_but_blocks_nothing():
    gate = made(KneeRaise(knee_deg=125)).gate("knee at about 90")
    assert gate.state == "fail" and not gate.stops
    assert "easier by up to 17 %" in gate.detail


def test_a_phone_lists_what_it_cannot_see():
    m = made(KneeRaise(), device="phone")
    assert set(m.unmeasured) >= {"trunk_lean_change", "pelvic_tilt_change", "knee_flexion_hold"}
    assert not set(m.unmeasured) & set(m.quantities)


def test_video_bias_keeps_a_level_hold_open():
    m = made(KneeRaise(thigh_deg=93), device="video", rate_hz=5)
    assert m.get("hold_time").value > 30 and m.get("hold_time").low < 30


TYPED = Recording(Source("answers", "typed", "eye"))


@pytest.mark.parametrize(
    ("answers", "low", "high"),
    [
        ({"thigh_seen": "clearly above", "ended": "full time"}, 30, math.inf),
        ({"thigh_seen": "about level", "ended": "full time"}, 0, math.inf),
        ({"thigh_seen": "below", "ended": "full time"}, 0, 0),
    ],
)
def test_words_alone_bound_the_hold(answers, low, high):
    m = measure("knee-raise", TYPED.with_answers(AttemptAnswers(seen_by="friend", **answers)), LEFT)
    assert (m.get("hold_time").low, m.get("hold_time").high) == (low, high)


def test_what_was_only_felt_is_wider_than_what_a_friend_saw():
    widths = []
    for who in ("friend", "mirror", "felt"):
        words = AttemptAnswers(trunk_forward="no", seen_by=who)
        lean = measure("knee-raise", TYPED.with_answers(words), LEFT).get("trunk_lean_change")
        widths.append(lean.high - lean.low)
    assert widths == sorted(widths) and widths[0] < widths[1] < widths[2]


def test_nothing_asked_is_unmeasured_never_zero():
    m = measure("knee-raise", TYPED, LEFT)
    assert not m.quantities
    assert m.unmeasured["hold_time"] == "neither measured nor asked"


def test_the_time_of_the_first_fault_has_the_bounds_of_the_angle():
    m = made(KneeRaise(thigh_deg=99, sag_after_s=9, sag_rate_deg_s=1.3), device="video", rate_hz=10)
    first, held = m.get("time_to_first_fault"), m.get("hold_time")
    assert first.low <= held.low + 0.5 and first.high >= held.high - 0.5
    assert first.low < first.value < first.high


def test_no_fault_within_reach_of_the_error_leaves_the_time_open_and_sure():
    first = made(KneeRaise(thigh_deg=105), device="markers", rate_hz=50).get("time_to_first_fault")
    assert first.low == first.value and math.isinf(first.high)


def test_the_pelvic_share_pays_for_the_raise_it_is_a_share_of():
    time = np.arange(0, 36, 0.2)
    thigh, tilt = (np.interp(time, [0, 2, 3, 35], [0, 0, top, top]) for top in (100.0, -40.0))

    def half_width(thigh_sd: float) -> float:
        traces = {
            ("thigh_elevation", LEFT): AngleTrace.of(time, thigh, change_sd_deg=thigh_sd),
            ("pelvic_tilt", None): AngleTrace.of(time, tilt, change_sd_deg=1.0),
        }
        film = Recording(Source("video", "a", "video"), traces)
        share = measure("knee-raise", film, LEFT).get("pelvic_share")
        assert share.value == pytest.approx(40)
        return (share.high - share.low) / 2

    assert half_width(0.0) == pytest.approx(Z90 * 1.0, rel=0.01)
    # 5 of 100 deg of raise are 2 of the 40 %
    assert half_width(5.0) == pytest.approx(Z90 * np.hypot(1.0, 2.0), rel=0.01)
