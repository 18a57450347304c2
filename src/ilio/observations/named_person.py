"""Who gave a clearance or looked at a pain: somebody else, by name."""

import re
from itertools import pairwise

from ilio.core import InputError

TITLES = frozenset(("dr", "doctor", "prof", "professor", "surgeon", "physio", "midwife", "nurse"))
_NAMELESS = (
    "a an the my our his her i me x n na no one did it is was who someone somebody they he she by "
    "gp md mr mrs ms physiotherapist physical therapist clinician orthopaedic orthopedic hospital "
    "clinic practice team family patient runner athlete coach trainer husband wife partner friend "
    "mother father mum mom dad internet google chatgpt claude gemini copilot ai app yes ok okay"
)
NAMELESS = TITLES | frozenset(_NAMELESS.split())
"""Words that name nobody: titles, trades, relatives, programs."""
_DENIES = (
    "not pending awaiting waiting myself yourself self nobody noone none unknown tbd tba yet soon "
    "cleared uncleared later said feel"
)
DENIES = frozenset(_DENIES.split())
"""Words of somebody who has nobody to name yet, or themselves."""

NAMES_TOO = frozenset(("he", "an", "self", "soon", "said"))
"""Of these words, what is a name where a title stands before it."""


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
    words = re.findall(r"[^\W_]+", found)
    after = {
        word
        for title, word in pairwise(words)
        if title.casefold() in TITLES and word.casefold() in NAMES_TOO
    }
    denied = any(word.casefold() in DENIES for word in words if word not in after)
    named = [w for w in words if _is_name(w) and (w in after or w.casefold() not in NAMELESS)]
    own = set(_plain(person).split())
    by_title = any(word.casefold() in TITLES for word in words)
    others = named if by_title else [word for word in named if word.casefold() not in own]
    if denied or not others:
        todo = "Name them, for example 'Dr. Roth, surgeon'; nobody does this for themselves."
        raise InputError(expected, f"'{found}'" if found else "nobody", todo)
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name).casefold().split())


def _is_name(word: str) -> bool:
    """With a capital letter and one more, or in a script that has none."""
    if not word.isalpha() or word == word.upper() == word.lower():
        return word.isalpha()
    return len(word) > 1 and word[0].isupper()
