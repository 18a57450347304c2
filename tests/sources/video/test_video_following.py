"""Which network reads which picture, whom it follows, and how two readings become one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import pytest

from ilio.sources.video import following
from ilio.sources.video.anchors import Person
from ilio.sources.video.effort import DEFAULT, Effort, effort_named
from ilio.sources.video.film import Film
from ilio.sources.video.following import (
    Follower,
    Sighting,
    disagreement_deg,
    perhaps_exchanged,
)
from ilio.sources.video.frames import Frame
from ilio.sources.video.fusing import fuse, main_subject, moves_quickly
from ilio.sources.video.landmarks import EXCHANGED, Pose
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


def exchanged(found: Pose) -> Pose:
    return replace(found, xy=found.xy[EXCHANGED])


@dataclass
class Networks:
    """Stands in for detector and networks: what each would say of each picture."""

    full: list[float]
    heavy: list[float]
    lost: set[int] = field(default_factory=set)
    exchanged: set[int] = field(default_factory=set)
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
        found = pose((self.full if size == "full" else self.heavy)[self.now], flag=flag)
        return exchanged(found) if size == "full" and self.now in self.exchanged else found

    def read_mirrored(self, image: object, region: Region, size: str) -> Pose:
        self.asked.append((self.now, f"mirrored {size}"))
        return pose(self.heavy[self.now])

    def find_persons(self, image: object) -> list[Person]:
        self.looked.append(self.now)
        return [Person(0.9, (50.0, 50.0), (50.0, 10.0), (0, 0, 1, 1))]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[Networks], list[Sighting]]:
    def go(networks: Networks, effort: Effort = DEFAULT) -> list[Sighting]:
        monkeypatch.setattr(following, "read_pose", networks.read_pose)
        monkeypatch.setattr(following, "read_mirrored", networks.read_mirrored)
        monkeypatch.setattr(following, "find_persons", networks.find_persons)
        follower = Follower(effort)
        return [follower.look(frame) for frame in networks.frames()]

    return go


Runner = Callable[..., list[Sighting]]


def checked(seen: list[Sighting]) -> list[int]:
    return [i for i, s in enumerate(seen) if s.heavy]


def test_a_still_leg_is_checked_less_and_less_often_while_all_is_well(run: Runner) -> None:
    seen = run(Networks([90.0] * 24, [92.0] * 24))
    assert checked(seen) == [0, 1, 3, 7, 14, 21]  # the waits double up to 1.4 s
    assert all(s.full for s in seen)


def test_while_the_two_disagree_both_read_on(run: Runner) -> None:
    nets = Networks([90.0] * 8 + [5.0] * 6 + [91.0] * 6, [92.0] * 20)
    seen = run(nets)
    assert set(range(8, 15)) <= set(checked(seen))
    assert all(s.best and disagreement_deg(s.best, pose(92.0)) < 1 for s in seen[8:14])


def test_a_moving_leg_is_checked_at_once_and_then_less_often(run: Runner) -> None:
    angles = [0.0] * 9 + [25.0, 50.0, 75.0, 100.0, 125.0, 150.0] + [150.0] * 3
    seen = run(Networks(angles, angles))
    assert [i for i in checked(seen) if 8 < i < 15] == [9, 10, 12]


def test_each_pose_that_is_held_is_read_in_the_mirror_once_and_again_after_long(
    run: Runner,
) -> None:
    raise_ = [0.0] * 9 + [25.0, 50.0, 75.0, 100.0] + [100.0] * 60
    seen = run(Networks(raise_, raise_))
    mirrored = [i for i, s in enumerate(seen) if s.mirrored]
    assert mirrored[0] == 0
    assert 12 < mirrored[1] < 21  # at the first check once the leg is still again
    assert [(b - a) / 5 >= DEFAULT.mirror_s for a, b in pairwise(mirrored[1:])] == [True]
    assert all(seen[i].heavy for i in mirrored)


def test_exact_reads_each_check_in_the_mirror_but_not_while_the_two_disagree(run: Runner) -> None:
    nets = Networks([90.0] * 8 + [5.0] * 6 + [91.0] * 6, [92.0] * 20)
    seen = run(nets, effort_named("exact"))
    assert [i for i, s in enumerate(seen) if s.heavy and not s.mirrored] == list(range(8, 14))


def test_a_lost_person_is_looked_for_in_each_picture(run: Runner) -> None:
    nets = Networks([90.0] * 16, [90.0] * 16, lost={4, 5, 6})
    seen = run(nets)
    assert [i for i, s in enumerate(seen) if s.best is None] == [4, 5, 6]
    assert {5, 6, 7} <= set(nets.looked)


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


def mirrored(seen: list[Sighting], at: dict[int, float], shift: float) -> list[Sighting]:
    return [
        replace(s, mirrored=pose(at[i], shift=shift)) if i in at else s for i, s in enumerate(seen)
    ]


def test_every_picture_moves_half_way_to_what_the_mirror_showed() -> None:
    seen = sightings([90.0] * 11, dict.fromkeys((0, 5, 10), 90.0))
    joints = fuse(mirrored(seen, {5: 90.0}, shift=4.0))
    assert np.allclose(joints.xy[:, 0], 2.0)
    rising = [
        replace(s, mirrored=pose(90.0, shift=4.0)) if i == 0 else s for i, s in enumerate(seen)
    ]
    by = fuse(mirrored(rising, {10: 90.0}, shift=8.0)).xy[:, 0, 0]
    assert by == pytest.approx(np.linspace(2.0, 4.0, 11))


def test_a_mirror_that_shows_another_leg_moves_nothing() -> None:
    seen = sightings([90.0] * 11, dict.fromkeys((0, 5, 10), 90.0))
    assert (fuse(mirrored(seen, {5: 20.0}, shift=4.0)).xy[:, 0] == 0).all()


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


def test_stickers_are_looked_for_in_each_picture_only_where_two_were_seen(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for spots, looked in ((2, range(9)), (1, range(0, 9, 2))):
        monkeypatch.setattr(following, "marks_at_waist", lambda *_, n=spots: np.ones((n, 4)))
        seen = run(Networks([90.0] * 9, [90.0] * 9))
        assert [i for i, s in enumerate(seen) if s.marks is not None] == list(looked)


def test_stickers_are_looked_for_less_often_where_there_is_no_spot(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    spots = iter([0, 0, 0, 0, 1, 1])
    monkeypatch.setattr(following, "marks_at_waist", lambda *_: np.ones((next(spots), 4)))
    seen = run(Networks([90.0] * 32, [90.0] * 32))
    assert [i for i, s in enumerate(seen) if s.marks is not None] == [0, 4, 12, 20, 28, 30]


def test_legs_that_seem_to_change_places_are_checked_at_once(run: Runner) -> None:
    """The fast network puts the raised leg's joints on the other: no wait is long enough."""
    nets = Networks([90.0] * 20, [90.0] * 20, exchanged={5, 6})
    assert checked(run(Networks([90.0] * 20, [90.0] * 20))) == [0, 1, 3, 7, 14]
    assert {5, 7} <= set(checked(run(nets)))


@pytest.mark.parametrize(("before", "after", "told"), [(90, 90, False), (60, 90, False)])
def test_a_leg_on_the_move_is_not_taken_for_the_other(
    before: float, after: float, told: bool
) -> None:
    assert perhaps_exchanged(pose(before), pose(after)) is told
    assert perhaps_exchanged(pose(before), exchanged(pose(after)))
