"""Processes that measure, judge, plan and print, so that pages answer meanwhile.

Plain child processes, as in `ilio.sources.in_child`, but they stay: what they loaded and read is
there for the next time. One that breaks off is started anew; all end with the server, however that
ends, since their input then does.
"""

import os
import pickle
import shutil
import subprocess
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ilio.apps.job_process import COMMAND
from ilio.apps.web.faults import Fault, Refusal
from ilio.apps.web.line import Line
from ilio.core import IlioError

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

LONGEST_S, MOMENT_S = 60.0, 10.0
"""A job or a start that takes longer is given up, and a job said to take a moment only [s]."""

REMEMBERED = 100
"""Results that are kept for the next who asks."""

BROKE_OFF = Fault(
    503,
    "a recording that can be measured in a minute",
    "one that took longer or broke off",
    "Nothing was saved. Send a shorter recording, or record it again.",
)


class Work:
    """A few processes behind one fair line.

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
        self._line = Line(processes)
        self._recalled: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = threading.Lock()

    def call(
        self, whose: str, task: Callable[..., Any], *given: object, momentary: bool = False
    ) -> Any:
        """Call a function of a module in a process; the one that served somebody last, if free.

        Parameters
        ----------
        whose
            Who is served: each has a share only.
        task, given
            The function and what it gets.
        momentary
            Whether it surely takes a moment only: then it goes before what may take a minute.

        Raises
        ------
        IlioError
            Whatever the function raised of that kind.
        Refusal
            If too many wait already, or the job took too long or broke off.

        Examples
        --------
        >>> work = Work(1)
        >>> work.call("p1", len, "abc", momentary=True)
        3
        >>> work.close()
        """
        with self._line.place(whose, long=not momentary) as at:
            longest_s = MOMENT_S if momentary else LONGEST_S
            return self._processes[at].call(longest_s, task, *given)

    def recall(self, key: Hashable, whose: str, task: Callable[..., Any]) -> Any:
        """What a function gave for that key before, else what it gives now.

        Examples
        --------
        >>> work = Work(1)
        >>> work.recall("p1", "kim", os.getpid) == work.recall("p1", "kim", os.getpid)
        True
        >>> work.close()
        """
        with self._turn:
            if key in self._recalled:
                self._recalled.move_to_end(key)
                return self._recalled[key]
        found = self.call(whose, task)
        with self._turn:
            self._recalled[key] = found
            while len(self._recalled) > REMEMBERED:
                self._recalled.popitem(last=False)
        return found

    def forget(self, task: Callable[[], Any]) -> None:
        """Drop what was remembered, here and in each process; one at work ends with its job.

        Parameters
        ----------
        task
            What drops it in a process.

        Examples
        --------
        >>> Work(1).forget(dir)
        """
        with self._turn:
            self._recalled.clear()
        for process in self._processes:
            process.forget(task)

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
        """End all processes, and delete what they left behind.

        Examples
        --------
        >>> Work(2).close()
        """
        for process in self._processes:
            process.end()


@dataclass(frozen=True)
class Share:
    """The processes as one account may use them.

    Parameters
    ----------
    work
        The processes.
    account
        Whose share it is; None without logins: then each person has one.

    Examples
    --------
    >>> work = Work(1)
    >>> Share(work, None).call("p1", len, "abc")
    3
    >>> work.close()
    """

    work: Work
    account: str | None

    def call(
        self, person: str, task: Callable[..., Any], *given: object, momentary: bool = False
    ) -> Any:
        """As `Work.call`, for somebody of that account."""
        return self.work.call(self.account or person, task, *given, momentary=momentary)

    def recall(self, key: Hashable, person: str, task: Callable[..., Any]) -> Any:
        """As `Work.recall`, for somebody of that account."""
        return self.work.recall(key, self.account or person, task)


class _Process:
    """One child, with a folder of its own for temporary files that goes with it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._folder, self._stale, self._ready = "", False, False
        self._turn = threading.Lock()

    def start(self) -> None:
        with self._turn:
            self._started()

    def call(self, longest_s: float, task: Callable[..., Any], *given: object) -> Any:
        with self._turn:
            ok, result, grown = self._exchange((task, given), longest_s)
            if grown or self._stale:
                self.end()
        if ok:
            return result
        if isinstance(result, IlioError):
            raise result
        raise RuntimeError(result)

    def forget(self, task: Callable[[], Any]) -> None:
        self._stale = True
        if not self._turn.acquire(blocking=False):
            return  # whoever has it at work ends it
        try:
            if self._child is not None:
                self._exchange((task, ()), MOMENT_S)
            self._stale = False
        finally:
            self._turn.release()

    def end(self) -> None:
        self._stale = False
        child, self._child = self._child, None
        folder, self._folder = self._folder, ""
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
            shutil.rmtree(folder, ignore_errors=True)

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self.end()
            self._folder = tempfile.mkdtemp(prefix="ilio-")
            env = os.environ | ONE_THREAD | {"TMPDIR": self._folder}
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, env=env)
            self._ready = False
        return self._child

    def _exchange(self, job: object, longest_s: float) -> tuple[bool, Any, bool]:
        child = self._started()
        assert child.stdin is not None and child.stdout is not None
        try:
            if not self._ready:
                with _limited(child, LONGEST_S):
                    self._ready = pickle.load(child.stdout)
            with _limited(child, longest_s):
                pickle.dump(job, child.stdin)
                child.stdin.flush()
                answer: tuple[bool, Any, bool] = pickle.load(child.stdout)
                return answer
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            raise Refusal(BROKE_OFF) from None


@contextmanager
def _limited(child: "subprocess.Popen[bytes]", longest_s: float) -> Iterator[None]:
    limit = threading.Timer(longest_s, child.kill)
    limit.start()
    try:
        yield
    finally:
        limit.cancel()
