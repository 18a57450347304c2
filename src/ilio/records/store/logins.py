"""Sessions and invitations."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from ilio.core import InputError, OutputError
from ilio.records.store.accounts import Account, insert_account
from ilio.records.store.actors import Actor, NotAllowed, NotFound, Role
from ilio.records.store.keeper import Keeper, new_id, require_person
from ilio.records.store.opening import reading, writing
from ilio.records.store.passwords import digest, fits, hashed, hashed_anew, name_key, new_token
from ilio.records.store.people import checked_name
from ilio.records.store.tables import account, invitation, person, session

SESSION = timedelta(days=30)
IDLE: dict[Role, timedelta] = {
    "owner": timedelta(hours=12),
    "coach": timedelta(hours=12),
    "person": timedelta(days=14),
}
"""A session that was not used for so long has ended: a person comes back for the next training."""

SHOWN = 16
"""Characters of a token's hash that name its session."""

NOTED = timedelta(minutes=10)
"""How exactly it is kept when a session was used: not every request is a change on the disk."""

INVITATION = timedelta(days=7)


@dataclass(frozen=True)
class Session:
    """Somewhere that somebody is logged in.

    Parameters
    ----------
    id
        Names it; it is no key to it.
    created, used
        When it began, and when it was used last, within ten minutes; in UTC.

    Examples
    --------
    >>> Session("0f", datetime(2026, 11, 22), datetime(2026, 11, 23)).id
    '0f'
    """

    id: str
    created: datetime
    used: datetime


