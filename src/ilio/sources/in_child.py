"""A function called in a Python process of its own: a crash there is an error message here.

Plain child processes rather than a process pool: a pool imports the caller's script again, which
breaks scripts and notebooks that call Ilio at their top level.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
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


def in_child(path: str | Path, task: Callable[..., Any], *given: object, told: Told | None) -> Any:
    """Call a function in a child process; its result or its `IlioError` comes back.

    Parameters
    ----------
    path
        The file that is read, for the message when the process breaks off.
    task
        A function of a module, called with `given` and with `told` as keyword.
    told
        Called here with what the child's `told` was called with.

    Raises
    ------
    IlioError
        Whatever the function raised of that kind; `ReadError` if the process broke off.

    Examples
    --------
    >>> in_child("a.mp4", os.path.basename, "b/c.mp4", told=None)
    'c.mp4'
    """
    with tempfile.TemporaryFile() as errors:
        pipe = subprocess.PIPE
        env = os.environ | ONE_THREAD | KEEPING
        with subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=errors, env=env) as child:
            try:
                result = _talk(child, (task, given, told is not None), told)
            except (EOFError, pickle.UnpicklingError, BrokenPipeError):
                code = child.wait()
                errors.seek(0)
                raise _broke_off(path, code, errors.read()) from None
            finally:
                child.kill()
    if isinstance(result, IlioError):
        raise result
    return result


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


def _broke_off(path: str | Path, code: int, said: bytes) -> ReadError:
    lines = said.decode(errors="replace").strip().splitlines()
    why = lines[-1] if lines and code > 0 else f"code {code}"
    if code < 0:
        why = f"signal {-code}: {signal.strsignal(-code)}"
    return ReadError(
        Path(path).name,
        "a recording",
        f"a reader that broke off ({why})",
        "The file may be damaged: play it, export it again. "
        "If it plays well, please report this with the file's kind and size.",
    )


def serve() -> None:
    """The child's side: read the job from standard input, give the result on standard output.

    Examples
    --------
    >>> job = pickle.dumps((os.path.basename, ("b/c.mp4",), False))
    >>> done = subprocess.run(COMMAND, input=job, capture_output=True)
    >>> pickle.loads(done.stdout)
    (True, 'c.mp4')
    """
    task, given, wants_told = pickle.load(sys.stdin.buffer)
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
