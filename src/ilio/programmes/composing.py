"""A judgement becomes blocks of prescriptions."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from ilio.core import InputError, Side
from ilio.core.counting import number_of
from ilio.knowledge import dose, progression, threshold
from ilio.observations import Answers, Safety, safety_of, weeks_later
from ilio.programmes.needs import Needs, named, needs_of
from ilio.programmes.phases import Phase, phases
from ilio.programmes.player import item_seconds
from ilio.programmes.prescribing import (
    band_work,
    core_work,
    filled,
    glute_work,
    movement_breaks,
    opening_work,
)
from ilio.programmes.programme import Block, Prescription, Programme
from ilio.programmes.running_week import Wishes
from ilio.programmes.stretching import away_stretch, optional_stretch, stretches
from ilio.programmes.telling import expectations, next_test, refusal, stop_rules, summary
from ilio.verdicts import Judgement

MINUTE = timedelta(minutes=1)


BIRTH_IS_DUE = (
    "No plan now: the birth is due. Move as you like, and after it ask your midwife when to train. "
    "Then make a new visit."
)


def compose(
    judgement: Judgement,
    answers: Answers,
    wishes: Wishes,
    weeks: int,
    start: date,
    since: date | None = None,
) -> Programme:
    """Blocks for the verdicts of both sides; no dates yet.

    Parameters
    ----------
    judgement
        Both sides. A reason to see a clinician first means no exercise.
    answers
        About the person: sitting, and what forbids exercises.
    wishes
        What the person chose.
    weeks
        Length [weeks].
    start
        First day.
    since
        The day from which it is still to be done, where it began before: from that day on a
        clearance has to count.

    Raises
    ------
    InputError
        If `weeks` is under 1 or over ``planning.weeks_most``.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> open_case = compose(judge([], asked), asked, Wishes(), 6, date(2026, 11, 23))
    >>> sorted({item.purpose for block in open_case.blocks for item in block.strength})
    ['core', 'glutes']
    """
    most = int(threshold("planning.weeks_most").value)
    if not 1 <= weeks <= most:
        raise InputError(
            f"a length of 1 to {most} weeks", f"{weeks}", "Plan less, and again after a retest."
        )
    safety, weeks = _lasting(answers, judgement, weeks, start, since or start)
    needs = needs_of(judgement, safety, wishes)
    blocks: tuple[Block, ...] = ()
    allowed = safety.plan == "allowed" and not judgement.refer
    if allowed and not weeks:
        return _refused(BIRTH_IS_DUE, start, needs)
    if allowed:
        each = (_block(phase, needs, answers, wishes) for phase in phases(needs, weeks))
        blocks = tuple(_merged(each))
    refused = refusal(judgement, safety, blocks)
    if refused:
        refused = f"{refused}{_shorter(answers, judgement, start)}"
        return _refused(refused, start, needs)
    # a retest repeats the tests of the visit, one of which may be ruled out by then
    tests = () if any(safety.judged.values()) else _retests(needs)
    return Programme(
        summary=summary(judgement, safety, needs, wishes, blocks),
        start=start,
        weeks=weeks,
        blocks=blocks,
        rules=_load_rules(safety),
        expect=expectations(needs, wishes, weeks),
        stop=stop_rules(safety),
        next_test=next_test(judgement),
        retest=start + timedelta(weeks=tests[-1]) if tests else None,
        bans=needs.limits.keys,
        **_hurts(needs),
        cleared=safety.cleared,
        retest_weeks=tuple(week for week in tests if week <= weeks),
    )


def _refused(why: str, start: date, needs: Needs) -> Programme:
    """A plan without sessions; the next one knows from it which hip hurts."""
    return Programme(summary=why, start=start, weeks=0, refused=why, **_hurts(needs))


def _hurts(needs: Needs) -> dict[str, Any]:
    left, right = (needs.limits.hurts.get(side, frozenset()) for side in Side)
    return {"hurts_left": tuple(sorted(left)), "hurts_right": tuple(sorted(right))}


def _lasting(
    answers: Answers, judgement: Judgement, weeks: int, start: date, since: date
) -> tuple[Safety, int]:
    """What is allowed up to the last day, and how many weeks of the plan that is."""
    at_the_end = weeks_later(answers, weeks)  # a pregnancy goes on meanwhile
    safety = safety_of(at_the_end, judgement.hurts, day=since.isoformat())
    cleared = min(weeks, _cleared_weeks(safety, start))
    if not cleared:  # the clearance ends within the first week: as if there were none
        next_week = since + timedelta(weeks=1)
        safety = safety_of(at_the_end, judgement.hurts, day=next_week.isoformat())
    return safety, min(cleared, _weeks_to_birth(answers))


def _load_rules(safety: Safety) -> tuple[str, ...]:
    """How the load moves; in a gentle plan it only ever goes down."""
    rules = (rule for rule in progression().values() if rule.does != "up" or not safety.gentle)
    return tuple(f"{rule.text} [{rule.source}, {rule.grade}]" for rule in rules)


def _weeks_to_birth(answers: Answers) -> int:
    """Whole weeks up to the end of a pregnancy; without one as many as a plan may have."""
    if answers.pregnancy_week is None:
        return int(threshold("planning.weeks_most").value)
    return max(int(threshold("pregnancy.term").value - answers.pregnancy_week), 0)


def _cleared_weeks(safety: Safety, start: date) -> int:
    """Whole weeks that end before a clearance does; without one as many as a plan may have."""
    if not safety.cleared:
        return int(threshold("planning.weeks_most").value)
    left = date.fromisoformat(safety.cleared_until) - start + timedelta(days=1)
    return left // timedelta(weeks=1)


def _shorter(answers: Answers, judgement: Judgement, start: date) -> str:
    """The plan that ends before a pregnancy is late, where only the length stands in the way."""
    week, late = answers.pregnancy_week, threshold("pregnancy.late").value
    today = safety_of(answers, judgement.hurts, day=start.isoformat())
    if week is None or today.plan != "allowed" or judgement.refer:
        return ""
    left = math.ceil(late - week) - 1
    reached = f" The plan would reach week {late:g} of the pregnancy"
    shorter = f"one of {number_of(left, 'week')} or fewer needs no clearance"
    return f"{reached}: {shorter}." if left else f"{reached}."


def _retests(needs: Needs) -> tuple[int, ...]:
    """The weeks of the retests; an open case tests again at once instead."""
    keys: tuple[str, ...] = ()
    if needs.sound:
        keys = ("planning.retest_sound",)
    elif needs.works:
        keys = ("planning.retest_first", "planning.retest_second")
    return tuple(int(threshold(key).value) for key in keys)


def _block(phase: Phase, needs: Needs, answers: Answers, wishes: Wishes) -> Block:
    stretched = not wishes.no_stretch
    keep = dose(phase.keys["core"])
    floor, target = threshold("planning.strength_floor"), threshold("planning.strength_target")
    return Block(
        name=phase.name,
        first_week=phase.first_week,
        last_week=phase.last_week,
        strength=within(_strength(phase, needs, wishes), wishes.session_minutes),
        short=_short(phase, needs, wishes),
        before_run=_before_run(needs, stretched=stretched),
        after_run=_after_run(needs) if stretched else (),
        own=away_stretch(needs) if stretched else (),
        daily=movement_breaks(answers.sitting_hours, needs),
        strength_days_low=min(int(floor.value), keep.days_low or 1),
        strength_days=min(int(target.value), keep.days_high or 1),
    )


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neighbouring blocks that ask for the same are one, under the name of the first."""
    for _, alike in groupby(blocks, key=lambda b: replace(b, name="", first_week=0, last_week=0)):
        first, *others = alike
        yield replace(first, last_week=others[-1].last_week) if others else first


