"""What the verdicts ask for, and what they forbid."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest
from built_plans import ASKED, CALLS, START, judgement

from ilio import knowledge
from ilio.observations import Clearance
from ilio.programmes import Wishes, compose, plan
from ilio.programmes.guarding import held_against
from ilio.verdicts import Reason

TIGHT = ("tight", "limited", "normal", "long", "cannot tell")
WEAK = ("weak", "sound", "cannot tell")
STRETCHES = {"half_kneeling_stretch", "half_kneeling_pad", "couch_stretch"}


def made(left, right, wishes=None, answers=ASKED, weeks=8, **more):
    return compose(judgement(left, right, **more), answers, wishes or Wishes(), weeks, START)


def items(programme):
    return [
        item
        for block in programme.blocks
        for part in ("strength", "short", "before_run", "after_run", "own", "daily")
        for item in getattr(block, part)
    ]


def of(programme, purpose):
    return [item for item in items(programme) if item.purpose == purpose]


EVERY_CASE = [
    made((lw, lt), (rw, rt), Wishes(no_stretch=no, squats_hurt=hurt))
    for lw, lt, rw, rt, no, hurt in product(WEAK, TIGHT, WEAK, TIGHT, (False, True), (False, True))
]


def test_every_prescription_has_a_reason_a_source_and_a_grade():
    for programme in EVERY_CASE:
        for item in items(programme):
            assert item.exercise in knowledge.exercises()
            assert item.source in knowledge.references()
            assert item.grade and item.why and item.sets >= 1
            assert item.reps or item.hold_s


def test_every_programme_trains_core_and_glutes():
    for programme in EVERY_CASE:
        for block in programme.blocks:
            assert {"core", "glutes"} <= {item.purpose for item in block.strength}


def test_every_expectation_and_stop_rule_is_sourced():
    for programme in EVERY_CASE:
        assert all(e.source in knowledge.references() and e.grade for e in programme.expect)
        assert programme.stop and programme.rules and programme.expect


def test_a_summary_stays_under_a_page():
    assert max(len(programme.summary.split()) for programme in EVERY_CASE) < 250


@pytest.mark.parametrize("other", TIGHT)
def test_a_long_hip_is_never_stretched(other):
    programme = made(("weak", "long"), ("sound", other))
    assert {item.side for item in of(programme, "length")} <= {"right"}
    assert "Do not stretch" in programme.summary


def test_only_tight_sides_are_stretched_and_limited_ones_only_if_they_like():
    programme = made(("sound", "tight"), ("sound", "limited"))
    must = {item.side for item in of(programme, "length") if not item.optional}
    may = {item.side for item in of(programme, "length") if item.optional}
    assert (must, may) == ({"left"}, {"right"})
    assert "optional" in programme.summary


def test_before_and_after_a_run_and_away_from_it():
    block = made(("sound", "tight"), ("sound", "normal")).blocks[0]
    before = [item for item in block.before_run if item.purpose == "length"]
    assert [item.hold_s for item in before] == [6]
    assert [item.hold_s for item in block.after_run] == [30]
    away = block.own[0]
    assert away.sets * away.hold_s <= 240
    assert 3 * away.sets * away.hold_s <= 600


def with_tissue(*calls, **tissues):
    found = judgement(*calls)
    sides = {
        side: replace(
            v, axes={**v.axes, "tightness": replace(v.tightness, tissue=tissues.get(side, ""))}
        )
        for side, v in found.sides.items()
    }
    return replace(found, sides=sides)


def test_a_hip_held_up_across_the_knee_gets_the_stretch_that_bends_the_knee():
    calls = ("sound", "tight"), ("sound", "tight")
    found = with_tissue(*calls, left="two-joint flexors", right="hip flexors")
    programme = compose(found, ASKED, Wishes(), 6, START)
    away = {item.side: item for item in programme.blocks[0].own}
    assert away["left"].exercise == "couch_stretch"
    assert "what crosses the knee holds it up" in away["left"].why
    assert away["right"].exercise == "half_kneeling_stretch"
    assert "In the left hip what crosses the knee holds the thigh up" in programme.summary
    plain = compose(judgement(*calls), ASKED, Wishes(), 6, START)
    assert "couch_stretch" not in {item.exercise for item in items(plain)}


@pytest.mark.parametrize("ban", sorted(knowledge.do_not_test()))
def test_the_stretch_for_the_knee_keeps_to_the_answers(ban):
    details = {
        "pregnancy": {"pregnancy_week": 5},
        "hip_replacement": {"replaced_hip": "left", "hip_replaced_months": 24},
    }
    answers = replace(
        ASKED,
        do_not_test=frozenset({ban}),
        clearances=(Clearance(of=ban, by="Dr. Roth", on="2026-11-20"),),
        **details.get(ban, {}),
    )
    calls = ("sound", "tight"), ("sound", "tight")
    found = with_tissue(*calls, left="two-joint flexors", right="two-joint flexors")
    leaves_out = set(knowledge.banned_by(ban).leaves_out)
    used = {item.exercise for item in items(compose(found, answers, Wishes(), 6, START))}
    assert not any(leaves_out & set(knowledge.exercise(name).movements) for name in used)


def test_dynamic_movement_follows_a_stretch_before_a_run():
    names = [i.exercise for i in made(("weak", "tight"), ("sound", "normal")).blocks[0].before_run]
    assert names == ["half_kneeling_stretch", "leg_swings", "banded_press_away"]


def test_strength_goes_from_15_to_8_over_six_weeks_and_then_is_kept():
    programme = made(("weak", "normal"), ("weak", "normal"))
    reps = [next(i.reps for i in b.strength if i.purpose == "strength") for b in programme.blocks]
    assert reps == [15, 12, 8, 8]
    assert [(b.first_week, b.last_week) for b in programme.blocks] == [
        (1, 2),
        (3, 4),
        (5, 6),
        (7, 8),
    ]


def test_one_weak_side_gets_more_and_the_other_keeps_what_it_has():
    block = made(("weak", "normal"), ("sound", "normal")).blocks[0]
    sets = {item.side: item.sets for item in block.strength if item.purpose == "strength"}
    assert sets == {"left": 3, "right": 1}


def test_a_side_that_nobody_knows_gets_no_band():
    programme = made(("weak", "normal"), ("cannot tell", "cannot tell"))
    assert {item.side for item in of(programme, "strength")} == {"left"}
    assert programme.next_test == "Right: Repeat the knee raise."


def test_weak_and_tight_share_one_programme():
    block = made(("weak", "tight"), ("weak", "tight")).blocks[0]
    assert {"strength", "glutes", "core"} == {item.purpose for item in block.strength}
    assert block.own and block.before_run
    assert len(made(("weak", "tight"), ("weak", "tight")).blocks) == 4


def test_who_cannot_tell_gets_what_is_safe_either_way_and_the_next_test():
    programme = made(("cannot tell", "cannot tell"), ("cannot tell", "cannot tell"))
    assert {item.purpose for item in items(programme)} == {"core", "glutes"}
    assert programme.next_test == "Both sides: Repeat the knee raise."
    assert programme.retest is None


def test_who_is_sound_keeps_it_and_tests_again():
    programme = made(("sound", "normal"), ("sound", "limited"))
    assert [block.name for block in programme.blocks] == ["Keep"]
    assert (programme.retest - START).days == 12 * 7


def test_no_two_phases_ask_for_the_same_under_two_names():
    for programme in EVERY_CASE:
        told = [replace(b, name="", first_week=0, last_week=0) for b in programme.blocks]
        assert all(one != next_one for one, next_one in pairwise(told))
        weeks = [w for b in programme.blocks for w in range(b.first_week, b.last_week + 1)]
        assert weeks == list(range(1, 9))
    tight = made(("sound", "tight"), ("sound", "normal"))
    assert [b.name for b in tight.blocks] == ["Start", "Build", "Keep"]


@pytest.mark.parametrize("other", TIGHT)
def test_who_does_not_stretch_still_opens_the_hip(other):
    programme = made(("sound", "tight"), ("sound", other), Wishes(no_stretch=True))
    for block in programme.blocks:
        opening = [i for i in block.strength if "by its own work" in i.why]
        assert [i.exercise for i in opening] == ["split_squat" if other == "long" else "lunge_walk"]
        assert {i.purpose for i in block.strength} >= {"glutes", "single leg"}
    assert "opens by its own work: " in programme.summary
    assert "lunge walk" in programme.summary or other == "long"


def test_the_route_without_stretching_has_its_evidence():
    programme = made(("sound", "tight"), ("weak", "limited"), Wishes(no_stretch=True))
    assert not {item.exercise for item in items(programme)} & STRETCHES
    assert "moreside2012" in {e.source for e in programme.expect}
    assert "no trial of elevated bridges" in " ".join(e.text for e in programme.expect)


def test_pain_with_squats_puts_one_leg_first_and_tries_the_squat_again():
    programme = made(("weak", "normal"), ("sound", "normal"), Wishes(squats_hurt=True))
    first, second = programme.blocks[0].strength, programme.blocks[1].strength
    assert [item.purpose for item in first][:2] == ["single leg", "core"]
    assert "check" not in {item.purpose for item in first}
    assert second[-1].exercise == "squat_check"


@pytest.mark.parametrize(("hours", "every"), [(3, ()), (5, ("60 min",)), (9, ("30 min",))])
def test_sitting_brings_movement_breaks(hours, every):
    answers = replace(ASKED, sitting_hours=hours)
    daily = made(("weak", "normal"), ("sound", "normal"), answers=answers).blocks[0].daily
    assert tuple(item.why.removeprefix("every ").split(",")[0] for item in daily) == every


@pytest.mark.parametrize("calls", CALLS)
def test_a_referral_means_no_exercise(calls):
    ill = replace(ASKED, red_flags=frozenset({"fever"}))
    for programme in (
        made(calls, calls, answers=ill),
        made(calls, calls, refer=(Reason("Fever needs a doctor.", "fever"),)),
    ):
        assert items(programme) == [] and programme.sessions == () and programme.weeks == 0
        assert "No exercise for now." in programme.refused
        assert programme.summary == programme.refused
    assert knowledge.urgency("today").text in made(calls, calls, answers=ill).refused


@pytest.mark.parametrize("ban", sorted(knowledge.do_not_test()))
def test_an_answer_that_rules_an_exercise_out_is_respected(ban):
    row = knowledge.banned_by(ban)
    details = {
        "pregnancy": {"pregnancy_week": 5},
        "hip_replacement": {"replaced_hip": "left", "hip_replaced_months": 24},
    }
    answers = replace(ASKED, do_not_test=frozenset({ban}), **details.get(ban, {}))
    refused = made(("weak", "tight"), ("weak", "tight"), answers=answers)
    assert bool(refused.refused) is (row.plan != "with movements left out")
    if refused.refused:
        assert row.do in refused.refused and row.back in refused.refused
    allowed = Clearance(of=ban, by="Dr. Roth", on="2026-11-20")
    programme = made(
        ("weak", "tight"), ("weak", "tight"), answers=replace(answers, clearances=(allowed,))
    )
    assert bool(programme.refused) is (row.plan == "none")
    for item in items(programme):
        assert not set(knowledge.exercise(item.exercise).movements) & set(row.leaves_out)
    if row.cleared_by and not programme.refused:
        assert "Cleared by Dr. Roth on 2026-11-20." in programme.summary


@pytest.mark.parametrize(
    ("on", "weeks"),
    [
        ("2026-12-24", 0),
        (START.isoformat(), 8),
        ("2025-12-10", 2),
        ("2025-12-01", 1),
        ("2025-11-29", 0),
        ("1990-03-01", 0),
    ],
)
def test_a_clearance_counts_from_its_day_for_a_year_and_no_plan_outlives_it(on, weeks):
    answers = replace(
        ASKED,
        do_not_test=frozenset({"hernia"}),
        clearances=(Clearance(of="hernia", by="Dr. Roth", on=on),),
    )
    programme = made(("weak", "tight"), ("weak", "tight"), answers=answers)
    assert (programme.weeks, bool(programme.refused)) == (weeks, weeks == 0)
    if weeks:
        assert f"The plan lasts {weeks} week{'s' if weeks > 1 else ''} and" in programme.summary


def test_sessions_after_the_end_of_a_clearance_are_not_shown():
    def cleared_on(day):
        cleared = Clearance(of="acute_back_pain", by="Dr. Roth", on=day)
        return replace(ASKED, do_not_test=frozenset({"acute_back_pain"}), clearances=(cleared,))

    verdict = judgement(("weak", "tight"), ("weak", "tight"))
    whole = plan(verdict, cleared_on("2026-11-20"), (), START)
    left = held_against(whole, verdict, cleared_on("2026-10-10"), START).sessions
    assert left == tuple(s for s in whole.sessions if s.start.date().isoformat() <= "2026-12-10")
    assert 0 < len(left) < len(whole.sessions)


def test_a_pregnancy_that_reaches_week_20_within_the_plan_waits_for_a_clearance():
    def waits(week):
        answers = replace(ASKED, do_not_test=frozenset({"pregnancy"}), pregnancy_week=week)
        return bool(made(("weak", "normal"), ("weak", "normal"), answers=answers).refused)

    assert [waits(week) for week in (11, 12, 20, 39)] == [False, True, True, True]  # 8 weeks


@pytest.mark.parametrize(("week", "weeks"), [(30, 8), (35, 5), (38.5, 1), (39.5, 0), (43, 0)])
def test_no_plan_goes_on_after_the_birth(week, weeks):
    answers = replace(
        ASKED,
        do_not_test=frozenset({"pregnancy", "late_pregnancy"}),
        pregnancy_week=week,
        clearances=(Clearance(of="late_pregnancy", by="Ana Ruiz", on="2026-11-20"),),
    )
    programme = made(("weak", "tight"), ("weak", "tight"), answers=answers)
    assert (programme.weeks, bool(programme.refused)) == (weeks, weeks == 0)
    if weeks:
        assert f"The plan lasts {weeks} week{'s' if weeks > 1 else ''} and" in programme.summary
    assert ("the birth is due" in programme.refused) is (weeks == 0)


def test_in_pregnancy_nothing_grows_and_no_set_goes_to_failure():
    answers = replace(ASKED, do_not_test=frozenset({"pregnancy"}), pregnancy_week=8)
    programme = made(("weak", "normal"), ("weak", "normal"), answers=answers)
    assert len(programme.blocks) == 1
    loads = {item.load for item in items(programme) if item.purpose == "strength"}
    assert loads == {"light band, stop with 5 repetitions left"}
    assert any("Bleeding" in sign for sign in programme.stop)
    assert "Ask your midwife" in programme.summary


def test_when_nothing_is_safe_the_reason_is_given():
    everything = frozenset(knowledge.do_not_test())
    answers = replace(ASKED, do_not_test=everything, pregnancy_week=30)
    programme = made(("weak", "tight"), ("weak", "tight"), answers=answers)
    assert programme.refused.startswith("No exercise for now. Ask a doctor or physiotherapist")


@pytest.mark.parametrize("minutes", [5, 10, 15, 30])
def test_a_session_keeps_to_the_time_that_was_wished(minutes):
    from ilio.programmes.player import item_seconds

    for block in made(("weak", "tight"), ("weak", "tight"), Wishes(session_minutes=minutes)).blocks:
        assert sum(map(item_seconds, block.strength)) <= minutes * 60


def test_both_sides_mirror_each_other():
    def swapped(item):
        return replace(
            item,
            side={"left": "right", "right": "left", "both": "both"}[item.side],
            why=item.why.replace("left", "*").replace("right", "left").replace("*", "right"),
        )

    for one, other in product(CALLS, CALLS):
        mine, theirs = made(one, other), made(other, one)
        assert sorted(map(repr, map(swapped, items(mine)))) == sorted(map(repr, items(theirs)))


def test_a_summary_reads_aloud():
    said = made(("sound", "tight"), ("weak", "normal")).summary
    assert "aims for 3 sessions a week of about 15 minutes" in said
    assert "Stretch the left hip only, tight in the test" in said
    assert "times" not in said  # how much stands in the sessions, and is told from them
    assert "The band is for the right hip, weak in the test." in said
    assert "stops you at 15 repetitions and work towards one that stops you at 8." in said


def test_a_summary_names_no_exercise_and_no_side_that_the_answers_rule_out():
    pregnant = replace(ASKED, do_not_test=frozenset({"pregnancy"}), pregnancy_week=8)
    said = made(("weak", "tight"), ("weak", "tight"), answers=pregnant).summary
    assert "No stretch for both hips, though tight: your answers rule it out." in said
    assert "Before each run the hip is woken: march on the back." in said
    assert "press-away" not in said and "half-kneeling" not in said
    assert "stops you at" not in said and "running" not in said


def test_a_stop_sign_is_as_urgent_as_the_red_flag_of_the_same_sign():
    said = " ".join(made(("weak", "tight"), ("weak", "tight")).stop)
    flags = {"numbness between": "saddle_numbness", "tingling": "leg_weakness"}
    flags |= {"fever": "fever", "stress fracture": "bone_stress"}
    for words, key in flags.items():
        line = next(s for s in made(("weak", "tight"), ("weak", "tight")).stop if words in s)
        how_soon = knowledge.urgency(knowledge.red_flag(key).seen).short
        assert line.lower().startswith(how_soon)
    assert "same day" not in said and "hospital" not in said


def test_acute_back_pain_brings_no_leg_that_pulls_on_the_low_back():
    sore = replace(
        ASKED,
        do_not_test=frozenset({"acute_back_pain"}),
        clearances=(Clearance(of="acute_back_pain", by="Dr. Roth", on="2026-10-01"),),
    )
    programme = made(("weak", "tight"), ("weak", "tight"), answers=sore)
    found = {item.exercise for item in items(programme)}
    assert "glute_bridge" in found
    assert not found & {"dead_bug", "supine_hold_90_90", "straight_leg_raise"}


def test_a_plan_that_runs_already_goes_on_with_a_clearance_that_came_later():
    """Which counts from its own day on, and not for the weeks that have passed."""
    cleared = Clearance(of="hernia", by="Dr. Roth", on="2026-12-08")
    answers = replace(ASKED, do_not_test=frozenset({"hernia"}), clearances=(cleared,))
    verdict = judgement(("weak", "tight"), ("weak", "tight"))
    assert compose(verdict, answers, Wishes(), 8, START).refused
    later = compose(verdict, answers, Wishes(), 8, START, since=START + timedelta(days=15))
    assert (later.refused, later.weeks) == ("", 8)
    assert not held_against(later, verdict, answers, START + timedelta(days=15)).refused
