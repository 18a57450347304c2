"""A whole film, from the file to the angles, on the project's own example."""

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ilio.core import ReadError, Side, UnknownNameError
from ilio.sources.video import ending, read_video, reader
from ilio.sources.video.effort import Effort
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import Joints
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.recording import UNMEASURED
from ilio.sources.video.regions import Region

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "visit"
Figure = Callable[..., Joints]


def test_a_lying_person_is_read_within_the_error_that_is_stated() -> None:
    film = EXAMPLE / "visit_thomas_left.mp4"
    recording = pickle.loads(pickle.dumps(read_video(film)))
    assert recording.source.device == "video"
    assert recording.source.rate_hz == pytest.approx(5.0)
    assert dict(recording.source.facts)["near side"].startswith("left")
    assert all(gate.state == "pass" for gate in recording.gates)
    thigh = recording.trace("thigh_elevation", Side.LEFT)
    known = 90 + 12  # the example's README: hovers 12 deg above level
    half = 1.645 * np.hypot(thigh.trial_sd_deg, thigh.shared_sd_deg)
    assert abs(np.median(thigh.angle_deg) - known) < half
    hugged = recording.trace("thigh_elevation", Side.RIGHT).angle_deg
    assert np.median(hugged) > 180
    assert np.median(recording.trace("trunk_lean").angle_deg) == pytest.approx(-90, abs=8)
    for channel, why in UNMEASURED.items():
        assert recording.trace(channel, Side.LEFT) is None
        assert recording.why_not(channel) == why


def sightings(joints: Joints, lost: set[int]) -> list[Sighting]:
    """What following would have given for a stick figure."""
    found = []
    for i, (time, xy) in enumerate(zip(joints.time_s, joints.xy, strict=True)):
        body = np.concatenate([xy, [[300.0, 300.0], [300.0, 60.0]]])
        ones = np.ones(35)
        depth = np.concatenate([joints.depth[i], [0.0, 0.0]])
        pose = Pose(body, ones, depth, ones, 1.0, Region(300, 300, 500, 0))
        found.append(Sighting(float(time), None if i in lost else pose, None, 0, 1))
    return found


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Lets `read_video` see a stick figure; returns the efforts with which it looked."""

    def let(joints: Joints, lost: set[int] | None = None) -> list[str]:
        efforts: list[str] = []

        def sight(path: Path, effort: Effort, **how: object) -> tuple[Film, list[Sighting]]:
            efforts.append(effort.name)
            return Film(600, 600, 30.0, 4.0, 0), sightings(joints, lost or set())

        monkeypatch.setattr(reader, "sight", sight)
        monkeypatch.setattr(ending, "states_its_end", lambda path: True)  # there is no file
        return efforts

    return let


def test_lost_pictures_are_lost_samples_and_are_told(
    stick_figure: Figure, seen: Callable[..., list[str]]
) -> None:
    seen(stick_figure(np.zeros(20), np.full(20, 90.0)), lost={4, 5})
    recording = read_video("film.mp4")
    for trace in recording.traces.values():
        assert np.flatnonzero(~trace.seen).tolist() == [4, 5]
    assert "The person was lost in 2 of 20 frames." in recording.notes


def test_somebody_who_was_hardly_ever_seen_is_nobody(
    stick_figure: Figure, seen: Callable[..., list[str]]
) -> None:
    seen(stick_figure(np.zeros(20), np.zeros(20)), lost=set(range(17)))
    with pytest.raises(ReadError, match="no person found in 17 of 20 frames"):
        read_video("film.mp4")


def test_the_effort_asked_for_is_the_effort_made(
    stick_figure: Figure, seen: Callable[..., list[str]]
) -> None:
    efforts = seen(stick_figure(np.zeros(20), np.full(20, 90.0)))
    for effort in ("default", "fast", "exact"):
        read_video("film.mp4", effort=effort)
    assert efforts == ["default", "fast", "exact"]
    with pytest.raises(UnknownNameError, match="Did you mean 'exact'"):
        read_video("film.mp4", effort="exakt")


def test_depth_that_contradicts_the_view_stops_the_test(
    stick_figure: Figure, seen: Callable[..., list[str]]
) -> None:
    joints = stick_figure(np.zeros(20), np.full(20, 90.0))  # faces right: the right side is near
    for right, state in ((-20.0, "pass"), (20.0, "fail")):
        joints.depth[:, [12, 24]] = right
        seen(joints)
        gate = next(g for g in read_video("film.mp4").gates if g.gate == "which leg")
        assert gate.state == state
