"""Names in the address, logging in, sessions, and what a refusal says."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import PASSWORD, client_of, error_of, logged_in

from ilio.apps.web.entering import FOR_ONE_NAME, FROM_ONE_MACHINE
from ilio.apps.web.security.doors import is_loopback
from ilio.apps.web.security.sessions import csrf_token
from ilio.apps.web.security.tries import Tries
from ilio.apps.web.settings import Settings


@pytest.fixture
def coached(serve: Callable[..., Any]) -> Any:
    served = serve(mode="coach")
    served.store.add_account(None, "Kim", PASSWORD, "owner")
    return served


@pytest.mark.parametrize(
    ("host", "right"),
    [
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("127.0.0.1:1", True),
        ("[::1]:8000", True),
        ("[::1]", True),
        ("evil.example", False),
        ("localhost.evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
        ("localhost:8000@evil.example", False),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, right: bool) -> None:
    assert Settings().may_be_called(host) is right
    assert Settings(host_names=("clinic.example",)).may_be_called("clinic.example:443")


def test_a_page_that_renamed_itself_gets_nothing(page_server: Any) -> None:
    with closing(httpx.Client(base_url=page_server.url)) as client:
        for where in ("/", "/api/v1/me", "/static/ilio.svg", "/api/v1/people"):
            got = client.get(where, headers={"host": "rebound.evil.example"})
            assert got.status_code == 421
            assert error_of(got)["came"] == "another name"
            assert "set-cookie" not in got.headers


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.5", False),
        ("::ffff:10.0.0.1", False),
        ("", False),
        ("testclient", False),
    ],
)
def test_other_machines_are_told_apart(address: str, own: bool) -> None:
    assert is_loopback(address) is own


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(page_server: Any) -> None:
    with closing(httpx.Client(base_url=page_server.url)) as client:
        cookie = client.get("/api/v1/me").headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
        assert "set-cookie" not in client.get("/api/v1/me").headers


def test_the_token_stays_valid_when_the_server_starts_anew() -> None:
    assert csrf_token("abc") == csrf_token("abc") != csrf_token("abd")


def test_a_login_begins_a_session_of_its_own_and_logging_out_ends_it(coached: Any) -> None:
    with closing(client_of(coached.url)) as client:
        before = client.cookies["ilio_session"]
        got = client.post("/api/v1/login", json={"name": "kim", "password": PASSWORD})
        assert got.status_code == 200
        after = client.cookies["ilio_session"]
        assert after != before  # who knew the old one has no part in the login
        old = {"cookie": f"ilio_session={before}"}
        assert httpx.get(f"{coached.url}/api/v1/people", headers=old).status_code == 401
        client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf"]
        assert client.get("/api/v1/me").json()["role"] == "owner"
        assert client.post("/api/v1/logout").status_code == 204
        assert client.get("/api/v1/people").status_code == 401
        kept = {"cookie": f"ilio_session={after}"}
        assert httpx.get(f"{coached.url}/api/v1/people", headers=kept).status_code == 401


def test_passwords_are_not_guessed_at_the_speed_of_a_machine(coached: Any) -> None:
    with closing(client_of(coached.url)) as client:
        for _ in range(FOR_ONE_NAME):
            got = client.post("/api/v1/login", json={"name": "Kim", "password": "wrong guess"})
            assert got.status_code == 401
            assert error_of(got)["came"] == "a pair that does not fit"
        got = client.post("/api/v1/login", json={"name": " KIM", "password": PASSWORD})
        assert got.status_code == 429
        assert error_of(got)["todo"] == "Wait 15 minutes, then try again."
        assert 0 < int(got.headers["retry-after"]) <= 15 * 60
        other = client.post("/api/v1/login", json={"name": "Lee", "password": PASSWORD})
        assert other.status_code == 401


def test_many_names_from_one_machine_are_limited_too() -> None:
    now = [0.0]
    tries = Tries(FROM_ONE_MACHINE, 900, seconds=lambda: now[0])
    for _ in range(FROM_ONE_MACHINE):
        assert tries.wait_s("10.0.0.7") == 0
        tries.note("10.0.0.7")
    assert tries.wait_s("10.0.0.7") == 900
    assert tries.wait_s("10.0.0.8") == 0
    now[0] = 901.0
    assert tries.wait_s("10.0.0.7") == 0


def test_an_unknown_name_and_a_wrong_password_look_the_same(coached: Any) -> None:
    with closing(client_of(coached.url)) as client:
        texts = {
            client.post("/api/v1/login", json={"name": name, "password": "wrong guess"}).text
            for name in ("Kim", "Nobody")
        }
    assert len(texts) == 1


def test_an_invitation_is_good_once(coached: Any) -> None:
    with closing(logged_in(coached.url, "Kim")) as kim:
        person = kim.post("/api/v1/people", json={"label": "Mo"}).json()["id"]
        made = kim.post("/api/v1/invitations", json={"person": person}).json()
        assert made["path"] == f"/invite/{made['token']}"
        where = f"/api/v1/invitations/{made['token']}/accept"
        with closing(client_of(coached.url)) as mo:
            login = {"name": "Mo", "password": PASSWORD}
            assert mo.post(where, json=login).status_code == 201
            assert mo.get("/api/v1/me").json()["person"]["id"] == person
        with closing(client_of(coached.url)) as again:
            got = again.post(where, json={"name": "Eve", "password": PASSWORD})
            assert got.status_code == 422
            assert error_of(got)["expected"] == "an open invitation"
        actions = [line["action"] for line in kim.get("/api/v1/audit").json()["lines"]]
        assert {"invite", "accept invitation", "log in"} <= set(actions)


def test_a_fault_of_ilio_says_nothing_of_its_inside(
    page_server: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("R. is 34 years old")

    page_server.app.state.store.people = broken
    with closing(httpx.Client(base_url=page_server.url)) as client:
        got = client.get("/api/v1/people")
        assert got.status_code == 500
        assert error_of(got)["came"] == "a fault of Ilio"
        assert "ZeroDivision" not in got.text and "Traceback" not in got.text
        assert got.headers["content-security-policy"]
        page = client.get("/no-such-page", headers={"accept": "text/html"})
        assert page.status_code == 404 and "<html" in page.text
    said = capfd.readouterr().err
    assert "ZeroDivisionError at" in said and "34" not in said.split(" at ")[0]
    assert "R. is" not in said


def test_vendored_files_are_kept_for_good_and_own_ones_asked_about(page_server: Any) -> None:
    with closing(httpx.Client(base_url=page_server.url)) as client:
        own = client.get("/static/ilio.svg")
        assert own.status_code == 200 and own.headers["cache-control"] == "no-cache"
        again = client.get("/static/ilio.svg", headers={"if-none-match": own.headers["etag"]})
        assert again.status_code == 304
        for where in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"):
            assert client.get(where).status_code == 404
