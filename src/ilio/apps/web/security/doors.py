"""Who may come in at all: the name in the address, and the machine that asks."""

import ipaddress

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ilio.apps.web.faults import NOT_THERE, Fault, answer
from ilio.apps.web.settings import Settings

WRONG_NAME = Fault(
    421,
    "an address of this server",
    "another name",
    "Open the address that ilio serve printed.",
)
NOT_FROM_HERE = Fault(
    403,
    "a browser on this machine",
    "another machine",
    "Open the page on the machine that runs ilio serve, or pair this phone with the QR code.",
)


class Doors:
    """Refuses a wrong Host header, and other machines where there is no login.

    A page of another site can make its own name point at this machine; its requests then carry
    that name.

    Parameters
    ----------
    app
        What answers.
    settings
        Which names and which machines are right.

    Examples
    --------
    >>> Doors(None, Settings()).settings.mode
    'alone'
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        fault = self._fault(scope)
        if fault is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(Request(scope), fault)(scope, receive, send)

    def _fault(self, scope: Scope) -> Fault | None:
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            return NOT_THERE  # no name holds it, and databases trip over it
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self.settings.may_be_called(hosts[0].decode("latin-1")):
            return WRONG_NAME
        if self.settings.mode == "coach" or is_loopback((scope.get("client") or [""])[0]):
            return None
        return NOT_FROM_HERE


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("192.168.1.7"), is_loopback("")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback
