"""Safety over the API: what answers allow, put right, cleared; and a plan that pain has stopped."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import ANSWERED, SNUG_AND_HOVERS, client_of, error_of

from ilio.knowledge import do_not_test, guided_protocols, question_of, red_flags

LYING_TWICE = [SNUG_AND_HOVERS, SNUG_AND_HOVERS]


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


def visit_of(api: httpx.Client, person: str, **given: Any) -> str:
    body = {**ANSWERED, "attempt": LYING_TWICE, **given}
    answer = api.post(f"/api/v1/people/{person}/visits", json=body).raise_for_status()
    return str(answer.json()["id"])


def allowed(api: httpx.Client, **given: Any) -> dict[str, bool]:
    answer = api.post("/api/v1/safety", json=given).raise_for_status().json()
    return {name: test["allowed"] for name, test in answer["tests"].items()}


@pytest.mark.parametrize("missing", ["red_flags", "do_not_test", "person"])
def test_nothing_unanswered_passes(api: httpx.Client, missing: str) -> None:
    given = {key: value for key, value in ANSWERED.items() if key != missing}
    answer = api.post("/api/v1/safety", json=given).json()
    field = "age_years" if missing == "person" else missing
    assert answer["unanswered"] == [{"field": field, "text": question_of(field).text}]
    assert not any(test["allowed"] for test in answer["tests"].values())
    assert answer["plan"] == "none"


def test_each_answer_rules_out_its_tests_and_no_other(api: httpx.Client) -> None:
    assert allowed(api, **ANSWERED) == dict.fromkeys(guided_protocols(), True)
    for key, row in do_not_test().items():
        found = allowed(api, **{**ANSWERED, "do_not_test": [key]})
        waits = key == "pregnancy"  # which week is asked first
        assert found == {name: not waits and name not in row.tests for name in found}, key
    for key in red_flags():
        assert not any(allowed(api, **{**ANSWERED, "red_flags": [key]}).values()), key


def test_under_18_waits_for_the_clinician(api: httpx.Client) -> None:
    young = {**ANSWERED, "person": {"age_years": 16}}
    asked = api.post("/api/v1/safety", json=young).json()
    assert [one["field"] for one in asked["unanswered"]] == ["with_clinician"]
    assert asked["asks_first"] and not any(test["allowed"] for test in asked["tests"].values())
    alone = {**young, "person": {"age_years": 16, "with_clinician": False}}
    told = api.post("/api/v1/safety", json=alone).json()
    assert told["refers"] and not told["asks_first"]
    together = {**young, "person": {"age_years": 16, "with_clinician": True}}
    assert allowed(api, **together) == dict.fromkeys(guided_protocols(), True)


def test_an_answer_that_nobody_knows_is_refused(api: httpx.Client) -> None:
    answer = api.post("/api/v1/safety", json={**ANSWERED, "red_flags": ["fevr"]})
    assert answer.status_code == 422
    assert "Did you mean 'fever'?" in error_of(answer)["todo"]


@pytest.mark.parametrize(
    "answer", [{"do_not_test": ["hernia"]}, {"red_flags": ["fever"]}, {"do_not_test": None}]
)
def test_an_attempt_of_a_ruled_out_test_is_data_and_no_verdict(
    api: httpx.Client, person: str, answer: dict[str, Any]
) -> None:
    given = {key: value for key, value in {**ANSWERED, **answer}.items() if value is not None}
    body = {**given, "attempt": LYING_TWICE}
    visit = api.post(f"/api/v1/people/{person}/visits", json=body).json()["id"]
    shown = api.get(f"/api/v1/visits/{visit}").json()["visit"]
    assert len(shown["measurements"]) == 2
    for verdict in shown["verdict"]["sides"].values():
        assert verdict["axes"]["tightness"]["call"] == "cannot tell"
        assert verdict["axes"]["tightness"].get("probability") is None
    api.put(f"/api/v1/people/{person}/draft", json=given)
    piece = api.post("/test/outcome", json={"attempt": SNUG_AND_HOVERS}).text
    assert "gives no verdict and no number" in piece and "°" not in piece


def test_a_mistaken_tick_is_taken_back_and_the_measurements_stay(
    api: httpx.Client, person: str
) -> None:
    visit = visit_of(api, person, red_flags=["fever"])
    before = api.get(f"/api/v1/visits/{visit}").json()
    assert before["visit"]["verdict"]["sides"]["left"]["finding"] == "refer"
    after = api.put(f"/api/v1/visits/{visit}/answers", json=ANSWERED).raise_for_status().json()
    assert after["visit"]["verdict"]["sides"]["left"]["axes"]["tightness"]["call"] == "tight"
    assert after["visit"]["measurements"] == before["visit"]["measurements"]
    assert (after["revision"], after["given"]["red_flags"]) == (1, [])


def test_only_safety_answers_are_changed_that_way(api: httpx.Client, person: str) -> None:
    visit = visit_of(api, person)
    answer = api.put(f"/api/v1/visits/{visit}/answers", json={**ANSWERED, "attempt": []})
    assert answer.status_code == 422
    assert error_of(answer) == {
        "expected": "safety answers",
        "came": "the key 'attempt'",
        "todo": "Send red_flags, do_not_test and person.",
    }


def test_a_clearance_is_named_and_dated_on_what_follows(api: httpx.Client, person: str) -> None:
    visit = visit_of(api, person, do_not_test=["osteoporosis"])
    api.post(f"/api/v1/people/{person}/programme", json={}).raise_for_status()
    assert api.get(f"/api/v1/people/{person}/programme").json()["sessions"] == []
    given = {"of": "osteoporosis", "by": "Dr. Alba Roth", "on": "2026-01-02"}
    cleared = api.post(f"/api/v1/visits/{visit}/clearances", json=given)
    assert cleared.status_code == 201 and cleared.json()["given"]["clearance"] == [given]
    api.post(f"/api/v1/people/{person}/programme", json={}).raise_for_status()
    plan = api.get(f"/api/v1/people/{person}/programme").json()
    assert plan["sessions"] and plan["cleared"] == [given]
    assert "Cleared by Dr. Alba Roth on 2026-01-02" in plan["summary"]
    printed = api.get(f"/api/v1/people/{person}/programme.md").text
    assert "Dr. Alba Roth" in printed and "2026-01-02" in printed


@pytest.mark.parametrize(
    ("given", "expected", "todo"),
    [
        (
            {"of": "osteoporosis", "by": "Dr. Roth", "on": "2026-01-06"},
            "a clearance that was given by 2026-01-05",
            "Write the day on which it was given.",
        ),
        (
            {"of": "hernia", "by": "Dr. Roth", "on": "2026-01-02"},
            "a clearance of an answer that was given (osteoporosis)",
            "Answer that question with yes first, or leave the clearance out.",
        ),
        (
            {"of": "osteoporosis", "by": " ", "on": "2026-01-02"},
            "who gave the clearance (a doctor or physiotherapist)",
            "Name them, for example 'Dr. Roth, surgeon'; nobody does this for themselves.",
        ),
        (
            {"of": "osteoporosis"},
            "of, by and on as texts",
            'Write {"of": "hernia", "by": "Dr. Alba Roth", "on": "2026-11-20"}.',
        ),
    ],
)
def test_a_clearance_that_cannot_be_says_why(
    api: httpx.Client, person: str, given: dict[str, str], expected: str, todo: str
) -> None:
    visit = visit_of(api, person, do_not_test=["osteoporosis"])
    answer = api.post(f"/api/v1/visits/{visit}/clearances", json=given)
    assert answer.status_code == 422
    assert (error_of(answer)["expected"], error_of(answer)["todo"]) == (expected, todo)


def test_a_later_answer_stops_the_plan_and_its_runs(api: httpx.Client, person: str) -> None:
    visit_of(api, person)
    plan = f"/api/v1/people/{person}/programme"
    api.post(plan, json={"runs": "Sun long"}).raise_for_status()
    assert api.get(plan).json()["sessions"]
    visit_of(api, person, do_not_test=["fracture"])
    now = api.get(plan).json()
    assert now["sessions"] == now["blocks"] == []
    assert now["refused"].startswith("No exercise for now.")
    assert b"BEGIN:VEVENT" not in api.get(f"{plan}.ics").content


def test_pain_in_a_broken_off_session_stops_the_plan_until_a_check(
    api: httpx.Client, person: str, clock: Any
) -> None:
    visit_of(api, person)
    plan, log = f"/api/v1/people/{person}/programme", f"/api/v1/people/{person}/log"
    api.post(plan, json={"runs": "Sun long"}).raise_for_status()
    first = api.get(plan).json()["sessions"][0]
    clock.pass_days(1)
    broken_off = {"session": first["key"], "done": False, "pain": 8}
    api.post(log, json=broken_off).raise_for_status()
    stopped = api.get(plan).json()
    assert "Pain of 6 of 10 or more" in stopped["refused"]
    assert [session["key"] for session in stopped["sessions"]] == [first["key"]]
    sore = {"session": "check", "checked_by": "Ana Ruiz, physiotherapist", "pain": 5}
    api.post(log, json=sore).raise_for_status()
    assert api.get(plan).json()["refused"], "everyday pain is still too high"
    api.post(log, json={**sore, "pain": 2}).raise_for_status()
    going_on = api.get(plan).json()
    assert not going_on["refused"]
    assert len(going_on["sessions"]) > 1
    entries = api.get(log).json()["log"]
    assert [entry["done"] for entry in entries] == [False, False, False]


def test_a_visit_saved_before_these_questions_shows_under_the_rules_of_today(
    api: httpx.Client, page_server: Any, person: str
) -> None:
    from dataclasses import replace

    from ilio.records.store import OWNER

    visit = visit_of(api, person)
    store = page_server.store
    stored = store.visit(OWNER, visit)
    for answers, finding in (
        (replace(stored.visit.answers, age_years=None), "cannot tell"),
        (replace(stored.visit.answers, do_not_test=frozenset({"hernia"})), "cannot tell"),
        (replace(stored.visit.answers, red_flags=frozenset({"fever"})), "refer"),
    ):
        # as it was saved: the verdict of that day beside answers that rule it out today
        store.replace_visit(OWNER, visit, replace(stored.visit, answers=answers), stored.given)
        left = api.get(f"/api/v1/visits/{visit}").json()["visit"]["verdict"]["sides"]["left"]
        assert (left["finding"], left["axes"]["tightness"]["call"]) == (finding, "cannot tell")
