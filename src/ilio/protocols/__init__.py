"""In: Recording, Side. Out: Measurement.

Never: files, clocks, verdicts; one protocol never knows another.
"""

from collections.abc import Callable, Mapping

from ilio.core import Side, UnknownNameError
from ilio.observations import Recording
from ilio.protocols import knee_raise, running, thomas
from ilio.protocols.measurement import Curve, Fault, Measurement

PROTOCOLS: Mapping[str, Callable[[Recording, Side], Measurement]] = {
    "knee-raise": knee_raise.measure,
    "thomas": thomas.measure,
    "running": running.measure,
}
"""Every protocol by its name."""


def measure(protocol: str, recording: Recording, side: Side | str) -> Measurement:
    """Measure one attempt with the protocol of that name.

    Parameters
    ----------
    protocol
        ``"knee-raise"``, ``"thomas"`` or ``"running"``.
    recording
        From any source.
    side
        The tested side.

    Raises
    ------
    UnknownNameError
        If there is no such protocol or side.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> measure("thomas", Recording(Source("answers", "typed", "eye")), "left").quantities
    {}
    """
    if protocol not in PROTOCOLS:
        raise UnknownNameError("protocol", protocol, PROTOCOLS)
    return PROTOCOLS[protocol](recording, Side.parse(side))


__all__ = ["PROTOCOLS", "Curve", "Fault", "Measurement", "measure"]
