"""Which network reads which picture, whom it follows, and how two readings become one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from ilio.sources.video import following
from ilio.sources.video.anchors import Person
from ilio.sources.video.film import Film
from ilio.sources.video.following import CHECK_EVERY, Sighting, choose, disagreement_deg, follow
from ilio.sources.video.frames import Frame
from ilio.sources.video.fusing import fuse, main_subject, moves_quickly
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.regions import Region

BLANK = np.zeros((4, 4, 4), dtype=np.uint8)
FILM = Film(2, 2, 5.0, 4.0, 0)


def pose(thigh_deg: float, *, shift: float = 0.0, flag: float = 1.0, side: float = 100.0) -> Pose:
    """The right thigh at an angle, all else straight."""
    xy = np.zeros((35, 2))
    xy[25], xy[27] = [0, 100], [0, 200]
    xy[26] = [100 * np.sin(np.radians(thigh_deg)), 100 * np.cos(np.radians(thigh_deg))]
    xy[28] = xy[26] + [0, 100]
    ones = np.ones(35)
    return Pose(xy + shift, ones, ones, ones, flag, Region(50, 50, side, 0))


@dataclass
class Networks:
    """Stands in for detector and networks: what each would say of each picture."""

    full: list[float]
    heavy: list[float]
    lost: set[int] = field(default_factory=set)
    asked: list[tuple[int, str]] = field(default_factory=list)
    looked: list[int] = field(default_factory=list)
    now: int = -1

    def frames(self) -> Iterator[Frame]:
        for i in range(len(self.full)):
            self.now = i
            yield Frame(i / 5, BLANK, FILM)

    def read_pose(self, image: object, region: Region, size: str) -> Pose:
        self.asked.append((self.now, size))
        flag = 0.1 if self.now in self.lost else 1.0
        return pose((self.full if size == "full" else self.heavy)[self.now], flag=flag)

    def find_persons(self, image: object) -> list[Person]:
        self.looked.append(self.now)
        return [Person(0.9, (50.0, 50.0), (50.0, 10.0), (0, 0, 1, 1))]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[Networks], list[Sighting]]:
    def go(networks: Networks) -> list[Sighting]:
        monkeypatch.setattr(following, "read_pose", networks.read_pose)
        monkeypatch.setattr(following, "find_persons", networks.find_persons)
        return list(follow(networks.frames()))

    return go


Runner = Callable[[Networks], list[Sighting]]


def test_a_still_leg_is_checked_now_and_then_only(run: Runner) -> None:
    nets = Networks([90.0] * 16, [92.0] * 16)
    seen = run(nets)
    assert [i for i, s in enumerate(seen) if s.heavy] == [0, CHECK_EVERY, 2 * CHECK_EVERY]
    assert all(s.full for s in seen)


def test_while_the_two_disagree_the_heavy_one_reads_on(run: Runner) -> None:
    nets = Networks([90.0] * 6 + [5.0] * 12, [92.0] * 18)
    seen = run(nets)
    assert all(s.heavy for s in seen[6:])
    alone = [i for i in range(7, 18) if seen[i].full is None]
    assert len(alone) >= 7


def test_a_moving_leg_is_read_by_both(run: Runner) -> None:
    angles = [0.0] * 4 + [25.0, 50.0, 75.0] + [90.0] * 4
    seen = run(Networks(angles, angles))
    assert all(s.heavy and s.full for s in seen[4:8])


def test_a_lost_person_is_looked_for_in_each_picture(run: Runner) -> None:
    nets = Networks([90.0] * 16, [90.0] * 16, lost={4, 5, 6})
    seen = run(nets)
    assert [i for i, s in enumerate(seen) if s.best is None] == [4, 5, 6]
    assert {5, 6, 7} <= set(nets.looked)


def test_the_larger_person_is_taken_and_kept_until_somebody_clearly_larger() -> None:
    def person(x: float, size: float) -> Person:
        return Person(0.9, (x, 0.0), (x, -size), (0, 0, 1, 1))

    first, is_new = choose([person(0, 20), person(300, 30)], None)
    assert first is not None and first.x == 300 and is_new
    assert choose([person(0, 40), person(300, 30)], first) == (first, False)
    other, is_new = choose([person(0, 60), person(300, 30)], first)
    assert other is not None and other.x == 0 and is_new
    assert choose([], first) == (first, False)


def sightings(full: list[float], heavy: dict[int, float], shift: float = 0.0) -> list[Sighting]:
    return [
        Sighting(i / 5, pose(angle), pose(heavy[i], shift=shift) if i in heavy else None, 0, 1)
        for i, angle in enumerate(full)
    ]


def test_between_two_checks_the_full_reading_is_set_right() -> None:
    joints = fuse(sightings([90.0] * 11, dict.fromkeys((0, 5, 10), 90.0), shift=3.0))
    assert np.allclose(joints.xy, joints.xy[0])
    assert np.allclose(joints.xy[0, 0], 3.0)
    assert (joints.doubt_deg == 0).all()


def test_pictures_beside_a_check_that_disagreed_carry_the_doubt() -> None:
    joints = fuse(sightings([90.0] * 11, {0: 90.0, 5: 90.0, 10: 30.0}))
    assert joints.doubt_deg[6:10] == pytest.approx([60.0] * 4)
    assert (joints.doubt_deg[:6] == 0).all()
    assert joints.doubt_deg[10] == 0


def test_a_running_leg_is_not_moved_by_what_a_check_found_at_another_phase() -> None:
    swing = (45 + 45 * np.sin(np.arange(30))).tolist()
    seen = sightings(swing, {i: swing[i] for i in (0, 10, 20)} | {25: -80.0}, shift=3.0)
    assert moves_quickly(seen)
    joints = fuse(seen)
    assert (joints.xy[:25, 0] == 0).all()
    assert joints.xy[25, 0].tolist() == [3.0, 3.0]  # where they disagree the heavy one still holds


def test_one_raise_is_not_running() -> None:
    raise_ = [0.0] * 10 + [30.0, 60.0] + [90.0] * 20
    assert not moves_quickly(sightings(raise_, {}))


def test_only_the_main_subject_is_kept() -> None:
    small = [Sighting(i / 5, pose(0, side=50.0), None, 1, 2) for i in range(6)]
    large = [Sighting(i / 5, pose(90), None, 2, 2) for i in range(6, 10)]
    assert main_subject(small + large) == 2
    assert fuse(small + large).seen.tolist() == [False] * 6 + [True] * 4


def test_disagreement_is_the_worst_segment_and_knows_full_turns() -> None:
    assert disagreement_deg(pose(179), pose(-179)) == pytest.approx(2.0)
    assert disagreement_deg(pose(90), pose(60)) == pytest.approx(30.0)
