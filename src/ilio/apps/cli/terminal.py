"""A terminal as the desk of the session player."""

import contextlib
import os
import select
import sys
from collections.abc import Iterator, Sequence

from ilio.apps.cli.clock import Stopwatch
from ilio.apps.cli.voice import console

HOME_AND_CLEAR, TO_LINE_END, TO_SCREEN_END = "\x1b[H\x1b[2J", "\x1b[K", "\x1b[J"


class TerminalDesk:
    """Draws on the terminal and reads single keys from it.

    Parameters
    ----------
    watch
        Time that goes on; another one makes tests fast.

    Examples
    --------
    >>> TerminalDesk(Stopwatch()).seconds() >= 0
    True
    """

    def __init__(self, watch: Stopwatch) -> None:
        self._watch = watch
        self._shown: list[str] = []

    def seconds(self) -> float:
        """Time that goes on [s].

        Examples
        --------
        >>> TerminalDesk(Stopwatch()).seconds() < 60
        True
        """
        return self._watch.seconds()

    def key(self, wait_s: float) -> str:
        """The key that was pressed within that time; empty for none."""
        ready, _, _ = select.select([sys.stdin], [], [], wait_s)
        # past the buffer of stdin: what that holds back, select does not see
        return os.read(sys.stdin.fileno(), 1).decode(errors="ignore").lower() if ready else ""

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines instead of the last ones; unchanged ones are left alone."""
        width = console().width
        shown = [line[:width] for line in _wrapped(lines, width)]
        if shown == self._shown:
            return
        first = HOME_AND_CLEAR if not self._shown else "\x1b[H"
        body = f"{TO_LINE_END}\n".join(shown)
        sys.stdout.write(f"{first}{body}{TO_LINE_END}{TO_SCREEN_END}")
        sys.stdout.flush()
        self._shown = shown

    def bell(self) -> None:
        """Ring."""
        sys.stdout.write("\a")
        sys.stdout.flush()


def _wrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    import textwrap

    for line in lines:
        # numerals are drawn, not read: they are never wrapped
        yield from [line] if "█" in line or not line else textwrap.wrap(line, width) or [""]


@contextlib.contextmanager
def single_keys() -> Iterator[None]:
    """Keys come at once and are not echoed, until the end; then the terminal is as before."""
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    sys.stdout.write("\x1b[?25l")
    try:
        yield
    finally:
        sys.stdout.write("\x1b[?25h\n")
        sys.stdout.flush()
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
