import math
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Measured, Side
from ilio.observations import AngleTrace, AttemptAnswers, Recording, Source
from ilio.protocols import measure
from ilio.sources.synthetic import Thomas, thomas

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def made(truth, side=LEFT, answers=None, **how):
    recording = thomas(truth, side, **how)
    if answers is not None:
        recording = recording.with_answers(answers)
    return measure("thomas", recording, side)


def typed(drop_deg=12.0, **answers):
    reading = {("thigh_drop", None): Measured.from_sd(drop_deg, 2, "deg", shared_sd=2.2)}
    words = AttemptAnswers(**answers)
    return measure(
        "thomas", Recording(Source("answers", "typed", "inclinometer"), {}, reading, words), LEFT
    )


@pytest.mark.parametrize(
    ("extension", "tilt"), [(-11, 4), (13, 18), (-10, -12), (14, 0), (25, 2), (-20, 5)]
)
def test_over_hug_and_arch_are_corrected_one_to_one(extension, tilt):
    m = made(Thomas(extension_deg=extension, posterior_tilt_deg=tilt), device="markers")
    assert m.get("thigh_drop").value == pytest.approx(extension - tilt, abs=0.3)
    assert m.get("pelvic_tilt").value == pytest.approx(-tilt, abs=0.3)
    assert m.get("hip_extension").value == pytest.approx(extension, abs=0.5)
    assert m.pelvis_from == "markers"


def test_everything_else_that_a_full_source_sees():
    m = made(Thomas(knee_deg=62, abduction_deg=7, hugged_deg=210))
    assert m.get("knee_flexion").value == pytest.approx(62)
    assert m.get("hip_abduction").value == pytest.approx(7)
    assert m.get("hugged_thigh_elevation").value == pytest.approx(210)


def test_the_pelvis_in_order_of_trust():
    phone = thomas(Thomas(), LEFT, device="phone")
    tilt = {("pelvic_tilt", None): Measured.from_sd(-4, 1, "deg")}
    snug = AttemptAnswers(hand_check="snug")
    markers = thomas(Thomas(), LEFT, device="markers").with_answers(snug, tilt)
    assert measure("thomas", markers, LEFT).pelvis_from == "markers"
    assert measure("thomas", phone.with_answers(snug, tilt), LEFT).pelvis_from == "typed"
    assert measure("thomas", phone.with_answers(snug), LEFT).pelvis_from == "hand check"
    assert measure("thomas", phone, LEFT).pelvis_from == ""
    video = thomas(Thomas(), LEFT, device="video")
    assert measure("thomas", video, LEFT).pelvis_from == "hug share"


def test_nothing_known_of_the_pelvis_leaves_e_unmeasured():
    m = made(Thomas(), device="phone")
    assert m.unmeasured["hip_extension"] == "nothing is known of the pelvis"
    assert "flat hand" in m.gate("pelvis near neutral").detail


def test_the_hug_alone_is_wide_and_never_asks_for_a_repeat():
    m = made(Thomas(hugged_deg=240), device="video")
    assert m.get("hip_extension").sem > 6
    assert m.gate("pelvis near neutral").state == "unknown"


@pytest.mark.parametrize(
    ("tilt", "state", "stops"), [(4, "pass", False), (12, "fail", False), (25, "fail", True)]
)
def test_a_tipped_pelvis_is_told_and_far_out_it_stops(tilt, state, stops):
    gate = made(Thomas(posterior_tilt_deg=tilt)).gate("pelvis near neutral")
    assert (gate.state, gate.stops) == (state, stops)


def test_the_further_the_pelvis_tipped_the_wider_is_e():
    widths = [
        made(Thomas(posterior_tilt_deg=tilt), device="markers").get("hip_extension").sem
        for tilt in (2, 8, 15)
    ]
    assert widths[0] < widths[1] < widths[2]


def test_a_snug_hand_carries_its_whole_error_as_shared():
    m = typed(hand_check="snug")
    assert m.get("pelvic_tilt").shared_sd == pytest.approx(6 / 1.645)
    assert m.get("hip_extension").shared_sd == pytest.approx(math.hypot(2.2, 6 / 1.645))


