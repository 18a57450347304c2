"""What the rules of change do to people whose change is known: how often they are right."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.records.history_change import Change, change_between
from ilio.records.retest_odds import WAYS, WayOfMeasuring
from ilio.reliability.error_size import smallest_detectable
from ilio.verdicts.trials import mean_of, noise_sd

POWER_Z = 0.8416
"""Standard deviations for a power of 80 %."""

TO_FIND_DEG = 5.0
HOLDS_S = (5.0, 10.0, 20.0, 30.0, 60.0, 120.0)
FORMER_LEAST_S, FORMER_SHARE = 10.0, 0.4
"""The rule for holds that was dropped: 10 s or 40 %, whichever is more."""

RETEST_SEMS = (2.4, 4.2)
REPEATS, REPEAT_SEM = (6, 12), 3.0


@dataclass(frozen=True)
class Budgeted:
    """One way of measuring hip extension, from its error budget.

    Parameters
    ----------
    way
        What the thigh and the pelvis are known by.
    sem, mdc
        Of one visit, without what people vary by from day to day [deg].
    sem_day, mdc_day
        With it [deg].
    visits, visits_day
        At each end, to find 5 deg in 80 of 100 people.
    unchanged
        Share of unchanged people who are called changed [0 to 1].
    shown
        Share of people with a true gain of 8 deg whom one retest shows it [0 to 1].

    Examples
    --------
    >>> Budgeted("phone and hand check", 4.2, 11.6, 4.9, 13.5, 12, 15, 0.05, 0.21).visits
    12
    """

    way: str
    sem: float
    mdc: float
    sem_day: float
    mdc_day: float
    visits: int
    visits_day: int
    unchanged: float
    shown: float


@dataclass(frozen=True)
class Share:
    """One share of people, with the spread that simulating so many leaves.

    Parameters
    ----------
    what, where
        What was counted, and for whom.
    value, spread
        The share and its standard error [0 to 1].

    Examples
    --------
    >>> Share("changed", "30 s", 0.05, 0.002).spread
    0.002
    """

    what: str
    where: str
    value: float
    spread: float


def budgeted(people: int, rng: np.random.Generator) -> Iterator[Budgeted]:
    """Every way of measuring: its smallest change, and whom it calls changed.

    Parameters
    ----------
    people
        Simulated for each way and question.
    rng
        Of the random numbers.

    Examples
    --------
    >>> rows = list(budgeted(50, np.random.default_rng(1)))
    >>> [row.visits for row in rows]
    [4, 8, 12, 11, 19, 19, 36]
    """
    day, gain = threshold("change.person_day_sd").value, threshold("change.retest_gain").value
    for way in WAYS:
        sem = way.visit(0.0).sem
        total = math.hypot(sem, day)
        unchanged, gained = (_called(way, people, rng, true) for true in (0.0, gain))
        yield Budgeted(
            way.name,
            sem,
            smallest_detectable(sem),
            total,
            smallest_detectable(total),
            visits_needed(sem),
            visits_needed(total),
            float(np.mean([call in ("more", "less") for call in unchanged])),
            float(np.mean([call == "more" for call in gained])),
        )


def visits_needed(sem: float) -> int:
    """Visits at each end that find a change of 5 deg in 80 of 100 people.

    Examples
    --------
    >>> visits_needed(4.19)
    12
    """
    z = threshold("change.z").value + POWER_Z
    return math.ceil(2 * (z * sem / TO_FIND_DEG) ** 2)


def _called(way: WayOfMeasuring, people: int, rng: np.random.Generator, gain: float) -> list[str]:
    """What two visits of people are called who truly gained so much in between."""
    one, count = way.trial(0.0), int(threshold("thomas.trials").value)
    days = np.array([0.0, gain]) + rng.normal(0.0, _of_day(one), (people, 2))
    noise = noise_sd(one.sem, one.shared_sd)
    read = days[:, :, None] + rng.normal(0.0, noise, (people, 2, count))
    visits = ([mean_of([way.trial(float(x)) for x in day]) for day in person] for person in read)
    return [change_between(a, b, "hip_extension").call for a, b in visits]


def _of_day(one: Measured) -> float:
    """What all trials of a visit share: strap, pelvis and the person's day [deg]."""
    return math.hypot(one.shared_sd, threshold("change.person_day_sd").value)


