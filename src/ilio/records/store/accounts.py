"""Accounts: who may log in, as what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ilio.core import InputError, UnknownNameError
from ilio.records.store.actors import Actor, NotAllowed, NotFound, Role
from ilio.records.store.keeper import Keeper, clean_id, new_id, require_person
from ilio.records.store.opening import reading, writing
from ilio.records.store.passwords import fits, hashed, name_key
from ilio.records.store.people import checked_name
from ilio.records.store.tables import account, person, session

ROLES: tuple[Role, ...] = ("owner", "coach", "person")


@dataclass(frozen=True)
class Account:
    """Somebody who may log in.

    Parameters
    ----------
    id
        Unguessable.
    name
        What they log in with.
    role
        ``"owner"``, ``"coach"`` or ``"person"``.
    person_id
        Who a ``"person"`` is; None for the others.
    created
        When, in UTC.

    Examples
    --------
    >>> Account("a1", "Kim", "coach", None, datetime(2026, 11, 22)).role
    'coach'
    """

    id: str
    name: str
    role: Role
    person_id: str | None
    created: datetime


class Accounts(Keeper):
    """Accounts: add, list, change the password, delete.

    Examples
    --------
    >>> from ilio.records.store import Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> store.add_account(None, "Kim", "correct horse", "owner").role
    'owner'
    """

    def has_accounts(self) -> bool:
        """Whether anybody can log in at all.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> Store.open("sqlite://", now=datetime.now).has_accounts()
        False
        """
        with reading(self._engine) as connection:
            return _any(connection)

    def add_account(
        self,
        actor: Actor | None,
        name: str,
        password: str,
        role: Role,
        person_id: str | None = None,
    ) -> Account:
        """Let somebody log in.

        The first account is made by nobody and is an owner's. Owners add owners and coaches;
        owners and coaches add logins for their own people.

        Raises
        ------
        NotAllowed
            If the actor may not add such an account.
        NotFound
            If a ``"person"`` is none of the actor's people.
        InputError
            If the name is taken or unreadable, the password too short, the person has a login.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> kim = store.add_account(OWNER, "Kim", "correct horse", "coach")
        >>> [known.name for known in store.accounts(OWNER)]
        ['Kim']
        """
        if role not in ROLES:
            raise UnknownNameError("role", role, ROLES)
        _check_role(actor, role)
        new = Account(new_id(), checked_name(name, "name"), role, person_id, self._now())
        password_hash = hashed(password, new.name)
        with writing(self._engine) as connection:
            if actor is None:
                _alone(connection)
                if _any(connection):
                    raise NotAllowed("add accounts", "nobody")
            _check_person(connection, actor, new)
            insert_account(connection, new, password_hash)
            self._note(connection, actor or Actor(new.id, role), "add account", new.id, person_id)
        return new

    def accounts(self, actor: Actor) -> tuple[Account, ...]:
        """Owners see every account, everybody else their own and those of their people.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).accounts(OWNER)
        ()
        """
        query = select(account).order_by(account.c.created, account.c.name)
        if actor.role != "owner":
            mine = account.c.id == actor.account_id
            if actor.role == "coach":
                people = select(person.c.id).where(person.c.owner_id == actor.account_id)
                mine |= account.c.person_id.in_(people)
            query = query.where(mine)
        with reading(self._engine) as connection:
            return tuple(_account(row) for row in connection.execute(query))

    def change_password(self, actor: Actor, old: str, new: str) -> None:
        """Change one's own password; every session ends.

        Raises
        ------
        NotFound
            If the actor has no account.
        InputError
            If the old one is wrong, or the new one too short or too easy to guess.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> kim = Actor(store.add_account(None, "Kim", "correct horse", "owner").id, "owner")
        >>> store.change_password(kim, "correct horse", "battery staple")
        >>> store.log_in("Kim", "correct horse") is None
        True
        """
        here = account.c.id == actor.account_id
        with reading(self._engine) as connection:
            row = connection.execute(select(account).where(here)).one_or_none()
        if row is None:
            raise NotFound("account", str(actor.account_id))
        # what takes long is done before anybody has to wait for this change
        right = fits(old, row.password_hash)
        password_hash = hashed(new, row.name) if right else ""
        same = here & (account.c.password_hash == row.password_hash)
        with writing(self._engine) as connection:
            change = update(account).where(same).values(password_hash=password_hash)
            done = right and connection.execute(change).rowcount == 1
            action = "change password" if done else "failed change password"
            self._note(connection, actor, action, row.id, row.person_id)
            if done:
                connection.execute(delete(session).where(session.c.account_id == row.id))
        if not done:
            raise InputError("your old password", "another one", "Type it again.")

    def delete_account(self, actor: Actor, account_id: str) -> None:
        """Take a login away. A coach's people stay, and are the owner's from then on.

        Raises
        ------
        NotAllowed
            If the actor is no owner.
        NotFound
            If there is no such account.
        InputError
            If it is the last owner's.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> kim = store.add_account(OWNER, "Kim", "correct horse", "coach")
        >>> store.delete_account(OWNER, kim.id)
        >>> store.has_accounts()
        False
        """
        if actor.role != "owner":
            raise NotAllowed("delete accounts", actor.role)
        with writing(self._engine) as connection:
            _alone(connection)
            here = account.c.id == clean_id(account_id)
            row = connection.execute(select(account).where(here)).one_or_none()
            if row is None:
                raise NotFound("account", account_id)
            owners = select(func.count()).where(account.c.role == "owner")
            if row.role == "owner" and connection.execute(owners).scalar_one() == 1:
                todo = "Add another owner first."
                raise InputError(
                    "an account that others can stand in for", "the last owner's", todo
                )
            left = person.c.owner_id == account_id
            connection.execute(update(person).where(left).values(owner_id=None))
            connection.execute(delete(account).where(here))
            self._note(connection, actor, "delete account", account_id, row.person_id)


def insert_account(connection: Connection, new: Account, password_hash: str) -> None:
    """Put an account into its table.

    Raises
    ------
    InputError
        If the name is taken, or the person has a login.
    """
    if new.person_id is not None:
        same = select(account.c.id).where(account.c.person_id == new.person_id)
        if connection.execute(same).first():
            todo = "Use that one, or delete it first."
            raise InputError("a person without a login", "one who has a login", todo)
    values = {
        "id": new.id,
        "name": new.name,
        "name_key": name_key(new.name),
        "password_hash": password_hash,
        "role": new.role,
        "person_id": new.person_id,
        "created": new.created,
    }
    try:
        connection.execute(insert(account).values(values))
    except IntegrityError:
        todo = "Choose another one."
        raise InputError("a name that nobody has yet", f"'{new.name}'", todo) from None


def _check_role(actor: Actor | None, role: Role) -> None:
    if actor is None and role != "owner":
        raise InputError("an owner's account first", f"a {role}'s", "Make the owner's first.")
    if actor is None or actor.role == "owner" or (actor.role == "coach" and role == "person"):
        return
    raise NotAllowed(f"add the account of a {role}", actor.role)


def _check_person(connection: Connection, actor: Actor | None, new: Account) -> None:
    if new.role == "person" and actor is not None:
        require_person(connection, actor, new.person_id or "", lock=True)
    elif new.person_id is not None:
        todo = "Leave the person out: owners and coaches are nobody's patients here."
        raise InputError(f"a {new.role} without a person", "one with a person", todo)


def _any(connection: Connection) -> bool:
    return connection.execute(select(account.c.id).limit(1)).first() is not None


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # two first accounts at once make one owner
        connection.exec_driver_sql("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE")


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(row.id, row.name, row.role, row.person_id, row.created)
