"""From a stored visit to what the result page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilio.records.report import report_of
from ilio.records.report_parts import AttemptPart, Report

if TYPE_CHECKING:
    from ilio.records.store import StoredVisit, VisitLine


@dataclass(frozen=True)
class Earlier:
    """Another visit to look at.

    Examples
    --------
    >>> Earlier("7f", "2026-11-22", "All fine.").day
    '2026-11-22'
    """

    id: str
    day: str
    summary: str


@dataclass(frozen=True)
class ResultView:
    """What the result page shows.

    Parameters
    ----------
    id, day
        Of the visit.
    report
        The parts of the printed report.
    attempts
        Each attempt with the number under which it can be reviewed, None where no frames are kept.
    may_plan
        Whether a programme may follow.
    corrected
        Whether points were corrected by hand after the recording.
    earlier
        The other visits, the newest first.

    Examples
    --------
    >>> ResultView("7f", "", Report("", "", "", "", "", ""), (), False, False, ()).attempts
    ()
    """

    id: str
    day: str
    report: Report
    attempts: tuple[tuple[AttemptPart, int | None], ...]
    may_plan: bool
    corrected: bool
    earlier: tuple[Earlier, ...]


def result_view(stored: "StoredVisit", lines: "Sequence[VisitLine]" = ()) -> ResultView:
    """The result page of a visit.

    Parameters
    ----------
    stored
        The visit.
    lines
        All visits of the person, the oldest first.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ilio.records import Visit
    >>> from ilio.records.store import StoredVisit
    >>> from ilio.verdicts.verdict import Judgement
    >>> visit = Visit(Judgement("Nothing was measured.", {}))
    >>> result_view(StoredVisit("7f", "p", visit, {}, datetime(2026, 11, 22))).day
    '2026-11-22'
    """
    report = report_of(stored.visit)
    given: Sequence[Mapping[str, Any]] = stored.given.get("attempt", ())
    # a failed attempt has no measurement, so numbers agree only where none failed
    numbered = len(given) == len(report.attempts)
    attempts = tuple(
        (part, n if numbered and given[n - 1].get("recording") else None)
        for n, part in enumerate(report.attempts, start=1)
    )
    return ResultView(
        id=stored.id,
        day=stored.visit.date or stored.created.date().isoformat(),
        report=report,
        attempts=attempts,
        may_plan=not report.refer,
        corrected=any(attempt.get("edits") for attempt in given),
        earlier=tuple(
            Earlier(line.id, line.day, line.summary)
            for line in reversed(lines)
            if line.id != stored.id
        ),
    )
