"""Logging in, inviting, roles, and the audit log that names no health."""

import re
from pathlib import Path

import pytest
from clinic import PASSWORD, open_clinic
from sqlalchemy import select

from ilio.core import InputError, UnknownNameError
from ilio.records.store import OWNER, Actor, NotAllowed, NotFound, Store
from ilio.records.store.opening import reading
from ilio.records.store.tables import account, invitation, session


@pytest.fixture
def kim(store: Store) -> Actor:
    """The first account: the owner's."""
    return Actor(store.add_account(None, "Kim", PASSWORD, "owner").id, "owner")


def token_of(store: Store, name: str = "Kim", password: str = PASSWORD) -> str:
    token = store.log_in(name, password)
    assert token is not None
    return token


def test_name_and_password_make_the_actor(store: Store, kim: Actor) -> None:
    assert store.actor_of(token_of(store)) == kim
    assert store.actor_of(token_of(store, " kim ")) == kim
    for name, password in (
        ("Kim", "wrong horse battery"),
        ("Max", PASSWORD),
        ("", ""),
        ("Kim\0", PASSWORD),
    ):
        assert store.log_in(name, password) is None


def test_a_session_ends_by_logging_out_or_after_a_month(store: Store, kim: Actor, clock) -> None:
    first, second = token_of(store), token_of(store)
    store.log_out(first)
    assert (store.actor_of(first), store.actor_of(second)) == (None, kim)
    clock.later(days=31)
    assert store.actor_of(second) is None
    token_of(store)
    with reading(store._engine) as connection:
        assert len(connection.execute(select(session)).all()) == 1


@pytest.mark.parametrize("token", ["", "x" * 43, "\ud800", "' OR 1=1 --"])
def test_no_made_up_token_is_anybody(store: Store, kim: Actor, token: str) -> None:
    token_of(store)
    assert store.actor_of(token) is None
    assert store.invited(token) is None
    store.log_out(token)


def test_neither_passwords_nor_tokens_are_kept(tmp_path: Path, clock) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    store.add_account(None, "Kim", PASSWORD, "owner")
    secrets = [PASSWORD, token_of(store), store.invite(OWNER, store.own_person(OWNER).id)]
    on_disk = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [secret for secret in secrets if secret.encode() in on_disk] == []
    with reading(store._engine) as connection:
        assert "$argon2id$" in connection.execute(select(account.c.password_hash)).scalar_one()
    store.close()


def test_a_name_is_taken_in_every_spelling(store: Store, kim: Actor) -> None:
    store.add_account(kim, "Zoë", PASSWORD, "coach")
    for name in ("KIM", " kim", "ZOE\u0308"):
        with pytest.raises(InputError, match="Expected a name that nobody has yet, got"):
            store.add_account(kim, name, PASSWORD, "coach")
    assert [known.name for known in store.accounts(kim)] == ["Kim", "Zoë"]


@pytest.mark.parametrize("password", ["", "nine char", "x" * 201])
def test_a_short_password_is_refused(store: Store, kim: Actor, password: str) -> None:
    with pytest.raises(InputError, match="Expected a password of 10 to 200 characters, got"):
        store.add_account(kim, "Max", password, "coach")
    with pytest.raises(InputError, match="a password of 10 to 200"):
        store.change_password(kim, PASSWORD, password)
    assert store.actor_of(token_of(store)) == kim


def test_a_new_password_ends_every_session(store: Store, kim: Actor) -> None:
    token = token_of(store)
    with pytest.raises(InputError, match="Expected your old password, got another one"):
        store.change_password(kim, "wrong horse battery", "a new sentence")
    assert store.actor_of(token) == kim
    store.change_password(kim, PASSWORD, "a new sentence")
    assert store.actor_of(token) is None
    assert store.log_in("Kim", PASSWORD) is None
    assert store.actor_of(token_of(store, password="a new sentence")) == kim
    with pytest.raises(NotFound):
        store.change_password(OWNER, PASSWORD, "a new sentence")


