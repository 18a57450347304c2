"""How much of a film is read: the two ends, and what is usual in between."""

import math
from dataclasses import dataclass

from ilio.core import UnknownNameError


@dataclass(frozen=True, slots=True)
class Effort:
    """What to look at, and how closely.

    Parameters
    ----------
    name
        ``fast``, ``default`` or ``exact``.
    rate_hz
        Pictures looked at in each second, whatever happens [Hz].
    moving_hz, running_hz
        The same while a leg moves, and while the legs run [Hz].
    check_s
        The strong network checks the fast one at least this often [s].
    mirror_s
        A check also reads the mirrored picture, as a second opinion, at least this often while
        both networks agree, and once after each movement in any case [s].
    hurries
        Whether the decoder leaves the edges of its blocks unsmoothed, a fifth of its time; thighs
        then read 0.2 to 1.8 deg apart (median of 1080p films of 2 to 16 Mb/s), a walker's 2.4.

    Examples
    --------
    >>> EFFORTS["fast"].moving_hz == EFFORTS["fast"].rate_hz
    True
    """

    name: str
    rate_hz: float
    moving_hz: float
    running_hz: float
    check_s: float
    mirror_s: float
    hurries: bool = False

    @property
    def apart_s(self) -> float:
        """The shortest time between two pictures that may be looked at [s].

        Examples
        --------
        >>> EFFORTS["default"].apart_s == 1 / 60
        True
        """
        return 1 / max(self.rate_hz, self.running_hz)


EFFORTS = {
    effort.name: effort
    for effort in (
        Effort("fast", 5.0, 5.0, 30.0, 2.8, math.inf, hurries=True),
        Effort("default", 5.0, 10.0, 60.0, 1.4, 8.4),
        Effort("exact", 60.0, 60.0, 60.0, 1.0, 0.0),
    )
}
"""5 Hz show a hold, 10 Hz a raise; a running leg needs every picture (at 12.5 Hz its peak already
reads 1.5 deg wrong). More than 60 Hz, as slow motion has, adds nothing."""

DEFAULT = EFFORTS["default"]


def effort_named(name: str) -> Effort:
    """The effort of a name.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest name is offered.

    Examples
    --------
    >>> effort_named("exact").moving_hz
    60.0
    """
    if name not in EFFORTS:
        raise UnknownNameError("effort", name, EFFORTS)
    return EFFORTS[name]
