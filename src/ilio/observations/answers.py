"""What a person answered, in their own words; nothing is interpreted here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ilio.core import Side
from ilio.core.days import WEEKDAYS, days_between


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
        Week of the pregnancy on that day [weeks].
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
    as_of
        Day for which they hold, ``YYYY-MM-DD``. Empty: not known; then no clearance counts, and
        the week of a pregnancy has to be asked again.

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
    as_of: str = ""


def dated(answers: Answers, day: str) -> Answers:
    """The answers with the day for which they hold, unless they name one themselves.

    Parameters
    ----------
    answers
        About the person.
    day
        Of the visit, ``YYYY-MM-DD``; may be empty.

    Examples
    --------
    >>> dated(Answers(), "2026-11-22").as_of
    '2026-11-22'
    >>> dated(Answers(as_of="2026-11-20"), "2026-11-22").as_of
    '2026-11-20'
    """
    return answers if answers.as_of or not day else replace(answers, as_of=day)


def on_day(answers: Answers, day: str) -> Answers:
    """The answers as they are on a later day: a pregnancy goes on meanwhile, a clearance ends.

    A week of no known day has to be asked again. Nothing is turned back to an earlier day.

    Parameters
    ----------
    answers
        About the person.
    day
        As ``YYYY-MM-DD``.

    Examples
    --------
    >>> asked = Answers(pregnancy_week=18, as_of="2026-11-22")
    >>> on_day(asked, "2026-12-06").pregnancy_week
    20.0
    """
    now = replace(answers, as_of=max(answers.as_of, day))
    if answers.pregnancy_week is None:
        return now
    if not answers.as_of:
        said = answers.do_not_test
        ticked = None if said is None else said | {"pregnancy"}
        return replace(now, pregnancy_week=None, do_not_test=ticked)
    days = max(days_between(answers.as_of, day), 0)
    return weeks_later(now, days / len(WEEKDAYS))


def through(answers: Answers, first: str, last: str) -> Answers:
    """The answers that days to come are held against: each as strict as it gets meanwhile.

    A pregnancy as on the last day, clearances as on the first: a plan ends when they do.

    Parameters
    ----------
    answers
        About the person.
    first, last
        Of the days, as ``YYYY-MM-DD``.

    Examples
    --------
    >>> asked = Answers(pregnancy_week=18, as_of="2026-11-22")
    >>> to_come = through(asked, "2026-11-29", "2026-12-06")
    >>> to_come.pregnancy_week, to_come.as_of
    (20.0, '2026-11-29')
    """
    return replace(on_day(answers, last), as_of=on_day(answers, first).as_of)


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
