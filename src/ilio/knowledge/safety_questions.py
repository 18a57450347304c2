"""Questions before every test: who should see a clinician first, which test is off limits."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml


class SafetyQuestion(Entry):
    """One question that is answered yes or no.

    Parameters
    ----------
    question
        What to ask, in the second person; yes is the worrying answer.
    why
        Why it matters, one sentence.
    do
        What to do after a yes, one sentence.

    Examples
    --------
    >>> red_flag("fever").do
    'See a doctor today.'
    """

    question: str
    why: str
    do: str


class RedFlag(SafetyQuestion):
    """A sign that belongs to a clinician before any test or programme.

    Examples
    --------
    >>> red_flag("fever").source
    'finucane2020'
    """


class DoNotTest(SafetyQuestion):
    """A reason for which a test must not be done.

    Parameters
    ----------
    forbids
        The protocols that it forbids.

    Examples
    --------
    >>> do_not_test()["late_pregnancy"].forbids
    ('thomas',)
    """

    forbids: tuple[Literal["knee-raise", "thomas"], ...]


@cache
def red_flags() -> dict[str, RedFlag]:
    """All red flags by id, in the order in which to ask.

    Examples
    --------
    >>> "saddle_numbness" in red_flags()
    True
    """
    return {key: RedFlag.model_validate(t) for key, t in read_toml("red_flags.toml").items()}


def red_flag(key: str) -> RedFlag:
    """One red flag by its id.

    Raises
    ------
    UnknownNameError
        If there is no such red flag.

    Examples
    --------
    >>> red_flag("calf_swelling").grade
    'D'
    """
    if key not in red_flags():
        raise UnknownNameError("red flag", key, red_flags())
    return red_flags()[key]


@cache
def do_not_test() -> dict[str, DoNotTest]:
    """All reasons against a test by id, in the order in which to ask.

    Examples
    --------
    >>> sorted(do_not_test())[:2]
    ['acute_back_pain', 'fracture']
    """
    return {key: DoNotTest.model_validate(t) for key, t in read_toml("do_not_test.toml").items()}


def banned_by(key: str) -> DoNotTest:
    """One reason against a test by its id.

    Raises
    ------
    UnknownNameError
        If there is no such reason.

    Examples
    --------
    >>> banned_by("hernia").forbids
    ('knee-raise', 'thomas')
    """
    if key not in do_not_test():
        raise UnknownNameError("reason not to test", key, do_not_test())
    return do_not_test()[key]
