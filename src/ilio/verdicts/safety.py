"""Before every verdict: who should see a clinician first, and which test is off limits."""

from collections.abc import Mapping

from ilio.core import Measured
from ilio.knowledge import banned_by, do_not_test, red_flag, red_flags, threshold
from ilio.observations import Answers
from ilio.verdicts.reading import held_against, plain
from ilio.verdicts.verdict import Reason

ASK_STEP = "Answer the safety questions: they come before any exercise."


def refer_reasons(answers: Answers) -> tuple[Reason, ...]:
    """Why the person should see a clinician first, in the order of the questions.

    Raises
    ------
    UnknownNameError
        If a red flag is not one of ``knowledge/red_flags.toml``.

    Examples
    --------
    >>> [r.grade for r in refer_reasons(Answers(red_flags=frozenset({"fever"})))]
    ['C']
    >>> refer_reasons(Answers(age_years=16, with_clinician=True))
    ()
    """
    raised = answers.red_flags or frozenset()
    for key in sorted(raised):
        red_flag(key)  # an unknown id stops here, at the door
    reasons = [
        Reason(f"{flag.why} {flag.do}", key, source=flag.source, grade=flag.grade)
        for key, flag in red_flags().items()
        if key in raised
    ]
    return (*reasons, *_too_young(answers))


def _too_young(answers: Answers) -> tuple[Reason, ...]:
    adult = threshold("person.adult")
    age = answers.age_years
    if age is None or age >= adult.value or answers.with_clinician:
        return ()
    years = Measured(age, age, age, adult.unit)
    text = f"Under {plain(adult.value)} years the tests are done only together with a clinician."
    return (held_against("person.adult", text, "age_years", years),)


def ban_reasons(answers: Answers) -> tuple[Reason, ...]:
    """Why a test must not be done, in the order of the questions.

    Raises
    ------
    UnknownNameError
        If a reason is not one of ``knowledge/do_not_test.toml``.

    Examples
    --------
    >>> [r.quantity for r in ban_reasons(Answers(do_not_test=frozenset({"hernia"})))]
    ['hernia']
    """
    said = answers.do_not_test or frozenset()
    for key in sorted(said):
        banned_by(key)  # an unknown id stops here, at the door
    return tuple(
        Reason(f"{ban.why} {ban.do}", key, source=ban.source, grade=ban.grade)
        for key, ban in do_not_test().items()
        if key in said
    )


def bans_by_test(bans: tuple[Reason, ...]) -> Mapping[str, tuple[Reason, ...]]:
    """The reasons against each test.

    Examples
    --------
    >>> bans = ban_reasons(Answers(do_not_test=frozenset({"late_pregnancy"})))
    >>> {test: len(reasons) for test, reasons in bans_by_test(bans).items()}
    {'knee-raise': 0, 'thomas': 1}
    """
    return {
        test: tuple(ban for ban in bans if test in banned_by(ban.quantity).forbids)
        for test in ("knee-raise", "thomas")
    }
