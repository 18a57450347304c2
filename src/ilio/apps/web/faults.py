"""What went wrong, told to whoever asked: as JSON to a program, as a page to a person."""

import html
import sys
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ilio.core import IlioError, InputError, OutputError


@dataclass(frozen=True)
class Fault:
    """A fault in the words of a person.

    Parameters
    ----------
    status
        HTTP status.
    expected, came, todo
        What was needed, what came instead, what to do next.
    wait_s
        How long to wait before the next try; 0 where that does not matter [s].

    Examples
    --------
    >>> Fault(404, "a visit", "an id that is not there", "Look at the list.").to_json()["error"]
    {'expected': 'a visit', 'came': 'an id that is not there', 'todo': 'Look at the list.'}
    """

    status: int
    expected: str
    came: str
    todo: str
    wait_s: int = 0

    def to_json(self) -> dict[str, dict[str, str]]:
        """The body that a program gets.

        Examples
        --------
        >>> list(Fault(404, "a", "b", "c").to_json())
        ['error']
        """
        words = {"expected": self.expected, "came": self.came, "todo": self.todo}
        return {"error": words}


class Refusal(IlioError):
    """A request that is not granted.

    Parameters
    ----------
    fault
        Why.

    Examples
    --------
    >>> print(Refusal(Fault(403, "your own page", "another site", "Reload the page.")))
    Expected your own page, got another site. Reload the page.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(f"Expected {fault.expected}, got {fault.came}. {fault.todo}")


NO_LOGIN = Fault(401, "somebody who is logged in", "nobody", "Log in and try again.")
NOT_THERE = Fault(404, "something that is there", "an address without it", "Go back and choose.")
BROKEN = Fault(
    500,
    "an answer",
    "a fault of Ilio",
    "What was confirmed is saved. Try once more; if it happens again, tell the makers.",
)
FULL = Fault(
    507, "room to save", "a full or locked disk", "Nothing was saved. Make room, then do it again."
)
BUSY = Fault(
    503, "a free place", "too much at once", "Nothing was saved. Wait a moment, then do it again."
)

COMMON = {
    405: Fault(405, "a way that this address knows", "another", "Look at /api/v1/openapi.json."),
    404: NOT_THERE,
}

UNREAD = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
"""The rest of such a request is not waited for: the connection ends with the answer."""


def fault_of(error: Exception) -> Fault:
    """The fault that an exception stands for; one that nobody foresaw says nothing of itself.

    Examples
    --------
    >>> fault_of(InputError("a side", "'both'", "Write left or right.")).status
    422
    >>> fault_of(ZeroDivisionError("secret")).came
    'a fault of Ilio'
    """
    if isinstance(error, Refusal):
        return error.fault
    if isinstance(error, InputError):
        return Fault(_status_of(error), error.expected, error.got, error.todo)
    if isinstance(error, OutputError):
        return FULL
    if isinstance(error, RequestValidationError):
        return _of_request(error)
    if isinstance(error, HTTPException):
        return COMMON.get(error.status_code) or _of_status(error.status_code)
    return BROKEN


def _status_of(error: InputError) -> int:
    from ilio.records.store import Changed, NotAllowed, NotFound

    if isinstance(error, NotFound):
        return 404
    if isinstance(error, Changed):
        return 409
    return 403 if isinstance(error, NotAllowed) else 422


def _of_status(status: int) -> Fault:
    phrase = HTTPStatus(status).phrase.lower()
    return Fault(status, "a request that can be granted", phrase, "Go back and try again.")


def _of_request(error: RequestValidationError) -> Fault:
    """The first few faults with their place; never the value, which may be about a person."""
    told = []
    for entry in error.errors()[:5]:
        place = ".".join(str(part) for part in entry["loc"][1:]) or str(entry["loc"][0])
        told.append(f"{place}: {entry['msg'].lower()}")
    return Fault(422, "a request as /api/v1/openapi.json has it", "; ".join(told), "Correct it.")


def answer(request: Request, fault: Fault) -> Response:
    """The fault as a response.

    Examples
    --------
    >>> asked = Request({"type": "http", "method": "GET", "path": "/api/v1/me", "headers": []})
    >>> answer(asked, NO_LOGIN).status_code
    401
    """
    response = _response(request, fault)
    if fault.status in UNREAD:
        response.headers["connection"] = "close"
    if fault.wait_s:
        response.headers["retry-after"] = str(fault.wait_s)
    return response


def _response(request: Request, fault: Fault) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if not wants_page or request.url.path.startswith("/api/"):
        return JSONResponse(fault.to_json(), fault.status)
    if fault is NO_LOGIN:
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    own_page = getattr(request.app.state, "error_page", None) if "app" in request.scope else None
    if own_page is None:
        return HTMLResponse(_page(fault), fault.status)
    shown: Response = own_page(request, fault)
    return shown


def _page(fault: Fault) -> str:
    words = [html.escape(word) for word in (fault.expected, fault.came, fault.todo)]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ilio</title>'
        f"<h1>That did not work</h1><p>Expected {words[0]}, got {words[1]}.</p><p>{words[2]}</p>"
        '<p><a href="/">Back to the start</a></p></html>'
    )


def note_on_terminal(error: Exception) -> None:
    """Say on standard error where a fault arose, without any value: those may be about a person.

    Examples
    --------
    >>> note_on_terminal(ValueError("J. is 34"))
    """
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    print(f"ilio: {type(error).__name__}{place}", file=sys.stderr, flush=True)
