"""Answers of an unfinished test beside kept ones: they may add a worry, never lift one."""

from ilio.core import Side
from ilio.knowledge import do_not_test, red_flags, urgencies
from ilio.observations import Answers, Clearance, safety_of, with_worries

NONE = frozenset()
LADDER = list(urgencies())
KEPT_AND_TOLD = [
    Answers(),
    Answers(red_flags=NONE, do_not_test=NONE, age_years=34),
    Answers(red_flags=NONE, do_not_test=NONE, age_years=34, with_clinician=True),
    Answers(red_flags=NONE, do_not_test=NONE, age_years=16, with_clinician=True),
    Answers(red_flags=NONE, do_not_test=NONE, age_years=15, with_clinician=False),
    Answers(red_flags=NONE, age_years=34),
    Answers(red_flags=NONE, do_not_test=NONE),
    Answers(do_not_test=NONE, age_years=60),
    Answers(passive_knee_to_chest_pain={Side.LEFT: True}),
    Answers(passive_knee_to_chest_pain={Side.LEFT: False}),
    *(Answers(red_flags=frozenset({flag}), do_not_test=NONE, age_years=34) for flag in red_flags()),
    *(Answers(red_flags=NONE, do_not_test=frozenset({ban}), age_years=34) for ban in do_not_test()),
    *(
        Answers(
            red_flags=NONE,
            do_not_test=frozenset({"pregnancy"}),
            age_years=30,
            pregnancy_week=week,
        )
        for week in (12, 25)
    ),
    *(
        Answers(
            red_flags=NONE,
            do_not_test=frozenset({"hip_replacement"}),
            age_years=60,
            replaced_hip=hip,
            hip_replaced_months=months,
            clearances=(Clearance(of="hip_replacement", by="Dr. Roth", on="2026-11-20"),),
        )
        for hip, months in (("left", 30), ("right", 2), (None, 30), ("left", None))
    ),
]


def test_no_answer_that_is_not_kept_lifts_anything():
    for kept in KEPT_AND_TOLD:
        for told in KEPT_AND_TOLD:
            before, now = safety_of(kept), safety_of(with_worries(kept, told))
            assert set(now.holds) >= set(before.holds), (kept, told)
            assert before.plan == "allowed" or now.plan != "allowed", (kept, told)
            assert LADDER.index(now.urgency) <= LADDER.index(before.urgency), (kept, told)
            assert now.left_out >= before.left_out, (kept, told)
            assert before.runs or not now.runs, (kept, told)
            for test, keys in before.tests.items():
                assert set(now.tests[test]) >= set(keys), (kept, told)


def test_each_worry_that_is_told_counts_at_once():
    sound = Answers(red_flags=NONE, do_not_test=NONE, age_years=34)
    for told in KEPT_AND_TOLD:
        alone, now = safety_of(told), safety_of(with_worries(sound, told))
        assert set(now.holds) >= set(alone.holds), told
        assert now.refers or not alone.refers, told


def test_two_hips_replaced_by_two_answers_are_both():
    left, right = Answers(replaced_hip="left"), Answers(replaced_hip="right")
    assert with_worries(left, right).replaced_hip == "both"


def test_a_painful_bend_stays_painful():
    hurt = Answers(passive_knee_to_chest_pain={Side.LEFT: True})
    well = Answers(passive_knee_to_chest_pain={Side.LEFT: False})
    for kept, told in ((hurt, well), (well, hurt)):
        assert with_worries(kept, told).passive_knee_to_chest_pain == {Side.LEFT: True}
