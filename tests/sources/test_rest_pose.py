"""The first still stretch of a log, against a search of every stretch, and in a time that is linear."""

import time

import numpy as np
import pytest

from ilio.knowledge import threshold
from ilio.sources.rest_pose import find_rest


def first_by_hand(time_s, turn, least_s):
    """Start of the first stretch of a length in which at least half is seen and nothing turns much."""
    for start in range(len(time_s)):
        part = turn[start : np.searchsorted(time_s, time_s[start] + least_s - 1e-9) + 1]
        if len(part) + start > len(time_s) or time_s[-1] < time_s[start] + least_s - 1e-9:
            return None
        seen = part[np.isfinite(part).all(axis=1)]
        if (
            2 * len(seen) > len(part)
            and np.ptp(seen, axis=0).max() <= threshold("phone.rest_range").value
        ):
            return start
    return None


@pytest.mark.parametrize("seed", range(60))
def test_the_first_still_stretch_is_found(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(80, 300))
    time_s = np.cumsum(rng.uniform(0.01, 0.05, count))
    turn = np.cumsum(rng.normal(0, rng.choice([0.05, 0.2, 0.6]), (count, 3)), axis=0)
    turn[rng.random((count, 3)) < rng.choice([0.0, 0.1, 0.4])] = np.nan
    by_hand = first_by_hand(time_s, turn, threshold("phone.rest_time").value)
    found = find_rest(time_s, turn)
    if by_hand is not None and found.gate.state == "pass":
        assert found.start == by_hand
    if by_hand is None:
        assert found.gate.state != "pass"


def test_a_log_that_is_never_still_takes_no_longer_for_being_dense():
    taken = []
    for count in (10_000, 40_000, 160_000):
        time_s = np.arange(count) / 2000
        swing = np.stack([50 * np.sin(9 * time_s)] * 3, axis=1)
        start = time.perf_counter()
        assert find_rest(time_s, swing).gate.state == "fail"
        taken.append((time.perf_counter() - start) / count)
    assert max(taken) < 6 * min(taken)  # a machine that is busy with others
