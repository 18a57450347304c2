"""What the safety answers mean, in sentences: why, what to do, how to come back."""

from ilio.core import Measured, Side
from ilio.knowledge import (
    CANNOT_TELL,
    SafetyAnswer,
    question_of,
    red_flags,
    safety_answers,
    threshold,
    urgency,
)
from ilio.observations import Answers, Clearance, Safety
from ilio.observations.safety import ends
from ilio.verdicts.reading import held_against
from ilio.verdicts.verdict import Axis, Reason, TightnessAxis, Verdict, axes_of

UNDO = "Ticked by mistake? Change that answer, and the result is made anew."
RULED_OUT = "One of the safety answers rules this test out."
ANY_WAY = "train {them} that way"
BEFORE = {
    frozenset({"painful_flexion"}): "train {them} in bending",
    frozenset({"painful_extension"}): "train {them} backwards",
}
STAYS_OUT = "This test stays left out; what was cleared is the plan."


def refer_reasons(safety: Safety, answers: Answers) -> tuple[Reason, ...]:
    """Why the person should see somebody first, the most urgent first.

    Examples
    --------
    >>> from ilio.observations import safety_of
    >>> feverish = Answers(red_flags=frozenset({"fever"}))
    >>> [reason.grade for reason in refer_reasons(safety_of(feverish), feverish)]
    ['C']
    """
    return tuple(
        _too_young(answers) if key == "under_18" else _reason(key, row)
        for key, row in safety.rows.items()
        if key in red_flags() or key == "under_18"
    )


def ban_reasons(safety: Safety) -> tuple[Reason, ...]:
    """Why a test must not be done, each answer once.

    Examples
    --------
    >>> from ilio.observations import safety_of
    >>> [r.quantity for r in ban_reasons(safety_of(Answers(do_not_test=frozenset({"hernia"}))))]
    ['hernia']
    """
    named = {key for keys in safety.judged.values() for key in keys}
    listed = {key: row for key, row in safety.rows.items() if key in named}
    return tuple(
        _reason(key, row)
        for key, row in listed.items()
        if key not in red_flags() and key != "under_18"
    )


def against(test: str, safety: Safety) -> tuple[Reason, ...]:
    """What stands on the axis of a test that is ruled out: that it is, and how to come back.

    Examples
    --------
    >>> from ilio.observations import safety_of
    >>> late = safety_of(Answers(do_not_test=frozenset({"late_pregnancy"})))
    >>> len(against("knee-raise", late)), len(against("thomas", late))
    (0, 1)
    """
    keys = safety.tests.get(test, ())[:1]
    rows = [safety_answers()[key] for key in keys]
    return tuple(Reason(RULED_OUT, source=row.source, grade=row.grade) for row in rows)


def way_back(test: str, safety: Safety) -> str:
    """How a test that is ruled out may be done after all; empty when nothing rules it out.

    Examples
    --------
    >>> way_back("thomas", Safety())
    ''
    """
    keys = safety.tests.get(test, ())
    cleared = {clearance.of for clearance in safety.cleared}
    waiting = [key for key in keys if key not in cleared]
    if keys and not waiting:
        return STAYS_OUT
    return back_from(waiting[0], safety) if waiting else ""


def ways_back(safety: Safety) -> tuple[str, ...]:
    """How each answer that stops a test or the plan is lifted.

    Examples
    --------
    >>> ways_back(Safety(holds=("fracture",)))[0][:31]
    'The doctor who follows the bone'
    """
    cleared = {clearance.of for clearance in safety.cleared}
    stopping = {
        key: row
        for key, row in safety.rows.items()
        if key not in cleared and (row.bars_verdict or row.plan != "with movements left out")
    }
    return tuple(dict.fromkeys(back_from(key, safety) for key in stopping))


def back_from(key: str, safety: Safety) -> str:
    """How to come back from one answer, and which clearance of it has ended.

    Examples
    --------
    >>> from ilio.observations import Clearance
    >>> old = Clearance(of="hernia", by="Dr. Roth", on="2025-01-10")
    >>> back_from("hernia", Safety(lapsed=(old,), as_of="2026-11-28")).split(": ")[0]
    'The clearance by Dr. Roth ended on 2026-01-10'
    """
    said = [ended_words(old, safety.as_of) for old in safety.lapsed if old.of == key]
    return " ".join((*said, safety_answers()[key].back))


