"""Phone logs of every kind, against a lift that is known."""

import numpy as np
import pytest
from phone_logs import lift, phyphox, up_on_thigh, write_csv

from ilio.core import ReadError, Side
from ilio.sources import read_recording

ASKEW = np.linalg.qr(np.array([[0.3, 0.8, -0.5], [0.9, -0.1, 0.4], [0.2, 0.6, 0.7]]))[0]
TIME, ELEVATION = lift()
UP = up_on_thigh(ELEVATION, ASKEW)


def end(recording, name="thigh_elevation"):
    return float(np.median(recording.trace(name).angle_deg[-50:]))


def gate(recording, name):
    return next(g for g in recording.gates if g.gate == name)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"separator": ";", "comma": True},
        {"separator": "\t"},
        {"separator": "\t", "comma": True},
    ],
)
def test_phyphox_in_every_export_style(tmp_path, how):
    r = read_recording(phyphox(tmp_path / "a.csv", TIME, UP, **how))
    assert end(r) == pytest.approx(100, abs=0.1)
    assert r.trace("thigh_elevation", Side.LEFT) is r.trace("thigh_elevation")
    assert r.source.kind == "phone"
    assert [gate(r, name).state for name in ("rest pose", "lift")] == ["pass", "pass"]
    assert r.why_not("pelvic_tilt") == "a sensor on one segment sees only that segment"


def test_lying_rest_means_a_level_thigh_and_a_drop_after_the_lift_counts_down(tmp_path):
    _, down = lift(-15)
    time = np.concatenate([TIME, TIME[-1] + 0.02 + TIME])
    elevation = np.concatenate([ELEVATION, ELEVATION[-1] * np.exp(-TIME * 3) + down])
    r = read_recording(
        phyphox(tmp_path / "a.csv", time, up_on_thigh(elevation, ASKEW)), rest="lying"
    )
    assert r.trace("thigh_elevation").angle_deg[0] == pytest.approx(90, abs=0.2)
    assert end(r) == pytest.approx(75, abs=0.2)
    assert float(r.trace("thigh_elevation").angle_deg.max()) == pytest.approx(190, abs=0.2)


def test_sensor_logger_gravity_total_acceleration_and_orientation(tmp_path):
    nano = 1.7e18 + TIME * 1e9
    header = ("time", "seconds_elapsed", "z", "y", "x")
    x, y, z = UP.T
    for factor in (9.81, 1.0):
        file = write_csv(
            tmp_path / "Gravity.csv", header, [nano, TIME, factor * z, factor * y, factor * x]
        )
        assert end(read_recording(file)) == pytest.approx(100, abs=0.1)
    pitch, roll = np.arcsin(np.clip(-y, -1, 1)), np.arctan2(-x, z)
    file = write_csv(
        tmp_path / "Orientation.csv",
        ("time", "seconds_elapsed", "roll", "pitch"),
        [nano, TIME, roll, pitch],
    )
    assert end(read_recording(file)) == pytest.approx(100, abs=0.1)


def test_an_orientation_quaternion_alone_will_do(tmp_path):
    half = np.radians(ELEVATION) / 2
    columns = [TIME, 0 * half, -np.sin(half), 0 * half, np.cos(half)]
    file = write_csv(tmp_path / "a.csv", ("seconds_elapsed", "qz", "qy", "qx", "qw"), columns)
    assert end(read_recording(file)) == pytest.approx(100, abs=0.1)


def test_phyphox_inclination_of_a_plane(tmp_path):
    x, y, z = UP.T
    columns = [TIME, np.degrees(np.arctan2(np.hypot(x, y), z)), np.degrees(np.arctan2(x, y))]
    file = write_csv(
        tmp_path / "Plane.csv", ("t (s)", "Inclination (deg)", "Rotation (deg)"), columns
    )
    assert end(read_recording(file)) == pytest.approx(100, abs=0.1)


