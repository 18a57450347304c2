"""Recordings as the page sent them, and the unfinished test of each person."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ilio.core import UnknownNameError
from ilio.records.store.actors import Actor, Changed
from ilio.records.store.keeper import Keeper, new_id, require, require_person, theirs, to_text
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import draft, person, recording, visit, visit_revision

ABANDONED = timedelta(days=1)
"""A recording that nothing names after this time belongs to an attempt that was undone."""

KINDS = ("phone", "points")


@dataclass(frozen=True)
class StoredRecording:
    """A recording as it came.

    Parameters
    ----------
    id, person_id
        Its own, and whose it is.
    kind
        ``"points"`` (points of a pose program, JSON) or ``"phone"`` (a phone log, CSV).
    body
        The bytes.
    facts
        What was said about it.
    created
        When, in UTC.

    Examples
    --------
    >>> StoredRecording("r1", "p1", "phone", b"time_s,x", {}, datetime(2026, 11, 22)).kind
    'phone'
    """

    id: str
    person_id: str
    kind: str
    body: bytes
    facts: Mapping[str, Any]
    created: datetime


class Recordings(Keeper):
    """Recordings and drafts.

    Examples
    --------
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> me = store.own_person(OWNER).id
    >>> store.recording(OWNER, store.add_recording(OWNER, me, "phone", b"t,x", {})).body
    b't,x'
    """

    def add_recording(
        self, actor: Actor, person_id: str, kind: str, body: bytes, facts: Mapping[str, Any]
    ) -> str:
        """Keep a recording; gives its id.

        Raises
        ------
        NotFound
            If there is no such person.
        UnknownNameError
            If the kind is another one.
        InputError
            If the facts cannot be said in JSON.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> len(store.add_recording(OWNER, me, "phone", b"t,x", {"rest": "standing"}))
        32
        """
        if kind not in KINDS:
            raise UnknownNameError("recording kind", kind, KINDS)
        values = {
            "id": new_id(),
            "person_id": person_id,
            "kind": kind,
            "body": body,
            "facts": to_text(dict(facts)),
            "created": self._now(),
        }
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id)
            connection.execute(insert(recording).values(values))
            self._note(connection, actor, "add recording", str(values["id"]), person_id)
        return str(values["id"])

    def recording(self, actor: Actor, recording_id: str) -> StoredRecording:
        """A recording by its id.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).recording(OWNER, "r1")
        Traceback (most recent call last):
        ...
        ilio.records.store.actors.NotFound: Expected a recording of yours, got 'r1'. Look it up \
in your own list: it may have been deleted.
        """
        with reading(self._engine) as connection:
            row = require(connection, actor, recording, recording_id)
        facts = json.loads(row.facts)
        return StoredRecording(row.id, row.person_id, row.kind, row.body, facts, row.created)

    def recording_ids(self, actor: Actor) -> tuple[str, ...]:
        """The ids of every recording of the actor's people.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).recording_ids(OWNER)
        ()
        """
        query = select(recording.c.id).join(person, person.c.id == recording.c.person_id)
        query = query.where(theirs(actor)).order_by(recording.c.created)
        with reading(self._engine) as connection:
            return tuple(connection.execute(query).scalars())

    def draft(self, actor: Actor, person_id: str) -> dict[str, Any] | None:
        """The unfinished test of a person; None when there is none.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.draft(OWNER, store.own_person(OWNER).id)
        """
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            query = select(draft.c.body).where(draft.c.person_id == person_id)
            body = connection.execute(query).scalar_one_or_none()
        found: dict[str, Any] | None = None if body is None else json.loads(body)
        return found

    def save_draft(
        self,
        actor: Actor,
        person_id: str,
        draft_now: Mapping[str, Any] | None,
        seen: str | None = None,
    ) -> None:
        """Keep the unfinished test of a person in place of the last one; None drops it.

        With it go the person's recordings of more than a day ago that no visit names.

        Parameters
        ----------
        actor, person_id
            Who keeps it, and whose it is.
        draft_now
            The test so far.
        seen
            `draft_tag` of the test that whoever changes it has read; None replaces any.

        Raises
        ------
        NotFound
            If there is no such person.
        Changed
            If another test is kept than was seen.
        InputError
            If it cannot be said in JSON.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> store.save_draft(OWNER, me, {"attempts": []})
        >>> store.draft(OWNER, me)
        {'attempts': []}
        """
        body = None if draft_now is None else to_text(dict(draft_now))
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            here = draft.c.person_id == person_id
            kept = connection.scalar(select(draft.c.body).where(here))
            if seen is not None and seen != draft_tag(kept and json.loads(kept)):
                raise Changed("unfinished test")
            if body is None:
                connection.execute(delete(draft).where(here))
                drop_unnamed(connection, person_id, self._now() - ABANDONED)
            else:
                values = {"body": body, "saved": self._now()}
                changed = connection.execute(update(draft).where(here).values(values))
                if not changed.rowcount:
                    connection.execute(insert(draft).values(person_id=person_id, **values))
            self._note(connection, actor, "save draft", person_id, person_id)
        if body is None:
            self._scrubber.scrub()


def draft_tag(draft_now: Mapping[str, Any] | None) -> str:
    """What tells one state of an unfinished test from another.

    Examples
    --------
    >>> draft_tag(None) == draft_tag(None), draft_tag({}) == draft_tag({"attempt": []})
    (True, False)
    """
    body = "" if draft_now is None else to_text(dict(draft_now))
    return hashlib.sha256(body.encode()).hexdigest()


def drop_unnamed(
    connection: Connection, person_id: str, before: datetime, once_named: str = ""
) -> None:
    """Delete a person's recordings that no visit, revision or draft names.

    Parameters
    ----------
    before
        Only those that came before this moment.
    once_named
        Where these words name one, it goes whenever it came.
    """
    words = ""
    for column in (visit.c.given, visit_revision.c.given, draft.c.body):
        query = select(column).where(column.table.c.person_id == person_id)
        words += " ".join(connection.execute(query).scalars())
    query = select(recording.c.id, recording.c.created).where(recording.c.person_id == person_id)
    for recording_id, came in connection.execute(query).all():
        abandoned = came < before or recording_id in once_named
        if abandoned and recording_id not in words:
            connection.execute(delete(recording).where(recording.c.id == recording_id))
