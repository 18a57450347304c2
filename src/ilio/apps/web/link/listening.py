"""Listeners of which one process runs several: none of them takes Ctrl-C for itself."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ilio.apps.web.security.connections import PromptServer


class Listener(PromptServer):
    """A server that leaves the signals to whoever runs it.

    Two servers that each pass a signal on would break into one another's end.

    Examples
    --------
    >>> Listener(None).should_exit
    False
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Change nothing.

        Examples
        --------
        >>> with Listener(None).capture_signals():
        ...     pass
        """
        yield


def on_termination(stop: Callable[[], None]) -> None:
    """Call that when the system asks this process to end, where it can be heard.

    Examples
    --------
    >>> async def listen():
    ...     on_termination(print)
    >>> asyncio.run(listen())
    """
    # neither outside the main thread nor on Windows
    with suppress(NotImplementedError, RuntimeError, ValueError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
