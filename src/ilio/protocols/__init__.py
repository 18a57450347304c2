"""In: Recording, Side. Out: Measurement.

Never: files, clocks, verdicts; one protocol never knows another.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType

from ilio.core import Measured, Side, UnknownNameError
from ilio.knowledge import protocol_card, protocol_cards
from ilio.observations import AngleTrace, Recording
from ilio.protocols.measurement import Curve, Fault, Measurement


def _module(protocol: str) -> ModuleType:
    """The module of a card has its name."""
    return import_module(f"ilio.protocols.{protocol_card(protocol).key.replace('-', '_')}")


PROTOCOLS: Mapping[str, Callable[[Recording, Side], Measurement]] = {
    protocol: _module(protocol).measure for protocol in protocol_cards()
}
"""Every protocol by its name."""


def measure(protocol: str, recording: Recording, side: Side | str | None) -> Measurement:
    """Measure one attempt with the protocol of that name.

    Parameters
    ----------
    protocol
        Key of a card of ``knowledge/protocols``.
    recording
        From any source.
    side
        The tested side; None where both are tested at once.

    Raises
    ------
    UnknownNameError, InputError
        If there is no such protocol or side.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> measure("thomas", Recording(Source("answers", "typed", "eye")), "left").quantities
    {}
    """
    if protocol not in PROTOCOLS:
        raise UnknownNameError("protocol", protocol, PROTOCOLS)
    return PROTOCOLS[protocol](recording, protocol_card(protocol).side_of(side))


def takes_pelvis_log(protocol: str) -> bool:
    """Whether a test reads a second log, of a phone on the pelvis.

    Examples
    --------
    >>> takes_pelvis_log("thomas"), takes_pelvis_log("running")
    (True, False)
    """
    return hasattr(_module(protocol), "tilt_of_log")


def tilt_of_log(protocol: str, log: AngleTrace) -> Measured | None:
    """The pelvic tilt that a second phone log tells in a test; None where it tells none.

    Parameters
    ----------
    protocol
        One that `takes_pelvis_log`.
    log
        Tilt of the phone on the pelvis.

    Examples
    --------
    >>> tilt_of_log("thomas", AngleTrace.of([0, 1], [0, 0])) is None
    True
    """
    tilt: Measured | None = _module(protocol).tilt_of_log(log)
    return tilt


__all__ = [
    "PROTOCOLS",
    "Curve",
    "Fault",
    "Measurement",
    "measure",
    "takes_pelvis_log",
    "tilt_of_log",
]
