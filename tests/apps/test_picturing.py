"""`ilio picture` and points at the command line, end to end."""

import json

import numpy as np
import pytest

from ilio.knowledge import threshold
from ilio.observations.point_layouts import COCO_17

RATE = 10.0
STRAIGHTER = -threshold("knee_raise.standing_legs").value
"""The stick figure stands straighter than people do, which is read as a tilted camera [deg]."""


@pytest.fixture
def points_json(tmp_path):
    """A stick figure as COCO results: stands 2 s, then holds the left thigh at 97 deg."""
    time = np.arange(0, 36, 1 / RATE)
    way = np.radians(np.interp(time, [0, 2, 3, 40], [0, 0, 97, 97]))
    xy = dict.fromkeys(COCO_17, np.array([[200.0, 100.0]]))
    for side in ("left", "right"):
        turn = way if side == "left" else 0 * way
        xy[f"shoulder_{side}"], xy[f"hip_{side}"] = (
            np.array([[200.0, 120.0]]),
            np.array([[200.0, 250.0]]),
        )
        xy[f"knee_{side}"] = xy[f"hip_{side}"] + 100 * np.stack([-np.sin(turn), np.cos(turn)], 1)
        xy[f"ankle_{side}"] = xy[f"knee_{side}"] + [0, 90]
    xy["nose"] = np.array([[170.0, 95.0]])
    entries = []
    for i in range(len(time)):
        rows = [[*np.broadcast_to(xy[name], (len(time), 2))[i], 0.9] for name in COCO_17]
        entries.append({"image_id": i, "keypoints": np.ravel(rows).tolist()})
    path = tmp_path / "points.json"
    path.write_text(json.dumps(entries))
    return path


def test_points_are_measured_like_a_film(ilio, points_json):
    ran = ilio("measure", "knee-raise", points_json, "--side", "left", "--rate-hz", RATE, "--json")
    assert ran.code == 0, ran.err
    table = json.loads(ran.out)
    hold = table["quantities"]["thigh_elevation_hold"]
    assert hold["value"] == pytest.approx(97 - STRAIGHTER, abs=0.1)
    assert hold["high"] - hold["low"] > 6
    assert any("error of Ilio's own pose model is used" in note for note in table["notes"])


def test_points_without_a_rate_say_what_to_type(ilio, points_json):
    ran = ilio("measure", "knee-raise", points_json, "--side", "left")
    assert ran.code == 2
    assert "--rate-hz 30" in ran.err


def test_a_correction_changes_the_measurement_and_is_in_its_record(ilio, points_json, tmp_path):
    edits = [
        {"joint": "knee_left", "time_s": t, "x": 200 - 100, "y": 250, "line_from_previous": t > 3.2}
        for t in (3.2, 35.9)
    ]
    path = tmp_path / "edits.json"
    path.write_text(json.dumps({"schema": "ilio/landmark-edits/1", "edits": edits}))
    ran = ilio(
        "measure", "knee-raise", points_json, "--side", "left", "--rate-hz", RATE,
        "--landmarks", path, "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    table = json.loads(ran.out)
    assert table["quantities"]["thigh_elevation_hold"]["value"] == pytest.approx(
        90 - STRAIGHTER, abs=0.1
    )
    assert any("corrected by hand" in note for note in table["notes"])


def test_a_correction_of_a_phone_log_is_refused(ilio, raise_csv, tmp_path):
    ran = ilio("measure", "knee-raise", raise_csv, "--side", "left", "--landmarks", tmp_path)
    assert ran.code == 2
    assert "a film or points to correct" in ran.err


@pytest.mark.parametrize(
    ("size", "told"), [("big", "1920x1080"), ("0x0", "1920x1080"), ("9x", "width x height")]
)
def test_a_size_that_is_none(ilio, points_json, size, told):
    ran = ilio("measure", "knee-raise", points_json, "--side", "left", "--size", size)
    assert ran.code == 2
    assert told in ran.err


def test_points_go_out_in_every_form_at_once(ilio, points_json, tmp_path):
    names = ["a.csv", "a.nc", "a.json", "a.trc", "folder"]
    outs = [part for name in names for part in ("-o", tmp_path / name)]
    ran = ilio("picture", points_json, "--rate-hz", RATE, "--height-m", 1.8, *outs, "--json")
    assert ran.code == 0, ran.err
    assert [name.rpartition("/")[2] for name in json.loads(ran.out)["written"]] == names
    again = ilio("measure", "knee-raise", tmp_path / "a.nc", "--side", "left", "--json")
    hold = json.loads(again.out)["quantities"]["thigh_elevation_hold"]["value"]
    assert hold == pytest.approx(97 - STRAIGHTER, abs=0.1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "a.mp4"], "a film to draw on, got points without pictures"),
        (["-o", "a.gif"], "an ending"),
        (["-o", "none/a.csv"], "does not exist"),
        (["-o", "a.csv", "--protocol", "thoms"], "Did you mean 'thomas'?"),
        (["-o", "a.csv", "--side", "up"], "a side (left, right)"),
    ],
)
def test_wrong_wishes_are_told_before_any_work(ilio, points_json, arguments, told, monkeypatch):
    monkeypatch.chdir(points_json.parent)
    ran = ilio("picture", points_json, *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_the_input_is_never_written_over(ilio, points_json):
    before = points_json.read_bytes()
    ran = ilio("picture", points_json, "-o", points_json)
    assert ran.code == 2
    assert "another file than the input" in ran.err
    assert points_json.read_bytes() == before


def test_a_film_needs_its_test_to_be_drawn(ilio, tmp_path):
    ran = ilio("picture", "left.mp4", "-o", tmp_path / "a.mp4")
    assert ran.code == 2
    assert "--protocol knee-raise --side left" in ran.err


def test_a_visit_takes_points_and_their_correction(ilio, points_json, tmp_path):
    entries = json.loads(points_json.read_text())
    points = {"rate_hz": RATE, "annotations": entries}
    (tmp_path / "left.json").write_text(json.dumps(points))
    edit = {"joint": "knee_left", "frame": 200, "x": 100, "y": 250}
    edits = {"schema": "ilio/landmark-edits/1", "edits": [edit]}
    (tmp_path / "edits.json").write_text(json.dumps(edits))
    visit = tmp_path / "visit.toml"
    visit.write_text(
        'schema = "ilio/visit-input/1"\nred_flags = []\n[[attempt]]\nprotocol = "knee-raise"\n'
        'side = "left"\nfile = "left.json"\nlandmarks = "edits.json"\n'
    )
    ran = ilio("assess", visit, "--save", tmp_path / "saved.json")
    assert ran.code == 0, ran.err
    (measured,) = json.loads((tmp_path / "saved.json").read_text())["measurements"]
    assert "1 point corrected by hand." in measured["notes"]
