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
