"""The person's own standing legs take off what a tilted camera adds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Side
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Gate, Recording, Source
from ilio.protocols.knee_raise import measure
from ilio.protocols.knee_raise.own_standing import FACT

TIME_S = np.arange(0, 36, 0.2)


def recording(
    tilt_deg: float,
    *,
    standing_sd: float | None = 2.3,
    stands: bool = True,
    hip_deg: float = 0.0,
    knee_deg: float = 0.0,
) -> Recording:
    """A film whose camera is tilted; `hip_deg` is what a hip point put elsewhere turns a thigh."""
    ends = [0, 2, 3, 34, 35] if stands else [-3, -2, -1, 34, 35]
    usual = threshold("knee_raise.standing_legs").value + knee_deg / 2
    angle = np.interp(TIME_S, ends, [usual + hip_deg, usual + hip_deg, 100, 100, 0]) + tilt_deg
    if not stands:
        angle = np.where(TIME_S > 34, np.nan, angle)
    trace = AngleTrace.of(
        TIME_S, angle, sd_deg=0.6, trial_sd_deg=2.0, shared_sd_deg=3.8, standing_sd_deg=standing_sd
    )
    other = AngleTrace.of(TIME_S, np.full(len(TIME_S), usual - hip_deg + tilt_deg))
    knee = AngleTrace.of(TIME_S, np.full(len(TIME_S), knee_deg))
    traces = {("thigh_elevation", Side.LEFT): trace, ("thigh_elevation", Side.RIGHT): other}
    knees = {("knee_flexion", side): knee for side in Side}
    return Recording(Source("video", "a.mp4", "video"), {**traces, **knees})


@settings(deadline=None)
@given(st.floats(-12, 12))
def test_a_tilt_of_the_camera_is_gone(tilt: float) -> None:
    held = measure(recording(tilt), Side.LEFT).get("thigh_elevation_hold")
    assert held is not None and held.value == pytest.approx(100.0)


def test_what_turns_one_standing_thigh_alone_is_no_tilt() -> None:
    """A hip point put elsewhere while standing, or a knee that is a little bent."""
    for read in (recording(3.0, hip_deg=4.0), recording(3.0, knee_deg=8.0)):
        held = measure(read, Side.LEFT).get("thigh_elevation_hold")
        assert held is not None and held.value == pytest.approx(100.0)


def test_without_knees_nobody_knows_the_tilt() -> None:
    read = recording(3.0)
    thighs = {key: trace for key, trace in read.traces.items() if key[0] == "thigh_elevation"}
    held = measure(replace(read, traces=thighs), Side.LEFT).get("thigh_elevation_hold")
    assert held is not None and held.value == pytest.approx(103.0)
    assert (held.high - held.low) / 2 > 7.0


def test_the_narrower_error_holds_with_a_standing_pose_and_the_wider_without() -> None:
    with_it = measure(recording(0.0), Side.LEFT).get("thigh_elevation_hold")
    without = measure(recording(0.0, stands=False), Side.LEFT).get("thigh_elevation_hold")
    assert with_it is not None and without is not None
    assert (with_it.high - with_it.low) / 2 < 5.0
    assert (without.high - without.low) / 2 > 7.0


def test_the_source_says_which_it_was() -> None:
    facts = [dict(measure(recording(4.0, stands=s), Side.LEFT).source.facts) for s in (True, False)]
    told = "the own standing legs, which tell that the camera was tilted by +4.0 deg"
    assert facts[0][FACT] == told
    assert "no standing pose was found, so the wider error holds" in facts[1][FACT]


def test_a_source_that_does_not_ask_for_it_is_left_as_it_is() -> None:
    found = measure(recording(5.0, standing_sd=None), Side.LEFT)
    held = found.get("thigh_elevation_hold")
    assert held is not None and held.value == pytest.approx(105.0)
    assert FACT not in dict(found.source.facts)


LEVELS = {
    2.9: ("pass", "The standing legs lean 2.9 deg forward: the camera stood about level, within 5"),
    -1.2: ("pass", "The standing legs lean 1.2 deg backward: the camera stood about level, with"),
    4.0: ("unknown", "lean 4.0 deg forward: the camera may have been tilted by 4 deg, give or"),
    -8.1: ("fail", "lean 8.1 deg backward: the camera was probably tilted by 8 deg, give or take"),
}


@pytest.mark.parametrize("tilt", LEVELS)
def test_the_standing_legs_tell_level_where_nothing_else_does(tilt: float) -> None:
    state, told = LEVELS[tilt]
    unknown = Gate("level", "unknown", "Nothing tells.")
    level = measured_level(replace(recording(tilt), gates=(unknown,)))
    assert (level.state, level.blocks) == (state, False)
    assert told in level.detail
    spared = "so the test is free of it; the angles in drawn pictures and tables are not."
    for text in (spared, "Put the camera level, or give the slope: --level."):
        assert (text in level.detail) == (state != "pass")
    # without a standing pose, and without an error that asks for it, nobody looks at the legs
    for blind in (recording(tilt, stands=False), recording(tilt, standing_sd=None)):
        assert measured_level(replace(blind, gates=(unknown,))) == unknown


def test_legs_that_contradict_a_level_that_is_told_make_it_doubtful() -> None:
    told = Gate("level", "pass", "Level is told by what was given, 9.0 deg.")
    for tilt, state in ((5.9, "pass"), (6.1, "unknown"), (-9.0, "unknown")):
        level = measured_level(replace(recording(tilt), gates=(told,)))
        assert level.state == state
        assert level.detail.startswith(told.detail)
    assert "But the standing legs lean 9.0 deg backward from that. Check it." in level.detail


def measured_level(film: Recording) -> Gate:
    (found,) = (g for g in measure(film, Side.LEFT).gates if g.gate == "level")
    return found


@pytest.mark.parametrize("tilt", [-8.0, 8.0])
def test_a_tilted_camera_leaves_the_trunk_and_the_times_alone(tilt: float) -> None:
    """Why nothing is turned by the legs: a test that counts changes gains nothing by it."""
    lean = np.interp(TIME_S, [0, 5, 30, 36], [1, 1, 14, 14])
    upright, tilted = (
        measure(
            replace(
                film,
                traces={**film.traces, ("trunk_lean", None): AngleTrace.of(TIME_S, lean + by)},
            ),
            Side.LEFT,
        )
        for film, by in ((recording(0.0), 0.0), (recording(tilt), tilt))
    )
    assert {"trunk_lean_change", "hold_time", "time_to_first_fault"} <= set(upright.quantities)
    for name, expected in upright.quantities.items():
        assert tilted.quantities[name].value == pytest.approx(expected.value)


def test_how_people_stand_is_paid_for_and_shared() -> None:
    held = measure(recording(0.0), Side.LEFT).get("thigh_elevation_hold")
    assert held is not None
    assert held.shared_sd == pytest.approx(
        np.hypot(2.3, threshold("knee_raise.standing_legs_sd").value)
    )


def test_a_source_that_wanders_knows_no_drift() -> None:
    still = AngleTrace.of(TIME_S, np.interp(TIME_S, [0, 2, 3, 34, 35], [0, 0, 100, 100, 0]))
    wanders = AngleTrace.of(still.time_s, still.angle_deg, change_sd_deg=6.0)
    found = [
        measure(Recording(Source("phone", "a", "phone"), {("thigh_elevation", None): t}), Side.LEFT)
        for t in (still, wanders)
    ]
    steady, unsure = (m.get("drift") for m in found)
    assert steady is not None and unsure is not None
    # half of 6 deg over the 31 s of the hold, added to what was there
    assert unsure.sem == pytest.approx(np.hypot(steady.sem, 3.0 / 31.2), rel=0.02)
