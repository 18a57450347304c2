"""From a stored visit to what the result page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ilio.apps.web.safety_view import SafetyView, visit_safety
from ilio.observations import safety_of
from ilio.programmes import Programme
from ilio.records.brief_parts import NextStep
from ilio.records.first_words import meanings
from ilio.records.next_steps import FOLLOW_THE_PLAN, action, beside, leading, next_steps
from ilio.records.report import report_of
from ilio.records.report_brief import cleared_words
from ilio.records.report_parts import AttemptPart, Report
from ilio.records.showing import shown_measurements

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
    summary
        Its sentences; whatever stands in the way is told below them, not in them.
    report
        The parts of the printed report.
    attempts
        Each attempt with the number under which it can be reviewed, None where no frames are kept.
    safety
        What the answers allow.
    corrected
        Whether points were corrected by hand after the recording.
    meanings
        What it means for the person.
    steps
        What to do, the one action first.
    earlier
        The other visits, the newest first.

    Examples
    --------
    >>> from ilio.apps.web.safety_view import safety_view
    >>> from ilio.observations import Answers
    >>> safety = safety_view(Answers())
    >>> ResultView("7f", "", "", Report("", "", "", "", "", ""), (), safety, False, ()).attempts
    ()
    """

    id: str
    day: str
    summary: str
    report: Report
    attempts: tuple[tuple[AttemptPart, int | None], ...]
    safety: SafetyView
    corrected: bool
    earlier: tuple[Earlier, ...]
    meanings: tuple[str, ...] = ()
    steps: tuple[NextStep, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether a verdict is shown; where every test is ruled out, the answers stand alone.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).judged
        False
        """
        return bool(self.report.sides) and self.safety.tests_allowed

    @property
    def action(self) -> str:
        """The one thing to do, in a sentence.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).action
        ''
        """
        return action(self.steps)

    @property
    def leads(self) -> str:
        """What kind of step leads; empty where none does.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).leads
        ''
        """
        first = leading(self.steps)
        return first.does if first else ""

    @property
    def after(self) -> tuple[NextStep, ...]:
        """What follows the step that leads; the ways back stand with their answers.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).after
        ()
        """
        first = leading(self.steps)
        return tuple(step for step in self.steps if step.does != "back" and step != first)

    @property
    def planned(self) -> bool:
        """Whether a plan stands that goes by this test.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).planned
        False
        """
        return any(step.text == FOLLOW_THE_PLAN for step in self.steps)

    @property
    def may_plan(self) -> bool:
        """Whether a plan may follow.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).may_plan
        False
        """
        return self.safety.plan == "allowed" and not self.safety.unanswered

    @property
    def cleared(self) -> tuple[str, ...]:
        """Who has allowed what, and when.

        Examples
        --------
        >>> from ilio.apps.web.safety_view import safety_view
        >>> from ilio.observations import Answers
        >>> nothing = Report("", "", "", "", "", "")
        >>> ResultView("7f", "", "", nothing, (), safety_view(Answers()), False, ()).cleared
        ()
        """
        return tuple(map(cleared_words, self.safety.cleared))


def result_view(
    stored: "StoredVisit",
    lines: "Sequence[VisitLine]",
    today: date,
    programme: Programme | None = None,
) -> ResultView:
    """The result page of a visit.

    Parameters
    ----------
    stored
        The visit.
    lines
        All visits of the person, the oldest first.
    today
        The day.
    programme
        The plan as it stands; None without one.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> from ilio.records import Visit
    >>> from ilio.records.store import StoredVisit
    >>> from ilio.verdicts.verdict import Judgement
    >>> visit = Visit(Judgement("Nothing was measured.", {}))
    >>> stored = StoredVisit("7f", "p", visit, {}, datetime(2026, 11, 22))
    >>> result_view(stored, (), date(2026, 11, 22)).day
    '2026-11-22'
    """
    report, safety = report_of(stored.visit, programme=programme), visit_safety(stored.visit, today)
    allowed = safety_of(stored.visit.answers, stored.visit.judgement.hurts)
    steps = next_steps(stored.visit, allowed, **beside(programme, stored.visit, today))
    is_newest = not lines or lines[-1].id == stored.id  # what an older test asked for is past
    given: Sequence[Mapping[str, Any]] = stored.given.get("attempt", ())
    # a failed attempt has no measurement, so numbers agree only where none failed
    measured, shown = stored.visit.measurements, shown_measurements(stored.visit)
    numbered = len(given) == len(measured)
    numbers = [n for n, one in enumerate(measured, start=1) if one in shown]
    attempts = tuple(
        (part, n if numbered and given[n - 1].get("recording") else None)
        for n, part in zip(numbers, report.attempts, strict=True)
    )
    return ResultView(
        id=stored.id,
        day=stored.visit.date or stored.created.date().isoformat(),
        summary=_summary(report.summary, safety),
        report=report,
        attempts=attempts,
        safety=safety,
        corrected=any(attempt.get("edits") for attempt in given),
        earlier=tuple(
            Earlier(line.id, line.day, line.summary)
            for line in reversed(lines)
            if line.id != stored.id
        ),
        meanings=meanings(stored.visit),
        steps=steps if is_newest else (),
    )


def _summary(summary: str, safety: SafetyView) -> str:
    """The urgency stays; each why has a line of its own further down."""
    if not (safety.urgency and summary.startswith(safety.urgency)):
        return summary
    return f"{safety.urgency} {summary.removeprefix(safety.headline).strip()}".strip()
