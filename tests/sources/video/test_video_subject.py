"""Whom the camera follows: size, place, sureness, and being found again."""

from pathlib import Path

import numpy as np
import pytest

from ilio.sources.video import watch
from ilio.sources.video.anchors import Person
from ilio.sources.video.following import Sighting
from ilio.sources.video.fusing import fuse, main_subject, sideways
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.regions import Region
from ilio.sources.video.skeleton import HIPS, SHOULDERS
from ilio.sources.video.subject import DOUBTFUL_S, LOOK_AGAIN_S, MISSES, Subject, same_place

SIZE = (600, 400)


def person(x: float, size: float = 40.0, score: float = 0.9, y: float = 200.0) -> Person:
    return Person(score, (x, y), (x, y - size), (0, 0, 1, 1))


def pose(across: float, *, side: float = 100.0) -> Pose:
    """A trunk 100 px long, its shoulders so far apart."""
    xy, ones = np.zeros((35, 2)), np.ones(35)
    xy[list(HIPS)] = [0, 0]
    xy[list(SHOULDERS)] = [[across / 2, -100], [-across / 2, -100]]
    return Pose(xy, ones, ones, ones, 1.0, Region(50, 50, side, 0))


def test_the_larger_person_is_taken_and_kept_until_somebody_clearly_larger() -> None:
    subject = Subject(SIZE)
    first = subject.choose(0.0, [person(100, 20), person(300, 30)], None)
    assert first is not None and first.x == 300 and subject.number == 1
    assert subject.choose(2.0, [person(100, 40), person(300, 30)], first) == first
    other = subject.choose(4.0, [person(100, 60), person(300, 30)], first)
    assert other is not None and other.x == 100 and subject.number == 2
    assert subject.choose(6.0, [], other) == other


def test_of_two_alike_the_one_in_the_middle_is_taken() -> None:
    found = Subject(SIZE).choose(0.0, [person(20), person(310)], None)
    assert found is not None and found.x == 310


def test_a_person_who_is_not_found_again_is_looked_for_more_often() -> None:
    subject = Subject(SIZE)
    region = subject.choose(0.0, [person(300)], None)
    assert not subject.due(LOOK_AGAIN_S - 0.1, region)
    subject.choose(2.0, [], region)
    assert subject.due(2.0 + DOUBTFUL_S, region)
    subject.choose(2.4, [person(300)], region)
    assert not subject.due(2.4 + DOUBTFUL_S, region)


def test_a_poster_gives_way_to_a_person_but_one_missed_look_does_not() -> None:
    subject = Subject(SIZE)
    poster = subject.choose(0.0, [person(100, score=0.9)], None)
    walker = person(400)
    for look in range(1, MISSES):
        assert subject.choose(2.0 + look, [walker], poster) == poster
    taken = subject.choose(9.0, [walker], poster)
    assert taken is not None and taken.x == 400 and subject.number == 2


def test_a_doubtful_first_find_has_to_be_found_again_soon() -> None:
    subject = Subject(SIZE)
    ball = subject.choose(0.0, [person(100, score=0.55)], None)
    assert subject.due(DOUBTFUL_S, ball)
    taken = subject.choose(DOUBTFUL_S, [person(400)], ball)
    assert taken is not None and taken.x == 400


def test_whoever_comes_back_to_his_place_gets_his_number_again() -> None:
    subject = Subject(SIZE)
    own = subject.choose(0.0, [person(300)], None)
    passing = subject.choose(2.0, [person(100, 90)], own)
    assert subject.number == 2
    subject.choose(4.0, [person(310)], None)
    assert subject.number == 1
    assert passing is not None and not same_place(passing, Region(300, 200, 100, 0))


def test_a_body_seen_from_the_side_counts_for_more() -> None:
    assert sideways(pose(0)) == 1 > sideways(pose(40)) > sideways(pose(95)) > 0
    front = [Sighting(i / 5, pose(70), None, 1, 1) for i in range(8)]
    side = [Sighting(i / 5, pose(5), None, 2, 1) for i in range(8, 14)]
    assert main_subject(front + side) == 2
    joints = fuse(front + side)
    assert joints.persons.tolist() == [2.0] * 8 + [1.0] * 6
    assert not joints.seen[:8].any()


@pytest.mark.data
@pytest.mark.slow
def test_the_walking_woman_is_followed_and_never_the_man_on_the_roof(data_dir: Path) -> None:
    found = watch(data_dir / "real_clips" / "sports2d_demo_walk.mp4")
    hips = (found.point("hip_left") + found.point("hip_right")) / 2
    ankles = np.fmax(found.point("ankle_left")[:, 1], found.point("ankle_right")[:, 1])
    seen = np.isfinite(hips[:, 0])
    frame = found.time_s * found.rate_hz
    # the grass on which she walks lies in the lower quarter, the roof in the upper half
    assert (ankles[seen] > 0.75 * found.height).all()
    assert ((frame[seen] > 45) & (frame[seen] < 215)).all()
    walks = (frame > 90) & (frame < 175)
    assert seen[walks].all()
    # from right to left, never back
    assert (np.diff(hips[walks, 0]) < 2).all()
    assert hips[walks, 0][0] - hips[walks, 0][-1] > 0.3 * found.width
