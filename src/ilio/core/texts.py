"""Which texts may come in: what every file, page and database can hold and show again."""

import re
from collections.abc import Mapping

from ilio.core.errors import InputError

LONGEST = 10_000_000
"""Of any one text [characters]: what planning reads of 10,000 events takes 2,000,000."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Halves of a character, and control characters other than tabs and ends of lines."""

TODO = "Type it anew, without what cannot be seen."


def check_text(text: str, what: str, longest: int = LONGEST) -> str:
    r"""The text, if it can be kept, printed and read again.

    Parameters
    ----------
    text
        What came.
    what
        What it is, for the message.
    longest
        Most characters.

    Raises
    ------
    InputError
        If it is too long, or holds what is no character of any text.

    Examples
    --------
    >>> check_text("Zoé\n", "a note")
    'Zoé\n'
    >>> check_text("a\ud800", "a note")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a note of readable characters, got one with U+D800. ...
    """
    if len(text) > longest:
        todo = "Make it shorter."
        raise InputError(f"{what} of at most {longest} characters", str(len(text)), todo)
    if (found := UNFIT.search(text)) is not None:
        got = f"one with U+{ord(found[0]):04X}"
        raise InputError(f"{what} of readable characters", got, TODO)
    return text


def check_texts(thing: object) -> None:
    r"""Check every text within lists and tables, keys among them.

    Raises
    ------
    InputError
        As `check_text`.

    Examples
    --------
    >>> check_texts({"attempt": [{"note": "fine"}], "rate": 3})
    >>> check_texts(["\ud83d"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a text of readable characters, got one with U+D83D. ...
    """
    left = [thing]  # not by recursion: what came may be deep
    while left:
        one = left.pop()
        if isinstance(one, str):
            check_text(one, "a text")
        elif isinstance(one, Mapping):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, list | tuple):
            left.extend(one)
