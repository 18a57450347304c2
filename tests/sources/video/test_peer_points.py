"""Points of other programs: the same angles come out of every form of the same stick figure."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from point_files import (
    RATE,
    as_layout,
    coco_results,
    mediapipe,
    mmpose,
    netcdf,
    openpose_folder,
    write,
)

from ilio.core import MissingExtraError, ReadError, Side
from ilio.knowledge import threshold
from ilio.observations import JOINT_NAMES, Recording
from ilio.observations.point_layouts import BODY_25, COCO_17, HALPE_26, LAYOUTS, OPENPOSE_18
from ilio.protocols import measure
from ilio.sources import read, read_recording
from ilio.sources.landmarks import read_landmarks
from ilio.sources.landmarks.movement_poses import hdf5_poses
from ilio.sources.video.fusing import Joints

Figure = Callable[..., Joints]


@pytest.fixture
def joints(stick_figure: Figure) -> Joints:
    """Stands, then holds the right thigh at 95 deg."""
    thigh = np.interp(np.arange(80) / RATE, [0, 2, 3, 8], [0, 0, 95, 95])
    return stick_figure(np.zeros(80), thigh, shank=np.clip(thigh, 0, 20), rate_hz=RATE)


@pytest.mark.parametrize("letters", [True, False])
def test_netcdf_4_is_read_like_the_classic_one(
    joints: Joints, tmp_path: Path, letters: bool
) -> None:
    h5py = pytest.importorskip("h5py", reason="not installed: h5py")
    points, path = as_layout(joints, JOINT_NAMES), tmp_path / "poses.nc"
    with h5py.File(path, "w") as nc:
        nc["time"] = np.arange(len(points)) / RATE
        apart = np.array([list(name.ljust(15, "\0")) for name in JOINT_NAMES], dtype="S1")
        nc["keypoint"] = apart if letters else list(JOINT_NAMES)
        nc["space"], nc["individual"] = ["x", "y"], ["person"]
        nc["position"] = points[..., :2].swapaxes(1, 2)[..., None]
        nc["confidence"] = points[..., 2][..., None]
        for name in ("time", "space", "keypoint", "individual"):
            nc[name].make_scale(name)
        for data, axes in (
            ("position", ("time", "space", "keypoint", "individual")),
            ("confidence", ("time", "keypoint", "individual")),
        ):
            for i, axis in enumerate(axes):
                nc[data].dims[i].attach_scale(nc[axis])
        nc.attrs.update(source_software="SLEAP", time_unit="seconds", fps=RATE)
    as_it_was_made(read_recording(path))
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(ReadError, match="damaged"):
        read_landmarks(path)


def test_netcdf_4_without_its_package_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "h5py", None)
    (tmp_path / "poses.nc").write_bytes(b"\x89HDF\r\n\x1a\n")
    with pytest.raises(MissingExtraError, match=r"netCDF-4.*pip install h5py"):
        hdf5_poses(tmp_path / "poses.nc")  # which the child process calls


@pytest.mark.parametrize("layout", [COCO_17, HALPE_26, OPENPOSE_18, BODY_25])
@pytest.mark.parametrize("form", [openpose_folder, coco_results, mmpose])
def test_the_same_angles_from_every_form(
    joints: Joints, tmp_path: Path, layout: tuple[str, ...], form: Callable[..., Path]
) -> None:
    recording = read_recording(form(tmp_path, as_layout(joints, layout)), rate_hz=RATE)
    as_it_was_made(recording)


@pytest.mark.parametrize("form", [mediapipe, netcdf])
def test_files_that_know_their_rate(
    joints: Joints, tmp_path: Path, form: Callable[..., Path]
) -> None:
    as_it_was_made(read_recording(form(tmp_path, as_layout(joints, JOINT_NAMES))))


def as_it_was_made(recording: Recording) -> None:
    thigh = recording.traces["thigh_elevation", Side.RIGHT]
    assert thigh.angle_deg[:15] == pytest.approx(np.zeros(15), abs=0.01)
    assert thigh.angle_deg[35:] == pytest.approx(np.full(45, 95.0), abs=0.01)
    assert recording.traces["knee_flexion", Side.RIGHT].angle_deg[40] == pytest.approx(20)
    assert thigh.rate_hz == pytest.approx(RATE)
    found = measure("knee-raise", recording, "right")
    held = 95 + threshold("knee_raise.standing_legs").value  # the figure stands straighter
    assert found.get("thigh_elevation_hold").value == pytest.approx(held, abs=0.1)


def test_names_of_deeplabcut_and_sleap_are_understood(joints: Joints, tmp_path: Path) -> None:
    names = ["shoulder", "hip", "knee", "ankle"]
    given = [*(f"Left{part.title()}" for part in names), *(f"r_{part}" for part in names)]
    mine = tuple(f"{part}_{side}" for side in ("left", "right") for part in names)
    points = as_layout(joints, mine)
    landmarks = read_landmarks(netcdf(tmp_path, points, tuple(given)))
    assert landmarks.names == mine
    assert landmarks.maker == "DeepLabCut"


def test_a_json_of_points_is_told_apart_from_a_visit(joints: Joints, tmp_path: Path) -> None:
    path = mediapipe(tmp_path, as_layout(joints, JOINT_NAMES))
    assert isinstance(read(path), Recording)
    with pytest.raises(ReadError, match="visit file"):
        read(write(tmp_path / "visit.json", {"schema": "wrong"}))


def test_labels_that_swap_for_a_moment_are_overruled(joints: Joints, tmp_path: Path) -> None:
    points = as_layout(joints, COCO_17)
    left, right = (
        [i for i, name in enumerate(COCO_17) if name in (f"knee_{s}", f"ankle_{s}", f"hip_{s}")]
        for s in ("left", "right")
    )
    points[40:43, left], points[40:43, right] = points[40:43, right], points[40:43, left].copy()
    recording = read_recording(coco_results(tmp_path, points), rate_hz=RATE)
    as_it_was_made(recording)
    assert dict(recording.source.facts)["left and right labels overruled"] == "in 3 frames"


def test_the_largest_person_is_followed_and_others_are_told(joints: Joints, tmp_path: Path) -> None:
    large = as_layout(joints, COCO_17)
    small = large.copy()
    small[..., :2] = 700 + large[..., :2] / 4
    for i in range(len(large)):
        order = [small, large] if i % 2 else [large, small]
        both = [{"pose_keypoints_2d": p[i].ravel().tolist()} for p in order]
        write(tmp_path / f"{i:04}.json", {"people": both})
    recording = read_recording(tmp_path, rate_hz=RATE)
    as_it_was_made(recording)
    assert next(g for g in recording.gates if g.gate == "one person").state == "unknown"


def test_pictures_without_anybody_are_lost_not_zero(joints: Joints, tmp_path: Path) -> None:
    points = as_layout(joints, COCO_17)
    entries = json.loads(coco_results(tmp_path, points).read_text())
    path = write(tmp_path / "gap.json", [e for i, e in enumerate(entries) if i not in (50, 51)])
    trace = read_recording(path, rate_hz=RATE).traces["thigh_elevation", Side.RIGHT]
    assert np.flatnonzero(~trace.seen).tolist() == [50, 51]


def test_a_point_of_no_confidence_is_lost(joints: Joints, tmp_path: Path) -> None:
    points = as_layout(joints, COCO_17)
    points[60, COCO_17.index("knee_right"), 2] = 0.02
    trace = read_recording(coco_results(tmp_path, points), rate_hz=RATE).traces[
        "thigh_elevation", Side.RIGHT
    ]
    assert np.flatnonzero(~trace.seen).tolist() == [60]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([], "no list of pictures"),
        ({"people": []}, "nobody in any picture"),
        ({"people": [{"pose_keypoints_2d": [1, 2, 3]}]}, "persons of 1"),
        ([1, 2], "no points in it"),
        ([{"image_id": "9999999.jpg", "keypoints": [1] * 51}, {"image_id": 0}], "in a row"),
        ({"frames": [[[0.5, 0.5, 0, 1]] * 33] * 9}, "--size 1920x1080"),
    ],
)
def test_what_holds_no_person_is_refused(tmp_path: Path, values: object, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        read_landmarks(write(tmp_path / "a.json", values), rate_hz=RATE)


def test_a_rate_is_asked_for(joints: Joints, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="--rate-hz 30"):
        read_landmarks(coco_results(tmp_path, as_layout(joints, COCO_17)))


def test_points_without_a_leg_are_refused(joints: Joints, tmp_path: Path) -> None:
    names = tuple(n for n in JOINT_NAMES if n != "knee_left")
    path = netcdf(tmp_path, as_layout(joints, names), names)
    with pytest.raises(ReadError, match="none for knee_left"):
        read_recording(path)


def test_a_file_that_is_no_netcdf_or_a_damaged_one(joints: Joints, tmp_path: Path) -> None:
    path = netcdf(tmp_path, as_layout(joints, JOINT_NAMES))
    whole = path.read_bytes()
    for cut in (6, 40, 200, len(whole) // 2):
        path.write_bytes(whole[:cut])
        with pytest.raises(ReadError, match=r"damaged|no 'position'"):
            read_landmarks(path)
    path.write_bytes(b"something")
    with pytest.raises(ReadError, match="something else"):
        read_landmarks(path)


def test_every_layout_has_the_points_that_a_protocol_needs() -> None:
    for layout in LAYOUTS.values():
        assert len(set(layout)) == len(layout)
        assert {"hip_left", "knee_right", "ankle_left", "shoulder_right"} <= set(layout)
