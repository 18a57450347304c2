"""Angles out of markers, against a stick person whose angles are known."""

from pathlib import Path

import numpy as np
import pytest
from marker_files import write_trc
from marker_person import ON_THE_BACK, Y_UP, person, ramp, turned

from ilio.core import InputError, ReadError, Side
from ilio.observations import Recording
from ilio.sources import read_recording

LEFT, RIGHT = Side.LEFT, Side.RIGHT
STILL = ramp(0)
LATERAL = np.array([0.0, 1.0, 0.0])


def measure(
    folder: Path, markers: dict[str, np.ndarray], *, mapping: str | None = None, **how: object
) -> Recording:
    file = write_trc(folder / "raise.trc", markers, **how)
    if mapping is None:
        return read_recording(file)
    (folder / "lab.toml").write_text(mapping)
    return read_recording(file, mapping=folder / "lab.toml")


def last(recording: Recording, name: str, side: Side | None = None) -> float:
    trace = recording.trace(name, side)
    assert trace is not None, recording.why_not(name)
    return float(trace.angle_deg[-1])


def gate(recording: Recording, name: str) -> str:
    return next(g.state for g in recording.gates if g.gate == name)


def test_a_raise_gives_the_angles_that_were_put_in(tmp_path):
    raised = person(left_deg=ramp(100), right_deg=STILL, knee_deg=90, tilt_deg=-12, lean_deg=5)
    r = measure(tmp_path, raised)
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(100, abs=0.1)
    assert last(r, "thigh_elevation", RIGHT) == pytest.approx(0, abs=0.1)
    assert last(r, "hip_flexion", LEFT) == pytest.approx(88, abs=0.1)
    assert last(r, "knee_flexion", LEFT) == pytest.approx(90, abs=0.1)
    assert last(r, "pelvic_tilt") == pytest.approx(-12, abs=0.1)
    assert last(r, "trunk_lean") == pytest.approx(5, abs=0.1)
    assert last(r, "lumbar_flexion") == pytest.approx(17, abs=0.1)
    assert last(r, "thigh_drop_trigonometric", LEFT) == pytest.approx(-10, abs=0.1)
    assert {g.state for g in r.gates} == {"pass"}
    assert dict(r.source.facts)["up axis"] == "Z, found from the standing leg"
    assert dict(r.source.facts)["faces"] == "X"
    assert dict(r.source.facts)["trunk"] == "middle of the PSIS to C7"


def test_a_leg_out_to_the_side_is_abducted_and_only_that_leg(tmp_path):
    r = measure(tmp_path, person(left_deg=ramp(60), right_deg=STILL, left_out_deg=20))
    assert last(r, "hip_abduction", LEFT) == pytest.approx(20, abs=0.1)
    assert last(r, "hip_abduction", RIGHT) == pytest.approx(0, abs=0.1)
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(60, abs=0.1)


def test_a_wide_squat_is_not_read_as_a_raise_over_the_head(tmp_path):
    # Thigh almost level, far out to the side, its knee a little higher than the hip and a little behind it.
    squat = person(left_deg=ramp(175), right_deg=STILL, left_out_deg=80)
    r = measure(tmp_path, squat, mapping='up = "z"')
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(100, abs=1)
    assert "3-D inclination" in r.notes[0]


@pytest.mark.parametrize("drop_deg", [-20.0, 0.0, 12.0])
def test_a_lying_person_has_a_level_thigh_at_90_and_a_hugged_one_past_180(tmp_path, drop_deg):
    # In the standing person's own axes the tested thigh is extended by the drop, the other one hugged.
    hang = person(left_deg=np.full(60, -drop_deg), right_deg=np.full(60, 115.0), knee_deg=70)
    r = measure(tmp_path, turned(hang, ON_THE_BACK))
    assert dict(r.source.facts)["up axis"] == "Z, found from the front of the lying pelvis"
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(90 - drop_deg, abs=0.1)
    assert last(r, "thigh_drop_trigonometric", LEFT) == pytest.approx(drop_deg, abs=0.1)
    assert last(r, "thigh_elevation", RIGHT) == pytest.approx(205, abs=0.1)
    assert last(r, "knee_flexion", LEFT) == pytest.approx(70, abs=0.1)


