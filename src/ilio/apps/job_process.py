"""The child's side of a process that does one job after another, and stays for the next."""

import os
import pickle
import sys
from pathlib import Path
from typing import IO

from ilio.core import IlioError, InputError

COMMAND = (
    sys.executable,
    "-c",
    # Ctrl-C goes to the whole group; the parent decides when this ends
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "from ilio.apps.job_process import serve; serve()",
)

POLITE = 5
"""How much it gives way to its parent, which answers pages."""

MOST_MEMORY = 3 << 30
"""Address space of a process; most of what libraries reserve of it they never use [B]."""

LARGE = 600 << 20
"""A process that once took so much is ended after its job and started anew [B]."""


def serve() -> None:
    """The child's side: jobs from standard input, answers on standard output, until both end.

    The first answer comes before any job, once all is loaded: a slow start is no long job. Each
    other one says whether the job was done, what came of it, and whether this process has grown too
    large to go on.

    Examples
    --------
    >>> jobs = pickle.dumps((len, ("abc",))) + pickle.dumps((len, ("ab",)))
    >>> import io, subprocess
    >>> done = subprocess.run(COMMAND, input=jobs, capture_output=True)
    >>> answers = io.BytesIO(done.stdout)
    >>> pickle.load(answers), pickle.load(answers)
    (True, (True, 3, False))
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not mix with the answers
    if hasattr(os, "nice"):
        os.nice(POLITE)
    _limit_memory()
    import ilio.apps.judging  # noqa: F401  what the first job needs, loaded before it comes

    _send(True, answers)
    while True:
        try:
            task, given = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = (True, task(*given))
        except IlioError as error:
            answer = (False, error)
        except MemoryError:
            todo = "Nothing was saved. Send a shorter recording, or record it again."
            answer = (False, InputError("what fits into the memory of this job", "more", todo))
        except Exception as error:
            print(f"ilio: {_place(error)}", file=sys.stderr, flush=True)
            answer = (False, "a fault in a working process")
        try:
            _send((*answer, _taken() > LARGE), answers)
        except BrokenPipeError:
            return


def _send(answer: object, answers: IO[bytes]) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _taken() -> int:
    """The most memory that this process ever took [B]; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    status = Path("/proc/self/status")
    if status.exists():  # the other figure below begins with what the parent took
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _place(error: Exception) -> str:
    """Kind and place of a fault of ours; never its words, which may be about a person."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"
