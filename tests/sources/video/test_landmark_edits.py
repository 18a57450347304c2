"""Points corrected by hand: everything downstream follows, and the record says so."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ilio.core import ReadError, Side, UnknownNameError
from ilio.observations import Landmarks
from ilio.sources.landmarks import corrected, read_edits
from ilio.sources.landmarks.edits import Edit, Edits
from ilio.sources.video import recording_from, settled
from ilio.sources.video.fusing import Joints

Figure = Callable[..., Joints]
KEY = ("thigh_elevation", Side.RIGHT)


@pytest.fixture
def held(stick_figure: Figure) -> Landmarks:
    """A right thigh held at 95 deg, looked at five times a second in a film of 30 a second."""
    joints = stick_figure(np.zeros(20), np.full(20, 95.0))
    return settled(
        Landmarks.of(joints.time_s, joints.xy, size=(600, 600), rate_hz=30.0, source="a.mp4")
    )


def knee_at(angle_deg: float) -> tuple[float, float]:
    way = np.radians(angle_deg)
    return 300 + 120 * float(np.sin(way)), 300 + 120 * float(np.cos(way))


def test_a_corrected_knee_changes_the_angle_and_the_record_says_so(held: Landmarks) -> None:
    edit = Edit("knee_right", *knee_at(70), frame=42)
    recording = recording_from(corrected(held, Edits("edits.json", (edit,))))
    angle = recording.traces[KEY].angle_deg
    assert angle[7] == pytest.approx(70)
    assert angle[6] == pytest.approx(95)
    assert ("corrected by hand", "1 point, from edits.json") in recording.source.facts
    assert "1 point corrected by hand." in recording.notes


def test_an_edit_goes_to_the_nearest_picture_looked_at_and_says_how_far(held: Landmarks) -> None:
    fixed = corrected(held, Edits("e", (Edit("knee_right", *knee_at(70), frame=44),)))
    assert np.flatnonzero(fixed.by_hand.any(axis=1)).tolist() == [7]
    assert "up to 0.07 s away" in fixed.notes[-1]


def test_a_line_between_two_edits_only_if_it_is_asked_for(held: Landmarks) -> None:
    ends = [Edit("knee_right", 400, 300, time_s=1.0), Edit("knee_right", 400, 250, time_s=2.0)]
    alone = corrected(held, Edits("e", tuple(ends)))
    assert alone.by_hand.sum() == 2
    lined = corrected(held, Edits("e", (ends[0], replace(ends[1], line_from_previous=True))))
    assert lined.by_hand.sum() == 6
    assert lined.point("knee_right")[5:11, 1] == pytest.approx([300, 290, 280, 270, 260, 250])
    assert "4 on straight lines between them" in lined.notes[-1]


def test_a_lost_picture_with_its_leg_put_in_by_hand_is_seen_again(held: Landmarks) -> None:
    xy = held.xy.copy()
    xy[9] = np.nan
    lost = replace(held, xy=xy)
    assert np.isnan(recording_from(lost).traces[KEY].angle_deg[9])
    edits = (Edit("hip_right", 300, 300, frame=54), Edit("knee_right", *knee_at(95), frame=54))
    found = recording_from(corrected(lost, Edits("e", edits)))
    assert found.traces[KEY].angle_deg[9] == pytest.approx(95)
    assert np.isnan(found.traces["thigh_elevation", Side.LEFT].angle_deg[9])


def test_the_doubt_of_a_corrected_picture_ends(held: Landmarks) -> None:
    doubtful = replace(held, doubt_deg=np.full(20, 40.0))
    fixed = recording_from(corrected(doubtful, Edits("e", (Edit("knee_right", 400, 300, 12),))))
    sd = fixed.traces[KEY].sd_deg
    assert sd[2] < sd[3] / 4


def test_the_input_is_left_as_it_was(held: Landmarks) -> None:
    before = held.xy.copy()
    corrected(held, Edits("e", (Edit("knee_right", 1, 1, frame=0),)))
    assert np.array_equal(held.xy, before)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Edit("knee_right", 1, 1, frame=200), r"e, edit 1: expected a frame from 0 to 114, got frame 200"),
        (Edit("knee_right", 1, 1, frame=-9), "got frame -9"),
        (Edit("knee_right", 1, 1, time_s=9.0), "expected 0 to 3.80 s, got 9 s"),
        (Edit("knee_right", 700, 1, frame=0), r"inside the picture \(600 x 600 pixels\), got \(700, 1\)"),
        (Edit("knee_right", 1, 1, frame=0, line_from_previous=True), "an earlier edit of the same"),
    ],
)  # fmt: skip
def test_edits_that_do_not_fit_the_film(held: Landmarks, edit: Edit, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        corrected(held, Edits("e", (edit,)))


def test_a_joint_that_these_points_lack(held: Landmarks) -> None:
    few = replace(held, names=("thumb", *held.names[1:]))
    with pytest.raises(UnknownNameError, match=r"got 'nose' in e, edit 1"):
        corrected(few, Edits("e", (Edit("nose", 1, 1, frame=0),)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "broken JSON"),
        ("[]", "something else"),
        ('{"schema": "ilio/landmark-edits/2", "edits": []}', "something else"),
        ('{"schema": "ilio/landmark-edits/1"}', "something else"),
        ("[" * 100_000, "nested too deep|broken JSON"),
    ],
)
def test_a_file_that_holds_no_edits(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "edits.json").write_text(text)
    with pytest.raises(ReadError, match=told):
        read_edits(tmp_path / "edits.json")


def written(folder: Path, *edits: object) -> Path:
    path = folder / "edits.json"
    path.write_text(json.dumps({"schema": "ilio/landmark-edits/1", "edits": edits}))
    return path


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as told:
        read_edits(
            written(
                tmp_path,
                {"joint": "nee_left", "frame": 1, "x": 1, "y": 2},
                {"joint": "knee_left", "frame": 1.5, "x": "a", "y": 2},
                {"joint": "knee_left", "frame": 1, "time_s": 2, "x": 1, "y": 2},
                {"joint": "knee_left", "frame": 1, "x": 1, "y": 2, "fraem": 3},
                7,
            )
        )
    lines = str(told.value)
    for part in (
        "edit 1.joint",
        "Did you mean 'knee_left'?",
        "edit 2.x: expected a number, got 'a'",
        "edit 2.frame: expected a whole number, got 1.5",
        "edit 3: expected joint, x, y and either frame or time_s",
        "edit 4: expected a key",
        "edit 5: expected an object",
    ):
        assert part in lines


def test_edits_come_back_as_written(tmp_path: Path) -> None:
    path = written(tmp_path, {"joint": "hip_left", "time_s": 2, "x": 1, "y": 2.5})
    assert read_edits(path) == Edits("edits.json", (Edit("hip_left", 1.0, 2.5, None, 2.0),))
