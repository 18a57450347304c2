"""Films and sheets with the angles drawn on: what is drawn is what was measured."""

import io
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from ilio.core import OutputError, Side
from ilio.observations import AngleTrace, Landmarks, Recording, Source
from ilio.protocols import measure
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records.pictures import Scene, write_movie, write_sheet
from ilio.records.pictures.body import BY_HAND, TESTED, draw_body
from ilio.records.pictures.canvas import Canvas
from ilio.records.pictures.decisive import decisive
from ilio.records.pictures.lettering import FONT_PX, SIGNS, cell_width, letters
from ilio.records.pictures.movie import _broken
from ilio.records.pictures.png import png
from ilio.records.pictures.scene import between
from ilio.records.pictures.strip import Strip

SIZE = (181, 241)  # odd on purpose: H.264 wants even sides
GREY = 90


def thigh(time: np.ndarray) -> np.ndarray:
    return np.interp(time, [0, 2, 3, 6, 8, 9, 12], [0, 0, 95, 100, 98, 75, 75])


@pytest.fixture
def scene() -> Scene:
    """A stick leg that rises to 100 deg and sinks below level."""
    time = np.arange(0, 12, 0.2)
    way = np.radians(thigh(time))
    xy = np.full((len(time), 33, 2), np.nan)
    hip = np.array([60.0, 120.0])
    xy[:, [23, 24]] = hip
    xy[:, [11, 12]] = hip - [0, 70]
    knee = hip + 60 * np.stack([np.sin(way), np.cos(way)], axis=1)
    down = np.array([0.0, 50.0])
    xy[:, 26], xy[:, 28] = knee, knee + down
    xy[:, 25], xy[:, 27] = hip + down, hip + 2 * down
    points = Landmarks.of(time, xy, size=SIZE, rate_hz=10.0, source="raise.mp4")
    source = Source("video", "raise.mp4", "video", 5.0)
    angle = AngleTrace.of(time, thigh(time), sd_deg=1.0)
    knee_angle = AngleTrace.of(time, thigh(time), sd_deg=1.0)
    recording = Recording(
        source,
        {("thigh_elevation", Side.RIGHT): angle, ("knee_flexion", Side.RIGHT): knee_angle},
    )
    return Scene(points, recording, measure("knee-raise", recording, "right"))


def film(rate_hz: float = 10.0, seconds: float = 12.0) -> Iterator[tuple[float, np.ndarray]]:
    for time in np.arange(0, seconds, 1 / rate_hz):
        yield float(time), np.full((SIZE[1], SIZE[0], 3), GREY, dtype=np.uint8)


def test_the_film_plays_in_a_browser(scene: Scene, tmp_path: Path) -> None:
    path = write_movie(scene, film(), tmp_path / "drawn.mp4")
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # the index stands first
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (180, 240 + 120)
        times = [frame.time for frame in container.decode(stream)]
    assert times == pytest.approx(np.arange(0, 12, 0.1), abs=1e-4)
    assert [p.name for p in tmp_path.iterdir()] == ["drawn.mp4"]


def test_times_of_an_uneven_film_are_kept(scene: Scene, tmp_path: Path) -> None:
    uneven = [0.0, 0.1, 0.35, 0.4, 2.0, 2.7]
    pictures = ((time, np.full((240, 180, 3), GREY, dtype=np.uint8)) for time in uneven)
    with av.open(str(write_movie(scene, pictures, tmp_path / "a.mp4"))) as container:
        assert [f.time for f in container.decode(video=0)] == pytest.approx(uneven, abs=1e-4)


