"""The arithmetic of the camera's validation, on truth files made on the spot."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ilio.core import ReadError, Side, UnknownNameError
from ilio.observations import AngleTrace, Recording, Source
from ilio.validation.camera_rows import AS_IT_IS, Compared, FilmRow, coverages, film_rows, row_of
from ilio.validation.film_truth import FilmTruth
from ilio.validation.film_variants import VARIANTS, write_variant

TIME_S = np.arange(0, 16, 0.1)
THIGH_DEG = np.interp(TIME_S, [0, 2, 3, 14, 15], [0, 0, 100, 100, 0])


def truth(kind: str = "A", thigh: object = THIGH_DEG) -> FilmTruth:
    def leg(angle: float) -> dict[str, Any]:
        return {"thigh_elev": angle, "knee_flex": 5.0, "img": {"thigh_elev": angle + 1}}

    frames = [
        {"t": t, "L": leg(a), "R": leg(0.0), "trunk_lean": 2.0, "pelvis_post_tilt": 4.0}
        for t, a in zip(TIME_S, np.broadcast_to(np.asarray(thigh), TIME_S.shape), strict=True)
    ]
    table = {"kind": kind, "test_leg": "L", "near_side": "L", "truth": frames}
    return FilmTruth(Path("made.mp4"), table)


def read(angle: object, side: Side = Side.LEFT, *, sd: float = 2.0) -> Recording:
    trace = AngleTrace.of(TIME_S, np.broadcast_to(np.asarray(angle), TIME_S.shape), sd_deg=sd)
    return Recording(Source("video", "made.mp4", "video"), {("thigh_elevation", side): trace})


def test_a_film_read_without_error_has_none() -> None:
    row = row_of(truth(), read(THIGH_DEG))
    assert (row.unflagged_s, row.wrong_side_s) == (0.0, 0.0)
    assert all(c.error == pytest.approx(0) for c in row.compared)
    assert row.of("thigh_elevation_hold") is not None and row.of("trunk_lean_change") is None


def test_a_stretch_that_is_far_off_is_timed_unless_its_error_says_so() -> None:
    angle = THIGH_DEG.copy()
    angle[60:81] = 60.0
    assert row_of(truth(), read(angle)).unflagged_s == pytest.approx(2.0)
    assert row_of(truth(), read(angle, sd=40.0)).unflagged_s == 0.0
    angle[60:81] = np.nan
    assert row_of(truth(), read(angle)).unflagged_s == 0.0


def test_the_wrong_side_counts_only_clear_of_level() -> None:
    near, clear = np.where(THIGH_DEG > 90, 92.0, THIGH_DEG), np.where(THIGH_DEG > 90, 97.0, 0.0)
    low = np.where(THIGH_DEG > 90, 80.0, THIGH_DEG)
    assert row_of(truth(thigh=near), read(low)).wrong_side_s == 0.0
    assert row_of(truth(thigh=clear), read(low)).wrong_side_s > 9.0


def test_the_first_fault_counts_only_where_the_truth_is_clear_of_level() -> None:
    sinks = np.interp(TIME_S, [0, 2, 3, 13, 15], [0, 0, 100, 80, 0])  # 2 deg a second, level at 8 s
    assert row_of(truth(thigh=sinks), read(sinks)).fault_off_s == 0.0
    assert row_of(truth(thigh=sinks), read(sinks - 2.0)).fault_off_s == 0.0
    # 8 deg too low: lost 4 s early, of which 3 deg or 1.5 s are forgiven
    early = row_of(truth(thigh=sinks), read(np.where(sinks > 60, sinks - 8.0, sinks)))
    assert early.fault_off_s == pytest.approx(2.5, abs=0.2)
    late = row_of(truth(thigh=sinks), read(np.where(sinks > 60, sinks + 8.0, sinks)))
    assert late.fault_off_s == pytest.approx(2.5, abs=0.5)


def test_the_mirror_exchanges_the_sides() -> None:
    mirrored = truth().mirrored()
    assert mirrored.tested is Side.RIGHT and mirrored.near is Side.RIGHT
    assert mirrored.leg_deg(Side.RIGHT, "thigh_elev").max() == 100.0
    row = row_of(mirrored, read(THIGH_DEG, Side.RIGHT))
    assert row.near and all(c.error == pytest.approx(0) for c in row.compared)


def test_the_pelvis_is_true_whatever_the_film_shows_of_it() -> None:
    found = truth("B", 80.0).quantities(read(80.0))
    assert found is not None
    assert found[1]["thigh_drop"] == pytest.approx(10.0)
    assert found[1]["pelvic_tilt"] == -4.0
    assert found[1]["hip_extension"] == pytest.approx(14.0)


def test_coverage_by_others_leaves_the_own_film_out() -> None:
    def row(film: str, error: float) -> FilmRow:
        drop = Compared("thigh_drop", error, error - 3, error + 3, 0.0)
        return FilmRow(film, AS_IT_IS, True, (drop,))

    held = coverages([row("a", 1.0), row("a", -1.0), row("b", 1.0), row("c", 20.0)])[0]
    assert (held.count, held.covered) == (4, 0.75)
    assert held.half_width == 3.0
    # without its own 20 deg, film c would have had an interval of 1.6 deg
    assert held.others_cover == 0.75


def test_a_folder_without_films_and_an_unknown_variant(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Choose the folder of the validation data"):
        list(film_rows(tmp_path))
    with pytest.raises(UnknownNameError, match="Did you mean 'blurred'"):
        write_variant(tmp_path / "a.mp4", "blured", tmp_path)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_stays_a_picture(name: str) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (60, 80, 3)).astype(np.uint8)
    made = VARIANTS[name](picture)
    assert made.dtype == np.uint8 and made.ndim == 3 and min(made.shape[:2]) >= 30
