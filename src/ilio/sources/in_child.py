"""A function called in a Python process of its own: a crash there is an error message here.

Plain child processes rather than a process pool: a pool imports the caller's script again, which
breaks scripts and notebooks that call Ilio at their top level.
"""

import contextlib
import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ilio.core import IlioError, ReadError

COMMAND = (sys.executable, "-c", "from ilio.sources.in_child import serve; serve()")

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Several processes of one thread each beat threads within one, and take less memory."""

KEPT_BYTES = str(1 << 25)
KEEPING = dict.fromkeys(("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"), KEPT_BYTES)
"""The C library of Linux keeps freed pieces of the size of a picture rather than asking for them
anew, which took a seventh of the time; other systems do not know these names."""

Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take before it is ended.

    Parameters
    ----------
    memory_bytes
        Beyond what Python itself takes.
    time_s
        From its start [s].

    Examples
    --------
    >>> Limits.of_file("no such file").time_s
    8.0
    """

    memory_bytes: int
    time_s: float

    @classmethod
    def of_file(cls, path: str | Path) -> "Limits":
        """For a file of some megabytes that is read at once; a second more for every five.

        Examples
        --------
        >>> Limits.of_file("no such file").memory_bytes >> 20
        768
        """
        size = Path(path).stat().st_size if Path(path).is_file() else 0
        return cls(768 << 20, 8.0 + size / 5e6)


def in_child(
    path: str | Path,
    task: Callable[..., Any],
    *given: object,
    told: Told | None = None,
    limits: Limits | None = None,
) -> Any:
    """Call a function in a child process; its result or its `IlioError` comes back.

    Parameters
    ----------
    path
        The file that is read, for the message when the process breaks off.
    task
        A function of a module, called with `given` and with `told` as keyword.
    told
        Called here with what the child's `told` was called with.
    limits
        None for none.

    Raises
    ------
    IlioError
        Whatever the function raised of that kind; `ReadError` if the process broke off or was
        ended at its limits.

    Examples
    --------
    >>> in_child("a.mp4", os.path.basename, "b/c.mp4")
    'c.mp4'
    """
    with tempfile.TemporaryFile() as errors:
        pipe = subprocess.PIPE
        env = os.environ | ONE_THREAD | KEEPING
        with subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=errors, env=env) as child:
            clock = _Clock(child, limits)
            try:
                result = _talk(child, (task, given, told is not None, limits), told)
            except (EOFError, pickle.UnpicklingError, BrokenPipeError):
                code = child.wait()
                errors.seek(0)
                raise _broke_off(path, code, errors.read(), clock) from None
            finally:
                clock.stop()
                child.kill()
    if isinstance(result, IlioError):
        raise result
    return result


class _Clock:
    """Ends a child at its limit of time, and knows that it did."""

    def __init__(self, child: "subprocess.Popen[bytes]", limits: Limits | None) -> None:
        self.limits, self.ran_out = limits, False
        self._child = child
        self._timer = threading.Timer(limits.time_s if limits else 0.0, self._end)
        if limits:
            self._timer.start()

    def _end(self) -> None:
        self.ran_out = True
        self._child.kill()

    def stop(self) -> None:
        self._timer.cancel()


def _talk(child: "subprocess.Popen[bytes]", job: object, told: Told | None) -> Any:
    assert child.stdin is not None and child.stdout is not None
    with child.stdin:
        pickle.dump(job, child.stdin)
    while True:
        is_result, said = pickle.load(child.stdout)
        if is_result:
            return said
        if told:
            told(said)


def _broke_off(path: str | Path, code: int, said: bytes, clock: _Clock) -> ReadError:
    lines = said.decode(errors="replace").strip().splitlines()
    why = lines[-1][:200] if lines and code > 0 else f"code {code}"
    if code < 0:
        why = f"signal {-code}: {signal.strsignal(-code)}"
    limits = clock.limits
    if limits and (clock.ran_out or -code == getattr(signal, "SIGXCPU", None)):
        why = f"it took longer than {limits.time_s:.0f} s"
    elif limits and any(word in said for word in (b"MemoryError", b"bad_alloc")):
        why = f"it asked for more than {limits.memory_bytes >> 20} MB of memory"
    return ReadError(
        Path(path).name,
        "a recording",
        f"a reader that broke off ({why})",
        "The file may be damaged: open it in another program, export it again. "
        "If it opens well there, please report this with the file's kind and size.",
    )


def _keep_within(limits: Limits) -> None:
    """Let the system refuse this process more; the parent ends it where there is no such thing."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    with contextlib.suppress(OSError, IndexError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        taken = pages * resource.getpagesize()
    for kind, most in (
        (resource.RLIMIT_AS, taken + limits.memory_bytes),
        (resource.RLIMIT_CPU, math.ceil(limits.time_s)),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a limit that is lower already
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def serve() -> None:
    """The child's side: read the job from standard input, give the result on standard output.

    Examples
    --------
    >>> job = pickle.dumps((os.path.basename, ("b/c.mp4",), False, None))
    >>> done = subprocess.run(COMMAND, input=job, capture_output=True)
    >>> pickle.loads(done.stdout)
    (True, 'c.mp4')
    """
    task, given, wants_told, limits = pickle.load(sys.stdin.buffer)
    if limits:
        _keep_within(limits)
    # Whatever prints must not mix with the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def say(is_result: bool, said: object) -> None:
        pickle.dump((is_result, said), answer)
        answer.flush()

    try:
        extra = {"told": lambda share: say(False, share)} if wants_told else {}
        say(True, task(*given, **extra))
    except IlioError as error:
        say(True, error)
