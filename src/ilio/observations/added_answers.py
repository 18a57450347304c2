"""Answers that are on their way, added to those that are kept: worries add up, none is lifted."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ilio.knowledge import threshold
from ilio.observations.answers import Answers


def with_worries(kept: Answers, told: Answers) -> Answers:
    """Kept answers with the worries of answers that are not kept yet.

    Parameters
    ----------
    kept
        Of the last visit.
    told
        Told since. What they would lift, or answer, stays as it is until they are kept.

    Examples
    --------
    >>> fever, none = Answers(red_flags=frozenset({"fever"})), Answers(red_flags=frozenset())
    >>> with_worries(none, fever).red_flags, with_worries(fever, none).red_flags
    (frozenset({'fever'}), frozenset({'fever'}))
    >>> with_worries(Answers(), Answers(age_years=34)).age_years is None  # still to be asked
    True
    """
    said = kept.do_not_test or frozenset()
    flags = (kept.red_flags or frozenset()) | (told.red_flags or frozenset())
    hips = {kept.replaced_hip, told.replaced_hip} - {None}
    no_hip = "hip_replacement" in said and kept.replaced_hip is None
    return replace(
        kept,
        red_flags=flags if flags else kept.red_flags,
        do_not_test=None if kept.do_not_test is None else said | (told.do_not_test or frozenset()),
        age_years=_age(kept, told),
        with_clinician=False if told.with_clinician is False else kept.with_clinician,
        pregnancy_week=_worse(
            max, kept.pregnancy_week, told.pregnancy_week, is_open="pregnancy" in said
        ),
        replaced_hip=None if no_hip else "both" if len(hips) > 1 else next(iter(hips), None),
        hip_replaced_months=_worse(
            min,
            kept.hip_replaced_months,
            told.hip_replaced_months,
            is_open="hip_replacement" in said,
        ),
        passive_knee_to_chest_pain={
            **kept.passive_knee_to_chest_pain,
            **{side: True for side, hurts in told.passive_knee_to_chest_pain.items() if hurts},
        },
    )


def _age(kept: Answers, told: Answers) -> float | None:
    """A young age is a worry; another one only answers a question."""
    young = told.age_years is not None and told.age_years < threshold("person.adult").value
    return told.age_years if young and not _younger(kept, told) else kept.age_years


def _younger(kept: Answers, told: Answers) -> bool:
    ages = (kept.age_years, told.age_years)
    return ages[0] is not None and ages[1] is not None and ages[0] <= ages[1]


def _worse(
    worst: Callable[[Iterable[float]], float],
    kept: float | None,
    told: float | None,
    *,
    is_open: bool,
) -> float | None:
    """The worse of two details; one that the kept answers leave open stays open."""
    if kept is None and is_open:
        return None
    known = [value for value in (kept, told) if value is not None]
    return worst(known) if known else None
