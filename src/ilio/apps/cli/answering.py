"""Short questions in the terminal: one line, yes or no, a number in its range."""

from ilio.apps.cli.voice import console, note


def typed_line(question: str) -> str:
    r"""One typed line; empty at the end of the input. The question goes to standard error.

    Examples
    --------
    >>> import io
    >>> from unittest.mock import patch
    >>> with patch("sys.stdin", io.StringIO("Mo Lind\n")):
    ...     typed_line("Who has looked at it?")
    'Mo Lind'
    """
    console(talk=True).print(f"{question} ", end="")
    try:
        return input().strip()
    except EOFError:
        return ""


def typed_yes(question: str, *, default: bool = True) -> bool:
    r"""Yes or no; an empty line is the default.

    Examples
    --------
    >>> import io
    >>> from unittest.mock import patch
    >>> with patch("sys.stdin", io.StringIO("no\n")):
    ...     typed_yes("Does it count as done?")
    False
    """
    answer = typed_line(f"{question} [{'Y/n' if default else 'y/N'}]")
    return answer[:1].lower() == "y" if answer else default


def typed_number(question: str, key: str) -> float | None:
    r"""A number within its range; asked again until it is one or the line is empty.

    Parameters
    ----------
    question
        What to ask.
    key
        Of ``knowledge/ranges.toml``.

    Examples
    --------
    >>> import io
    >>> from unittest.mock import patch
    >>> with patch("sys.stdin", io.StringIO("12\n3\n")):
    ...     typed_number("Pain during it, 0 to 10?", "log_pain")
    3.0
    """
    from ilio.knowledge import bounds

    limits = bounds(key)
    while answer := typed_line(question):
        try:
            value = float(answer)
        except ValueError:
            value = limits.high + 1
        if limits.low <= value <= limits.high:
            return value
        note(f"A number from {limits.low:g} to {limits.high:g}. {limits.todo}")
    return None
