"""A whole film, from the file to the angles, on the project's own example."""

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ilio.core import ReadError, Side
from ilio.sources.video import read_video, reader
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import Joints
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.reader import is_fast
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
def seen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Lets `read_video` see a stick figure; returns the rates at which it asked to watch."""

    def let(joints: Joints, lost: set[int] | None = None) -> list[float]:
        rates: list[float] = []

        def watch(path: Path, rate_hz: float, progress: object) -> tuple[Film, list[Sighting]]:
            rates.append(rate_hz)
            return Film(600, 600, 30.0, 4.0, 0), sightings(joints, lost or set())

        monkeypatch.setattr(reader, "_watch", watch)
        return rates

    return let


def test_lost_pictures_are_lost_samples_and_are_told(
    stick_figure: Figure, seen: Callable[..., list[float]]
) -> None:
    seen(stick_figure(np.zeros(20), np.full(20, 90.0)), lost={4, 5})
    recording = read_video("film.mp4")
    for trace in recording.traces.values():
        assert np.flatnonzero(~trace.seen).tolist() == [4, 5]
    assert "The person was lost in 2 of 20 frames." in recording.notes


def test_somebody_who_was_hardly_ever_seen_is_nobody(
    stick_figure: Figure, seen: Callable[..., list[float]]
) -> None:
    seen(stick_figure(np.zeros(20), np.zeros(20)), lost=set(range(17)))
    with pytest.raises(ReadError, match="no person found in 17 of 20 frames"):
        read_video("film.mp4")


def test_running_is_read_again_at_every_picture_and_a_wish_is_kept(
    stick_figure: Figure, seen: Callable[..., list[float]]
) -> None:
    phase = np.arange(20) * 1.8
    runner = stick_figure(40 * np.sin(phase), -40 * np.sin(phase))
    rates = seen(runner)
    assert is_fast(runner)
    read_video("film.mp4")
    assert rates == [5.0, 30.0]
    rates.clear()
    read_video("film.mp4", rate_hz=8.0)
    assert rates == [8.0]


def test_a_raise_and_hold_is_not_running(stick_figure: Figure) -> None:
    thigh = np.concatenate([np.zeros(5), [30.0, 60.0], np.full(20, 95.0)])
    assert not is_fast(stick_figure(np.zeros(27), thigh))


def test_depth_that_contradicts_the_view_stops_the_test(
    stick_figure: Figure, seen: Callable[..., list[float]]
) -> None:
    joints = stick_figure(np.zeros(20), np.full(20, 90.0))  # faces right: the right side is near
    for right, state in ((-20.0, "pass"), (20.0, "fail")):
        joints.depth[:, [12, 24]] = right
        seen(joints)
        gate = next(g for g in read_video("film.mp4").gates if g.gate == "which leg")
        assert gate.state == state
