"""Logs in the ways in which apps, spreadsheets and people pack them; and what is refused, and how."""

import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from phone_logs import lift, up_on_thigh
from sheet_files import write_xls, write_xlsx

from ilio.core import ReadError
from ilio.observations import Recording
from ilio.sources import read, read_recording
from ilio.sources.archive import names_in

ASKEW = np.linalg.qr(np.array([[0.3, 0.8, -0.5], [0.9, -0.1, 0.4], [0.2, 0.6, 0.7]]))[0]
TIME, ELEVATION = lift()
UP = up_on_thigh(ELEVATION, ASKEW)
X, Y, Z = 9.81 * UP.T
AXES = ("X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)")


def end(recording: Recording) -> float:
    return float(np.median(recording.trace("thigh_elevation").angle_deg[-50:]))


def table(names: tuple[str, ...], *columns: object, separator: str = ",") -> str:
    rows = zip(*columns, strict=True)
    lines = [separator.join(str(cell) for cell in row) for row in rows]
    return "\n".join([separator.join(names), *lines]) + "\n"


def log(names: tuple[str, ...] = ("Time (s)", *AXES), factor: float = 1.0) -> str:
    return table(names, TIME, *(np.round(factor * axis, 6) for axis in (X, Y, Z)))


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return path


PHYPHOX = {
    "Raw 2024-01-17/meta/time.csv": '"event","experiment time"\n"START",0.0\n"PAUSE",8.0\n',
    "Raw 2024-01-17/meta/device.csv": '"property","value"\n"version","1.2.0"\n',
    "Raw 2024-01-17/Accelerometer.csv": log(),
    "Raw 2024-01-17/Linear Accelerometer.csv": log(factor=0.001),
    "Raw 2024-01-17/Gyroscope.csv": log(("Time (s)", "X (rad/s)", "Y (rad/s)", "Z (rad/s)")),
}
SENSOR_LOGGER = {
    "Metadata.csv": "version,device name\n1.3,Pixel\n",
    "Accelerometer.csv": log(("seconds_elapsed", "x", "y", "z"), 0.001),
    "TotalAcceleration.csv": log(("seconds_elapsed", "x", "y", "z")),
    "Gravity.csv": log(("seconds_elapsed", "x", "y", "z")),
    "WristMotion.csv": log(("seconds_elapsed", "gravityX", "gravityY", "gravityZ")),
}


@pytest.mark.parametrize("files", [PHYPHOX, SENSOR_LOGGER], ids=["phyphox", "Sensor Logger"])
@pytest.mark.parametrize("door", [read, read_recording])
def test_an_archive_gives_the_log_that_tells_gravity(tmp_path, files, door):
    assert end(door(zipped(tmp_path / "a.zip", files))) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("wanted", ["TotalAcceleration.csv", "Gravity.csv"])
def test_any_of_the_sensors_of_an_archive_will_do(tmp_path, wanted):
    kept = {name: text for name, text in SENSOR_LOGGER.items() if name != wanted}
    assert end(read_recording(zipped(tmp_path / "a.zip", kept))) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"left.csv": log(), "right.csv": log()}, "the log of one attempt, got left.csv and right.csv"),
        ({"a.mp4": "x"}, r"a log \(.csv .txt .tsv\) in it, got none"),
        ({"Linear Accelerometer.csv": log(factor=0.001)}, "'linear acceleration' has gravity taken out"),
        ({"a.csv": "time_s,angle_deg\n0,1\n0.1,two\n"}, r"a.zip, a.csv: expected a number, got 'two'"),
    ],
)  # fmt: skip
def test_an_archive_without_one_such_log_is_refused(tmp_path, files, message):
    with pytest.raises(ReadError, match=message):
        read_recording(zipped(tmp_path / "a.zip", files))


def test_a_damaged_a_locked_and_an_enormous_archive_are_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", PHYPHOX)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="a whole zip archive, got a damaged one"):
        read_recording(path)
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    with pytest.raises(ReadError, match="in it, got none"):
        read_recording(path)
    at = whole.index(b"PK\x01\x02")
    locked = bytearray(whole)
    for place in [i for i in range(at, len(whole) - 4) if whole[i : i + 4] == b"PK\x01\x02"]:
        locked[place + 8] |= 1
    path.write_bytes(bytes(locked))
    with pytest.raises(ReadError, match="Pack it again without a password"):
        read_recording(path)
    huge = zipped(tmp_path / "huge.zip", {"a.csv": "0" * 101_000_000})
    assert huge.stat().st_size < 200_000
    with pytest.raises(ReadError, match="at most 100 MB once it is unpacked"):
        read_recording(huge)


