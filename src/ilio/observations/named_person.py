"""Who gave a clearance or looked at a pain: somebody else, by name."""

import re

from ilio.core import InputError

NOBODY = frozenset({
    "", "i", "i did", "me", "my self", "myself", "self", "nobody", "nobody yet", "none", "no one",
    "not yet", "x", "na", "n a", "unknown", "the patient", "patient", "the runner", "runner",
    "my husband", "husband", "my wife", "wife", "my partner", "partner", "my friend", "friend",
    "a friend", "my mother", "my father", "internet", "the internet", "google", "chatgpt", "ai",
})  # fmt: skip
"""What some write where the name of a doctor, midwife or physiotherapist is asked."""


def somebody(name: str, expected: str, person: str = "") -> str:
    """The name, once it is one, and not that of the person themselves.

    Parameters
    ----------
    name
        As it was typed.
    expected
        What was asked for, as an error says it.
    person
        Whom it is about.

    Raises
    ------
    InputError
        If it names nobody else.

    Examples
    --------
    >>> somebody(" Ana Ruiz, physiotherapist ", "who looked at the pain", "Mo")
    'Ana Ruiz, physiotherapist'
    >>> somebody("Me.", "who looked at the pain")
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected who looked at the pain, got 'Me.'. Name them, for \
example 'Dr. Roth, surgeon'; nobody does this for themselves.
    """
    found = " ".join(name.split())
    plain = _plain(found)
    if plain in NOBODY or plain == _plain(person) or sum(map(str.isalpha, plain)) < 2:
        todo = "Name them, for example 'Dr. Roth, surgeon'; nobody does this for themselves."
        raise InputError(expected, f"'{found}'" if found else "nobody", todo)
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name).casefold().split())
