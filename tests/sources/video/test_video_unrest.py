"""A leg that jumps about is noisy, or not seen at all; a moving leg is neither."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import Side
from ilio.knowledge import budget
from ilio.sources.video.angles import View, traces
from ilio.sources.video.fusing import Joints
from ilio.sources.video.unrest import MOST_DEG, WINDOW, unrest_deg

Figure = Callable[..., Joints]
VIEW = View(1, Side.RIGHT, 0.0)


@given(st.integers(0, 2**32 - 1), st.floats(0.2, 6.0))
def test_it_finds_the_size_of_normal_noise(seed: int, sd: float) -> None:
    noise = np.random.default_rng(seed).normal(0, sd, 400)
    assert np.median(unrest_deg(np.asarray(noise, dtype=np.float64))) == pytest.approx(sd, rel=0.35)


@given(st.floats(-30, 30), st.floats(-20, 20))
def test_a_steady_motion_has_none(slope: float, start: float) -> None:
    assert unrest_deg(start + slope * np.arange(20.0)).max() < 1e-6


def test_lost_pictures_are_passed_over_and_short_traces_say_nothing() -> None:
    angle = np.tile([30.0, 80.0], 10)
    angle[6] = np.nan
    found = unrest_deg(angle)
    assert found[6] == 0 and (np.delete(found, 6) > MOST_DEG).all()
    assert (unrest_deg(angle[: WINDOW + 1]) == 0).all()


def test_a_knee_that_jumps_is_lost_and_its_quiet_thigh_is_not(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(30), np.full(30, 90.0))
    joints.xy[::2, 28] += [60.0, 60.0]
    joints.xy[1::4, 28] -= [40.0, 0.0]
    found = traces(joints, VIEW)
    assert not found["knee_flexion", Side.RIGHT].seen.any()
    assert found["thigh_elevation", Side.RIGHT].seen.all()


def test_noise_beyond_the_usual_widens(stick_figure: Figure) -> None:
    noise = np.random.default_rng(3).normal(0, 4.0, 200)
    thigh = traces(stick_figure(np.zeros(200), 90 + noise), VIEW)["thigh_elevation", Side.RIGHT]
    assert np.median(thigh.sd_deg) == pytest.approx(4.0, rel=0.25)


def test_a_raise_in_one_second_is_no_unrest(stick_figure: Figure) -> None:
    angle = np.interp(np.arange(40) / 5, [0, 3, 4, 8], [0, 0, 100, 100])
    trace = traces(stick_figure(np.zeros(40), angle), VIEW)["thigh_elevation", Side.RIGHT]
    assert trace.seen.all()
    assert np.median(trace.sd_deg) == budget("video", "thigh_elevation").frame_sd


def test_the_hugged_leg_of_a_lying_person_is_less_sure(stick_figure: Figure) -> None:
    stands, lies = (
        traces(stick_figure(np.full(9, 100.0), np.full(9, 90.0), lean=lean), VIEW)
        for lean in (0.0, -90.0)
    )
    hugged = ("thigh_elevation", Side.LEFT)
    assert lies[hugged].shared_sd_deg > stands[hugged].shared_sd_deg
    assert lies["thigh_elevation", Side.RIGHT].standing_sd_deg is None
