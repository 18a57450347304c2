"""The visits of the shared cases through the API and the pages: what each must say about safety."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import client_of

from ilio.knowledge import safety_answers, urgencies

pytestmark = pytest.mark.data

REFERRED = {
    "10a_red_bone": "today",
    "10b_red_saddle": "emergency_now",
    "11a_under18_alone": "before_training",
}
WAITING = {
    "12_pregnant": "late_pregnancy",
    "26_osteoporosis": "osteoporosis",
    "29_acute_back_pain": "acute_back_pain",
}
PLANNED = ("03_weak_both", "04_tight_left", "06_tight_weak_left", "14_conflict", "15_phone_nohand")
WEEK = {"runs": "Tue easy, Thu intervals, Sun long", "free": "weekdays 7-8, Sat 9-11"}


class Case:
    """One visit, sent through the API, with the pages that follow."""

    def __init__(self, web: httpx.Client, person: str, given: dict[str, Any]) -> None:
        self.web, self.person = web, person
        self.visit = web.post(f"/api/v1/people/{person}/visits", json=given).json()["id"]
        web.post(f"/api/v1/people/{person}/programme", json=WEEK).raise_for_status()
        self.plan = web.get(f"/api/v1/people/{person}/programme").json()
        sides = web.get(f"/api/v1/visits/{self.visit}").json()["visit"]["verdict"]["sides"]
        self.sides: dict[str, Any] = sides

    def main(self, path: str) -> str:
        answer = self.web.get(path, headers={"accept": "text/html"}, follow_redirects=True)
        found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
        assert found
        return found[0].replace("&#39;", "'").replace("&#34;", '"')

    def urgencies(self, path: str) -> list[str]:
        text = self.main(path)
        return [key for key, words in urgencies().items() if words.text and words.text in text]


@pytest.fixture
def case(page_server: Any, data_dir: Path, request: Any) -> Iterator[Case]:
    """The visit that the test is about, seen on the day after it."""
    file = data_dir.parent / "cases" / "visits" / f"{request.param}.toml"
    if not file.is_file():
        pytest.skip(f"the case {file.name} is not there")
    given = tomllib.loads(file.read_text())
    given["date"] = str(given["date"])
    page_server.clock.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    with closing(client_of(page_server.url)) as web:
        yield Case(web, str(web.get("/api/v1/me").json()["person"]["id"]), given)


@pytest.mark.parametrize("case", REFERRED, indirect=True)
def test_who_is_referred_gets_the_way_to_help_alone(case: Case, request: Any) -> None:
    urgency = REFERRED[request.node.callspec.params["case"]]
    for path in ("/", "/result", "/plan", "/progress"):
        assert case.urgencies(path) == [urgency], path
        assert "°" not in case.main(path) and "%" not in case.main(path)
    assert case.plan["sessions"] == [] and case.plan["refused"]
    assert {side["finding"] for side in case.sides.values()} == {"refer"}
    if urgency == "today":
        assert "no weight on the leg if it hurts" in case.main("/result")


@pytest.mark.parametrize("case", WAITING, indirect=True)
def test_a_plan_waits_for_its_clearance_and_then_leaves_out(case: Case, request: Any) -> None:
    key = WAITING[request.node.callspec.params["case"]]
    row = safety_answers()[key]
    assert case.plan["sessions"] == []
    assert row.back in case.main("/plan") and "answers#clearance" in case.main("/plan")
    given = {"of": key, "by": "Dr. Alba Roth", "on": "2026-11-22"}
    case.web.post(f"/api/v1/visits/{case.visit}/clearances", json=given).raise_for_status()
    case.web.post(f"/api/v1/people/{case.person}/programme", json=WEEK).raise_for_status()
    plan = case.web.get(f"/api/v1/people/{case.person}/programme").json()
    assert plan["cleared"] == [given]
    assert "Cleared by Dr. Alba Roth on 2026-11-22." in case.main("/plan")
    assert all(sign in case.main("/plan") for sign in row.stop_signs)


@pytest.mark.parametrize("case", ["29_fracture"], indirect=True)
def test_a_fracture_stops_tests_plan_and_runs(case: Case) -> None:
    row = safety_answers()["fracture"]
    assert {side["finding"] for side in case.sides.values()} == {"cannot tell"}
    for path in ("/", "/plan", "/plan/new"):
        assert row.back in case.main(path)
        assert 'class="run"' not in case.main(path) and 'name="runs"' not in case.main(path)


@pytest.mark.parametrize("case", ["13_hip_replacement"], indirect=True)
def test_a_hip_replacement_asks_which_and_when_and_is_said_once(case: Case) -> None:
    row, text = safety_answers()["hip_replacement"], case.main("/result")
    assert text.count(row.do) == 1
    assert "Which hip was replaced?" in text or case.plan["refused"]
    assert case.plan["sessions"] == []


@pytest.mark.parametrize("case", ["17_red_not_asked"], indirect=True)
def test_what_was_not_asked_is_asked_first(case: Case) -> None:
    for path in ("/result", "/plan"):
        assert "Does any of these hold for you at the moment?" in case.main(path)
        assert f"/result/{case.visit}/answers#red_flags" in case.main(path)
    assert case.plan["sessions"] == []


@pytest.mark.parametrize("case", ["09_pinch"], indirect=True)
def test_a_hip_that_hurt_is_looked_at_first(case: Case) -> None:
    summary = re.search(r'class="summary">(.*?)<', case.main("/result"))
    assert summary and summary[1].startswith("Have the left hip looked at")
    assert "painful_flexion" in case.plan["hurts_left"] or case.plan["refused"]


@pytest.mark.parametrize("case", ["28_osteo_clin"], indirect=True)
def test_a_clinician_in_the_room_unlocks_what_the_table_says(case: Case) -> None:
    row = safety_answers()["osteoporosis"]
    allowed = case.web.post("/api/v1/safety", json=safety_input(case)).json()
    assert all(test["allowed"] for test in allowed["tests"].values()) == (
        "tests" in row.with_clinician
    )
    assert case.plan["sessions"] == [] or "plan" in row.with_clinician


def safety_input(case: Case) -> dict[str, Any]:
    given = case.web.get(f"/api/v1/visits/{case.visit}").json()["given"]
    return {key: given[key] for key in ("red_flags", "do_not_test", "person")}


@pytest.mark.parametrize("case", PLANNED, indirect=True)
def test_with_nothing_in_the_way_there_is_a_plan(case: Case) -> None:
    assert case.plan["sessions"] and not case.plan["refused"]
    assert 'class="session ' in case.main("/plan")
