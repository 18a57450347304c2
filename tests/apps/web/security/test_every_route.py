"""Every address of the page and the API, none left out: forgery, logins, whose is what, headers."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from asking import PASSWORD, Kept, client_of, error_of, fill, logged_in
from every_route import EVERY, NOBODY, OPEN_TO_ALL, address, ask
from serving import Clock, serving

from ilio.records.store import Actor


@dataclass
class Clinic:
    """A coached server: Ann and Bea have one person each, with one of everything."""

    url: str
    ann: httpx.Client
    bea: httpx.Client
    of_ann: Kept
    of_bea: Kept
    mo: httpx.Client = field(repr=False)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with serving(tmp_path_factory.mktemp("clinic"), Clock(), mode="coach") as served:
        yield from _filled(served)


def _filled(served: Any) -> Iterator[Clinic]:
    owner = served.store.add_account(None, "Olga", PASSWORD, "owner")
    for name in ("Ann", "Bea"):
        served.store.add_account(Actor(owner.id, "owner"), name, PASSWORD, "coach")
    with ExitStack() as opened:
        ann, bea = (opened.enter_context(closing(logged_in(served.url, n))) for n in ("Ann", "Bea"))
        kept = []
        for coach in (ann, bea):
            person = coach.post("/api/v1/people", json={"label": "P."}).json()["id"]
            kept.append(fill(coach, person))
        mo = opened.enter_context(closing(client_of(served.url)))
        token = ann.post("/api/v1/invitations", json={"person": kept[0].person}).json()["token"]
        login = {"name": "Mo", "password": PASSWORD}
        mo.post(f"/api/v1/invitations/{token}/accept", json=login).raise_for_status()
        mo.headers["x-csrf-token"] = mo.get("/api/v1/me").json()["csrf"]
        yield Clinic(served.url, ann, bea, kept[0], kept[1], mo)


def test_the_list_of_routes_is_not_empty() -> None:
    assert len(EVERY) > 60
    assert {str(route) for route in EVERY} >= OPEN_TO_ALL
    assert sum(route.changes for route in EVERY) > 20


def test_every_change_needs_the_token_of_this_page(page_server: Any) -> None:
    with closing(client_of(page_server.url)) as client:
        token = client.headers.pop("x-csrf-token")
        changing = [route for route in EVERY if route.changes]
        wrong: dict[str, Any] = {}
        for route in changing:
            where = address(route)
            tries = {
                "no token": ask(client, route, where),
                "a wrong token": ask(client, route, where, **{"x-csrf-token": "0" * 64}),
                "another site": ask(
                    client,
                    route,
                    where,
                    **{"x-csrf-token": token, "origin": "https://evil.example"},
                ),
                "a frame": ask(
                    client, route, where, **{"x-csrf-token": token, "sec-fetch-site": "cross-site"}
                ),
                "a sandbox": ask(client, route, where, **{"x-csrf-token": token, "origin": "null"}),
            }
            told = {name: got.status_code for name, got in tries.items() if got.status_code != 403}
            if told:
                wrong[str(route)] = told
        assert wrong == {}
    with closing(httpx.Client(base_url=page_server.url)) as stranger:  # a token, but no session
        stranger.headers["x-csrf-token"] = token
        got = {str(r): ask(stranger, r, address(r)).status_code for r in changing}
        assert set(got.values()) == {403}


def test_everything_but_a_few_needs_a_login(clinic: Clinic) -> None:
    wrong = {}
    with closing(client_of(clinic.url)) as stranger:
        for route in EVERY:
            if str(route) in OPEN_TO_ALL:
                continue
            got = ask(stranger, route, address(route, clinic.of_ann))
            sent_away = got.status_code == 303 and got.headers["location"] == "/login"
            if not (got.status_code == 401 if route.for_programs else sent_away):
                wrong[str(route)] = got.status_code
    assert wrong == {}


def test_what_is_somebody_elses_is_not_there(clinic: Clinic) -> None:
    """For another coach, for another coach's person, and for a person their coach's others."""
    named = [route for route in EVERY if route.names_something]
    assert len(named) > 25
    wrong = {}
    other = clinic.ann.post("/api/v1/people", json={"label": "Q."}).json()["id"]
    of_other = Kept(other, NOBODY, NOBODY)
    pairs = {
        "Bea": (clinic.bea, clinic.of_ann),
        "Mo, Bea's": (clinic.mo, clinic.of_bea),
        "Mo, Ann's others": (clinic.mo, of_other),
    }
    for who, (client, kept) in pairs.items():
        for route in named:
            got = ask(client, route, address(route, kept))
            if got.status_code != 404:
                wrong[f"{who}: {route}"] = got.status_code
    assert wrong == {}
    for coach, kept in ((clinic.ann, clinic.of_ann), (clinic.bea, clinic.of_bea)):
        assert coach.get(f"/api/v1/visits/{kept.visit}").status_code == 200
        assert coach.get(f"/api/v1/recordings/{kept.recording}").status_code == 200
        assert coach.get(f"/api/v1/people/{kept.person}").json()["label"] == "P."


def test_what_is_somebody_elses_and_what_is_missing_look_the_same(clinic: Clinic) -> None:
    for route in EVERY:
        if route.names_something and route.for_programs and not route.changes:
            theirs = ask(clinic.bea, route, address(route, clinic.of_ann))
            missing = ask(clinic.bea, route, address(route))
            same = theirs.text.replace(clinic.of_ann.person, NOBODY)
            same = same.replace(clinic.of_ann.visit, NOBODY)
            assert same.replace(clinic.of_ann.recording, NOBODY) == missing.text


def test_the_page_of_somebody_else_is_not_there(clinic: Clinic) -> None:
    """A page shows the person of ?person=, where that is one's own."""
    wrong = {}
    shared = OPEN_TO_ALL | OF_NOBODY
    personal = [r for r in EVERY if not r.for_programs and "_id" not in r.path]
    for route in (r for r in personal if str(r) not in shared and not r.names_something):
        where = address(route, clinic.of_bea)
        got = ask(clinic.bea, route, f"{where}?person={clinic.of_ann.person}")
        if got.status_code != 404:
            wrong[str(route)] = got.status_code
    assert wrong == {}


