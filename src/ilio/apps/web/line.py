"""Who is served next: a fair line before a few processes."""

import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ilio.apps.web.faults import BUSY, Refusal

MOST_OF_ONE = 6
"""Jobs of one person at once, those in work among them."""

MOST_WAITING = 24
"""Jobs that may wait for each process; the threads that wait are missing elsewhere."""

PATIENCE_S = 5.0
"""After so long in the line a long job is served as if it were a short one [s]."""


@dataclass(eq=False)
class _Job:
    """Somebody's place in the line."""

    whose: str
    long: bool
    came_s: float
    called: threading.Event = field(default_factory=threading.Event)
    at: int = -1


class Line:
    """Gives a few places to many: nobody may take them all, and short work goes before long.

    Long jobs never take the last place, so that an answer that takes a moment is not behind
    one that takes a minute. Among equals whoever was served least lately is next; the place
    where somebody was served last is theirs again if it is free.

    Parameters
    ----------
    places
        How many are served at once.
    seconds
        A clock that only rises.

    Examples
    --------
    >>> line = Line(2)
    >>> with line.place("kim", long=True) as first, line.place("mo", long=False) as second:
    ...     sorted([first, second])
    [0, 1]
    """

    def __init__(self, places: int, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._free = set(range(places))
        self._share = max(1, places - 1)
        self._most = MOST_WAITING * places
        self._places = places
        self._waiting: list[_Job] = []
        self._working: list[_Job] = []
        self._served: Counter[str] = Counter()
        self._last_at: dict[str, int] = {}
        self._round = 0
        self._turn = threading.Lock()

    @contextmanager
    def place(self, whose: str, *, long: bool) -> Iterator[int]:
        """Wait for a place, have it for the block.

        Parameters
        ----------
        whose
            Who asks.
        long
            Whether it may take more than a moment.

        Raises
        ------
        Refusal
            If too many wait already, or this one has too much in work.

        Examples
        --------
        >>> with Line(1).place("kim", long=False) as at:
        ...     at
        0
        """
        job = self._join(whose, long)
        job.called.wait()
        try:
            yield job.at
        finally:
            self._leave(job)

    def _join(self, whose: str, long: bool) -> _Job:
        with self._turn:
            own = sum(job.whose == whose for job in (*self._waiting, *self._working))
            if own >= MOST_OF_ONE or len(self._waiting) >= self._most:
                raise Refusal(BUSY)
            job = _Job(whose, long, self._seconds())
            self._waiting.append(job)
            self._call()
            return job

    def _leave(self, job: _Job) -> None:
        with self._turn:
            self._working.remove(job)
            self._free.add(job.at)
            self._call()

    def _call(self) -> None:
        """Call whoever can be served now."""
        while self._free and (able := [job for job in self._waiting if self._may(job)]):
            job = min(able, key=self._rank)
            self._waiting.remove(job)
            self._working.append(job)
            job.at = self._place_for(job.whose)
            self._free.remove(job.at)
            self._round += 1
            self._served[job.whose] = self._round
            self._last_at[job.whose] = job.at
            if not self._waiting:  # nobody has to be compared any more
                self._served.clear()
            job.called.set()

    def _may(self, job: _Job) -> bool:
        own = sum(other.whose == job.whose for other in self._working)
        long = sum(other.long for other in self._working)
        return own < self._share and not (job.long and long >= self._share)

    def _rank(self, job: _Job) -> tuple[bool, int, float]:
        late = self._seconds() - job.came_s > PATIENCE_S
        return job.long and not late, self._served[job.whose], job.came_s

    def _place_for(self, whose: str) -> int:
        wanted = self._last_at.get(whose, zlib.crc32(whose.encode()) % self._places)
        return wanted if wanted in self._free else min(self._free)
