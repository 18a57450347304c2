"""Days as texts, ``YYYY-MM-DD``: they sort as they follow each other."""

import re
from calendar import monthrange

MOST_YEARS = (1900, 2900)
"""First year of a day, and the year before which it lies: weeks can be added to either end."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS, DAYS = 12, 365
LAST_OF_ALL = 28
"""The last day that every month has."""


def months_later(day: str, months: int) -> str:
    """The same day of a later month, or its 28th where the day is later than that.

    Parameters
    ----------
    day
        As ``YYYY-MM-DD``.
    months
        How many later.

    Examples
    --------
    >>> months_later("2026-11-20", 2), months_later("2026-08-31", 6)
    ('2027-01-20', '2027-02-28')
    """
    year, month, of_month = map(int, day.split("-"))
    count = MONTHS * year + month - 1 + months
    return f"{count // MONTHS:04}-{count % MONTHS + 1:02}-{min(of_month, LAST_OF_ALL):02}"


def days_between(first: str, last: str) -> int:
    """How many days lie between two; under 0 where the last one is the earlier.

    Parameters
    ----------
    first, last
        As ``YYYY-MM-DD``.

    Examples
    --------
    >>> days_between("2028-02-28", "2028-03-01"), days_between("2027-01-01", "2026-12-31")
    (2, -1)
    """
    return _number(last) - _number(first)


def _number(day: str) -> int:
    """Of a day among all days since year 1."""
    year, month, of_month = map(int, day.split("-"))
    before = year - 1
    whole_years = DAYS * before + before // 4 - before // 100 + before // 400
    return whole_years + sum(monthrange(year, m)[1] for m in range(1, month)) + of_month


def is_day(text: str) -> bool:
    """Whether a text is a day, written as all days are, in years that can be reckoned with.

    Examples
    --------
    >>> [is_day(text) for text in ("2028-02-29", "2026-02-29", "0026-11-22", "20261122", "soon")]
    [True, False, False, False, False]
    """
    if not (found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)):
        return False
    year, month, day = map(int, found.groups())
    known = MOST_YEARS[0] <= year < MOST_YEARS[1] and 1 <= month <= MONTHS
    return known and 1 <= day <= monthrange(year, month)[1]
