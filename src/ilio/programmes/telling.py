"""What a plan says in words: summary, what to expect, when to stop, what to test next."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from ilio.core import Side
from ilio.core.counting import number_of
from ilio.knowledge import Outlook, movement, outlooks, question_of, urgencies, urgency
from ilio.observations import Safety
from ilio.observations.safety import ends
from ilio.programmes.needs import Needs, named
from ilio.programmes.player import item_seconds, title_of
from ilio.programmes.programme import Block, Expectation, Prescription, Purpose
from ilio.programmes.running_week import Wishes
from ilio.programmes.stretching import reaches_over_the_knee, stretches_of
from ilio.verdicts import Judgement
from ilio.verdicts.safety_telling import STAYS_OUT, back_from, headline

OPENS: tuple[Purpose, ...] = ("glutes", "single leg")
"""Work that takes the hip into extension."""


def refusal(judgement: Judgement, safety: Safety, blocks: Sequence[Block]) -> str:
    """Why there is no programme, and how to come to one; empty when there is one.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> from ilio.observations import Answers, safety_of
    >>> ill = Answers(red_flags=frozenset({"fever"}))
    >>> refusal(judge([], ill), safety_of(ill), ())[:38]
    'No exercise for now. See a doctor toda'
    """
    if any(block.strength for block in blocks):
        return ""
    first = "No exercise for now."
    runs = "" if safety.runs else " Your planned runs are left out as well."
    if judgement.refer and not safety.refers:
        return f"{first} {' '.join(reason.text for reason in judgement.refer)}"
    if safety.plan == "allowed":
        said = headline(safety) or judgement.summary
        return f"{first} {said} Your answers rule out every exercise that would help."
    return " ".join(filter(None, (first, headline(safety), *_ways_back(safety)))) + runs


def _ways_back(safety: Safety) -> Iterator[str]:
    """Who lifts each answer that stops the plan, and what has to be answered besides."""
    if safety.refers or safety.open:
        return
    for name in safety.asks:
        yield f'Answer first: "{question_of(name).text}"'
    waiting = [key for key in safety.holds if key in safety.uncleared]
    stopping = [key for key, row in safety.rows.items() if row.plan == "none"]
    yield from (back_from(key, safety) for key in (*stopping, *waiting))


def next_test(judgement: Judgement) -> str:
    """The best next test where something is open, side by side; empty otherwise.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> next_test(judge([])).startswith("Both sides: ")
    True
    """
    found = {side: v.next_step for side, v in judgement.sides.items() if v.open}
    steps = {side: step for side, step in found.items() if step not in ("", STAYS_OUT)}
    if len(steps) == 2 and len(set(steps.values())) == 1:
        return f"Both sides: {steps[Side.LEFT]}"
    return " ".join(f"{side.value.capitalize()}: {step}" for side, step in steps.items())


def stop_rules(safety: Safety) -> tuple[str, ...]:
    """When to stop and see someone, each with its source and grade; the person's own signs first.

    Examples
    --------
    >>> stop_rules(Safety())[0].endswith("[ilio2026, D]")
    True
    """
    own = (
        f"{sign}. [{row.source}, {row.grade}]"
        for row in safety.rows.values()
        for sign in row.stop_signs
    )
    ladder = ("", *urgencies())
    stops = sorted(
        (o for o in outlooks().values() if o.kind == "stop"),
        key=lambda o: ladder.index(o.seen or ""),
    )
    return tuple(dict.fromkeys((*own, *map(_stop_line, stops))))


def _stop_line(stop: Outlook) -> str:
    how_soon = f"{urgency(stop.seen).short.capitalize()}: " if stop.seen else ""
    said = f"{stop.text[0].lower()}{stop.text[1:]}" if stop.seen else stop.text
    return f"{how_soon}{said} [{stop.source}, {stop.grade}]"


def expectations(needs: Needs, wishes: Wishes, weeks: int) -> tuple[Expectation, ...]:
    """What to expect by when, the nearest first; a plan that ends sooner still says what comes.

    A gentle plan promises nothing: those who were studied trained with growing loads.

    Examples
    --------
    >>> [e.source for e in expectations(Needs(weak=(Side.LEFT,)), Wishes(), 6)]
    ['ilio2026', 'thorborg2016', 'moreside2012']
    """
    if needs.limits.gentle:
        return ()
    topics = {
        "weak": bool(needs.weak),
        "tight": bool(needs.tight) and not wishes.no_stretch,
        "no stretch": bool(needs.tight or needs.limited) and wishes.no_stretch,
        "core": not needs.sound,
        "sound": needs.sound,
    }
    said = [o for o in outlooks().values() if o.kind == "expect" and topics.get(o.holds_for)]
    return tuple(
        Expectation(week=o.week or weeks, text=o.text, source=o.source, grade=o.grade)
        for o in sorted(said, key=lambda o: o.week or weeks)
    )


def summary(
    judgement: Judgement,
    safety: Safety,
    needs: Needs,
    wishes: Wishes,
    blocks: Sequence[Block],
) -> str:
    """Who does what, how long and why, in a few plain sentences.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> from ilio.observations import Answers, safety_of
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> summary(judge([], asked), safety_of(asked), Needs(), Wishes(), ())[:10]
    'Both sides'
    """
    sentences = [judgement.summary, *_strength_words(needs, wishes, blocks)]
    sentences += _length_words(needs, wishes, blocks)
    sentences += _other_words(needs, wishes, blocks)
    sentences += _safety_words(safety)
    return " ".join(sentences)


def lead(judgement: Judgement, safety: Safety, wishes: Wishes, blocks: Sequence[Block]) -> str:
    """What was found, how much there is to do and what the answers ask for: the first page.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> from ilio.observations import Answers, safety_of
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> lead(judge([], asked), safety_of(asked), Wishes(), ())[:10]
    'Both sides'
    """
    much = [f"{_amount(wishes, blocks)}."] if blocks else []
    return " ".join([judgement.summary, *much, *_safety_words(safety)])


def _amount(wishes: Wishes, blocks: Sequence[Block]) -> str:
    first, last = blocks[0], blocks[-1]
    minutes = sum(map(item_seconds, first.strength)) / timedelta(minutes=1).total_seconds()
    sessions = number_of(min(first.strength_days, wishes.sessions_a_week), "session")
    return (
        f"The plan lasts {number_of(last.last_week, 'week')} and aims for "
        f"{sessions} a week of about {minutes:.0f} minutes"
    )


def _safety_words(safety: Safety) -> Iterator[str]:
    """What is left out for the answers' sake, and who allowed the rest."""
    if safety.left_out:
        yield f"Left out: {', '.join(movement(key).text for key in sorted(safety.left_out))}."
    if safety.gentle:
        yield "No set goes to failure, and the load does not grow."
    yield from _said_once(row.do for row in safety.rows.values())
    for clearance in safety.cleared:
        what = clearance.of.replace("_", " ").capitalize()
        given = f"Cleared by {clearance.by} on {clearance.on}"
        until = f"That counts until {ends(clearance)}, and no plan goes on after it."
        yield f"{what}: yes. {given}. {until}"


