"""Pain that an earlier plan spares, carried into the next one."""

from ilio.core import Side
from ilio.programmes.programme import Programme
from ilio.records.visit import Visit
from ilio.verdicts import Judgement, judge
from ilio.verdicts.pain import directions, painless_tests


def with_old_pain(visit: Visit, old: Programme) -> Judgement:
    """The judgement of a visit, with the pain that a plan spares and the visit did not retry.

    Examples
    --------
    >>> from datetime import date
    >>> old = Programme(summary="", start=date(2026, 11, 2), weeks=6,
    ...                 hurts_left=("painful_flexion",))
    >>> with_old_pain(Visit(judge([])), old).hurts
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    """
    rows = {Side.LEFT: old.hurts_left, Side.RIGHT: old.hurts_right}
    # a plan does not say in which test it hurt: one in that direction without pain has to do
    eased = directions(painless_tests(visit.measurements, visit.answers))
    none: frozenset[str] = frozenset()
    hurts = {
        s: (frozenset(rows[s]) - eased.get(s, none)) | visit.judgement.hurts.get(s, none)
        for s in Side
    }
    found = {side: keys for side, keys in hurts.items() if keys}
    if found == visit.judgement.hurts:
        return visit.judgement
    return judge(visit.measurements, visit.answers, visit.judgement.rules, found)
