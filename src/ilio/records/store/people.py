"""The people of the store."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ilio.core import InputError
from ilio.records.store.actors import Actor, NotAllowed, NotFound
from ilio.records.store.keeper import Keeper, new_id, next_number, require_person, theirs
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import account, of_person, person, personal_tables

LABEL_LENGTH = 100
ME = "Me"
"""Label of the one person on a machine of their own, until they choose another."""


@dataclass(frozen=True)
class Person:
    """Somebody whose visits are kept.

    Parameters
    ----------
    id
        Unguessable.
    label
        A name of their own choosing; need not be a real one.
    created
        When, in UTC.

    Examples
    --------
    >>> from datetime import UTC
    >>> Person("p1", "Mo", datetime(2026, 11, 22, tzinfo=UTC)).label
    'Mo'
    """

    id: str
    label: str
    created: datetime


class People(Keeper):
    """People: add, list, rename, delete with everything of theirs.

    Examples
    --------
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> store.own_person(OWNER).label
    'Me'
    """

    def people(self, actor: Actor) -> tuple[Person, ...]:
        """The actor's people, in the order in which they were added.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).people(OWNER)
        ()
        """
        query = select(person).where(theirs(actor)).order_by(person.c.number, person.c.created)
        with reading(self._engine) as connection:
            return tuple(_person(row) for row in connection.execute(query))

    def person(self, actor: Actor, person_id: str) -> Person:
        """One of the actor's people.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.person(OWNER, store.add_person(OWNER, "Mo").id).label
        'Mo'
        """
        with reading(self._engine) as connection:
            return _person(require_person(connection, actor, person_id))

    def names_of(self, actor: Actor, person_id: str) -> tuple[str, ...]:
        """The names of somebody today: the label, and that of a login of their own.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.names_of(OWNER, store.add_person(OWNER, "Mo").id)
        ('Mo',)
        """
        logins = select(account.c.name).where(account.c.person_id == person_id)
        with reading(self._engine) as connection:
            row = require_person(connection, actor, person_id)
            return (row.label, *connection.execute(logins).scalars())

    def own_person(self, actor: Actor) -> Person:
        """Who is meant when nobody is named: oneself, or the first of one's people.

        The owner's is made at first use.

        Raises
        ------
        NotFound
            If a coach has nobody yet.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.own_person(OWNER) == store.own_person(OWNER)
        True
        """
        found = self.people(actor)
        if found:
            return found[0]
        if actor.role != "owner":
            raise NotFound("person", "nobody yet")
        with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":  # two first visits at once make one person
                connection.exec_driver_sql("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE")
            first = connection.execute(select(person).where(theirs(actor))).first()
            return _person(first) if first else self._added(connection, actor, ME)

    def add_person(self, actor: Actor, label: str) -> Person:
        """Add somebody.

        Raises
        ------
        NotAllowed
            If the actor is a person with a login of their own.
        InputError
            If the label is empty, too long, or holds characters that cannot be read.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).add_person(OWNER, " Mo ").label
        'Mo'
        """
        if actor.role == "person":
            raise NotAllowed("add people", actor.role)
        checked = checked_name(label, "label")
        with writing(self._engine) as connection:
            return self._added(connection, actor, checked)

    def rename_person(self, actor: Actor, person_id: str, label: str) -> Person:
        """Give somebody another label.

        Raises
        ------
        NotFound
            If there is none of that id.
        InputError
            As `add_person`.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.rename_person(OWNER, store.own_person(OWNER).id, "Mo").label
        'Mo'
        """
        checked = checked_name(label, "label")
        with writing(self._engine) as connection:
            row = require_person(connection, actor, person_id, lock=True)
            change = update(person).where(person.c.id == person_id).values(label=checked)
            connection.execute(change)
            self._note(connection, actor, "rename person", person_id, person_id)
            return Person(row.id, checked, row.created)

    def delete_person(self, actor: Actor, person_id: str) -> None:
        """Delete somebody with everything of theirs: visits, recordings, plans, log, login.

        What stays is one line of the audit log with the id, which then leads nowhere. In SQLite
        the bytes are overwritten; copies made by `backup` are yours to delete.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.delete_person(OWNER, store.own_person(OWNER).id)
        >>> store.people(OWNER)
        ()
        """
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            for table in personal_tables():
                connection.execute(delete(table).where(of_person(table, person_id)))
            self._note(connection, actor, "delete person", person_id)
        self._scrubber.scrub()

    def _added(self, connection: Connection, actor: Actor, label: str) -> Person:
        new = Person(new_id(), label, self._now())
        values = {
            **asdict(new),
            "owner_id": actor.account_id if actor.role == "coach" else None,
            "number": next_number(connection, person),
        }
        connection.execute(insert(person).values(values))
        self._note(connection, actor, "add person", new.id, new.id)
        return new


def checked_name(name: str, what: str) -> str:
    """A label or login name without space around it.

    Raises
    ------
    InputError
        If it is empty, too long, or holds characters that cannot be read.

    Examples
    --------
    >>> checked_name(" Mo ", "label")
    'Mo'
    >>> checked_name(" ", "label")
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a label of 1 to 100 readable characters, got ''. A \
nickname will do.
    """
    trimmed = name.strip()
    if not 0 < len(trimmed) <= LABEL_LENGTH or not trimmed.isprintable():
        shown = trimmed if len(trimmed) <= LABEL_LENGTH else f"{len(trimmed)} characters"
        expected = f"a {what} of 1 to {LABEL_LENGTH} readable characters"
        raise InputError(expected, repr(shown), "A nickname will do.")
    return trimmed


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.label, row.created)
