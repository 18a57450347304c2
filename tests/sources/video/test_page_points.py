"""Points of Ilio's own page: true times, the hips set right as in a film, faults told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ilio.core import ReadError, Side
from ilio.sources import read_recording
from ilio.sources.landmarks import read_landmarks
from ilio.sources.video.fusing import Joints
from ilio.sources.video.hips import with_hips_set_right

Figure = Callable[..., Joints]


def page_file(joints: Joints, path: Path, time_s: np.ndarray, near: Side = Side.RIGHT) -> Path:
    """What the page posts for a stick figure; its near side is nearer in depth as well."""
    depth = np.zeros(33)
    depth[[12, 24, 26] if near is Side.RIGHT else [11, 23, 25]] = -20
    frames = [
        {"time_s": t, "points": [[x, y, z, 0.9] for (x, y), z in zip(xy, depth, strict=True)]}
        for t, xy in zip(time_s.tolist(), joints.xy.tolist(), strict=True)
    ]
    values = {"schema": "ilio/points/1", "width": 800, "height": 600, "frames": frames}
    path.write_text(json.dumps(values))
    return path


def raise_to(deg: float, n: int = 90) -> np.ndarray:
    return np.interp(np.arange(n), [0, 30, 45, n], [0, 0, deg, deg])


def test_uneven_times_are_kept(stick_figure: Figure, tmp_path: Path) -> None:
    time = np.cumsum(np.random.default_rng(3).uniform(0.05, 0.12, 90)) + 4.2
    path = page_file(stick_figure(np.zeros(90), raise_to(95)), tmp_path / "a.json", time)
    np.testing.assert_allclose(read_landmarks(path).time_s, time - time[0])


@pytest.mark.parametrize("facing", [1, -1])
def test_the_hips_are_set_right_as_in_a_film(
    stick_figure: Figure, tmp_path: Path, facing: int
) -> None:
    near = Side.RIGHT if facing > 0 else Side.LEFT
    thighs = (np.zeros(90), raise_to(95)) if near is Side.RIGHT else (raise_to(95), np.zeros(90))
    joints = stick_figure(*thighs, facing=facing)
    path = page_file(joints, tmp_path / "a.json", np.arange(90) / 15, near)
    recording = read_recording(path)
    hips = with_hips_set_right(joints.xy, facing, "full")[:, 24 if near is Side.RIGHT else 23]
    thigh = joints.xy[:, 26 if near is Side.RIGHT else 25] - hips
    expected = np.degrees(np.arctan2(facing * thigh[:, 0], thigh[:, 1]))
    np.testing.assert_allclose(recording.traces["thigh_elevation", near].angle_deg, expected)
    assert {g.gate: g.state for g in recording.gates}["which leg"] == "pass"
    assert recording.notes[-1].startswith("The page follows with the fast pose model alone")


def test_pictures_without_anybody_are_lost_samples(stick_figure: Figure, tmp_path: Path) -> None:
    path = page_file(
        stick_figure(np.zeros(60), raise_to(95, 60)), tmp_path / "a.json", np.arange(60) / 15
    )
    values = json.loads(path.read_text())
    for frame in values["frames"][20:24]:
        frame["points"] = []
    path.write_text(json.dumps(values))
    trace = read_recording(path).traces["thigh_elevation", Side.RIGHT]
    assert np.flatnonzero(~np.isfinite(trace.angle_deg)).tolist() == [20, 21, 22, 23]


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    frames = [{"time_s": t, "points": [[9, 8, 0, 1]] * 33} for t in (0.0, 0.1)]
    values: dict[str, Any] = {
        "schema": "ilio/points/1",
        "width": 64,
        "height": 48,
        "frames": frames,
    }
    change(values)
    return values


def test_times_that_may_count_pictures_are_refused(stick_figure: Figure, tmp_path: Path) -> None:
    """A hold of 3 s would be one of 45."""
    figure = stick_figure(np.zeros(90), raise_to(95))
    path = page_file(figure, tmp_path / "a.json", np.arange(90.0))
    with pytest.raises(ReadError, match=r"whole numbers, which may count pictures \(0, 1 ...\)"):
        read_landmarks(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda v: v.pop("width"), "with width, height and frames"),
        (lambda v: v["frames"].clear(), "nobody in any picture"),
        (lambda v: [f.update(points=[]) for f in v["frames"]], "nobody in any picture"),
        (lambda v: v["frames"].pop(), "got 1 picture"),
        (lambda v: v["frames"][1].update(time_s=0.0), "a step back or a missing time"),
        (lambda v: v["frames"][1].pop("time_s"), "a step back or a missing time"),
        (lambda v: v["frames"][1]["points"].pop(), "33 points of 4 numbers, or none, got others in frame 2"),
        (lambda v: v["frames"][0].update(points=[[1, 2]] * 33), "others in frame 1"),
        (lambda v: v["frames"].append("x"), "others in frame 3"),
    ],
)  # fmt: skip
def test_faults_are_told(
    change: Callable[[dict[str, Any]], object], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(broken(change)))
    with pytest.raises(ReadError, match=told):
        read_landmarks(path)
