"""What a person answered, in their own words; nothing is interpreted here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ilio.core import Side


@dataclass(frozen=True, kw_only=True)
class AttemptAnswers:
    """Answers that belong to one attempt of one test on one side. None means not asked.

    The words allowed for each field stand in ``knowledge/answers.toml``.

    Parameters
    ----------
    pain
        Pain, pinch or numbness during the test.
    seen_by
        Who judged what was seen: ``friend``, ``video``, ``mirror`` or ``felt``.
    thigh_seen
        knee-raise: where the thigh was while held: ``clearly above``, ``about level``, ``below``.
    held_s
        knee-raise: seconds until the thigh came below level, or until the person stopped [s].
    ended
        knee-raise: ``full time``, ``could not hold``, ``chose to stop``, ``lost balance`` or
        ``pain``.
    back_at_5s, back_at_end
        knee-raise: the low back against the start: ``as at the start``, ``a little more``,
        ``clearly more``.
    trunk_forward
        knee-raise: did the trunk come forward to meet the thigh: ``no``, ``a little``, ``clearly``.
    support
        knee-raise: ``none``, ``fingertip`` or ``hand``.
    stance_leg_gave_way
        knee-raise: the standing leg or the balance failed first.
    deep_fatigue
        knee-raise: fatigue or cramp deep in the belly through a full hold.
    hand_check
        thomas: the flat hand under the low back in the test: ``snug``, ``tucked``, ``fist fits``.
    thigh_contact
        thomas: the thigh ``hovers``, is ``level`` with the table, hangs ``below`` its edge, or
        ``rests`` on it.
    bracing, table_level, at_the_edge
        thomas: belly lightly braced; the table level and firm; crease of the buttock at its edge.
    hug
        thomas: ``light`` or ``full``.
    drop_knee_straight_deg
        thomas: thigh drop after a helper straightened the knee [deg].

    Examples
    --------
    >>> AttemptAnswers(hand_check="snug").hand_check
    'snug'
    """

    pain: bool | None = None
    seen_by: str | None = None
    thigh_seen: str | None = None
    held_s: float | None = None
    ended: str | None = None
    back_at_5s: str | None = None
    back_at_end: str | None = None
    trunk_forward: str | None = None
    support: str | None = None
    stance_leg_gave_way: bool | None = None
    deep_fatigue: bool | None = None
    hand_check: str | None = None
    thigh_contact: str | None = None
    bracing: bool | None = None
    table_level: bool | None = None
    at_the_edge: bool | None = None
    hug: str | None = None
    drop_knee_straight_deg: float | None = None


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """What a doctor, midwife or physiotherapist has allowed, by name and date.

    Parameters
    ----------
    of
        Id from ``knowledge/safety/do_not_test.toml``.
    by
        Who gave it.
    on
        Day as ``YYYY-MM-DD``.

    Examples
    --------
    >>> Clearance(of="hernia", by="Dr. Alba Roth, surgeon", on="2026-11-20").by
    'Dr. Alba Roth, surgeon'
    """

    of: str
    by: str
    on: str


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Answers about the person. None means not asked.

    Parameters
    ----------
    red_flags
        Ids from ``knowledge/safety/red_flags.toml`` that were answered yes; empty when all were
        asked and none was.
    do_not_test
        Ids from ``knowledge/safety/do_not_test.toml`` that were answered yes.
    age_years
        Age [years].
    with_clinician
        The tests are done together with a clinician.
    pregnancy_week
        Week of the pregnancy on the day of the visit [weeks].
    replaced_hip
        Which hip is artificial: ``left``, ``right`` or ``both``.
    hip_replaced_months
        Time since it was put in [months].
    clearances
        What somebody has allowed.
    sitting_hours
        Hours of sitting a day [h].
    passive_knee_to_chest_deg
        How far a helper can bring the knee to the chest, hip flexion per side [deg].
    passive_knee_to_chest_pain
        Whether that hurts or pinches, per side.

    Examples
    --------
    >>> Answers(red_flags=frozenset()).red_flags
    frozenset()
    """

    red_flags: frozenset[str] | None = None
    do_not_test: frozenset[str] | None = None
    age_years: float | None = None
    with_clinician: bool | None = None
    pregnancy_week: float | None = None
    replaced_hip: str | None = None
    hip_replaced_months: float | None = None
    clearances: tuple[Clearance, ...] = ()
    sitting_hours: float | None = None
    passive_knee_to_chest_deg: Mapping[Side, float] = field(default_factory=dict)
    passive_knee_to_chest_pain: Mapping[Side, bool] = field(default_factory=dict)


def weeks_later(answers: Answers, weeks: float) -> Answers:
    """The answers as they are some weeks after the visit: a pregnancy goes on meanwhile.

    Parameters
    ----------
    answers
        Of the visit.
    weeks
        Since then [weeks].

    Examples
    --------
    >>> weeks_later(Answers(pregnancy_week=18), 3).pregnancy_week
    21
    """
    week = answers.pregnancy_week
    return answers if week is None else replace(answers, pregnancy_week=week + weeks)
