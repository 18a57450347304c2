"""The plan as it stands today: as it was made, moved by the log, with the runs around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.plan_making import Running, answers_on, safety_now
from ilio.apps.web.given import actor_of, store_of, today_of, work_of
from ilio.apps.web.ruling import ruling_of
from ilio.apps.web.safety_view import SafetyView, visit_safety
from ilio.apps.words_planned import running_of
from ilio.observations.running_week import Run
from ilio.observations.training_log import LogEntry
from ilio.programmes import Programme, adjust, expand_runs
from ilio.programmes.guarding import held_against
from ilio.programmes.progressing import stop_in
from ilio.programmes.stopping import flagged, is_stopped, stop_of

if TYPE_CHECKING:
    from ilio.records.store import Person, StoredProgramme


@dataclass(frozen=True)
class Standing:
    """The plan of a person on a day.

    Parameters
    ----------
    stored
        As it was made.
    programme
        As the log has changed it.
    log
        What was done and missed of it.
    runs
        Dated runs around which it was planned; none where the answers rule runs out.
    running
        All that was read of the runs, with what it was taken for.
    safety
        What the newest answers allow; None without any.
    checkable
        Whether pain has stopped it, so that an answered check lets it go on.
    stopped
        Whether what was logged has stopped it, pain or a warning sign.
    """

    stored: "StoredProgramme"
    programme: Programme
    log: tuple[LogEntry, ...]
    runs: tuple[Run, ...]
    running: Running
    safety: SafetyView | None = None
    checkable: bool = False
    stopped: bool = False


def standing_of(request: Request, person: "Person") -> Standing | None:
    """The plan of a person as it stands today; None before the first one."""
    actor, store, today = actor_of(request), store_of(request), today_of(request)
    stored = store.programme(actor, person.id)
    if stored is None:
        return None
    made = stored.programme
    whole = store.log(actor, person.id)
    log = own_log(whole, made, stored.created.date())
    ruling = ruling_of(request, person)
    newest = ruling.stored if ruling else None
    safety = visit_safety(newest.visit, today) if newest else None
    held = made
    if newest is not None and not made.refused:
        visit = newest.visit
        held = held_against(made, visit.judgement, answers_on(visit, today), today)
    now = held if held.refused else adjust(held, log, today)
    stop = stop_of(whole, today)
    if not (stop.text or made.refused):
        stop = stop_in(made, log, today)
    shows_stop = stop.leads(safety_now(newest.visit, today) if newest else None)
    if shows_stop:  # a plan of its own, a refused one in between, or a new answer forgets nothing
        past = tuple(session for session in held.sessions if session.start.date() < today)
        now = replace(now, sessions=past, refused=stop.text)
    if now.refused:  # why it stands still says how soon to be seen, and nothing else does
        now = replace(now, stop=(), rules=(), expect=())
    drawn = safety is None or safety.runs
    running = _running(request, stored) if drawn else Running()
    return Standing(
        stored,
        now,
        log,
        _dated(running, made),
        running,
        safety,
        checkable=shows_stop and not flagged(whole),
        # under answers that refuse every plan, too: the next one forgets nothing
        stopped=bool(stop.text),
    )


def standing_plan(request: Request, person_id: str) -> Standing:
    """The plan of a person as it stands today.

    Raises
    ------
    NotFound
        If there is none yet.
    """
    from ilio.records.store import NotFound

    found = standing_of(request, store_of(request).person(actor_of(request), person_id))
    if found is None:
        raise NotFound("plan", "none yet")
    return found


def stopped_plan(request: Request, person_id: str) -> Programme | None:
    """The plan of a person where what was logged has stopped it."""
    actor, store = actor_of(request), store_of(request)
    person = store.person(actor, person_id)
    # asked for everybody in a list: without a log nothing can have stopped
    standing = standing_of(request, person) if store.log(actor, person_id) else None
    return standing.programme if standing and is_stopped(standing.programme) else None


def _running(request: Request, stored: "StoredProgramme") -> Running:
    made = stored.programme
    zone = zone_of(request)
    read = partial(running_of, stored.given, made.start, made.weeks or 1, zone)
    running: Running = work_of(request).recall((stored.id, str(zone)), stored.person_id, read)[0]
    return running


def _dated(running: Running, made: Programme) -> tuple[Run, ...]:
    runs = (*running.runs, *expand_runs(running.pattern, made.start, made.weeks + 1))
    return tuple(sorted(set(runs)))


def own_log(log: Sequence[LogEntry], programme: Programme, made: date) -> tuple[LogEntry, ...]:
    """The entries that speak of this plan: an older one may have used the same names.

    Parameters
    ----------
    log
        Everything that was logged.
    programme
        The plan.
    made
        The day on which it was made.

    Examples
    --------
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=1)
    >>> old = LogEntry(session="w1-strength-1", day=date(2026, 9, 1), done=True)
    >>> own_log([old], plan, date(2026, 11, 22))
    ()
    """
    since = min(programme.start, made)
    return tuple(entry for entry in log if entry.day >= since)


def zone_of(request: Request) -> tzinfo:
    """The zone in which the person's sessions lie: that of the store's clock."""
    return store_of(request).now().tzinfo or UTC
