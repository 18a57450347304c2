"""What no test needs is refused at the door, quickly; any fault of a reader is an error of its file."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
from marker_files import write_trc
from marker_person import person, ramp

from ilio.core import InputError, MissingExtraError, ReadError, UnknownNameError
from ilio.sources import read_recording
from ilio.sources.bounds import MOST_ROWS
from ilio.sources.gate import clear_faults


def saved(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ([i * 3e-7 for i in range(60)] + [20.0, 20.1], "1 to 2000 times a second"),
        ([0.0, 2.0**31], "1 to 2000 times a second"),
        ([0.0, 0.02, 2.0**31], "1 to 2000 times a second"),
        ([i / 50 for i in range(200)] + [2.0**31], r"at most 30 minutes, got 3579\d+"),
        ([i / 50 for i in range(200)] + [1e300], "at most 30 minutes, got"),
        ([1e300 * i for i in range(5)], "1 to 2000 times a second"),
        ([float(i) for i in range(2000)], "at most 30 minutes, got 33"),
    ],
    ids=["dense start", "2^31", "2^31 after two", "2^31 last", "1e300", "1e300 apart", "33 min"],
)  # fmt: skip
def test_times_that_would_take_all_memory_or_divide_by_zero(tmp_path, times, message):
    rows = "\n".join(f"{t!r},{i % 7}" for i, t in enumerate(times))
    start = time.perf_counter()
    with pytest.raises(ReadError, match=message):
        read_recording(saved(tmp_path / "a.csv", f"time_s,angle_deg\n{rows}\n"))
    assert time.perf_counter() - start < 2


def test_too_many_rows_are_refused_before_they_are_cut_into_cells(tmp_path):
    log = saved(tmp_path / "a.csv", "time_s,angle_deg\n" + "0,1\n" * (MOST_ROWS + 2))
    with pytest.raises(ReadError, match=f"at most {MOST_ROWS} rows, got {MOST_ROWS + 3}"):
        read_recording(log)
    body = "Frame#\tTime\tLASI\n\t\tX1\tY1\tZ1\n" + "1\t0\t1\t2\t3\n" * (MOST_ROWS + 1)
    with pytest.raises(ReadError, match=f"at most {MOST_ROWS} rows"):
        read_recording(saved(tmp_path / "a.trc", body))


def test_a_text_that_would_fill_memory_with_values_is_refused(tmp_path):
    values = saved(tmp_path / "a.json", "[" + "{}," * 10_100_000 + "{}]")
    with pytest.raises(ReadError, match="at most 30 MB of text, got 30 MB"):
        read_recording(values, rate_hz=30.0)
    wide = saved(tmp_path / "a.csv", "time_s," + "a," * 20_100_000 + "b\n0,1\n")
    with pytest.raises(ReadError, match="at most 40 MB of text"):
        read_recording(wide)


def test_points_numbered_far_apart_are_no_film(tmp_path):
    entries = [{"image_id": at, "keypoints": [1.0] * 51} for at in (0, 1, 2, 999_999)]
    path = saved(tmp_path / "a.json", json.dumps(entries))
    with pytest.raises(
        ReadError, match="pictures numbered in a row, got pictures from 0 to 999999"
    ):
        read_recording(path, rate_hz=30.0)


@pytest.mark.parametrize("rate_hz", [1e9, 1e-9, 0.5])
def test_a_rate_that_no_camera_has_is_refused(tmp_path, rate_hz):
    frames = [{"people": [{"pose_keypoints_2d": [5.0, 6.0, 0.9] * 25}]}] * 9
    path = saved(tmp_path / "a.json", json.dumps(frames))
    with pytest.raises(ReadError, match="a rate of 1 to 2000 Hz, got"):
        read_recording(path, rate_hz=rate_hz)


@pytest.mark.parametrize(
    "fault",
    [ZeroDivisionError("by zero"), AssertionError(), KeyError("a"), RecursionError(), OSError(5, "io"),
     UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), np.linalg.LinAlgError("singular")],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_any_fault_of_a_reader_names_its_file_and_what_to_do(fault):
    expected = rf"a.trc: expected a recording, got a fault of its reader \({type(fault).__name__}.*export it again"
    with pytest.raises(ReadError, match=expected) as caught, clear_faults("a.trc"):
        raise fault
    assert caught.value.__cause__ is fault


def test_errors_of_ours_pass_the_gate_and_those_without_a_file_are_given_its_name():
    expected = r"^a.trc: expected fits, got others. Mend it."
    with pytest.raises(ReadError, match=expected), clear_faults("a.trc"):
        raise InputError("fits", "others", "Mend it.")
    for error in (
        ReadError("b.trc", "x", "y", "z"),
        UnknownNameError("role", "knne", ["knee"]),
        MissingExtraError("h5py", "read"),
    ):
        with pytest.raises(type(error)) as caught, clear_faults("a.trc"):
            raise error
        assert caught.value is error
    with pytest.raises(ReadError, match="that fits into memory"), clear_faults("a.trc"):
        raise MemoryError


def test_a_stop_by_hand_is_no_fault():
    with pytest.raises(KeyboardInterrupt), clear_faults("a.trc"):
        raise KeyboardInterrupt


def test_time_of_reading_grows_with_the_file_not_faster(tmp_path):
    raised = person(left_deg=ramp(100), right_deg=ramp(0))
    taken = []
    for times in (50, 100, 200, 400):
        many = {name: np.tile(xyz, (times, 1)) for name, xyz in raised.items()}
        file = write_trc(tmp_path / f"{times}.trc", many)
        start = time.perf_counter()
        read_recording(file)
        taken.append((time.perf_counter() - start) / times)
    assert taken[-1] < 4 * min(taken)  # a machine that is busy with others
