"""A program that asks a server, as docs/api.md tells it: keeps the cookie, brings the token."""

import json
import math
from dataclasses import dataclass
from typing import Any

import httpx

PASSWORD = "a sentence only I know"

ANSWERED: dict[str, Any] = {"red_flags": [], "do_not_test": [], "person": {"age_years": 34}}
"""Every safety question answered, nothing in the way."""

SNUG_AND_HOVERS = {
    "protocol": "thomas",
    "side": "left",
    "hand_check": "snug",
    "thigh_contact": "hovers",
}
WEAK = {
    **{"protocol": "knee-raise", "side": "left", "seen_by": "friend", "pain": False},
    **{"thigh_seen": "clearly above", "ended": "could not hold", "held_s": 12, "support": "none"},
    **{"back_at_5s": "as at the start", "back_at_end": "as at the start", "trunk_forward": "no"},
}
TESTED = [WEAK, WEAK, SNUG_AND_HOVERS, SNUG_AND_HOVERS]
"""Both tests of the left hip, twice: it is weak, its length is fine."""


LET_IN: dict[str, str] = {}
"""The cookie of each server of `ilio serve` that was opened here, by its address."""


def open_served(told: str) -> str:
    """Trade the key that `ilio serve --json` told for a cookie, as the browser does."""
    values = json.loads(told)
    got = httpx.get(values["open"], timeout=60)
    assert got.status_code == 303, got.text
    LET_IN[values["url"]] = got.cookies["ilio_session"]
    return str(values["url"])


def client_of(url: str, **options: Any) -> httpx.Client:
    """A client with its own cookie and token, not logged in."""
    if url in LET_IN:
        options["cookies"] = {"ilio_session": LET_IN[url]}
    client = httpx.Client(base_url=url, timeout=30, **options)
    client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf"]
    return client


def logged_in(url: str, name: str) -> httpx.Client:
    """A client that logged in by the cookie, as the page does."""
    client = client_of(url)
    client.post("/api/v1/login", json={"name": name, "password": PASSWORD}).raise_for_status()
    client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf"]
    return client


def points_of_a_raise(
    length_s: float = 60.0, rate_hz: float = 15.0, raised_deg: float = 100.0
) -> dict[str, Any]:
    """Points of a person from the side who raises the right knee after 5 s, to ten s before the end."""
    count = round(length_s * rate_hz)
    frames = [
        {
            "time_s": round(i / rate_hz, 4),
            "points": _points(_raise(i / rate_hz, length_s, raised_deg)),
        }
        for i in range(count)
    ]
    return {"schema": "ilio/points/1", "width": 640, "height": 480, "frames": frames}


def _raise(at_s: float, length_s: float, raised_deg: float) -> float:
    up = min(raised_deg, max(0.0, (at_s - 5) * 60))
    return min(up, max(0.0, (length_s - 8 - at_s) * 60))


def _points(thigh_deg: float) -> list[list[float]]:
    points = [[320.0, 100.0, 0.0, 0.9] for _ in range(33)]

    def put(at: int, x: float, y: float) -> None:
        points[at] = [round(x, 2), round(y, 2), 0.0, 0.95]

    for at, x, y in ((0, 335, 60), (7, 322, 62), (8, 322, 62), (11, 320, 110), (12, 320, 110)):
        put(at, x, y)
    for hip, angle in ((23, 0.0), (24, thigh_deg)):
        knee_x = 320 + 90 * math.sin(math.radians(angle))
        knee_y = 240 + 90 * math.cos(math.radians(angle))
        put(hip, 320, 240)
        put(hip + 2, knee_x, knee_y)
        put(hip + 4, knee_x, knee_y + 90)
        put(hip + 6, knee_x - 8, knee_y + 97)
        put(hip + 8, knee_x + 20, knee_y + 98)
    return points


def phone_log(length_s: float = 20.0, rate_hz: float = 50.0) -> str:
    """A log of gravity of a phone on the thigh: 4 s standing, then up by 95 deg, and held."""
    rows = ["time_s,gravity_x,gravity_y,gravity_z"]
    for i in range(round(length_s * rate_hz)):
        angle = math.radians(min(95.0, max(0.0, (i / rate_hz - 4) * 60)))
        rows.append(f"{i / rate_hz:.3f},0,{math.cos(angle):.5f},{math.sin(angle):.5f}")
    return "\n".join(rows) + "\n"


@dataclass(frozen=True)
class Kept:
    """Ids of what one person has in a store."""

    person: str
    recording: str
    visit: str


def fill(client: httpx.Client, person: str) -> Kept:
    """Give a person one of everything: a recording, a draft, a visit, a plan, a log entry."""
    log = client.post(f"/api/v1/people/{person}/recordings?kind=phone", content=phone_log())
    recording = log.raise_for_status().json()["id"]
    attempt = {"protocol": "knee-raise", "side": "right", "recording": recording}
    given = {**ANSWERED, "attempt": [attempt, SNUG_AND_HOVERS, SNUG_AND_HOVERS]}
    client.put(f"/api/v1/people/{person}/draft", json=given).raise_for_status()
    made = client.post(f"/api/v1/people/{person}/visits", json=given).raise_for_status()
    plan = client.post(f"/api/v1/people/{person}/programme", json={"runs": "Sun long"})
    plan.raise_for_status()
    sessions = client.get(f"/api/v1/people/{person}/programme").json()["sessions"]
    entry = {"session": sessions[0]["key"], "reps": 12}
    client.post(f"/api/v1/people/{person}/log", json=entry).raise_for_status()
    return Kept(person, recording, made.json()["id"])


def error_of(response: httpx.Response) -> dict[str, str]:
    """The three parts of an error, which every error has."""
    error = json.loads(response.text)["error"]
    assert set(error) == {"expected", "came", "todo"}
    assert all(isinstance(part, str) and part for part in error.values())
    return dict(error)
