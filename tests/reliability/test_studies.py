"""What a study compares, what it holds the same, what it leaves out and what it refuses."""

import math
import re

import numpy as np
import pytest

from ilio.core import InputError, Side
from ilio.observations.study_row import StudyRow
from ilio.reliability import Study, agreement_of, error_size, hips_of, study_of


def row(person: int, value: float | None, **labels: object) -> StudyRow:
    labels = {"protocol": "thomas", "quantity": "hip_extension", "unit": "deg", **labels}
    return StudyRow(person=f"P{person:02}", value=value, **labels)


def two_sessions(people: int, **labels: object) -> list[StudyRow]:
    return [
        row(n, n + (s == "2") + n % 3, session=s, **labels) for n in range(people) for s in "12"
    ]


def compared(study: Study) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.device, one.facet, one.levels, one.held) for one in study.comparisons]


def test_sessions_are_compared_within_a_rater_and_raters_within_a_session() -> None:
    rows = [r for rater in "AB" for r in two_sessions(12, rater=rater, device="phone")]
    assert compared(study_of(rows)) == [
        ("phone", "session", ("1", "2"), ("rater A",)),
        ("phone", "session", ("1", "2"), ("rater B",)),
        ("phone", "rater", ("A", "B"), ("session 1",)),
        ("phone", "rater", ("A", "B"), ("session 2",)),
    ]


def test_trials_are_averaged_where_they_are_not_compared() -> None:
    rows = [
        row(n, n + (s == "2") * (t == "2"), session=s, trial=t)
        for n in range(12)
        for s in "12"
        for t in "12"
    ]
    sessions = study_of(rows).comparisons[0]
    assert sessions.results[0].pairs[0].agreement.bias.value == pytest.approx(0.5)
    trials = [one for one in study_of(rows).comparisons if one.facet == "trial"]
    assert [one.held for one in trials] == [("session 1",), ("session 2",)]


def test_devices_are_never_mixed_but_compared() -> None:
    rows = two_sessions(12, device="phone") + two_sessions(12, device="goniometer")
    devices = [one for one in study_of(rows).comparisons if one.facet == "device"]
    assert [one.held for one in devices] == [("session 1",), ("session 2",)]
    assert all((one.results[0].iccs, one.results[0].size) == ((), None) for one in devices)
    sessions = [one for one in study_of(rows).comparisons if one.facet == "session"]
    assert {one.device for one in sessions} == {"phone", "goniometer"}


def test_two_hips_are_pooled_and_worth_less_than_two_people() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for n in range(20):
        true, shared = rng.normal(10, 8), rng.normal(0, 3, 2)
        rows += [
            row(n, true + shared[s] + rng.normal(0, 1), session=str(s), side=side)
            for s in (0, 1)
            for side in Side
        ]
    left, right, both = study_of(rows).comparisons[0].results
    assert (left.side, right.side, both.side) == ("left", "right", "both hips")
    assert both.hips is not None and both.hips.shared > 0.7
    r = both.hips.shared
    assert both.size is not None and left.size is not None
    assert both.size.freedom == pytest.approx(40 / (1 + r * r) - 1)
    assert left.size.freedom < both.size.freedom < 39
    assert both.iccs == ()


def test_times_are_compared_as_ratios() -> None:
    rows = [
        row(n, 10.0 * (n + 1) * (1.2 if s == "2" else 1), session=s, unit="s")
        for n in range(12)
        for s in "12"
    ]
    one = study_of(rows).comparisons[0]
    assert one.log
    assert math.exp(one.results[0].pairs[0].agreement.bias.value) == pytest.approx(1.2)
    plain = study_of(rows, log=False).comparisons[0]
    assert plain.results[0].pairs[0].agreement.slope.value == pytest.approx(0.2 / 1.1)


def test_a_time_of_zero_has_no_ratio() -> None:
    rows = [row(n, float(n), session=s, unit="s", line=n + 2) for n in range(12) for s in "12"]
    said = "values over 0, for times are compared as ratios, got 0 in line 2. Leave that cell empty"
    with pytest.raises(InputError, match=re.escape(said)):
        study_of(rows)


