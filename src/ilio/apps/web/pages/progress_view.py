"""From visits, plan and log to what the progress page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from ilio.core import Side
from ilio.knowledge import protocol_card
from ilio.observations.training_log import LogEntry
from ilio.programmes.programme import Programme
from ilio.records.drawing.trend_plot import trend_drawing
from ilio.records.history import Trend, trends
from ilio.records.history_log import Adherence, PainDay, adherence, pain_days
from ilio.records.history_sure import what_is_sure
from ilio.records.history_words import (
    change_words,
    finding_changes,
    protocol_of,
    trend_title,
    what_changed,
)
from ilio.records.picture import Picture
from ilio.records.wording import side_words

if TYPE_CHECKING:
    from ilio.records.store import StoredVisit


@dataclass(frozen=True)
class SeriesView:
    """One quantity by one device, both sides.

    Parameters
    ----------
    protocol, title, device
        In words.
    leading
        Whether it is the most telling one of its test.
    pictures
        One a side.

    Examples
    --------
    >>> SeriesView("Table test", "E", "phone", True, ()).leading
    True
    """

    protocol: str
    title: str
    device: str
    leading: bool
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class ProgressView:
    """The progress page.

    Parameters
    ----------
    tests
        How many visits there are.
    sure
        What changed for sure since the first test, one sentence each.
    findings, changed
        Verdicts and numbers beside those of the visit before, one sentence each.
    series
        The trends.
    done
        How much of the plan was done; None without one.
    pain
        What hurt day by day, the newest first.

    Examples
    --------
    >>> ProgressView(0, (), (), (), (), None, ()).tests
    0
    """

    tests: int
    sure: tuple[str, ...]
    findings: tuple[str, ...]
    changed: tuple[str, ...]
    series: tuple[SeriesView, ...]
    done: Adherence | None
    pain: tuple[PainDay, ...]


def progress_view(
    visits: "Sequence[StoredVisit]",
    programme: Programme | None,
    log: Sequence[LogEntry],
    today: date,
) -> ProgressView:
    """What the progress page shows.

    Parameters
    ----------
    visits
        Of one person, the oldest first.
    programme, log
        The plan as it stands, and what was done of it.
    today
        The day.

    Examples
    --------
    >>> progress_view((), None, (), date(2026, 11, 22)).series
    ()
    """
    findings, found = finding_changes(visits), trends(visits)
    return ProgressView(
        tests=len(visits),
        sure=what_is_sure(found),
        findings=findings,
        changed=tuple(line for line in what_changed(visits) if line not in findings),
        series=series_of(found),
        done=adherence(programme, log, today) if programme else None,
        pain=pain_days(log)[::-1],
    )


def series_of(found: Iterable[Trend]) -> tuple[SeriesView, ...]:
    """Trends of one quantity and device together, the most telling of each test first.

    Examples
    --------
    >>> series_of([])
    ()
    """
    ordered = sorted(found, key=lambda t: (_rank(t), t.device, t.side))
    groups = groupby(ordered, key=lambda t: (t.protocol, t.quantity, t.device))
    views: list[SeriesView] = []
    for (protocol, quantity, device), group in groups:
        sides = list(group)
        views.append(
            SeriesView(
                protocol=protocol_of(sides[0]),
                title=trend_title(sides[0]),
                device=device,
                leading=quantity == protocol_card(protocol).leading,
                pictures=tuple(_picture(one, f"trend-{len(views)}") for one in sides),
            )
        )
    return tuple(views)


def _rank(trend: Trend) -> tuple[int, int]:
    return protocol_card(trend.protocol).rank(trend.quantity)


def _picture(trend: Trend, name: str) -> Picture:
    drawing = trend_drawing(trend, f"{name}-{trend.side}")
    lines = [f"Since the first test: {change_words(trend.change)}"] if trend.change else []
    if len(trend.points) > 2:
        lines.append(f"Since the last test: {change_words(trend.since_last)}")
    caption = "" if trend.change else change_words(None)
    side = side_words(Side(trend.side))
    return Picture(drawing.svg(), drawing.desc, side, caption, tuple(lines))
