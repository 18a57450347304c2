"""What passes between the phone and the laptop: orders one way, readings the other.

Everything is kept until it has arrived, so that a lost network costs time and no reading. All of
it belongs to one event loop and lives in memory; a film is never among it.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from ilio.apps.web.faults import Fault, Refusal

Kind = Literal["camera", "sensor"]
State = Literal["absent", "joined", "ready", "running", "stopped", "failed"]

SILENT_S = 4.0
"""A phone that says nothing for so long counts as lost, until it speaks again [s]."""

MOST_READINGS = 36_000
"""Ten minutes at 60 readings a second: more is no test."""

FULL = Fault(
    413,
    "at most ten minutes of readings",
    "more",
    "Stop the test on the computer and begin a new one.",
)


@dataclass(frozen=True)
class Order:
    """What the laptop wants of the phone; a newer one replaces it.

    Parameters
    ----------
    number
        Rises with every order.
    kind
        What the phone measures with.
    take
        Which attempt the readings are for.
    running
        Whether it measures now.
    words
        One sentence that the phone shows.

    Examples
    --------
    >>> Order().running
    False
    """

    number: int = 0
    kind: Kind = "camera"
    take: int = 0
    running: bool = False
    words: str = ""


@dataclass(frozen=True)
class Report:
    """How the phone says it is.

    Parameters
    ----------
    state
        ``"absent"`` until one joins.
    words
        What went wrong, in a sentence; empty when all is well.
    take
        Which attempt the phone has begun last.
    total
        How many readings that one had; None while it goes on.

    Examples
    --------
    >>> Report().state
    'absent'
    """

    state: State = "absent"
    words: str = ""
    take: int = 0
    total: int | None = None


@dataclass
class Relay:
    """The orders, the phone's report, and the readings of the take.

    Examples
    --------
    >>> relay = Relay()
    >>> relay.order("sensor", running=True, words="Stand still.").take
    1
    >>> relay.accept(1, 0, [{"t": 0.0, "up": [0, 0, 1]}], now_s=0.1)
    1
    """

    wanted: Order = field(default_factory=Order)
    report: Report = field(default_factory=Report)
    readings: list[dict[str, Any]] = field(default_factory=list)
    heard_s: float = float("-inf")
    closed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def order(self, kind: Kind, *, running: bool, words: str = "") -> Order:
        """Tell the phone what to do. To run is to begin anew: nothing is left of the take before.

        Examples
        --------
        >>> relay = Relay()
        >>> begun = relay.order("camera", running=True)
        >>> relay.order("camera", running=False).take == begun.take
        True
        """
        take = self.wanted.take
        if running:
            self.readings, take = [], take + 1
        self.wanted = Order(self.wanted.number + 1, kind, take, running, words)
        self._tell()
        return self.wanted

    def accept(self, take: int, first: int, readings: list[dict[str, Any]], *, now_s: float) -> int:
        """Take readings in; the same ones a second time are let go, and none may be missing.

        Parameters
        ----------
        take
            Which attempt they are for; those of an attempt that is over are let go.
        first
            Place of the first of them within the take.
        readings
            In order of time.
        now_s
            By a clock that only rises [s].

        Returns
        -------
        int
            The place of the reading that is wanted next.

        Raises
        ------
        Refusal
            If the take is longer than any test.

        Examples
        --------
        >>> relay = Relay()
        >>> relay.order("sensor", running=True).take
        1
        >>> relay.accept(1, 5, [{"t": 1.0}], now_s=0)  # five are missing: send from the start
        0
        """
        self.heard(now_s)
        if take != self.wanted.take:
            return first + len(readings)
        have = len(self.readings)
        if first <= have < first + len(readings):
            if first + len(readings) > MOST_READINGS:
                raise Refusal(FULL)
            self.readings.extend(readings[have - first :])
            self._tell()
        return len(self.readings)

    def note(self, report: Report, *, now_s: float) -> None:
        """Keep how the phone says it is.

        Examples
        --------
        >>> relay = Relay()
        >>> relay.note(Report("ready"), now_s=1.0)
        >>> relay.report.state, relay.is_heard(2.0)
        ('ready', True)
        """
        self.heard(now_s)
        if report != self.report:
            self.report = report
            self._tell()

    def heard(self, now_s: float) -> None:
        """The phone has spoken.

        Examples
        --------
        >>> relay = Relay()
        >>> relay.heard(7.0)
        >>> relay.heard_s
        7.0
        """
        came_back = not self.is_heard(now_s)
        self.heard_s = now_s
        if came_back:
            self._tell()

    def is_heard(self, now_s: float) -> bool:
        """Whether the phone has spoken of late.

        Examples
        --------
        >>> Relay().is_heard(0.0)
        False
        """
        return now_s - self.heard_s < SILENT_S

    async def change(self, longest_s: float) -> None:
        """Wait until something changes, or so long.

        Examples
        --------
        >>> asyncio.run(Relay().change(0.01))
        """
        try:
            async with asyncio.timeout(longest_s):
                await self._changed.wait()
        except TimeoutError:
            return

    def forget(self, *, now_s: float) -> None:
        """The phone is sent away, and its readings with it.

        Examples
        --------
        >>> relay = Relay()
        >>> relay.note(Report("ready"), now_s=0)
        >>> relay.forget(now_s=1)
        >>> relay.report.state, relay.readings
        ('absent', [])
        """
        before = self.wanted
        self.wanted = Order(before.number + 1, before.kind, before.take + 1)
        self.readings = []
        self.note(Report(), now_s=now_s)

    def close(self) -> None:
        """End every stream that waits for a change: the server stops.

        Examples
        --------
        >>> relay = Relay()
        >>> relay.close()
        >>> relay.closed
        True
        """
        self.closed = True
        self._tell()

    def _tell(self) -> None:
        """Wake everybody who waits for a change; later ones wait for the next."""
        self._changed.set()
        self._changed = asyncio.Event()
