"""Stickers painted into small pictures come back where they were put, and nothing else does."""

from collections.abc import Callable

import av
import numpy as np
import pytest

from ilio.core import Side
from ilio.knowledge import budget
from ilio.observations import STICKERS, FloatArray, Landmarks
from ilio.sources.video import recording_from
from ilio.sources.video.angles import View
from ilio.sources.video.crops import Crop, crop
from ilio.sources.video.fusing import Joints
from ilio.sources.video.marks import FINEST, NONE, find_marks
from ilio.sources.video.stickers import find_stickers, jitter_deg, pelvic_tilt
from ilio.sources.video.turning import Turn

Figure = Callable[..., Joints]

TRUNK_PX = 160.0
ORANGE, GREEN, MAGENTA, BLUE = (250, 110, 10), (20, 230, 60), (240, 20, 190), (40, 100, 250)
GREY, RED, TEAL = (150, 148, 150), (160, 45, 40), (30, 85, 100)


def picture_of(
    spots: list[tuple[float, float]],
    colour: tuple[int, int, int],
    cloth: tuple[int, int, int],
    *,
    radius: float = 5.0,
    noise: float = 3.0,
    shade: float = 0.0,
) -> Crop:
    """A piece of cloth with discs on it, darker downwards, through the usual coarse colours."""
    side, fine = 200, 4
    y, x = (np.indices((side * fine, side * fine)) + 0.5) / fine
    inside = np.zeros((side, side))
    for column, row in spots:
        disc = (np.hypot(x - column, y - row) < radius).astype(np.float64)
        inside += disc.reshape(side, fine, side, fine).mean(axis=(1, 3))
    pixels = inside[..., None] * np.array(colour) + (1 - inside[..., None]) * np.array(cloth)
    pixels *= 1 - shade * np.arange(side)[:, None, None] / side
    pixels += np.random.default_rng(4).normal(0, noise, pixels.shape)
    whole = np.clip(pixels, 0, 255).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(whole, format="rgb24")
    found = crop(frame, Turn(), side, (100.0, 100.0), 100.0)
    assert found is not None
    return found


@pytest.mark.parametrize("cloth", [GREY, RED, TEAL])
@pytest.mark.parametrize("colour", [ORANGE, GREEN, MAGENTA, BLUE])
def test_a_sticker_is_placed_between_the_pixels(
    colour: tuple[int, int, int], cloth: tuple[int, int, int]
) -> None:
    places = [(80.3, 90.7), (122.6, 101.2)]
    found = find_marks(picture_of(places, colour, cloth, shade=0.4), TRUNK_PX)
    assert len(found) == 2
    for place in places:
        assert np.linalg.norm(found[:, :2] - place, axis=1).min() < 0.25
    assert abs(found[0, 2] - found[1, 2]) < 10  # one hue, in light and in shade


@pytest.mark.parametrize(
    ("colour", "radius"),
    [((190, 150, 125), 5.0), ((120, 118, 122), 5.0), (ORANGE, 16.0)],
    ids=["skin", "grey", "as large as a hand"],
)
def test_what_is_no_sticker(colour: tuple[int, int, int], radius: float) -> None:
    picture = picture_of([(80, 90), (122, 101)], colour, GREY, radius=radius)
    assert len(find_marks(picture, TRUNK_PX)) == 0


def test_an_edge_of_two_garments_is_no_sticker() -> None:
    plain = picture_of([], ORANGE, RED)
    plain.chroma[50:] = (20, -60)
    assert len(find_marks(plain, TRUNK_PX)) == 0


@pytest.mark.parametrize("slope", [0, 25])
def test_a_strip_of_tape_reads_like_two_stickers(slope: float) -> None:
    way = np.array([np.cos(np.radians(slope)), np.sin(np.radians(slope))])
    whole = picture_of([], BLUE, GREY, noise=0.0)
    y, x = np.indices(whole.luma.shape)
    away = np.stack([(x + 0.5) * whole.step - 100, (y + 0.5) * whole.step - 100], axis=-1)
    along, across = away @ way, away @ [-way[1], way[0]]
    whole.chroma[(np.abs(along) < 18) & (np.abs(across) < 4)] = (90, -40)
    found = find_marks(whole, TRUNK_PX)
    assert len(found) == 2
    ends = found[np.argsort(found[:, 0]), :2]
    line = ends[1] - ends[0]
    assert np.degrees(np.arctan2(line[1], line[0])) == pytest.approx(slope, abs=3)


def spots_on(
    joints: Joints, slopes: FloatArray, facing: int, apart: float = 40.0
) -> list[FloatArray]:
    """Two spots above the hips; front down by `slopes` against square to a trunk that stands."""
    marks = []
    for i, slope in enumerate(slopes):
        hips = joints.xy[i, 23:25].mean(axis=0)
        up = joints.xy[i, 11:13].mean(axis=0) - hips
        up /= np.linalg.norm(up)
        ahead = facing * np.array([-up[1], up[0]])
        c, s = np.cos(np.radians(slope)), np.sin(np.radians(slope))
        line, middle = apart / 2 * (c * ahead - s * up), hips + 40 * up
        both = np.array([[*(middle + line), 140, 6], [*(middle - line), 142, 6.5]])
        marks.append(both[:: 1 if i % 2 else -1])  # in any order
    return marks


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("lean", [0, -90])
def test_anterior_is_positive_standing_and_lying(
    stick_figure: Figure, lean: float, facing: int
) -> None:
    slopes = np.array([0.0] * 10 + [12.0] * 10 + [-30.0] * 10)
    joints = stick_figure(np.full(30, 40), np.full(30, 50), lean=lean, facing=facing)
    found = find_stickers(spots_on(joints, slopes, facing), joints, facing)
    assert found is not None
    tilt = pelvic_tilt(joints.time_s, *found, View(facing, Side.RIGHT, 0.0)).angle_deg
    assert tilt - tilt[0] == pytest.approx(slopes, abs=0.01)


