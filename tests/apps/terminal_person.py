"""A person at a pseudo-terminal."""

import os
import pty
import select
import signal
import subprocess
import sys

import pytest

PROGRAM = "from ilio.apps.cli import main; main()"
PATIENCE_S = 60


class Terminal:
    """The program in a pseudo-terminal, with a person who reads before typing."""

    def __init__(self, *arguments: str, code: str = PROGRAM) -> None:
        self.master, child = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=child,
            stdout=child,
            stderr=child,
            env=environment,
        )
        os.close(child)
        self.seen = ""

    def until(self, text: str) -> None:
        while text not in self.seen and self._read():
            pass
        assert text in self.seen, self.seen
        self.seen = self.seen.split(text, 1)[1]

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, again after 2 s: a signal just before the program waits for a line is late."""
        for _ in range(PATIENCE_S // 2):
            self.process.send_signal(signal.SIGINT)
            if select.select([self.master], [], [], 2)[0]:
                return

    def end(self) -> int:
        """The exit code, once the program has closed its side of the terminal."""
        while self._read():
            pass
        os.close(self.master)
        return self.process.wait(timeout=PATIENCE_S)

    def _read(self) -> bool:
        """Read what is there; false once the other end is closed. A program that waits is ended."""
        if not select.select([self.master], [], [], PATIENCE_S)[0]:
            self.process.kill()
            pytest.fail(f"the program said nothing for {PATIENCE_S} s after: {self.seen}")
        try:
            part = os.read(self.master, 4096)
        except OSError:  # Linux: the other end is closed
            return False
        self.seen += part.decode(errors="replace")
        return bool(part)