def test_xsens_text_takes_its_rate_from_the_comments(tmp_path):
    head = "// Update Rate: 50.0Hz\nPacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tMat[3][1]\tMat[3][2]\tMat[3][3]\n"
    rows = [
        f"{(65500 + i) % 65536}\t9.8\t0\t0\t{u[0]:.6f}\t{u[1]:.6f}\t{u[2]:.6f}"
        for i, u in enumerate(UP)
    ]
    (tmp_path / "a.txt").write_text(head + "\n".join(rows))
    r = read_recording(tmp_path / "a.txt")
    assert end(r) == pytest.approx(100, abs=0.1)
    assert r.source.rate_hz == 50


def test_shaking_neither_biases_the_angle_nor_hides_in_it(tmp_path):
    rng = np.random.default_rng(5)
    shaken = UP + rng.normal(0, 0.04, UP.shape)
    trace = read_recording(phyphox(tmp_path / "a.csv", TIME, shaken)).trace("thigh_elevation")
    assert float(np.mean(trace.angle_deg[-150:-20])) == pytest.approx(100, abs=0.5)
    assert abs(float(np.mean(trace.angle_deg[20:100]))) < 0.5
    assert trace.sd_deg[0] > 0.3


def test_lost_cells_are_gaps(tmp_path):
    up = UP.copy()
    up[300:310] = np.nan
    file = phyphox(tmp_path / "a.csv", TIME, up)
    file.write_text(file.read_text().replace("nan", ""))
    angle = read_recording(file).trace("thigh_elevation").angle_deg
    assert np.flatnonzero(np.isnan(angle)).tolist() == list(range(300, 310))


def test_without_a_still_rest_pose_the_gate_fails_and_the_interval_widens(tmp_path):
    good = read_recording(phyphox(tmp_path / "a.csv", TIME, UP)).trace("thigh_elevation")
    moving = up_on_thigh(20 * TIME, ASKEW)
    r = read_recording(phyphox(tmp_path / "b.csv", TIME, moving))
    assert gate(r, "rest pose").stops
    assert "Stay still for 1.5 s" in gate(r, "rest pose").detail
    assert r.trace("thigh_elevation").trial_sd_deg > good.trial_sd_deg + 3


def test_a_short_rest_pose_serves_with_a_wider_interval(tmp_path):
    time = np.arange(0, 6, 0.02)
    moving = np.maximum(0, time - 0.8) * 20
    r = read_recording(phyphox(tmp_path / "a.csv", time, up_on_thigh(moving, ASKEW)))
    assert gate(r, "rest pose").state == "unknown"
    assert end(r) == pytest.approx(95, abs=1.5)


def test_a_log_without_a_clear_lift_cannot_tell_up_from_down(tmp_path):
    r = read_recording(phyphox(tmp_path / "a.csv", *[TIME, up_on_thigh(ELEVATION / 10, ASKEW)]))
    assert gate(r, "lift").stops
    assert "Lift the knee once" in gate(r, "lift").detail


@pytest.mark.parametrize(
    ("header", "raw", "rest", "expected"),
    [
        ("angle_deg", ELEVATION, "standing", 100),
        ("angle_deg", ELEVATION + 4, "standing", 100),
        ("angle_deg", 90 - ELEVATION, "standing", 100),
        ("angle_deg", ELEVATION, "lying", 190),
        ("angle_deg", 90 - ELEVATION / 10, "lying", 80),
        ("thigh_elevation_deg", ELEVATION, "standing", 100),
        ("thigh_drop_deg", 15 - ELEVATION, "lying", 175),
    ],
)
def test_plain_angles(tmp_path, header, raw, rest, expected):
    r = read_recording(write_csv(tmp_path / "a.csv", ("time_s", header), [TIME, raw]), rest=rest)
    assert end(r) == pytest.approx(expected, abs=0.01)
    assert bool(r.notes) == (header == "angle_deg")


def test_a_plain_pelvic_tilt(tmp_path):
    r = read_recording(
        write_csv(tmp_path / "a.csv", ("time_s", "pelvic_tilt_deg"), [TIME, -ELEVATION / 10])
    )
    assert end(r, "pelvic_tilt") == pytest.approx(-10)


