"""Change over visits: held against error, chance taken off, devices never mixed, hips one person."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
import sample_plans
import sample_visits
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import Measured, Side
from ilio.knowledge import threshold
from ilio.observations import Answers
from ilio.observations.training_log import LogEntry
from ilio.protocols.measurement import Measurement
from ilio.records.history import device_of, trend, trends
from ilio.records.history_change import change_between, of_one_person, smallest_change
from ilio.records.history_log import adherence, pain_days, pain_text
from ilio.records.history_sure import what_is_sure
from ilio.records.history_words import change_words, what_changed
from ilio.records.visit import Visit

LEFT, RIGHT = Side.LEFT, Side.RIGHT
PHONE = "phone, pelvis by hand check"
ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)


@dataclass(frozen=True)
class Kept:
    id: str
    visit: Visit
    created: datetime = datetime(2026, 12, 31, tzinfo=UTC)


def kept(day: str, *measurements: Measurement) -> Kept:
    visit = replace(sample_visits.refer(), date=day, measurements=measurements, answers=ASKED)
    return Kept(f"v{day}", visit)


def thomas(side: Side, drop: float, device: str = "phone", tilt: float = 0.0) -> Measurement:
    m = sample_visits.thomas(side, drop, tilt)
    return replace(m, source=replace(m.source, device=device))


def sd(value: float, size: float, shared: float = 0.0) -> Measured:
    return Measured.from_sd(value, size, "deg", shared_sd=shared)


def test_a_series_stands_in_the_order_of_its_days_and_pools_the_trials_of_a_visit() -> None:
    visits = [
        kept("2026-12-01", thomas(LEFT, 4.0)),
        kept("2026-11-01", thomas(LEFT, -8.0), thomas(LEFT, -6.0), thomas(RIGHT, 9.0)),
    ]
    found = trend(visits, "thomas", "left", "hip_extension", PHONE)
    assert [(p.day.isoformat(), p.value.value, p.attempts) for p in found.points] == [
        ("2026-11-01", -7.0, 2),
        ("2026-12-01", 4.0, 1),
    ]
    assert found.points[0].value.sem < thomas(LEFT, 0).quantities["hip_extension"].sem


def test_devices_are_never_mixed() -> None:
    visits = [
        kept("2026-11-01", thomas(LEFT, -8.0), thomas(LEFT, -7.0, "video_lying")),
        kept("2026-12-01", thomas(LEFT, 12.0, "goniometer")),
    ]
    found = [t for t in trends(visits) if t.quantity == "hip_extension"]
    assert [(t.device, len(t.points), t.change) for t in found] == [
        ("goniometer, pelvis by hand check", 1, None),
        (PHONE, 1, None),
        ("video lying, pelvis by hand check", 1, None),
    ]


def test_how_the_pelvis_was_known_is_part_of_the_device() -> None:
    by_tape = replace(thomas(LEFT, 1.0), pelvis_from="tape")
    assert device_of(by_tape, "hip_extension") == "phone, pelvis by tape"
    assert device_of(by_tape, "thigh_drop") == "phone"


def test_an_attempt_that_hurt_or_cannot_be_read_is_no_point() -> None:
    hurt = thomas(LEFT, -30.0)
    hurt = replace(hurt, answers=replace(hurt.answers, pain=True))
    gate = replace(hurt.gates[0], state="fail", blocks=True)
    stopped = replace(thomas(LEFT, -40.0), gates=(gate,))
    found = trend([kept("2026-11-01", hurt, stopped)], "thomas", LEFT, "hip_extension", PHONE)
    assert (found.points, found.least) == ((), None)
    assert trends([kept("2026-11-01", hurt, stopped)]) == ()


def test_the_longest_hold_of_a_visit_counts() -> None:
    raises = [sample_visits.sound_raise(), sample_visits.sound_raise()]
    short = replace(raises[0], quantities={"hold_time": Measured(20.0, 19.0, 22.0, "s")})
    found = trend([kept("2026-11-01", short, raises[1])], "knee-raise", RIGHT, "hold_time", "video")
    assert found.points[0].value.value == 31.0


@pytest.mark.parametrize(("size", "least"), [(0.0, 6.93), (2.9, 10.61), (5.0, 15.49)])
def test_the_smallest_change_holds_the_error_and_the_day(size: float, least: float) -> None:
    """1.96 sqrt(2) SEM, the SEM being that of the visit and 2.5 deg from day to day together."""
    assert smallest_change(sd(0, size), sd(0, size)).by == pytest.approx(least, abs=0.01)


def s(value: float, half_width: float = 0.5) -> Measured:
    return Measured(value, value - half_width, value + half_width, "s")


@pytest.mark.parametrize("start", [8.0, 30.0, 120.0])
def test_a_hold_counts_by_its_ratio_at_every_length(start: float) -> None:
    later = [start / 1.7, start / 1.6, start * 1.6, start * 1.7]
    assert [change_between(s(start), s(t), "hold_time").call for t in later] == [
        "less",
        "no change shown",
        "no change shown",
        "more",
    ]


def test_a_watch_that_errs_by_more_than_the_ratio_is_believed_less() -> None:
    assert change_between(s(4, 3), s(8, 3), "hold_time").call == "no change shown"
    assert change_between(s(4), s(8), "hold_time").call == "more"


def test_a_hold_that_began_at_nothing_can_still_change() -> None:
    assert change_between(s(0), s(0.5), "hold_time").call == "no change shown"
    assert change_between(s(0), s(12), "hold_time").call == "more"


def test_a_hold_is_told_by_its_ends() -> None:
    assert change_words(change_between(s(30), s(40), "hold_time")) == (
        "More by 10.0 s: no change is shown, nothing between 18.2 and 49.4 s counts (×1.65)."
    )
    assert change_words(change_between(s(30), s(15), "hold_time")) == (
        "Less by 15.0 s: that counts, for 18.2 s (÷1.65) was passed."
    )


@given(st.floats(0.5, 200), st.floats(0.5, 200))
def test_a_hold_there_and_back_is_called_alike(a: float, b: float) -> None:
    turned = {"more": "less", "less": "more", "no change shown": "no change shown"}
    there, back = (change_between(s(x), s(y), "hold_time") for x, y in ((a, b), (b, a)))
    assert there.call == turned[back.call]


def test_a_censored_end_proves_no_change_beyond_it() -> None:
    table = Measured(12.0, 8.0, math.inf, "deg")
    assert change_between(table, sd(40, 1), "thigh_drop").call == "cannot tell"
    assert change_between(sd(40, 1), table, "thigh_drop").call == "cannot tell"
    assert change_between(sd(-10, 1), table, "thigh_drop").call == "more"
    assert change_between(table, sd(-10, 1), "thigh_drop").call == "less"


def test_chance_alone_is_taken_off_whoever_began_because_a_number_stood_out() -> None:
    """20,000 people without any true change, looked at because their first test was tight."""
    rng = np.random.default_rng(7)
    mean, spread = threshold("thomas.prior_mean").value, threshold("thomas.prior_sd").value
    true = rng.normal(mean, spread, 20_000)
    every = math.hypot(5, threshold("change.person_day_sd").value)
    first, second = (true + rng.normal(0, every, true.size) for _ in range(2))
    tight = [(a, b) for a, b in zip(first, second, strict=True) if a < 0][:1500]
    changes = [
        change_between(sd(a, 5), sd(b, 5), "hip_extension", from_start=True) for a, b in tight
    ]
    raw = np.array([c.difference.value for c in changes])
    drift = np.array([c.regression for c in changes])
    error = raw.std() / math.sqrt(raw.size)
    assert raw.mean() > 2.5
    assert abs((raw - drift).mean()) < 3 * error
    gained = np.mean([c.call == "more" for c in changes])
    naive = np.mean(raw > changes[0].least.by)
    assert gained < 0.025 < naive


def test_a_drift_the_other_way_earns_nothing() -> None:
    worse = change_between(sd(-10, 4), sd(-20, 4), "hip_extension", from_start=True)
    assert worse.credited == -10.0
    small = change_between(sd(-10, 4), sd(-9, 4), "hip_extension", from_start=True)
    assert small.credited == 0.0


@given(st.floats(-40, 40), st.floats(-40, 40), st.floats(0.1, 10), st.floats(1.0, 4.0))
def test_more_error_never_makes_a_change_count(a: float, b: float, size: float, by: float) -> None:
    sharp = change_between(sd(a, size), sd(b, size), "thigh_drop")
    blurred = change_between(sd(a, size * by), sd(b, size * by), "thigh_drop")
    assert blurred.call in ("no change shown", sharp.call)


@given(st.floats(-40, 40), st.floats(-40, 40), st.floats(0.1, 10))
def test_back_and_forth_is_the_same_size(a: float, b: float, size: float) -> None:
    there, back = (
        change_between(sd(x, size), sd(y, size), "thigh_drop") for x, y in ((a, b), (b, a))
    )
    assert there.difference.value == pytest.approx(-back.difference.value)
    assert there.least == back.least


def test_two_hips_are_one_person_and_share_what_they_share() -> None:
    def both(shared: float) -> float:
        noise = math.sqrt(5**2 - shared**2)
        one = change_between(sd(0, noise, shared), sd(12, noise, shared), "thigh_drop")
        return of_one_person([one, one]).least.by / one.least.by

    # the day is one for both hips
    assert both(0.0) == pytest.approx(math.hypot(5 / math.sqrt(2), 2.5) / math.hypot(5, 2.5))
    assert both(5.0) == pytest.approx(1.0)


def test_what_changed_is_told_and_both_hips_count_once() -> None:
    visits = [
        kept("2026-11-01", thomas(LEFT, -12.0), thomas(RIGHT, -10.0)),
        kept("2026-12-01", thomas(LEFT, 10.0), thomas(RIGHT, 11.0)),
    ]
    told = [line for line in what_changed(visits) if " as on " not in line]
    assert told[0].startswith(
        "Left, Table test (modified Thomas test) by phone, pelvis by hand check: Hip extension "
        "with the pelvis taken out (E). More by 22.0°: that counts, for it is over 12."
    )
    assert told[2].startswith("Both hips moved alike, 21.5° more on average: that is one person")
    assert len(told) == 3


def test_another_device_is_said_and_not_compared() -> None:
    visits = [kept("2026-11-01", thomas(LEFT, -12.0)), kept("2026-12-01", thomas(LEFT, 9.0, "eye"))]
    assert what_changed(visits)[-1] == (
        "Left, Table test (modified Thomas test): measured by eye, pelvis by hand check, last time "
        "by phone, pelvis by hand check. Two devices are not compared; use the same one again."
    )
    assert not any("More by" in line for line in what_changed(visits))


def test_another_finding_is_said_first() -> None:
    then, now = sample_visits.weak_tight_left(), sample_visits.weak_tight_left()
    right = now.judgement.sides[RIGHT]
    right = replace(right, axes={**right.axes, "tightness": replace(right.tightness, call="tight")})
    sides = {**now.judgement.sides, RIGHT: right}
    now = replace(now, judgement=replace(now.judgement, sides=sides), date="2026-12-24")
    told = what_changed([Kept("b", now), Kept("a", then)])
    assert told[:2] == (
        "Left: weak and tight, as on 2026-11-22.",
        "Right: tight; it was sound on 2026-11-22.",
    )
    assert any("The same number: no change is shown, nothing under" in t for t in told)


def test_one_visit_has_nothing_to_compare_with() -> None:
    assert what_changed([kept("2026-11-01", thomas(LEFT, 1.0))]) == ()
    assert (
        trend(
            [kept("2026-11-01", thomas(LEFT, 1.0))], "thomas", LEFT, "hip_extension", PHONE
        ).change
        is None
    )


def test_what_chance_may_have_given_is_said() -> None:
    change = change_between(sd(-10, 4), sd(8, 4), "hip_extension", from_start=True)
    assert "4.0° of it is what a second test drifts by chance" in change_words(change)


def test_what_is_sure_leads_and_two_hips_are_one_person() -> None:
    one = [kept("2026-11-01", thomas(LEFT, -12.0), thomas(RIGHT, -10.0))]
    assert what_is_sure(trends(one)) == ()
    unsure = [*one, kept("2026-12-01", thomas(LEFT, -9.0), thomas(RIGHT, -9.0))]
    assert what_is_sure(trends(unsure)) == (
        "Nothing is sure yet: no number changed since the first test by more than its error.",
    )
    left = [*one, kept("2026-12-01", thomas(LEFT, 20.0), thomas(RIGHT, -9.0))]
    (told,) = what_is_sure(trends(left))
    assert told.startswith("Left, Table test") and "The other hip shows no change" in told
    both = [*one, kept("2026-12-01", thomas(LEFT, 20.0), thomas(RIGHT, 21.0))]
    assert what_is_sure(trends(both))[-1].startswith("Both hips moved alike, 31.5° more on average")


def test_what_counts_is_told_before_what_does_not() -> None:
    visits = [
        kept("2026-11-01", thomas(LEFT, -12.0), thomas(RIGHT, -10.0)),
        kept("2026-12-01", thomas(LEFT, -11.0), thomas(RIGHT, 20.0)),
    ]
    told = [line for line in what_changed(visits) if " as on " not in line]
    assert [line.split(",")[0] for line in told] == ["Right", "Left"]


def log(session: str, day: str, done: bool, **said: float) -> LogEntry:
    return LogEntry(session=session, day=date.fromisoformat(day), done=done, **said)


def test_adherence_counts_what_was_due_and_no_test() -> None:
    plan = sample_plans.plan()
    entries = [
        log("w1-strength-1", "2026-11-23", True),
        log("w1-strength-1", "2026-11-23", True),
        log("w1-before-1", "2026-11-24", False),
        log("w1-strength-2", "2026-11-25", True),
        log("not-of-this-plan", "2026-11-25", True),
    ]
    found = adherence(plan, entries, date(2026, 11, 25))
    assert [(w.week, w.planned, w.done) for w in found.weeks] == [(1, 3, 2)]
    assert (found.missed, found.text) == (1, "Done: 2 of 3 sessions so far (67 %).")
    early = [*entries, log(plan.sessions[-2].key, "2026-11-25", True)]
    weeks = [(w.planned, w.done) for w in adherence(plan, early, date(2026, 11, 25)).weeks]
    assert weeks == [(3, 2), (1, 1)], "what was done early counts as planned as well"
    whole = adherence(plan, entries, date(2027, 1, 1))
    assert whole.planned == len(plan.sessions) - 1


def test_pain_is_the_worst_of_each_day_and_silence_is_not_zero() -> None:
    entries = [
        log("a", "2026-11-20", True, pain=1, pain_next_day=3),
        log("b", "2026-11-20", True, pain=2),
        log("c", "2026-11-21", True),
        log("d", "2026-11-29", True, pain=0),
        log("", "2026-11-29", True, pain=7, checked_by="Ana Ruiz, physiotherapist"),
    ]
    days = pain_days(entries)
    assert [(d.day.day, d.during, d.next_day) for d in days] == [(20, 2, 3), (29, 0, None)]
    assert pain_text(days, date(2026, 11, 30)) == (
        "Pain in the last 7 days: 0 of 10 at most, before that 3."
    )
    assert pain_text(days, date(2027, 1, 1)) == (
        "Pain in the last 7 days: nothing was said, before that 3."
    )
    assert pain_text((), date(2027, 1, 1)) == ""
