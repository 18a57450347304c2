"""Images instead of a film: one alone, numbered ones, turned ones, broken ones."""

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.core import InputError, ReadError, Side
from ilio.sources import read, read_recording
from ilio.sources.video import angles_in_picture
from ilio.sources.video.frames import Part
from ilio.sources.video.image_heads import PNG, head_of
from ilio.sources.video.images import image_shots, read_image
from ilio.sources.video.sampling import sampled

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit"


def write_image(path: Path, pixels: np.ndarray, *, orientation: int = 1) -> Path:
    """PNG or JPEG by the suffix, with an EXIF orientation."""
    codec, layout = ("png", "rgb24") if path.suffix == ".png" else ("mjpeg", "yuvj420p")
    maker = av.CodecContext.create(codec, "w")
    maker.height, maker.width = pixels.shape[:2]
    maker.pix_fmt, maker.time_base = layout, Fraction(1, 25)
    maker.options = {"qscale": "2"}
    picture = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=layout)
    picture.pts = 0
    content = b"".join(bytes(p) for p in [*maker.encode(picture), *maker.encode(None)])
    if orientation != 1:
        entry = struct.pack(">HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
        exif = b"MM\0*\0\0\0\x08" + entry + bytes(4)
        if codec == "png":
            chunk = struct.pack(">I4s", len(exif), b"eXIf") + exif
            content = content[:33] + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + content[33:]
        else:
            segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif
            content = content[:2] + segment + content[2:]
    path.write_bytes(content)
    return path


def stored(upright: np.ndarray, orientation: int) -> np.ndarray:
    """The pixels as a camera that stood so would have stored them (EXIF 2.3, table 6)."""
    as_shown = {
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.swapaxes(0, 1),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: np.rot90(p, 2).swapaxes(0, 1),
        8: lambda p: np.rot90(p, -1),
    }
    return np.ascontiguousarray(as_shown.get(orientation, lambda p: p)(upright))


def corner(height: int = 96, width: int = 128) -> np.ndarray:
    picture = np.full((height, width, 3), 60, dtype=np.uint8)
    picture[: height // 3, : width // 2] = 250
    return picture


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_in_the_file_is_honoured(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    file = write_image(
        tmp_path / f"a{suffix}", stored(corner(), orientation), orientation=orientation
    )
    frame = next(sampled(file, 5.0))
    image = frame.image[1:-1, 1:-1, :3]
    assert image.shape == (96, 128, 3)
    assert np.abs(image.astype(int) - corner()).mean() < 3


def film_of_images(folder: Path, seconds: float, *, every: int = 1) -> Path:
    """The example's lying person as numbered images, ten a second."""
    folder.mkdir()
    with av.open(str(EXAMPLE / "visit_thomas_left.mp4")) as film:
        rate = float(film.streams.video[0].average_rate)
        wanted = {round(i * rate / 10): i for i in range(round(10 * seconds))}
        for i, picture in enumerate(film.decode(video=0)):
            if i in wanted and wanted[i] % every == 0:
                pixels = picture.to_ndarray(format="rgb24")
                write_image(folder / f"lying_{wanted[i]:03}.jpg", pixels)
    return folder


@pytest.mark.slow
def test_numbered_images_read_as_the_film_they_came_from(tmp_path: Path) -> None:
    film = read_recording(EXAMPLE / "visit_thomas_left.mp4", processes=0)
    images = read_recording(film_of_images(tmp_path / "lying", 3.5), processes=0)
    for recording in (film, images):
        assert dict(recording.source.facts)["near side"].startswith("left")
    thighs = [r.trace("thigh_elevation", Side.LEFT).angle_deg for r in (film, images)]
    assert np.median(thighs[0]) == pytest.approx(np.median(thighs[1]), abs=1.0)
    assert dict(images.source.facts)["rate of the images"].startswith("10 pictures a second, as no")
    assert "rate of the images" not in dict(film.source.facts)


def test_the_rate_is_what_was_given_and_a_missing_number_is_a_gap(tmp_path: Path) -> None:
    for number in (5, 6, 9, 10):
        write_image(tmp_path / f"img{number}.png", corner())
    assert [s.time_s for s in image_shots(tmp_path)] == pytest.approx([0, 0.1, 0.4, 0.5])
    assert [s.time_s for s in image_shots(tmp_path, rate_hz=2.0)] == [0, 0.5, 2.0, 2.5]
    with pytest.raises(InputError, match=r"0.1 to 1000 pictures a second, got 0\."):
        list(image_shots(tmp_path, rate_hz=0.0))


def test_parts_hold_each_image_once(tmp_path: Path) -> None:
    for number in range(13):
        write_image(tmp_path / f"{number}.png", corner())
    whole = [s.time_s for s in image_shots(tmp_path, rate_hz=1.0)]
    parts = [[s.time_s for s in image_shots(tmp_path, Part(n, 2), 1.0)] for n in (0, 1)]
    assert parts[0] + parts[1] == whole
    assert all(parts)
    assert list(image_shots(tmp_path, Part(1, 2), 10.0)) == []  # too short for two


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("a1.png", "b.png"), "an image with a number in its name, got 'b.png'. Number the"),
        (("a1.png", "b1.png"), "one image for each number, got a1.png and b1.png. Take one"),
    ],
)
def test_names_that_tell_no_order(tmp_path: Path, names: tuple[str, ...], message: str) -> None:
    for name in names:
        write_image(tmp_path / name, corner())
    with pytest.raises(ReadError, match=message):
        list(image_shots(tmp_path))


