"""The first two pages of a report: who, what was found, why, what to do, how sure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ilio.core import Side
from ilio.knowledge import axis_card, safety_answers, threshold
from ilio.observations import PAINFUL, Answers, Clearance, Safety
from ilio.protocols.measurement import Measurement
from ilio.records.brief_parts import Brief, BriefSide, FirstExercise
from ilio.records.deciding_reasons import count_words, deciding, shortened, words_of
from ilio.records.next_steps import next_steps
from ilio.records.together import together_words
from ilio.records.told_in_words import words_of_side
from ilio.records.visit import Visit
from ilio.records.wording import chance_text, figure, plain_degrees
from ilio.verdicts.verdict import Verdict

MOST_WORDS = 182
"""Of the first page, beside its title, the names of the tests and the line at its foot."""

FIGURE_WORDS = re.compile(r"<text[^>]*>([^<]*)")

NOTHING_SURE = "Nothing could be called; the next step above is what would settle it."
OTHER_CAUSES = (
    "Nobody has validated this test (grade D): a stiff hip, a tired trunk or low effort can look"
    " the same."
)
LEGEND = {
    "tint": "Tinted: measured; fan: 90 % interval.",
    "outline-tested": "Not tinted: told in words.",
    "outline-assumed": "Dashed: drawn as asked.",
    "dots": "Dots: it fell.",
    "pain": "Star: it hurt.",
}
"""Ink to what it says, for whoever looks at the figures."""

ONE_OF_SEVERAL = "One attempt is drawn."


def brief_of(
    visit: Visit,
    safety: Safety,
    drawn: Iterable[str] = (),
    exercises: tuple[FirstExercise, ...] = (),
    stopped: str = "",
    leads: bool = False,
) -> Brief:
    """The first two pages of a visit that may be judged.

    Parameters
    ----------
    visit
        What was measured and judged.
    safety
        What its answers allow.
    drawn
        The figures as SVG; the legend speaks of what they show.
    exercises
        The first ones of the plan, empty without one.
    stopped
        Why the plan at hand stands still; empty while it goes on, and without one.
    leads
        Whether its log has stopped it, and that is more urgent than what the answers say.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> brief_of(Visit(Judgement("Nothing was measured.", {})), Safety()).sure == NOTHING_SURE
    True
    """
    verdicts = visit.judgement.sides
    svgs = "".join(drawn)
    about = tuple(_about(visit.answers, safety))
    legend = " ".join(_legend(svgs, visit.measurements))
    found = (*passive_words(visit.answers), *together_words(visit.measurements))
    apart = tuple(map(plain_degrees, visit.judgement.differences))
    leave_out = tuple(
        plain_degrees(reason.text)
        for reason in visit.judgement.do_not_test
        if reason.text not in visit.judgement.summary
    )
    sides = tuple(_side(verdict, said_of(visit, verdict.side)) for verdict in verdicts.values())
    said = (visit.judgement.summary, *about, legend, *FIGURE_WORDS.findall(svgs))
    room = MOST_WORDS - count_words((*said, *found, *leave_out))
    if words_of(shortened(sides, 0)) + count_words(apart) > room:
        apart = ()  # the appendix has them
    return Brief(
        about=about,
        sides=shortened(sides, room - count_words(apart)),
        legend=legend,
        both=(*found, *apart),
        leave_out=leave_out,
        steps=next_steps(visit, safety, planned=bool(exercises), stopped=stopped, leads=leads),
        exercises=exercises,
        sure=how_sure(verdicts) + _lost(len(visit.failures)),
    )


def _legend(svgs: str, measurements: Sequence[Measurement]) -> Iterator[str]:
    yield from (words for ink, words in LEGEND.items() if f'"i-{ink}"' in svgs)
    tests = [(m.protocol, m.side) for m in measurements]
    if svgs and len(set(tests)) < len(tests):
        yield ONE_OF_SEVERAL


def _about(answers: Answers, safety: Safety) -> Iterator[str]:
    age, sitting = answers.age_years, answers.sitting_hours
    facts = [f"Age {figure(age, places=0)}" if age is not None else "Age not asked"]
    facts.append("sitting hours not asked" if sitting is None else f"sits {sitting:g} h a day")
    yield f"{', '.join(facts)}."
    said = [key for key in safety.holds if key not in PAINFUL]
    cleared = {clearance.of: clearance for clearance in safety.cleared}
    for key in said:
        if key in cleared:
            yield cleared_words(cleared[key])
        else:
            yield f"{safety_answers()[key].question} Yes."
    if not said:
        yield "Safety questions: all answered no."
    yield from _details(answers)


def _details(answers: Answers) -> Iterator[str]:
    if answers.pregnancy_week is not None:
        yield f"Week {int(answers.pregnancy_week)} of the pregnancy."
    if answers.replaced_hip:
        months = answers.hip_replaced_months
        since = "" if months is None else f", since {months:g} months"
        yield f"Artificial hip: {answers.replaced_hip}{since}."
    if answers.with_clinician:
        yield "Tested together with a clinician."


def cleared_words(clearance: Clearance) -> str:
    """Who allowed what, and when; one sentence.

    Examples
    --------
    >>> cleared_words(Clearance(of="hernia", by="Dr. Roth", on="2026-11-20"))[-34:]
    'Cleared by Dr. Roth on 2026-11-20.'
    """
    question = safety_answers()[clearance.of].question
    return f"{question} Yes. Cleared by {clearance.by} on {clearance.on}."


def passive_words(answers: Answers) -> tuple[str, ...]:
    """What a helper found when bringing the knee to the chest, a sentence a side.

    Examples
    --------
    >>> from ilio.core import Side
    >>> passive_words(Answers(passive_knee_to_chest_deg={Side.LEFT: 92.0}))
    ('A helper could bend the left hip to 92°.',)
    """
    said = []
    for side in Side:
        angle = answers.passive_knee_to_chest_deg.get(side)
        pain = answers.passive_knee_to_chest_pain.get(side)
        how_far = "" if angle is None else f" to {angle:.0f}°"
        felt = {True: ", and it hurt or pinched", False: ", free of pain", None: ""}[pain]
        if how_far or felt:
            said.append(f"A helper could bend the {side} hip{how_far}{felt}.")
    return tuple(said)


def said_of(visit: Visit, side: Side) -> dict[str, str]:
    """What of a side nobody measured, with the words that were said.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> said_of(Visit(Judgement("Nothing was measured.", {})), Side.LEFT)
    {}
    """
    return words_of_side(m for m in visit.measurements if m.side is side)


def _side(verdict: Verdict, said: Mapping[str, str]) -> BriefSide:
    return BriefSide(
        name=verdict.side.capitalize(),
        finding=verdict.finding,
        calls=" ".join(f"{axis_card(n).title}: {axis.call}." for n, axis in verdict.axes.items()),
        why=deciding(verdict, said),
    )


def how_sure(verdicts: Mapping[Side, Verdict]) -> str:
    """What each chance is the chance of, and what else could look the same.

    Examples
    --------
    >>> how_sure({}) == NOTHING_SURE
    True
    """
    return " ".join([*_sure(verdicts)] or [NOTHING_SURE])


def _sure(verdicts: Mapping[Side, Verdict]) -> Iterator[str]:
    strength = _chances(verdicts, lambda verdict: verdict.weakness.probability)
    if strength:
        hold = figure(threshold("knee_raise.hold").value, places=0)
        yield (
            f"Chance that the thigh fell below level before {hold} s, or that trunk or low back"
            f" gave way: {strength}. {OTHER_CAUSES}"
        )
    length = _chances(verdicts, lambda verdict: verdict.tightness.probability)
    if length:
        yield f"Chance that the thigh stops short of level, the pelvis in neutral: {length}."


def _lost(attempts: int) -> str:
    if not attempts:
        return ""
    which = "One attempt" if attempts == 1 else f"{attempts} attempts"
    return f" {which} could not be measured; the appendix says why."


def _chances(verdicts: Mapping[Side, Verdict], chance_of: Callable[[Verdict], float | None]) -> str:
    told: dict[str, list[str]] = {}
    for side, verdict in verdicts.items():
        chance = chance_of(verdict)
        if chance is not None:
            told.setdefault(chance_text(chance), []).append(str(side))
    return ", ".join(
        f"{'both sides' if len(sides) > 1 else sides[0]} {chance}" for chance, sides in told.items()
    )
