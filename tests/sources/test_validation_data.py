"""The readers against truth that nobody here made: motion capture, angle files, a body sensor."""

import gzip

import numpy as np
import pytest
from marker_files import uiprmd_episodes, uiprmd_positions, uiprmd_published_hip, write_trc
from phone_logs import write_csv
from scipy.signal import find_peaks
from validation_markers import RBDS_MAPPING, cmu_legs, rbds_run

from ilio.core import ReadError, Side
from ilio.knowledge import budget
from ilio.sources import read_recording

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def episodes(data_dir, tmp_path_factory):
    """Every knee raise and straight leg raise as (row, recording, peak hip flexion, published peak)."""
    folder, at = data_dir / "uiprmd_knee_raise", tmp_path_factory.mktemp("uiprmd")
    found = []
    for row in uiprmd_episodes(folder):
        recording = read_recording(write_trc(at / "a.trc", uiprmd_positions(folder, row["name"])))
        angle = recording.trace("hip_flexion", Side.parse(row["leg"])).angle_deg
        published = uiprmd_published_hip(folder, row["name"], row["leg"])
        found.append((row, recording, float(np.nanmax(angle)), float(np.max(published))))
    return found


def by_subject(episodes):
    table = {}
    for row, _, ours, published in episodes:
        table.setdefault(row["subject"], []).append(ours - published)
    return {subject: np.array(errors) for subject, errors in table.items()}


def test_hip_flexion_agrees_with_the_published_angle(episodes):
    errors = by_subject(episodes)
    everything = np.concatenate(list(errors.values()))
    assert len(everything) == 200
    assert abs(float(np.median(everything))) < 2
    for subject, part in errors.items():
        assert float(np.std(part, ddof=1)) < 4, subject


def test_the_interval_covers_the_published_angle_in_all_but_the_person_with_shifted_markers(
    episodes,
):
    error = budget("markers", "hip_flexion")
    half = 1.645 * float(np.sqrt(error.frame_sd**2 + error.trial_sd**2 + error.shared_sd**2))
    covered = {s: float(np.mean(np.abs(e) <= half)) for s, e in by_subject(episodes).items()}
    assert 0.8 <= np.mean(list(covered.values())) <= 1.0
    # Subject 5 is off by about 12 deg: the pelvis markers sit elsewhere; no interval is bent to hide it.
    assert covered == {"01": 1.0, "02": 1.0, "05": 0.0, "07": 1.0, "08": 1.0}


def test_the_dropout_episode_is_listed_and_never_gives_the_false_angle(episodes):
    flagged = [row["name"] for row, r, _, _ in episodes if any(g.state == "fail" for g in r.gates)]
    assert flagged == ["m06_s08_e01_incorrect"]
    _, recording, peak, _ = next(e for e in episodes if e[0]["name"] == flagged[0])
    assert peak < 100
    assert np.isnan(recording.trace("hip_flexion", Side.RIGHT).angle_deg).sum() > 20
    assert "asis_right" in recording.gates[0].detail


def test_thigh_elevation_agrees_with_our_earlier_numbers_but_for_the_dropout(episodes):
    off = []
    for row, r, _, _ in episodes:
        if row["name"] != "m06_s08_e01_incorrect":
            peak = float(np.nanmax(r.trace("thigh_elevation", Side.parse(row["leg"])).angle_deg))
            off.append(peak - float(row["thigh_from_vertical_deg"]))
    # The largest ones are raises of subject 5 far out to the side, where ours is the 3-D inclination.
    assert np.quantile(np.abs(off), 0.95) < 2
    assert np.max(np.abs(off)) < 4


def test_up_and_sides_are_found_in_every_episode(episodes):
    for row, recording, _, _ in episodes:
        facts = dict(recording.source.facts)
        assert facts["up axis"] == "Z, found from the standing leg", row["name"]
        assert not any(g.stops for g in recording.gates), row["name"]


@pytest.mark.parametrize(
    ("speed", "thigh", "hip"), [("25", 27.2, 45.1), ("35", 32.1, 51.8), ("45", 39.7, 61.3)]
)
def test_a_runner_through_a_mapping_file(data_dir, tmp_path, speed, thigh, hip):
    file = write_trc(
        tmp_path / "run.trc", rbds_run(data_dir / "rbds_running" / "markers", speed), rate_hz=150
    )
    (tmp_path / "lab.toml").write_text(RBDS_MAPPING)
    r = read_recording(file, mapping=tmp_path / "lab.toml")
    assert dict(r.source.facts)["up axis"] == "Y, found from the standing leg"
    for channel, expected in (("thigh_elevation", thigh), ("hip_flexion", hip)):
        angle = np.nan_to_num(r.trace(channel, Side.RIGHT).angle_deg)
        peaks = find_peaks(angle, distance=60, prominence=20)[0]
        assert float(np.median(angle[peaks])) == pytest.approx(expected, abs=1.6)


