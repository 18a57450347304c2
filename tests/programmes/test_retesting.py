"""A retest is asked for on days on which the answers allow it."""

from dataclasses import replace

import pytest
from built_plans import ASKED, START, judgement

from ilio.observations import Clearance
from ilio.programmes import Wishes, compose

SOUND = (("sound", "normal"), ("sound", "normal"))
WEAK = (("weak", "normal"), ("weak", "normal"))
NO_TEST = "by then your answers rule out the table test (modified Thomas test)"


def pregnant(week):
    allowed = Clearance(of="late_pregnancy", by="Ana Ruiz", on="2026-11-20")
    said = frozenset({"pregnancy"})
    return replace(ASKED, do_not_test=said, pregnancy_week=week, clearances=(allowed,))


@pytest.mark.parametrize(
    "calls, week, retests, said",
    [
        (SOUND, 6, (12,), ""),
        (SOUND, 8, (), f"No retest on 2027-02-15: {NO_TEST}."),
        (WEAK, 13, (3, 6), ""),
        (WEAK, 15, (3,), f"No retest on 2027-01-04: {NO_TEST}."),
        (WEAK, 18, (), f"No retest on 2027-01-04: {NO_TEST}."),
    ],
)
def test_no_retest_is_asked_for_once_the_lying_test_is_ruled_out(calls, week, retests, said):
    plan = compose(judgement(*calls), pregnant(week), Wishes(), 6, START)
    assert plan.retest_weeks == tuple(r for r in retests if r <= 6)
    assert plan.retest == (
        START.fromordinal(START.toordinal() + 7 * retests[-1]) if retests else None
    )
    assert said in plan.next_test and bool(said) == ("No retest" in plan.next_test)


def test_who_may_not_do_a_test_anyway_is_not_told_so_again():
    late = replace(pregnant(24), do_not_test=frozenset({"late_pregnancy"}))
    plan = compose(judgement(*WEAK), late, Wishes(), 6, START)
    assert plan.retest is None and "No retest" not in plan.next_test
