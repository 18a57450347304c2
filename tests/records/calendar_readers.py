"""Programs that read calendars, to hold ours against: ical.js, node-ical, libical, ics.py."""

import ctypes
import ctypes.util
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "ical"
Times = dict[str, tuple[int, int]]
"""UID to start and end, in seconds since 1970."""


def javascript(file: Path) -> dict[str, Times]:
    """What ical.js and node-ical read."""
    node = Path(sys.executable).with_name("node")
    program = str(node) if node.is_file() else shutil.which("node")
    if program is None or not (FOLDER / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js and node-ical are not installed")
    done = subprocess.run(
        [program, "starts.mjs", str(file)], cwd=FOLDER, capture_output=True, text=True, check=True
    )
    read = json.loads(done.stdout)
    return {
        name: {uid: tuple(times) for uid, times in found.items()} for name, found in read.items()
    }


def ics_py(file: Path) -> Times:
    """What ics.py reads."""
    if find_spec("ics") is None:
        pytest.skip("ics.py is not installed")
    from ics import Calendar

    text = file.read_bytes().decode()
    return {e.uid: (e.begin.int_timestamp, e.end.int_timestamp) for e in Calendar(text).events}


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


VEVENT = 4


def libical(file: Path) -> Times:
    """What libical reads."""
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical is not installed")
    library = ctypes.CDLL(name)
    for function, result in (
        ("icalparser_parse_string", ctypes.c_void_p),
        ("icalcomponent_get_first_component", ctypes.c_void_p),
        ("icalcomponent_get_next_component", ctypes.c_void_p),
        ("icalcomponent_get_uid", ctypes.c_char_p),
        ("icalcomponent_get_dtstart", _Time),
        ("icalcomponent_get_dtend", _Time),
        ("icaltime_as_timet_with_zone", ctypes.c_long),
    ):
        getattr(library, function).restype = result

    def seconds(time: _Time) -> int:
        return int(library.icaltime_as_timet_with_zone(time, ctypes.c_void_p(time.zone)))

    calendar = ctypes.c_void_p(library.icalparser_parse_string(file.read_bytes()))
    found: Times = {}
    at = library.icalcomponent_get_first_component(calendar, VEVENT)
    while at:
        event = ctypes.c_void_p(at)
        times = (library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event))
        found[library.icalcomponent_get_uid(event).decode()] = (
            seconds(times[0]),
            seconds(times[1]),
        )
        at = library.icalcomponent_get_next_component(calendar, VEVENT)
    library.icalcomponent_free(calendar)
    return found
