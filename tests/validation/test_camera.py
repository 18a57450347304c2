"""The camera against films with known angles; the limits come from the error budget, not from the films."""

from pathlib import Path

import numpy as np
import pytest

from ilio.core import Z90, ReadError
from ilio.knowledge import budget
from ilio.validation.camera import ClipError, clip_errors

LEAST_COVERED = 0.85


def half_width_deg(channel: str, *, near: bool = True) -> float:
    """Half of the 90 % interval that a clip-wide error of this channel gets."""
    error = budget("video" if near else "video_far", channel)
    return Z90 * float(np.hypot(error.trial_sd, error.shared_sd))


def check(found: list[ClipError]) -> None:
    """What must hold of any set of films."""
    for e in found:
        assert e.side_right, e
        # A far-off sample that its own interval does not cover is a wrong confident number.
        assert e.far_off <= 1 or not e.near, e
        if e.tested:
            assert e.lost < 0.05, e
            assert abs(e.bias_deg) < half_width_deg(e.channel, near=e.near), e
    covered = [e.covered for e in found if e.tested]
    assert np.mean(covered) >= LEAST_COVERED


def read_all(folder: Path, pattern: str) -> list[ClipError]:
    films = sorted(folder.glob(pattern))
    assert films, f"no film {pattern} in {folder}"
    return [error for film in films for error in clip_errors(film)]


@pytest.mark.data
@pytest.mark.slow
def test_knee_raises(data_dir: Path) -> None:
    found = read_all(data_dir / "clips", "dev*_A*.mp4")
    check(found)
    thigh = [e.bias_deg for e in found if e.tested and e.channel == "thigh_elevation"]
    assert np.mean(np.abs(thigh)) < 2.0


@pytest.mark.data
@pytest.mark.slow
def test_thomas_tests_and_half_kneeling(data_dir: Path) -> None:
    found = read_all(data_dir / "clips", "dev*_[BD]*.mp4")
    check(found)
    thigh = [e.bias_deg for e in found if e.tested and e.channel == "thigh_elevation"]
    assert np.mean(np.abs(thigh)) < 2.0


@pytest.mark.data
@pytest.mark.slow
def test_running_in_place(data_dir: Path) -> None:
    found = read_all(data_dir / "clips", "dev_C*.mp4")
    check(found)
    peaks = [e.peak_deg for e in found if e.channel == "thigh_elevation"]
    assert np.abs(peaks).max() < half_width_deg("thigh_elevation")


@pytest.mark.data
@pytest.mark.slow
def test_the_example_visit(data_dir: Path) -> None:
    check(read_all(data_dir / "example_visit", "*.mp4"))


def test_a_film_without_truth(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.touch()
    with pytest.raises(ReadError, match=r"film\.truth\.json: expected the truth beside the film"):
        clip_errors(film)
