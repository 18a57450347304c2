"""What must hold for any made person."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Side
from ilio.protocols import measure
from ilio.sources.synthetic import KneeRaise, Thomas, Wrong, knee_raise, thomas

raises = st.builds(
    KneeRaise,
    thigh_deg=st.floats(60, 125),
    hold_s=st.floats(2, 35),
    sag_after_s=st.floats(0, 20),
    sag_rate_deg_s=st.floats(0, 3),
    lean_deg=st.floats(-20, 30),
    pelvic_share=st.floats(5, 50),
    rounding_deg=st.floats(0, 20),
    knee_deg=st.floats(40, 130),
)
trials = st.builds(
    Thomas,
    extension_deg=st.floats(-25, 30),
    posterior_tilt_deg=st.floats(-18, 18),
    hugged_deg=st.floats(160, 235),
    knee_deg=st.floats(30, 95),
)
devices = st.sampled_from(["synthetic", "phone", "video", "markers"])


@settings(deadline=None, max_examples=40)
@given(raises, devices, st.integers(0, 9))
def test_every_quantity_is_measured_or_its_absence_explained(truth, device, seed):
    m = measure("knee-raise", knee_raise(truth, Side.LEFT, device=device, seed=seed), Side.LEFT)
    assert not set(m.quantities) & set(m.unmeasured)
    assert all(q.low <= q.value <= q.high for q in m.quantities.values())
    assert all(reason for reason in m.unmeasured.values())


@settings(deadline=None, max_examples=40)
@given(raises, st.floats(0, 10))
def test_more_noise_never_makes_a_hold_surer(truth, more):
    quiet = knee_raise(truth, Side.LEFT, device="phone")
    ((key, trace),) = quiet.traces.items()
    from dataclasses import replace

    loud = replace(quiet, traces={key: replace(trace, trial_sd_deg=trace.trial_sd_deg + more)})
    a = measure("knee-raise", quiet, Side.LEFT).get("hold_time")
    b = measure("knee-raise", loud, Side.LEFT).get("hold_time")
    assert b.low <= a.low and b.high >= a.high and b.value == a.value


@settings(deadline=None, max_examples=40)
@given(raises, st.floats(0, 30), st.floats(0.1, 4))
def test_a_lost_stretch_never_lengthens_what_is_sure(truth, start, length):
    whole = measure("knee-raise", knee_raise(truth, Side.LEFT), Side.LEFT).get("hold_time")
    gap = Wrong(gap_s=(start, start + length))
    lost = measure("knee-raise", knee_raise(truth, Side.LEFT, wrong=gap), Side.LEFT)
    # a lost stretch is bridged only where a dip of that length would have been forgiven too
    assert lost.get("hold_time") is None or lost.get("hold_time").low <= whole.low + 0.5


@settings(deadline=None, max_examples=40)
@given(raises, devices)
def test_mirroring_swaps_sides(truth, device):
    left = measure("knee-raise", knee_raise(truth, Side.LEFT, device=device), Side.LEFT)
    right = measure("knee-raise", knee_raise(truth, Side.RIGHT, device=device), Side.RIGHT)
    assert left.quantities == right.quantities
    assert left.faults == right.faults


@settings(deadline=None, max_examples=40)
@given(trials)
def test_e_is_the_truth_whatever_the_pelvis_does(truth):
    m = measure("thomas", thomas(truth, Side.LEFT), Side.LEFT)
    assert abs(m.get("hip_extension").value - truth.extension_deg) < 1e-6


@settings(deadline=None, max_examples=40)
@given(trials, devices)
def test_thomas_mirrors_too(truth, device):
    left = measure("thomas", thomas(truth, Side.LEFT, device=device), Side.LEFT)
    right = measure("thomas", thomas(truth, Side.RIGHT, device=device), Side.RIGHT)
    assert left.quantities == right.quantities


@settings(deadline=None, max_examples=40)
@given(raises, st.floats(-1e4, 1e4))
def test_the_clock_start_does_not_matter(truth, shift):
    from dataclasses import replace

    recording = knee_raise(truth, Side.LEFT, device="phone")
    ((key, trace),) = recording.traces.items()
    moved = replace(recording, traces={key: replace(trace, time_s=trace.time_s + shift)})
    a = measure("knee-raise", recording, Side.LEFT).get("hold_time")
    b = measure("knee-raise", moved, Side.LEFT).get("hold_time")
    assert abs(a.value - b.value) < 1e-6
