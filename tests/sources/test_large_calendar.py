"""Calendars of any size and encoding: read line by line, in little memory."""

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from ilio.core import ReadError
from ilio.sources.calendar_text import reduced, whole_calendars
from ilio.sources.run_calendar import read_calendar, read_calendar_text
from ilio.sources.text_lines import lines_of

BERLIN, START = ZoneInfo("Europe/Berlin"), date(2026, 11, 23)
TUESDAYS = ("DTSTART;TZID=Europe/Berlin:20261103T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")


def event(*lines: str, title: str, uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> str:
    return "".join(
        ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:me\r\n", *events, "END:VCALENDAR\r\n"]
    )


LONG = "DESCRIPTION:" + "Please bring the minutes ☕ \r\n " * 300
"""What a calendar is mostly made of."""


def large_calendar(file: Path, size: int) -> Path:
    many = event("DTSTART:20200101T100000Z", "DURATION:PT1H", LONG, title="Meeting", uid="m{}")
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:me\r\n")
        for number in range(size // len(many.encode())):
            out.write(many.replace("m{}", f"m{number}"))
        out.write(event("DTSTART:20261124T170000Z", "DURATION:PT1H", title="Tempo run", uid="r"))
        out.write("END:VCALENDAR\r\n")
    return file


def test_a_calendar_as_large_as_may_be_is_read_in_little_memory(tmp_path: Path) -> None:
    """It took 1,500 MB: fifteen times its text."""
    file = large_calendar(tmp_path / "me.ics", 95_000_000)
    code = (
        "import sys; from datetime import UTC, date; from pathlib import Path\n"
        "from ilio.sources.run_calendar import read_calendar\n"
        "runs = read_calendar(sys.argv[1], date(2026, 11, 23), 2, UTC).runs\n"
        "print([run.title for run in runs])\n"
        "peak = Path('/proc/self/status')\n"
        "print(peak.read_text().split('VmHWM:')[1].split()[0] if peak.exists() else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True)
    runs, peak_kb = done.stdout.splitlines()
    assert runs == "['Tempo run']"
    assert int(peak_kb) < 300_000


def test_a_calendar_is_read_alike_from_its_file_and_from_its_reduced_text(tmp_path: Path) -> None:
    file = large_calendar(tmp_path / "me.ics", 100_000)
    short = reduced(whole_calendars(lines_of(file), "me.ics"), START)
    assert len(short) < 1000
    whole = read_calendar(file, START, 4, BERLIN)
    assert read_calendar_text(short, "me.ics", START, 4, BERLIN) == whole


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_a_calendar_in_any_encoding(tmp_path: Path, coding: str) -> None:
    text = calendar(event(*TUESDAYS, title="Läufe: Dauerlauf"))
    (tmp_path / "me.ics").write_bytes(text.encode(coding))
    (tmp_path / "me.ics.gz").write_bytes(gzip.compress(text.encode(coding)))
    for name in ("me.ics", "me.ics.gz"):
        found = read_calendar(tmp_path / name, START, 4, BERLIN)
        assert {run.title for run in found.runs} == {"Läufe: Dauerlauf"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"BEGIN:VCALENDAR\0\1\2", "a text file, got binary content"),
        (b"Dear Ada", "a calendar file .* got other text"),
        (b" \n \n", "a calendar file .* got other text"),
        (gzip.compress(b"BEGIN:VCALENDAR\n" * 99)[:-9], "a whole gzip file, got a damaged"),
        (gzip.compress(b"0" * 101_000_000), "at most 100 MB once it is unpacked"),
    ],
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / ("me.ics.gz" if content[:1] == b"\x1f" else "me.ics")
    file.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        read_calendar(file, START, 4, BERLIN)


def test_ten_thousand_events_that_come_back_are_quick(tmp_path: Path) -> None:
    days = ("MO", "TU", "WE", "TH", "FR")
    many = [
        event(
            f"DTSTART;TZID=Europe/Berlin:20{15 + n % 10}{1 + n % 12:02d}{1 + n % 28:02d}T{n % 24:02d}0000",
            "DURATION:PT1H",
            f"RRULE:FREQ=WEEKLY;BYDAY={days[n % 5]}",
            title=f"Meeting {n % 50}",
            uid=f"{n}",
        )
        for n in range(10_000)
    ]
    (tmp_path / "me.ics").write_text(calendar(*many))
    begun = process_time()
    found = read_calendar(tmp_path / "me.ics", START, 3, BERLIN)
    assert process_time() - begun < 10
    assert sum(title.count for title in found.titles) == 30_000
