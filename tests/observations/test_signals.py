import numpy as np
import pytest

from ilio.core import InputError
from ilio.observations import AngleTrace
from ilio.observations.signals import longest, median_in, running_median, runs, still_spans


def test_running_median_ignores_lost_samples_and_one_spike():
    t = np.arange(0, 5, 0.1)
    angle = np.full(50, 90.0)
    angle[10], angle[20:23] = 10, np.nan
    smooth, sd = running_median(AngleTrace.of(t, angle, sd_deg=1), 0.5)
    assert np.allclose(smooth, 90)
    assert 0.4 < sd[30] < 0.7 and np.isfinite(sd).all()


def test_running_median_of_a_long_gap_is_lost():
    angle = np.r_[np.full(10, 5.0), np.full(10, np.nan)]
    smooth, sd = running_median(AngleTrace.of(np.arange(20) / 10, angle, sd_deg=1), 0.5)
    assert np.isnan(smooth[-3:]).all() and np.isnan(sd[-3:]).all()


def test_the_scatter_of_a_median_is_as_said():
    rng = np.random.default_rng(0)
    trace = AngleTrace.of(np.arange(4000) / 100, rng.normal(0, 2, 4000), sd_deg=2)
    smooth, sd = running_median(trace, 0.5)
    assert np.std(smooth) == pytest.approx(np.median(sd), rel=0.1)


def test_runs_bridge_only_short_breaks():
    t = np.arange(10.0)
    flags = np.array([1, 1, 0, 1, 1, 0, 0, 0, 1, 1], dtype=bool)
    assert runs(flags, t, forgive_s=2.5) == [(0.0, 4.0), (8.0, 9.0)]
    assert longest(runs(flags, t)) == (0.0, 1.0)
    assert runs(np.zeros(10, dtype=bool), t) == []


def test_still_spans_do_not_cross_samples_left_out():
    trace = AngleTrace.of(np.arange(8.0), [0, 0, 0, 50, 0, 0, 0, 0])
    among = trace.angle_deg < 10
    assert still_spans(trace, among, within_deg=1, least_s=1) == [(0.0, 2.0), (4.0, 7.0)]


def test_median_in_an_all_lost_stretch_is_none():
    trace = AngleTrace.of([0, 1, 2], [np.nan, np.nan, 3])
    assert median_in(trace, (0, 1)) is None


@pytest.mark.parametrize(
    ("time", "angle", "message"),
    [
        ([0, 1], [1, 2, 3], "one length"),
        ([0], [1], "at least 2 samples"),
        ([0, 1, 1], [1, 2, 3], "rises from sample to sample"),
    ],
)
def test_a_trace_checks_its_arrays(time, angle, message):
    with pytest.raises(InputError, match=message):
        AngleTrace(np.array(time, float), np.array(angle, float), np.zeros(len(angle)))


def brute(trace, window_s):
    """Median of every window, one by one."""
    half = max(round(window_s * trace.rate_hz) // 2, 0)
    angle = trace.angle_deg
    parts = [angle[max(0, i - half) : i + half + 1] for i in range(len(angle))]
    seen = [part[np.isfinite(part)] for part in parts]
    return np.array([np.median(part) if len(part) else np.nan for part in seen])


@pytest.mark.parametrize("window_s", [0.001, 0.02, 0.25, 0.26, 0.5, 3.0, 100.0])
def test_narrow_and_wide_windows_give_the_medians_of_one_by_one(window_s):
    rng = np.random.default_rng(4)
    angle = np.round(rng.normal(0, 5, 1500), 1)
    angle[rng.random(1500) < 0.2] = np.nan
    angle[300:400] = np.nan
    trace = AngleTrace.of(np.arange(1500) / 1000, angle, sd_deg=rng.uniform(0.5, 2, 1500))
    median, sd = running_median(trace, window_s)
    np.testing.assert_allclose(median, brute(trace, window_s))
    assert np.array_equal(np.isnan(sd), np.isnan(median))


def test_errors_of_a_wide_window_are_those_of_a_narrow_one():
    rng = np.random.default_rng(4)
    angle = rng.normal(0, 5, 400)
    angle[50:60] = np.nan
    trace = AngleTrace.of(np.arange(400) / 1000, angle, sd_deg=rng.uniform(0.5, 2, 400))
    _, wide = running_median(trace, 0.3)
    half = round(0.3 * 1000) // 2
    for at in (0, 55, 200, 399):
        part = trace.sd_deg[max(0, at - half) : at + half + 1]
        part = part[np.isfinite(angle[max(0, at - half) : at + half + 1])]
        single = np.sqrt(np.mean(part**2))
        assert wide[at] == pytest.approx(single * np.sqrt(np.pi / 2 / len(part)))


def test_memory_and_time_grow_with_the_length_not_with_the_window():
    import time
    import tracemalloc

    taken, used = [], []
    for count in (20_000, 40_000, 80_000, 160_000):
        trace = AngleTrace.of(np.arange(count) / 2000, np.zeros(count), sd_deg=1)
        tracemalloc.start()
        running_median(trace, 0.5)
        used.append(tracemalloc.get_traced_memory()[1] / count)
        tracemalloc.stop()
        start = time.perf_counter()
        running_median(trace, 0.5)
        taken.append((time.perf_counter() - start) / count)
    assert max(used) < 400  # bytes a sample; windows of 1,000 took 8,000 and more
    assert max(taken) < 6 * min(taken)  # a machine that is busy with others
