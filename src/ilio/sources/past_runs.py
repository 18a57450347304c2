"""Runs that were recorded: FIT, GPX and TCX files, or folders of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from pathlib import Path

from ilio.core import ReadError
from ilio.knowledge.run_words import run_guesses
from ilio.sources.fit_runs import read_fit
from ilio.sources.opening import check_file, plain_suffix
from ilio.sources.past_run import Clock, PastRun, Recorded
from ilio.sources.xml_runs import read_gpx, read_tcx

READERS: dict[str, Callable[[Path, Clock], Recorded]] = {
    ".fit": read_fit,
    ".gpx": read_gpx,
    ".tcx": read_tcx,
}
SUFFIXES = tuple(READERS)

Progress = Callable[[str, float], object]
"""Told what is read, and which share of it is done."""

SHOWN = 5
"""So many notes of one kind; the others are counted."""


def read_past_runs(
    paths: Sequence[str | Path],
    zone: tzinfo,
    until: date = date.max,
    progress: Progress = lambda sentence, share: None,
) -> tuple[tuple[PastRun, ...], tuple[str, ...]]:
    """Read recorded runs from files or folders.

    Parameters
    ----------
    paths
        Files (.fit .gpx .tcx, also gzipped) or folders that hold such files.
    zone
        The person's zone: files carry UTC, or no zone at all.
    until
        Nothing can be recorded after this day.
    progress
        Told about each file.

    Returns
    -------
    runs
        By time; the same run from two files counts once.
    notes
        Runs at a time, of a length or at a speed that cannot be; runs with a pause; files that hold
        no run, or that could not be read while others could.

    Raises
    ------
    ReadError
        If there is no such file, or none of the files could be read.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> read_past_runs(["nowhere.fit"], ZoneInfo("UTC"))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.fit: expected a file, got nothing by that name. Check \
the spelling and the folder.
    """
    files = [file for path in paths for file in _files(Path(path))]
    clock = Clock(zone, until)
    runs: list[PastRun] = []
    notes: list[str] = []
    failed: list[ReadError] = []
    for number, file in enumerate(files):
        progress(f"Reading {file.name}", number / len(files))
        try:
            found = _read_one(file, clock)
        except ReadError as error:
            failed.append(error)
            continue
        possible = [run for run in found.runs if _possible(run, clock)]
        runs += [run if _runs_so(run) else replace(run, km=None) for run in possible]
        notes += _told(file, found, possible)
    if failed and len(failed) == len(files):
        raise failed[0]
    return _each_once(runs), (*_some(notes), *_some([f"Left out: {error}" for error in failed]))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [check_file(path)]
    files = sorted(file for file in path.rglob("*") if plain_suffix(file) in SUFFIXES)
    if not files:
        todo = "Give the folder into which your watch or service exported."
        raise ReadError(path, f"files of the kind {' '.join(SUFFIXES)}", "none", todo)
    return files


def _read_one(file: Path, clock: Clock) -> Recorded:
    reader = READERS.get(plain_suffix(file))
    if reader is None:
        got = f"'{plain_suffix(file)}'"
        raise ReadError(file, f"a suffix out of {' '.join(SUFFIXES)}", got, "Export again.")
    return reader(file, clock)


def _possible(run: PastRun, clock: Clock) -> bool:
    when = clock.can_be(run.start.replace(tzinfo=clock.zone))
    return when and 0 < run.minutes <= run_guesses()["longest"].value


def _runs_so(run: PastRun) -> bool:
    """Whether anybody runs so fast, and so slowly; else a total is in another unit, or a car's."""
    speed, limits = run.km_per_hour, run_guesses()
    return speed is None or limits["slowest_run"].value <= speed <= limits["fastest_run"].value


def _told(file: Path, found: Recorded, possible: Iterable[PastRun]) -> list[str]:
    kept = list(possible)
    told = [f"{file.name}: {note}." for note in found.notes]
    told += [
        f"{file.name} holds a run of {run.start:%Y-%m-%d %H:%M} that lasted {run.minutes:.0f} min, "
        "which cannot be: it was left out."
        for run in found.runs
        if run not in kept
    ]
    told += [
        f"{file.name}: {run.minutes:.0f} min on the move within {run.elapsed:.0f} min; the time on "
        "the move counts."
        for run in kept
        if run.elapsed is not None and run.elapsed - run.minutes >= run_guesses()["pause"].value
    ]
    told += [
        f"{file.name}: {1000 * (run.km or 0):,.0f} m in {run.minutes:.0f} min is no run: its "
        "distance does not count."
        for run in kept
        if not _runs_so(run)
    ]
    if not found.runs and not found.notes:
        told.append(f"{file.name} holds no run and was left out.")
    return told


def _some(notes: Sequence[str]) -> tuple[str, ...]:
    more = len(notes) - SHOWN
    return (*notes[:SHOWN], *([f"{more} more of this kind."] if more > 0 else []))


def _each_once(runs: Iterable[PastRun]) -> tuple[PastRun, ...]:
    """By time; of two recordings of the same time the one with a distance stands."""
    found: list[PastRun] = []
    for run in sorted(runs, key=lambda r: (r.start, r.km is None, -r.minutes)):
        if found and _same(found[-1], run):
            if found[-1].km is None and run.km is not None:
                found[-1] = run
            continue
        found.append(run)
    return tuple(found)


def _same(first: PastRun, second: PastRun) -> bool:
    """Whether two recordings share more than half of the shorter one."""
    shared = min(first.end, second.end) - second.start
    shorter = min(first.end - first.start, second.end - second.start)
    return shared > shorter / 2 or second.start - first.start < timedelta(minutes=1)


def latest(runs: Iterable[PastRun], weeks: int) -> list[PastRun]:
    """The runs of the last weeks before the latest of them.

    Examples
    --------
    >>> from datetime import datetime
    >>> old, new = PastRun(datetime(2026, 1, 3), 50), PastRun(datetime(2026, 11, 3), 50)
    >>> latest([old, new], 8) == [new]
    True
    """
    known = sorted(runs, key=lambda run: run.start)
    since = known[-1].start - timedelta(weeks=weeks) if known else None
    return [run for run in known if since is None or run.start > since]
