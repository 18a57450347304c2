"""When a plan tests again, and why it does not."""

from datetime import date, timedelta

from ilio.knowledge import threshold
from ilio.observations import Answers
from ilio.programmes.needs import Needs
from ilio.verdicts import Judgement
from ilio.verdicts.retest_telling import ruled_out_by


def retests(
    needs: Needs, judgement: Judgement, answers: Answers, start: date
) -> tuple[tuple[int, ...], str]:
    """The weeks of the retests, and why the last one is left out; empty where it is not.

    A retest repeats the tests of the visit: none of them may be ruled out by its day.

    Parameters
    ----------
    needs
        What the verdicts ask for.
    judgement, answers
        Of the visit.
    start
        First day of the plan.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"pregnancy"}), age_years=31,
    ...                 pregnancy_week=12, as_of="2026-11-29")
    >>> weeks, why_not = retests(Needs(sound=True), judge([], asked), asked, date(2026, 11, 29))
    >>> weeks, why_not[:24]
    ((), 'No retest on 2027-02-21:')
    """
    why_not = {week: _why_not(week, judgement, answers, start) for week in _weeks(needs)}
    may = tuple(week for week, why in why_not.items() if not why)
    never = ruled_out_by(start.isoformat(), answers, judgement.hurts)  # the verdict says so already
    last = max(why_not, default=0)
    return may, "" if last in may or never else why_not.get(last, "")


def _why_not(week: int, judgement: Judgement, answers: Answers, start: date) -> str:
    day = start + timedelta(weeks=week)
    return ruled_out_by(day.isoformat(), answers, judgement.hurts)


def _weeks(needs: Needs) -> tuple[int, ...]:
    """An open case tests again at once instead."""
    keys: tuple[str, ...] = ()
    if needs.sound:
        keys = ("planning.retest_sound",)
    elif needs.works:
        keys = ("planning.retest_first", "planning.retest_second")
    return tuple(int(threshold(key).value) for key in keys)
