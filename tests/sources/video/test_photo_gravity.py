"""Gravity beside a photo: an iPhone's maker note in a JPEG, in every hold of the phone."""

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import Side
from ilio.sources.video import angles_in_picture
from ilio.sources.video.image_heads import head_of
from ilio.sources.video.photo_gravity import gravity_in_exif
from ilio.sources.video.turning import Turn

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit"

ORIENTATION, EXIF_PART, LENS, MAKER_NOTE = 0x0112, 0x8769, 0xA434, 0x927C

Entry = tuple[int, int, int, bytes]


def directory(order: str, start: int, entries: list[Entry]) -> bytes:
    """An EXIF directory that begins at a place, its longer values behind it."""
    behind = start + 2 + 12 * len(entries) + 4
    head, tail = struct.pack(order + "H", len(entries)), b""
    for tag, kind, count, value in entries:
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack(order + "I", behind + len(tail))
            tail += value
        head += struct.pack(order + "HHI", tag, kind, count) + place
    return head + bytes(4) + tail


def exif(
    vector: tuple[float, float, float],
    *,
    orientation: int = 1,
    lens: bytes = b"iPhone 12 back camera 4.2mm f/1.6\0",
    order: str = ">",
) -> bytes:
    """What an iPhone writes: gravity along its right, its top and out of its screen."""
    fractions = [number for part in vector for number in (round(part * 100_000), 100_000)]
    own = [(1, 9, 1, struct.pack(">i", 14)), (8, 10, 3, struct.pack(">6i", *fractions))]
    note = b"Apple iOS\0\0\1MM" + directory(">", 14, own)
    first = 8 + 2 + 2 * 12 + 4
    place = struct.pack(order + "I", first)
    tags = [
        (ORIENTATION, 3, 1, struct.pack(order + "HH", orientation, 0)),
        (EXIF_PART, 4, 1, place),
    ]
    more = [(LENS, 2, len(lens), lens), (MAKER_NOTE, 7, len(note), note)]
    mark = b"MM\0*" if order == ">" else b"II*\0"
    head = mark + struct.pack(order + "I", 8) + directory(order, 8, tags)
    return head + directory(order, first, more)


def held(hold_deg: float, pitch_deg: float = 0.0) -> tuple[float, float, float]:
    """Gravity along right, top and screen of a phone turned clockwise from upright, seen from
    the side on which the person stands who films."""
    hold, pitch = np.radians([hold_deg, pitch_deg])
    # turned clockwise, its right side sinks
    return (np.sin(hold) * np.cos(pitch), -np.cos(hold) * np.cos(pitch), -np.sin(pitch))


HOLDS = {"upright": (0, 6), "top to the left": (-90, 1), "top to the right": (90, 3)}
"""By how much the phone is turned, and the EXIF orientation that it then writes."""


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("hold", HOLDS)
@pytest.mark.parametrize("roll", [-6.0, 0.0, 2.5])
def test_a_rolled_phone_is_told_by_its_photo(hold: str, roll: float, order: str) -> None:
    turned, orientation = HOLDS[hold]
    content = exif(held(turned + roll, pitch_deg=10), orientation=orientation, order=order)
    segment = b"\xff\xe1" + struct.pack(">H", len(content) + 8) + b"Exif\0\0" + content
    size = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 96, 128, 3) + bytes(9)
    head = head_of(Path("a.jpg"), b"\xff\xd8" + segment + size)
    found = gravity_in_exif(head.exif, head.turn)
    assert found is not None
    # turned clockwise, a level line runs up to the right in its picture
    assert found.level_deg == pytest.approx(-roll, abs=0.01)


REFUSED = {
    "flat": (exif((0.0, 0.0, -1.0)), "the camera looked 90 deg up or down"),
    "moved": (exif((0.0, -1.4, 0.0), orientation=6), "1.40 g instead of 1, so the camera was not"),
    "other turn": (exif(held(0)), "it says that the picture lies on its side"),
    "front": (exif(held(0), orientation=6, lens=b"iPhone front camera\0"), "the front camera"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_photo_whose_gravity_does_not_fit_is_left_alone(case: str) -> None:
    content, why = REFUSED[case]
    found = gravity_in_exif(content, Turn(3) if case in ("moved", "front") else Turn())
    assert found is not None
    assert found.level_deg is None
    assert found.told.startswith(f"not used: {why}")


def test_a_rolled_photo_of_a_person_is_measured_upright(tmp_path: Path) -> None:
    with av.open(str(EXAMPLE / "visit_thomas_left.mp4")) as film:
        picture = next(film.decode(video=0)).reformat(format="yuvj420p")
    maker = av.CodecContext.create("mjpeg", "w")
    maker.width, maker.height = picture.width, picture.height
    maker.pix_fmt, maker.time_base, picture.pts = "yuvj420p", Fraction(1, 25), 0
    plain = b"".join(bytes(packet) for packet in [*maker.encode(picture), *maker.encode(None)])
    content = exif(held(-90 - 4.0))
    segment = b"\xff\xe1" + struct.pack(">H", len(content) + 8) + b"Exif\0\0" + content
    file = tmp_path / "photo.jpg"
    file.write_bytes(plain[:2] + segment + plain[2:])
    found, level = angles_in_picture(file, processes=0), {}
    assert [gate.detail for gate in found.gates if gate.gate == "level"] == [
        "Level is told by gravity in the file, 4.0 deg."
    ]
    for level_deg in (4.0, 0.0):
        angles = angles_in_picture(file, level_deg=level_deg, processes=0).angles
        level[level_deg] = angles["thigh_elevation", Side.LEFT].value
    thigh = found.angles["thigh_elevation", Side.LEFT].value
    assert thigh == pytest.approx(level[4.0], abs=1e-3)
    assert abs(thigh - level[0.0]) == pytest.approx(4.0, abs=0.01)
    front = content.replace(b"back camera", b"frontcamera")
    file.write_bytes(file.read_bytes().replace(content, front))
    told = "Gravity in the file: not used: the front camera took it, which may mirror."
    assert told in angles_in_picture(file, processes=0).notes


def test_other_makers_say_nothing() -> None:
    content = exif(held(0)).replace(b"Apple iOS", b"Other iOS")
    assert gravity_in_exif(content, Turn()) is None


@given(st.binary(max_size=300), st.integers(0, 250), st.binary(max_size=12))
def test_damaged_notes_are_never_an_error(noise: bytes, at: int, hit: bytes) -> None:
    whole = bytearray(exif(held(3), orientation=6))
    whole[at : at + len(hit)] = hit
    for content in (noise, b"MM\0*" + noise, b"II*\0\x08\0\0\0" + noise, bytes(whole), whole[:at]):
        found = gravity_in_exif(bytes(content), Turn(3))
        assert found is None or found.told