def _said_once(texts: Iterable[str]) -> list[str]:
    """Sentences without one that another says again with more to it."""
    said = list(dict.fromkeys(s for text in texts for s in re.split(r"(?<=\.) ", text)))
    return [s for s in said if not any(o != s and o.startswith(s.rstrip(".")) for o in said)]


def _strength_words(needs: Needs, wishes: Wishes, blocks: Sequence[Block]) -> list[str]:
    if not blocks:
        return []
    said = [f"{_amount(wishes, blocks)}: {_titles(blocks[0].strength)}."]
    if needs.weak:
        reps = [
            item.reps
            for block in _building(blocks)
            for item in block.strength
            if item.purpose == "strength" and not needs.limits.gentle
        ]
        route = f" Begin with a band that stops you at {reps[0]} repetitions." if reps else ""
        if reps and reps[-1] != reps[0]:
            route = (
                f" Begin with a band that stops you at {reps[0]} repetitions and work towards one"
                f" that stops you at {reps[-1]}."
            )
        kept = " The other side keeps what it has with fewer sets." if needs.kept else ""
        said.append(f"The band is for {named(needs.weak)}, weak in the test.{route}{kept}")
    elif needs.sound:
        said.append("Both hips are sound: this keeps them so, and a retest says whether it does.")
    return said


def _length_words(needs: Needs, wishes: Wishes, blocks: Sequence[Block]) -> list[str]:
    said = []
    if needs.tight and wishes.no_stretch:
        opening = [i for block in blocks[:1] for i in block.strength if i.purpose in OPENS]
        said.append(
            "You chose not to stretch. In its place the hip opens by its own work: "
            f"{_titles(opening)}."
        )
    elif needs.tight and blocks:
        stretched = _stretched(blocks[0], needs.tight)
        only = " only" if len(stretched) == 1 else ""
        if stretched:
            said.append(f"Stretch {named(stretched)}{only}, tight in the test.")
        if crossing := _stretched(blocks[0], needs.two_joint, crossing=True):
            said.append(
                f"In {named(crossing)} what crosses the knee holds the thigh up: the stretch bends "
                "the knee too."
            )
        if left := tuple(side for side in needs.tight if side not in stretched):
            said.append(f"No stretch for {named(left)}, though tight: your answers rule it out.")
    if needs.limited and not wishes.no_stretch:
        said.append(
            f"Stretching {named(needs.limited)} is optional: a little short is common in runners."
        )
    if needs.long:
        said.append(f"Do not stretch {named(needs.long)}: long enough already.")
    return said


def _other_words(needs: Needs, wishes: Wishes, blocks: Sequence[Block]) -> list[str]:
    said = []
    woken = [i for i in blocks[0].before_run if i.purpose == "activation"] if blocks else []
    if needs.weak and woken:
        said.append(f"Before each run the hip is woken: {_titles(woken)}.")
    if wishes.squats_hurt:
        said.append("One-leg and trunk work come first; then the squat on two legs is tried again.")
    if blocks and blocks[0].daily:
        item = blocks[0].daily[0]
        said.append(f"{title_of(item.exercise)} {item.why}.")
    if not needs.works and (needs.strength_open or needs.length_open):
        said.append("Until more is known you get only what is safe either way: trunk and buttocks.")
    return said


def _titles(items: Sequence[Prescription]) -> str:
    return ", ".join(dict.fromkeys(title_of(item.exercise).lower() for item in items))


def _stretched(block: Block, sides: Sequence[Side], *, crossing: bool = False) -> tuple[Side, ...]:
    """Those of some sides that the plan does stretch; `crossing` asks for what crosses the knee."""
    items = stretches_of((*block.before_run, *block.after_run, *block.own))
    who = {i.side for i in items if not crossing or reaches_over_the_knee(i.exercise)}
    return tuple(side for side in sides if who & {side.value, "both"})


def _building(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks before the last one, which only keeps what was won."""
    return [block for block in blocks if block.strength_days_low > 1] or blocks
