"""Why a test is not asked for on a later day: the answers rule it out by then."""

from ilio.knowledge import protocol_card, safety_answers
from ilio.observations import Answers, on_day, safety_of
from ilio.observations.holding import Hurts


def ruled_out_by(day: str, answers: Answers, hurts: Hurts | None = None) -> str:
    """Why there is no retest on a day; empty where the answers allow every test on it.

    Parameters
    ----------
    day
        As ``YYYY-MM-DD``.
    answers
        About the person, of an earlier day.
    hurts
        Side to the rows of pain that hold for that hip.

    Examples
    --------
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"pregnancy"}), age_years=31,
    ...                 pregnancy_week=12, as_of="2026-11-29")
    >>> ruled_out_by("2026-12-20", asked)
    ''
    >>> ruled_out_by("2027-02-21", asked).split(".")[0]
    'No retest on 2027-02-21: by then your answers rule out the table test (modified Thomas test)'
    """
    then = safety_of(on_day(answers, day), hurts)
    out = {test: keys for test, keys in then.judged.items() if keys}
    if not out:
        return ""
    titles = (protocol_card(test).title for test in out)
    named = " and ".join(f"the {title[0].lower()}{title[1:]}" for title in titles)
    whys = dict.fromkeys(safety_answers()[key].why for keys in out.values() for key in keys)
    return f"No retest on {day}: by then your answers rule out {named}. {' '.join(whys)}"
