"""The only place of the program that looks at the clock, the zone, and waits."""

import os
import time
from datetime import date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ilio.core import InputError

LINK = Path("/etc/localtime")


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; without one that of this machine.

    Raises
    ------
    InputError
        If there is no such zone.

    Examples
    --------
    >>> zone_of("Europe/Berlin").key
    'Europe/Berlin'
    """
    wanted = name or _local_name()
    try:
        return ZoneInfo(wanted)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        todo = "Write a name such as Europe/Berlin or America/New_York."
        raise InputError("a time zone", f"'{wanted}'", todo) from None


def _local_name() -> str:
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return named
    parts = LINK.resolve().parts
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def now(zone: tzinfo) -> datetime:
    """What time it is there.

    Examples
    --------
    >>> now(zone_of("UTC")).tzinfo.key
    'UTC'
    """
    return datetime.now(zone)


def today() -> date:
    """Which day it is here.

    Examples
    --------
    >>> isinstance(today(), date)
    True
    """
    return now(zone_of(None)).date()


class Stopwatch:
    """Time that goes on by itself, for the session player.

    Examples
    --------
    >>> Stopwatch().seconds() >= 0
    True
    """

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def seconds(self) -> float:
        """Seconds since it was made.

        Examples
        --------
        >>> watch = Stopwatch()
        >>> watch.seconds() <= watch.seconds()
        True
        """
        return time.monotonic() - self._begun
