"""Under which addresses a phone on the same network can reach this machine."""

import ipaddress
import socket

RANGES = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
"""What networks at home, phones' hotspots and this machine itself use; nothing of the internet."""

NEIGHBOURS = (
    "192.168.0.1",
    "192.168.1.1",
    "192.168.178.1",
    "192.168.255.254",
    "10.0.0.1",
    "10.255.255.254",
    "172.20.10.1",
    "172.31.255.254",
    "fd00::1",
)
"""Usual gateways. Nothing is sent there: the system is only asked from where it would."""


def lan_addresses() -> tuple[str, ...]:
    """Private addresses of this machine, the likeliest first; empty without a network.

    Examples
    --------
    >>> all(is_private(address) for address in lan_addresses())
    True
    """
    found = [_towards(neighbour) for neighbour in NEIGHBOURS] + _by_name()
    kept = [a for a in found if a and is_private(a) and not _is_of_one_machine(a)]
    return tuple(dict.fromkeys(kept))


def is_private(address: str) -> bool:
    """Whether an address belongs to a network at home.

    Examples
    --------
    >>> is_private("192.168.1.7"), is_private("8.8.8.8"), is_private("fd00::2")
    (True, False, True)
    """
    one = ipaddress.ip_address(address)
    return any(one in ipaddress.ip_network(known) for known in RANGES)


def in_url(address: str) -> str:
    """An address as it stands in a link.

    Examples
    --------
    >>> in_url("fd00::2"), in_url("10.0.0.7")
    ('[fd00::2]', '10.0.0.7')
    """
    return f"[{address}]" if ":" in address else address


def family_of(address: str) -> socket.AddressFamily:
    """The kind of socket that an address needs.

    Examples
    --------
    >>> family_of("10.0.0.7").name
    'AF_INET'
    """
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _is_of_one_machine(address: str) -> bool:
    """Loopback, or an address that needs the name of an interface beside it."""
    one = ipaddress.ip_address(address)
    return one.is_loopback or (one.version == 6 and one.is_link_local)


def _by_name() -> list[str]:
    """Addresses under which this machine knows itself, without the name of the interface."""
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except OSError:  # a machine that does not know its own name
        return []
    return [str(entry[4][0]).partition("%")[0] for entry in known]


def _towards(neighbour: str) -> str | None:
    """The own address from which this machine would speak to that one, None without a way there."""
    with socket.socket(family_of(neighbour), socket.SOCK_DGRAM) as asked:
        try:
            asked.connect((neighbour, 9))
        except OSError:  # no such network here
            return None
        return str(asked.getsockname()[0])
