"""Points without depth: whichever way the person faces, the same numbers and no gate that stops."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from point_files import RATE, as_layout, openpose_folder

from ilio.observations import Recording
from ilio.observations.point_layouts import LAYOUTS
from ilio.protocols import measure
from ilio.sources import read_recording
from ilio.sources.video.fusing import Joints

Figure = Callable[..., Joints]


def raised(stick_figure: Figure, facing: int, leg: str) -> Joints:
    """Stands, holds one thigh at 97 deg for five seconds, puts it down."""
    up = np.interp(np.arange(120) / RATE, [0, 3, 4, 9, 10, 12], [0, 0, 97, 97, 0, 0])
    legs = (up, np.zeros(120)) if leg == "left" else (np.zeros(120), up)
    return stick_figure(*legs, shank=0.0, facing=facing, rate_hz=RATE)


def told(recording: Recording, leg: str) -> tuple[float, ...]:
    found = measure("knee-raise", recording, leg)
    names = ("thigh_elevation_peak", "time_above_90", "knee_flexion_hold")
    return tuple(round(found.quantities[name].value, 3) for name in names)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=[f"{n} points" for n in LAYOUTS])
def test_the_mirror_image_gives_the_same_numbers(
    stick_figure: Figure, tmp_path: Path, layout: tuple[str, ...]
) -> None:
    numbers = set()
    for facing in (1, -1):
        for leg in ("left", "right"):
            joints = raised(stick_figure, facing, leg)
            points = openpose_folder(tmp_path, as_layout(joints, layout))
            recording = read_recording(points, rate_hz=RATE)
            assert not [gate.gate for gate in recording.gates if gate.stops]
            numbers.add(told(recording, leg))
    assert len(numbers) == 1
    peak, above_s, _ = numbers.pop()
    assert peak == pytest.approx(97, abs=1.5)  # the figure stands straighter than people do
    assert above_s == pytest.approx(5.1, abs=0.3)
