"""A reliability study: a manifest in, its statistics out; a failure is a row, not a crash."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ilio.core import IlioError, ReadError, Side
from ilio.knowledge import protocol_card
from ilio.observations import AttemptInput, Recording
from ilio.observations.study_row import StudyRow
from ilio.protocols import measure
from ilio.records.study_numbers import numbers_of
from ilio.reliability import Study, study_of
from ilio.sources.study_manifest import read_study
from ilio.sources.visit_file import read_visit
from ilio.wiring import Progress, read_all


def run(
    manifest: str | Path,
    *,
    log: bool | None = None,
    effort: str = "default",
    progress: Progress | None = None,
) -> Study:
    r"""Reliability of what a manifest lists: typed numbers, and recordings that are measured here.

    A recording that cannot be read or measured is told among the rows without a number.

    Parameters
    ----------
    manifest
        Path of the manifest, see docs/study.md.
    log
        Whether errors are shares of the value; None says so of times only.
    effort, progress
        As in `ilio.wiring.assess`.

    Raises
    ------
    ReadError
        If the manifest cannot be read.
    InputError
        If there are too few people, or nothing was measured twice.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> rows = "".join(f"P{n},{s},{n + s}\n" for n in range(12) for s in (1, 2))
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "study.csv"
    ...     _ = file.write_text("person,session,value\n" + rows)
    ...     run(file).people
    12
    """
    told = progress or (lambda sentence, share: None)
    return study_of(_measured(read_study(manifest), effort, told), log=log)


def _measured(rows: Sequence[StudyRow], effort: str, told: Progress) -> list[StudyRow]:
    """The rows as they are, and those with a recording as the numbers that it gives."""
    found = [row for row in rows if not row.path]
    filed = [(row, _attempt_of(row)) for row in rows if row.path]
    known = [attempt for _, attempt in filed if isinstance(attempt, AttemptInput)]
    recordings = iter(read_all(known, effort, told))
    for row, attempt in filed:
        recording = next(recordings) if isinstance(attempt, AttemptInput) else attempt
        if isinstance(recording, Recording):
            found += numbers_of(row, measure(row.protocol, recording, _side_of(row)))
        else:
            found.append(replace(row, why_not=str(recording)))
    return found


def _side_of(row: StudyRow) -> Side:
    card = protocol_card(row.protocol)
    return card.side_of(row.side or (Side.LEFT if card.sides == "each" else None))


def _attempt_of(row: StudyRow) -> AttemptInput | IlioError:
    """A recording alone, or the one attempt of that test and side in a visit file."""
    try:
        side = _side_of(row)
        if Path(row.path).suffix.lower() != ".toml":
            return AttemptInput(protocol=row.protocol, side=side, file=row.path)
        attempts = read_visit(row.path).attempts
    except IlioError as error:
        return error
    mine = [a for a in attempts if (a.protocol, a.side) == (row.protocol, side)]
    if len(mine) == 1:
        return mine[0]
    todo = "Write one visit file an attempt."
    return ReadError(row.path, f"one {row.protocol} of the {side} side", str(len(mine)), todo)
