"""The session player: large numerals, a bell at each change, pause, skip and quit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ilio.programmes.player import Step

PAUSE, SKIP, QUIT = " ", "s", "q"
TICK_S = 0.1
"""How often the player looks for a key and at the clock [s]."""

HELP = "space: pause   s: skip   q: quit"
NUMERALS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
}
"""Five rows a numeral; each cell is drawn twice as wide, so that it looks square."""


class Desk(Protocol):
    """Where the player plays: a clock, a key board, a screen and a bell.

    Examples
    --------
    >>> hasattr(Desk, "key")
    True
    """

    def seconds(self) -> float:
        """Time that goes on [s]."""

    def key(self, wait_s: float) -> str:
        """The key that was pressed within that time; empty for none."""

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines instead of the last ones."""

    def bell(self) -> None:
        """Ring."""


@dataclass
class Played:
    """How far a session was played.

    Parameters
    ----------
    steps
        All of them.
    finished
        Steps that ran to their end.
    quit
        Whether the person left before the end.

    Examples
    --------
    >>> Played(3, 3).whole
    True
    """

    steps: int
    finished: int = 0
    quit: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing was skipped or left.

        Examples
        --------
        >>> Played(3, 2).whole
        False
        """
        return self.finished == self.steps


def play(steps: "Sequence[Step]", desk: Desk) -> Played:
    """Play steps one after the other, each with its bell and its seconds counted down.

    Parameters
    ----------
    steps
        What a session holds, in order.
    desk
        Where it is played.

    Examples
    --------
    >>> play((), None).whole
    True
    """
    played = Played(len(steps))
    for number in range(len(steps)):
        desk.bell()
        ended_by = _one(steps, number, desk)
        if ended_by == QUIT:
            played.quit = True
            return played
        played.finished += ended_by != SKIP
    return played


def _one(steps: "Sequence[Step]", number: int, desk: Desk) -> str:
    """Count one step down; the key that ended it, empty when its time was over."""
    step = steps[number]
    left, last, paused = step.seconds, desk.seconds(), False
    while left > 0:
        desk.show(list(_lines(steps, number, left, paused)))
        key = desk.key(TICK_S)
        now = desk.seconds()
        left, last = left - (0 if paused else now - last), now
        if key in (SKIP, QUIT):
            return key
        if key == PAUSE:
            paused = not paused
    return ""


def _lines(steps: "Sequence[Step]", number: int, left: float, paused: bool) -> Iterator[str]:
    step = steps[number]
    side = "" if step.side == "both" else f", {step.side} side"
    yield f"{step.kind.upper()}{side}   step {number + 1} of {len(steps)}"
    yield ""
    yield step.text
    yield ""
    yield from large(-int(-left // 1))
    yield ""
    if step.reps is not None:
        yield f"{step.reps} repetitions, in your own time; press s when you are done."
    following = steps[number + 1].text if number + 1 < len(steps) else "the end"
    yield f"Next: {following}"
    yield "PAUSED. Press space to go on." if paused else HELP


def large(number: int) -> list[str]:
    r"""A number in five rows of blocks.

    Examples
    --------
    >>> print("\n".join(row.rstrip() for row in large(17)))
      ██    ██████
    ████        ██
      ██        ██
      ██        ██
    ██████      ██
    """
    digits = [NUMERALS[digit] for digit in str(number)]
    rows = ("  ".join("".join(c * 2 for c in digit[row]) for digit in digits) for row in range(5))
    return list(rows)
