"""Whatever stands in a file of points, it is read or refused with a ReadError."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilio.core import IlioError, ReadError
from ilio.observations import Landmarks
from ilio.sources import read_recording
from ilio.sources.landmarks import corrected, read_edits, read_landmarks

KEYS = st.sampled_from(
    ["people", "pose_keypoints_2d", "keypoints", "keypoint_scores", "image_id", "instances", "frames",
     "instance_info", "annotations", "landmarks", "pose_landmarks", "landmark", "x", "y", "z",
     "visibility", "fps", "width", "height", "schema", "edits", "joint", "frame", "time_s"]
)  # fmt: skip
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([0, 1, 0.5, 10**400]))
LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=9), st.just("7.jpg"))
PERSON = st.builds(
    lambda k, some: (some * 99)[: 3 * k],
    st.sampled_from([17, 18, 25, 26, 33]),
    st.lists(NUMBERS, min_size=1, max_size=20),
)
JSON = st.recursive(
    st.one_of(LEAVES, PERSON),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=12,
)  # fmt: skip
FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.large_base_example,
    ],
)


@FEW
@given(values=JSON)
def test_any_json_is_points_or_a_read_error(tmp_path: Path, values: object) -> None:
    path = tmp_path / "points.json"
    path.write_text(json.dumps(values))
    try:
        found = read_landmarks(path, rate_hz=30.0, size=(640, 480))
    except ReadError as error:
        assert "points.json" in str(error)
    else:
        assert len(found.time_s) >= 2
        assert not np.isinf(found.xy).any()


@FEW
@given(values=st.lists(st.fixed_dictionaries({"people": st.lists(st.fixed_dictionaries({"pose_keypoints_2d": PERSON}), max_size=2)}), max_size=4))  # fmt: skip
def test_any_people_are_a_recording_or_an_error_that_says_why(
    tmp_path: Path, values: object
) -> None:
    path = tmp_path / "points.json"
    path.write_text(json.dumps(values))
    try:
        recording = read_recording(path, rate_hz=30.0)
    except IlioError as error:
        assert str(error)
    else:
        assert recording.gates


@FEW
@given(values=JSON)
def test_any_json_is_edits_or_a_read_error(tmp_path: Path, values: object) -> None:
    path = tmp_path / "edits.json"
    edits = {"schema": "ilio/landmark-edits/1", "edits": [values, values]}
    path.write_text(json.dumps(edits))
    points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)), size=(9, 9))
    try:
        corrected(points, read_edits(path))
    except IlioError as error:
        assert "edit" in str(error)


@FEW
@given(cut=st.integers(0, 400), junk=st.binary(max_size=20))
def test_cut_and_damaged_json_is_refused(tmp_path: Path, cut: int, junk: bytes) -> None:
    frame = {"people": [{"pose_keypoints_2d": [5, 6, 0.9] * 25}]}
    whole = json.dumps([frame, frame]).encode()
    path = tmp_path / "points.json"
    path.write_bytes(whole[:cut] + junk)
    with pytest.raises(ReadError):
        read_landmarks(path, rate_hz=30.0)


@FEW
@given(at=st.integers(0, 900), byte=st.integers(0, 255), cut=st.integers(0, 900))
def test_damaged_netcdf_is_read_or_refused(tmp_path: Path, at: int, byte: int, cut: int) -> None:
    path = tmp_path / "poses.nc"
    data = bytearray(NETCDF)
    data[at % len(data)] = byte
    path.write_bytes(bytes(data[: len(data) - cut]))
    try:
        read_landmarks(path, rate_hz=30.0)
    except ReadError as error:
        assert "poses.nc" in str(error)


def _netcdf() -> bytes:
    import io

    from scipy.io import netcdf_file

    out = io.BytesIO()
    nc = netcdf_file(out, "w")
    for name, size in {"time": 3, "space": 2, "keypoint": 2, "individual": 1, "s": 4}.items():
        nc.createDimension(name, size)
    nc.createVariable("keypoint", "c", ("keypoint", "s"))[:] = np.array(
        [list("nose"), list("tail")]
    )
    dims = ("time", "space", "keypoint", "individual")
    nc.createVariable("position", "d", dims)[:] = np.ones((3, 2, 2, 1))
    nc.flush()
    return out.getvalue()


NETCDF = _netcdf()
