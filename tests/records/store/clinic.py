"""A clinic: the owner, two coaches, and a person of each, with a login and something of everything."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import sample_plans
import sample_visits

from ilio.observations.training_log import LogEntry
from ilio.records.store import OWNER, Actor, Store

PASSWORD = "correct horse battery"
ENTRY = LogEntry(session="w1-strength-1", day=date(2026, 11, 24), done=True, effort=6, pain=1)


MORNING = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Clock:
    """A clock that a test sets; a second passes at each look."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def later(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass(frozen=True)
class Theirs:
    """The ids of everything that a person has."""

    person_id: str
    account_id: str
    visit_id: str
    recording_id: str


@dataclass(frozen=True)
class Clinic:
    """Who is there."""

    actors: dict[str, Actor]
    theirs: dict[str, Theirs]
    """By the name of whoever keeps them; a person with a login keeps themself."""


def fill(store: Store, keeper: Actor, name: str) -> Theirs:
    """A person with a login and something in every table."""
    person = store.add_person(keeper, f"label-{name}")
    token = store.accept(store.invite(keeper, person.id), f"login-{name}", PASSWORD)
    actor = store.actor_of(token)
    assert actor is not None and actor.account_id is not None
    recording = store.add_recording(keeper, person.id, "phone", f"body-{name}".encode(), {})
    given = {"attempts": [{"recording": recording}], "who": f"given-{name}"}
    visit = store.add_visit(keeper, person.id, sample_visits.refer(), given)
    store.replace_visit(keeper, visit, sample_visits.cannot_tell(), given)
    store.save_draft(keeper, person.id, {"who": f"draft-{name}"})
    store.add_programme(keeper, person.id, sample_plans.plan(), {"who": f"runs-{name}"})
    store.add_log(keeper, person.id, ENTRY)
    store.hand_calendar(keeper, person.id, f"calendar-{name}".encode())
    return Theirs(person.id, actor.account_id, visit, recording)


@cache
def made() -> tuple[Path, Clinic]:
    """The clinic as a backup, made once: hashing eight passwords takes its time."""
    folder = Path(tempfile.mkdtemp(prefix="ilio-clinic-"))
    atexit.register(shutil.rmtree, folder)
    clock = Clock()
    clock.later(hours=-1)
    store = Store.open(f"sqlite:///{folder}/ilio.db", now=clock)
    owner = store.add_account(None, "owner", PASSWORD, "owner")
    actors = {"loopback": OWNER, "owner": Actor(owner.id, "owner")}
    for name in ("anna", "ben"):
        coach = store.add_account(actors["owner"], name, PASSWORD, "coach")
        actors[name] = Actor(coach.id, "coach")
    theirs = {}
    for name in ("owner", "anna", "ben"):
        theirs[name] = fill(store, actors[name], name)
        store.add_person(actors[name], f"second-{name}")
        patient = f"person of {name}"
        theirs[patient] = theirs[name]
        actors[patient] = Actor(theirs[name].account_id, "person", theirs[name].person_id)
    theirs["loopback"] = theirs["owner"]
    store.backup(folder / "backup.db")
    store.close()
    return folder / "backup.db", Clinic(actors, theirs)


def open_clinic(store: Store) -> Clinic:
    """Everybody, and what they keep; the person of anna is invited again and logged in."""
    backup, clinic = made()
    store.restore(backup)
    store.invite(clinic.actors["anna"], clinic.theirs["anna"].person_id)
    assert store.log_in("login-anna", PASSWORD) is not None
    return clinic
