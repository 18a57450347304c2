"""The audit log: who changed what, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from ilio.records.store.actors import Actor
from ilio.records.store.keeper import Keeper, theirs
from ilio.records.store.opening import reading
from ilio.records.store.tables import account, audit, person

NEWEST = 1000
"""How many lines are shown at once; older ones are asked for by number."""


@dataclass(frozen=True)
class AuditLine:
    """One change. It names ids, never what they hold.

    Parameters
    ----------
    at
        When, in UTC.
    who
        Name of the account; empty for the owner without login, and once it is deleted.
    role
        As what.
    action
        A few words: ``"add visit"``.
    subject
        Id of what was changed.
    person_id
        Whose it was; None where it is about nobody, or about somebody who was deleted.
    number
        Rises with each line of the log.

    Examples
    --------
    >>> AuditLine(datetime(2026, 11, 22), "Kim", "coach", "add visit", "v1", "p1").action
    'add visit'
    """

    at: datetime
    who: str
    role: str
    action: str
    subject: str
    person_id: str | None
    number: int = 0


class Audits(Keeper):
    """Reading the audit log.

    Examples
    --------
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> me = store.own_person(OWNER)
    >>> [line.action for line in store.audit(OWNER)]
    ['add person']
    """

    def audit(self, actor: Actor, before: int | None = None) -> tuple[AuditLine, ...]:
        """What the actor changed, and what others changed of the actor's people; newest first.

        Owners also see every line that is about nobody in particular: accounts, logins.

        Parameters
        ----------
        before
            Only lines of a smaller number: the page after one that ended with it.

        Examples
        --------
        >>> from ilio.records.store import OWNER, Store
        >>> Store.open("sqlite://", now=datetime.now).audit(OWNER)
        ()
        """
        columns = (audit.c.at, account.c.name, audit.c.role, audit.c.action, audit.c.subject)
        query = select(*columns, audit.c.person_id, audit.c.number).outerjoin(
            account, account.c.id == audit.c.account_id
        )
        if before is not None:
            query = query.where(audit.c.number < before)
        query = query.where(_seen_by(actor)).order_by(audit.c.number.desc()).limit(NEWEST)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return tuple(AuditLine(at, who or "", *rest) for at, who, *rest in rows)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    of_theirs = audit.c.person_id.in_(select(person.c.id).where(theirs(actor)))
    if actor.role == "owner":
        return or_(of_theirs, audit.c.person_id.is_(None))
    own = audit.c.account_id == actor.account_id
    return or_(of_theirs, own & audit.c.person_id.is_(None))
