"""Recordings and calendars of the API that are large: looked into by a process, never by the server."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import client_of, error_of, fill

from ilio.apps.web.security.bodies import SMALL
from ilio.records.store import OWNER


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


def log_of(length_s: int, words: int) -> str:
    """A log whose rows hold as many numbers that nobody needs."""
    more = ",".join(f"magnetic_{n}" for n in range(words))
    rest = ",1.23456789" * words
    rows = "".join(f"{at / 100:.2f},0.1,9.8,0.2{rest}\n" for at in range(length_s * 100))
    return f"time_s,gravity_x,gravity_y,gravity_z,{more}\n{rows}"


def test_a_log_of_thirty_megabytes_is_kept(api: httpx.Client, person: str) -> None:
    body = log_of(500, 50)
    assert 25_000_000 < len(body) < 40_000_000
    address = f"/api/v1/people/{person}/recordings?kind=phone"
    made = api.post(address, content=body, timeout=120).raise_for_status().json()["id"]
    assert len(api.get(f"/api/v1/recordings/{made}").content) == len(body)


def test_a_large_log_that_is_too_long_or_none_is_refused_in_words(
    api: httpx.Client, person: str
) -> None:
    address = f"/api/v1/people/{person}/recordings?kind=phone"
    for body, expected in (
        (log_of(700, 5), "10 minutes"),
        ("time_s,x\n" + " \n" * 300_000 + "# " * SMALL, "2 columns"),
    ):
        answer = api.post(address, content=body, timeout=60)
        assert answer.status_code == 422
        assert expected in error_of(answer)["expected"]


def test_a_calendar_of_thirty_megabytes_is_planned_around_and_cut_down(
    api: httpx.Client, person: str, page_server: Any
) -> None:
    words = "DESCRIPTION:" + "Please bring the minutes. " * 4000
    old = f"BEGIN:VEVENT\nUID:{{}}\nDTSTART:20050105T100000\nDURATION:PT1H\n{words}\nEND:VEVENT\n"
    run = "BEGIN:VEVENT\nUID:r\nSUMMARY:Tempo run\nDTSTART:20050105T180000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    events = "".join(old.replace("{}", str(n)) for n in range(300))
    calendar = f"BEGIN:VCALENDAR\n{events}{run}END:VCALENDAR\n"
    assert len(calendar) > 25_000_000
    fill(api, person)
    address = f"/api/v1/people/{person}/programme"
    api.post(address, json={"calendar": calendar}, timeout=120).raise_for_status()
    kept = page_server.store.programme(OWNER, person).given["calendar"]
    assert "Tempo run" in kept and len(kept) < 1000
    broken = calendar.replace("END:VCALENDAR", "")
    told = error_of(api.post(address, json={"calendar": broken}, timeout=60))
    assert "cut off after the event" in told["came"]
