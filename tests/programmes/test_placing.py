"""Every case of the grid keeps every rule, and says what does not fit."""

from datetime import datetime, time, timedelta
from itertools import product

import pytest
from built_plans import ASKED, CALLS, EVENING, FREE, RUNS, START, judgement
from plan_rules import broken_rules, strength_by_week

from ilio.core import InputError
from ilio.observations.training_log import LogEntry
from ilio.programmes import FreeTime, WeeklyRun, Wishes, expand_runs, place, plan, replan

WEEKS = 8
GRID = list(product(CALLS, CALLS, RUNS, FREE, (False, True)))
WEAK = judgement(("weak", "tight"), ("weak", "normal"))


def made(left, right, runs, free, *, long_is_hard=False, weeks=WEEKS):
    return plan(
        judgement(left, right),
        ASKED,
        RUNS[runs],
        START,
        weeks=weeks,
        free=FREE[free],
        wishes=Wishes(long_run_is_hard=long_is_hard),
    )


@pytest.mark.slow
@pytest.mark.parametrize("runs", RUNS)
@pytest.mark.parametrize("free", FREE)
@pytest.mark.parametrize("long_is_hard", [False, True])
def test_the_grid_keeps_every_rule_and_hides_no_shortfall(runs, free, long_is_hard):
    dated = expand_runs(RUNS[runs], START, WEEKS + 1)
    for left, right in product(CALLS, CALLS):
        programme = made(left, right, runs, free, long_is_hard=long_is_hard)
        assert broken_rules(programme, dated, FREE[free], long_is_hard=long_is_hard) == []
        told = {shortfall.week for shortfall in programme.shortfalls}
        for week, count in strength_by_week(programme).items():
            assert [s for s in programme.sessions if s.week == week]
            assert count >= 2 or week in told
        assert all(shortfall.give_up for shortfall in programme.shortfalls)


@pytest.mark.parametrize("runs", ["no runs", "three", "six"])
def test_where_every_day_is_free_nothing_is_missing(runs):
    programme = made(("weak", "normal"), ("sound", "tight"), runs, "every day")
    assert programme.shortfalls == ()
    counts = strength_by_week(programme)
    assert [counts[week] for week in range(1, 7)] == [3] * 6


def most_by_brute_force(runs, free, minutes, weeks):
    """The most strength sessions of whole length in any plan on a grid of 15 min."""
    step = timedelta(minutes=15)
    hard = [r for r in runs if r.kind in {"intervals", "tempo", "race"}]
    starts = []
    moment = datetime.combine(START, time())
    while moment < datetime.combine(START, time()) + timedelta(weeks=weeks):
        end = moment + timedelta(minutes=minutes)
        day = moment.date()
        inside = any(
            f.weekday == day.weekday()
            and datetime.combine(day, f.start) <= moment
            and end <= datetime.combine(day, f.end)
            for f in free
        )
        clear = all(end <= r.start or moment >= r.end for r in runs)
        before = all(end <= r.start - timedelta(hours=24) or moment >= r.start for r in hard)
        after = all(
            moment < r.start or moment >= r.end + timedelta(hours=6) or day != r.start.date()
            for r in hard
        )
        if inside and clear and before and after:
            starts.append(moment)
        moment += step
    count, last = 0, None
    for start in starts:  # the earliest legal one first is the most that fits 48 h apart
        if last is None or start - last >= timedelta(hours=48):
            count, last = count + 1, start
    return count


@pytest.mark.parametrize("evenings", [(0,), (0, 1), (0, 2), (1, 3, 5), (2, 3, 6), (0, 2, 4, 6)])
@pytest.mark.parametrize("runs", ["no runs", "three", "marathon"])
def test_no_plan_by_brute_force_holds_more_strength(evenings, runs):
    free = [FreeTime(day, time(17), time(21)) for day in evenings]
    # runs without anything attached: a person who is sound on both sides, one week
    programme = plan(
        judgement(("cannot tell", "normal"), ("cannot tell", "normal")),
        ASKED,
        RUNS[runs],
        START,
        weeks=1,
        free=free,
    )
    dated = expand_runs(RUNS[runs], START, 2)
    minutes = max(s.minutes for s in programme.sessions) if programme.sessions else 15
    found = strength_by_week(programme)[1]
    assert found >= min(3, most_by_brute_force(dated, free, minutes, 1))


