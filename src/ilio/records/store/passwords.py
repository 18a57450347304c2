"""Passwords and tokens: what is kept is never what was given."""

import hashlib
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from ilio.core import InputError

SHORTEST, LONGEST = 10, 200
TOKEN_BYTES = 32

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """An Argon2id hash of a new password.

    Raises
    ------
    InputError
        If it is too short to be safe, or too long.

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
    if not SHORTEST <= len(password) <= LONGEST:
        todo = "A sentence that only you know is easy to keep."
        raise InputError(
            f"a password of {SHORTEST} to {LONGEST} characters", str(len(password)), todo
        )
    return _HASHER.hash(_same_on_every_keyboard(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; it takes as long when there is none to compare with.

    Examples
    --------
    >>> fits("correct horse", hashed("correct horse")), fits("correct horse", None)
    (True, False)
    """
    short = password[:LONGEST]
    try:
        _HASHER.verify(password_hash or _nobodys(), _same_on_every_keyboard(short))
    except VerifyMismatchError:
        return False
    return password_hash is not None


def outdated(password_hash: str) -> bool:
    """Whether a hash was made with weaker settings than today's.

    Examples
    --------
    >>> outdated(hashed("correct horse"))
    False
    """
    return _HASHER.check_needs_rehash(password_hash)


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