def test_a_thigh_that_rests_on_the_table_is_censored():
    m = typed(10, hand_check="snug", thigh_contact="rests")
    assert math.isinf(m.get("thigh_drop").high) and math.isinf(m.get("hip_extension").high)


def test_contact_alone_reads_as_a_drop():
    words = AttemptAnswers(thigh_contact="hovers", hand_check="snug")
    m = measure("thomas", Recording(Source("answers", "typed", "eye")).with_answers(words), LEFT)
    assert m.get("thigh_drop").value < 0 and m.get("hip_extension").value < 0


@pytest.mark.parametrize("drop", [40, -35])
def test_an_implausible_angle_is_queried(drop):
    gate = typed(drop, hand_check="snug").gate("plausible")
    assert gate.stops and "Read it again" in gate.detail


def test_straightening_the_knee_gives_a_gain_whose_bias_cancels():
    m = typed(5, hand_check="snug", drop_knee_straight_deg=14)
    gain = m.get("thigh_drop_knee_straight_gain")
    assert gain.value == 9
    assert gain.sem == pytest.approx(2 * math.sqrt(2))


def test_the_other_leg_hanging_is_said():
    m = measure("thomas", thomas(Thomas(), LEFT), RIGHT)
    assert m.gate("tested leg").stops
    assert "left thigh hangs in this file" in m.gate("tested leg").detail


def test_a_thigh_that_never_hangs_still_is_not_measured():
    recording = thomas(Thomas(), LEFT, device="phone")
    ((key, trace),) = recording.traces.items()
    swinging = replace(trace, angle_deg=trace.angle_deg + 20 * (trace.time_s % 0.5))
    m = measure("thomas", replace(recording, traces={key: swinging}), LEFT)
    assert m.gate("still").stops
    assert m.unmeasured["thigh_drop"] == "the thigh never hung still"


@pytest.mark.parametrize("seed", range(5))
def test_the_noise_of_a_camera_is_no_movement(seed):
    """Standard deviation 1.9 deg at 10 pictures a second: more than the still range from end to end."""
    t = np.arange(0, 8, 0.1)
    angle = np.interp(t, [0, 3, 4, 8], [150, 150, 85, 85])
    noisy = angle + np.random.default_rng(seed).normal(0, 1.9, len(t))
    assert np.ptp(noisy[45:]) > 5
    film = Recording(
        Source("video", "a.mp4", "video"), {("thigh_elevation", LEFT): AngleTrace.of(t, noisy)}
    )
    m = measure("thomas", film, LEFT)
    assert m.gate("still").state == "pass"
    assert m.get("thigh_drop").value == pytest.approx(5, abs=1.2)


def test_trigonometry_checks_the_pose():
    recording = thomas(Thomas(extension_deg=12), LEFT)
    thigh = recording.trace("thigh_elevation", LEFT)
    for drop, state in ((13, "pass"), (25, "fail")):
        check = replace(thigh, angle_deg=thigh.angle_deg * 0 + drop)
        traces = {**recording.traces, ("thigh_drop_trigonometric", LEFT): check}
        m = measure("thomas", replace(recording, traces=traces), LEFT)
        assert m.gate("trigonometric check").state == state


def test_answered_gates():
    m = typed(hand_check="snug", bracing=True, table_level=False)
    states = {g.gate: g.state for g in m.gates}
    assert states["bracing"] == "pass" and states["table level"] == "fail"
    assert states["at the edge"] == "unknown"


def test_an_answered_hand_is_wide_already_and_is_not_widened_again():
    snug, tucked = typed(hand_check="snug"), typed(hand_check="tucked")
    expected = math.hypot(math.hypot(2, 2.2), 8 / 1.645)
    assert tucked.get("hip_extension").sem == pytest.approx(expected)
    assert snug.get("hip_extension").sem < expected


def test_answered_gates_read_alone():
    for gate in typed(hand_check="snug", bracing=False, table_level=False, at_the_edge=False).gates:
        assert gate.detail.endswith(".") and not gate.detail.startswith(("Yes", "No."))