def test_images_of_several_sizes_are_no_film(tmp_path: Path) -> None:
    write_image(tmp_path / "1.png", corner())
    write_image(tmp_path / "2.png", corner(), orientation=6)
    with pytest.raises(ReadError, match=r"2\.png: expected images of one size, got one of another"):
        list(image_shots(tmp_path))


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
@pytest.mark.parametrize("left", [0, 3, 30, 200, 0.5, 0.9])
def test_a_broken_image_is_an_error(tmp_path: Path, suffix: str, left: float) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (96, 128, 3), dtype=np.uint8)
    file = write_image(tmp_path / f"a{suffix}", noise)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(left * len(whole)) if 0 < left < 1 else int(left)])
    with pytest.raises(ReadError, match=r"expected an image \(PNG or JPEG\), got (a d|an e|some)"):
        read_image(file)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    rows = zlib.compress(bytes(1000))
    chunk = struct.pack(">4sIIBBBBB", b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0)
    file = tmp_path / "bomb.png"
    file.write_bytes(PNG + struct.pack(">I", 13) + chunk + bytes(4) + rows)
    with pytest.raises(ReadError, match="pictures of at most 8K, got pictures of 60000 x 60000"):
        read_image(file)
    write_image(tmp_path / "small.png", corner(32, 32))
    with pytest.raises(ReadError, match="got pictures of 32 x 32 pixels"):
        read_image(tmp_path / "small.png")


def test_noise_never_crashes_the_head() -> None:
    rng = np.random.default_rng(7)
    for start in (PNG, b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x20Exif\0\0MM\0*", b""):
        for _ in range(200):
            content = start + rng.bytes(int(rng.integers(0, 80)))
            try:
                head_of(Path("a.jpg"), content)
            except ReadError as error:
                assert "PNG or JPEG" in str(error)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with av.open(str(EXAMPLE / "visit_thomas_left.mp4")) as film:
        picture = next(film.decode(video=0))
    path = tmp_path_factory.mktemp("photo") / "photo.png"
    return write_image(path, picture.to_ndarray(format="rgb24"))


def test_one_picture_shows_angles_with_wide_intervals(photo: Path) -> None:
    found = angles_in_picture(photo)
    thigh = found.angles["thigh_elevation", Side.LEFT]
    assert found.near is Side.LEFT
    assert thigh.low < 90 + 12 < thigh.high  # the example's README: hovers 12 deg above level
    assert (thigh.high - thigh.low) / 2 >= 7  # never narrower than the budget of clothed people
    assert all(gate.state == "pass" for gate in found.gates)
    turned = angles_in_picture(photo, level_deg=10.0, processes=0)
    change = turned.angles["thigh_elevation", Side.LEFT].value - thigh.value
    assert abs(change) == pytest.approx(10.0, abs=0.01)


def test_one_picture_is_no_film(photo: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a folder of numbered images, got one image\. For its"):
        read(photo)
    with pytest.raises(ReadError, match="a person seen from the side, got no person found"):
        angles_in_picture(write_image(tmp_path / "empty.jpg", corner()), processes=0)
