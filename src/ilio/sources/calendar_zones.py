"""Time zones by the names that calendars give them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

UTC_NAMES = ("Z", "UTC", "GMT", "ETC/UTC", "ETC/GMT", "COORDINATED UNIVERSAL TIME")


class Zones:
    """The zones of one calendar: those of the world by name, then those that the file defines.

    A name of the world's list counts before the file's own definition, which is often cut down
    to one year.

    Parameters
    ----------
    defined
        Name to the lines of its ``VTIMEZONE``.

    Examples
    --------
    >>> Zones({}).zone("W. Europe Standard Time").key
    'Europe/Berlin'
    """

    def __init__(self, defined: Mapping[str, Sequence[str]]) -> None:
        self._defined = defined
        self._known: dict[str, tzinfo | None] = {}

    def zone(self, name: str) -> tzinfo | None:
        """The zone of that name; None when nobody knows it.

        Examples
        --------
        >>> Zones({}).zone("/mozilla.org/20050126_1/Europe/Berlin").key
        'Europe/Berlin'
        >>> Zones({}).zone("Mars/Base")
        """
        if name not in self._known:
            self._known[name] = next(self._found(name), None)
        return self._known[name]

    def _found(self, name: str) -> Iterator[tzinfo]:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        if name.upper() in UTC_NAMES:
            yield ZoneInfo("UTC")
        lines = self._defined.get(name, ())
        location = (raw.partition(":")[2].strip() for raw in lines if raw[:5].upper() == "X-LIC")
        for known in (name, WINDOWS_TO_OLSON.get(name, ""), *location, *_tails(name)):
            zone = _of_the_world(known)
            if zone is not None:
                yield zone
        defined = _defined_by(lines) if lines else None
        if defined is not None:
            yield defined


def _tails(name: str) -> Iterator[str]:
    """The name without the strokes or the path that some programs put before it."""
    parts = name.strip("/").split("/")
    return ("/".join(parts[first:]) for first in range(max(len(parts) - 1, 1)))


def _of_the_world(name: str) -> ZoneInfo | None:
    # 'Europe' is a folder of the list, and no zone is called by a number or a path
    if not name or name.startswith(("/", ".")):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _defined_by(lines: Sequence[str]) -> tzinfo | None:
    from icalendar import Timezone

    text = "\r\n".join(lines) + "\r\n"
    try:
        component = Timezone.from_ical(text)
        if not isinstance(component, Timezone):
            return None
        zone = component.to_tz(lookup_tzid=False)
        datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError):
        return None
    return zone if isinstance(zone, tzinfo) else None
