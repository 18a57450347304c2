"""One image, and numbered images, at the command line."""

import json
from fractions import Fraction
from pathlib import Path

import av
import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "visit"


def as_jpeg(picture: av.VideoFrame, path: Path) -> Path:
    maker = av.CodecContext.create("mjpeg", "w")
    maker.width, maker.height = picture.width, picture.height
    maker.pix_fmt, maker.time_base = "yuvj420p", Fraction(1, 25)
    whole = picture.reformat(format="yuvj420p")
    whole.pts = 0
    path.write_bytes(b"".join(bytes(p) for p in [*maker.encode(whole), *maker.encode(None)]))
    return path


@pytest.fixture
def lying(tmp_path):
    """Three seconds of the example's lying person, ten images a second."""
    folder = tmp_path / "lying"
    folder.mkdir()
    with av.open(str(EXAMPLE / "visit_thomas_left.mp4")) as film:
        step = round(float(film.streams.video[0].average_rate) / 10)
        for i, picture in enumerate(film.decode(video=0)):
            if i % step == 0 and i < 30 * step:
                as_jpeg(picture, folder / f"{i // step:03}.jpg")
    return folder


def test_one_image_gives_angles_and_says_what_it_cannot_show(ilio, lying):
    ran = ilio("measure", "thomas", lying / "003.jpg", "--side", "left")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("One picture, 003.jpg: the left side is nearer to the camera.")
    assert "needs a" in ran.out and "film." in ran.out
    asked = ("measure", "thomas", lying / "003.jpg", "--side", "right", "--json")
    found = json.loads(ilio(*asked).out)
    assert found["schema"] == "ilio/picture-angles/1"
    first, *rest = found["angles"]
    assert (first["name"], first["side"]) == ("thigh_elevation", "right")
    assert rest[-1]["name"] == "trunk_lean" and rest[-1]["side"] is None
    assert all(a["low"] < a["value"] < a["high"] for a in found["angles"])


@pytest.mark.slow
def test_numbered_images_are_measured_and_drawn(ilio, lying, tmp_path):
    ran = ilio("measure", "thomas", lying, "--side", "left", "--json")
    assert ran.code == 0, ran.err
    drop = json.loads(ran.out)["quantities"]["thigh_drop"]
    assert drop["low"] < -12 < drop["high"]  # the example: hovers 12 deg above level
    table, sheet = tmp_path / "points.parquet", tmp_path / "sheet.png"
    asked = ("--protocol", "thomas", "--side", "left")
    ran = ilio("picture", lying, *asked, "-o", table, "-o", sheet)
    assert ran.code == 0, ran.err
    assert table.read_bytes()[:4] == b"PAR1"
    assert sheet.read_bytes()[1:4] == b"PNG"


def test_a_broken_image_is_one_sentence(ilio, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    ran = ilio("measure", "thomas", broken, "--side", "left")
    assert ran.code == 2
    assert "pictures in which a person can be seen" in ran.err or "an image" in ran.err


def test_a_camera_is_filmed_and_measured(ilio, monkeypatch, tmp_path):
    from ilio.sources.video import camera

    film = EXAMPLE / "visit_thomas_left.mp4"
    virtual = camera.Device("lavfi", f"movie={film}", "camera 0")
    monkeypatch.setattr(camera, "device_named", lambda name: virtual)
    asked = ("measure", "thomas", "camera:0", "--side", "left", "--seconds", "3", "--json")
    kept = tmp_path / "kept.mp4"
    ran = ilio(*asked, "--keep", kept)
    assert ran.code == 0, ran.err
    drop = json.loads(ran.out)["quantities"]["thigh_drop"]
    assert drop["low"] < -12 < drop["high"]
    assert "Filming 3 s" in ran.err
    assert kept.stat().st_size > 0
    assert ilio(*asked, "--keep", kept).code == 2  # it exists by now
    ran = ilio("measure", "thomas", film, "--side", "left", "--keep", "a.mp4")
    assert ran.code == 2 and "which is no camera" in ran.err


def test_no_camera_is_one_sentence(ilio):
    ran = ilio("measure", "thomas", "camera:97", "--side", "left")
    assert ran.code == 2
    assert "camera 97: expected a camera" in ran.err