def test_only_the_first_account_is_made_by_nobody(store: Store) -> None:
    with pytest.raises(InputError, match="an owner's account first, got a coach's"):
        store.add_account(None, "Max", PASSWORD, "coach")
    store.add_account(None, "Kim", PASSWORD, "owner")
    with pytest.raises(NotAllowed, match="somebody who may add accounts, got the role 'nobody'"):
        store.add_account(None, "Max", PASSWORD, "owner")
    with pytest.raises(UnknownNameError, match="a role"):
        store.add_account(OWNER, "Max", PASSWORD, "admin")  # type: ignore[arg-type]


def test_a_coach_makes_logins_for_their_own_people_only(store: Store) -> None:
    clinic = open_clinic(store)
    anna, mine = clinic.actors["anna"], store.add_person(clinic.actors["anna"], "third")
    store.add_account(anna, "third", PASSWORD, "person", mine.id)
    assert "third" in {known.name for known in store.accounts(anna)}
    assert "ben" not in {known.name for known in store.accounts(anna)}
    with pytest.raises(NotFound):
        store.add_account(anna, "fourth", PASSWORD, "person", clinic.theirs["ben"].person_id)
    for role in ("coach", "owner"):
        with pytest.raises(
            NotAllowed, match=f"may add the account of a {role}, got the role 'coach'"
        ):
            store.add_account(anna, "fifth", PASSWORD, role)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="a coach without a person, got one with a person"):
        store.add_account(OWNER, "sixth", PASSWORD, "coach", clinic.theirs["owner"].person_id)


def test_an_invitation_works_once_within_a_week_and_the_last_one_counts(
    store: Store, kim: Actor, clock
) -> None:
    mo = store.add_person(kim, "Mo")
    old, new = store.invite(kim, mo.id), store.invite(kim, mo.id)
    assert (store.invited(old), store.invited(new)) == (None, "Mo")
    with pytest.raises(InputError, match="an open invitation, got one that ended or was used"):
        store.accept(old, "Mo", PASSWORD)
    for name, password, why in (
        ("kim", PASSWORD, "nobody has yet"),
        ("Mo", "short", "a password of"),
    ):
        with pytest.raises(InputError, match=why):
            store.accept(new, name, password)
    assert store.invited(new) == "Mo"
    actor = store.actor_of(store.accept(new, "Mo", PASSWORD))
    assert actor is not None and (actor.role, actor.person_id) == ("person", mo.id)
    with pytest.raises(InputError, match="Ask for a new one"):
        store.accept(new, "Mo2", PASSWORD)
    with pytest.raises(InputError, match="a person without a login, got one who has a login"):
        store.accept(store.invite(kim, mo.id), "Mo2", PASSWORD)
    late = store.invite(kim, store.add_person(kim, "Late").id)
    clock.later(days=8)
    assert store.invited(late) is None
    with pytest.raises(InputError, match="an open invitation"):
        store.accept(late, "Late", PASSWORD)
    token_of(store)
    with reading(store._engine) as connection:
        assert connection.execute(select(invitation)).all() == []


def test_a_leaving_coach_leaves_their_people_to_the_owner(store: Store) -> None:
    clinic = open_clinic(store)
    anna = clinic.actors["anna"]
    token = token_of(store, "anna")
    store.delete_account(clinic.actors["owner"], str(anna.account_id))
    assert store.actor_of(token) is None
    assert {p.label for p in store.people(OWNER)} >= {"label-anna", "second-anna", "label-owner"}
    with pytest.raises(InputError, match="others can stand in for, got the last owner's"):
        store.delete_account(OWNER, str(clinic.actors["owner"].account_id))
    with pytest.raises(NotFound):
        store.delete_account(OWNER, "0" * 32)


