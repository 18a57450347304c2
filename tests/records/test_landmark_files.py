"""Points for other programs: layout, units and gaps as those programs read them."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.io import netcdf_file

from ilio.core import InputError, MissingExtraError, OutputError, Side
from ilio.observations import JOINT_NAMES, AngleTrace, Landmarks, Recording, Source
from ilio.observations.point_layouts import BODY_25
from ilio.records.frame_table import frame_table, write_frame_table, write_parquet
from ilio.records.landmark_files import metres_per_pixel, write_netcdf, write_openpose, write_trc
from ilio.sources.landmarks import read_landmarks
from ilio.sources.trc import read_trc


@pytest.fixture
def points() -> Landmarks:
    """Three pictures at 7.5 Hz of a film of 30; the left knee is lost in the middle one."""
    xy = np.arange(3 * 33 * 2, dtype=float).reshape(3, 33, 2)
    xy[1, 25] = np.nan
    sure = np.linspace(0.4, 1.0, 33)[None].repeat(3, axis=0)
    return Landmarks.of(
        np.arange(3) / 7.5, xy, confidence=sure, size=(200, 300), rate_hz=30.0, source="left.mp4"
    )


def test_netcdf_has_the_layout_of_movement(points: Landmarks, tmp_path: Path) -> None:
    with netcdf_file(str(write_netcdf(points, tmp_path / "a.nc")), mmap=False) as nc:
        assert nc.variables["position"].dimensions == ("time", "space", "keypoint", "individual")
        assert nc.variables["confidence"].dimensions == ("time", "keypoint", "individual")
        assert nc.variables["position"].data.shape == (3, 2, 33, 1)
        names = [b"".join(row).decode().strip("\0") for row in nc.variables["keypoint"].data]
        assert names == list(JOINT_NAMES)
        assert b"".join(nc.variables["space"].data.ravel()) == b"xy"
        assert (nc.ds_type, nc.time_unit) == (b"poses", b"seconds")
        assert nc.fps == pytest.approx(7.5)
        assert nc.source_software.startswith(b"Ilio")
        assert nc.variables["time"].data == pytest.approx(points.time_s)


def test_netcdf_is_read_back_equal(points: Landmarks, tmp_path: Path) -> None:
    back = read_landmarks(write_netcdf(points, tmp_path / "a.nc"))
    assert np.array_equal(back.xy, points.xy, equal_nan=True)
    assert np.array_equal(back.confidence, points.confidence)
    assert back.names == points.names
    assert back.rate_hz == pytest.approx(7.5)


def test_openpose_is_read_back_equal(points: Landmarks, tmp_path: Path) -> None:
    for place in ("a.json", "folder"):
        back = read_landmarks(write_openpose(points, tmp_path / place), rate_hz=7.5)
        assert back.names == BODY_25
        for name in ("hip_left", "toe_right", "ear_left"):
            assert back.point(name) == pytest.approx(points.point(name))
        assert np.isnan(back.point("knee_left")[1]).all()
        assert np.isfinite(back.point("knee_left")[[0, 2]]).all()


def test_openpose_middles_and_missing_points(points: Landmarks, tmp_path: Path) -> None:
    frames = json.loads(write_openpose(points, tmp_path / "a.json").read_text())["frames"]
    assert [frame["frame"] for frame in frames] == [0, 4, 8]
    triples = np.reshape(frames[0]["people"][0]["pose_keypoints_2d"], (25, 3))
    middle = points.xy[0, [23, 24]].mean(axis=0)
    assert triples[BODY_25.index("hip_middle"), :2] == pytest.approx(middle)
    assert triples[BODY_25.index("toe_small_left")].tolist() == [0, 0, 0]


def test_a_picture_without_the_person_has_no_people(points: Landmarks, tmp_path: Path) -> None:
    points.xy[2] = np.nan
    frames = json.loads(write_openpose(points, tmp_path / "a.json").read_text())["frames"]
    assert [len(frame["people"]) for frame in frames] == [1, 1, 0]


def test_a_folder_is_as_openpose_writes_it_and_never_written_over(
    points: Landmarks, tmp_path: Path
) -> None:
    folder = write_openpose(points, tmp_path / "json")
    names = sorted(file.name for file in folder.iterdir())
    assert names[0] == "left_000000000000_keypoints.json" and len(names) == 3
    with pytest.raises(InputError, match="a new folder"):
        write_openpose(points, folder)


def test_trc_in_pixels_stands_upright(points: Landmarks, tmp_path: Path) -> None:
    lines = write_trc(points, tmp_path / "a.trc").read_text().split("\n")
    assert lines[2].split("\t")[:5] == ["7.5", "7.5", "3", "33", "px"]
    first = [float(cell) for cell in lines[6].split("\t")[2:5]]
    assert first == pytest.approx([0, 300 - 1, 0])
    gap = 2 + 3 * 25
    assert lines[7].split("\t")[gap : gap + 3] == ["", "", ""]


def test_trc_in_metres_is_read_back(tmp_path: Path) -> None:
    xy = np.zeros((4, 33, 2)) + 50.0
    xy[:, [23, 24]], xy[:, [25, 26]], xy[:, [27, 28]] = [100, 0], [100, 245], [100, 491]
    points = Landmarks.of(np.arange(4) / 10, xy, size=(200, 600))
    assert metres_per_pixel(points, 1.7) == pytest.approx(0.0017)
    back = read_trc(write_trc(points, tmp_path / "a.trc", height_m=1.7))
    assert back.positions_m["knee_left"][0] == pytest.approx([0.17, 0.6035, 0.0])
    assert back.unit == "m, from the file"
    assert back.time_s == pytest.approx(points.time_s)


def test_the_table_has_one_row_a_picture_and_empty_cells_for_lost_ones(
    points: Landmarks, tmp_path: Path
) -> None:
    points.by_hand[2, 26] = True
    trace = AngleTrace.of(points.time_s, [10.0, np.nan, 30.0], sd_deg=3.0, shared_sd_deg=4.0)
    traces = {("thigh_elevation", Side.LEFT): trace, ("trunk_lean", None): trace}
    recording = Recording(Source("video", "left.mp4", "video"), traces)
    text = write_frame_table(points, recording, tmp_path / "a.csv").read_text()
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["frame"] for row in rows] == ["0", "4", "8"]
    assert [row["thigh_elevation_left_deg"] for row in rows] == ["10", "", "30"]
    assert rows[0]["trunk_lean_sd_deg"] == "5"
    assert rows[1]["knee_left_x_px"] == "" and rows[0]["knee_left_x_px"] == "50"
    assert [row["knee_right_by_hand"] for row in rows] == ["0", "0", "1"]
    assert "knee_left_by_hand" not in rows[0]


@pytest.mark.parametrize("name", ["a.nc", "a.json", "a.trc"])
def test_a_missing_folder_is_told(points: Landmarks, tmp_path: Path, name: str) -> None:
    write = {"a.nc": write_netcdf, "a.json": write_openpose, "a.trc": write_trc}[name]
    with pytest.raises(OutputError, match="does not exist"):
        write(points, tmp_path / "none" / name)


def test_parquet_holds_the_table_with_its_types(points: Landmarks, tmp_path: Path) -> None:
    from pyarrow import parquet

    points.by_hand[2, JOINT_NAMES.index("hip_right")] = True
    lift = AngleTrace.of(points.time_s, [10.0, np.nan, 30.0], sd_deg=2.0)
    recording = Recording(
        Source("video", "left.mp4", "video"), {("thigh_elevation", Side.LEFT): lift}
    )
    table = parquet.read_table(write_parquet(points, recording, tmp_path / "a.parquet"))
    expected = frame_table(points, recording)
    assert table.column_names == list(expected)
    assert table["frame"].to_pylist() == [0, 4, 8]
    assert str(table.schema.field("frame").type) == "int64"
    assert table["hip_right_by_hand"].to_pylist() == [False, False, True]
    assert table["thigh_elevation_left_deg"].to_pylist() == [10.0, None, 30.0]
    assert table["knee_left_x_px"].null_count == 1
    numbers = table["nose_y_px"].to_numpy()
    assert np.array_equal(numbers, expected["nose_y_px"])  # not rounded, unlike CSV
    assert table.schema.metadata[b"source"] == b"left.mp4"


def test_without_pyarrow_the_message_says_what_for(
    points: Landmarks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    recording = Recording(Source("video", "left.mp4", "video"))
    with pytest.raises(MissingExtraError, match=r"as Parquet \(\.csv needs.*pip install pyarrow"):
        write_parquet(points, recording, tmp_path / "a.parquet")
    assert not (tmp_path / "a.parquet").exists()