def hold_shares(people: int, rng: np.random.Generator) -> Iterator[Share]:
    """Unchanged people whose hold is called changed, at each length, now and by the former rule.

    Examples
    --------
    >>> [share.what for share in hold_shares(50, np.random.default_rng(1))][:2]
    ['by ratio', '10 s or 40 %']
    """
    error = threshold("change.hold_error").value / 100
    for length in HOLDS_S:
        first, second = length * np.exp(rng.normal(0.0, error, (2, people)))
        where = f"{length:g} s"
        now = [
            _change(a, b, "hold_time", 0.0, "s").call in ("more", "less")
            for a, b in zip(first, second, strict=True)
        ]
        former = np.abs(second - first) > np.maximum(FORMER_LEAST_S, FORMER_SHARE * first)
        yield _share("by ratio", where, now)
        yield _share("10 s or 40 %", where, former)


def regression_shares(people: int, rng: np.random.Generator) -> Iterator[Share]:
    """Unchanged people who began because their E was under 0: how many "gained".

    Examples
    --------
    >>> [share.what for share in regression_shares(2000, np.random.default_rng(1))][:2]
    ['drift taken off', 'left in']
    """
    mean, spread = (threshold(f"thomas.prior_{key}").value for key in ("mean", "sd"))
    day = threshold("change.person_day_sd").value
    for way in WAYS:
        sem = way.visit(0.0).sem
        true = rng.normal(mean, spread, 8 * people)
        total = math.hypot(sem, day)
        first, second = true + rng.normal(0.0, total, (2, len(true)))
        chosen = np.flatnonzero(first < 0)[:people]
        changes = [
            _change(first[i], second[i], "hip_extension", sem, "deg", from_start=True)
            for i in chosen
        ]
        yield _share("drift taken off", way.name, [one.call == "more" for one in changes])
        left_in = [one.difference.value > one.least.by for one in changes]
        yield _share("left in", way.name, left_in)


def retest_shares(people: int, rng: np.random.Generator) -> Iterator[Share]:
    """People with a true gain of 8 deg whom one retest shows it, the day left out.

    Examples
    --------
    >>> [share.where for share in retest_shares(50, np.random.default_rng(1))]
    ['SEM 2.4', 'SEM 4.2']
    """
    gain = threshold("change.retest_gain").value
    for sem in RETEST_SEMS:
        first, second = rng.normal(0.0, sem, (2, people))
        found = gain + second - first > smallest_detectable(sem)
        yield _share("true gain of 8 deg shown", f"SEM {sem:g}", found)


def repeat_shares(people: int, rng: np.random.Generator) -> Iterator[Share]:
    """A true gain of 5 deg found by as many visits: half at each end, or one a week and a line.

    Examples
    --------
    >>> [share.what for share in repeat_shares(50, np.random.default_rng(1))]
    ['both ends', 'weekly', 'both ends', 'weekly']
    """
    z = threshold("change.z").value
    for visits in REPEATS:
        noise = rng.normal(0.0, REPEAT_SEM, (people, visits))
        half = visits // 2
        ends = TO_FIND_DEG + noise[:, half:].mean(axis=1) - noise[:, :half].mean(axis=1)
        yield _share("both ends", f"{visits} visits", ends > z * REPEAT_SEM * math.sqrt(2 / half))
        week = np.linspace(0.0, 1.0, visits)
        across = week - week.mean()
        slope = (TO_FIND_DEG * week + noise) @ across / (across @ across)
        least = z * REPEAT_SEM / math.sqrt(across @ across)
        yield _share("weekly", f"{visits} visits", slope > least)


def _change(
    before: float,
    after: float,
    quantity: str,
    sem: float,
    unit: str,
    *,
    from_start: bool = False,
) -> Change:
    a, b = (Measured.from_sd(float(value), sem, unit) for value in (before, after))
    return change_between(a, b, quantity, from_start=from_start)


def _share(what: str, where: str, found: Sequence[bool] | FloatArray | np.ndarray) -> Share:
    value = float(np.mean(found))
    return Share(what, where, value, math.sqrt(value * (1 - value) / len(found)))
