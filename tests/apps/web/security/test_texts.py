"""A text that is none breaks nobody's right to their data: it does not get in."""

import json
from contextlib import closing
from typing import Any

from asking import SNUG_AND_HOVERS, client_of, error_of, fill

HALF = "\ud800"


def test_half_a_character_is_refused_at_every_door_and_everything_still_comes_out(
    page_server: Any,
) -> None:
    with closing(client_of(page_server.url)) as client:
        person = client.get("/api/v1/me").json()["person"]["id"]
        kept = fill(client, person)
        where = f"/api/v1/people/{person}"
        session = client.get(f"{where}/programme").json()["sessions"][0]["key"]
        entry = {"session": session, "note": HALF}
        labelled = {"attempt": [SNUG_AND_HOVERS], "person": {"label": HALF}}
        for got in (
            post(client, "POST", f"{where}/log", entry),
            post(client, "PUT", f"{where}/draft", {"page": {"step": HALF}}),
            post(client, "POST", f"{where}/visits", labelled),
            post(client, "POST", f"{where}/visits", {HALF: 1}),
            post(client, "PATCH", where, {"label": HALF}),
            post(client, "POST", f"{where}/programme", {"runs": HALF}),
            post(client, "POST", f"{where}/measure", {"attempt": {**SNUG_AND_HOVERS, HALF: 1}}),
        ):
            assert got.status_code == 422, got.text
            assert error_of(got)
        for name in ("export.zip", "summary.pdf", "programme.pdf", "programme.ics"):
            assert client.get(f"{where}/{name}").status_code == 200
        for name in ("report.html", "report.pdf"):
            assert client.get(f"/api/v1/visits/{kept.visit}/{name}").status_code == 200


def post(client: Any, method: str, where: str, body: dict[str, Any]) -> Any:
    head = {"content-type": "application/json"}
    return client.request(method, where, content=json.dumps(body).encode(), headers=head)


def test_control_characters_in_a_form_become_marks(page_server: Any) -> None:
    with closing(client_of(page_server.url)) as client:
        got = client.post(
            "/people", data={"csrf": client.headers["x-csrf-token"], "label": "a\x1bb"}
        )
        assert got.status_code in (303, 422)
        labels = [one["label"] for one in client.get("/api/v1/people").json()["people"]]
    assert all("\x1b" not in label for label in labels)


def test_what_was_logged_can_be_put_right_and_deleted(page_server: Any) -> None:
    with closing(client_of(page_server.url)) as client:
        person = client.get("/api/v1/me").json()["person"]["id"]
        fill(client, person)
        where = f"/api/v1/people/{person}/log"
        told = client.get(where).json()
        (number,) = told["numbers"]
        changed = {"session": told["log"][0]["session"], "reps": 7, "note": "quagga"}
        assert client.put(f"{where}/{number}", json=changed).status_code == 204
        assert client.get(where).json()["log"][0]["reps"] == 7
        assert "quagga" in client.get("/logged").text
        form = {"csrf": client.headers["x-csrf-token"]}
        assert client.post(f"/logged/{number}/delete", data=form).status_code == 303
        assert client.get(where).json() == {"log": [], "numbers": []}
        assert client.delete(f"{where}/{number}").status_code == 404


def test_a_405_says_which_ways_there_are(page_server: Any) -> None:
    with closing(client_of(page_server.url)) as client:
        got = client.delete("/api/v1/me")
    assert (got.status_code, got.headers["allow"]) == (405, "GET")
