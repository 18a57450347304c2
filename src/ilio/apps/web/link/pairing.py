"""Who may join as the phone: a key for one use, then a session that knows nothing but the link."""

import hashlib
import secrets
from dataclasses import dataclass, field

from ilio.apps.web.faults import Fault, Refusal

KEY_S = 600.0
"""So long a key waits for a phone [s]."""

TRIES, TRIES_S = 5, 60.0
"""Wrong keys that one address may show within that time [s]."""

ALL_TRIES = 30
"""Wrong keys of all addresses together within the same time."""

WRONG = Fault(
    403,
    "the key of the code on the computer",
    "another key",
    "Scan the code that the computer shows now.",
)
USED = Fault(
    403,
    "a key that nobody has used",
    "one that a phone has used already",
    "Ask for a new code on the computer and scan it.",
)
EXPIRED = Fault(
    403,
    "a key of the last ten minutes",
    "an older one",
    "Ask for a new code on the computer and scan it.",
)
TOO_MANY = Fault(
    429,
    "a few tries at a key",
    "too many wrong ones",
    "Wait a minute, then scan the code on the computer.",
)
NOT_JOINED = Fault(
    401,
    "a phone that has joined",
    "one that has not, or was sent away",
    "Scan the code that the computer shows.",
)


@dataclass
class Pairing:
    """The key of now, and the one session that came of it. Kept in memory only.

    Examples
    --------
    >>> pairing = Pairing()
    >>> key = pairing.new_key(now_s=0)
    >>> session = pairing.join(key, "192.168.1.9", now_s=5)
    >>> pairing.knows(session), pairing.knows("guess")
    (True, False)
    """

    _key: str | None = None
    _key_until_s: float = 0.0
    _used: str | None = None
    _session: str | None = None
    _wrong: list[tuple[float, str]] = field(default_factory=list)

    def new_key(self, *, now_s: float) -> str:
        """A key for one phone; the one before it is worth nothing from now on.

        Examples
        --------
        >>> len(Pairing().new_key(now_s=0)) >= 40
        True
        """
        key = secrets.token_urlsafe(32)
        self._key, self._key_until_s = _hash(key), now_s + KEY_S
        return key

    def join(self, key: str, address: str, *, now_s: float) -> str:
        """Trade the key for a session; a phone that had joined before is sent away.

        Raises
        ------
        Refusal
            If the key is wrong, used, too old, or this address has shown too many wrong ones.

        Examples
        --------
        >>> Pairing().join("guess", "192.168.1.9", now_s=0)
        Traceback (most recent call last):
        ...
        ilio.apps.web.faults.Refusal: Expected the key of the code on the computer, got another \
key. Scan the code that the computer shows now.
        """
        self._refuse_floods(address, now_s)
        shown = _hash(key)
        if self._key is None or not secrets.compare_digest(shown, self._key):
            self._wrong.append((now_s, address))
            used = self._used is not None and secrets.compare_digest(shown, self._used)
            raise Refusal(USED if used else WRONG)
        if now_s > self._key_until_s:
            raise Refusal(EXPIRED)
        session = secrets.token_urlsafe(32)
        self._key, self._used, self._session = None, shown, _hash(session)
        return session

    def knows(self, session: str | None) -> bool:
        """Whether that is the session of the phone that has joined.

        Examples
        --------
        >>> Pairing().knows(None)
        False
        """
        if session is None or self._session is None:
            return False
        return secrets.compare_digest(_hash(session), self._session)

    def send_away(self) -> None:
        """End the phone's session, and the key that waits.

        Examples
        --------
        >>> pairing = Pairing()
        >>> session = pairing.join(pairing.new_key(now_s=0), "192.168.1.9", now_s=1)
        >>> pairing.send_away()
        >>> pairing.knows(session)
        False
        """
        self._key = self._session = None

    def _refuse_floods(self, address: str, now_s: float) -> None:
        self._wrong = [(at_s, who) for at_s, who in self._wrong if now_s - at_s < TRIES_S]
        of_this = sum(who == address for _, who in self._wrong)
        if of_this >= TRIES or len(self._wrong) >= ALL_TRIES:
            raise Refusal(TOO_MANY)


def _hash(secret: str) -> str:
    """What is kept of a secret: enough to know it again."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
