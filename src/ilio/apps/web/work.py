"""Processes that measure and judge, so that pages answer meanwhile.

Plain child processes, as in `ilio.sources.in_child`, but they stay: what they loaded and read is
there for the next time. One that breaks off is started anew; all end with the server, however that
ends, since their input then does.
"""

import os
import pickle
import subprocess
import threading
import zlib
from collections.abc import Callable
from typing import Any

from ilio.apps.job_process import COMMAND
from ilio.apps.web.faults import BUSY, Fault, Refusal
from ilio.core import IlioError

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

LONGEST_S = 60.0
"""A job that takes longer is given up [s]."""

MOST_WAITING = 24
"""Jobs that may wait for one process; the threads that wait are missing elsewhere."""

BROKE_OFF = Fault(
    503,
    "a recording that can be measured in a minute",
    "one that took longer or broke off",
    "Nothing was saved. Send a shorter recording, or record it again.",
)


class Work:
    """A few processes; the jobs of one person all go to the same one, which remembers.

    Parameters
    ----------
    processes
        How many.

    Examples
    --------
    >>> work = Work(1)
    >>> work.call("p1", os.path.basename, "b/c.mp4")
    'c.mp4'
    >>> work.close()
    """

    def __init__(self, processes: int) -> None:
        self._processes = [_Process() for _ in range(processes)]

    def call(self, whose: str, task: Callable[..., Any], *given: object) -> Any:
        """Call a function of a module in the process of a person.

        Raises
        ------
        IlioError
            Whatever the function raised of that kind.
        Refusal
            If too many wait already, or the job took too long or broke off.

        Examples
        --------
        >>> work = Work(1)
        >>> work.call("p1", len, "abc")
        3
        >>> work.close()
        """
        at = zlib.crc32(whose.encode()) % len(self._processes)
        return self._processes[at].call(task, *given)

    def everywhere(self, task: Callable[[], Any]) -> None:
        """Call a function in each process that runs.

        Examples
        --------
        >>> Work(1).everywhere(dir)
        """
        for process in self._processes:
            if process.runs():
                process.call(task)

    def warm_up(self) -> None:
        """Start all processes, so that the first job need not wait for it.

        Examples
        --------
        >>> work = Work(1)
        >>> work.warm_up()
        >>> work.close()
        """
        for process in self._processes:
            process.start()

    def close(self) -> None:
        """End all processes.

        Examples
        --------
        >>> Work(2).close()
        """
        for process in self._processes:
            process.end()


class _Process:
    """One child and the line of those who wait for it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_WAITING)

    def runs(self) -> bool:
        return self._child is not None

    def start(self) -> None:
        with self._turn:
            self._started()

    def call(self, task: Callable[..., Any], *given: object) -> Any:
        if not self._places.acquire(blocking=False):
            raise Refusal(BUSY)
        try:
            with self._turn:
                ok, result = self._exchange((task, given))
        finally:
            self._places.release()
        if ok:
            return result
        if isinstance(result, IlioError):
            raise result
        raise RuntimeError(result)

    def end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self.end()
            pipe, env = subprocess.PIPE, os.environ | ONE_THREAD
            self._child = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, env=env)
        return self._child

    def _exchange(self, job: object) -> tuple[bool, Any]:
        child = self._started()
        assert child.stdin is not None and child.stdout is not None
        limit = threading.Timer(LONGEST_S, child.kill)
        limit.start()
        try:
            pickle.dump(job, child.stdin)
            child.stdin.flush()
            answer: tuple[bool, Any] = pickle.load(child.stdout)
            return answer
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            raise Refusal(BROKE_OFF) from None
        finally:
            limit.cancel()
