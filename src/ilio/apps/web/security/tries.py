"""How often somebody may try: passwords are not guessed at the speed of a machine."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEYS = 10_000


class Tries:
    """Counts tries by key within a window of time.

    Parameters
    ----------
    limit
        So many are allowed.
    window_s
        Within this time [s].
    seconds
        A clock that goes on by itself.

    Examples
    --------
    >>> tries = Tries(2, 60, seconds=lambda: 0.0)
    >>> [tries.wait_s("kim") for _ in range(2) if tries.note("kim") is None], tries.wait_s("kim")
    ([0, 60], 60)
    """

    def __init__(
        self, limit: int, window_s: int, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self.limit, self.window_s, self._seconds = limit, window_s, seconds
        self._noted: OrderedDict[str, deque[float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait_s(self, key: str) -> int:
        """How long until another try is allowed; 0 for now [s].

        Examples
        --------
        >>> Tries(1, 60).wait_s("kim")
        0
        """
        with self._turn:
            return self._wait_s(key)

    def take(self, key: str) -> int:
        """Count one if it is allowed now, and how long until it is; 0 if it was counted [s].

        In one step, so that many at once are not more than one after the other.

        Examples
        --------
        >>> tries = Tries(1, 60)
        >>> tries.take("kim"), tries.take("kim") > 0
        (0, True)
        """
        with self._turn:
            wait_s = self._wait_s(key)
            if not wait_s:
                self._note(key)
            return wait_s

    def give_back(self, key: str) -> None:
        """Take back what was counted last: it was no wrong one.

        Examples
        --------
        >>> tries = Tries(1, 60)
        >>> tries.take("kim"), tries.give_back("kim"), tries.take("kim")
        (0, None, 0)
        """
        with self._turn:
            if noted := self._noted.get(key):
                noted.pop()

    def note(self, key: str) -> None:
        """Count one.

        Examples
        --------
        >>> tries = Tries(1, 60)
        >>> tries.note("kim")
        >>> tries.wait_s("kim") > 0
        True
        """
        with self._turn:
            self._note(key)

    def forget(self, key: str) -> None:
        """Count anew.

        Examples
        --------
        >>> Tries(1, 60).forget("kim")
        """
        with self._turn:
            self._noted.pop(key, None)

    def _wait_s(self, key: str) -> int:
        noted, now = self._noted.get(key, deque()), self._seconds()
        while noted and noted[0] <= now - self.window_s:
            noted.popleft()
        if len(noted) < self.limit:
            return 0
        return max(1, round(noted[0] + self.window_s - now))

    def _note(self, key: str) -> None:
        self._noted.setdefault(key, deque()).append(self._seconds())
        self._noted.move_to_end(key)
        while len(self._noted) > MOST_KEYS:
            self._noted.popitem(last=False)
