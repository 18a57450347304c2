"""Who asks the store, and what it answers to a stranger."""

from dataclasses import dataclass
from typing import Literal

from ilio.core import InputError

Role = Literal["owner", "coach", "person"]


@dataclass(frozen=True)
class Actor:
    """Whoever asks. The store answers only what is theirs.

    Parameters
    ----------
    account_id
        Their account; None for the owner of the machine, who needs no login on loopback.
    role
        ``"owner"`` sees the people whom no coach keeps, ``"coach"`` their own people,
        ``"person"`` only themself.
    person_id
        Who a ``"person"`` is; None for the others.

    Raises
    ------
    InputError
        If a coach has no account, or a person is nobody: neither may ever match an empty column.

    Examples
    --------
    >>> OWNER
    Actor(account_id=None, role='owner', person_id=None)
    """

    account_id: str | None
    role: Role
    person_id: str | None = None

    def __post_init__(self) -> None:
        key = {"coach": self.account_id, "person": self.person_id}.get(self.role, "nobody needed")
        if not key:
            todo = "Take the actor from a session of theirs."
            raise InputError(f"who this {self.role} is", "nobody", todo)


OWNER = Actor(None, "owner")
"""One person on their own machine, without login."""


class NotFound(InputError):
    """There is no such thing for this actor: it is missing, or somebody else's.

    Examples
    --------
    >>> print(NotFound("visit", "v1"))
    Expected a visit of yours, got 'v1'. Look it up in your own list: it may have been deleted.
    """

    def __init__(self, kind: str, name: str) -> None:
        self.kind = kind
        todo = "Look it up in your own list: it may have been deleted."
        super().__init__(f"a {kind} of yours", f"'{name}'", todo)


class Changed(InputError):
    """What is to be replaced was changed since it was read.

    Examples
    --------
    >>> print(Changed("unfinished test"))
    Expected the unfinished test as it is kept now, got a change to an older one. Read it again, \
put your change into that, and send it.
    """

    def __init__(self, kind: str) -> None:
        todo = "Read it again, put your change into that, and send it."
        super().__init__(f"the {kind} as it is kept now", "a change to an older one", todo)


class NotAllowed(InputError):
    """The role may not do that, whoever it is about.

    Examples
    --------
    >>> print(NotAllowed("add people", "person"))
    Expected somebody who may add people, got the role 'person'. Ask whoever runs this Ilio.
    """

    def __init__(self, what: str, role: str) -> None:
        todo = "Ask whoever runs this Ilio."
        super().__init__(f"somebody who may {what}", f"the role '{role}'", todo)
