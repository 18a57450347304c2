"""The detector's numbers become persons."""

import numpy as np
import pytest

from ilio.sources.video.anchors import anchor_centres, decode, overlap


def planted(*hits: tuple[int, float]) -> tuple[np.ndarray, np.ndarray]:
    raw, logits = np.zeros((2254, 12), np.float32), np.full(2254, -100.0, np.float32)
    for anchor, logit in hits:
        logits[anchor] = logit
        raw[anchor, 2:4] = 56  # a box of a quarter of the picture
        raw[anchor, 6:8] = (0, -22.4)  # reach: a tenth of the picture above the hips
    return raw, logits


def test_the_anchors_cover_the_picture_two_a_cell() -> None:
    centres = anchor_centres()
    assert centres.shape == (2254, 2)
    assert np.allclose(centres[:2], 0.5 / 28)
    assert np.allclose(centres[-6:], 6.5 / 7)
    assert centres.min() > 0 and centres.max() < 1


def test_a_planted_person_is_found_where_its_anchor_is() -> None:
    anchor = 28 * 2 * 10 + 2 * 5
    (person,) = decode(*planted((anchor, 3.0)))
    x, y = anchor_centres()[anchor]
    assert person.centre == pytest.approx((x, y))
    assert person.reach == pytest.approx((x, y - 0.1))
    assert person.score == pytest.approx(1 / (1 + np.exp(-3)))


def test_doubles_become_one_and_two_people_stay_two() -> None:
    assert len(decode(*planted((570, 3.0), (571, 2.0)))) == 1
    persons = decode(*planted((570, 1.0), (1500, 3.0)))
    assert len(persons) == 2
    assert persons[0].score > persons[1].score


def test_a_weak_score_is_nobody_and_a_huge_one_does_not_overflow() -> None:
    assert decode(*planted((570, -0.01))) == []
    assert decode(*planted((570, 5000.0)))[0].score == pytest.approx(1.0)


def test_boxes_that_do_not_touch_share_nothing() -> None:
    far = np.array([[5.0, 5.0, 6.0, 6.0], [0.0, 0.0, 1.0, 1.0]])
    assert overlap(np.array([0.0, 0.0, 1.0, 1.0]), far) == pytest.approx([0.0, 1.0])
