"""Who gave a clearance or looked at a pain: somebody else, by name."""

import re

from ilio.core import InputError

_NAMELESS = (
    "a an the my our his her i me x n na no one did it is was who someone somebody they he she "
    "dr doctor doctors gp md prof professor mr mrs ms physio physiotherapist physical therapist "
    "surgeon midwife nurse clinician orthopaedic orthopedic hospital clinic practice team family "
    "patient runner athlete coach trainer husband wife partner friend mother father "
    "internet google chatgpt ai app"
)
NAMELESS = frozenset(_NAMELESS.split())
"""Words that name nobody: titles, trades, relatives, programs."""
_DENIES = (
    "not pending awaiting waiting myself yourself self nobody none unknown tbd tba yet soon "
    "cleared uncleared later"
)
DENIES = frozenset(_DENIES.split())
"""Words of somebody who has nobody to name yet, or themselves."""


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
    words = plain.split()
    named = [word for word in words if word not in NAMELESS]
    few = sum(map(str.isalpha, "".join(named))) < 2
    if few or plain == _plain(person) or any(word in DENIES for word in words):
        todo = "Name them, for example 'Dr. Roth, surgeon'; nobody does this for themselves."
        raise InputError(expected, f"'{found}'" if found else "nobody", todo)
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name).casefold().split())
