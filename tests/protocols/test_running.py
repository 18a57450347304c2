import numpy as np
import pytest

from ilio.core import Side, UnknownNameError
from ilio.observations import AngleTrace, Recording, Source
from ilio.protocols import measure


def running(peak_deg, noise=0.0, rate_hz=60):
    t = np.arange(0, 8, 1 / rate_hz)
    rng = np.random.default_rng(1)
    angle = (peak_deg - 30) + 30 * np.sin(2 * np.pi * t / 0.72) + rng.normal(0, noise, len(t))
    trace = AngleTrace.of(t, angle, sd_deg=max(noise, 0.1), shared_sd_deg=2)
    return Recording(Source("video", "run.mp4", "video"), {("thigh_elevation", Side.LEFT): trace})


@pytest.mark.parametrize("peak", [35, 55, 100])
def test_the_median_peak_over_strides(peak):
    m = measure("running", running(peak, noise=0.5), Side.LEFT)
    assert m.get("thigh_elevation_peak").value == pytest.approx(peak, abs=1.5)


def test_a_standing_person_has_no_stride():
    trace = AngleTrace.of(np.arange(0, 5, 0.1), np.zeros(50))
    still = Recording(Source("video", "a.mp4", "video"), {("thigh_elevation", Side.LEFT): trace})
    assert (
        "no stride was found"
        in measure("running", still, "left").unmeasured["thigh_elevation_peak"]
    )


def test_unknown_protocols_and_sides_offer_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'thomas'"):
        measure("tomas", running(40), "left")
    with pytest.raises(UnknownNameError, match="Did you mean 'right'"):
        measure("running", running(40), "rigth")
