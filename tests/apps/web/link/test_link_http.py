"""The link over real TLS, spoken by a program: who gets in, what they may do, what is refused."""

import socket
from pathlib import Path

import httpx
import pytest

from ilio.apps.web.link.pairing import KEY_S, TRIES
from ilio.apps.web.link.serving import LinkedServers
from ilio.apps.web.settings import Settings
from ilio.core import InputError


@pytest.fixture
def phone(linked):
    """A phone's client at the phone's page, not joined yet; it trusts the machine's authority."""
    base = linked.phone_url().split("/link#")[0]
    with httpx.Client(base_url=base, verify=linked.trusting()) as client:
        yield client


def csrf(client: httpx.Client) -> dict[str, str]:
    text = client.get("/link").text
    return {"X-CSRF-Token": text.split('name="csrf" content="')[1].split('"')[0]}


def join(client: httpx.Client, url: str) -> httpx.Response:
    key = url.split("#")[1]
    return client.post("/link/join", json={"key": key}, headers=csrf(client))


def fault(response: httpx.Response) -> str:
    told = response.json()["error"]
    return f"{response.status_code} {told['came']}: {told['todo']}"


def test_a_phone_joins_over_tls_and_its_cookie_is_kept_from_scripts_and_other_sites(linked, phone):
    answer = join(phone, linked.phone_url())
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "secure" in cookie and "samesite=strict" in cookie
    assert linked.link.relay.report.state == "joined"


def test_nothing_but_the_link_answers_on_the_network(linked, phone):
    join(phone, linked.phone_url())
    for path in ("/api/v1/me", "/api/v1/people", "/test", "/phone", "/people", "/openapi.json"):
        assert phone.get(path).status_code == 404, path
    assert phone.get("/", follow_redirects=True).url.path == "/link"


def test_a_wrong_key_a_replay_and_a_flood_are_refused_in_words(linked, phone):
    url = linked.phone_url()
    assert fault(join(phone, "x#guess")).startswith("403 another key: Scan the code")
    assert join(phone, url).status_code == 200
    with httpx.Client(base_url=phone.base_url, verify=linked.trusting()) as thief:
        assert fault(join(thief, url)).startswith("403 one that a phone has used already")
        for _ in range(TRIES - 2):
            join(thief, "x#guess")
        assert fault(join(thief, linked.phone_url())).startswith("429 too many wrong ones: Wait")
    assert phone.post("/link/report", json={"state": "ready"}, headers=csrf(phone)).is_success


def test_an_old_key_is_refused(linked, phone):
    url = linked.phone_url()
    linked.link.now_s = lambda now_s=linked.link.now_s: now_s() + KEY_S + 1
    assert fault(join(phone, url)).startswith("403 an older one: Ask for a new code")


def test_whoever_has_not_joined_may_neither_send_nor_listen(linked, phone):
    batch = {"take": 0, "first": 0, "readings": []}
    for answer in (
        phone.post("/link/readings", json=batch, headers=csrf(phone)),
        phone.post("/link/report", json={"state": "ready"}, headers=csrf(phone)),
        phone.get("/link/orders"),
    ):
        assert fault(answer).startswith("401 one that has not, or was sent away: Scan the code")


def test_another_name_another_site_and_a_missing_token_are_refused(linked, phone):
    join(phone, linked.phone_url())
    report = {"state": "ready"}
    assert phone.get("/link", headers={"host": "evil.example"}).status_code == 421
    cross = csrf(phone) | {"origin": "https://evil.example"}
    assert phone.post("/link/report", json=report, headers=cross).status_code == 403
    assert phone.post("/link/report", json=report).status_code == 403


@pytest.mark.parametrize(
    "readings",
    [
        [{"t": -1}],
        [{"t": 0, "up": [0, 0, 1e9]}],
        [{"t": 0, "points": [[0, 0, 0, 0.5]] * 34}],
        [{"t": 0, "film": "AAAA"}],
        [{"t": 0}] * 601,
        "film",
    ],
)
def test_what_is_no_reading_is_refused(linked, phone, readings):
    join(phone, linked.phone_url())
    batch = {"take": 0, "first": 0, "readings": readings}
    assert phone.post("/link/readings", json=batch, headers=csrf(phone)).status_code == 422


def test_a_body_without_end_is_refused(linked, phone):
    join(phone, linked.phone_url())
    headers = csrf(phone) | {"content-type": "application/json"}
    answer = phone.post("/link/readings", content=b" " * 1_100_000, headers=headers)
    assert answer.status_code == 413


def test_the_laptop_makes_codes_gives_orders_and_sends_the_phone_away(linked, phone):
    with httpx.Client(base_url=linked.url) as laptop:
        token = {"X-CSRF-Token": laptop.get("/api/v1/me").json()["csrf"]}
        made = laptop.post("/api/v1/link/keys", headers=token).json()
        assert made["url"].startswith("https://127.0.0.2:") and "<svg" in made["svg"]
        assert "style" not in made["svg"]
        assert join(phone, made["url"]).status_code == 200
        wish = {"kind": "sensor", "running": True, "words": "Lie down."}
        assert laptop.post("/api/v1/link/orders", json=wish, headers=token).json() == {"take": 1}
        batch = {"take": 1, "first": 0, "readings": [{"t": 0, "up": [0, 0, 1]}]}
        sent = phone.post("/link/readings", json=batch, headers=csrf(phone))
        assert sent.json() == {"next": 1, "order": 1}
        with laptop.stream("GET", "/api/v1/link/events") as events:
            lines = (line for line in events.iter_lines() if line.startswith("data: "))
            assert '"heard":true' in next(lines)
            assert '"up":[0.0,0.0,1.0]' in next(lines)
        assert laptop.delete("/api/v1/link/phone", headers=token).status_code == 204
    assert phone.post("/link/readings", json=batch, headers=csrf(phone)).status_code == 401


def test_without_lan_the_laptop_is_told_how_to_let_a_phone_in(page_server):
    with httpx.Client(base_url=page_server.url) as laptop:
        token = {"X-CSRF-Token": laptop.get("/api/v1/me").json()["csrf"]}
        answer = laptop.post("/api/v1/link/keys", headers=token)
        assert fault(answer).endswith("Stop it and start it with: ilio serve --lan")
        assert "ilio serve --lan" in laptop.get("/phone").text


def test_the_certificate_can_be_had_and_is_the_authority_itself(linked, phone):
    answer = phone.get("/link/authority.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == linked.link.authority.read_bytes()
    assert b"PRIVATE" not in answer.content


def test_a_machine_without_a_network_is_told(tmp_path: Path, clock):
    with pytest.raises(
        InputError, match=r"private network, got none\. Connect it to the same Wi-Fi"
    ):
        LinkedServers(None, Settings(), tmp_path, (), clock())


def test_where_the_usual_port_is_taken_another_is_found(tmp_path: Path, clock):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.3", 8443))
        taken.listen()
        from fastapi import FastAPI

        servers = LinkedServers(FastAPI(), Settings(), tmp_path, ("127.0.0.3",), clock())
    try:
        assert servers.link.port not in (0, 8443)
    finally:
        for one in servers.sockets:
            one.close()
