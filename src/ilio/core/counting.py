"""A number with its noun."""


def number_of(number: int, noun: str) -> str:
    """One of a thing, or several.

    Parameters
    ----------
    number
        How many.
    noun
        What one of them is called; several take an s.

    Examples
    --------
    >>> number_of(1, "week"), number_of(6, "week")
    ('1 week', '6 weeks')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
