"""A key for the browser of whoever started the server: other users of the machine have none.

Loopback is shared by everybody who is logged in to the machine. Where there is no login, the
address that `ilio serve` opens holds a key that is good once; the browser trades it for a cookie.
"""

import hmac
import secrets
import threading
from collections.abc import Callable

from ilio.apps.web.faults import Fault

NOT_OPENED = Fault(
    403,
    "the browser in which Ilio was opened",
    "another one",
    "Open the address that ilio serve prints; it lets one browser in.",
)


class Keys:
    """Keys that are good once, and the sessions that were traded for them.

    Parameters
    ----------
    told
        Called with each new key: there is always one that is open.

    Examples
    --------
    >>> shown = []
    >>> keys = Keys(shown.append)
    >>> session = keys.trade(shown[0])
    >>> keys.knows(session), keys.trade(shown[0]), len(shown)
    (True, None, 2)
    """

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told
        self._sessions: set[str] = set()
        self._turn = threading.Lock()
        self._new_key()

    def trade(self, key: str) -> str | None:
        """A session for a key; None where the key is none, or was used.

        Examples
        --------
        >>> Keys(lambda key: None).trade("a guess")
        """
        with self._turn:
            if not hmac.compare_digest(key.encode(errors="replace"), self._open.encode()):
                return None
            session = secrets.token_urlsafe(32)
            self._sessions.add(session)
            self._new_key()
        return session

    def knows(self, session: str | None) -> bool:
        """Whether a session was traded for a key.

        Examples
        --------
        >>> Keys(lambda key: None).knows(None)
        False
        """
        return session in self._sessions

    def _new_key(self) -> None:
        self._open = secrets.token_urlsafe(32)
        self._told(self._open)
