"""Nobody clears themselves, or looks at their own pain, by any name that they bear or bore."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import ANSWERED, PASSWORD, client_of, error_of, logged_in
from serving import Clock, serving

from ilio.records.store import Actor

HERNIA = {**ANSWERED, "do_not_test": ["hernia"], "attempt": []}
WEAK = {
    **{"protocol": "knee-raise", "side": "left", "seen_by": "friend", "pain": False},
    **{"thigh_seen": "clearly above", "ended": "could not hold", "held_s": 12, "support": "none"},
    **{"back_at_5s": "as at the start", "back_at_end": "as at the start", "trunk_forward": "no"},
}
TESTED = {**ANSWERED, "attempt": [WEAK, WEAK]}


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


def renamed(api: httpx.Client, person: str, label: str) -> None:
    api.patch(f"/api/v1/people/{person}", json={"label": label}).raise_for_status()


def visit_of(api: httpx.Client, person: str, given: dict[str, Any]) -> str:
    answer = api.post(f"/api/v1/people/{person}/visits", json=given).raise_for_status()
    return str(answer.json()["id"])


def cleared(api: httpx.Client, visit: str, by: str) -> httpx.Response:
    given = {"of": "hernia", "by": by, "on": "2026-01-02"}
    return api.post(f"/api/v1/visits/{visit}/clearances", json=given)


def checked(api: httpx.Client, person: str, by: str) -> httpx.Response:
    check = {"session": "check", "done": False, "checked_by": by, "pain": 0}
    return api.post(f"/api/v1/people/{person}/log", json=check)


def stopped(api: httpx.Client, person: str) -> None:
    """A plan that pain has stopped."""
    visit_of(api, person, TESTED)
    where = f"/api/v1/people/{person}"
    api.post(f"{where}/programme", json={"runs": "Tue easy"}).raise_for_status()
    key = api.get(f"{where}/programme").json()["sessions"][0]["key"]
    api.post(f"{where}/log", json={"session": key, "done": True, "pain": 8}).raise_for_status()


def test_nobody_clears_themselves_by_a_new_name_or_an_old_one(
    api: httpx.Client, person: str
) -> None:
    renamed(api, person, "Mona Lind")
    visit = visit_of(api, person, HERNIA)
    renamed(api, person, "Anna Berg")
    later = visit_of(api, person, HERNIA)
    for which in (visit, later):
        for by in ("Anna Berg", "anna Berg", "Mona Lind"):
            answer = cleared(api, which, by)
            assert answer.status_code == 422, by
            assert error_of(answer)["todo"].endswith("nobody does this for themselves.")
    own = {"of": "hernia", "by": "Mona Lind", "on": "2026-01-02"}
    answer = api.post(f"/api/v1/people/{person}/visits", json={**HERNIA, "clearance": [own]})
    assert answer.status_code == 422
    assert cleared(api, visit, "Dr. Roth").status_code == 201


def test_nobody_looks_at_their_own_pain_by_a_new_name_or_an_old_one(
    api: httpx.Client, person: str
) -> None:
    renamed(api, person, "Mona Lind")
    stopped(api, person)
    renamed(api, person, "Anna Berg")
    for by in ("Anna Berg", "Mona Lind"):
        answer = checked(api, person, by)
        assert answer.status_code == 422, by
        assert error_of(answer)["expected"] == "who looked at the pain"
    form = {"csrf": api.headers["x-csrf-token"], "pain": "0", "red_flag": "no"}
    api.post("/plan/check", data={**form, "checked_by": "Anna Berg"}, follow_redirects=True)
    assert api.get(f"/api/v1/people/{person}/programme").json()["refused"]
    assert checked(api, person, "Ana Ruiz").status_code == 204


def test_with_a_coach_the_name_of_the_login_is_a_name_too(tmp_path: Any) -> None:
    with serving(tmp_path, Clock(), mode="coach") as served:
        owner = served.store.add_account(None, "Olga", PASSWORD, "owner")
        boss = Actor(owner.id, "owner", None)
        served.store.add_account(boss, "Kim", PASSWORD, "coach")
        with closing(logged_in(served.url, "Kim")) as coach:
            person = coach.post("/api/v1/people", json={"label": "M."}).json()["id"]
            keeper = served.store.actor_of(coach.cookies["ilio_session"])
            served.store.add_account(keeper, "Mona Lind", PASSWORD, "person", person)
            with closing(logged_in(served.url, "Mona Lind")) as own:
                stopped(own, person)
                renamed(own, person, "Anna Berg")
                for by in ("Mona Lind", "Anna Berg"):
                    assert checked(own, person, by).status_code == 422
                visit = visit_of(own, person, HERNIA)
                assert cleared(coach, visit, "Mona Lind").status_code == 422
                assert cleared(coach, visit, "Kim Oster").status_code == 201
