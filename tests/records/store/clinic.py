"""A clinic: the owner, two coaches, and a person of each, with a login and something of everything."""

from dataclasses import dataclass
from datetime import date

import sample_plans
import sample_visits

from ilio.observations.training_log import LogEntry
from ilio.records.store import OWNER, Actor, Store

PASSWORD = "correct horse battery"
ENTRY = LogEntry(session="w1-strength-1", day=date(2026, 11, 24), done=True, effort=6, pain=1)


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
    store.invite(keeper, person.id)
    store.save_draft(keeper, person.id, {"who": f"draft-{name}"})
    store.add_programme(keeper, person.id, sample_plans.plan(), {"who": f"runs-{name}"})
    store.add_log(keeper, person.id, ENTRY)
    return Theirs(person.id, actor.account_id, visit, recording)


def open_clinic(store: Store) -> Clinic:
    """Everybody, and what they keep."""
    owner = store.add_account(None, "owner", PASSWORD, "owner")
    actors = {"loopback": OWNER, "owner": Actor(owner.id, "owner")}
    for name in ("anna", "ben"):
        coach = store.add_account(actors["owner"], name, PASSWORD, "coach")
        actors[name] = Actor(coach.id, "coach")
    theirs = {}
    for name in ("owner", "anna", "ben"):
        theirs[name] = fill(store, actors[name], name)
        store.invite(actors[name], store.add_person(actors[name], f"second-{name}").id)
        patient = f"person of {name}"
        theirs[patient] = theirs[name]
        actors[patient] = Actor(theirs[name].account_id, "person", theirs[name].person_id)
    theirs["loopback"] = theirs["owner"]
    return Clinic(actors, theirs)
