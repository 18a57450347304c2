"""Mutated calendars, recordings, logs, visits, studies and typed weeks: each is read, or refused.

Run it alone for as long as wanted, on files of its own or on those of a folder:

    python tests/sources/training_fuzz.py --seconds 600 --kind fit [--data FOLDER]
"""

import random
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fuzzing import Files, main
from watch_files import crc, fit_file, fit_records, gpx_file, tcx_file

from ilio.sources.log_file import read_log_file
from ilio.sources.past_runs import read_past_runs
from ilio.sources.run_calendar import read_calendar
from ilio.sources.run_words import read_week
from ilio.sources.study_manifest import read_study
from ilio.sources.visit_file import read_visit

START, ZONE = date(2026, 11, 30), ZoneInfo("Europe/Berlin")
RAN_AT = datetime(2026, 11, 24, 17, tzinfo=UTC)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Easy run
DTSTART;TZID=Europe/Berlin:20260901T180000
DTEND;TZID=Europe/Berlin:20260901T190000
RRULE:FREQ=WEEKLY;UNTIL=20271231T225959Z;BYDAY=TU,TH;INTERVAL=1
EXDATE;VALUE=DATE:20261208
RDATE:20261206T070000Z,20261213T070000Z
END:VEVENT
BEGIN:VEVENT
UID:1
SUMMARY:Easy run
RECURRENCE-ID;RANGE=THISANDFUTURE:20261210T170000Z
DTSTART;TZID=Europe/Berlin:20261210T070000
DURATION:PT45M
SEQUENCE:2
END:VEVENT
BEGIN:VEVENT
SUMMARY:Holiday
DTSTART;VALUE=DATE:20261224
RRULE:FREQ=YEARLY;COUNT=-1
END:VEVENT
END:VCALENDAR
"""
LOG = """session,day,done,exercise,reps,hold_s,effort,pain,note
w1-strength-1,2026-11-24,yes,,15,,7,1,good
w1-strength-2,2026-11-26,no,,,,,5,
"""
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WEEK = "I run 10k on Tuesday evening, Thu easy 45 min at 7:00, Sun long 1h30 and Sat rest"


def corpus(folder: Path) -> Files:
    """Files of our own, with their names, by kind."""
    more = fit_records(RAN_AT, 60)
    return {
        "ics": [("a.ics", CALENDAR.replace("\n", "\r\n").encode())],
        "fit": [("a.fit", fit_file(RAN_AT, 40, 8, more=more)), ("b.fit", fit_file(RAN_AT, 50, 9))],
        "gpx": [("a.gpx", gpx_file(RAN_AT, 20, 4).encode())],
        "tcx": [("a.tcx", tcx_file(RAN_AT, 40, 8).encode())],
        "log": [("a.csv", LOG.encode()), ("b.csv", LOG.replace(",", ";").encode())],
        "visit": [(file.name, file.read_bytes()) for file in EXAMPLES.glob("*.toml")],
        "study": [("study.csv", (EXAMPLES / "study.csv").read_bytes())],
        "words": [("week.txt", WEEK.encode())],
    }


def summed(data: bytes) -> bytes:
    """With a right check sum and length, so that the mutant is looked into at all."""
    if len(data) < 16:
        return data
    body = data[:4] + max(len(data) - data[0] - 2, 0).to_bytes(8, "little")[:4] + data[8:-2]
    return body + crc(body).to_bytes(2, "little")


def opened(kind: str, path: Path) -> None:
    """Read a file by the door of its kind."""
    if kind == "ics":
        read_calendar(path, START, 3, ZONE)
    elif kind == "log":
        read_log_file(path)
    elif kind == "visit":
        read_visit(path)
    elif kind == "study":
        read_study(path)
    elif kind == "words":
        read_week(path.read_text(errors="replace"))
    else:
        read_past_runs([path], ZONE, START)


def twisted(kind: str, data: bytes, rng: random.Random) -> bytes:
    """Half of the FIT mutants get a right check sum."""
    return summed(data) if kind == "fit" and rng.random() < 0.5 else data


if __name__ == "__main__":
    sys.exit(main(corpus, opened, twisted))
