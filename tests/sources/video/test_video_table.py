"""The edge of a table makes the picture level."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ilio.core import Side
from ilio.observations import TABLE, Landmarks
from ilio.sources.landmarks.edits import Edit, Edits, corrected
from ilio.sources.video import recording_from
from ilio.sources.video.fusing import Joints
from ilio.sources.video.regions import Image, bordered
from ilio.sources.video.table import levelled, settled_edge, slope_deg, table_edge

Figure = Callable[..., Joints]

HIPS, SHOULDERS = np.array([250.0, 120.0]), np.array([350.0, 118.0])


def room(slope: float, *, contrast: float = 40.0, noise: float = 4.0) -> Image:
    """A wall above a table top that starts at the hips, a body on it, and a floor line."""
    y, x = np.indices((300, 600)) + 0.5
    grey = np.full(y.shape, 150.0)
    under = y - 150 - np.tan(np.radians(slope)) * (x - 300)
    grey[(x > 240) & (under > 0) & (under < 20)] = 150 - contrast
    grey[y > 280 + 0.1 * x] = 90.0
    grey[(np.abs(y - 128) < 22) & (x > 240) & (x < 380)] = 60.0
    grey += np.random.default_rng(2).normal(0, noise, grey.shape)
    return bordered(np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[..., None], 4, axis=2))


@pytest.mark.parametrize("slope", [-4.0, -1.3, 0.0, 0.6, 5.0])
def test_the_slope_of_the_edge(slope: float) -> None:
    edge = table_edge(room(slope), HIPS, SHOULDERS)
    assert slope_deg(edge) == pytest.approx(slope, abs=0.15)


def test_no_edge_on_a_plain_wall_or_under_a_standing_person() -> None:
    assert len(table_edge(room(1.0, contrast=0.0), HIPS, SHOULDERS)) == 0
    assert len(table_edge(room(1.0), HIPS, HIPS + np.array([5.0, -100.0]))) == 0
    assert len(table_edge(room(1.0), HIPS, HIPS)) == 0


def test_readings_that_scatter_are_no_edge() -> None:
    lines = [np.array([[0.0, 100.0], [200.0, 100.0 + rise]]) for rise in (0, 9, -9, 15, -20)]
    assert settled_edge(lines) is None
    assert settled_edge(lines[:1] * 2) is None
    assert settled_edge([*lines[:1] * 5, lines[3]]) == pytest.approx(lines[0])


def tilted(joints: Joints, roll: float) -> Joints:
    """The same person by a camera that was turned, so that level lines slope by `roll`."""
    return replace(joints, xy=levelled(joints.xy, -roll))


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("roll", [-3.0, 2.0])
def test_a_turned_camera_is_set_right_by_the_table(
    stick_figure: Figure, roll: float, facing: int
) -> None:
    straight = stick_figure(np.full(9, 80), np.full(9, 210), lean=-88, shank=70, facing=facing)
    ends = levelled(np.array([[100.0, 330.0], [400.0, 330.0]]), -roll)
    body = Landmarks.of(straight.time_s, tilted(straight, roll).xy)
    table = body.with_points(TABLE, [np.tile(end, (9, 1)) for end in ends])
    thigh = recording_from(table).traces["thigh_elevation", Side.LEFT].angle_deg
    assert thigh == pytest.approx(np.full(9, 80), abs=0.01)
    assert dict(recording_from(table).source.facts)["level"] == f"the edge of the table, {roll} deg"
    by_hand = recording_from(body, level_deg=roll)
    assert by_hand.traces["trunk_lean", None].angle_deg == pytest.approx(np.full(9, -88), abs=0.01)
    assert "as given" in dict(by_hand.source.facts)["level"]
    unknown = recording_from(body)
    assert abs(unknown.traces["thigh_elevation", Side.LEFT].angle_deg[0] - 80) > 1
    assert "not known" in dict(unknown.source.facts)["level"]


def test_the_trigonometric_drop_needs_a_table_and_agrees_in_the_plane(stick_figure: Figure) -> None:
    joints = stick_figure(np.full(9, 78), np.full(9, 210), lean=-90)
    body = Landmarks.of(joints.time_s, joints.xy)
    assert ("thigh_drop_trigonometric", Side.LEFT) not in recording_from(body).traces
    ends = [np.tile(end, (9, 1)) for end in ([100.0, 330.0], [400.0, 330.0])]
    found = recording_from(body.with_points(TABLE, ends))
    drop = found.traces["thigh_drop_trigonometric", Side.LEFT].angle_deg
    assert drop == pytest.approx(np.full(9, 12), abs=0.01)


def test_the_edge_of_the_table_can_be_set_by_hand(stick_figure: Figure) -> None:
    joints = stick_figure(np.full(9, 78), np.full(9, 210), lean=-90)
    body = Landmarks.of(joints.time_s, joints.xy, rate_hz=5.0)
    clicked = (Edit("table_left", 0.0, 300.0, frame=0), Edit("table_right", 100.0, 310.0, frame=3))
    found = recording_from(corrected(body, Edits("edits.json", clicked)))
    assert dict(found.source.facts)["level"] == "the edge of the table, 5.7 deg"
    wrong = body.with_points(TABLE, [np.tile(end, (9, 1)) for end in ([0.0, 0.0], [100.0, 0.0])])
    found = recording_from(corrected(wrong, Edits("edits.json", clicked)))
    assert dict(found.source.facts)["level"] == "the edge of the table, 5.7 deg"