def test_a_film_without_pictures_leaves_nothing_behind(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no picture"):
        write_movie(scene, iter(()), tmp_path / "a.mp4")
    with pytest.raises(OutputError, match="no picture"):
        write_sheet(scene, iter(()), tmp_path / "a.png")
    with pytest.raises(OutputError, match="does not exist"):
        write_movie(scene, film(), tmp_path / "none" / "a.mp4")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_breaks_off_leaves_no_half_film(scene: Scene, tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[float, np.ndarray]]:
        yield from film(seconds=1)
        raise OutputError("film", "cut off")

    with pytest.raises(OutputError, match="cut off"):
        write_movie(scene, broken(), tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == []


def test_the_sheet_is_a_whole_png_of_the_decisive_pictures(scene: Scene, tmp_path: Path) -> None:
    path = write_sheet(scene, film(), tmp_path / "sheet.png")
    with av.open(str(path)) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    moments = decisive(scene.measurement)
    ground = (picture == GREY).all(axis=2)
    # each tile keeps an undrawn column at its left edge
    tall = ground[70:200].all(axis=0).astype(int)
    assert len(moments) == 5
    assert (np.diff(tall) == 1).sum() >= 5


def test_decisive_pictures_of_a_raise_that_sinks(scene: Scene) -> None:
    names = [name for _, name in decisive(scene.measurement)]
    assert names[:3] == ["before", "start", "highest"] and names[-1] == "end"
    assert any("thigh below 90" in name for name in names)
    times = [time for time, _ in decisive(scene.measurement)]
    assert times == sorted(times)


def test_decisive_pictures_without_a_window_and_without_a_curve() -> None:
    source = Source("video", "a", "video")
    curve = Curve("thigh_elevation", (0.0, 1.0), (5.0, 50.0), (0.0, 0.0), (9.0, 90.0), 0.0, 0.0)
    run = Measurement("running", Side.LEFT, source, curves=(curve,))
    assert decisive(run) == [(0.0, "lowest"), (1.0, "highest")]
    assert decisive(Measurement("running", Side.LEFT, source)) == []


def test_a_lying_test_shows_the_middle_of_its_window() -> None:
    curve = Curve("thigh_elevation", (0.0, 4.0, 6.0), (70.0, 99.0, 98.0), (0.0,) * 3, (9.0,) * 3, 4.0, 6.0)  # fmt: skip
    m = Measurement("thomas", Side.LEFT, Source("video", "a", "video"), curves=(curve,))
    assert decisive(m) == [(0.0, "start"), (5.0, "test")]


def at_level(scene: Scene) -> tuple[Canvas, float]:
    canvas = Canvas(np.full((SIZE[1], SIZE[0], 3), GREY, dtype=np.uint8))
    draw_body(canvas, scene, 6.0)
    return canvas, np.radians(100.0)


def test_the_tested_thigh_is_drawn_where_it_is(scene: Scene) -> None:
    canvas, way = at_level(scene)
    for share in (0.3, 0.7):
        x, y = np.round([60 + share * 60 * np.sin(way), 120 + share * 60 * np.cos(way)]).astype(int)
        assert np.abs(canvas.pixels[y, x].astype(int) - TESTED).max() < 30


def test_a_lost_leg_is_not_drawn(scene: Scene) -> None:
    scene.landmarks.xy[25:36] = np.nan
    canvas, _ = at_level(scene)
    assert (canvas.pixels == GREY).all()


def test_points_set_by_hand_are_marked(scene: Scene) -> None:
    plain, _ = at_level(scene)
    scene.landmarks.by_hand[30, 26] = True
    marked, _ = at_level(scene)
    x, y = np.round(scene.point("knee_right", 6.0)).astype(int)
    assert marked.pixels[y, x].tolist() == list(BY_HAND)
    assert plain.pixels[y, x].tolist() != list(BY_HAND)


def test_nothing_is_drawn_into_a_long_gap() -> None:
    time, values = np.array([0.0, 0.2, 3.0]), np.array([1.0, 2.0, 9.0])
    assert between(time, values, 0.1) == pytest.approx(1.5)
    assert np.isnan(between(time, values, 1.5))
    assert np.isnan(between(time, values, 9.0))
    assert between(time, values, 3.2) == 9.0
    assert np.isnan(between(time, np.array([1.0, np.nan, 9.0]), 0.1))


def test_the_strip_marks_time_and_faults(scene: Scene) -> None:
    strip = Strip(scene, 300)
    early, late = strip.at(1.0), strip.at(11.0)
    assert early.shape == (120, 300, 3)
    bare = strip.at(None)
    marks = [np.flatnonzero((s[70] != bare[70]).any(axis=1)) for s in (early, late)]
    assert marks[0].max() < 100 < 200 < marks[1].min()


def test_a_strip_without_a_curve_is_bare(scene: Scene) -> None:
    bare = Measurement("thomas", Side.LEFT, scene.measurement.source)
    strip = Strip(Scene(scene.landmarks, scene.recording, bare), 300).at(None)
    assert len(np.unique(strip[20:90].reshape(-1, 3), axis=0)) == 1


def test_faults_are_told_in_lines_that_fit(scene: Scene, tmp_path: Path) -> None:
    assert _broken("1 The thigh came below level.", 12) == ["1 The thigh", "came below", "level."]
    assert scene.measurement.faults and isinstance(scene.measurement.faults[0], Fault)


def test_letters_are_found_and_differ() -> None:
    assert letters("", FONT_PX).shape[1] == 0
    assert not letters(" \u4e2d", FONT_PX).any()
    cells = [letters(sign, FONT_PX) for sign in SIGNS]
    assert all(cell.shape[1] == cell_width(FONT_PX) for cell in cells)
    assert all(cell.any() for cell in cells)
    assert len({cell.tobytes() for cell in cells}) == len(SIGNS)


def test_drawing_over_the_edge_is_cut_off_there() -> None:
    canvas = Canvas(np.zeros((20, 20, 3), dtype=np.uint8))
    canvas.line((-50, 10), (70, 10), 2, (255, 255, 255))
    canvas.text(-5, -5, "90", (255, 255, 255))
    canvas.text(15, 15, "90", (255, 255, 255))
    canvas.text(300, 300, "90", (255, 255, 255))
    canvas.line((100, 100), (120, 110), 2, (255, 255, 255))
    assert canvas.pixels[10].min() == 255


def test_a_png_comes_back_as_it_was() -> None:
    pixels = np.arange(7 * 5 * 3, dtype=np.uint8).reshape(7, 5, 3)
    with av.open(io.BytesIO(png(pixels))) as container:
        assert np.array_equal(next(container.decode(video=0)).to_ndarray(format="rgb24"), pixels)
