"""The eleven ways to be wrong: one clear message each, exit code 2, no traceback, nothing lost."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from ilio.core import OutputError

ROOT = Path(__file__).resolve().parents[2]
CLIP = ROOT / "examples" / "visit" / "visit_knee_raise_left.mp4"


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def truncated_c3d(path: Path) -> Path:
    import ezc3d

    c3d = ezc3d.c3d()
    c3d["parameters"]["POINT"]["RATE"]["value"] = [100]
    c3d["parameters"]["POINT"]["LABELS"]["value"] = ["LASI", "RASI", "LKNE"]
    c3d["data"]["points"] = np.ones((4, 3, 400))
    c3d.write(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def trc_without_knee(path: Path) -> Path:
    names = ["LASI", "RASI", "LPSI", "RPSI"]
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
        f"100\t100\t400\t{len(names)}\tmm",
        "Frame#\tTime\t" + "\t\t\t".join(names),
        "\t\t" + "\t".join(f"{axis}{n}" for n in range(1, 5) for axis in "XYZ"),
    ]
    spots = [(100, 120, 1000), (100, -120, 1000), (-100, 60, 1010), (-100, -60, 1010)]
    row = "\t".join(str(number) for spot in spots for number in spot)
    rows = [f"{n + 1}\t{n / 100:.2f}\t{row}" for n in range(400)]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    return path


def mot_without_header(path: Path) -> Path:
    path.write_text("".join(f"{n / 100:.2f}\t{n}\t{n}\n" for n in range(100)), encoding="utf-8")
    return path


def csv_with_text(path: Path) -> Path:
    path.write_text("time_s,angle_deg\n0.0,1.0\n0.1,about two\n0.2,3.0\n", encoding="utf-8")
    return path


def write_clip(path: Path, frames: list[np.ndarray], rate: int) -> Path:
    import av

    height, width = frames[0].shape[:2]
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=Fraction(rate))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for picture in frames:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(stream.encode(None))
    return path


def clip_without_person(path: Path) -> Path:
    wall = np.full((240, 320, 3), 170, dtype=np.uint8)
    wall[200:] = 90
    return write_clip(path, [wall] * 75, 15)


def clip_of_2_s(path: Path) -> Path:
    import av

    frames = []
    with av.open(str(CLIP)) as file:
        stream = file.streams.video[0]
        rate = round(float(stream.average_rate or 30))
        for frame in file.decode(stream):
            if len(frames) == 2 * rate:
                break
            frames.append(frame.to_ndarray(format="rgb24"))
    return write_clip(path, frames, rate)


FILES = {
    "an empty file": ("raise.trc", empty, "an empty file"),
    "a truncated C3D": ("raise.c3d", truncated_c3d, "a truncated one"),
    "a TRC with a missing marker": ("raise.trc", trc_without_knee, "LKNE"),
    "a MOT without a header": ("raise.mot", mot_without_header, "header"),
    "a CSV with text in a number column": ("raise.csv", csv_with_text, "'about two' in line 3"),
    "a video without a person": ("raise.mp4", clip_without_person, "person"),
    "a 2 s clip": ("raise.mp4", clip_of_2_s, " s"),
}


def assert_one_clear_message(ran, told: str) -> None:
    assert ran.code == 2
    assert ran.out == ""
    assert told in ran.err
    assert ran.err.startswith("Error: ")
    assert ran.err.count("Error: ") == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("way", FILES)
def test_a_wrong_file(ilio, tmp_path, way):
    name, make, told = FILES[way]
    path = make(tmp_path / name)
    before = path.read_bytes()
    ran = ilio("measure", "knee-raise", path, "--side", "left")
    assert_one_clear_message(ran, told)
    assert name in ran.err
    assert path.read_bytes() == before


def test_an_unknown_side(ilio, raise_csv):
    ran = ilio("measure", "knee-raise", raise_csv, "--side", "lefft")
    assert_one_clear_message(ran, "Did you mean 'left'?")


def test_both_sides_from_one_legs_file(ilio, raise_csv, tmp_path):
    attempts = "".join(
        f'[[attempt]]\nprotocol = "knee-raise"\nside = "{side}"\nfile = "{raise_csv.name}"\n'
        for side in ("left", "right")
    )
    visit = tmp_path / "visit.toml"
    visit.write_text(f'schema = "ilio/visit-input/1"\n{attempts}', encoding="utf-8")
    assert_one_clear_message(ilio("assess", visit), "one leg only")


def test_a_misspelt_key(ilio, typed_visit):
    typed_visit.write_text(typed_visit.read_text().replace("hand_check", "hand_chek", 1))
    assert_one_clear_message(ilio("assess", typed_visit), "Did you mean 'hand_check'?")


@pytest.mark.parametrize(
    "words",
    [("demo", "--out"), ("assess", "VISIT", "--save"), ("report", "VISIT", "-o")],
    ids=["demo", "assess", "report"],
)
@pytest.mark.parametrize("place", ["/proc/ilio-cannot-write-here", "/proc/sys"])
def test_a_folder_without_write_permission(ilio, typed_visit, words, place):
    if not Path("/proc/sys").is_dir():
        pytest.skip("no /proc here: a folder that even root cannot write to is needed")
    target = place if words[0] == "demo" else f"{place}/out.json"
    ran = ilio(*(typed_visit if word == "VISIT" else word for word in words), target)
    assert_one_clear_message(ran, "Nothing was lost")


def test_a_write_that_fails_late_keeps_the_verdict(ilio, typed_visit, tmp_path, monkeypatch):
    def fail(_visit: object, path: Path) -> None:
        raise OutputError(path, "No space left on device")

    monkeypatch.setattr("ilio.records.save", fail)
    ran = ilio("assess", typed_visit, "--save", tmp_path / "visit.json")
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert "tight" in ran.out
