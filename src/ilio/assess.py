"""The only wiring: a visit in, a Visit out. Every other room knows only its neighbours."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from ilio import __version__
from ilio.core import IlioError, InputError
from ilio.observations import AttemptInput, Recording, VisitInput
from ilio.protocols import Measurement, measure
from ilio.records import Visit
from ilio.sources import read, read_recording
from ilio.sources.pelvis_log import pelvic_tilt_from_log
from ilio.sources.read import is_video
from ilio.sources.visit_file import read_visit, typed_recording
from ilio.verdicts import judge

__all__ = ["assess", "judge", "measure", "read"]

Progress = Callable[[str, float], None]
Read = Recording | IlioError


def assess(
    visit: str | Path | VisitInput, *, rules: str | None = None, progress: Progress | None = None
) -> Visit:
    """Measure and judge a whole visit.

    An attempt whose recording cannot be read is told in ``failures``; the others still count.

    Parameters
    ----------
    visit
        Path of a visit file, or what was read from one.
    rules
        Rule set; None for the one that the visit names.
    progress
        Called with a sentence and the share done (0 to 1).

    Raises
    ------
    ReadError
        If the visit file cannot be read.
    InputError
        If the visit holds no attempt, or none of its attempts could be measured.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers
    >>> seen = AttemptAnswers(thigh_contact="hovers", hand_check="snug")
    >>> attempt = AttemptInput(protocol="thomas", side="left", answers=seen)
    >>> assess(VisitInput(attempts=(attempt, attempt))).judgement["left"].tightness.call
    'tight'
    """
    given = visit if isinstance(visit, VisitInput) else read_visit(visit)
    told = progress or (lambda sentence, share: None)
    recordings = _read_all(given.attempts, told)
    measurements = tuple(
        measure(attempt.protocol, recording, attempt.side)
        for attempt, recording in zip(given.attempts, recordings, strict=True)
        if isinstance(recording, Recording)
    )
    failures = tuple(
        f"{attempt.protocol}, {attempt.side}: {recording}"
        for attempt, recording in zip(given.attempts, recordings, strict=True)
        if not isinstance(recording, Recording)
    )
    _refuse_empty(given, measurements, failures)
    told("Judging", 1.0)
    judgement = judge(measurements, given.answers, rules or given.rules)
    return Visit(
        judgement,
        measurements,
        given.answers,
        given.person,
        given.date,
        failures,
        given.truth,
        __version__,
    )


def _refuse_empty(
    visit: VisitInput, measurements: Sequence[Measurement], failures: Sequence[str]
) -> None:
    """Without any measurement there is nothing to judge, but red flags are always told."""
    if measurements or visit.answers.red_flags or visit.answers.do_not_test:
        return
    if failures:
        raise InputError("at least one attempt that can be read", "none", " ".join(failures))
    raise InputError(
        "at least one attempt",
        "a visit without any",
        "Add an [[attempt]] with a protocol and a side.",
    )


def _read_all(attempts: Sequence[AttemptInput], told: Progress) -> list[Read]:
    """Videos side by side in processes of their own, everything else here."""
    found: dict[int, Read] = {}
    videos = [i for i, a in enumerate(attempts) if a.file is not None and is_video(a.file)]
    for i, attempt in enumerate(attempts):
        if i not in videos:
            found[i] = _read(attempt)
    for done, (i, recording) in enumerate(_read_videos([(i, attempts[i]) for i in videos]), 1):
        found[i] = recording
        told(f"Read {Path(str(attempts[i].file)).name}", done / len(videos))
    return [found[i] for i in range(len(attempts))]


def _read_videos(attempts: Sequence[tuple[int, AttemptInput]]) -> Iterator[tuple[int, Read]]:
    workers = min(len(attempts), os.cpu_count() or 1)
    if workers < 2:
        yield from ((i, _read(attempt)) for i, attempt in attempts)
        return
    # spawn: a fork would copy the threads of a numeric library half-way
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(_read, attempt): i for i, attempt in attempts}
        for job in as_completed(jobs):
            yield jobs[job], job.result()


def _read(attempt: AttemptInput) -> Read:
    try:
        if attempt.file is None:
            return typed_recording(attempt)
        recording = read_recording(attempt.file, mapping=attempt.mapping, rest=attempt.rest)
        readings = dict(attempt.readings)
        if attempt.pelvis_file is not None:
            readings[("pelvic_tilt", None)] = pelvic_tilt_from_log(attempt.pelvis_file)
            facts = (*recording.source.facts, ("pelvis", "phone"))
            recording = replace(recording, source=replace(recording.source, facts=facts))
        return recording.with_answers(attempt.answers, readings)
    except IlioError as error:
        return error
