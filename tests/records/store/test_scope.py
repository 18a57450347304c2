"""Nobody reaches anything that is not theirs, by any method, new ones included."""

import inspect
import io
from collections.abc import Iterator
from typing import Any

import pytest
import sample_plans
import sample_visits
from clinic import ENTRY, PASSWORD, Clinic, Theirs, open_clinic
from sqlalchemy import select

from ilio.core import InputError
from ilio.records.store import OWNER, Actor, NotAllowed, NotFound, ReadToday, Store, VisitLine
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import metadata, visit

WITHOUT_ACTOR = {
    "open": "makes the store",
    "close": "ends it",
    "now": "the clock",
    "has_accounts": "says yes or no, before anybody can log in",
    "log_in": "makes the actor, by password",
    "actor_of": "makes the actor, by the secret of a session",
    "log_out": "by the secret of a session",
    "invited": "by the secret of an invitation",
    "accept": "by the secret of an invitation",
    "backup": "the command line only: whoever may read the file",
    "restore": "the command line only: whoever may write the file",
}
"""Methods that take no actor, each with the reason."""

MANAGING_ACCOUNTS = {"delete_account"}
"""What the owner may do to every account; nobody else to any."""


def values() -> dict[str, Any]:
    """Something harmless for every parameter that is no id."""
    return {
        "label": "harmless",
        "kind": "phone",
        "body": b"t,x",
        "content": b"BEGIN:VCALENDAR",
        "facts": {},
        "draft_now": {"step": 1},
        "visit": sample_visits.cannot_tell(),
        "given": {},
        "programme": sample_plans.plan(),
        "entry": ENTRY,
        "name": "new-login",
        "password": PASSWORD,
        "role": "person",
        "old": PASSWORD,
        "new": PASSWORD,
        "file": io.BytesIO(),
        "read": ReadToday(lambda stored: stored.visit, lambda made: made),
        "before": None,
        "number": 1,
        "shown": "0" * 16,
        "seen": None,
    }


def methods(of: type[Store]) -> Iterator[tuple[str, inspect.Signature]]:
    for name, thing in inspect.getmembers(of):
        if not name.startswith("_") and callable(thing):
            yield name, inspect.signature(thing)


def arguments(signature: inspect.Signature, theirs: Theirs) -> dict[str, Any]:
    """What to call a method with; ids are those of that person."""
    known = values()
    given = {}
    for name in signature.parameters:
        if name in ("self", "actor"):
            continue
        assert name.endswith("_id") or name in known, f"say in values() what to pass as {name!r}"
        given[name] = getattr(theirs, name) if name.endswith("_id") else known[name]
    return given


def asked(of: type[Store]) -> list[tuple[str, inspect.Signature]]:
    return [(name, signature) for name, signature in methods(of) if "actor" in signature.parameters]


def dump(store: Store) -> str:
    with reading(store._engine) as connection:
        return repr(
            {
                t.name: sorted(map(repr, connection.execute(select(t))))
                for t in metadata.sorted_tables
            }
        )


def foreign(clinic: Clinic, actor: str) -> list[Theirs]:
    """What belongs to others."""
    own = clinic.theirs[actor]
    return [
        theirs for theirs in {id(t): t for t in clinic.theirs.values()}.values() if theirs != own
    ]


def secrets_of(theirs: list[Theirs], own: Theirs) -> set[str]:
    """Every id of others; none of one's own."""
    return {v for t in theirs for v in vars(t).values()} - set(vars(own).values())


def breaches(store: Store, clinic: Clinic, calls: list[tuple[str, inspect.Signature]]) -> list[str]:
    """Every call by which somebody reaches, or touches, what is not theirs."""
    found = []
    for name, signature in calls:
        takes_id = any(p.endswith("_id") for p in signature.parameters)
        before = dump(store)
        for who, actor in clinic.actors.items():
            if actor.role == "owner" and name in MANAGING_ACCOUNTS:
                continue
            others = foreign(clinic, who)
            for theirs in others if takes_id else others[:1]:
                outcome = attempt(store, name, actor, arguments(signature, theirs))
                leaked = [s for s in secrets_of(others, clinic.theirs[who]) if s in outcome]
                if leaked and not owner_looks_at_accounts(actor, name):
                    found.append(f"{who} by {name}: {outcome[:200]}")
        if takes_id and dump(store) != before:
            found.append(f"somebody by {name}: refused, but changed something")
    return found


def owner_looks_at_accounts(actor: Actor, name: str) -> bool:
    return actor.role == "owner" and name in ("accounts", "audit")


def attempt(store: Store, name: str, actor: Actor, given: dict[str, Any]) -> str:
    """What came out of a foreign call: empty when it was refused."""
    try:
        result = getattr(store, name)(actor, **given)
    except (NotFound, NotAllowed):
        return ""
    except InputError as error:
        return f"another refusal than NotFound: {error} {given}"
    return f"{result!r} {[value for key, value in given.items() if key.endswith('_id')]}"


