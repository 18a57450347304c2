"""One link: where phones find this machine, who has joined, and what passes between."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.web.faults import Fault, Refusal
from ilio.apps.web.link.addresses import in_url
from ilio.apps.web.link.events import NowS
from ilio.apps.web.link.pairing import Pairing
from ilio.apps.web.link.relay import Relay

if TYPE_CHECKING:
    from starlette.applications import Starlette

NO_LINK = Fault(
    409,
    "a server that lets a phone in",
    "one for this computer only",
    "Stop it and start it with: ilio serve --lan",
)


@dataclass
class Link:
    """One link between this machine and a phone.

    Parameters
    ----------
    addresses
        Of this machine on the local network, the likeliest first.
    port
        Where the phone's page is.
    authority
        Certificate that a phone may be told to trust.
    now_s
        A clock that only rises [s].

    Examples
    --------
    >>> link = Link(("192.168.1.7", "fd00::2"), 8443, Path("authority.pem"))
    >>> link.url("key"), link.host_names
    ('https://192.168.1.7:8443/link#key', ('192.168.1.7', '[fd00::2]'))
    """

    addresses: tuple[str, ...]
    port: int
    authority: Path
    now_s: NowS = time.monotonic
    pairing: Pairing = field(default_factory=Pairing)
    relay: Relay = field(default_factory=Relay)

    def url(self, key: str, address: str | None = None) -> str:
        """What the phone opens. The key stands behind the #, which no browser sends or logs.

        Examples
        --------
        >>> Link(("10.0.0.7",), 8443, Path("a.pem")).url("key", "10.0.0.8")
        'https://10.0.0.8:8443/link#key'
        """
        return f"https://{in_url(address or self.addresses[0])}:{self.port}/link#{key}"

    @property
    def host_names(self) -> tuple[str, ...]:
        """Names under which the phone's page may be asked for.

        Examples
        --------
        >>> Link(("10.0.0.7",), 8443, Path("a.pem")).host_names
        ('10.0.0.7',)
        """
        return tuple(in_url(address) for address in self.addresses)


def attach(app: "Starlette", link: Link) -> None:
    """Give an application its link.

    Examples
    --------
    >>> from fastapi import FastAPI
    >>> app = FastAPI()
    >>> attach(app, Link(("10.0.0.7",), 8443, Path("a.pem")))
    >>> app.state.link.port
    8443
    """
    app.state.link = link


def has_link(request: Request) -> bool:
    """Whether this server lets a phone in.

    Examples
    --------
    >>> from fastapi import FastAPI
    >>> has_link(Request({"type": "http", "app": FastAPI()}))
    False
    """
    return hasattr(request.app.state, "link")


def link_of(request: Request) -> Link:
    """The link of this server.

    Raises
    ------
    Refusal
        If it was started without one.

    Examples
    --------
    >>> from fastapi import FastAPI
    >>> link_of(Request({"type": "http", "app": FastAPI()}))
    Traceback (most recent call last):
    ...
    ilio.apps.web.faults.Refusal: Expected a server that lets a phone in, got one for this \
computer only. Stop it and start it with: ilio serve --lan
    """
    if not has_link(request):
        raise Refusal(NO_LINK)
    link: Link = request.app.state.link
    return link