def test_a_file_without_a_name_in_an_archive_is_passed_over(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x", "")
    data = (tmp_path / "a.zip").read_bytes()
    at = data.rindex(b"PK\x01\x02")
    # the list of files says that this one's name has no letters
    data = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    end = data.rindex(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little") - 1
    (tmp_path / "a.zip").write_bytes(
        data[: end + 12] + size.to_bytes(4, "little") + data[end + 16 :]
    )
    assert names_in(tmp_path / "a.zip") == []


def test_names_that_climb_out_of_an_archive_write_nothing(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    path = zipped(inside / "a.zip", {"../../Gravity.csv": log()})
    assert end(read_recording(path)) == pytest.approx(100, abs=0.1)
    assert [file.name for file in tmp_path.rglob("*.csv")] == []


def readings(sensor: str, factor: float = 1.0, **more: object) -> list[dict[str, object]]:
    """As Sensor Logger exports them: every value in quotes."""
    return [
        {"sensor": sensor, "time": str(int(1.7e18 + t * 1e9)), "seconds_elapsed": f"{t:.3f}",
         "x": f"{factor * x}", "y": f"{factor * y}", "z": f"{factor * z}", **more}
        for t, x, y, z in zip(TIME, X, Y, Z, strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize("door", [read, read_recording])
@pytest.mark.parametrize(
    "sensors",
    [
        {"Gravity": 1.0},
        {"Metadata": 0.0, "Accelerometer": 0.001, "TotalAcceleration": 1.0},
        {"Gyroscope": 0.01, "Gravity": 1.0, "WatchGravity": 1.0},
    ],
    ids=lambda sensors: " ".join(sensors),
)
def test_json_of_sensor_logger(tmp_path, door, sensors):
    mixed = [
        r for rows in zip(*(readings(s, f) for s, f in sensors.items()), strict=True) for r in rows
    ]
    (tmp_path / "a.json").write_text(json.dumps(mixed))
    assert end(door(tmp_path / "a.json")) == pytest.approx(100, abs=0.1)


def test_json_as_sensor_logger_sends_it(tmp_path):
    payload = [
        {"name": "gravity", "time": int(1.7e18 + t * 1e9), "values": {"x": x, "y": y, "z": z}}
        for t, x, y, z in zip(TIME, X, Y, Z, strict=True)
    ]
    (tmp_path / "a.json").write_text(json.dumps({"messageId": 1, "payload": payload}))
    assert end(read_recording(tmp_path / "a.json")) == pytest.approx(100, abs=0.1)


def test_json_without_gravity_says_what_to_export(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(readings("Accelerometer", 0.001)))
    with pytest.raises(
        ReadError, match=r"a.json.*a usual 0.01. Export the accelerometer with gravity"
    ):
        read_recording(tmp_path / "a.json")


def sheet() -> list[list[float | str]]:
    rows = zip(TIME.tolist(), X.tolist(), Y.tolist(), Z.tolist(), strict=True)
    return [["Time (s)", *AXES], *map(list, rows)]


@pytest.mark.parametrize(("suffix", "write"), [(".xls", write_xls), (".xlsx", write_xlsx)])
def test_a_spreadsheet_gives_the_sheet_that_tells_gravity(tmp_path, suffix, write):
    pytest.importorskip("python_calamine", reason="not installed: python-calamine")
    device = [["property", "value"], ["version", "1.2.0"]]
    file = write(tmp_path / f"a{suffix}", {"Raw Data": sheet(), "Metadata Device": device})
    assert end(read_recording(file)) == pytest.approx(100, abs=0.1)
    file.write_bytes(file.read_bytes()[:3000])
    with pytest.raises(ReadError, match=r"a whole spreadsheet, got a damaged one|in it, got none"):
        read_recording(file)


def test_a_spreadsheet_without_its_reader_says_what_to_install(tmp_path, monkeypatch):
    from ilio.core import MissingExtraError
    from ilio.sources.sheets import sheets_of

    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"pip install python-calamine"):
        sheets_of(write_xls(tmp_path / "a.xls", {"Raw Data": sheet()}))


def saved(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_commas_for_cells_and_for_decimals_alike(tmp_path):
    both = log().replace(".", ",")
    found = read_recording(saved(tmp_path / "a.csv", both))
    assert end(found) == pytest.approx(100, abs=0.1)
    with pytest.raises(ReadError, match=r"commas for both in line \d+. Export it with semicolons"):
        read_recording(saved(tmp_path / "b.csv", both.replace("\n1,0,", "\n1,")))
    unnamed = "time_s,x\n0,1,2,3\n1,2,3,4\n"
    with pytest.raises(
        ReadError, match=r"2 columns, got 4 in line 2\. Give that row as many cells"
    ):
        read_recording(saved(tmp_path / "c.csv", unnamed))


def test_commas_between_thousands_are_no_decimals(tmp_path):
    ms = [f'"{1000 * t + 5000:,.1f}"' for t in TIME]
    text = table(("time_ms", "x", "y", "z"), ms, X, Y, Z)
    found = read_recording(saved(tmp_path / "a.csv", text)).trace("thigh_elevation")
    assert found.time_s[-1] == pytest.approx(TIME[-1])


@pytest.mark.parametrize(
    "stamp",
    [
        lambda t: f"2024-01-17T23:59:{56 + t:06.3f}" if t < 4 else f"2024-01-18T00:00:{t - 4:06.3f}",
        lambda t: f"2024-01-17 08:14:{t + 40:06.3f}Z",
        lambda t: f"08:14:{t + 40:06.3f}",
        lambda t: f"23:59:{56 + t:06.3f}" if t < 4 else f"00:00:{t - 4:06.3f}",
        lambda t: f"8:14:{int(t + 40):02d}:{round(1000 * (t % 1)) % 1000:03d}",
        lambda t: f"2024/1/17 8:14:{t + 40:06.3f}".replace(".", ","),
    ],
    ids=["over midnight", "with a zone", "hour only", "hour over midnight", "colons", "commas"],
)  # fmt: skip
def test_times_of_day_are_a_clock(tmp_path, stamp):
    text = table(("timestamp", *AXES), [stamp(t) for t in TIME], X, Y, Z, separator=";")
    found = read_recording(saved(tmp_path / "a.csv", text)).trace("thigh_elevation")
    assert found.time_s[-1] == pytest.approx(TIME[-1], abs=0.01)
    assert float(found.angle_deg[-1]) == pytest.approx(100, abs=0.1)


def test_whole_seconds_at_fifty_rows_a_second_are_refused(tmp_path):
    text = table(("timestamp", *AXES), [f"08:14:{int(t) + 10}" for t in TIME], X, Y, Z)
    with pytest.raises(ReadError, match=r"rise in \d+ of \d+ rows. Export it with milliseconds"):
        read_recording(saved(tmp_path / "a.csv", text))


def test_roll_and_pitch_in_degrees_are_told_by_their_name_or_size(tmp_path):
    pitch, roll = np.degrees(np.arcsin(-UP[:, 1])), np.degrees(np.arctan2(-UP[:, 0], UP[:, 2]))
    for names in (
        ("time", "Azimuth", "Pitch", "Roll"),
        ("time", "yaw", "pitch (deg)", "roll (deg)"),
    ):
        text = table(names, TIME, 0 * TIME, pitch, roll)
        assert end(read_recording(saved(tmp_path / "a.csv", text))) == pytest.approx(100, abs=0.1)


def test_two_sensors_under_one_name_are_not_mixed(tmp_path):
    text = table(("time_s", "x", "y", "z", "x", "y", "z"), TIME, X, Y, Z, 0.1 * X, Y, Z + 1)
    with pytest.raises(
        ReadError, match=r"only: time_s, y, x \(several times\), z \(several times\)"
    ):
        read_recording(saved(tmp_path / "a.csv", text))


def test_a_row_of_units_below_the_names_belongs_to_them(tmp_path):
    text = log(("Time", "X", "Y", "Z")).replace("\n", "\n(ms),(m/s^2),(m/s^2),(m/s^2)\n", 1)
    found = read_recording(saved(tmp_path / "a.csv", text.replace("(ms)", "s")))
    assert end(found) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("time_s,x,y,z\n0,0,0,9.8\n1,0,9.8\n2,0,0,9.8\n", r"got 3 in line 3. Give that row as many"),
        ("time_s,x,y,z\n0,0,0,9.8\n1,0,0,9.8,5\n", r"got 5 in line 3. Give that row as many"),
        ("time_s,x,y,z\n0,0,0,9.8\n1,0,0\n", r"got 3 in line 3. The file may have been cut off"),
        ("1,2,3\n4,5,6\n", "a first line with column names, got numbers"),
        ("time_s,x\n", "rows of numbers, got none after the header"),
        ("time_s,x,y,z,heart\n0,0,0,9.8,a\n1,0,oops,9.8,b\n2,0,0,9.8,c\n", "'oops' in line 3, column 'y'"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_helps(tmp_path, text, message):
    with pytest.raises(ReadError, match=message):
        read_recording(saved(tmp_path / "a.csv", text))


def test_a_gzip_that_unpacks_without_end_is_refused(tmp_path):
    import gzip

    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(b"time_s,angle_deg\n" + b"0,1\n" * 30_000_000))
    assert packed.stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="at most 100 MB once it is unpacked, got 100 MB or more"):
        read_recording(packed)


def test_a_text_without_any_letters_of_ours_is_no_log(tmp_path):
    (tmp_path / "a.csv").write_bytes(struct.pack("<300I", *range(300)))
    with pytest.raises(ReadError):
        read_recording(tmp_path / "a.csv")


def test_a_time_of_day_each_second_is_a_clock_of_seconds(tmp_path):
    stamps = [f"08:14:{at:02d}" for at in range(40)]
    text = table(("time", "angle_deg"), stamps, [0] * 5 + [95] * 35)
    found = read_recording(saved(tmp_path / "a.csv", text)).trace("thigh_elevation")
    assert found.time_s[-1] == 39
