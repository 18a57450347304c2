"""Days as texts, ``YYYY-MM-DD``: they sort as they follow each other."""

from datetime import date

MOST_YEARS = (1900, 2900)
"""First year of a day, and the year before which it lies: weeks can be added to either end."""
MONTHS = 12
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


def is_day(text: str) -> bool:
    """Whether a text is a day, written as all days are, in years that can be reckoned with.

    Examples
    --------
    >>> is_day("2026-11-22"), is_day("0026-11-22"), is_day("20261122"), is_day("soon")
    (True, False, False, False)
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and MOST_YEARS[0] <= day.year < MOST_YEARS[1]