def _strength(phase: Phase, needs: Needs, wishes: Wishes) -> tuple[Prescription, ...]:
    """Heaviest first; with pain in the squat one leg and the trunk come first."""
    sound = needs.sound and not needs.strength_open
    band = (
        filled(phase.keys["strength"], needs, tuple(Side), "keeps what is there")
        if sound
        else band_work(phase.keys["strength"], needs)
    )
    glutes = glute_work(phase.keys["glutes"], needs, no_stretch=wishes.no_stretch)
    if wishes.no_stretch:
        glutes = (*glutes, *opening_work(needs))
    core = core_work(phase.keys["core"], needs)
    if not wishes.squats_hurt:
        return (*band, *glutes, *core)
    why = "pain with squats: one leg at a time first"
    single = filled(phase.keys["single_leg"], needs, tuple(Side), why)
    return (*single, *core, *band, *glutes, *_squat_check(phase, needs))


def _squat_check(phase: Phase, needs: Needs) -> tuple[Prescription, ...]:
    if phase.first_week < (dose("check.squat").first_week or 0):
        return ()
    return filled("check.squat", needs, tuple(Side), "to see whether the squat is free of pain now")


def _short(phase: Phase, needs: Needs, wishes: Wishes) -> tuple[Prescription, ...]:
    """A band session where a hip is weak; else the strength session, cut to its length."""
    minutes = int((dose("strength.band_only").session_s_most or 0) // MINUTE.total_seconds())
    gentle = needs.limits.gentle
    weak = band_work(phase.keys["strength"] if gentle else "strength.band_only", needs)
    return within(weak or _strength(phase, needs, wishes), min(minutes, wishes.session_minutes))


def _before_run(needs: Needs, *, stretched: bool) -> tuple[Prescription, ...]:
    tight = needs.tight if stretched else ()
    stretch = stretches("length.before_run", needs, tight, "{} tested tight")
    moving = (
        filled("dynamic.before_run", needs, tuple(Side), "movement after a stretch")
        if tight
        else ()
    )
    both = tuple(Side) if needs.weak else ()
    wake = filled(
        "activation.before_run", needs, both, f"wakes {named(needs.weak)}, which tested weak"
    )
    return (*stretch, *moving, *wake)


def _after_run(needs: Needs) -> tuple[Prescription, ...]:
    stretch = stretches("length.after_run", needs, needs.tight, "{} tested tight")
    return (*stretch, *optional_stretch(needs))


def within(items: Sequence[Prescription], minutes: int) -> tuple[Prescription, ...]:
    """Items that fit into a time: sets go first, then items from the end, a purpose last of all.

    Parameters
    ----------
    items
        The most important first.
    minutes
        Time [min].

    Examples
    --------
    >>> plank = Prescription(exercise="front_plank", purpose="core", side="left", sets=3, hold_s=30)
    >>> [item.sets for item in within((plank, plank), 2)]
    [2, 1]
    """
    kept = list(items)
    while len(kept) and sum(map(item_seconds, kept)) > minutes * MINUTE.total_seconds():
        most = max(range(len(kept)), key=lambda i: (kept[i].sets, kept[i].purpose != "strength", i))
        if kept[most].sets > 1:
            kept[most] = replace(kept[most], sets=kept[most].sets - 1)
        elif len(kept) > 1:
            purposes = [item.purpose for item in kept]
            spare = [i for i, purpose in enumerate(purposes) if purposes.count(purpose) > 1]
            kept.pop(max(spare, default=-1))
        else:
            break
    return tuple(kept)
