"""Gravity that a film itself holds: rolled cameras, turned films, shaking ones, damaged ones."""

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import netcdf_file
from sensor_films import (
    box,
    by_second,
    camm,
    down_of,
    gpmf,
    grav,
    iori,
    track,
    with_track,
)

from ilio.observations import TABLE, Landmarks, Recording
from ilio.records.landmark_files import write_netcdf
from ilio.sources.landmarks import read_landmarks
from ilio.sources.video import recording_from, watch
from ilio.sources.video.film_gravity import gravity_in_film, judged
from ilio.sources.video.fusing import Joints
from ilio.sources.video.sensor_readings import down_in_camm, down_in_gpmf
from ilio.sources.video.sensor_track import track_samples
from ilio.sources.video.table import levelled
from ilio.sources.video.turning import Turn

Make = Callable[..., Path]
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit"

WAYS: dict[str, Callable[[np.ndarray], tuple[bytes, list[bytes]]]] = {
    "gravity vector": lambda down: (b"gpmd", by_second(down)),
    "accelerometer": lambda down: (b"gpmd", by_second(down, accelerometer="ZXY")),
    "accelerometer of another model": lambda down: (b"gpmd", by_second(down, accelerometer="YxZ")),
    "Google's": lambda down: (b"camm", camm(down)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("roll", [-7.0, 0.0, 3.0])
def test_a_rolled_camera_is_told_by_the_file(make_film: Make, way: str, roll: float) -> None:
    path = with_track(make_film(), *WAYS[way](down_of(roll, shake=0.01, pitch_deg=8)))
    with av.open(str(path)) as film:  # a demuxer takes the file for what it is
        assert [stream.type for stream in film.streams] == ["video", "data"]
        assert sum(len(bytes(packet)) > 0 for packet in film.demux(film.streams[1])) > 10
    found = gravity_in_film(path, Turn())
    # clockwise as seen from behind, a level line runs up to the right in the picture
    assert found is not None
    assert found.level_deg == pytest.approx(-roll, abs=0.2)
    assert found.told == f"level slopes by {found.level_deg:.1f} deg"


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_turn_of_the_file_is_followed(quarters: int, mirrored: bool) -> None:
    """Down is drawn into a stored picture, which is then turned as it is for showing."""
    turn, shown_level = Turn(quarters, mirrored), 5.0
    shown_down = np.array([-np.sin(np.radians(shown_level)), np.cos(np.radians(shown_level))])
    found = []
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        marked = np.zeros((3, 3))
        marked[1 + y, 1 + x] = 1
        row, column = np.argwhere(turn.upright(marked))[0] - 1
        found.append((np.array([x, y]), np.array([column, row])))
    # stored = where each axis of the shown picture comes from
    (right, shown_right), _, (lower, shown_lower), _ = found
    stored = right * (shown_right @ shown_down) + lower * (shown_lower @ shown_down)
    down = np.tile([*stored, 0.0], (20, 1))
    assert judged(down, turn).level_deg == pytest.approx(shown_level)


REFUSED = {
    "looks up": (down_of(0, pitch_deg=50), "the camera looked 50 deg up or down"),
    "shaken": (down_of(0, shake=0.1), "the camera was moved"),
    "on its side": (down_of(80), "it says that the picture lies on its side"),
    "on its head": (down_of(180), "it says that the picture lies on its side"),
    "thrown": (1.5 * down_of(0), "1.50 g instead of 1, so the camera was not still"),
    "hardly any": (down_of(0, count=3), "no readings of it that are understood"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_readings_that_are_not_gravity_are_not_used(make_film: Make, case: str) -> None:
    down, why = REFUSED[case]
    found = gravity_in_film(with_track(make_film(), b"camm", camm(down)), Turn())
    assert found is not None
    assert (found.level_deg, found.told) == (None, f"not used: {why}")


def test_a_single_jolt_does_no_harm() -> None:
    down = down_of(4)
    down[50:60] = [3.0, -2.0, 5.0]
    assert judged(down, Turn()).level_deg == pytest.approx(-4)


def test_a_picture_that_the_camera_levelled_itself_is_left_alone(make_film: Make) -> None:
    down = down_of(10)
    still = with_track(make_film(), b"gpmd", [gpmf(grav(down), iori(0.5))])
    assert gravity_in_film(still, Turn()).level_deg == pytest.approx(-10, abs=0.1)  # type: ignore[union-attr]
    turned = with_track(make_film("b.mp4"), b"gpmd", [gpmf(grav(down), iori(10))])
    found = gravity_in_film(turned, Turn())
    assert found is not None
    told = "not used: the camera itself turned the picture (horizon levelling)"
    assert (found.level_deg, found.told) == (None, told)


def test_an_accelerometer_of_unknown_axes_is_not_used(make_film: Make) -> None:
    path = with_track(make_film(), b"gpmd", by_second(down_of(3), accelerometer=""))
    found = gravity_in_film(path, Turn())
    assert found is not None
    assert found.told == "not used: no readings of it that are understood"


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.mkv", "a.avi"])
def test_an_ordinary_film_holds_none_and_costs_nothing(make_film: Make, name: str) -> None:
    path = make_film(name, seconds=20, rate=25)
    start = perf_counter()
    assert gravity_in_film(path, Turn()) is None
    looking = perf_counter() - start
    start = perf_counter()
    with av.open(str(path)) as film:
        pictures = sum(1 for _ in film.decode(video=0))
    assert pictures == 500
    assert looking < (perf_counter() - start) / 2


def test_a_film_that_is_gone_since_it_was_read_is_no_error(tmp_path: Path) -> None:
    assert gravity_in_film(tmp_path / "gone.mp4", Turn()) is None


def test_only_a_bounded_part_of_a_long_track_is_read(make_film: Make) -> None:
    packets = camm(down_of(2, count=40_000))
    coding, samples = track_samples(with_track(make_film(), b"camm", packets), {b"camm": 128}, 32)
    assert coding == b"camm"
    assert len(samples) == 32 * 128
    assert samples[0] == packets[0]
    assert samples[-1] == packets[-1]
    assert len(down_in_camm(samples)) == len(samples) // 2


def test_tables_that_claim_too_much_are_cut(make_film: Make) -> None:
    path = with_track(make_film(), b"camm", camm(down_of(2)))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"stsz") + 8
    struct.pack_into(">II", data, at, 1, 2**32 - 1)  # four milliards of samples of a byte
    path.write_bytes(data)
    found = gravity_in_film(path, Turn())
    assert found is not None
    assert found.level_deg is None


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), hits=st.integers(1, 60), coding=st.sampled_from([0, 1]))
def test_a_damaged_track_is_never_an_error(
    tmp_path_factory: pytest.TempPathFactory, seed: int, hits: int, coding: int
) -> None:
    data = bytearray(_small_file(coding))
    rng = np.random.default_rng(seed)
    for _ in range(hits):
        data[rng.integers(len(data))] = rng.choice([0, 1, 0x7F, 0x80, 0xFF, rng.integers(256)])
    path = tmp_path_factory.mktemp("damaged") / "a.mp4"
    path.write_bytes(data[: rng.integers(len(data))] if seed % 3 == 0 else data)
    found = gravity_in_film(path, Turn())
    assert found is None or found.told


def _small_file(coding: int) -> bytes:
    """An index without pictures and a track, nothing else."""
    down = down_of(2, count=20)
    kind, samples = [(b"gpmd", [gpmf(grav(down), iori(1))]), (b"camm", camm(down))][coding]
    head = box(b"ftyp", b"isom", bytes(4))
    index = track(kind, [len(sample) for sample in samples], len(head) + 8)
    return head + box(b"mdat", *samples) + box(b"moov", index)


@given(st.binary(max_size=400), st.binary(max_size=64))
def test_noise_is_never_an_error(noise: bytes, more: bytes) -> None:
    down_in_gpmf([noise, b"STRM\0\1" + struct.pack(">H", len(noise)) + noise, more])
    keys = b"SCALf\4\0\1" + noise[:4] + b"GRAVf\x0c\0\2" + noise[4:28].ljust(24, b"\xff")
    down, _ = down_in_gpmf([b"STRM\0\1" + struct.pack(">H", len(keys)) + keys])
    assert judged(down, Turn(), least=1).told
    assert judged(down_in_camm([noise, more, b"\0\0\3\0" + more[:12]]), Turn(), least=1).told


def test_the_small_file_is_read_when_nothing_is_damaged(tmp_path: Path) -> None:
    for coding in (0, 1):
        path = tmp_path / f"{coding}.mp4"
        path.write_bytes(_small_file(coding))
        assert gravity_in_film(path, Turn()).level_deg == pytest.approx(-2, abs=0.1)  # type: ignore[union-attr]


def leveled_by(recording: Recording) -> str:
    return dict(recording.source.facts)["level"]


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("slope", [-5.0, 2.0])
def test_a_person_before_a_rolled_camera_stands_upright_again(
    stick_figure: Callable[..., Joints], tmp_path: Path, slope: float, facing: int
) -> None:
    straight = stick_figure(np.full(9, 80), np.zeros(9), lean=4, facing=facing)
    rolled = levelled(straight.xy, -slope)
    seen = replace(Landmarks.of(straight.time_s, rolled), gravity_level_deg=slope)
    saved = read_landmarks(write_netcdf(seen, tmp_path / "a.nc"))
    assert saved.gravity_level_deg == slope
    for landmarks in (seen, saved):
        found = recording_from(landmarks)
        assert found.traces["trunk_lean", None].angle_deg == pytest.approx(np.full(9, 4), abs=0.01)
        assert leveled_by(found) == f"gravity in the file, {slope} deg"
        told = {gate.gate: gate.detail for gate in found.gates}["level"]
        assert told == f"Level is told by gravity in the file, {slope} deg."


def test_a_hand_goes_before_the_table_and_the_table_before_gravity(
    stick_figure: Callable[..., Joints],
) -> None:
    joints = stick_figure(np.full(9, 78), np.full(9, 210), lean=-90)
    body = replace(Landmarks.of(joints.time_s, joints.xy), gravity_level_deg=2.0)
    ends = [np.tile(end, (9, 1)) for end in ([0.0, 300.0], [100.0, 300.0])]
    table = body.with_points(TABLE, ends)
    assert leveled_by(recording_from(table)) == "the edge of the table, 0.0 deg"
    assert leveled_by(recording_from(table, level_deg=1.0)) == "as given, 1.0 deg"
    assert leveled_by(recording_from(body)) == "gravity in the file, 2.0 deg"
    assert not any("Gravity in the file" in note for note in recording_from(table).notes)
    apart = recording_from(replace(table, gravity_level_deg=-4.0))
    note = next(note for note in apart.notes if note.startswith("Gravity"))
    assert note == (
        "Gravity in the file says that level slopes by -4.0 deg, 0.0 deg was taken: check that the "
        "table is level and that its edge was found, or give --level."
    )


@pytest.mark.parametrize("said", ["a lot", 91.0, float("nan"), float("inf")])
def test_points_with_a_strange_level_are_read_without_it(tmp_path: Path, said: object) -> None:
    path = write_netcdf(Landmarks.of([0.0, 0.2], np.ones((2, 33, 2))), tmp_path / "a.nc")
    content = path.read_bytes()
    assert read_landmarks(path).gravity_level_deg is None
    with netcdf_file(str(path), "a") as nc:
        nc.gravity_level_deg = said
    assert path.read_bytes() != content
    assert read_landmarks(path).gravity_level_deg is None


def test_a_whole_film_with_a_track_of_gravity(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    # too little of its table is seen; copied so that its index ends the file
    with av.open(str(EXAMPLE / "visit_thomas_right.mp4")) as source, av.open(str(film), "w") as out:
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    with_track(film, b"gpmd", by_second(down_of(-2.5, shake=0.001)))
    recording = recording_from(watch(film, effort="fast", processes=0))
    facts = dict(recording.source.facts)
    assert facts["level"] == "gravity in the file, 2.5 deg"
    assert facts["gravity in the file"] == "level slopes by 2.5 deg"
