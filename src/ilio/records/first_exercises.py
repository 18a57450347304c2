"""The first exercises of a plan, for the second page of a report."""

from ilio.observations import Safety
from ilio.programmes.limits import Limits
from ilio.programmes.programme import Programme
from ilio.records.brief_parts import FirstExercise
from ilio.records.handout import handout_of


def first_exercises(programme: Programme | None, safety: Safety) -> tuple[FirstExercise, ...]:
    """The first three exercises of a plan that was made from these answers; else none.

    Parameters
    ----------
    programme
        The plan at hand, None without one.
    safety
        What the answers of the visit allow.

    Examples
    --------
    >>> first_exercises(None, Safety())
    ()
    """
    if programme is None or safety.plan != "allowed" or not fits(programme, safety):
        return ()
    return handout_of(programme).first_exercises


def fits(programme: Programme, safety: Safety) -> bool:
    """Whether a plan was made from the same answers: else an exercise may be ruled out by now.

    Examples
    --------
    >>> from datetime import date
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> fits(plan, Safety()), fits(plan, Safety(holds=("hernia",)))
    (True, False)
    """
    made, now = programme.limits, Limits.of(safety)
    return set(made.keys) == set(now.keys) and _hurting(made) == _hurting(now)


def _hurting(limits: Limits) -> dict[str, frozenset[str]]:
    return {str(side): keys for side, keys in limits.hurts.items() if keys}