class Logins(Keeper):
    """Logging in and out, and inviting people to a login of their own.

    Examples
    --------
    >>> from ilio.records.store import Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> kim = store.add_account(None, "Kim", "correct horse", "owner")
    >>> store.actor_of(store.log_in("kim", "correct horse")) == Actor(kim.id, "owner")
    True
    """

    def log_in(self, name: str, password: str) -> str | None:
        """A session's token; None when name or password are wrong, and nobody hears which.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> Store.open("sqlite://", now=datetime.now).log_in("Kim", "correct horse")
        """
        key = name_key(name.strip()) if name.isprintable() else ""
        query = select(account).where(account.c.name_key == key)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        right = fits(password, row.password_hash if row else None)
        if row is None:
            return None
        stronger = hashed_anew(password, row.password_hash) if right else None
        with writing(self._engine) as connection:
            actor = Actor(row.id, row.role, row.person_id)
            if not right:
                self._note(connection, actor, "failed log in", row.id, row.person_id)
                return None
            if stronger is not None:
                here = update(account).where(account.c.id == row.id)
                connection.execute(here.values(password_hash=stronger))
            return self._begin(connection, actor)

    def actor_of(self, token: str) -> Actor | None:
        """Who a session belongs to; None when it ended or never was.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> Store.open("sqlite://", now=datetime.now).actor_of("token")
        """
        now, here = self._now(), session.c.token_hash == digest(token)
        query = select(account.c.id, account.c.role, account.c.person_id, session.c.used)
        query = query.join(session, session.c.account_id == account.c.id)
        query = query.where(here, session.c.expires > now)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None or now - row.used > IDLE[row.role]:
            return None
        if now - row.used > NOTED:
            # a full disk, or a store that may only be read, sends nobody away
            with suppress(OutputError), writing(self._engine) as connection:
                connection.execute(update(session).where(here).values(used=now))
        return Actor(row.id, row.role, row.person_id)

    def sessions(self, actor: Actor) -> tuple[Session, ...]:
        """One's own sessions that can still be used, the newest first.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).sessions(OWNER)
        ()
        """
        now = self._now()
        mine = session.c.account_id == actor.account_id
        query = select(session).where(mine, session.c.expires > now)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(session.c.created.desc())).all()
        usable = [row for row in rows if now - row.used <= IDLE[actor.role]]
        return tuple(Session(row.token_hash[:SHOWN], row.created, row.used) for row in usable)

    def end_session(self, actor: Actor, shown: str) -> None:
        """End one of one's own sessions, here or elsewhere.

        Raises
        ------
        NotFound
            If there is none of that id.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> kim = Actor(store.add_account(None, "Kim", "correct horse", "owner").id, "owner")
        >>> token = store.log_in("Kim", "correct horse")
        >>> store.end_session(kim, store.sessions(kim)[0].id)
        >>> store.actor_of(token) is None
        True
        """
        plain = shown if shown.isalnum() and len(shown) == SHOWN else "-"
        named = session.c.token_hash.startswith(plain, autoescape=True)
        with writing(self._engine) as connection:
            ended = delete(session).where(session.c.account_id == actor.account_id, named)
            if not connection.execute(ended).rowcount:
                raise NotFound("session", shown)
            self._note(connection, actor, "end session", str(actor.account_id), actor.person_id)

    def log_out(self, token: str) -> None:
        """End a session; nothing happens when there is none.

        Examples
        --------
        >>> from ilio.records.store import Store
        >>> Store.open("sqlite://", now=datetime.now).log_out("token")
        """
        actor = self.actor_of(token)
        with writing(self._engine) as connection:
            ended = delete(session).where(session.c.token_hash == digest(token))
            if connection.execute(ended).rowcount and actor is not None:
                subject = str(actor.account_id)
                self._note(connection, actor, "log out", subject, actor.person_id)

    def invite(self, actor: Actor, person_id: str) -> str:
        """A token with which a person makes a login of their own, once, within a week.

        An older invitation of that person ends.

        Raises
        ------
        NotFound
            If there is no such person.
        NotAllowed
            If the actor is a person.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> len(store.invite(OWNER, store.add_person(OWNER, "Mo").id))
        43
        """
        if actor.role == "person":
            raise NotAllowed("invite people", actor.role)
        token, made = new_token(), self._now()
        values = {"token_hash": digest(token), "created": made, "expires": made + INVITATION}
        with writing(self._engine) as connection:
            require_person(connection, actor, person_id, lock=True)
            connection.execute(delete(invitation).where(invitation.c.person_id == person_id))
            connection.execute(insert(invitation).values(person_id=person_id, **values))
            self._note(connection, actor, "invite", person_id, person_id)
        return token

    def invited(self, token: str) -> str | None:
        """The label of who is invited; None when the invitation ended, was used or never was.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> store.invited(store.invite(OWNER, store.add_person(OWNER, "Mo").id))
        'Mo'
        """
        query = select(person.c.label).join(invitation, invitation.c.person_id == person.c.id)
        query = query.where(self._open(token))
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one_or_none()

    def accept(self, token: str, name: str, password: str) -> str:
        """Use an invitation: make a login for the invited person; gives a session's token.

        Raises
        ------
        InputError
            If the invitation ended, was used or never was; if the name is taken or unreadable,
            the password too short, or the person has a login.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> mo = store.add_person(OWNER, "Mo")
        >>> token = store.accept(store.invite(OWNER, mo.id), "Mo", "correct horse")
        >>> store.people(store.actor_of(token)) == (mo,)
        True
        """
        todo = "Ask for a new one."
        closed = InputError("an open invitation", "one that ended or was used", todo)
        if self.invited(token) is None:  # a made-up one costs no hash
            raise closed
        named = checked_name(name, "name")
        password_hash = hashed(password, named)
        with writing(self._engine) as connection:
            wanted = select(invitation.c.person_id).where(self._open(token)).with_for_update()
            person_id = connection.execute(wanted).scalar_one_or_none()
            if person_id is None:
                raise closed
            connection.execute(delete(invitation).where(invitation.c.person_id == person_id))
            new = Account(new_id(), named, "person", person_id, self._now())
            insert_account(connection, new, password_hash)
            actor = Actor(new.id, "person", person_id)
            self._note(connection, actor, "accept invitation", new.id, person_id)
            return self._begin(connection, actor)

    def _open(self, token: str) -> ColumnElement[bool]:
        ours = invitation.c.token_hash == digest(token)
        return ours & (invitation.c.expires > self._now())

    def _begin(self, connection: Connection, actor: Actor) -> str:
        token, made = new_token(), self._now()
        for table in (session, invitation):
            _forget(connection, table, made)
        whose = {"account_id": actor.account_id, "person_id": actor.person_id}
        values = {"token_hash": digest(token), "created": made, "expires": made + SESSION}
        values["used"] = made
        connection.execute(insert(session).values(**whose, **values))
        self._note(connection, actor, "log in", str(actor.account_id), actor.person_id)
        return token


def _forget(connection: Connection, table: Table, now: datetime) -> None:
    connection.execute(delete(table).where(table.c.expires <= now))