def test_raises_jogs_and_squats_of_the_cmu_subject(data_dir, tmp_path):
    peaks = {1: [], 2: [], 3: [], 4: []}
    for name in ("13_29", "13_30", "13_31"):
        legs = cmu_legs(data_dir / "cmu_mocap6" / f"{name}.amc.gz")
        r = read_recording(write_trc(tmp_path / "a.trc", legs, rate_hz=120, unit=""))
        labels = np.array((data_dir / "cmu_mocap6" / f"{name}.labels.txt").read_text().split(), int)
        at = labels[np.minimum(np.arange(len(legs["LKNE"])) // 12, len(labels) - 1)]
        for side in Side:
            angle = r.trace("thigh_elevation", side).angle_deg
            for i in find_peaks(angle, distance=30, prominence=15)[0]:
                peaks.setdefault(at[i], []).append(float(angle[i]))
    raises, jogs, squats = np.array(peaks[4]), np.array(peaks[2]), np.array(peaks[3])
    assert (len(raises), int((raises > 90).sum())) == (15, 14)
    assert float(raises.mean()) == pytest.approx(99.7, abs=1)
    assert jogs.max() < 50
    assert len(squats) == 8
    assert float(squats.mean()) == pytest.approx(100.8, abs=2)


@pytest.mark.parametrize(
    ("file", "right", "left"),
    [
        ("sprint_run_ik/opensim_subject02_running_arms_ik.mot.gz", 42.0, 39.9),
        ("sprint_run_ik/opensim_runningModel_Kinematics_q.sto.gz", 52.4, 54.7),
    ],
)
def test_angle_files_come_in_exactly(data_dir, file, right, left):
    r = read_recording(data_dir / file)
    for side, expected in ((Side.RIGHT, right), (Side.LEFT, left)):
        assert round(float(r.trace("hip_flexion", side).angle_deg.max()), 1) == expected
        knee = r.trace("knee_flexion", side).angle_deg
        assert knee.min() > 0
        assert 100 < knee.max() < 120


def test_the_runner_leans_forward_with_a_forward_pelvis(data_dir):
    r = read_recording(data_dir / "sprint_run_ik" / "opensim_runningModel_Kinematics_q.sto.gz")
    tilt = r.trace("pelvic_tilt").angle_deg
    assert (round(float(tilt.min()), 1), round(float(tilt.max()), 1)) == (10.9, 15.7)
    assert r.trace("trunk_lean").angle_deg.min() > 5


def test_a_squat_tips_the_pelvis_forward_and_its_thigh_stays_below_level(data_dir):
    r = read_recording(data_dir / "opencap_squat" / "squats1_videoAndMocap.mot")
    with (data_dir / "opencap_squat" / "squats1_videoAndMocap.mot").open() as stream:
        rows = stream.read().split("endheader\n")[1].split("\n")
    column = rows[0].split("\t").index("hip_flexion_r")
    in_file = [float(row.split("\t")[column]) for row in rows[1:] if row.strip()]
    hip, thigh = (
        r.trace(name, Side.RIGHT).angle_deg for name in ("hip_flexion", "thigh_elevation")
    )
    assert hip.tolist() == in_file
    assert thigh[np.argmax(hip)] < 90
    assert r.trace("pelvic_tilt").angle_deg[np.argmax(hip)] > 20


def test_simulated_forces_are_no_angles(data_dir):
    with pytest.raises(ReadError, match="joint angles, got 'ActuatorForces'"):
        read_recording(
            data_dir / "sprint_run_ik" / "opensim_runningModel_CMC_Actuation_force.sto.gz"
        )


def test_a_thigh_sensor_shows_the_thigh(data_dir, tmp_path):
    with gzip.open(data_dir / "opensense_imu" / "RHJCSwinger_quaternions.sto.gz", "rt") as stream:
        lines = stream.read().split("endheader\n")[1].split("\n")
    column = lines[0].split("\t").index("femur_r_imu")
    q = np.array(
        [[float(v) for v in row.split("\t")[column].split(",")] for row in lines[1:] if row.strip()]
    )
    header = ("seconds_elapsed", "qw", "qx", "qy", "qz")
    file = write_csv(tmp_path / "Orientation.csv", header, [np.arange(len(q)) / 100, *q.T])
    r = read_recording(file)
    assert list(r.traces) == [("thigh_elevation", None)]
    assert float(r.trace("thigh_elevation").angle_deg.max()) == pytest.approx(77.6, abs=1)
    assert r.why_not("hip_flexion") == "a sensor on one segment sees only that segment"


@pytest.mark.parametrize("sensor", ["00B4227C", "00B421EE"])
def test_raw_sensor_text_reads_as_its_own_orientation(data_dir, sensor):
    r = read_recording(data_dir / "opensense_imu" / f"MT_012005D6_009-001_{sensor}.txt.gz")
    assert r.source.rate_hz == 100
    assert r.gates[0].state == "pass"
    assert np.isfinite(r.trace("thigh_elevation").angle_deg).all()