def test_a_hidden_sticker_is_a_lost_picture(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.zeros(20))
    marks = spots_on(joints, np.zeros(20), 1)
    marks[4] = marks[4][:1]
    marks[9] = NONE
    found = find_stickers(marks, joints, 1)
    assert found is not None
    lost = np.isnan(pelvic_tilt(joints.time_s, *found, View(1, Side.RIGHT, 0.0)).angle_deg)
    assert lost.nonzero()[0].tolist() == [4, 9]


def test_a_dotted_shirt_is_no_pair_of_stickers(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(12), np.zeros(12))
    hips = joints.xy[0, 23]
    dots = [[hips[0] + x, hips[1] - y, 140, 6] for x in (-30, 0, 30) for y in (10, 40, 70)]
    assert find_stickers([np.array(dots)] * 12, joints, 1) is None


def test_spots_of_two_colours_or_seen_now_and_then_are_none(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.zeros(20))
    marks = spots_on(joints, np.zeros(20), 1)
    two = [m * [1, 1, 0, 1] + [[0, 0, 10, 0], [0, 0, 90, 0]] for m in marks]
    assert find_stickers(two, joints, 1) is None
    assert find_stickers(marks[:8] + [NONE] * 12, joints, 1) is None


def test_noise_is_told_from_the_distance_and_yaw_is_paid_for() -> None:
    rng = np.random.default_rng(1)
    noisy = 20 + rng.normal(0, 0.5 * np.sqrt(2), 4000)
    assert jitter_deg(noisy) == pytest.approx(np.degrees(0.5 * np.sqrt(2) / 20), rel=0.1)
    ends = np.tile([[10.0, 0.0]], (9, 1)), np.tile([[-10.0, 0.0]], (9, 1))
    square, aslant = (
        pelvic_tilt(np.arange(9.0), *ends, View(1, Side.RIGHT, yaw)) for yaw in (0.0, 20.0)
    )
    assert square.change_sd_deg == budget("tape", "pelvic_tilt").change_sd
    assert aslant.change_sd_deg > square.change_sd_deg


def test_the_recording_says_that_the_pelvis_was_read_from_tape(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(20), np.zeros(20))
    body = Landmarks.of(joints.time_s, joints.xy)
    bare = recording_from(body)
    assert "stickers" in bare.unmeasured["pelvic_tilt"]
    found = find_stickers(spots_on(joints, np.zeros(20), 1), joints, 1)
    assert found is not None
    taped = recording_from(body.with_points(STICKERS, found))
    assert ("pelvis", "tape") in taped.source.facts
    assert taped.trace("pelvic_tilt") is not None
    assert "pelvic_tilt" not in taped.unmeasured


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("layout", ["yuv420p", "yuv420p10le", "nv12"])
def test_a_crop_lies_where_it_was_asked_for(quarters: int, mirrored: bool, layout: str) -> None:
    turn = Turn(quarters, mirrored)
    raw = np.full((96, 160, 3), 120, dtype=np.uint8)
    raw[20:24, 40:44] = (250, 110, 10)
    row, column = np.argwhere(turn.upright(raw)[..., 2] == 10).mean(axis=0) + 0.5
    frame = av.VideoFrame.from_ndarray(raw, format="rgb24").reformat(format=layout)
    width = turn.upright(raw).shape[1] // 2  # the small picture has half the size
    piece = crop(frame, turn, width, (column / 2, row / 2), 10.0)
    assert piece is not None
    redness = np.clip(piece.chroma[..., 1] - 20, 0, None)
    y, x = np.indices(redness.shape)
    middle = np.array([np.average(x, weights=redness), np.average(y, weights=redness)])
    assert piece.to_picture(middle) == pytest.approx([column / 2, row / 2], abs=0.3)


def test_a_finer_picture_puts_the_stickers_in_the_same_place() -> None:
    places = [(80.3, 90.7), (122.6, 101.2)]
    picture = picture_of(places, GREEN, GREY, radius=6.0)
    coarse, fine = (np.sort(find_marks(p, 160.0), axis=0) for p in (picture.halved(), picture))
    assert len(coarse) == len(fine) == 2
    assert coarse[:, :2] == pytest.approx(fine[:, :2], abs=0.3)
    # A trunk so long on the grid that the grid is made coarser before anything is looked for.
    assert 130.0 / (picture.step / 2) > FINEST
    scaled = Crop(picture.luma, picture.chroma, 0.0, 0.0, picture.step / 2)
    again = np.sort(find_marks(scaled, 130.0), axis=0)
    assert 2 * again[:, :2] == pytest.approx(fine[:, :2], abs=0.4)


def test_a_crop_beside_the_picture_is_nothing() -> None:
    frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype=np.uint8), format="rgb24")
    assert crop(frame, Turn(), 64, (500.0, 20.0), 8.0) is None


def test_pictures_in_which_nobody_looked_do_not_count(stick_figure: Figure) -> None:
    joints = stick_figure(np.zeros(30), np.zeros(30))
    spots = np.array([[310.0, 280, 140, 6], [280.0, 278, 141, 6]])
    third = [spots if i % 3 == 0 else None for i in range(30)]
    found = find_stickers(third, joints, 1)
    assert found is not None
    assert np.isfinite(found[0][:, 0]).nonzero()[0].tolist() == list(range(0, 30, 3))
    missed = [spots if i % 3 == 0 else NONE for i in range(30)]
    assert find_stickers(missed, joints, 1) is None
