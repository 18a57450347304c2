"""A session moved over the API: what stands, what is refused, and what the calendar says."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import httpx
import pytest
from asking import ANSWERED, TESTED, client_of, error_of
from icalendar import Calendar

RUNS = {"runs": "Tue intervals 18:00, Sun long 9:00", "weeks": 3, "free": "every day 7-21"}


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def mine(api: httpx.Client) -> str:
    person = api.get("/api/v1/me").json()["person"]["id"]
    path = f"/api/v1/people/{person}"
    api.post(f"{path}/visits", json={**ANSWERED, "attempt": TESTED}).raise_for_status()
    api.post(f"{path}/programme", json=RUNS).raise_for_status()
    return path


def sessions(api: httpx.Client, mine: str) -> dict[str, str]:
    found = api.get(f"{mine}/programme").json()["sessions"]
    return {session["key"]: session["start"] for session in found}


def sequences(api: httpx.Client, mine: str) -> dict[str, int]:
    content = api.get(f"{mine}/programme.ics").content
    events = Calendar.from_ical(content).events
    return {str(e["UID"]).partition(".")[0]: int(e["SEQUENCE"]) for e in events}


def put(api: httpx.Client, mine: str, key: str, start: str) -> httpx.Response:
    return api.put(f"{mine}/programme/sessions/{key}", json={"start": start})


def test_one_session_moves_and_the_calendar_says_so(api: httpx.Client, mine: str) -> None:
    before, numbers = sessions(api, mine), sequences(api, mine)
    key = max(k for k in before if k.startswith("w2-strength"))
    to = f"{before[key][:11]}20:05:00"
    assert put(api, mine, key, to).status_code == 204
    after = sessions(api, mine)
    assert after == {**before, key: to}
    assert sequences(api, mine) == {**numbers, key: numbers[key] + 1}
    # planned again around the same runs, it stays
    api.post(f"{mine}/programme", json=RUNS).raise_for_status()
    assert sessions(api, mine) == after


def test_what_breaks_a_rule_is_refused_with_it(
    api: httpx.Client, mine: str, page_server: Any
) -> None:
    before = sessions(api, mine)
    first, second, *_ = sorted(k for k in before if k.startswith("w2-strength"))
    past = (page_server.clock.today - timedelta(days=1)).isoformat()
    for key, start, said in (
        (second, before[first], "another session lies"),
        (second, f"{past}T18:00:00", "which is past"),
        (second, "2099-01-01T18:00:00", "the last one of the plan"),
        (second, f"{before[second]}+01:00", "a local start without a zone"),
        ("w9-strength-1", before[first], "w9-strength-1"),
    ):
        answer = put(api, mine, key, start)
        assert answer.status_code == 422
        assert said in str(error_of(answer)), start
    assert sessions(api, mine) == before


def test_a_stopped_plan_moves_nothing(api: httpx.Client, mine: str, page_server: Any) -> None:
    before = sessions(api, mine)
    key = min(k for k in before if k.startswith("w2-strength"))
    today = page_server.clock.today.isoformat()
    first = min(before)
    api.post(f"{mine}/log", json={"session": first, "day": today, "pain": 8}).raise_for_status()
    answer = put(api, mine, key, before[key])
    assert answer.status_code == 422
    assert "a plan with exercises" in str(error_of(answer))


def test_the_way_stands_in_the_openapi(api: httpx.Client) -> None:
    paths = api.get("/api/v1/openapi.json").json()["paths"]
    told = paths["/api/v1/people/{person}/programme/sessions/{key}"]["put"]
    assert told["summary"] == "Move a session"
