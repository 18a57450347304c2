"""Days as texts, ``YYYY-MM-DD``: they sort as they follow each other."""

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
