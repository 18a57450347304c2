"""The only wiring: a visit in, a Visit out. Every other room knows only its neighbours."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from ilio import __version__, records
from ilio.body import Person, tell_attempt
from ilio.core import IlioError, InputError
from ilio.knowledge import protocol_card
from ilio.observations import (
    AttemptInput,
    AttemptStory,
    MuscleStory,
    Recording,
    VisitInput,
    safety_of,
)
from ilio.programmes import Programme
from ilio.protocols import measure, takes_pelvis_log, tilt_of_log
from ilio.records import Visit
from ilio.records.showing import shown_measurements
from ilio.records.writing import check_place
from ilio.sources import read, read_recording
from ilio.sources.read import VIDEO
from ilio.sources.side_by_side import Job, read_side_by_side
from ilio.sources.visit_file import read_visit, typed_recording
from ilio.verdicts import judge

__all__ = ["assess", "explain", "judge", "measure", "read", "read_all", "render"]

Progress = Callable[[str, float], None]
Reader = Callable[..., Recording]
Read = Recording | IlioError


def assess(
    visit: str | Path | VisitInput,
    *,
    rules: str | None = None,
    effort: str = "default",
    progress: Progress | None = None,
    reader: Reader = read_recording,
) -> Visit:
    """Measure and judge a whole visit.

    An attempt whose recording cannot be read is told in ``failures``; the others still count.

    Parameters
    ----------
    visit
        Path of a visit file, or what was read from one.
    rules
        Rule set; None for the one that the visit names.
    effort
        How closely films are looked at: ``"fast"``, ``"default"`` or ``"exact"``.
    progress
        Called with a sentence and the share done (0 to 1), also from other threads, one at a time.
    reader
        Reads what is no film, as `ilio.sources.read.read_recording` does; one that remembers makes
        it quick to judge a visit anew after an answer changed.

    Raises
    ------
    ReadError
        If the visit file cannot be read.
    InputError
        If the visit holds no attempt, or none of its attempts could be measured, and no safety
        question is open.

    Examples
    --------
    >>> from ilio.observations import Answers, AttemptAnswers
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> seen = AttemptAnswers(thigh_contact="hovers", hand_check="snug")
    >>> attempt = AttemptInput(protocol="thomas", side="left", answers=seen)
    >>> visit = assess(VisitInput(answers=asked, attempts=(attempt, attempt)))
    >>> visit.judgement["left"].tightness.call
    'tight'
    """
    given = visit if isinstance(visit, VisitInput) else read_visit(visit)
    told = progress or (lambda sentence, share: None)
    recordings = read_all(given.attempts, effort, told, reader)
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
    told("Judging", 1.0)
    judgement = judge(measurements, given.answers, rules or given.rules)
    told_without_tests = judgement.refer or judgement.do_not_test or safety_of(given.answers).open
    if not measurements and not told_without_tests:
        raise _nothing_to_judge(failures)
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


def explain(
    visit: Visit,
    *,
    mass_kg: float | None = None,
    height_m: float | None = None,
    every: bool = True,
) -> MuscleStory:
    """What the muscle model says of what may be shown of a visit; it decides nothing.

    Parameters
    ----------
    visit
        What was measured.
    mass_kg, height_m
        Of the person [kg, m]; the usual person's if left out.
    every
        Every attempt, or of each test and side the first that has something to say.

    Raises
    ------
    InputError
        If no person is like that.

    Examples
    --------
    >>> from ilio.observations import Answers, AttemptAnswers
    >>> seen = AttemptAnswers(thigh_contact="hovers", hand_check="snug")
    >>> attempt = AttemptInput(protocol="thomas", side="left", answers=seen)
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> visit = assess(VisitInput(attempts=(attempt,), answers=asked))
    >>> [told.side for told in explain(visit).attempts]
    ['left']
    """
    usual = Person.usual()
    person = Person(
        usual.mass_kg if mass_kg is None else mass_kg,
        usual.height_m if height_m is None else height_m,
    )
    told: list[AttemptStory] = []
    for m in shown_measurements(visit):
        whose = (m.protocol, str(m.side))
        if every or all((t.protocol, t.side) != whose or not t.statements for t in told):
            told.append(tell_attempt(*whose, m.quantities, person))
    return MuscleStory(tuple(told))


def render(
    visit: Visit,
    path: str | Path,
    programme: Programme | None = None,
    *,
    appendix: bool = False,
) -> Path:
    """Write the report of a visit; in its appendix stands what the muscle model says of it.

    Parameters
    ----------
    visit
        What was measured and judged.
    path
        Where to: .html, .pdf or .json.
    programme
        The plan made from it; its first exercises are drawn.
    appendix
        Whether everything else follows the first two pages.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.verdicts.verdict import Judgement
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     render(Visit(Judgement("Nothing was measured.", {})), f"{folder}/report.html").name
    'report.html'
    """
    check_place(path)
    prints = appendix and Path(path).suffix.lower() in (".html", ".pdf")
    story = explain(visit, every=False) if prints else None
    return records.render(visit, path, story, programme, appendix=appendix)


def _nothing_to_judge(failures: Sequence[str]) -> InputError:
    if failures:
        return InputError("at least one attempt that can be read", "none", " ".join(failures))
    todo = "Add a recording, a reading or an answer for one test on one side."
    return InputError("at least one attempt", "a visit without any", todo)


def read_all(
    attempts: Sequence[AttemptInput],
    effort: str,
    told: Progress,
    reader: Reader = read_recording,
) -> list[Recording | IlioError]:
    """Each attempt's recording, or why there is none; films side by side, everything else here.

    Parameters
    ----------
    attempts
        What is to be read.
    effort, told, reader
        As in `assess`, where `told` is called progress.

    Examples
    --------
    >>> typed = AttemptInput(protocol="thomas", side="left")
    >>> [found.source.kind for found in read_all([typed], "default", lambda words, share: None)]
    ['answers']
    """
    films = {i: attempt for i, attempt in enumerate(attempts) if _is_video(attempt)}
    found = {i: _read(attempt, reader) for i, attempt in enumerate(attempts) if i not in films}
    found |= _read_films(films, effort, told, reader)
    return [found[i] for i in range(len(attempts))]


def _read_films(
    films: Mapping[int, AttemptInput], effort: str, told: Progress, reader: Reader
) -> dict[int, Read]:
    """Each film in a process of its own; what they tell of their progress is told as one."""
    places, shares, found = list(films), [0.0] * len(films), dict[int, Read]()
    one_at_a_time = Lock()

    def note(job: int, share: float) -> None:
        with one_at_a_time:
            shares[job] = share
            told(f"Watching films, {len(found)} of {len(films)} done", sum(shares) / len(films))

    if not films:
        return found
    note(0, 0.0)
    jobs = [
        Job(str(a.file), a.mapping, a.rest, a.landmarks, a.level_deg, effort)
        for a in films.values()
    ]
    for job, recording in read_side_by_side(jobs, os.cpu_count() or 1, note):
        place = places[job]
        found[place] = _joined(recording, films[place], reader)
        note(job, 1.0)
    return found


def _is_video(attempt: AttemptInput) -> bool:
    return attempt.file is not None and Path(attempt.file).suffix.lower() in VIDEO


def _read(attempt: AttemptInput, reader: Reader) -> Read:
    try:
        if attempt.file is None:
            return _with_pelvis(typed_recording(attempt), attempt, reader)
        recording = reader(
            attempt.file,
            mapping=attempt.mapping,
            rest=attempt.rest,
            segment=protocol_card(attempt.protocol).phone_on,
            landmarks=attempt.landmarks,
            level_deg=attempt.level_deg,
        )
    except IlioError as error:
        return error
    return _joined(recording, attempt, reader)


def _joined(recording: Read, attempt: AttemptInput, reader: Reader) -> Read:
    """A recording with what was asked and typed about it, and with the pelvis log."""
    if not isinstance(recording, Recording):
        return recording
    try:
        answered = recording.with_answers(attempt.answers, attempt.readings)
        return _with_pelvis(answered, attempt, reader)
    except IlioError as error:
        return error


def _with_pelvis(recording: Recording, attempt: AttemptInput, reader: Reader) -> Recording:
    """Add the tilt of a second log, recorded with the phone on the pelvis."""
    if attempt.pelvis_file is None:
        return recording
    name = Path(attempt.pelvis_file).name
    if not takes_pelvis_log(attempt.protocol):
        note = f"{name} was not used: this test takes no second phone on the pelvis."
        return replace(recording, notes=(*recording.notes, note))
    log = reader(attempt.pelvis_file, segment="pelvis").trace("pelvic_tilt")
    tilt = tilt_of_log(attempt.protocol, log) if log is not None else None
    if tilt is None:
        note = f"{name} holds no two still poses, so the tilt is not known."
        return replace(recording, notes=(*recording.notes, note))
    facts = (*recording.source.facts, ("pelvis", "phone"))
    source = replace(recording.source, facts=facts)
    readings = {**recording.readings, ("pelvic_tilt", None): tilt}
    return replace(recording, source=source, readings=readings)