def test_every_method_without_an_actor_is_meant_to_be_without() -> None:
    assert {
        name for name, s in methods(Store) if "actor" not in s.parameters
    } == WITHOUT_ACTOR.keys()


@pytest.mark.slow
def test_nobody_reaches_what_is_not_theirs(store: Store) -> None:
    clinic = open_clinic(store)
    assert len(asked(Store)) > 20
    assert breaches(store, clinic, asked(Store)) == []


class Careless(Store):
    """A store with two methods that forgot to ask whose it is."""

    def peek(self, actor: Actor, person_id: str) -> Any:
        with reading(self._engine) as connection:
            here = visit.c.person_id == person_id
            rows = connection.execute(select(visit.c.id, visit.c.person_id).where(here))
            return [VisitLine(*row, "", "", self.now()) for row in rows]

    def touch(self, actor: Actor, visit_id: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                visit.update().where(visit.c.id == visit_id).values(day="2026-01-01")
            )
        raise NotFound("visit", visit_id)


def test_a_new_method_that_forgets_to_ask_is_caught(url: str, clock) -> None:
    store = Careless.open(url, now=clock)
    new = [call for call in asked(Careless) if call not in asked(Store)]
    found = breaches(store, open_clinic(store), new)
    assert {line.split(":")[0].split(" by ")[1] for line in found} == {"peek", "touch"}
    assert {line.split(" by ")[0] for line in found} >= {"anna", "loopback", "person of ben"}
    store.close()


def test_a_foreign_id_and_a_missing_one_sound_the_same(store: Store) -> None:
    clinic = open_clinic(store)
    missing = Theirs(*["0" * 32] * 4)
    different = []
    for name, signature in asked(Store):
        if not any(p.endswith("_id") for p in signature.parameters):
            continue
        for actor in (clinic.actors["anna"], clinic.actors["person of anna"]):
            sound = [
                said(store, name, actor, arguments(signature, t))
                for t in (clinic.theirs["ben"], missing)
            ]
            if sound[0] != sound[1] or not sound[0]:
                different.append((name, sound))
    assert different == []


def said(store: Store, name: str, actor: Actor, given: dict[str, Any]) -> str:
    with pytest.raises(InputError) as told:
        getattr(store, name)(actor, **given)
    words = f"{type(told.value).__name__}: {told.value}"
    for value in given.values():
        words = words.replace(str(value), "<id>")
    return words


@pytest.mark.parametrize("who", ["loopback", "owner", "anna", "person of ben"])
def test_everybody_reaches_what_is_theirs(store: Store, who: str) -> None:
    clinic = open_clinic(store)
    actor, own = clinic.actors[who], clinic.theirs[who]
    refused = (
        {"add_person", "invite", "add_account", "delete_account"}
        if actor.role == "person"
        else set()
    )
    if actor.role == "coach":
        refused = {"delete_account"}
    if actor.account_id is None:
        refused |= {"change_password"}
    calls = sorted(
        asked(Store),
        key=lambda call: (call[0] == "delete_person", call[0].startswith("delete"), call[0]),
    )
    for name, signature in calls:
        if name in refused | {"add_account", "delete_account", "end_session"}:
            continue
        getattr(store, name)(actor, **arguments(signature, own))
    assert own.person_id not in {p.id for p in store.people(actor)}
    for name in refused - {"change_password"}:
        with pytest.raises(NotAllowed):
            getattr(store, name)(actor, **arguments(inspect.signature(getattr(Store, name)), own))


@pytest.mark.parametrize(("role", "who"), [("coach", "a coach"), ("person", "a person")])
def test_an_actor_without_an_id_cannot_be(role: str, who: str) -> None:
    for empty in (None, ""):
        with pytest.raises(InputError, match=f"Expected who this {role} is, got nobody"):
            Actor(empty, role, empty)


def test_the_owner_without_login_is_the_owner_with_one(store: Store) -> None:
    clinic = open_clinic(store)
    assert store.people(OWNER) == store.people(clinic.actors["owner"])
    assert {p.label for p in store.people(OWNER)} == {"label-owner", "second-owner"}
    assert {p.label for p in store.people(clinic.actors["anna"])} == {"label-anna", "second-anna"}
    assert {p.label for p in store.people(clinic.actors["person of anna"])} == {"label-anna"}


@pytest.mark.parametrize(
    "name", ["", "a", "\0" * 32, "\ud800" * 32, "é" * 32, "'; DROP TABLE visit", "x" * 999]
)
def test_what_is_no_id_is_not_found_by_any_method(store: Store, name: str) -> None:
    nobody = Theirs(*[name] * 4)
    for method, signature in asked(Store):
        if any(p.endswith("_id") for p in signature.parameters):
            with pytest.raises(NotFound):
                getattr(store, method)(OWNER, **arguments(signature, nobody))
    assert store.log_in(name, name) is None