def ended_words(clearance: Clearance, day: str) -> str:
    """That a clearance is over, or will be too soon.

    Parameters
    ----------
    clearance
        Who gave it, and when.
    day
        On which that is said, ``YYYY-MM-DD``.

    Examples
    --------
    >>> ended_words(Clearance(of="hernia", by="Dr. Roth", on="2025-01-10"), "2026-11-28")
    'The clearance by Dr. Roth ended on 2026-01-10: ask again.'
    """
    until = ends(clearance)
    over = "ended" if until < day else "ends"
    return f"The clearance by {clearance.by} {over} on {until}: ask again."


def headline(safety: Safety) -> str:
    """What comes before everything else; empty when nothing does.

    Examples
    --------
    >>> headline(Safety(holds=("saddle_numbness",))).split(",")[0]
    'Go to an emergency department now'
    """
    if safety.open and not safety.refers:
        return open_question(safety)
    if safety.refers or safety.plan == "none" or safety.uncleared:
        said = f"{urgency(safety.urgency).text} {meaning(safety.first_reason, safety)}"
        alone = safety.open == "with_clinician" and safety.urgency == "before_training"
        return f"{said} {open_question(safety)}" if alone else said
    return painful_hips(safety)


def painful_hips(safety: Safety) -> str:
    """Who has to look at a hip that hurt, before what; empty where none did.

    Examples
    --------
    >>> painful_hips(Safety())
    ''
    >>> painful_hips(Safety(hurts={Side.LEFT: frozenset({"painful_flexion"})})).split(",")[0][:32]
    'Have the left hip looked at by a'
    """
    sides = [f"the {side}" for side in Side if side in safety.hurts]
    if not sides:
        return ""
    hips = f"{' and '.join(sides)} hip{'s' if len(sides) > 1 else ''}"
    them = "them" if len(sides) > 1 else "it"
    # the plan still holds what goes the other way: the sentence must not forbid more than is meant
    directions = {keys for keys in safety.hurts.values() if keys}
    way = BEFORE.get(next(iter(directions)), ANY_WAY) if len(directions) == 1 else ANY_WAY
    return (
        f"Have {hips} looked at by a doctor or physiotherapist before you"
        f" {way.format(them=them)}: it hurt in the test."
    )


def meaning(key: str, safety: Safety) -> str:
    """Why an answer matters and what to do about it, for a person with all these answers.

    Examples
    --------
    >>> meaning("osteoporosis", Safety(tests={"thomas": ("osteoporosis",)})).split(". ")[-1]
    'Do the tests only with a doctor or physiotherapist.'
    >>> meaning("osteoporosis", Safety())  # a clinician is there, who does the tests
    'A spine bent or twisted under load, or a fall, can break a bone.'
    """
    row = safety_answers()[key]
    held = any(key in safety.tests.get(test, ()) for test in row.tests)
    return f"{row.why} {row.do}" if held or "tests" not in row.with_clinician else row.why


def open_question(safety: Safety) -> str:
    """The question that has to be answered first; empty when none is open.

    Examples
    --------
    >>> open_question(Safety(open="age_years"))
    'One safety question is open: "How old are you?" Without its answer there is no test and no \
plan.'
    """
    if not safety.open:
        return ""
    asked = question_of(safety.open).text
    return (
        f'One safety question is open: "{asked}" Without its answer there is no test and no plan.'
    )


def withheld(safety: Safety) -> dict[Side, Verdict]:
    """Both sides without a call, a chance or a number.

    Examples
    --------
    >>> withheld(Safety(holds=("fever",)))[Side.LEFT].finding
    'refer'
    """
    step = f"{urgency(safety.urgency).text} {UNDO}" if safety.refers else open_question(safety)
    return {
        side: Verdict(
            side, axes_of(Axis(CANNOT_TELL), TightnessAxis(CANNOT_TELL)), step, safety.refers
        )
        for side in Side
    }


def _reason(key: str, row: SafetyAnswer) -> Reason:
    return Reason(f"{row.why} {row.do}", key, source=row.source, grade=row.grade)


def _too_young(answers: Answers) -> Reason:
    age = answers.age_years or 0.0
    years = Measured(age, age, age, threshold("person.adult").unit)
    return held_against("person.adult", safety_answers()["under_18"].do, "age_years", years)