def test_under_ten_people_are_refused_and_the_number_needed_is_said() -> None:
    said = (
        "Expected 10 people or more, got 9. Measure 1 more. For an interval of the ICC 0.2 wide a "
        "study needs 79 people where the ICC is 0.75, and 20 where it is 0.9."
    )
    with pytest.raises(InputError, match=re.escape(said)):
        study_of(two_sessions(9))


def test_ten_people_of_whom_too_few_came_back_are_refused() -> None:
    rows = [r for r in two_sessions(12) if r.session == "1" or r.person < "P06"]
    with pytest.raises(InputError, match="too few people with all of them"):
        study_of(rows)


def test_nobody_measured_twice_is_refused() -> None:
    with pytest.raises(InputError, match="two sessions, raters, trials or devices, got one number"):
        study_of([row(n, n) for n in range(12)])


def test_an_empty_manifest_says_what_is_missing() -> None:
    rows = [row(n, None, session="1", why_not="nothing was entered", line=n + 2) for n in range(12)]
    said = "Expected rows with a number, got 12 rows without one, first line 2: nothing was entered"
    with pytest.raises(InputError, match=re.escape(said)):
        study_of(rows)


def test_who_misses_a_session_is_left_out_and_counted() -> None:
    rows = [r for r in two_sessions(14) if (r.person, r.session) != ("P03", "2")]
    one = study_of(rows).comparisons[0]
    assert (one.results[0].people, one.left_out) == (13, 1)


def test_rows_without_a_number_are_told_with_their_reason() -> None:
    rows = [*two_sessions(12), row(12, None, session="1", why_not="the test hurt")]
    assert [(r.person, r.why_not) for r in study_of(rows).unmeasured] == [("P12", "the test hurt")]


def test_a_full_table_is_asked_for() -> None:
    from ilio.reliability import mean_squares

    with pytest.raises(InputError, match="2 columns or more, got 2 by 1, 0 cells empty"):
        mean_squares([[1.0], [2.0]])
    with pytest.raises(InputError, match="got 2 by 2, 1 cells empty"):
        mean_squares([[1.0, math.nan], [2.0, 3.0]])


@pytest.mark.parametrize("people", [12, 30])
def test_the_interval_of_two_pooled_hips_holds_the_truth(people: int) -> None:
    """95 of 100 times, where hips taken as people hold it 90 times; r of the errors is 0.7."""
    rng, count, sem = np.random.default_rng(11), 1500, 3.0
    errors = rng.multivariate_normal(
        [0, 0], sem**2 * np.array([[1, 0.7], [0.7, 1]]), (count, 2, people)
    )
    held = as_people = 0
    for first, second in errors:
        left, right = (np.column_stack([first[:, i], second[:, i]]) for i in (0, 1))
        hips = hips_of(left, right)
        ends = error_size(hips.squares, hips.freedom).sem
        naive = error_size(hips.squares).sem
        held += ends.low <= sem <= ends.high
        as_people += naive.low <= sem <= naive.high
    chance = 3 * math.sqrt(0.95 * 0.05 / count)
    assert held / count == pytest.approx(0.95, abs=chance)
    assert as_people / count < 0.95 - chance


def test_the_bias_of_two_hips_knows_that_they_are_one_person() -> None:
    same = np.array([1.0, 4.0, 2.0, 5.0, 3.0, 6.0, 2.0, 7.0, 1.0, 3.0, 5.0, 4.0])
    zeros = np.zeros_like(same)
    pooled = hips_of(np.column_stack([zeros, same]), np.column_stack([zeros, same]))
    both = agreement_of(pooled.table[:, 0], pooled.table[:, 1], pooled).bias
    one = agreement_of(zeros, same).bias
    assert both.high - both.low == pytest.approx(one.high - one.low, rel=0.05)
