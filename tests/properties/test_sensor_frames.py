"""Nothing but the movement may matter: not the lab's axes, not the strap, not the unit."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marker_files import write_trc
from marker_person import Y_UP, person, ramp, turned
from phone_logs import lift, phyphox, up_on_thigh
from scipy.spatial.transform import Rotation

from ilio.core import Side
from ilio.observations import Recording
from ilio.sources import read_recording

RAISED = person(
    left_deg=ramp(105), right_deg=ramp(-8), knee_deg=80, tilt_deg=-14, lean_deg=9, left_out_deg=10
)
few = settings(max_examples=25, deadline=None)


def measured(markers: dict[str, np.ndarray], **how: object) -> Recording:
    with TemporaryDirectory() as folder:
        return read_recording(write_trc(Path(folder) / "a.trc", markers, **how))


def assert_same(a: Recording, b: Recording) -> None:
    assert a.traces.keys() == b.traces.keys()
    for key, trace in a.traces.items():
        assert b.traces[key].angle_deg == pytest.approx(trace.angle_deg, abs=0.02, nan_ok=True)


@few
@given(turn_deg=st.floats(0, 360), shift_m=st.floats(-3, 3))
def test_turning_and_shifting_the_lab_changes_no_angle(turn_deg, shift_m):
    spin = Rotation.from_euler("z", turn_deg, degrees=True).as_matrix()
    moved = {n: xyz + 1000 * shift_m for n, xyz in turned(RAISED, spin).items()}
    assert_same(measured(RAISED), measured(moved))


@pytest.mark.parametrize("factor", [1.0, 1e-3])
@pytest.mark.parametrize(
    "axes", [np.eye(3), Y_UP, np.roll(np.eye(3), 1, axis=0), Y_UP.T], ids=["z", "y", "x", "-y"]
)
def test_axes_and_units_change_no_angle(axes, factor):
    assert np.linalg.det(axes) == pytest.approx(1)
    moved = {n: xyz * factor for n, xyz in turned(RAISED, axes).items()}
    assert_same(measured(RAISED), measured(moved, unit="mm" if factor == 1 else "m"))


@few
@given(peak=st.floats(20, 130), tilt=st.floats(-25, 10), lean=st.floats(-10, 30))
def test_mirroring_swaps_the_sides(peak, tilt, lean):
    markers = person(
        left_deg=ramp(peak),
        right_deg=ramp(-5),
        knee_deg=60,
        tilt_deg=tilt,
        lean_deg=lean,
        left_out_deg=6,
    )
    swap = {"L": "R", "R": "L"}
    mirrored = {
        (swap[n[0]] + n[1:] if n[0] in swap else n): xyz * [1, -1, 1] for n, xyz in markers.items()
    }
    a, b = measured(markers), measured(mirrored)
    for (name, side), trace in a.traces.items():
        other = b.traces[name, side.other if side else None]
        assert other.angle_deg == pytest.approx(trace.angle_deg, abs=0.02)


@few
@given(data=st.data())
def test_a_lost_marker_makes_gaps_only_where_it_was_lost(data):
    name = data.draw(st.sampled_from(sorted(RAISED)))
    start = data.draw(st.integers(0, 50))
    holed = {n: xyz.copy() for n, xyz in RAISED.items()}
    holed[name][start : start + 5] = np.nan
    whole, gappy = measured(RAISED), measured(holed)
    for key, trace in gappy.traces.items():
        lost = np.isnan(trace.angle_deg)
        assert set(np.flatnonzero(lost)) <= set(range(start, start + 5))
        assert trace.angle_deg[~lost] == pytest.approx(whole.traces[key].angle_deg[~lost], abs=0.05)


@few
@given(
    strap=st.tuples(*[st.floats(-180, 180)] * 3),
    peak=st.floats(25, 130),
    rest=st.sampled_from(["standing", "lying"]),
)
def test_the_way_the_phone_is_strapped_does_not_matter(strap, peak, rest):
    time, elevation = lift(peak)
    matrix = Rotation.from_euler("xyz", strap, degrees=True).as_matrix()
    with TemporaryDirectory() as folder:
        file = phyphox(Path(folder) / "a.csv", time, up_on_thigh(elevation, matrix))
        trace = read_recording(file, rest=rest).trace("thigh_elevation", Side.LEFT)
    held = trace.angle_deg[-100:] - (90 if rest == "lying" else 0)
    assert held == pytest.approx(peak, abs=0.2)
