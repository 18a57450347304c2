"""Passwords and tokens: what is kept is never what was given."""

import hashlib
import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from ilio.core import InputError
from ilio.records.store.easy_passwords import easy

SHORTEST, LONGEST = 10, 200
TOKEN_BYTES = 32

_HASHER = PasswordHasher()
_HASHING = threading.BoundedSemaphore(2)
"""So many at once: each takes 64 MB."""


def hashed(password: str, name: str = "") -> str:
    """An Argon2id hash of a new password.

    Parameters
    ----------
    password
        What was typed.
    name
        Whose it is: the password may not be guessed from it.

    Raises
    ------
    InputError
        If it is too short, too long, or among the first that anybody would try.

    Examples
    --------
    >>> hashed("correct horse")[:10]
    '$argon2id$'
    >>> hashed("horse")
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a password of 10 to 200 characters, got 5. A sentence \
that only you know is easy to keep.
    """
    todo = "A sentence that only you know is easy to keep."
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            f"a password of {SHORTEST} to {LONGEST} characters", str(len(password)), todo
        )
    if (why := easy(password, name)) is not None:
        raise InputError("a password that nobody guesses", why, todo)
    with _HASHING:
        return _HASHER.hash(_same_on_every_keyboard(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; it takes as long when there is none to compare with.

    Examples
    --------
    >>> fits("correct horse", hashed("correct horse")), fits("correct horse", None)
    (True, False)
    """
    short = _same_on_every_keyboard(password[:LONGEST])
    compared = password_hash or _nobodys()
    try:
        with _HASHING:
            _HASHER.verify(compared, short)
    except VerifyMismatchError:
        return False
    return password_hash is not None


def hashed_anew(password: str, password_hash: str) -> str | None:
    """A hash with today's settings; None where the old one has them.

    Examples
    --------
    >>> hashed_anew("correct horse", hashed("correct horse"))
    """
    if not _HASHER.check_needs_rehash(password_hash):
        return None
    with _HASHING:
        return _HASHER.hash(_same_on_every_keyboard(password))


def new_token() -> str:
    """A secret for a session or an invitation, fit for a cookie or a link.

    Examples
    --------
    >>> len(new_token())
    43
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is kept of a token.

    Examples
    --------
    >>> len(digest("token"))
    64
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def name_key(name: str) -> str:
    """What makes two login names the same one.

    Examples
    --------
    >>> name_key("Zoë") == name_key("ZOE\u0308")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _same_on_every_keyboard(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")


@cache
def _nobodys() -> str:
    return _HASHER.hash(new_token())
