"""Stores as they are in life: before the first test, after it, and weeks into a plan."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

import sample_visits

from ilio.apps.words_planned import made_plan
from ilio.observations.training_log import LogEntry
from ilio.programmes import Programme
from ilio.records.store import OWNER

GIVEN = {"runs": "Tue intervals 60 min 18:00, Thu easy, Sun long", "free": "Mon Wed Fri Sat 17-21"}


@dataclass(frozen=True)
class Seeded:
    """Who is in the store, and what of theirs."""

    person: str
    visit: str = ""
    programme: Programme | None = None

    @property
    def session(self) -> str:
        """A session with something to play."""
        assert self.programme is not None
        return next(s.key for s in self.programme.sessions if s.items)


def first_test(store: Any) -> Seeded:
    """One visit: left weak and tight, right sound."""
    me = store.own_person(OWNER).id
    return Seeded(me, add_visit(store, me))


def add_visit(store: Any, person: str, visit: Any = None, day: date | None = None) -> str:
    from dataclasses import replace

    made = sample_visits.weak_tight_left() if visit is None else visit
    dated = replace(made, date=(day or store.now().date()).isoformat())
    attempts = [{"recording": "r"} for _ in made.measurements]
    return str(store.add_visit(OWNER, person, dated, {"attempt": attempts}))


def in_training(store: Any, weeks: int = 2) -> Seeded:
    """Some weeks into a plan, everything logged until yesterday but the last session."""
    me = store.own_person(OWNER).id
    today = store.now().date()
    start = today - timedelta(weeks=weeks)
    visit = add_visit(store, me, day=start)
    stored = store.visit(OWNER, visit).visit
    plan, _ = made_plan(stored, GIVEN, today=start, zone=UTC)
    store.add_programme(OWNER, me, plan, GIVEN)
    past = [s for s in plan.sessions if s.start.date() < today]
    for session in past[:-1]:
        entry = LogEntry(session=session.key, day=session.start.date(), done=True, effort=5, pain=1)
        store.add_log(OWNER, me, entry)
    return Seeded(me, visit, plan)


STATES = {"empty": lambda store: Seeded(store.own_person(OWNER).id), "tested": first_test}
STATES["training"] = in_training
