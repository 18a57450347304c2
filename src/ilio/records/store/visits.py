"""Visits, and what they were before they were corrected."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from ilio.records.lasting_pain import lasting_pain
from ilio.records.store.actors import Actor
from ilio.records.store.keeper import (
    Keeper,
    new_id,
    next_number,
    require,
    require_person,
    to_text,
)
from ilio.records.store.opening import reading, writing
from ilio.records.store.recordings import ABANDONED, drop_unnamed
from ilio.records.store.tables import visit as visits_table
from ilio.records.store.tables import visit_revision
from ilio.records.store.visit_rows import StoredVisit, VisitLine
from ilio.records.visit import Visit
from ilio.records.visit_json import visit_from_json, visit_to_json
from ilio.verdicts.pain import Tests


class Visits(Keeper):
    """Visits: add, list, correct, delete.

    Examples
    --------
    >>> from ilio.records.store import OWNER, Store
    >>> from ilio.verdicts.verdict import Judgement
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> me = store.own_person(OWNER).id
    >>> new = store.add_visit(OWNER, me, Visit(Judgement("All fine.", {}), date="2026-11-22"), {})
    >>> [(line.day, line.summary) for line in store.visit_lines(OWNER, me)]
    [('2026-11-22', 'All fine.')]
    """

    def add_visit(
        self, actor: Actor, person_id: str, visit: Visit, given: Mapping[str, Any]
    ) -> str:
        """Keep a visit; gives its id.

        Parameters
        ----------
        visit
            What was measured and judged.
        given
            The visit input that it was made from, to correct it later; may be empty.

        Raises
        ------
        NotFound
            If there is no such person.
        InputError
            If `given` cannot be said in JSON.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> from ilio.verdicts.verdict import Judgement
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> len(store.add_visit(OWNER, me, Visit(Judgement("All fine.", {})), {}))
        32
        """
        visit_id, made = new_id(), self._now()
        values = {**_columns(visit, given, made), "id": visit_id, "person_id": person_id}
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            number = next_number(connection, visits_table, person_id=person_id)
            connection.execute(insert(visits_table).values(number=number, created=made, **values))
            self._note(connection, actor, "add visit", visit_id, person_id)
        return visit_id

    def visit(self, actor: Actor, visit_id: str) -> StoredVisit:
        """A visit by its id, as it stands after its corrections.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).visit(OWNER, "v1")
        Traceback (most recent call last):
        ...
        ilio.records.store.actors.NotFound: Expected a visit of yours, got 'v1'. Look it up in \
