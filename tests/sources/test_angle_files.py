"""OpenSim coordinates: unit, signs, names, and every way to be broken."""

import numpy as np
import pytest

from ilio.core import ReadError, Side
from ilio.sources import read_recording

COLUMNS = {
    "pelvis_tilt": (-10.0, -20.0),
    "hip_flexion_r": (0.0, 90.0),
    "hip_adduction_r": (5.0, 5.0),
    "knee_angle_r": (-5.0, -100.0),
    "lumbar_extension": (-5.0, -15.0),
}


def write(path, columns=COLUMNS, header="inDegrees=yes", factor=1.0, separator="\t"):
    n = len(next(iter(columns.values())))
    rows = [
        separator.join([f"{i / 100:.2f}", *(f"{c[i] * factor:.8f}" for c in columns.values())])
        for i in range(n)
    ]
    path.write_text(
        "\n".join(["a", header, "endheader", separator.join(["time", *columns]), *rows]) + "\n"
    )
    return path


def values(recording, name, side=None):
    return recording.trace(name, side).angle_deg.tolist()


def test_signs_are_turned_to_ours_and_stated(tmp_path):
    r = read_recording(write(tmp_path / "a.mot"))
    assert values(r, "hip_flexion", Side.RIGHT) == [0, 90]
    assert values(r, "thigh_elevation", Side.RIGHT) == [-10, 70]
    assert values(r, "knee_flexion", Side.RIGHT) == [5, 100]
    assert values(r, "hip_abduction", Side.RIGHT) == [-5, -5]
    assert values(r, "pelvic_tilt") == [10, 20]
    assert values(r, "lumbar_flexion") == [5, 15]
    assert values(r, "trunk_lean") == [15, 35]
    facts = dict(r.source.facts)
    assert facts["knee flexion"].startswith("- in the file")
    assert "anterior is +" in facts["pelvic tilt"]
    assert r.source.rate_hz == 100


def test_knees_that_bend_upwards_are_left_alone(tmp_path):
    r = read_recording(write(tmp_path / "a.mot", {"knee_angle_l": (2.0, 80.0)}))
    assert values(r, "knee_flexion", Side.LEFT) == [2, 80]


@pytest.mark.parametrize(
    ("header", "factor", "told"),
    [
        ("inDegrees=no", np.pi / 180, "radians, from the header"),
        ("Angles are in degrees.", 1.0, "degrees, from the header"),
        ("Angles are in radians.", np.pi / 180, "radians, from the header"),
        ("version=1", 1.0, "degrees, by their size: the header does not say"),
        ("version=1", np.pi / 180, "radians, by their size: the header does not say"),
    ],
)
def test_the_unit_is_obeyed_or_found_and_said(tmp_path, header, factor, told):
    r = read_recording(write(tmp_path / "a.sto", header=header, factor=factor))
    assert values(r, "hip_flexion", Side.RIGHT) == pytest.approx([0, 90], abs=1e-5)
    assert dict(r.source.facts)["angles"] == told
    assert any("by their size" in note for note in r.notes) == ("by their size" in told)


@pytest.mark.parametrize(
    "name",
    ["hip_r_flexion", "/jointset/hip_r/hip_flexion_r/value", "HIP_FLEXION_R", "hip_flexion_right"],
)
def test_other_spellings_of_a_coordinate(tmp_path, name):
    r = read_recording(
        write(
            tmp_path / "a.sto",
            {name: (1.0, 40.0), "/jointset/hip_r/hip_flexion_r/speed": (500.0, 0.0)},
        )
    )
    assert values(r, "hip_flexion", Side.RIGHT) == [1, 40]
    assert r.why_not("thigh_elevation") == "the file has no column for hip_flexion and pelvis_tilt"


