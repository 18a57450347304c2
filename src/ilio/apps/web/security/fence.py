"""Everything that stands between an application and the network, in its order."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilio.apps.web.faults import BROKEN, answer, fault_of, note_on_terminal
from ilio.apps.web.security.bodies import Asker, Bodies
from ilio.apps.web.security.doors import Doors
from ilio.apps.web.security.forgery import Forgery
from ilio.apps.web.security.headers import Headers
from ilio.apps.web.settings import Settings
from ilio.core import IlioError


def secure(app: FastAPI, settings: Settings, asker: Asker) -> None:
    """Put everything before an application that stands between it and the network.

    Parameters
    ----------
    app
        What answers.
    settings
        Of the server.
    asker
        Tells who sends a request, or raises; it is called in a thread.

    Examples
    --------
    >>> app = FastAPI()
    >>> secure(app, Settings(), lambda request: "kim")
    >>> [layer.cls.__name__ for layer in app.user_middleware]
    ['Headers', 'Catch', 'Doors', 'Bodies', 'Forgery']
    """
    for kind in (IlioError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _tell)
    # the last one added is the outermost
    app.add_middleware(Forgery, bearers=settings.mode == "coach")
    app.add_middleware(Bodies, asker=asker)
    app.add_middleware(Doors, settings=settings)
    app.add_middleware(Catch)
    app.add_middleware(Headers)


async def _tell(request: Request, error: Exception) -> Response:
    told = answer(request, fault_of(error))
    if isinstance(error, HTTPException) and error.headers:
        told.headers.update(error.headers)  # which ways an address knows, after a 405
    return told


class Catch:
    """Turns what nobody foresaw into an answer that says nothing of the inside.

    Parameters
    ----------
    app
        What may fail.

    Examples
    --------
    >>> Catch(None).app
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            fault = fault_of(error)
            if fault is BROKEN:
                note_on_terminal(error)
            if scope["type"] != "http" or begun:
                raise
            await answer(Request(scope), fault)(scope, receive, send)
