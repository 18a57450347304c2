"""Several recordings at once, each in a Python process of its own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from ilio.core import IlioError
from ilio.observations import Recording
from ilio.sources.in_child import Told, in_child
from ilio.sources.read import read_recording


@dataclass(frozen=True)
class Job:
    """What to read, and how.

    Parameters
    ----------
    path, mapping, rest, landmarks, level_deg, effort
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
    effort: str = "default"


def read_side_by_side(
    jobs: Sequence[Job], workers: int, told: Callable[[int, float], None]
) -> Iterator[tuple[int, Recording | IlioError]]:
    """Read recordings in child processes; what cannot be read comes back as its error.

    Parameters
    ----------
    jobs
        What to read.
    workers
        How many processes at a time.
    told
        Called with the index of a job and its share done, 0 to 1, from several threads.

    Yields
    ------
    tuple
        Index of the job and its result, in the order in which they finish.

    Examples
    --------
    >>> [(index, str(result)[:9]) for index, result in read_side_by_side([Job("no.trc")], 1, print)]
    [(0, 'no.trc: e')]
    """
    # A film that is read alone is cut into parts, and those are read side by side.
    alone = len(jobs) < workers
    with ThreadPoolExecutor(workers) as pool:
        running = {
            pool.submit(_result, job, alone, partial(told, index)): index
            for index, job in enumerate(jobs)
        }
        for done in as_completed(running):
            yield running[done], done.result()


def _result(job: Job, alone: bool, told: Told) -> Recording | IlioError:
    try:
        if alone:
            return read_job(job, None, told=told)
        recording: Recording = in_child(job.path, read_job, job, 0, told=told)
    except IlioError as error:
        return error
    return recording


def read_job(job: Job, processes: int | None, *, told: Told | None = None) -> Recording:
    """Read one recording.

    Parameters
    ----------
    job
        What to read.
    processes
        As in `ilio.sources.read_recording`.
    told
        Called with the share done.

    Examples
    --------
    >>> read_job(Job("no.trc"), 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no.trc: expected a file, got nothing by that name...
    """
    return read_recording(
        job.path,
        mapping=job.mapping,
        rest=job.rest,
        landmarks=job.landmarks,
        level_deg=job.level_deg,
        effort=job.effort,
        processes=processes,
        progress=told,
    )
