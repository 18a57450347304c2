"""Logging in and out, by a form or by the API: with a limit to tries."""

from fastapi import Request

from ilio.apps.web.faults import Fault, Refusal
from ilio.apps.web.given import bearer_of, store_of
from ilio.apps.web.security.sessions import begin_session, end_session, session_of
from ilio.apps.web.security.tries import Tries

WINDOW_S = 15 * 60
FOR_ONE_NAME, FROM_ONE_MACHINE = 10, 60
"""Wrong tries within the window: of one name from one machine, and of all names from it."""

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
    limits: Limits = request.app.state.limits
    machine, who = _keys(request, name)
    _check(limits, machine, who)
    token = store_of(request).log_in(name, password)
    if token is None:
        limits.names.note(who)
        limits.machines.note(machine)
        raise Refusal(WRONG)
    limits.names.forget(who)
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
    limits: Limits = request.app.state.limits
    machine, _ = _keys(request, "")
    _check(limits, machine, machine)
    limits.machines.note(machine)
    return _begun(request, store_of(request).accept(invitation, name, password))


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


def _check(limits: Limits, machine: str, who: str) -> None:
    wait_s = max(limits.machines.wait_s(machine), limits.names.wait_s(who))
    if wait_s:
        minutes = max(1, round(wait_s / 60))
        words = f"Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again."
        raise Refusal(Fault(429, "a few tries", "too many", words, wait_s=wait_s))


def _keys(request: Request, name: str) -> tuple[str, str]:
    machine = request.client.host if request.client else ""
    return machine, f"{machine} {name.strip().casefold()}"
