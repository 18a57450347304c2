"""The person's own standing legs take off what a tilted camera adds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Side
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording, Source
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