@pytest.mark.parametrize(
    "name",
    ["Speeds", "Accelerations", "PositionErrors", "Inverse Dynamics Generalized Forces",
     "ActuatorForces", "ActuatorPowers", "ModelForces", "StaticOptimizationControls", "Velocities",
     "walk_Kinematics_u", "Kinematics_dudt", "run_pErr", "Inverse Dynamics", "joint_moments",
     "hip_torque", "Loads"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["first line", "file", "name line"])
def test_columns_named_like_angles_that_are_none_are_refused(tmp_path, name, where):
    """Their numbers lie where angles lie, so that only their name tells."""
    file = tmp_path / (f"{name}.sto" if where == "file" else "a.sto")
    write(file, header=f"name {name}\ninDegrees=yes" if where == "name line" else "inDegrees=yes")
    if where == "first line":
        file.write_text(file.read_text().replace("a\n", f"{name}\n", 1))
    with pytest.raises(ReadError, match=rf"{file.name}: expected joint angles, got '.*{name}"):
        read_recording(file)


@pytest.mark.parametrize(
    "line",
    ["Units are deg/s.", "Units are in rad / s^2.", "Units: N.m", "Units are N-m",
     "This file contains the generalized forces that were applied.",
     "Speeds are in degrees per second."],
)  # fmt: skip
def test_a_units_line_of_another_quantity_is_refused(tmp_path, line):
    with pytest.raises(ReadError, match="expected joint angles, got"):
        read_recording(write(tmp_path / "a.sto", header=f"inDegrees=yes\n\n{line}"))


@pytest.mark.parametrize("name", ["Coordinates", "subject02_running_arms", "walk at high speed 3"])
def test_names_of_angles_and_trials_are_let_pass(tmp_path, name):
    text = write(tmp_path / "a.mot").read_text().replace("a\n", f"{name}\n", 1)
    standard = "Units are S.I. units (second, meters, Newtons, ...)\nAngles are in degrees.\n"
    (tmp_path / "squat_power.mot").write_text(text.replace("endheader", f"{standard}endheader"))
    (tmp_path / "b.mot").write_text(text.replace("endheader", f"{standard}endheader"))
    assert values(read_recording(tmp_path / "b.mot"), "hip_flexion", Side.RIGHT) == [0, 90]
    if name == "Coordinates":  # which OpenSim writes; a file's own name counts less
        read_recording(tmp_path / "squat_power.mot")


@pytest.mark.parametrize("largest", [201.0, 83_697.0])
def test_what_no_joint_can_do_is_refused(tmp_path, largest):
    file = write(tmp_path / "a.mot", {"hip_flexion_r": (0.0, largest)})
    with pytest.raises(
        ReadError, match=f"a.mot: expected angles of up to 200 deg, got up to {largest:,.0f}"
    ):
        read_recording(file)


def test_radians_in_the_header_over_degrees_are_noticed_and_said(tmp_path):
    r = read_recording(write(tmp_path / "a.mot", header="inDegrees=no"))
    assert values(r, "hip_flexion", Side.RIGHT) == [0, 90]
    assert dict(r.source.facts)["angles"] == "degrees, by their size: the header says radians"
    assert any("the header says radians" in note for note in r.notes)


def test_degrees_in_the_header_over_radians_are_refused(tmp_path):
    file = write(tmp_path / "a.mot", factor=np.pi / 180)
    with pytest.raises(
        ReadError, match=r"says degrees over numbers that move by 1\.7\. If they are"
    ):
        read_recording(file)


def test_columns_in_two_units_are_refused(tmp_path):
    """A pelvis in degrees beside a hip in radians made a peak of 14 deg."""
    columns = {"pelvis_tilt": (12.0, 12.0), "hip_flexion_r": (0.0, 1.745)}
    file = write(tmp_path / "a.mot", columns, "inDegrees=no")
    with pytest.raises(
        ReadError, match=r"radians over numbers up to 12 that move by 1\.7\. Export"
    ):
        read_recording(file)


def test_a_hip_that_counts_flexion_downwards_is_refused(tmp_path):
    columns = {"pelvis_tilt": (0.0, 0.0), "hip_flexion_r": (0.0, -100.0)}
    with pytest.raises(ReadError, match=r"got -100 deg on the right side\. Turn the sign"):
        read_recording(write(tmp_path / "a.mot", columns))


@pytest.mark.parametrize("factor", [1.0, np.pi / 180])
def test_a_header_that_says_both_units_is_settled_by_the_size(tmp_path, factor):
    file = write(tmp_path / "a.mot", header="inDegrees=no\nAngles are in degrees.", factor=factor)
    r = read_recording(file)
    assert values(r, "hip_flexion", Side.RIGHT) == pytest.approx([0, 90], abs=1e-5)


def test_a_repeated_row_is_left_out_and_said(tmp_path):
    file = write(tmp_path / "a.mot", {"hip_flexion_r": (0.0, 30.0, 90.0)})
    lines = file.read_text().split("\n")
    file.write_text("\n".join([*lines[:5], *lines[4:]]))
    r = read_recording(file)
    assert values(r, "hip_flexion", Side.RIGHT) == [0, 30, 90]
    assert r.notes[-1] == "1 rows whose time did not rise were left out."


def test_two_columns_for_one_joint_are_refused(tmp_path):
    columns = {"hip_flexion_r": (0.0, 30.0), "/jointset/hip_r/hip_flexion_r/value": (0.0, 31.0)}
    with pytest.raises(ReadError, match="each name once, got 'hip_flexion_r' several times"):
        read_recording(write(tmp_path / "a.mot", columns))
    columns = {"hip_flexion_r": (0.0, 30.0), "hip_r_flexion": (0.0, 31.0)}
    with pytest.raises(ReadError, match="got 'hip_r_flexion' several times"):
        read_recording(write(tmp_path / "a.mot", columns))
    columns = {"psoas": (0.0, 1.0), "/a/psoas": (0.0, 2.0), "hip_flexion_r": (0.0, 30.0)}
    read_recording(write(tmp_path / "a.mot", columns))


@pytest.mark.parametrize("lost", ["nan", "-nan(ind)", "-1.#IND", "1.#QNAN", "inf"])
def test_a_value_that_is_not_there_is_a_gap(tmp_path, lost):
    file = write(tmp_path / "a.mot", {"hip_flexion_r": (0.0, 55.5, 90.0)})
    file.write_text(file.read_text().replace("55.50000000", lost))
    angle = read_recording(file).trace("hip_flexion", Side.RIGHT).angle_deg
    assert np.isnan(angle).tolist() == [False, True, False]


def test_white_space_may_part_the_columns(tmp_path):
    assert values(
        read_recording(write(tmp_path / "a.mot", separator="  ")), "hip_flexion", Side.RIGHT
    ) == [0, 90]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("time\thip_flexion_r\n0\t1\n1\t2\n", "a header that ends in a line 'endheader'"),
        ("a\nendheader\n", "a line of column names"),
        ("a\nendheader\nhip_flexion_r\n1\n2\n", "a first column 'time', got 'hip_flexion_r'"),
        (
            "a\nendheader\ntime\thip_flexion_r\n0\tx\n1\t2\n",
            "a number, got 'x' in line 4, column 'hip_flexion_r'",
        ),
        ("a\nendheader\ntime\thip_flexion_r\n0\t1\n1\n", "2 columns, got 1 in line 5"),
        (
            "a\nendheader\ntime\tpsoas_r\n0\t1\n1\t2\n",
            "coordinates such as hip_flexion_r.*only: psoas_r",
        ),
        (
            "a\nDataType=Quaternion\nendheader\ntime\tfemur\n0\t1,0,0,0\n",
            "joint angles, got sensor quaternions",
        ),
    ],
)
def test_a_broken_angle_file_says_what_is_missing(tmp_path, text, message):
    (tmp_path / "a.mot").write_text(text)
    with pytest.raises(ReadError, match=message):
        read_recording(tmp_path / "a.mot")