def test_a_persons_login_can_be_taken_away_and_they_stay(store: Store) -> None:
    clinic = open_clinic(store)
    store.delete_account(clinic.actors["owner"], clinic.theirs["ben"].account_id)
    assert store.log_in("login-ben", PASSWORD) is None
    assert store.person(clinic.actors["ben"], clinic.theirs["ben"].person_id).label == "label-ben"


def test_every_change_leaves_a_line_and_no_line_names_health(store: Store) -> None:
    clinic = open_clinic(store)
    lines = store.audit(clinic.actors["anna"])
    assert [line.action for line in reversed(lines)] == [
        *("add person", "invite", "accept invitation", "log in", "add recording", "add visit"),
        *("correct visit", "save draft", "add programme", "add log entry", "hand out calendar"),
        *("add person", "invite", "log in"),
    ]
    assert {line.who for line in lines} == {"anna", "login-anna"}
    assert lines[0].at > lines[-1].at
    for line in store.audit(OWNER) + lines:
        assert re.fullmatch(r"[0-9a-f]{32}" if line.action != "restore" else "", line.subject)
        assert re.fullmatch(r"[a-z ]+", line.action)


def test_a_wrong_password_leaves_a_line_for_its_owner(store: Store) -> None:
    clinic = open_clinic(store)
    assert store.log_in("anna", "wrong horse battery") is None
    assert store.log_in("login-ben", "wrong horse battery") is None
    assert store.audit(clinic.actors["anna"])[0].action == "failed log in"
    assert store.audit(clinic.actors["person of ben"])[0].action == "failed log in"
    assert [line.action for line in store.audit(clinic.actors["ben"])].count("failed log in") == 1


def test_an_unknown_name_costs_as_much_time_as_a_wrong_password(store: Store, kim: Actor) -> None:
    """A ratio within one run: the fastest of three each."""
    import time

    def fastest(name: str) -> float:
        spent = []
        for _ in range(3):
            begun = time.perf_counter()
            assert store.log_in(name, "wrong horse battery") is None
            spent.append(time.perf_counter() - begun)
        return min(spent)

    fastest("nobody")
    assert 0.4 < fastest("nobody") / fastest("Kim") < 2.5


def test_the_audit_log_is_read_page_by_page_to_its_beginning(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilio.records.store import auditing

    monkeypatch.setattr(auditing, "NEWEST", 3)
    for n in range(7):
        store.add_person(OWNER, f"P{n}")
    seen = list(store.audit(OWNER))
    while page := store.audit(OWNER, seen[-1].number):
        assert len(page) <= 3
        seen += page
    assert len(seen) == 7
    assert [line.number for line in seen] == sorted({line.number for line in seen}, reverse=True)


def test_an_idle_session_ends_and_one_in_use_does_not(store: Store, kim: Actor, clock) -> None:
    mo = store.add_person(kim, "Mo")
    person = store.accept(store.invite(kim, mo.id), "Mo", PASSWORD)
    left, used = token_of(store), token_of(store)
    for _ in range(5):
        clock.later(hours=6)
        assert store.actor_of(used) == kim
    assert store.actor_of(left) is None
    assert store.actor_of(person) is not None
    clock.later(days=15)
    assert (store.actor_of(used), store.actor_of(person)) == (None, None)


def test_ones_own_sessions_are_listed_and_ended_and_nobody_elses(
    store: Store, kim: Actor, clock
) -> None:
    lee = Actor(store.add_account(kim, "Lee", PASSWORD, "coach").id, "coach")
    here, lost, theirs = token_of(store), token_of(store), token_of(store, "Lee")
    newest, oldest = store.sessions(kim)
    assert newest.created > oldest.created
    for wrong in (oldest.id[:-1], "%" * 16, "0" * 16, store.sessions(lee)[0].id):
        with pytest.raises(NotFound):
            store.end_session(kim, wrong)
    store.end_session(kim, newest.id)
    assert [store.actor_of(token) for token in (here, lost, theirs)] == [kim, None, lee]
    assert store.audit(kim)[0].action == "end session"