@pytest.mark.parametrize(
    "rest_up", [np.array([0.0, 0.1, 1.0]), np.array([0.0, 1.0, 0.05])], ids=["lying", "standing"]
)
def test_a_phone_on_the_pelvis_tells_posterior_from_anterior(tmp_path, rest_up):
    # Tucking the pelvis sinks the top of the phone: up turns from +y towards -y seen from z.
    start = np.arctan2(rest_up[1], rest_up[2])
    angle = start + np.radians(np.clip(TIME - 3, 0, 1) * -12)
    up = np.stack([0 * angle, np.sin(angle), np.cos(angle)], axis=1)
    r = read_recording(phyphox(tmp_path / "a.csv", TIME, up), segment="pelvis", rest="lying")
    assert end(r, "pelvic_tilt") == pytest.approx(-12, abs=0.1)


def test_rows_out_of_order_are_left_out_and_said(tmp_path):
    time = TIME.copy()
    time[7] = time[5]
    r = read_recording(phyphox(tmp_path / "a.csv", time, UP))
    assert r.notes[-1] == "1 rows whose time did not rise were left out."
    assert end(r) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("time_s,angle_deg\n0,1\n0.1,two\n", "a number, got 'two' in line 3, column 'angle_deg'"),
        ("time_s,angle_deg\n0,1\n0.1\n", "2 columns, got 1 in line 3"),
        ("0,1\n0.1,2\n", "a first line with column names"),
        ("angle_deg\n1\n2\n", "a column of time such as 'time_s'"),
        ("time_s,angle_deg\n0,1\n", "at least 2 rows"),
        (
            "time_s,heart_rate\n0,60\n1,61\n",
            "columns of gravity, acceleration, orientation or angle",
        ),
        (
            "time_s,x,y,z\n0,0.1,0,0\n1,0,0.1,0\n",
            "accelerations with gravity.*'linear acceleration' has gravity taken out",
        ),
        ('"Time (s)","Linear Acceleration x (m/s^2)"\n0,1\n1,1\n', "columns of gravity"),
    ],
)
def test_a_broken_log_says_what_is_missing(tmp_path, text, message):
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(ReadError, match=message):
        read_recording(tmp_path / "a.csv")


def _held(direction, seconds):
    return np.tile(direction, (round(50 * seconds), 1))


def _over(start, end, seconds):
    share = np.linspace(0, 1, round(50 * seconds))[:, None]
    between = (1 - share) * start + share * end
    return between / np.linalg.norm(between, axis=1)[:, None]


STANDS, RAISED = up_on_thigh(np.array([0.0, 100.0]), np.eye(3))
ON_THE_TABLE = np.array([0.0, 1.0, 0.0])
LIFTED = [_held(STANDS, 3), _over(STANDS, RAISED, 1), _held(RAISED, 6), _over(RAISED, STANDS, 1)]
PUT = _over(ON_THE_TABLE, STANDS, 2)


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        (LIFTED, "pass"),
        ([_held(ON_THE_TABLE, 5), PUT, *LIFTED, _held(STANDS, 2)], "fail"),
        ([*LIFTED, _held(STANDS, 2), PUT[::-1], _held(ON_THE_TABLE, 5)], "pass"),
    ],
    ids=["on the thigh", "strapped on after the start", "taken off at the end"],
)
def test_a_phone_that_was_not_on_the_thigh_at_the_start_is_noticed(tmp_path, parts, state):
    """Counted from the table, a hold of 6 s at 100 deg was one of 4 s at 90."""
    up = np.concatenate(parts)
    recording = read_recording(phyphox(tmp_path / "a.csv", np.arange(len(up)) / 50, up))
    (lift_gate,) = (gate for gate in recording.gates if gate.gate == "lift")
    assert lift_gate.state == state
    assert lift_gate.stops == (state == "fail")
