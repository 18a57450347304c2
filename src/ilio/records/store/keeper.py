"""What every part of the store shares: the database, the clock, whose is what, the audit line."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Engine, Row, Table, func, insert, select

from ilio.core import InputError
from ilio.core.texts import check_texts
from ilio.records.store.actors import Actor, NotFound
from ilio.records.store.scrubbing import Scrubber
from ilio.records.store.tables import audit, person

ID_LENGTH = 32


class Keeper:
    """A database and a clock.

    Parameters
    ----------
    engine
        Open and migrated.
    now
        The clock; a time without a zone is taken as local.

    Examples
    --------
    >>> from ilio.records.store.opening import engine_of
    >>> Keeper(engine_of("sqlite://"), datetime.now).close()
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = now
        self._scrubber = Scrubber(engine)

    def close(self) -> None:
        """Let go of the database; what was deleted is overwritten before.

        Examples
        --------
        >>> from ilio.records.store.opening import engine_of
        >>> Keeper(engine_of("sqlite://"), datetime.now).close()
        """
        try:
            self._scrubber.close()
        finally:
            self._engine.dispose()

    def now(self) -> datetime:
        """What time it is by the clock of the store, with a zone.

        Examples
        --------
        >>> from ilio.records.store.opening import engine_of
        >>> Keeper(engine_of("sqlite://"), datetime.now).now().tzinfo is None
        False
        """
        time = self._clock()
        return time if time.tzinfo else time.astimezone()

    def _now(self) -> datetime:
        return self.now().astimezone(UTC)

    def _note(
        self,
        connection: Connection,
        actor: Actor,
        action: str,
        subject: str,
        person_id: str | None = None,
    ) -> None:
        """One audit line: who did what to which id and when; never a word about health."""
        line = {
            "at": self._now(),
            "account_id": actor.account_id,
            "role": actor.role,
            "action": action,
            "subject": subject,
            "person_id": person_id,
        }
        connection.execute(insert(audit).values(line))


def theirs(actor: Actor) -> ColumnElement[bool]:
    """Which people are this actor's: the one condition that every query carries.

    Examples
    --------
    >>> from ilio.records.store.actors import OWNER
    >>> print(theirs(OWNER))
    person.owner_id IS NULL
    >>> print(theirs(Actor("a1", "coach")))
    person.owner_id = :owner_id_1
    """
    if actor.role == "owner":
        return person.c.owner_id.is_(None)
    if actor.role == "coach":
        return person.c.owner_id == actor.account_id
    return person.c.id == actor.person_id


def require_person(
    connection: Connection, actor: Actor, person_id: str, *, lock: bool = False
) -> Row[Any]:
    """The row of a person of theirs.

    Parameters
    ----------
    lock
        Whether others must wait with changes to this person (SQLite writers wait anyway).

    Raises
    ------
    NotFound
        If there is none, or it is somebody else's.
    """
    query = select(person).where(person.c.id == clean_id(person_id), theirs(actor))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("person", person_id)
    return row


def require(
    connection: Connection, actor: Actor, table: Table, row_id: str, *, lock: bool = False
) -> Row[Any]:
    """A row of theirs, by its id.

    Raises
    ------
    NotFound
        If there is none, or it is somebody else's.
    """
    query = select(table).join(person, person.c.id == table.c.person_id)
    query = query.where(table.c.id == clean_id(row_id), theirs(actor))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound(table.name, row_id)
    return row


def next_number(connection: Connection, table: Table, **where: str) -> int:
    """One more than the highest number so far."""
    query = select(func.coalesce(func.max(table.c.number), 0) + 1)
    found = query.where(*(table.c[name] == value for name, value in where.items()))
    return int(connection.execute(found).scalar_one())


def new_id() -> str:
    """An id that nobody can guess.

    Examples
    --------
    >>> len(new_id())
    32
    """
    return uuid4().hex


def clean_id(name: str) -> str:
    """An id as it came, or the empty one for what no database would take as text.

    Examples
    --------
    >>> clean_id("0" * 32) == "0" * 32, clean_id("no id")
    (True, '')
    """
    return name if len(name) == ID_LENGTH and name.isascii() and name.isalnum() else ""


def to_text(thing: Any) -> str:
    """JSON as text that every database keeps as it is.

    Raises
    ------
    InputError
        If JSON cannot say it, or a text in it is none.

    Examples
    --------
    >>> to_text({"side": "left"})
    '{"side": "left"}'
    """
    check_texts(thing)
    try:
        return json.dumps(thing, allow_nan=False)  # ASCII only: PostgreSQL takes no NUL in text
    except (TypeError, ValueError) as error:
        todo = "Send finite numbers, texts, lists and objects only."
        raise InputError("what JSON can say", str(error), todo) from None
