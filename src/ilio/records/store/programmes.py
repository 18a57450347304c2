"""Plans and the training log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from ilio.observations.training_log import LogEntry
from ilio.programmes.guarding import guarded
from ilio.programmes.programme import Programme
from ilio.records.plan_json import (
    log_entry_from_json,
    log_entry_to_json,
    programme_from_json,
    programme_to_json,
)
from ilio.records.store.actors import Actor, NotFound
from ilio.records.store.keeper import Keeper, new_id, next_number, require_person, to_text
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import log_entry
from ilio.records.store.tables import programme as programmes_table


@dataclass(frozen=True)
class StoredProgramme:
    """A plan of the store.

    Parameters
    ----------
    id, person_id
        Its own, and whose it is.
    programme
        The plan as it was made; the log changes it when it is shown, never here.
    given
        What it was made from: runs, free times, wishes.
    created
        When, in UTC.

    Examples
    --------
    >>> from datetime import date
    >>> rest = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0)
    >>> StoredProgramme("w1", "p1", rest, {}, datetime(2026, 11, 22)).programme.summary
    'Rest.'
    """

    id: str
    person_id: str
    programme: Programme
    given: Mapping[str, Any]
    created: datetime


class Programmes(Keeper):
    """Plans, the newest of which stands, and the log.

    Examples
    --------
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> store.log(OWNER, store.own_person(OWNER).id)
    ()
    """

    def add_programme(
        self, actor: Actor, person_id: str, programme: Programme, given: Mapping[str, Any]
    ) -> str:
        """Keep a plan in place of the last one, which stays in the export; gives its id.

        Raises
        ------
        NotFound
            If there is no such person.
        InputError
            If `given` cannot be said in JSON.

        Examples
        --------
        >>> from datetime import date
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> rest = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0)
        >>> new = store.add_programme(OWNER, me, rest, {"runs": "Sun long"})
        >>> store.programme(OWNER, me).programme == rest
        True
        """
        new = new_id()
        values = {
            "id": new,
            "person_id": person_id,
            "body": to_text(programme_to_json(programme)),
            "given": to_text(dict(given)),
            "created": self._now(),
        }
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            number = next_number(connection, programmes_table, person_id=person_id)
            connection.execute(insert(programmes_table).values(number=number, **values))
            self._note(connection, actor, "add programme", new, person_id)
        return new

    def programme(self, actor: Actor, person_id: str) -> StoredProgramme | None:
        """The plan that stands; None before the first one.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.programme(OWNER, store.own_person(OWNER).id)
        """
        query = select(programmes_table).where(programmes_table.c.person_id == person_id)
        newest = query.order_by(programmes_table.c.number.desc()).limit(1)
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            row = connection.execute(newest).one_or_none()
        if row is None:
            return None
        plan = guarded(programme_from_json(json.loads(row.body)))
        return StoredProgramme(row.id, person_id, plan, json.loads(row.given), row.created)

    def add_log(self, actor: Actor, person_id: str, entry: LogEntry) -> None:
        """Add an entry to the log of a person.

        Raises
        ------
        NotFound
            If there is no such person.
        InputError
            If a number in it is not finite.

        Examples
        --------
        >>> from datetime import date
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> entry = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=1)
        >>> store.add_log(OWNER, me, entry)
        >>> store.log(OWNER, me) == (entry,)
        True
        """
        new = new_id()
        values = {
            "id": new,
            "person_id": person_id,
            "body": to_text(log_entry_to_json(entry)),
            "created": self._now(),
        }
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            number = next_number(connection, log_entry, person_id=person_id)
            connection.execute(insert(log_entry).values(number=number, **values))
            self._note(connection, actor, "add log entry", new, person_id)

    def log(self, actor: Actor, person_id: str) -> tuple[LogEntry, ...]:
        """The log of a person, in the order in which it was written.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.log(OWNER, store.own_person(OWNER).id)
        ()
        """
        return tuple(entry for _, entry in self.numbered_log(actor, person_id))

    def numbered_log(self, actor: Actor, person_id: str) -> tuple[tuple[int, LogEntry], ...]:
        """The log of a person with the number of each entry, which stays the same.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.numbered_log(OWNER, store.own_person(OWNER).id)
        ()
        """
        query = select(log_entry.c.number, log_entry.c.body)
        query = query.where(log_entry.c.person_id == person_id).order_by(log_entry.c.number)
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            rows = connection.execute(query).all()
        return tuple((number, log_entry_from_json(json.loads(body))) for number, body in rows)

    def change_log(self, actor: Actor, person_id: str, number: int, entry: LogEntry | None) -> None:
        """Put an entry of the log right; None deletes it.

        Raises
        ------
        NotFound
            If there is no such person or entry.
        InputError
            If a number in it is not finite.

        Examples
        --------
        >>> from datetime import date
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> store.add_log(OWNER, me, LogEntry(session="w1", day=date(2026, 11, 23), done=True))
        >>> store.change_log(OWNER, me, 1, None)
        >>> store.log(OWNER, me)
        ()
        """
        of_that = (log_entry.c.person_id == person_id, log_entry.c.number == number)
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            found = connection.execute(select(log_entry.c.id).where(*of_that)).scalar_one_or_none()
            if found is None:
                raise NotFound("log entry", str(number))
            here = log_entry.c.id == found
            if entry is None:
                connection.execute(delete(log_entry).where(here))
            else:
                body = to_text(log_entry_to_json(entry))
                connection.execute(update(log_entry).where(here).values(body=body))
            action = "delete log entry" if entry is None else "change log entry"
            self._note(connection, actor, action, found, person_id)
        self._scrubber.scrub()
