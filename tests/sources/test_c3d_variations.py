"""C3D in the ways of laboratories, written by ezc3d: units, axes, rates, gaps, what lies beside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from marker_person import person

from ilio.core import ReadError
from ilio.protocols import measure
from ilio.sources import read_recording

ezc3d = pytest.importorskip("ezc3d")

REST, UP, HELD = 200, 100, 300
EASE = np.linspace(0, 1, UP)
ELEVATION = np.concatenate(
    [np.zeros(REST), 100 * (3 * EASE**2 - 2 * EASE**3), np.full(HELD, 100.0)]
)
ABOVE = int(np.sum(ELEVATION > 90)) + 1
"""Samples above level, the last one with its own step."""

RAISED = person(left_deg=ELEVATION, right_deg=0 * ELEVATION, knee_deg=90)
Markers = dict[str, np.ndarray]


def write(
    path: Path,
    markers: Markers = RAISED,
    *,
    rate_hz: float = 100.0,
    unit: str | None = "mm",
    factor: float = 1.0,
    labels: list[str] | None = None,
    analog: int = 0,
    first: int = 0,
) -> Path:
    c3d: Any = ezc3d.c3d()
    xyz = factor * np.stack(list(markers.values()))
    points = np.ones((4, *xyz.shape[:2]))
    points[:3] = xyz.transpose(2, 0, 1)
    parameters = c3d["parameters"]
    parameters["POINT"]["RATE"]["value"] = [rate_hz]
    parameters["POINT"]["LABELS"]["value"] = labels or list(markers)
    parameters["POINT"]["UNITS"]["value"] = [unit] if unit else []
    c3d["header"]["points"]["first_frame"] = first
    c3d["data"]["points"] = points
    if analog:
        parameters["ANALOG"]["RATE"]["value"] = [rate_hz * analog]
        parameters["ANALOG"]["LABELS"]["value"] = ["Fx", "Fz"]
        c3d["data"]["analogs"] = np.random.default_rng(1).normal(size=(1, 2, xyz.shape[1] * analog))
    c3d.write(str(path))
    return path


def check(path: Path, rate_hz: float = 100.0, abs_s: float = 0.07) -> None:
    recording = read_recording(path)
    assert not [gate for gate in recording.gates if gate.stops]
    found = measure("knee-raise", recording, "left").quantities
    assert found["thigh_elevation_peak"].value == pytest.approx(100, abs=0.3)
    assert found["time_above_90"].value == pytest.approx(ABOVE / rate_hz, abs=abs_s)


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("m", 1e-3), ("cm", 0.1), ("in", 1 / 25.4), ("ft", 1 / 304.8), ("MM  ", 1), (None, 1), (None, 1e-3)],
)  # fmt: skip
def test_any_unit_of_length(tmp_path: Path, unit: str | None, factor: float) -> None:
    check(write(tmp_path / "a.c3d", unit=unit, factor=factor))


@pytest.mark.parametrize("rate_hz", [25.0, 59.94, 120.0, 250.0, 1000.0])
def test_any_rate(tmp_path: Path, rate_hz: float) -> None:
    check(write(tmp_path / "a.c3d", rate_hz=rate_hz), rate_hz)


def turned(degrees: float) -> np.ndarray:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


@pytest.mark.parametrize(
    "axes",
    [turned(37), turned(90), turned(180), turned(-90) @ np.diag([1, -1, -1]),
     np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]]), np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]])],
    ids=["aslant", "along y", "backwards", "z down", "y up", "x up"],
)  # fmt: skip
def test_any_axes_and_way_to_face(tmp_path: Path, axes: np.ndarray) -> None:
    check(write(tmp_path / "a.c3d", {name: xyz @ axes.T for name, xyz in RAISED.items()}))


def with_gap(empty: float) -> Markers:
    found = {name: xyz.copy() for name, xyz in RAISED.items()}
    for xyz in found.values():
        xyz[400:420] = empty
    return found


SHAKY = np.random.default_rng(2)
BESIDE: dict[str, Callable[[], Markers]] = {
    "a gap": lambda: with_gap(np.nan),
    "zeros for a gap": lambda: with_gap(0.0),
    "far from the middle": lambda: {n: x + np.array([5000, -3000, 0]) for n, x in RAISED.items()},
    "a millimetre of noise": lambda: {
        n: x + SHAKY.normal(0, 1, x.shape) for n, x in RAISED.items()
    },
    "angles and forces as points": lambda: (
        RAISED
        | {
            "LHipAngles": np.stack([ELEVATION] * 3, 1),
            "LGroundReactionForce": np.full((600, 3), 800.0),
        }
    ),
    "an empty medial marker": lambda: RAISED | {"LKNM": np.full((600, 3), np.nan)},
    "three hundred more": lambda: RAISED | {f"M{n}": RAISED["LASI"] + n for n in range(300)},
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_and_between(tmp_path: Path, name: str) -> None:
    check(write(tmp_path / "a.c3d", BESIDE[name]()), abs_s=0.2)


@pytest.mark.parametrize("change", ["Anna:{}", "{}   ", "lower"])
def test_labels_with_prefix_blanks_or_small_letters(tmp_path: Path, change: str) -> None:
    labels = [n.lower() if change == "lower" else change.format(n) for n in RAISED]
    check(write(tmp_path / "a.c3d", labels=labels))


@pytest.mark.parametrize("more", [{"analog": 10}, {"analog": 20}, {"first": 101}], ids=str)
def test_forces_beside_and_a_start_that_was_cut_away(tmp_path: Path, more: dict[str, int]) -> None:
    check(write(tmp_path / "a.c3d", **more))


def test_a_unit_that_nobody_knows_and_a_label_that_comes_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="a unit of length such as mm, cm or m, got 'furlong'"):
        read_recording(write(tmp_path / "a.c3d", unit="furlong"))
    labels = [*list(RAISED)[:-1], "LKNE"]
    with pytest.raises(ReadError, match="each name once, got 'LKNE' several times"):
        read_recording(write(tmp_path / "b.c3d", labels=labels))
