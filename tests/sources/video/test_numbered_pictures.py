"""Pictures that are missing between others are a gap in time, whatever wrote them."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from point_files import as_layout, people, write

from ilio.core import ReadError, Side
from ilio.observations.point_layouts import BODY_25, COCO_17
from ilio.protocols import measure
from ilio.sources import read_recording
from ilio.sources.video.fusing import Joints

Figure = Callable[..., Joints]
FILM_HZ = 30.0
PEOPLE = 600


@pytest.fixture
def points(stick_figure: Figure) -> np.ndarray:
    """Stands for 3 s, holds the right thigh at 97 deg until 14 s, puts it down."""
    thigh = np.interp(np.arange(PEOPLE) / FILM_HZ, [0, 3, 4, 14, 15, 20], [0, 0, 97, 97, 0, 0])
    joints = stick_figure(np.zeros(PEOPLE), thigh, shank=np.zeros(PEOPLE), rate_hz=FILM_HZ)
    return as_layout(joints, BODY_25)


def folder(path: Path, points: np.ndarray, kept: np.ndarray, name: str) -> Path:
    for at in kept:
        write(path / name.format(at), people(points[at]))
    return path


def one_list(path: Path, points: np.ndarray, kept: np.ndarray, name: str) -> Path:
    order = BODY_25.index
    coco = points[:, [order(joint) for joint in COCO_17]]
    entries = [{"image_id": name.format(at), "keypoints": coco[at].ravel().tolist()} for at in kept]
    return write(path / "results.json", entries)


def frames(path: Path, points: np.ndarray, kept: np.ndarray, name: str) -> Path:
    found = [people(points[at]) | {name: int(at)} for at in kept]
    return write(path / "frames.json", {"fps": FILM_HZ, "frames": found})


def above_s(path: Path) -> float:
    recording = read_recording(path, rate_hz=FILM_HZ)
    return float(measure("knee-raise", recording, "right").quantities["time_above_90"].value)


def archive(path: Path, points: np.ndarray, kept: np.ndarray, name: str) -> Path:
    with zipfile.ZipFile(path / "points.zip", "w") as packed:
        for at in kept:
            packed.writestr(f"film/{name.format(at)}", json.dumps(people(points[at])))
    return path / "points.zip"


WAYS = {
    "archive": (archive, "clip_{:012d}_keypoints.json"),
    "OpenPose": (folder, "clip_{:012d}_keypoints.json"),
    "person last": (folder, "frame{}_person_0.json"),
    "film with a number": (folder, "GX010042_{}_keypoints.json"),
    "AlphaPose": (one_list, "{}.jpg"),
    "padded": (one_list, "img_{:06d}.png"),
    "frame_id": (frames, "frame_id"),
    "frame": (frames, "frame"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_every_so_manyth_picture_lasts_as_long(
    points: np.ndarray, tmp_path: Path, way: str, step: int
) -> None:
    form, name = WAYS[way]
    path = form(tmp_path, points, np.arange(0, PEOPLE, step), name)
    assert above_s(path) == pytest.approx(10.1, abs=0.35)
    notes = read_recording(path, rate_hz=FILM_HZ).notes
    assert any("Only one in" in note for note in notes) == (step > 1)


@pytest.mark.parametrize("way", WAYS)
def test_single_pictures_that_are_missing_are_lost_samples(
    points: np.ndarray, tmp_path: Path, way: str
) -> None:
    form, name = WAYS[way]
    kept = np.setdiff1d(np.arange(PEOPLE), [100, 250, 251, 400])
    path = form(tmp_path, points, kept, name)
    assert above_s(path) == pytest.approx(10.1, abs=0.1)
    thigh = read_recording(path, rate_hz=FILM_HZ).trace("thigh_elevation", Side.RIGHT)
    assert np.flatnonzero(~thigh.seen).tolist() == [100, 250, 251, 400]


def test_a_film_that_begins_late_begins_at_zero(points: np.ndarray, tmp_path: Path) -> None:
    path = folder(tmp_path, points, np.arange(60, PEOPLE), "a_{:012d}_keypoints.json")
    assert read_recording(path, rate_hz=FILM_HZ).trace("thigh_elevation", Side.RIGHT).time_s[0] == 0


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a.json", "b.json"], "names without one"),
        (["a_1.json", "b_1.json"], "a number that comes twice"),
        (["a_0.json", "a_999999999.json"], "pictures from 0 to 999999999"),
    ],
)
def test_names_that_tell_no_order_are_refused(tmp_path: Path, names: list[str], told: str) -> None:
    for name in names:
        (tmp_path / name).write_text(json.dumps(people(np.ones((25, 3)))))
    with pytest.raises(ReadError, match=told):
        read_recording(tmp_path, rate_hz=FILM_HZ)
