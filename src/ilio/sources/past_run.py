"""One run that was recorded, out of its points or its totals."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from math import asin, cos, isfinite, radians, sin, sqrt

from ilio.knowledge.run_words import run_guesses

EARTH_KM = 6371.0
Point = tuple[datetime, float | None, float | None]
"""When, latitude and longitude [deg]; the moment always has a zone."""


@dataclass(frozen=True)
class PastRun:
    """One run that was recorded.

    Parameters
    ----------
    start
        Local start.
    minutes
        Time on the move, without pauses [min].
    km
        Distance [km]; None when the file has none.
    elapsed
        From start to end, with pauses [min]; None when it is not known.

    Examples
    --------
    >>> PastRun(datetime(2026, 11, 3, 18), 50, 10.0).km_per_hour
    12.0
    """

    start: datetime
    minutes: float
    km: float | None = None
    elapsed: float | None = field(default=None, compare=False)

    @property
    def km_per_hour(self) -> float | None:
        """Average speed on the move [km/h]; None without distance or duration.

        Examples
        --------
        >>> PastRun(datetime(2026, 11, 3, 18), 50).km_per_hour is None
        True
        """
        return None if self.km is None or self.minutes <= 0 else 60 * self.km / self.minutes

    @property
    def end(self) -> datetime:
        """Local end, pauses included.

        Examples
        --------
        >>> PastRun(datetime(2026, 11, 3, 18), 50, elapsed=70).end.hour
        19
        """
        return self.start + timedelta(minutes=max(self.elapsed or 0, self.minutes))


@dataclass(frozen=True)
class Recorded:
    """What one file holds.

    Parameters
    ----------
    runs
        Those of it.
    notes
        What was left out of it, one sentence each.

    Examples
    --------
    >>> Recorded().runs
    ()
    """

    runs: tuple[PastRun, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """The zone of the person, and which moments a recording can be of.

    Parameters
    ----------
    zone
        For files that tell no zone, and for what the person is told.
    until
        Nothing can be recorded after this day.

    Examples
    --------
    >>> Clock(UTC, date(2026, 11, 23)).can_be(datetime(2039, 1, 1, tzinfo=UTC))
    False
    """

    zone: tzinfo
    until: date

    def can_be(self, moment: datetime) -> bool:
        """Whether something can have been recorded then.

        Examples
        --------
        >>> Clock(UTC, date(2026, 11, 23)).can_be(datetime(1970, 1, 1, tzinfo=UTC))
        False
        """
        # a day more: the zone of the watch may be ahead
        late = (moment.date() - self.until).days > 1
        return moment.year >= run_guesses()["first_year"].value and not late

    def local(self, moment: datetime) -> datetime:
        """The person's local time, without the zone.

        Examples
        --------
        >>> Clock(UTC, date.max).local(datetime(2026, 11, 3, 18, tzinfo=UTC)).hour
        18
        """
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def read(self, text: str) -> datetime | None:
        """A moment as files write it; one without a zone is of the person's.

        Examples
        --------
        >>> Clock(UTC, date.max).read("2026-11-03T17:00:00Z").hour
        17
        """
        try:
            moment = datetime.fromisoformat(text.strip().upper())
            moment = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return None


def run_of_points(segments: Sequence[Sequence[Point]], clock: Clock) -> Recorded:
    """The run behind the points of a recording.

    Segments are parted by pauses, and so are two points that lie far apart in time. Points at an
    impossible time are left out.

    Parameters
    ----------
    segments
        Points between two pauses, in order.
    clock
        Which moments can be.

    Examples
    --------
    >>> begin = datetime(2026, 11, 3, 17, tzinfo=UTC)
    >>> points = [(begin + timedelta(minutes=n), 50 + n / 500, 8.0) for n in range(41)]
    >>> run = run_of_points([points], Clock(UTC, date(2026, 11, 23))).runs[0]
    >>> run.minutes, round(run.km, 1)
    (40.0, 8.9)
    """
    can_be = _near_the_others(segments, clock)
    kept = _forward([[point for point in segment if can_be(point[0])] for segment in segments])
    lost = [p[0] for segment in segments for p in segment if not can_be(p[0])]
    notes = []
    if lost:
        many = "a point" if len(lost) == 1 else f"{len(lost)} points"
        notes.append(f"{many} at an impossible time ({lost[0]:%Y-%m-%d}) left out")
    steps = [pair for segment in kept for pair in _moves(segment)]
    moments = [point[0] for segment in kept for point in segment]
    if not steps:
        return Recorded((), tuple(notes))
    seconds = sum((later[0] - earlier[0]).total_seconds() for earlier, later in steps)
    lengths = [_km(earlier, later) for earlier, later in steps]
    known = [km for km in lengths if km is not None]
    if jumps := sum(_is_jump(km, *step) for km, step in zip(lengths, steps, strict=True)):
        many = "a step" if jumps == 1 else f"{jumps} steps"
        notes.append(f"{many} faster than anybody runs left out of the distance")
        known = [
            km for km, step in zip(lengths, steps, strict=True) if km and not _is_jump(km, *step)
        ]
    elapsed = (max(moments) - min(moments)).total_seconds()
    run = PastRun(
        clock.local(min(moments)), seconds / 60, sum(known) if known else None, elapsed / 60
    )
    return Recorded((run,), tuple(notes))


def _near_the_others(
    segments: Sequence[Sequence[Point]], clock: Clock
) -> Callable[[datetime], bool]:
    """Whether a moment can be, and lies no longer from the middle one than a recording lasts."""
    possible = sorted(p[0] for segment in segments for p in segment if clock.can_be(p[0]))
    longest = timedelta(minutes=run_guesses()["longest"].value)
    middle = possible[len(possible) // 2] if possible else None
    return lambda moment: (
        clock.can_be(moment) and middle is not None and abs(moment - middle) <= longest
    )


def _forward(segments: Iterable[Sequence[Point]]) -> list[list[Point]]:
    """Segments by time, parted where time steps back; what was told already is told once."""
    parts: list[list[Point]] = []
    for segment in segments:
        parts.append([])
        for point in segment:
            if parts[-1] and point[0] < parts[-1][-1][0]:
                parts.append([])
            parts[-1].append(point)
    kept: list[list[Point]] = []
    reached: datetime | None = None
    for part in sorted(filter(None, parts), key=lambda points: points[0][0]):
        kept.append([point for point in part if reached is None or point[0] >= reached])
        reached = max(part[-1][0], reached or part[-1][0])
    return kept


def _is_jump(km: float | None, first: Point, second: Point) -> bool:
    hours = (second[0] - first[0]).total_seconds() / 3600
    return km is not None and km > run_guesses()["fastest"].value * hours


def _moves(segment: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    pause = timedelta(minutes=run_guesses()["pause"].value)
    return [(a, b) for a, b in pairwise(segment) if timedelta() < b[0] - a[0] <= pause]


def _km(first: Point, second: Point) -> float | None:
    """Along the great circle; None where a place is missing or none on Earth."""
    places = (*first[1:], *second[1:])
    if any(place is None or not isfinite(place) or abs(place) > 360 for place in places):
        return None
    lat1, lon1, lat2, lon2 = (radians(place or 0.0) for place in places)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(max(half, 0.0), 1.0)))


def number_in(text: str | None) -> float | None:
    """A finite number, with a point or, where it can be no thousands, a comma; else None.

    Examples
    --------
    >>> number_in("50.1"), number_in("2400,0"), number_in("2,400"), number_in("nan")
    (50.1, 2400.0, None, None)
    """
    written = (text or "").strip()
    if re.fullmatch(r"[-+]?\d+,(?:\d{1,2}|\d{4,})", written):
        written = written.replace(",", ".")
    try:
        value = float(written)
    except ValueError:
        return None
    return value if isfinite(value) else None
