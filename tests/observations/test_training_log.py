"""A session counts once, however often it is written down, and pain is never talked away."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ilio.observations.training_log import LogEntry, each_once

ENTRY = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True)
felt = st.none() | st.integers(0, 10).map(float)
entries = st.builds(
    LogEntry,
    session=st.sampled_from(("w1-strength-1", "w1-length-1")),
    day=st.dates(date(2026, 11, 23), date(2026, 11, 29)),
    done=st.booleans(),
    exercise=st.sampled_from(("", "glute_bridge")),
    effort=felt,
    pain=felt,
    pain_next_day=felt,
    red_flag=st.booleans(),
)


def test_the_later_word_holds_and_pain_is_added() -> None:
    first = replace(ENTRY, reps=15, effort=6, pain=2, note="fine")
    later = replace(ENTRY, day=date(2026, 11, 24), effort=7, pain_next_day=3)
    assert each_once([first, later]) == (replace(first, effort=7, pain_next_day=3),)
    assert each_once([first, replace(ENTRY, pain=0)])[0].pain == 2


def test_a_missed_session_that_was_done_later_is_done_on_that_day() -> None:
    missed = replace(ENTRY, done=False)
    done = replace(ENTRY, day=date(2026, 11, 25))
    assert each_once([missed, done]) == (done,)


def test_what_is_said_after_a_check_stands_for_itself() -> None:
    hurt, check = replace(ENTRY, pain=7), replace(ENTRY, pain=1, checked_by="Physio")
    again = replace(ENTRY, pain=8)
    assert each_once([hurt, check, again]) == (hurt, check, again)


def test_pain_on_another_day_is_a_pain_of_its_own() -> None:
    first = replace(ENTRY, pain=4)
    later = replace(ENTRY, day=date(2026, 11, 24), pain=5, effort=6)
    assert each_once([first, later]) == (first, replace(later, done=False, effort=None))


@given(st.lists(entries, max_size=8))
def test_no_pain_and_no_red_flag_is_ever_lost(log: list[LogEntry]) -> None:
    once = each_once(log)
    keys = {(e.session, e.exercise) for e in log}
    assert {(e.session, e.exercise) for e in once} == keys
    assert sum(e.done for e in once) <= len(keys)
    if not any(e.pain for e in log):
        assert len(once) == len(keys)
    assert max((e.pain or 0 for e in once), default=0) == max((e.pain or 0 for e in log), default=0)
    assert any(e.red_flag for e in once) == any(e.red_flag for e in log)
    assert each_once(once) == once
