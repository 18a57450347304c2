"""Several recordings at once, each in a Python process of its own.

Plain child processes rather than a process pool: a pool imports the caller's script again, which
breaks scripts and notebooks that call `ilio.assess` at their top level.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from ilio.core import IlioError, ReadError
from ilio.observations import Recording
from ilio.sources.read import read_recording


@dataclass(frozen=True)
class Job:
    """What to read, and how.

    Parameters
    ----------
    path, mapping, rest, landmarks, level_deg
        As in `ilio.sources.read_recording`.

    Examples
    --------
    >>> Job("left.mp4").rest
    'standing'
    """

    path: str
    mapping: str | None = None
    rest: str = "standing"
    landmarks: str | None = None
    level_deg: float | None = None


def read_side_by_side(
    jobs: Sequence[Job], workers: int
) -> Iterator[tuple[int, Recording | IlioError]]:
    """Read recordings in child processes; what cannot be read comes back as its error.

    Parameters
    ----------
    jobs
        What to read.
    workers
        How many processes at a time.

    Yields
    ------
    tuple
        Index of the job and its result, in the order in which they finish.

    Examples
    --------
    >>> [(index, str(result)[:9]) for index, result in read_side_by_side([Job("no.trc")], 1)]
    [(0, 'no.trc: e')]
    """
    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(_in_child, job): index for index, job in enumerate(jobs)}
        for done in as_completed(running):
            yield running[done], done.result()


def _in_child(job: Job) -> Recording | IlioError:
    command = [sys.executable, "-c", "from ilio.sources.side_by_side import child; child()"]
    done = subprocess.run(command, input=pickle.dumps(job), capture_output=True, check=False)
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        return ReadError(
            Path(job.path).name,
            "a recording",
            f"a reader that broke off ({told[-1] if told else 'no message'})",
            "Please report this with the file's kind and size.",
        )
    result: Recording | IlioError = pickle.loads(done.stdout)
    return result


def child() -> None:
    """Read the job that comes on standard input and give the result on standard output.

    Examples
    --------
    >>> import subprocess, sys
    >>> code = "from ilio.sources.side_by_side import child; child()"
    >>> job = pickle.dumps(Job("no.trc"))
    >>> done = subprocess.run([sys.executable, "-c", code], input=job, capture_output=True)
    >>> type(pickle.loads(done.stdout)).__name__
    'ReadError'
    """
    job: Job = pickle.load(sys.stdin.buffer)
    result: Recording | IlioError
    try:
        result = read_recording(
            job.path,
            mapping=job.mapping,
            rest=job.rest,
            landmarks=job.landmarks,
            level_deg=job.level_deg,
        )
    except IlioError as error:
        result = error
    sys.stdout.buffer.write(pickle.dumps(result))
