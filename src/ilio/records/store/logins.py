"""Sessions and invitations."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from ilio.core import InputError
from ilio.records.store.accounts import Account, insert_account
from ilio.records.store.actors import Actor, NotAllowed
from ilio.records.store.keeper import Keeper, new_id, require_person
from ilio.records.store.opening import reading, writing
from ilio.records.store.passwords import digest, fits, hashed, hashed_anew, name_key, new_token
from ilio.records.store.people import checked_name
from ilio.records.store.tables import account, invitation, person, session

SESSION = timedelta(days=30)
INVITATION = timedelta(days=7)


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
        query = select(account.c.id, account.c.role, account.c.person_id)
        query = query.join(session, session.c.account_id == account.c.id)
        query = query.where(session.c.token_hash == digest(token), session.c.expires > self._now())
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Actor(row.id, row.role, row.person_id)

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
        connection.execute(insert(session).values(**whose, **values))
        self._note(connection, actor, "log in", str(actor.account_id), actor.person_id)
        return token


def _forget(connection: Connection, table: Table, now: datetime) -> None:
    connection.execute(delete(table).where(table.c.expires <= now))
