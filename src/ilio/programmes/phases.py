"""Which dose belongs to which week."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ilio.knowledge import doses
from ilio.programmes.needs import Needs

NAMES = ("Start", "Build", "Heavy", "Keep")
ROLES = ("strength", "core", "glutes", "single_leg")


@dataclass(frozen=True, kw_only=True)
class Phase:
    """Weeks that share their doses.

    Parameters
    ----------
    name
        Short title.
    first_week, last_week
        Counted from 1.
    keys
        Role to key of its dose.

    Examples
    --------
    >>> Phase(name="Start", first_week=1, last_week=2, keys={}).name
    'Start'
    """

    name: str
    first_week: int
    last_week: int
    keys: dict[str, str]


def phases(needs: Needs, weeks: int) -> tuple[Phase, ...]:
    """The phases of a programme, in order.

    Parameters
    ----------
    needs
        A sound person only keeps what is there.
    weeks
        Length [weeks].

    Examples
    --------
    >>> [(p.name, p.first_week, p.last_week) for p in phases(Needs(), 7)]
    [('Start', 1, 2), ('Build', 3, 4), ('Heavy', 5, 6), ('Keep', 7, 7)]
    >>> [p.name for p in phases(Needs(sound=True), 7)]
    ['Keep']
    """
    return tuple(_phases(needs, weeks))


def _phases(needs: Needs, weeks: int) -> Iterator[Phase]:
    gentle = needs.limits.gentle
    keys = [
        {role: dose_key(role, week, kept=needs.sound, gentle=gentle) for role in ROLES}
        for week in range(1, weeks + 1)
    ]
    groups = [list(group) for _, group in groupby(range(weeks), key=lambda index: keys[index])]
    for number, group in enumerate(groups):
        keep = not gentle and keys[group[0]]["strength"] == _maintenance("strength")
        name = NAMES[-1] if keep else NAMES[number]
        yield Phase(
            name=name, first_week=group[0] + 1, last_week=group[-1] + 1, keys=keys[group[0]]
        )


def dose_key(role: str, week: int, *, kept: bool = False, gentle: bool = False) -> str:
    """Key of the dose of a role in a week.

    Parameters
    ----------
    role
        ``strength``, ``core``, ``glutes`` or ``single_leg``.
    week
        Counted from 1.
    kept
        Whether it is only kept up.
    gentle
        Whether no set goes to failure and nothing grows: each week is like the first.

    Examples
    --------
    >>> dose_key("core", 4), dose_key("core", 9)
    ('core.weeks_3_6', 'core.maintenance')
    >>> dose_key("strength", 4, gentle=True), dose_key("core", 4, gentle=True)
    ('strength.gentle', 'core.weeks_1_2')
    """
    if gentle and f"{role}.gentle" in doses():
        return f"{role}.gentle"
    week = 1 if gentle else week
    for key, amount in doses().items():
        first, last = amount.first_week, amount.last_week
        if kept or first is None or last is None or not key.startswith(f"{role}."):
            continue
        if first <= week <= last:
            return key
    return _maintenance(role)


def _maintenance(role: str) -> str:
    return f"{role}.maintenance"
