"""What to do next: the first page in one sentence, one step and this week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from ilio.apps.web.pages.plan_view import WeekView, weeks_view
from ilio.apps.web.pages.session_cards import SessionCard, next_session, sessions_on, to_log
from ilio.observations import safety_of
from ilio.observations.running_week import Run
from ilio.observations.training_log import LogEntry
from ilio.programmes.programme import Programme
from ilio.records.brief_parts import NextStep
from ilio.records.next_steps import beside, leading, next_steps, under_stop

if TYPE_CHECKING:
    from ilio.records import Visit

Next = Literal[
    "first test", "go on testing", "first help", "plan", "refused", "retest", "train", "rest"
]


@dataclass(frozen=True)
class HomeView:
    """The first page.

    Parameters
    ----------
    next
        The one thing to do.
    summary
        The last verdict in a sentence; empty before the first test.
    first
        What to do after the last test, where no plan goes by it; None for nothing.
    today
        Sessions of today.
    coming
        The next session after today.
    unlogged
        Sessions of the last days that wait for their log.
    week
        This week of the plan.
    changes, refused
        What the log changed, and why there is no plan any more.

    Examples
    --------
    >>> HomeView("first test").today
    ()
    """

    next: Next
    summary: str = ""
    first: NextStep | None = None
    today: tuple[SessionCard, ...] = ()
    coming: SessionCard | None = None
    unlogged: tuple[SessionCard, ...] = ()
    week: WeekView | None = None
    changes: tuple[str, ...] = ()
    refused: str = ""


def home_view(
    visit: "Visit | None",
    programme: Programme | None,
    log: Sequence[LogEntry],
    today: date,
    *,
    testing: bool = False,
    runs: Sequence[Run] = (),
    no_plan: str = "",
) -> HomeView:
    """What the first page shows.

    Parameters
    ----------
    visit
        The newest one.
    programme
        The plan as the log has changed it.
    log
        What was done and missed.
    today
        The day.
    testing
        Whether a test was begun and not ended.
    runs
        Dated runs of this week.
    no_plan
        Why no plan may follow from the newest visit; empty when one may.

    Examples
    --------
    >>> home_view(None, None, (), date(2026, 11, 22)).next
    'first test'
    """
    summary = under_stop(visit, programme).judgement.summary if visit else ""
    first = _first(visit, programme, today)
    if programme is None:
        return HomeView(_without_plan(visit, testing, no_plan), summary, first, refused=no_plan)
    now = sessions_on(programme, log, today, today)
    weeks = weeks_view(programme, log, today, runs)
    return HomeView(
        next=_with_plan(visit, programme, now, today, testing),
        summary=summary,
        first=first,
        today=now,
        coming=next_session(programme, log, today),
        unlogged=to_log(programme, log, today),
        week=next((week for week in weeks if week.is_now), None),
        changes=programme.changes,
        refused=programme.refused,
    )


def _first(visit: "Visit | None", programme: Programme | None, today: date) -> NextStep | None:
    if visit is None:
        return None
    safety = safety_of(visit.answers, visit.judgement.hurts)
    return leading(next_steps(visit, safety, **beside(programme, visit, today)))


def _without_plan(visit: "Visit | None", testing: bool, no_plan: str) -> Next:
    if testing:
        return "go on testing"
    if visit is None:
        return "first test"
    return "first help" if no_plan else "plan"


def _with_plan(
    visit: "Visit | None",
    programme: Programme,
    now: Sequence[SessionCard],
    today: date,
    testing: bool,
) -> Next:
    if programme.refused:
        return "refused"
    if testing:
        return "go on testing"
    due = programme.retest
    if due is not None and due <= today:
        tested = visit is not None and visit.date >= due.isoformat()
        return "plan" if tested else "retest"
    return "train" if any(card.state == "today" for card in now) else "rest"