def test_tilting_the_lying_pelvis_back_shows_as_a_negative_change(tmp_path):
    flat = person(left_deg=np.full(60, 0.0), right_deg=np.full(60, 115.0), knee_deg=70)
    tucked = person(
        left_deg=np.full(60, 0.0), right_deg=np.full(60, 115.0), knee_deg=70, tilt_deg=-15
    )
    r = measure(tmp_path, turned(flat, ON_THE_BACK))
    q = measure(tmp_path, turned(tucked, ON_THE_BACK))
    assert last(q, "pelvic_tilt") - last(r, "pelvic_tilt") == pytest.approx(-15, abs=0.1)


def test_up_can_be_given_and_is_stated(tmp_path):
    markers = turned(person(left_deg=ramp(100), right_deg=STILL), Y_UP)
    r = measure(tmp_path, markers, mapping='up = "y"')
    assert dict(r.source.facts)["up axis"] == "Y, given by the mapping file"
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(100, abs=0.1)


def test_standing_for_a_moment_only_leaves_the_up_axis_in_doubt(tmp_path):
    hop = np.full(100, 60.0)
    hop[:15] = 0.0
    r = measure(tmp_path, person(left_deg=np.full(100, 60.0), right_deg=hop))
    assert gate(r, "up axis") == "unknown"


def test_a_slanting_person_does_not_tell_which_axis_is_up(tmp_path):
    slant = np.radians(44)
    tip = np.array(
        [[np.cos(slant), 0, np.sin(slant)], [0, 1, 0], [-np.sin(slant), 0, np.cos(slant)]]
    )
    r = measure(tmp_path, turned(person(left_deg=ramp(20), right_deg=STILL), tip))
    assert gate(r, "up axis") == "fail"
    assert any(g.stops for g in r.gates)


@pytest.mark.parametrize("since", [0, 30], ids=["throughout", "from the middle on"])
def test_legs_whose_labels_are_swapped_are_noticed(tmp_path, since):
    """The pelvis is labelled rightly, so the front agrees; but the knees lie across it."""
    markers = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=80)
    for joint in ("KNE", "ANK"):
        left, right = markers[f"L{joint}"].copy(), markers[f"R{joint}"].copy()
        markers[f"L{joint}"][since:], markers[f"R{joint}"][since:] = right[since:], left[since:]
    found = measure(tmp_path, markers)
    assert gate(found, "left and right") == "fail"
    (told,) = (g for g in found.gates if g.gate == "left and right")
    assert told.blocks and "the knees lie crossed over" in told.detail


def test_swapped_sides_are_noticed(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL)
    swapped = {{"L": "R", "R": "L"}.get(n[0], n[0]) + n[1:]: xyz for n, xyz in markers.items()}
    assert gate(measure(tmp_path, swapped), "left and right") == "fail"


@pytest.mark.parametrize("lost", [0.0, np.nan])
def test_a_lost_marker_is_a_gap_and_only_there(tmp_path, lost):
    markers = person(left_deg=ramp(100), right_deg=STILL)
    markers["RASI"][40:50] = lost
    r = measure(tmp_path, markers)
    angle = r.trace("hip_flexion", LEFT).angle_deg
    assert np.isnan(angle[40:50]).all()
    assert np.isfinite(np.delete(angle, range(40, 50))).all()
    assert gate(r, "markers seen") == "fail"
    assert "asis_right" in next(g.detail for g in r.gates if g.gate == "markers seen")


def test_a_marker_that_jumps_makes_a_gap_never_an_angle(tmp_path):
    markers = person(left_deg=ramp(100), right_deg=STILL)
    markers["LKNE"][55] += 400
    angle = measure(tmp_path, markers).trace("thigh_elevation", LEFT).angle_deg
    assert np.isnan(angle[55])
    assert np.isfinite(angle[:55]).all()


def test_what_is_missing_is_unmeasured_with_its_reason(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL)
    for name in ("T10", "C7", "LANK", "RANK", "RKNE"):
        del markers[name]
    r = measure(tmp_path, markers)
    assert r.trace("thigh_elevation", RIGHT) is None
    assert r.why_not("thigh_elevation") == "no marker was ever seen for knee_right (RKNE)"
    assert r.why_not("knee_flexion").endswith(
        "knee_right (RKNE), ankle_left (LANK), ankle_right (RANK)"
    )
    assert r.why_not("trunk_lean") == "no marker was ever seen for c7 (C7)"
    assert "t10" in r.why_not("lumbar_flexion")