def test_the_same_input_gives_the_same_plan():
    one = made(("weak", "tight"), ("sound", "normal"), "marathon", "three evenings")
    assert one == made(("weak", "tight"), ("sound", "normal"), "marathon", "three evenings")


def test_a_change_that_is_named_really_solves_the_week():
    free = [FreeTime(0, EVENING, time(21)), FreeTime(2, EVENING, time(21))]
    short = plan(WEAK, ASKED, [], START, weeks=1, free=free)
    assert [s.text for s in short.shortfalls] == [
        "Week 1: 2 of 3 strength sessions fit; 2 of 3 stretching sessions fit."
    ]
    assert short.shortfalls[0].give_up == "Keep Friday evening free as well."
    more = plan(WEAK, ASKED, [], START, weeks=1, free=[*free, FreeTime(4, EVENING, time(21))])
    assert more.shortfalls == ()


def test_a_short_band_session_after_a_hard_run_is_the_cheapest_change():
    free = [FreeTime(5, EVENING, time(21))]
    programme = plan(WEAK, ASKED, RUNS["three"], START, weeks=1, free=free)
    assert "straight after a hard run" in programme.shortfalls[0].give_up
    assert "Tuesday 19:" in programme.shortfalls[0].give_up


def test_no_free_time_is_said_and_the_runs_keep_what_belongs_to_them():
    programme = plan(WEAK, ASKED, RUNS["three"], START, weeks=1, free=[])
    assert {s.kind for s in programme.sessions} == {"before run", "after run"}
    assert "0 of 3 strength sessions fit, under the floor of 2" in programme.shortfalls[0].text


def test_who_did_not_say_when_they_are_free_gets_whole_days():
    assert plan(WEAK, ASKED, [], START, weeks=1).shortfalls == ()


def test_busy_times_may_overlap_and_are_kept_clear():
    monday = datetime(2026, 11, 23, 17)
    busy = [(monday, monday + timedelta(hours=3)), (monday, monday + timedelta(hours=5))]
    programme = plan(WEAK, ASKED, [], START, weeks=2, free=FREE["every day"], busy=busy)
    assert broken_rules(programme, [], FREE["every day"], busy=busy) == []


def test_a_hard_run_after_the_last_day_still_keeps_the_day_before_it_clear():
    runs = [WeeklyRun(0, "race", 60, time(10))]
    programme = plan(WEAK, ASKED, runs, START, weeks=1, free=[FreeTime(6, time(11), time(21))])
    assert strength_by_week(programme)[1] == 0


@pytest.mark.parametrize(
    ("weekday", "begin", "end"), [(0, 20, 19), (0, 19, 19), (7, 18, 19), (-1, 18, 19)]
)
def test_a_free_time_that_makes_no_sense_is_refused(weekday, begin, end):
    with pytest.raises(InputError, match="Expected a free time on a weekday"):
        plan(WEAK, ASKED, [], START, free=[FreeTime(weekday, time(begin), time(end))])


def test_a_busy_time_that_ends_before_it_begins_is_refused():
    busy = [(datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 9))]
    with pytest.raises(InputError, match="busy time that ends after it begins"):
        plan(WEAK, ASKED, [], START, busy=busy)


@pytest.mark.parametrize(
    "run", [WeeklyRun(7, "easy", 40, EVENING), WeeklyRun(1, "easy", 0, EVENING)]
)
def test_a_run_that_makes_no_sense_is_refused(run):
    with pytest.raises(InputError, match="Expected a run on a weekday from 0"):
        expand_runs([run], START, 1)


@pytest.mark.parametrize("weeks", [0, -1, 27])
def test_a_length_that_makes_no_sense_is_refused(weeks):
    with pytest.raises(InputError, match="Expected a length of 1 to 26 weeks"):
        plan(WEAK, ASKED, [], START, weeks=weeks)


def own(programme):
    return {s.key: s.start for s in programme.sessions if s.place == "on its own"}


def test_keys_are_unique():
    programme = made(("weak", "tight"), ("weak", "tight"), "six", "every day")
    keys = [session.key for session in programme.sessions]
    assert len(keys) == len(set(keys))


def test_a_plan_that_changed_nothing_stays_as_it_was():
    programme = plan(WEAK, ASKED, RUNS["three"], START, weeks=4, free=FREE["every day"])
    dated = expand_runs(RUNS["three"], START, 5)
    again = replan(programme, dated, FREE["every day"], Wishes(), today=START)
    assert again == programme


