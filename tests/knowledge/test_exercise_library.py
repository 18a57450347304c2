"""The exercise library: every entry whole, every link two-way, every dose with its source."""

from graphlib import TopologicalSorter
from typing import get_args

import pytest
from pydantic import ValidationError

from ilio import knowledge
from ilio.core import UnknownNameError
from ilio.knowledge.dose_book import DoseRange
from ilio.knowledge.exercise_book import Exercise
from ilio.programmes.programme import Purpose

LIBRARY = knowledge.exercises()
DOSES = knowledge.doses()
OF_THE_ARTICLE = {
    "banded_press_away",
    "half_kneeling_stretch",
    "front_plank",
    "side_plank",
    "back_plank",
    "glute_bridge",
    "single_leg_squat",
}
each_exercise = pytest.mark.parametrize("e", LIBRARY.values(), ids=LIBRARY.keys())
each_dose = pytest.mark.parametrize("key", DOSES)


def test_the_library_holds_the_article_and_what_lies_around_it() -> None:
    assert LIBRARY.keys() >= OF_THE_ARTICLE
    assert len(LIBRARY) >= 26


def test_roles_are_the_purposes_of_a_plan_and_each_one_is_served() -> None:
    assert set(get_args(knowledge.Role)) == set(get_args(Purpose))
    assert {role for e in LIBRARY.values() for role in e.roles} == set(get_args(knowledge.Role))


@each_exercise
def test_links_go_both_ways(e: Exercise) -> None:
    assert all(e.key in LIBRARY[harder].regression for harder in e.progression)
    assert all(e.key in LIBRARY[easier].progression for easier in e.regression)


def test_links_have_no_circle() -> None:
    order = list(TopologicalSorter({k: e.regression for k, e in LIBRARY.items()}).static_order())
    assert len(order) == len(LIBRARY)


def test_what_the_hip_flexors_are_trained_with_has_an_easier_and_a_harder_end() -> None:
    strength = [e for e in LIBRARY.values() if "strength" in e.roles]
    assert all(e.progression or e.regression for e in strength)


@each_exercise
def test_the_range_of_an_exercise_is_a_range(e: Exercise) -> None:
    check_range(e.dose)


@each_exercise
def test_words_are_short_enough_to_follow(e: Exercise) -> None:
    assert all(len(cue) < 90 for cue in e.cues)
    assert len(e.set_up) < 200
    assert e.tempo


def test_a_fourth_cue_is_refused() -> None:
    whole = LIBRARY["front_plank"].model_dump()
    with pytest.raises(ValidationError, match="at most 3"):
        Exercise.model_validate(whole | {"cues": ["a", "b", "c", "d"]})


@each_dose
def test_a_dose_is_a_range_with_limits_it_can_keep(key: str) -> None:
    dose = DOSES[key]
    check_range(dose)
    if dose.bout_s_most and dose.hold_s_high:
        assert dose.hold_s_high <= dose.bout_s_most
    if dose.session_s_most and dose.hold_s_high:
        assert dose.sets_high * dose.hold_s_high <= dose.session_s_most
    if dose.session_s_most and dose.week_s_most:
        assert dose.session_s_most <= dose.week_s_most


@each_dose
def test_a_dose_names_exercises_that_serve_it(key: str) -> None:
    dose = DOSES[key]
    assert dose.exercises
    assert all(dose.purpose in knowledge.exercise(name).roles for name in dose.exercises)


@each_dose
def test_further_sources_exist(key: str) -> None:
    assert set(DOSES[key].sources) <= knowledge.references().keys()


def test_every_purpose_has_a_dose() -> None:
    assert {dose.purpose for dose in DOSES.values()} == set(get_args(knowledge.Role))


def test_the_band_goes_from_15_to_8_repetitions_in_six_weeks() -> None:
    weeks = [knowledge.dose(f"strength.weeks_{w}") for w in ("1_2", "3_4", "5_6")]
    assert [d.reps_high for d in weeks] == [15, 12, 8]
    assert [d.last_week for d in weeks] == [2, 4, 6]
    assert all(f"{d.reps_high} RM" in d.load for d in weeks)
    assert (weeks[0].source, weeks[2].source) == ("thorborg2016", "thorborg2016")
    assert all(d.days_high == 3 for d in weeks)


def test_stretching_keeps_the_limits_of_the_trials() -> None:
    before, after = knowledge.dose("length.before_run"), knowledge.dose("length.after_run")
    away = knowledge.dose("length.away")
    assert (before.hold_s_low, before.bout_s_most, before.session_s_most) == (6, 60, 120)
    assert after.hold_s_low == 30
    assert (away.hold_s_low, away.hold_s_high) == (30, 60)
    assert (away.session_s_most, away.week_s_most) == (240, 600)


def test_longer_sitting_asks_for_more_breaks() -> None:
    less = knowledge.dose("movement_break.from_4_hours")
    more = knowledge.dose("movement_break.from_8_hours")
    assert less.sitting_to_hours == more.sitting_from_hours
    assert less.every_s is not None and more.every_s is not None
    assert more.every_s < less.every_s


def test_a_wrong_dose_is_told_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"a dose .*Did you mean 'length\.away'"):
        knowledge.dose("lenght.away")


def check_range(dose: DoseRange) -> None:
    pairs = [
        (dose.sets_low, dose.sets_high),
        (dose.reps_low, dose.reps_high),
        (dose.hold_s_low, dose.hold_s_high),
    ]
    for low, high in pairs:
        assert (low is None) == (high is None)
        assert low is None or high is None or 0 < low <= high
    assert (dose.reps_low if dose.unit == "repetitions" else dose.hold_s_low) is not None