def test_a_marker_lost_throughout_is_named_as_such(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL)
    markers["T10"][:] = np.nan
    found = measure(tmp_path, markers)
    assert found.why_not("lumbar_flexion") == "no marker was ever seen for t10 (T10)"


def test_the_trunk_falls_back_on_the_shoulders_and_says_so(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL, lean_deg=10)
    top = markers.pop("C7")
    markers |= {"LSHO": top + 150 * LATERAL, "RSHO": top - 150 * LATERAL}
    r = measure(tmp_path, markers)
    assert last(r, "trunk_lean") == pytest.approx(10, abs=0.1)
    assert "no C7" in dict(r.source.facts)["trunk"]


def test_other_names_come_from_a_mapping_file(tmp_path):
    names = {"LASI": "L.ASIS", "RASI": "R.ASIS", "LKNE": "L.Knee"}
    markers = {
        names.get(n, n): xyz for n, xyz in person(left_deg=ramp(100), right_deg=STILL).items()
    }
    mapping = '[markers]\nasis_left = "L.ASIS"\nasis_right = "r.asis"\nknee_left = "L.Knee"\n'
    assert last(
        measure(tmp_path, markers, mapping=mapping), "thigh_elevation", LEFT
    ) == pytest.approx(100, abs=0.1)


def test_a_missing_marker_names_the_role_and_what_the_file_holds(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL)
    del markers["RASI"]
    with pytest.raises(
        ReadError,
        match=r"markers for asis_right \(RASI\), got a file that holds only: LASI.*mapping file",
    ):
        measure(tmp_path, markers)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ('[markers]\nasis_lft = "X"\n', "Did you mean 'asis_left'"),
        ('[marker]\nasis_left = "X"\n', "Did you mean 'markers'"),
        ('up = "w"\n', "axis"),
        ("[markers]\nasis_left = 3\n", "Put it in quotes"),
        ("markers = 3\n", r"a table \[markers\]"),
        ("markers = [", "a TOML mapping file"),
    ],
)
def test_a_faulty_mapping_file_is_explained(tmp_path, mapping, message):
    with pytest.raises(InputError, match=message):
        measure(tmp_path, person(left_deg=ramp(60), right_deg=STILL), mapping=mapping)


def test_a_subject_prefix_is_ignored_but_two_subjects_are_refused(tmp_path):
    markers = person(left_deg=ramp(100), right_deg=STILL)
    named = {f"Anna:{n}": xyz for n, xyz in markers.items()}
    assert last(measure(tmp_path, named), "thigh_elevation", LEFT) == pytest.approx(100, abs=0.1)
    with pytest.raises(InputError, match="one person in the marker file"):
        measure(tmp_path, named | {f"Ben:{n}": xyz for n, xyz in markers.items()})


def test_joint_centres_alone_give_thighs_and_knees(tmp_path):
    stick = person(left_deg=ramp(100), right_deg=STILL, knee_deg=90)
    hips = {f"{s}HJC": np.tile([247.2, y, 928.0], (60, 1)) for s, y in (("L", 286.4), ("R", 113.6))}
    markers = hips | {f"{s}{j}": stick[f"{s}{j}"] for s in "LR" for j in ("KNE", "ANK")}
    r = measure(tmp_path, markers)
    assert last(r, "thigh_elevation", LEFT) == pytest.approx(100, abs=0.1)
    assert r.trace("hip_flexion", LEFT) is None
    assert gate(r, "left and right") == "unknown"


def test_the_inner_knee_marker_moves_the_knee_to_its_middle(tmp_path):
    markers = person(left_deg=ramp(60), right_deg=STILL)
    markers["LKNM"] = markers["LKNE"] + [20, 0, 0]
    markers["LKNE"] = markers["LKNE"] - [20, 0, 0]
    assert last(measure(tmp_path, markers), "thigh_elevation", LEFT) == pytest.approx(60, abs=0.1)
