"""Logging in and out, by a form or by the API: with a limit to tries."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from ilio.apps.web.faults import BUSY, Fault, Refusal
from ilio.apps.web.given import actor_of, bearer_of, store_of
from ilio.apps.web.security.sessions import begin_session, end_session, session_of
from ilio.apps.web.security.tries import Tries

WINDOW_S = 15 * 60
FOR_ONE_NAME, FROM_ONE_MACHINE, FROM_ANYWHERE = 10, 60, 100
"""Wrong tries within the window: of one name from one machine, of all names from one machine, and
of one name from all machines."""

AT_ONCE = 8
"""Passwords that are looked at or wait for it; each takes 64 MB and a third of a second."""

WRONG = Fault(
    401, "a name and its password", "a pair that does not fit", "Type them again; mind Caps Lock."
)


class Limits:
    """The limits of one server.

    Examples
    --------
    >>> Limits().names.limit
    10
    """

    def __init__(self) -> None:
        self.names = Tries(FOR_ONE_NAME, WINDOW_S)
        self.machines = Tries(FROM_ONE_MACHINE, WINDOW_S)
        self.anywhere = Tries(FROM_ANYWHERE, WINDOW_S)
        self.hashing = threading.BoundedSemaphore(AT_ONCE)


def enter(request: Request, name: str, password: str) -> str:
    """Log in: the session begins, its cookie goes out with the response; gives its token.

    Raises
    ------
    Refusal
        If name or password are wrong, or it was tried too often.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> state = SimpleNamespace(limits=Limits(), store=SimpleNamespace(log_in=lambda n, p: None))
    >>> app = SimpleNamespace(state=state)
    >>> try:
    ...     enter(Request({"type": "http", "headers": [], "app": app}), "kim", "horse")
    ... except Refusal as refusal:
    ...     print(refusal)
    Expected a name and its password, got a pair that does not fit. Type them again; mind Caps Lock.
    """
    with _counted(request, name):
        token = store_of(request).log_in(name, password)
        if token is None:
            raise Refusal(WRONG)
    return _begun(request, token)


def accept(request: Request, invitation: str, name: str, password: str) -> str:
    """Use an invitation: the login is made and the session begins; gives its token.

    Raises
    ------
    InputError
        If the invitation is not open, or name or password cannot be taken.
    Refusal
        If it was tried too often.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> store = SimpleNamespace(accept=lambda t, n, p: "abc")
    >>> app = SimpleNamespace(state=SimpleNamespace(limits=Limits(), store=store))
    >>> accept(Request({"type": "http", "headers": [], "app": app}), "t", "mo", "correct horse")
    'abc'
    """
    with _counted(request, ""):
        token = store_of(request).accept(invitation, name, password)
    return _begun(request, token)


def change_password(request: Request, old: str, new: str) -> None:
    """Change one's own password; every session ends.

    Raises
    ------
    InputError
        If the old one is wrong, or the new one cannot be taken.
    Refusal
        If it was tried too often.
    """
    actor = actor_of(request)
    with _counted(request, f"password of {actor.account_id}"):
        store_of(request).change_password(actor, old, new)


def leave(request: Request) -> None:
    """Log out: the session ends, here and in the browser; nothing happens without one.

    Examples
    --------
    >>> leave(Request({"type": "http", "headers": []}))
    """
    bearer = bearer_of(request)
    token = bearer or session_of(request.scope)
    if token is not None:
        store_of(request).log_out(token)
    if bearer is None:
        end_session(request.scope)


def _begun(request: Request, token: str) -> str:
    # never the session of before: whoever knew that one must not share this login
    return begin_session(request.scope, token)


@contextmanager
def _counted(request: Request, name: str) -> Iterator[None]:
    """A try, counted before anything is looked at, and taken back if nothing was wrong."""
    limits: Limits = request.app.state.limits
    machine = request.client.host if request.client else ""
    key = name.strip().casefold()
    tries = [(limits.machines, machine), (limits.names, f"{machine} {key}"), (limits.anywhere, key)]
    taken: list[tuple[Tries, str]] = []
    try:
        for counter, of in tries if key else tries[:1]:
            if wait_s := counter.take(of):
                raise _too_many(wait_s)
            taken.append((counter, of))
        if not limits.hashing.acquire(blocking=False):
            raise Refusal(BUSY)
    except Refusal:
        _give_back(taken)
        raise
    try:
        yield
    finally:
        limits.hashing.release()
    _give_back(taken)
    if key:
        limits.names.forget(f"{machine} {key}")


def _give_back(taken: list[tuple[Tries, str]]) -> None:
    for counter, of in taken:
        counter.give_back(of)


def _too_many(wait_s: int) -> Refusal:
    minutes = max(1, round(wait_s / 60))
    words = f"Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again."
    return Refusal(Fault(429, "a few tries", "too many", words, wait_s=wait_s))