OF_NOBODY = {"GET /people", "POST /people", "GET /phone", "POST /account/password"}
"""Pages that are about whoever asks, whomever they name."""


def test_lists_hold_only_ones_own(clinic: Clinic) -> None:
    people = clinic.bea.get("/api/v1/people").json()["people"]
    assert clinic.of_bea.person in [person["id"] for person in people]
    ids = {clinic.of_ann.person, clinic.of_ann.visit, clinic.of_ann.recording}
    for route in EVERY:
        if not route.changes and "{" not in route.path and "events" not in route.path:
            text = ask(clinic.bea, route, route.path).text
            assert not any(found in text for found in ids), route


def test_a_bearer_is_who_it_says_and_no_cookie_beside_it(clinic: Clinic) -> None:
    with closing(client_of(clinic.url)) as program:
        login = program.post("/api/v1/login", json={"name": "Ann", "password": PASSWORD})
        token = login.json()["token"]
        program.cookies.clear()
        del program.headers["x-csrf-token"]
        program.headers["authorization"] = f"Bearer {token}"
        assert program.post("/api/v1/people", json={"label": "R."}).status_code == 201
        assert program.post("/api/v1/logout").status_code == 204
        assert program.get("/api/v1/people").status_code == 401
    bad = clinic.bea.post(
        "/api/v1/people", json={"label": "R."}, headers={"authorization": "Bearer nobody's"}
    )
    assert bad.status_code == 401


def test_a_person_may_not_do_what_a_coach_may(clinic: Clinic) -> None:
    assert clinic.mo.get(f"/api/v1/people/{clinic.of_ann.person}").status_code == 200
    tries = {
        "/api/v1/people": {"label": "R."},
        "/api/v1/invitations": {"person": clinic.of_ann.person},
        "/api/v1/accounts": {"name": "Eve", "password": PASSWORD, "role": "coach"},
    }
    for where, body in tries.items():
        got = clinic.mo.post(where, json=body)
        assert got.status_code == 403
        assert error_of(got)["came"] == "the role 'person'"


def test_every_answer_carries_the_headers(clinic: Clinic) -> None:
    from ilio.apps.web.security.headers import ALWAYS

    stay = {name for name in ALWAYS if name not in ("cache-control", "content-security-policy")}
    for route in EVERY:
        for got in (
            ask(clinic.bea, route, address(route, clinic.of_bea)),
            ask(clinic.bea, route, address(route), host="evil.example"),
        ):
            assert {name: got.headers[name] for name in stay} == {n: ALWAYS[n] for n in stay}
            csp = got.headers["content-security-policy"]
            assert csp == ALWAYS["content-security-policy"] or route.path.endswith("report.html")
            assert "unsafe-inline" not in csp and "'unsafe-eval'" not in csp
            assert got.headers["cache-control"] == "no-store" or route.path in KEPT_BY_BROWSERS
            assert "server" not in got.headers or got.headers["server"] == "uvicorn"


KEPT_BY_BROWSERS = {"/style.css", "/api/v1/link/events"}
