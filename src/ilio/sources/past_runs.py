"""Runs that were recorded: FIT, GPX and TCX files become start, duration and distance."""

import gzip
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN, check_file, plain_suffix, read_text

SUFFIXES = (".fit", ".gpx", ".tcx")
RUNNING = ("", "running", "run", "trail_running", "trail running", "treadmill_running", "9")
"""What files call a run; 9 is what one large service writes, nothing at all counts as one."""

BROKEN_FIELDS = (ArithmeticError, LookupError, TypeError, ValueError, struct.error)
"""What the FIT library meets when a changed byte makes nonsense of a field."""


@dataclass(frozen=True, order=True)
class PastRun:
    """One run that was recorded.

    Parameters
    ----------
    start
        Local start.
    minutes
        Duration [min].
    km
        Distance [km]; None when the file has none.

    Examples
    --------
    >>> PastRun(datetime(2026, 11, 3, 18), 50, 10.0).km_per_hour
    12.0
    """

    start: datetime
    minutes: float
    km: float | None = None

    @property
    def km_per_hour(self) -> float | None:
        """Average speed [km/h]; None without distance or duration.

        Examples
        --------
        >>> PastRun(datetime(2026, 11, 3, 18), 50).km_per_hour is None
        True
        """
        return None if self.km is None or self.minutes <= 0 else 60 * self.km / self.minutes


