"""How many pictures are looked at: few of a hold, more of a raise, all of running."""

from collections.abc import Callable, Iterable, Iterator

import av
import numpy as np
import pytest

from ilio.sources.video import pacing
from ilio.sources.video.effort import DEFAULT, EFFORTS, Effort
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.frames import Frame, Shot
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.pacing import paced, turned_deg
from ilio.sources.video.regions import Region

PICTURE = av.VideoFrame(96, 64, "yuv420p")
Thigh = Callable[[float], float]


def pose(thigh_deg: float, other_deg: float = 0.0) -> Pose:
    """Both thighs at their angles, all else straight."""
    xy = np.zeros((35, 2))
    for knee, angle in ((25, other_deg), (26, thigh_deg)):
        xy[knee] = [100 * np.sin(np.radians(angle)), 100 * np.cos(np.radians(angle))]
        xy[knee + 2] = xy[knee] + [0, 100]
    ones = np.ones(35)
    return Pose(xy, ones, ones, ones, 1.0, Region(50, 50, 100, 0))


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Times of the pictures that are looked at, of a film in which the thigh moves as given."""

    def of(
        thigh: Thigh,
        effort: Effort = DEFAULT,
        *,
        rate_hz: float = 30.0,
        seconds: float = 6.0,
        agree: bool = True,
        other: Thigh = lambda _: 0.0,
    ) -> list[float]:
        class Stub:
            in_agreement = agree

            def __init__(self, effort: Effort) -> None: ...

            def look(self, frame: Frame) -> Sighting:
                at = frame.time_s
                return Sighting(at, pose(thigh(at), other(at)), None, 1, 1)

            def look_between(self, frames: Iterable[Frame], before: Sighting) -> Iterator[Sighting]:
                return (self.look(frame) for frame in frames)

        monkeypatch.setattr(pacing, "Follower", Stub)
        film = Film(96, 64, rate_hz, seconds, 0)
        shots = (Shot(i / rate_hz, PICTURE, film) for i in range(round(seconds * rate_hz)))
        found = [s.time_s for s in paced(shots, effort)]
        assert found == sorted(set(found))
        return found

    return of


Times = Callable[..., list[float]]


def a_raise(time_s: float) -> float:
    return float(np.interp(time_s, [2, 3], [0, 95]))


def running(time_s: float) -> float:
    return 40 + 40 * float(np.sin(2 * np.pi * time_s / 0.7))


def test_a_hold_is_looked_at_five_times_a_second(times: Times) -> None:
    assert np.diff(times(lambda t: 95.0)) == pytest.approx(0.2)


def test_a_raise_is_looked_at_ten_times_a_second_while_it_lasts(times: Times) -> None:
    found = np.array(times(a_raise))
    moving = found[(found > 2.01) & (found < 3.01)]
    assert np.diff(moving) == pytest.approx(0.1)
    assert np.diff(found[found > 3.01]) == pytest.approx(0.2)


def test_running_is_looked_at_in_every_picture(times: Times) -> None:
    found = np.array(times(running))
    assert np.diff(found[found > 1.0]) == pytest.approx(1 / 30)


@pytest.mark.parametrize(
    ("half_swing_deg", "stride_s", "runs"), [(30, 0.72, True), (42, 0.72, True), (22, 1.1, False)]
)
def test_legs_that_alternate_run_or_walk(
    times: Times, half_swing_deg: float, stride_s: float, runs: bool
) -> None:
    """Of two thighs that swing against each other neither turns far before they look exchanged."""

    def swing(time_s: float) -> float:
        return half_swing_deg * float(np.sin(2 * np.pi * time_s / stride_s))

    found = np.array(times(swing, other=lambda at: -swing(at)))
    spacing = np.diff(found[found > 2.5])
    assert (spacing == pytest.approx(1 / 30)) is runs
    assert spacing.max() < 0.21


def test_slow_motion_is_thinned_to_what_running_needs(times: Times) -> None:
    found = np.array(times(running, rate_hz=240.0))
    assert np.diff(found[found > 1.0]) == pytest.approx(1 / 60)


def test_one_jump_alone_is_no_running(times: Times) -> None:
    found = np.array(times(lambda t: 0.0 if t < 3 else 60.0))
    assert np.diff(found[found > 3.3]) == pytest.approx(0.2)


def test_the_two_ends(times: Times) -> None:
    assert np.diff(times(a_raise, EFFORTS["fast"])) == pytest.approx(0.2)
    assert np.diff(times(lambda t: 0.0, EFFORTS["exact"])) == pytest.approx(1 / 30)


def test_in_doubt_nothing_is_filled_in_and_running_goes_no_faster_than_both_can_read(
    times: Times,
) -> None:
    found = np.array(times(a_raise, agree=False))
    assert np.diff(found[(found > 2.5) & (found < 3.3)]) == pytest.approx(0.2)
    still = np.concatenate([np.diff(found[found < 2.3]), np.diff(found[found > 3.5])])
    assert still == pytest.approx(0.4)  # both networks cost much and nothing moves
    found = np.array(times(running, agree=False))
    assert np.diff(found[found > 1.0]) == pytest.approx(0.1)


def test_a_film_of_few_pictures_is_looked_at_as_it_is(times: Times) -> None:
    assert len(times(a_raise, rate_hz=4.0)) == 24


def test_legs_that_change_labels_have_not_moved() -> None:
    one, other = pose(60.0), pose(60.0)
    other.xy[[25, 26, 27, 28]] = one.xy[[26, 25, 28, 27]]
    assert turned_deg(one, other) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)
    assert turned_deg(one, pose(70.0)).thigh == pytest.approx(10.0)
    assert turned_deg(one, pose(70.0)).both_thighs == pytest.approx(0.0)