your own list: it may have been deleted.
        """
        with reading(self._engine) as connection:
            row = require(connection, actor, visits_table, visit_id)
            revision = next_number(connection, visit_revision, visit_id=visit_id) - 1
        return _stored(row, revision)

    def visits(self, actor: Actor, person_id: str) -> tuple[StoredVisit, ...]:
        """All visits of a person, the oldest first; `visit_lines` is the light list.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.visits(OWNER, store.own_person(OWNER).id)
        ()
        """
        of_person = visits_table.c.person_id == person_id
        order = (visits_table.c.day, visits_table.c.number)
        corrected = select(visit_revision.c.visit_id, visit_revision.c.number).where(
            visit_revision.c.person_id == person_id
        )
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            rows = connection.execute(select(visits_table).where(of_person).order_by(*order)).all()
            ordered = connection.execute(corrected.order_by(visit_revision.c.number))
            revisions = {visit_id: number for visit_id, number in ordered}
        return tuple(_stored(row, revisions.get(row.id, 0)) for row in rows)

    def visit_lines(self, actor: Actor, person_id: str) -> tuple[VisitLine, ...]:
        """The visits of a person as a list to choose from, the oldest first.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.visit_lines(OWNER, store.own_person(OWNER).id)
        ()
        """
        table = visits_table.c
        query = select(table.id, table.person_id, table.day, table.summary, table.created)
        query = query.where(table.person_id == person_id).order_by(table.day, table.number)
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            return tuple(VisitLine(*row) for row in connection.execute(query))

    def lasting_pain(self, actor: Actor, person_id: str) -> Tests:
        """In which tests each hip still hurts after all visits of a person.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.lasting_pain(OWNER, store.own_person(OWNER).id)
        {}
        """
        table = visits_table.c
        query = select(table.body).where(table.person_id == person_id)
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            bodies = connection.scalars(query.order_by(table.day, table.number)).all()
        return lasting_pain(map(json.loads, bodies))

    def replace_visit(
        self, actor: Actor, visit_id: str, visit: Visit, given: Mapping[str, Any]
    ) -> None:
        """Put a corrected visit in the place of one; the old one is kept as a revision.

        Raises
        ------
        NotFound
            If there is none of that id.
        InputError
            If `given` cannot be said in JSON.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> from ilio.verdicts.verdict import Judgement
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> old = Visit(Judgement("Weak.", {}))
        >>> new = store.add_visit(OWNER, me, old, {})
        >>> store.replace_visit(OWNER, new, Visit(Judgement("Fine.", {})), {})
        >>> store.visit(OWNER, new).visit.judgement.summary
        'Fine.'
        >>> [past.visit == old for past in store.revisions(OWNER, new)]
        [True]
        """
        with writing(self._engine) as connection:
            row = require(connection, actor, visits_table, visit_id, lock=True)
            past = {
                "id": new_id(),
                "person_id": row.person_id,
                "visit_id": visit_id,
                "number": next_number(connection, visit_revision, visit_id=visit_id),
                "body": row.body,
                "given": row.given,
                "replaced": self._now(),
            }
            connection.execute(insert(visit_revision).values(past))
            values = _columns(visit, given, row.created)
            here = visits_table.c.id == visit_id
            connection.execute(update(visits_table).where(here).values(values))
            self._note(connection, actor, "correct visit", visit_id, row.person_id)

    def revisions(self, actor: Actor, visit_id: str) -> tuple[StoredVisit, ...]:
        """What a visit was before each of its corrections, the oldest first.

        Raises
        ------
        NotFound
            If there is none of that id.
        """
        query = select(visit_revision).where(visit_revision.c.visit_id == visit_id)
        with reading(self._engine) as connection:
            now = require(connection, actor, visits_table, visit_id)
            rows = connection.execute(query.order_by(visit_revision.c.number)).all()
        return tuple(
            StoredVisit(
                visit_id,
                row.person_id,
                visit_from_json(json.loads(row.body)),
                json.loads(row.given),
                now.created,
                row.number - 1,
            )
            for row in rows
        )

    def delete_visit(self, actor: Actor, visit_id: str) -> None:
        """Delete a visit with its revisions, and the recordings that only they name.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> from ilio.verdicts.verdict import Judgement
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> store.delete_visit(OWNER, store.add_visit(OWNER, me, Visit(Judgement("", {})), {}))
        >>> store.visits(OWNER, me)
        ()
        """
        with writing(self._engine) as connection:
            row = require(connection, actor, visits_table, visit_id, lock=True)
            past = select(visit_revision.c.given).where(visit_revision.c.visit_id == visit_id)
            named = " ".join([row.given, *connection.execute(past).scalars()])
            connection.execute(delete(visits_table).where(visits_table.c.id == visit_id))
            drop_unnamed(connection, row.person_id, self._now() - ABANDONED, named)
            self._note(connection, actor, "delete visit", visit_id, row.person_id)
        self._scrubber.scrub()


def _columns(visit: Visit, given: Mapping[str, Any], made: datetime) -> dict[str, Any]:
    return {
        "day": _day(visit.date, made),
        "summary": visit.judgement.summary.replace("\0", " ").encode(errors="replace").decode(),
        "body": to_text(visit_to_json(visit)),
        "given": to_text(dict(given)),
    }


def _day(named: str, made: datetime) -> str:
    try:
        return date.fromisoformat(named).isoformat()
    except ValueError:  # a visit may name no day
        return made.date().isoformat()


def _stored(row: Row[Any], revision: int) -> StoredVisit:
    visit = visit_from_json(json.loads(row.body))
    return StoredVisit(row.id, row.person_id, visit, json.loads(row.given), row.created, revision)
