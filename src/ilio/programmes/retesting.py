"""When a plan tests again, and why it does not."""

from datetime import date, timedelta

from ilio.knowledge import threshold
from ilio.observations import Answers
from ilio.programmes.needs import Needs
from ilio.verdicts import Judgement
from ilio.verdicts.retest_telling import ruled_out_by


def retests(
    needs: Needs, judgement: Judgement, answers: Answers, start: date, weeks: int
) -> tuple[tuple[int, ...], str]:
    """The weeks of the retests, and why the last one is left out; empty where it is not.

    A retest repeats the tests of the visit: none of them may be ruled out by its day.

    Parameters
    ----------
    needs
        What the verdicts ask for.
    judgement, answers
        Of the visit.
    start, weeks
        First day and length of the plan.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"pregnancy"}), age_years=31,
    ...                 pregnancy_week=12, as_of="2026-11-29")
    >>> may, why_not = retests(Needs(sound=True), judge([], asked), asked, date(2026, 11, 29), 6)
    >>> may, why_not[:24]
    ((), 'No retest on 2027-02-21:')
    """
    why_not = {week: _why_not(week, judgement, answers, start) for week in _weeks(needs, weeks)}
    may = tuple(week for week, why in why_not.items() if not why)
    never = ruled_out_by(start.isoformat(), answers, judgement.hurts)  # the verdict says so already
    last = max(why_not, default=0)
    return may, "" if last in may or never else why_not.get(last, "")


def _why_not(week: int, judgement: Judgement, answers: Answers, start: date) -> str:
    day = start + timedelta(weeks=week)
    return ruled_out_by(day.isoformat(), answers, judgement.hurts)


def _weeks(needs: Needs, weeks: int) -> tuple[int, ...]:
    """The weeks of the retests, the last one that of the plan; an open case tests again at once.

    Two lie at least as far apart as the first lies from the start: a sooner one shows nothing,
    so that a plan of one or two weeks is followed by its retest.
    """
    first = int(threshold("planning.retest_first").value)
    if needs.sound:
        return (max(weeks, int(threshold("planning.retest_sound").value)),)
    if not needs.works:
        return ()
    on_the_way = (first, int(threshold("planning.retest_second").value))
    return (*(week for week in on_the_way if week + first <= weeks), max(weeks, first))
