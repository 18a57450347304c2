"""DeepLabCut's and SLEAP's own files give the same angles as any other points."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from point_files import RATE, as_layout

from ilio.core import ReadError, Side
from ilio.observations import JOINT_NAMES, Recording
from ilio.sources import read, read_recording
from ilio.sources.landmarks.names import known_name
from ilio.sources.video.fusing import Joints

Figure = Callable[..., Joints]
PARTS = ("shoulder", "hip", "knee", "ankle")
MINE = (*(f"{part}_{side}" for side in ("left", "right") for part in PARTS), "nose")


@pytest.fixture
def points(stick_figure: Figure) -> np.ndarray:
    """Stands, then holds the right thigh at 95 deg."""
    thigh = np.interp(np.arange(80) / RATE, [0, 2, 3, 8], [0, 0, 95, 95])
    joints = stick_figure(np.zeros(80), thigh, shank=np.clip(thigh, 0, 20), rate_hz=RATE)
    return as_layout(joints, MINE)


def deeplabcut(
    path: Path,
    points: np.ndarray,
    names: tuple[str, ...] = MINE,
    *,
    individuals: tuple[str, ...] = (),
    likelihood: bool = True,
    index: str = "{}",
) -> Path:
    """One animal, or several of which the last ones are far away and small."""
    axes = ("x", "y", "likelihood")[: 3 if likelihood else 2]
    every = [(who, name, axis) for who in individuals or ("",) for name in names for axis in axes]
    lead = [""] * index.count(",")
    lines = [["scorer", *lead, *("DLC_net" for _ in every)]]
    if individuals:
        lines.append(["individuals", *lead, *(who for who, _, _ in every)])
    lines += [["bodyparts", *lead, *(name for _, name, _ in every)]]
    lines += [["coords", *lead, *(axis for _, _, axis in every)]]
    for at, picture in enumerate(points):
        row = [index.format(at)]
        for who in range(max(1, len(individuals))):
            for x, y, sure in picture:
                place = (x, y) if who == 0 else (700 + x / 9, 700 + y / 9)
                row += [f"{v:.3f}" for v in (*place, sure)][: len(axes)]
        lines.append(row)
    path.write_text("\n".join(",".join(line) for line in lines) + "\n")
    return path


def sleap(
    path: Path, points: np.ndarray, *, other: bool = False, score_first: bool = False
) -> Path:
    fields = ("score", "x", "y") if score_first else ("x", "y", "score")
    lines = ["track,frame_idx,instance.score," + ",".join(f"{n}.{f}" for n in MINE for f in fields)]
    for at, picture in enumerate(points):
        for far in (False, True)[: 2 if other else 1]:
            xy = 700 + picture[:, :2] / 9 if far else picture[:, :2]
            cells = [
                {"x": x, "y": y, "score": s}[field]
                for (x, y), s in zip(xy, picture[:, 2], strict=True)
                for field in fields
            ]
            lines.append(f",{at},0.9," + ",".join(f"{cell:.3f}" for cell in cells))
    path.write_text("\n".join(lines) + "\n")
    return path


def sleap_h5(path: Path, points: np.ndarray) -> Path:
    h5py = pytest.importorskip("h5py", reason="not installed: h5py")
    with h5py.File(path, "w") as file:
        file["node_names"] = [name.encode() for name in MINE]
        file["tracks"] = points[..., :2].T[None].swapaxes(2, 3).swapaxes(2, 3)
        file["point_scores"] = points[..., 2].T[None]
    return path


def as_it_was_made(recording: Recording) -> None:
    thigh = recording.traces["thigh_elevation", Side.RIGHT]
    assert thigh.angle_deg[:15] == pytest.approx(np.zeros(15), abs=0.01)
    assert thigh.angle_deg[35:] == pytest.approx(np.full(45, 95.0), abs=0.01)
    assert thigh.rate_hz == pytest.approx(RATE)


@pytest.mark.parametrize("door", [read, read_recording])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"likelihood": False},
        {"individuals": ("me", "you")},
        {"index": "labeled-data/clip/img{:04d}.png"},
        {"index": "labeled-data,clip,img{:04d}.png"},
        {"names": tuple(n.replace("_left", " L").replace("_right", " R") for n in MINE)},
        {"names": tuple("".join(reversed(n.title().split("_"))) for n in MINE)},
    ],
    ids=["usual", "no likelihood", "two animals", "one index", "three", "names with L", "LeftKnee"],
)
def test_csv_of_deeplabcut(
    tmp_path: Path, points: np.ndarray, door: Callable[..., Recording], how: dict[str, object]
) -> None:
    as_it_was_made(door(deeplabcut(tmp_path / "a.csv", points, **how), rate_hz=RATE))


@pytest.mark.parametrize("how", [{}, {"other": True}, {"score_first": True}], ids=str)
def test_csv_of_sleap(tmp_path: Path, points: np.ndarray, how: dict[str, bool]) -> None:
    as_it_was_made(read_recording(sleap(tmp_path / "a.csv", points, **how), rate_hz=RATE))


def test_h5_of_sleap(tmp_path: Path, points: np.ndarray) -> None:
    as_it_was_made(read_recording(sleap_h5(tmp_path / "a.h5", points), rate_hz=RATE))


def test_pictures_that_are_missing_are_gaps(tmp_path: Path, points: np.ndarray) -> None:
    file = sleap(tmp_path / "a.csv", points)
    lines = file.read_text().split("\n")
    file.write_text("\n".join(lines[:50] + lines[60:]))
    thigh = read_recording(file, rate_hz=RATE).traces["thigh_elevation", Side.RIGHT]
    assert np.flatnonzero(~thigh.seen).tolist() == list(range(49, 59))
    assert thigh.time_s[-1] == pytest.approx(7.9)


def test_a_rate_is_asked_for(tmp_path: Path, points: np.ndarray) -> None:
    with pytest.raises(ReadError, match="--rate-hz 30"):
        read_recording(deeplabcut(tmp_path / "a.csv", points))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("knee_left", "paw"), "none for knee_left among .*paw"),
        (lambda text: text.replace("300.000", "oops", 1), "a whole table of points, got .*oops"),
        (lambda text: text[: len(text) - 150], "a whole table of points"),
        (lambda text: text.split("coords")[0], "a whole table of points"),
        (lambda text: f"{text}\n{'9' * 200_000}", "a whole table of points, got field larger"),
    ],
    ids=["a leg without a name", "a word", "cut off", "no numbers", "an endless cell"],
)
def test_a_faulty_table_says_why(
    tmp_path: Path, points: np.ndarray, change: Callable[[str], str], message: str
) -> None:
    file = deeplabcut(tmp_path / "a.csv", points)
    file.write_text(change(file.read_text()))
    with pytest.raises(ReadError, match=message):
        read_recording(file, rate_hz=RATE)


def test_projects_and_other_hdf5_are_shown_the_way(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="not installed: h5py")
    (tmp_path / "a.slp").write_bytes(b"\x89HDF")
    with h5py.File(tmp_path / "dlc.h5", "w") as file:
        file["df_with_missing"] = [1.0]
    for name in ("a.slp", "dlc.h5"):
        with pytest.raises(ReadError, match=r"Convert it with movement: .*to_netcdf"):
            read_recording(tmp_path / name, rate_hz=RATE)
    (tmp_path / "b.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(50))
    with pytest.raises(ReadError, match="got a damaged file"):
        read_recording(tmp_path / "b.h5", rate_hz=RATE)


def test_every_name_of_ours_is_known_in_many_spellings() -> None:
    for name in JOINT_NAMES[1:]:
        part, side = name.rsplit("_", 1)
        letter, title = side[0], "".join(word.title() for word in part.split("_"))
        for given in (
            name, name.upper(), f"{side}_{part}", f"{side.title()}{title}", f"{letter}_{part}",
            f"{part}_{letter}", f"{part} {letter.upper()}", f"{letter.upper()}{title}",
            f"{part}.{side}", f"{side.upper()}-{part}",
        ):  # fmt: skip
            assert known_name(given) == name, given
