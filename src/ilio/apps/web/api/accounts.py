"""Accounts: logging in and out, invitations, who changed what."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from ilio.apps.web.api.shape import ID_PATTERN, Asker, Kept, Noun, faults
from ilio.apps.web.entering import accept, change_password, enter, leave
from ilio.records.store import Account

router = APIRouter(prefix="/api/v1", tags=["accounts"])

Role = Literal["owner", "coach", "person"]
AccountId = Annotated[str, Path(pattern=ID_PATTERN, description="Id of an account.")]
Token = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{20,100}$", description="Of an invitation.")]
Name = Annotated[str, Field(min_length=1, max_length=100, examples=["Kim"])]
Password = Annotated[str, Field(min_length=1, max_length=200, examples=["correct horse battery"])]


Before = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="Only lines of a smaller number.")
]


class Login(Noun):
    """Name and password.

    Examples
    --------
    >>> 'name' in Login.model_fields
    True
    """

    name: Name
    password: Password


class Session(Noun):
    """A session. Programs send its token as `Authorization: Bearer TOKEN`.

    Examples
    --------
    >>> 'token' in Session.model_fields
    True
    """

    token: str


class NewAccount(Noun):
    """A login to be made; `person` is whose, where the role is person.

    Examples
    --------
    >>> 'name' in NewAccount.model_fields
    True
    """

    name: Name
    password: Password
    role: Role
    person: Annotated[str, Field(pattern=ID_PATTERN)] | None = None


class AccountNoun(Noun):
    """A login.

    Examples
    --------
    >>> 'id' in AccountNoun.model_fields
    True
    """

    id: str
    name: str
    role: Role
    person: str | None
    created: datetime


class Accounts(Noun):
    """The logins that whoever asks may see.

    Examples
    --------
    >>> 'accounts' in Accounts.model_fields
    True
    """

    accounts: list[AccountNoun]


class NewPassword(Noun):
    """The old password and the one that shall hold from now on.

    Examples
    --------
    >>> 'old' in NewPassword.model_fields
    True
    """

    old: Password
    new: Password


class Invited(Noun):
    """Who is invited.

    Examples
    --------
    >>> 'person' in Invited.model_fields
    True
    """

    person: Annotated[str, Field(pattern=ID_PATTERN)]


class Invitation(Noun):
    """What to hand over: the address of the page, good once, for a week.

    Examples
    --------
    >>> 'token' in Invitation.model_fields
    True
    """

    token: str
    path: str


class AuditLine(Noun):
    """One change: who did what to which id, and when.

    Examples
    --------
    >>> 'at' in AuditLine.model_fields
    True
    """

    at: datetime
    who: str
    role: str
    action: str
    subject: str
    person: str | None
    number: int


class Audit(Noun):
    """The latest changes, the newest first.

    Examples
    --------
    >>> 'lines' in Audit.model_fields
    True
    """

    lines: list[AuditLine]


@router.post("/login", summary="Log in", responses=faults(429))
def login(given: Login, request: Request) -> Session:
    """Begin a session. The page keeps it as a cookie; a program keeps the token."""
    return Session(token=enter(request, given.name, given.password))


@router.post("/logout", summary="Log out", status_code=204, responses=faults())
def logout(request: Request) -> Response:
    """End the session of this request; nothing happens when there is none."""
    leave(request)
    return Response(status_code=204)


@router.get("/accounts", summary="List logins", responses=faults())
def accounts(actor: Asker, store: Kept) -> Accounts:
    """Owners see every login, everybody else their own and those of their people."""
    return Accounts(accounts=[noun_of(account) for account in store.accounts(actor)])


@router.post("/accounts", summary="Add a login", status_code=201, responses=faults(404))
def add_account(given: NewAccount, actor: Asker, store: Kept) -> AccountNoun:
    """Let somebody log in. Owners add owners and coaches; coaches add their own people.

    The very first account is made at the terminal that runs `ilio serve --coach`.
    """
    made = store.add_account(actor, given.name, given.password, given.role, given.person)
    return noun_of(made)


@router.delete(
    "/accounts/{account}", summary="Take a login away", status_code=204, responses=faults(404)
)
def delete_account(account: AccountId, actor: Asker, store: Kept) -> Response:
    """Take a login away. A coach's people stay."""
    store.delete_account(actor, account)
    return Response(status_code=204)


@router.put(
    "/password", summary="Change your password", status_code=204, responses=faults(404, 429)
)
def new_password(given: NewPassword, request: Request) -> Response:
    """Change your own password. Every session of yours ends."""
    change_password(request, given.old, given.new)
    return Response(status_code=204)


@router.post("/invitations", summary="Invite a person", status_code=201, responses=faults(404))
def invite(given: Invited, actor: Asker, store: Kept) -> Invitation:
    """Make an invitation, with which a person makes a login of their own; an older one ends."""
    token = store.invite(actor, given.person)
    return Invitation(token=token, path=f"/invite/{token}")


@router.post(
    "/invitations/{invitation}/accept",
    summary="Accept an invitation",
    status_code=201,
    responses=faults(429),
)
def accept_invitation(invitation: Token, given: Login, request: Request) -> Session:
    """Make the login of the invited person, and begin a session."""
    return Session(token=accept(request, invitation, given.name, given.password))


@router.get("/audit", summary="Who changed what", responses=faults())
def audit(actor: Asker, store: Kept, before: Before = None) -> Audit:
    """The latest 1,000 changes to what you may see. No line holds a word about health.

    `before` takes the number of the last line of a page; then the next, older page comes.
    """
    return Audit(
        lines=[
            AuditLine(
                at=line.at,
                who=line.who,
                role=line.role,
                action=line.action,
                subject=line.subject,
                person=line.person_id,
                number=line.number,
            )
            for line in store.audit(actor, before)
        ]
    )


def noun_of(account: Account) -> AccountNoun:
    """A login as the API shows it.

    Examples
    --------
    >>> noun_of(Account("a1", "Kim", "coach", None, datetime(2026, 11, 22))).name
    'Kim'
    """
    return AccountNoun(
        id=account.id,
        name=account.name,
        role=account.role,
        person=account.person_id,
        created=account.created,
    )