def read_past_runs(
    paths: Sequence[str | Path], zone: tzinfo
) -> tuple[tuple[PastRun, ...], tuple[str, ...]]:
    """Read recorded runs from files or folders.

    Parameters
    ----------
    paths
        Files (.fit .gpx .tcx, also gzipped) or folders that hold such files.
    zone
        The person's zone; the files carry UTC.

    Returns
    -------
    runs
        By time; the same run from two files counts once.
    notes
        Files that hold no run, or that could not be read while others could.

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
    found: dict[datetime, PastRun] = {}
    notes: list[str] = []
    failed: list[ReadError] = []
    for file in files:
        try:
            runs = _read_one(file, zone)
        except ReadError as error:
            failed.append(error)
            continue
        if not runs:
            notes.append(f"{file.name} holds no run and was left out.")
        found |= {run.start.replace(second=0, microsecond=0): run for run in runs}
    if failed and len(failed) == len(files):
        raise failed[0]
    notes += [f"Left out: {error}" for error in failed]
    return tuple(sorted(found.values())), tuple(notes)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [check_file(path)]
    files = sorted(file for file in path.rglob("*") if plain_suffix(file) in SUFFIXES)
    if not files:
        todo = "Give the folder into which your watch or service exported."
        raise ReadError(path, f"files of the kind {' '.join(SUFFIXES)}", "none", todo)
    return files


def _read_one(file: Path, zone: tzinfo) -> list[PastRun]:
    suffix = plain_suffix(file)
    if suffix == ".fit":
        return _read_fit(file, zone)
    if suffix == ".gpx":
        return _read_gpx(file, zone)
    if suffix == ".tcx":
        return _read_tcx(file, zone)
    raise ReadError(file, f"a suffix out of {' '.join(SUFFIXES)}", f"'{suffix}'", "Export again.")


def _read_fit(file: Path, zone: tzinfo) -> list[PastRun]:
    import fitdecode

    raw = check_file(file).read_bytes()
    try:
        content = gzip.decompress(raw) if file.suffix.lower() == ".gz" else raw
        reader = fitdecode.FitReader(
            content,
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
        )
        with reader:
            frames = [f for f in reader if isinstance(f, fitdecode.FitDataMessage)]
    except (fitdecode.FitEOFError, EOFError):
        raise ReadError(file, "a whole FIT file", "one that was cut off", EXPORT_AGAIN) from None
    except fitdecode.FitCRCError:
        got = "one whose check sum is wrong: it was cut off or changed"
        raise ReadError(file, "a whole FIT file", got, EXPORT_AGAIN) from None
    except (fitdecode.FitError, OSError, zlib.error) as problem:
        got = f"something else ({problem})"
        raise ReadError(file, "a FIT file", got, EXPORT_AGAIN) from None
    except BROKEN_FIELDS as problem:
        got = f"one with broken fields ({problem})"
        raise ReadError(file, "a whole FIT file", got, EXPORT_AGAIN) from problem
    sessions = [f for f in frames if f.name == "session"]
    found = (_run_of_session(session, zone) for session in sessions)
    return [run for run in found if run is not None]


def _run_of_session(session: Any, zone: tzinfo) -> PastRun | None:
    def value(name: str) -> Any:
        return session.get_value(name, fallback=None)

    start, seconds, metres = value("start_time"), value("total_timer_time"), value("total_distance")
    seconds = value("total_elapsed_time") if seconds is None else seconds
    if str(value("sport") or "").lower() not in RUNNING or start is None or seconds is None:
        return None
    return _past_run(start, seconds, metres, zone)


def _past_run(start: datetime, seconds: float, metres: float | None, zone: tzinfo) -> PastRun:
    local = start.astimezone(zone).replace(tzinfo=None)
    return PastRun(local, seconds / 60, None if metres is None else metres / 1000)


def _read_gpx(file: Path, zone: tzinfo) -> list[PastRun]:
    import gpxpy

    text = _guarded(file, "gpx")
    try:
        tracks = gpxpy.parse(text).tracks
    except gpxpy.gpx.GPXException as problem:
        raise _bad_xml(file, "GPX", problem) from None
    runs = []
    for track in tracks:
        begin, end = track.get_time_bounds()
        if str(track.type or "").lower() in RUNNING and begin and end and end > begin:
            runs.append(_past_run(begin, (end - begin).total_seconds(), track.length_2d(), zone))
    return runs


def _read_tcx(file: Path, zone: tzinfo) -> list[PastRun]:
    text = _guarded(file, "TrainingCenterDatabase")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as problem:
        raise _bad_xml(file, "TCX", problem) from None
    runs = []
    for activity in root.findall(".//{*}Activity"):
        if activity.get("Sport", "").lower() not in RUNNING:
            continue
        start = activity.findtext("{*}Id", "").strip()
        seconds = _sum(activity, "{*}Lap/{*}TotalTimeSeconds", file)
        metres = _sum(activity, "{*}Lap/{*}DistanceMeters", file)
        if seconds:
            runs.append(_past_run(_moment(start, file), seconds, metres or None, zone))
    return runs


def _sum(activity: ElementTree.Element, path: str, file: Path) -> float:
    return sum(_number(cell.text or "", file) for cell in activity.findall(path))


def _number(text: str, file: Path) -> float:
    try:
        return float(text)
    except ValueError:
        raise ReadError(file, "a number for each lap", f"'{text}'", EXPORT_AGAIN) from None


def _moment(text: str, file: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        got = f"'{text}'"
        raise ReadError(file, "a start such as 2026-11-03T17:00:00Z", got, EXPORT_AGAIN) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _guarded(file: Path, root: str) -> str:
    """The text of an XML file without a document type: entities could blow it up."""
    text = read_text(file).lstrip()
    if re.search(r"<!(DOCTYPE|ENTITY)", text, flags=re.IGNORECASE):
        got = "one with a document type"
        raise ReadError(file, "a plain file of a watch", got, "Export it from the watch again.")
    if f"<{root}" not in text:
        raise ReadError(file, f"a file with <{root}>", "none", EXPORT_AGAIN)
    if f"</{root}>" not in text[-1000:]:
        raise ReadError(file, f"a file up to </{root}>", "one that was cut off", EXPORT_AGAIN)
    # a declared encoding no longer holds: the text is decoded already
    return re.sub(r"^<\?xml[^>]*\?>", "", text)


def _bad_xml(file: Path, kind: str, problem: Exception) -> ReadError:
    return ReadError(file, f"a {kind} file", f"text that is not one ({problem})", EXPORT_AGAIN)


def latest(runs: Iterable[PastRun], weeks: int) -> list[PastRun]:
    """The runs of the last weeks before the latest of them.

    Examples
    --------
    >>> old, new = PastRun(datetime(2026, 1, 3), 50), PastRun(datetime(2026, 11, 3), 50)
    >>> latest([old, new], 8) == [new]
    True
    """
    known = sorted(runs)
    since = known[-1].start - timedelta(weeks=weeks) if known else None
    return [run for run in known if since is None or run.start > since]
