"""What of a visit may be shown: one place decides it for every surface."""

from ilio.observations import safety_of
from ilio.protocols.measurement import Measurement
from ilio.records.visit import Visit


def shown_measurements(visit: Visit) -> tuple[Measurement, ...]:
    """The attempts whose numbers may be shown, in the order of the visit.

    None of who is referred or has a safety question open, and none of a test that an answer
    rules out: such a number is nothing to go by, and nothing to copy.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Answers, Source
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"late_pregnancy"}),
    ...                 age_years=31)
    >>> tried = tuple(Measurement(test, Side.LEFT, Source("phone", "a.csv", "phone"))
    ...               for test in ("thomas", "knee-raise"))
    >>> visit = Visit(judge(tried, asked), tried, asked)
    >>> [m.protocol for m in shown_measurements(visit)]
    ['knee-raise']
    """
    safety = safety_of(visit.answers, visit.judgement.hurts)
    if safety.refers or safety.open:
        return ()
    return tuple(m for m in visit.measurements if not safety.tests.get(m.protocol))
