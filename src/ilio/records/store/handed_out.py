"""The calendar that a person was handed last: the next one moves and cancels its events."""

from sqlalchemy import delete, insert, select

from ilio.records.store.actors import Actor
from ilio.records.store.keeper import Keeper, require_person
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import handed_calendar


class HandedOut(Keeper):
    """What left the store for the calendar program of a person.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> store.handed_calendar(OWNER, store.own_person(OWNER).id)
    """

    def handed_calendar(self, actor: Actor, person_id: str) -> bytes | None:
        """The calendar file that was handed out last; None before the first.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from datetime import datetime
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.handed_calendar(OWNER, store.own_person(OWNER).id)
        """
        query = select(handed_calendar.c.body).where(handed_calendar.c.person_id == person_id)
        with reading(self._engine) as connection:
            require_person(connection, actor, person_id)
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else str(body).encode()

    def hand_calendar(self, actor: Actor, person_id: str, content: bytes) -> None:
        """Keep the calendar file that is handed out now, in place of the last one.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> from datetime import datetime
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> me = store.own_person(OWNER).id
        >>> store.hand_calendar(OWNER, me, b"BEGIN:VCALENDAR")
        >>> store.handed_calendar(OWNER, me)
        b'BEGIN:VCALENDAR'
        """
        values = {"person_id": person_id, "body": content.decode(), "handed": self._now()}
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            of_person = handed_calendar.c.person_id == person_id
            connection.execute(delete(handed_calendar).where(of_person))
            connection.execute(insert(handed_calendar).values(**values))
            self._note(connection, actor, "hand out calendar", person_id, person_id)
