"""How one server is set up."""

import os
from dataclasses import dataclass
from typing import Literal

Mode = Literal["alone", "lan", "coach"]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Host names that this machine has for itself."""


@dataclass(frozen=True)
class Settings:
    """How one server is set up.

    Parameters
    ----------
    mode
        ``"alone"``: this machine's person, no login. ``"lan"``: likewise, and a
        paired phone may lend its camera and sensors. ``"coach"``: several people, each logs in.
    host, port
        Where it listens.
    host_names
        Names besides those of loopback under which it may be addressed, without port; a page of
        another site that makes its own name point here is refused by it.
    proxies
        Addresses of proxies that are believed when they say who asks and that it came encrypted.
    workers
        Processes that measure and judge.

    Examples
    --------
    >>> Settings().mode
    'alone'
    """

    mode: Mode = "alone"
    host: str = "127.0.0.1"
    port: int = 8000
    host_names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    workers: int = min(2, os.cpu_count() or 1)

    def may_be_called(self, host: str) -> bool:
        """Whether a Host header names this server.

        Parameters
        ----------
        host
            Name with or without port.

        Examples
        --------
        >>> Settings().may_be_called("localhost:8000"), Settings().may_be_called("evil.example")
        (True, False)
        """
        name, _, port = host.rpartition(":")
        bare = name if port.isdigit() and name else host
        return bare.lower() in (*LOOPBACK, *(known.lower() for known in self.host_names))
