"""A label that a file gives twice: neither copy is silently taken for the other."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from marker_files import write_c3d, write_trc
from marker_person import person, ramp

from ilio.core import ReadError, Side
from ilio.sources import read_recording

RAISED = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=90)
GHOST = np.tile([600.0, 300.0, 40.0], (60, 1))
Write = Callable[..., Path]


@pytest.fixture(params=["trc", "c3d"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Write:
    """Writes markers with one more of a given label, before or after the true one."""

    def made(label: str, extra: np.ndarray, first: bool = False) -> Path:
        more = {"extra": extra}
        markers = more | RAISED if first else RAISED | more
        names = [label if name == "extra" else name for name in markers]
        if request.param == "trc":
            return write_trc(tmp_path / "a.trc", markers, names=names)
        return write_c3d(tmp_path / "a.c3d", markers, names=names)

    return made


def peak(path: Path) -> float:
    return float(np.nanmax(read_recording(path).trace("thigh_elevation", Side.LEFT).angle_deg))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("label", ["LKNE", "LASI", "C7", "RANK"])
def test_two_markers_of_a_needed_name_are_refused(write: Write, label: str, first: bool) -> None:
    expected = rf"each name once, got '{label}' several times. Rename or delete the wrong one"
    with pytest.raises(ReadError, match=expected):
        read_recording(write(label, GHOST, first))


@pytest.mark.parametrize("first", [True, False])
def test_an_empty_copy_and_an_equal_one_do_no_harm(write: Write, first: bool) -> None:
    for extra in (np.full((60, 3), np.nan), RAISED["LKNE"]):
        assert peak(write("LKNE", extra, first)) == pytest.approx(100, abs=0.1)


def test_a_repeated_name_that_nothing_needs_is_let_pass(write: Write, tmp_path: Path) -> None:
    more = {"A": GHOST, "B": GHOST + 5}
    names = [*RAISED, "*1", "*1"]
    file = write_trc(tmp_path / "b.trc", RAISED | more, names=names)
    assert peak(file) == pytest.approx(100, abs=0.1)


def test_a_copy_under_another_spelling_or_subject_is_refused(write: Write) -> None:
    with pytest.raises(ReadError, match="one person in the marker file, got 'LKNE' and 'lkne'"):
        read_recording(write("lkne", GHOST))
    with pytest.raises(ReadError, match="got 'LKNE' and 'Ben:LKNE'"):
        read_recording(write("Ben:LKNE", GHOST))
