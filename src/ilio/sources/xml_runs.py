"""Runs out of GPX and TCX files, with any prefix of their names, read as a stream."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from ilio.core import ReadError
from ilio.sources.opening import EXPORT_AGAIN, read_text
from ilio.sources.past_run import Clock, PastRun, Point, Recorded, number_in, run_of_points
from ilio.sources.sport_names import is_running

Element = ElementTree.Element


def read_gpx(file: Path, clock: Clock) -> Recorded:
    """The runs of a GPX file: one a track.

    Parameters
    ----------
    file
        The file, also gzipped.
    clock
        Zone of the person, and which moments can be.

    Raises
    ------
    ReadError
        If it is no whole GPX file.

    Examples
    --------
    >>> from datetime import UTC, date
    >>> read_gpx(Path("nowhere.gpx"), Clock(UTC, date(2026, 11, 23)))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.gpx: expected a file, got nothing by that name. Check the \
spelling and the folder.
    """
    reader = _Gpx(clock)
    _stream(file, "gpx", "GPX", reader.end)
    return reader.recorded()


def read_tcx(file: Path, clock: Clock) -> Recorded:
    """The runs of a TCX file: one an activity.

    Parameters
    ----------
    file, clock
        As in `read_gpx`.

    Raises
    ------
    ReadError
        If it is no whole TCX file, or a lap or a start is no number or moment.

    Examples
    --------
    >>> from datetime import UTC, date
    >>> read_tcx(Path("nowhere.tcx"), Clock(UTC, date(2026, 11, 23)))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.tcx: expected a file, got nothing by that name. Check the \
spelling and the folder.
    """
    reader = _Tcx(clock, file=file)
    _stream(file, "TrainingCenterDatabase", "TCX", reader.end)
    return reader.recorded()


@dataclass
class _Tracks:
    """What the tracks that were read so far hold."""

    clock: Clock
    segments: list[list[Point]] = field(default_factory=lambda: [[]])
    runs: list[PastRun] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def point(self, time: str | None, lat: str | None, lon: str | None) -> None:
        moment = self.clock.read(time or "")
        if moment is not None:
            self.segments[-1].append((moment, number_in(lat), number_in(lon)))

    def take(self) -> Recorded:
        """The run behind the points so far, which are used up."""
        found = run_of_points(self.segments, self.clock)
        self.segments = [[]]
        return found

    def recorded(self) -> Recorded:
        return Recorded(tuple(self.runs), tuple(self.notes))


@dataclass
class _Gpx(_Tracks):
    def end(self, name: str, element: Element) -> None:
        if name == "trkpt":
            self.point(_text(element, "time"), element.get("lat"), element.get("lon"))
            element.clear()
        elif name == "trkseg":
            self.segments.append([])
            element.clear()
        elif name == "trk":
            found = self.take()
            if is_running(_text(element, "type") or "", _text(element, "name") or ""):
                self.runs += found.runs
                self.notes += found.notes
            element.clear()


@dataclass
class _Lap:
    """Totals of a lap, and the run behind its points."""

    seconds: float
    metres: float
    points: Recorded


@dataclass
class _Tcx(_Tracks):
    file: Path = Path()
    laps: list[_Lap] = field(default_factory=list)
    reached: list[float] = field(default_factory=list)

    def end(self, name: str, element: Element) -> None:
        if name == "Trackpoint":
            self._trackpoint(element)
        elif name == "Track":
            self.segments.append([])
        elif name == "Lap":
            self.laps.append(self._lap(element))
            return  # its start is asked for at the end of the activity
        elif name == "Activity":
            self._activity(element)
        else:
            return
        element.clear()

    def _trackpoint(self, element: Element) -> None:
        place = element.find("{*}Position")
        names = ("LatitudeDegrees", "LongitudeDegrees")
        lat, lon = (None if place is None else _text(place, name) for name in names)
        self.point(_text(element, "Time"), lat, lon)
        reached = number_in(_text(element, "DistanceMeters"))
        self.reached += [] if reached is None else [reached]

    def _lap(self, element: Element) -> _Lap:
        """A lap with its totals, or what its points say where it has none."""
        points, reached = self.take(), self.reached
        self.reached = []
        run = points.runs[0] if points.runs else None
        seconds = self._total(element, "TotalTimeSeconds", run)
        metres = self._total(element, "DistanceMeters", run)
        if not metres and reached:
            metres = max(reached) - min(reached)
        if run is not None:
            seconds = seconds or 60 * run.minutes
            metres = metres or 1000 * (run.km or 0.0)
        return _Lap(seconds, metres, points)

    def _total(self, lap: Element, name: str, run: PastRun | None) -> float:
        """What a lap says it comes to; 0 where that is left to its points."""
        text = (_text(lap, name) or "").strip()
        value = number_in(text) if text else 0.0
        if value is None or value < 0:
            if run is not None:
                return 0.0
            raise ReadError(self.file, "a number for each lap", f"'{text}'", EXPORT_AGAIN)
        return value

    def _activity(self, element: Element) -> None:
        laps, self.laps = self.laps, []
        seconds, metres = sum(lap.seconds for lap in laps), sum(lap.metres for lap in laps)
        if not seconds or not is_running(element.get("Sport", "")):
            return
        behind = [run for lap in laps for run in lap.points.runs]
        elapsed = None
        if behind:
            whole = max(run.end for run in behind) - min(run.start for run in behind)
            elapsed = whole.total_seconds() / 60
        start, km = self.clock.local(self._start(element)), metres / 1000 if metres else None
        self.runs.append(PastRun(start, seconds / 60, km, elapsed))
        self.notes += [note for lap in laps for note in lap.points.notes]

    def _start(self, element: Element) -> datetime:
        texts = [_text(element, "Id") or ""]
        texts += [lap.get("StartTime", "") for lap in element.findall("{*}Lap")]
        moments = (self.clock.read(text) for text in texts)
        found = next((moment for moment in moments if moment is not None), None)
        if found is None:
            expected = "a start such as 2026-11-03T17:00:00Z"
            raise ReadError(self.file, expected, f"'{texts[0]}'", EXPORT_AGAIN)
        return found


def _text(element: Element, name: str) -> str | None:
    return element.findtext(f"{{*}}{name}")


def _stream(file: Path, root: str, kind: str, end: Callable[[str, Element], None]) -> None:
    """Hand over each element as it ends; what was used is let go of at once."""
    text = _guarded(file, root)
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(text.encode())):
            end(element.tag.rpartition("}")[2], element)
    except ElementTree.ParseError as problem:
        got = f"text that is not one ({problem})"
        raise ReadError(file, f"a {kind} file", got, EXPORT_AGAIN) from None


def _guarded(file: Path, root: str) -> str:
    """The text of an XML file without a document type: entities could blow it up."""
    text = read_text(file).lstrip()
    if re.search(r"<!(DOCTYPE|ENTITY)", text, flags=re.IGNORECASE):
        got = "one with a document type"
        raise ReadError(file, "a plain file of a watch", got, "Export it from the watch again.")
    if not re.search(rf"<(?:[\w.-]+:)?{root}[\s>]", text):
        raise ReadError(file, f"a file with <{root}>", "none", EXPORT_AGAIN)
    if not re.search(rf"</(?:[\w.-]+:)?{root}\s*>", text[-1000:]):
        raise ReadError(file, f"a file up to </{root}>", "one that was cut off", EXPORT_AGAIN)
    # a declared encoding no longer holds: the text is decoded already
    return re.sub(r"^<\?xml[^>]*\?>", "", text)