def missed(programme, key, today):
    day = own(programme)[key].date()
    log = [LogEntry(session=key, day=day, done=False)]
    return replan(programme, [], FREE["every day"], Wishes(), today=today, log=log)


def test_a_missed_session_is_placed_again_under_its_key_and_the_rest_stays():
    programme = plan(WEAK, ASKED, [], START, weeks=2, free=FREE["every day"])
    today = START + timedelta(days=5)
    again = missed(programme, "w1-strength-3", today)
    before, after = own(programme), own(again)
    assert after.pop("w1-strength-3") >= datetime.combine(today, time())
    assert before.pop("w1-strength-3").date() < today
    assert after == before
    assert broken_rules(again, [], FREE["every day"]) == []


def test_a_missed_session_without_room_moves_nothing_and_is_told():
    programme = plan(WEAK, ASKED, [], START, weeks=2, free=FREE["every day"])
    again = missed(programme, "w1-strength-2", START + timedelta(days=3))
    before, after = own(programme), own(again)
    del before["w1-strength-2"]
    # its stretch needs no distance from the others and has a place of its own now
    assert after.pop("w1-length-1").date() >= START + timedelta(days=3)
    assert after == before
    assert again.shortfalls[0].text == "Week 1: 2 of 3 strength sessions fit."


def test_a_session_that_its_person_moved_stays_there():
    from dataclasses import replace

    programme = plan(WEAK, ASKED, [], START, weeks=2, free=FREE["every day"])
    to = datetime(2026, 11, 28, 9, 10)
    moved = tuple(
        replace(s, start=to) if s.key == "w1-strength-3" else s for s in programme.sessions
    )
    again = replan(replace(programme, sessions=moved), [], FREE["every day"], Wishes(), today=START)
    assert own(again)["w1-strength-3"] == to
    assert broken_rules(again, [], FREE["every day"]) == []


def test_a_new_hard_run_moves_only_what_it_forbids():
    programme = plan(WEAK, ASKED, [], START, weeks=3, free=FREE["every day"])
    runs = expand_runs([WeeklyRun(3, "intervals", 60, EVENING)], START, 1)
    again = replan(programme, runs, FREE["every day"], Wishes(), today=START)
    assert broken_rules(again, runs, FREE["every day"]) == []
    later = {k: v for k, v in own(programme).items() if k.startswith(("w2", "w3"))}
    assert {k: own(again)[k] for k in later} == later


def test_a_refused_programme_is_left_as_it_is():
    from ilio.programmes import Programme

    refused = Programme(summary="No.", start=START, weeks=0, refused="red flag")
    assert place(refused, (), FREE["every day"], Wishes()) is refused


@pytest.mark.parametrize(
    ("weeks", "tested"),
    [(3, [3]), (4, [4]), (6, [3, 6]), (8, [3, 8]), (9, [3, 6, 9]), (12, [3, 6, 12])],
)
def test_the_last_retest_is_in_the_last_week(weeks, tested):
    programme = plan(WEAK, ASKED, RUNS["three"], START, weeks=weeks, free=FREE["every day"])
    retests = [s for s in programme.sessions if s.kind == "retest"]
    assert [s.week for s in retests] == tested
    assert programme.retest == retests[-1].start.date()
    assert timedelta(0) <= programme.last_day - programme.retest < timedelta(weeks=1)


def test_a_plan_under_three_weeks_is_followed_by_its_retest():
    programme = plan(WEAK, ASKED, [], START, weeks=2)
    assert not [s for s in programme.sessions if s.kind == "retest"]
    assert programme.retest == START + timedelta(weeks=3)


def test_a_last_retest_without_a_day_of_rest_is_due_when_the_plan_ends():
    programme = plan(WEAK, ASKED, RUNS["three"], START, weeks=8, free=[])
    assert programme.retest == programme.last_day + timedelta(days=1)


def test_a_stretch_that_may_not_join_strength_before_a_hard_run_counts_as_an_entry():
    runs = [WeeklyRun(1, "intervals", 60, time(5, 10))]
    free = [FreeTime(day, time(5), time(6)) for day in (0, 2, 4, 6)]
    both = judgement(("weak", "tight"), ("weak", "tight"))
    short = Wishes(session_minutes=10)
    programme = plan(both, ASKED, runs, START, weeks=3, free=free, wishes=short)
    assert broken_rules(programme, expand_runs(runs, START, 4), free) == []
