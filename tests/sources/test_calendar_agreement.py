"""Our reading of calendars against ical.js, over the calendars that the package icalendar ships."""

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from ilio.core import ReadError
from ilio.sources.calendar_event import event_of
from ilio.sources.calendar_text import calendars_of
from ilio.sources.calendar_zones import Zones
from ilio.sources.opening import read_text
from ilio.sources.recurrence import occurrences

SCRIPTS = Path(__file__).resolve().parents[1] / "ical"
CALENDARS = Path(icalendar.__file__).parent / "tests" / "calendars"

EXPLAINED = {
    "issue_1081_tzid_param.ics": "a zone that the file does not define: ical.js reads its name as UTC",
    "issue_156_RDATE_with_PERIOD_TZID_khal.ics": "as above",
    "issue_313_globally_unique_tzid.ics": "as above",
    "issue_466_convert_tzid_with_slash.ics": "as above",
    "issue_526_calendar_with_different_events.ics": "a zone that nobody knows: left out here",
    "issue_526_calendar_with_event_subset.ics": "as above",
    "issue_526_calendar_with_events.ics": "as above",
    "issue_526_calendar_with_shuffeled_events.ics": "as above",
    "issue_722_missing_VTIMEZONE_custom.ics": "as above",
}
"""Where the two differ, and why; docs/validation.md counts them."""


def window_of(text: str) -> tuple[date, date] | None:
    years = [int(y) for y in re.findall(r"DTSTART[^:]*:(\d{4})", text) if 1971 < int(y) < 2100]
    return (date(min(years), 1, 1), date(min(years) + 3, 1, 1)) if years else None


def ours(text: str, first: date, last: date) -> list[str]:
    found = []
    for calendar in calendars_of(text.split("\n")):
        zones = Zones(calendar.zones)
        events = [event_of(lines, zones, UTC) for lines in calendar.events]
        for one in occurrences(events, first, last, UTC):
            start = one.start
            if isinstance(start, datetime):
                moment = start.astimezone(UTC)
                if first <= moment.date() < last:
                    found.append(f"{moment:%Y-%m-%dT%H:%M}")
            elif first <= start < last:
                found.append(start.isoformat())
    return sorted(found)


def test_all_differences_from_ical_js_are_known() -> None:
    node = Path(sys.executable).with_name("node")
    program = str(node) if node.is_file() else shutil.which("node")
    if program is None or not (SCRIPTS / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js and node-ical are not installed")
    wanted = []
    for file in sorted(CALENDARS.glob("*.ics")):
        try:
            text = read_text(file)
        except ReadError:
            continue
        if window := window_of(text):
            wanted.append((file, text, *window))
    asked = json.dumps([[str(file), str(first), str(last)] for file, _, first, last in wanted])
    command = [program, "expand.mjs"]
    done = subprocess.run(
        command,
        cwd=SCRIPTS,
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        env={"TZ": "UTC"},
    )
    theirs = json.loads(done.stdout)
    read = {
        file.name: ours(text, first, last) == sorted(found)
        for (file, text, first, last), found in zip(wanted, theirs, strict=True)
        if found is not None
    }
    assert {name for name, same in read.items() if not same} == set(EXPLAINED)
    assert sum(read.values()) == 46
