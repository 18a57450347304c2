"""The way of a test over the API: recordings, draft, measuring, visit, correction, report."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import (
    ANSWERED,
    SNUG_AND_HOVERS,
    client_of,
    error_of,
    fill,
    phone_log,
    points_of_a_raise,
)
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from ilio import records
from ilio.wiring import assess


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


@pytest.fixture
def send(api: httpx.Client, person: str) -> Callable[..., str]:
    def sent(kind: str, body: Any) -> str:
        content = body if isinstance(body, str) else json.dumps(body)
        address = f"/api/v1/people/{person}/recordings?kind={kind}"
        return str(api.post(address, content=content).raise_for_status().json()["id"])

    return sent


def check_shape(name: str, table: Any) -> None:
    """Against the published schema, its references solved by their ids."""
    known = [records.schema(key) for key in ("measurement", "programme", "verdict", "visit")]
    registry: Any = Registry().with_resources(
        [(found["$id"], Resource.from_contents(found)) for found in known]
    )
    Draft202012Validator(records.schema(name), registry=registry).validate(table)


def test_a_recording_comes_back_as_it_was_sent(api: httpx.Client, send: Callable[..., str]) -> None:
    log = api.get(f"/api/v1/recordings/{send('phone', phone_log())}")
    assert log.text == phone_log()
    assert log.headers["content-type"] == "text/csv; charset=utf-8"


def test_an_attempt_is_measured_as_python_measures_it(
    api: httpx.Client, person: str, send: Callable[..., str], tmp_path: Path
) -> None:
    """The same numbers as `ilio.wiring.assess` of a visit file beside the same recording."""
    points = points_of_a_raise(40)
    attempt = {"protocol": "knee-raise", "side": "right", "recording": send("points", points)}
    assert api.put(f"/api/v1/people/{person}/draft", json=ANSWERED).status_code == 204
    answer = api.post(f"/api/v1/people/{person}/measure", json={"attempt": attempt}).json()
    (tmp_path / "recording-1.json").write_text(json.dumps(points))
    typed = {"protocol": "knee-raise", "side": "right", "file": "recording-1.json"}
    visit = {"schema": "ilio/visit-input/1", **ANSWERED, "attempt": [typed]}
    (tmp_path / "visit.json").write_text(json.dumps(visit))
    here = assess(tmp_path / "visit.json")
    assert answer["measurement"] == records.measurement_to_json(here.measurements[0])
    assert answer["judgement"] == records.judgement_to_json(here.judgement)
    assert answer["sentence"].startswith("Standing knee raise, right: longest unbroken hold")


def test_measuring_judges_the_draft_with_the_attempt_and_saves_nothing(
    api: httpx.Client, person: str
) -> None:
    draft = {**ANSWERED, "attempt": [SNUG_AND_HOVERS], "page": {"step": 4}}
    assert api.put(f"/api/v1/people/{person}/draft", json=draft).status_code == 204
    answer = api.post(f"/api/v1/people/{person}/measure", json={"attempt": SNUG_AND_HOVERS}).json()
    assert answer["judgement"]["sides"]["left"]["axes"]["tightness"]["call"] == "tight"
    assert api.get(f"/api/v1/people/{person}/draft").json() == draft
    assert api.get(f"/api/v1/people/{person}/visits").json() == {"visits": []}
    assert api.delete(f"/api/v1/people/{person}/draft").status_code == 204
    assert api.get(f"/api/v1/people/{person}/draft").json() is None


def test_a_draft_that_was_changed_meanwhile_is_not_replaced(api: httpx.Client, person: str) -> None:
    where = f"/api/v1/people/{person}/draft"
    none = api.get(where).headers["etag"]
    first = api.put(where, json={"page": {"step": 1}}, headers={"if-match": none})
    assert first.status_code == 204
    assert first.headers["etag"] == api.get(where).headers["etag"] != none
    for late in (
        api.put(where, json={"page": {"step": 2}}, headers={"if-match": none}),
        api.delete(where, headers={"if-match": none}),
    ):
        assert late.status_code == 409
        assert late.json()["error"]["expected"] == "the unfinished test as it is kept now"
        assert late.json()["error"]["todo"].startswith("Read it again")
    assert api.get(where).json() == {"page": {"step": 1}}
    assert api.delete(where, headers={"if-match": first.headers["etag"]}).status_code == 204
    assert api.get(where).headers["etag"] == none


def test_a_visit_is_judged_saved_and_shown_in_the_published_shape(
    api: httpx.Client, person: str, clock: Any
) -> None:
    kept = fill(api, person)
    shown = api.get(f"/api/v1/visits/{kept.visit}").json()
    check_shape("visit", shown["visit"])
    assert shown["person"] == person and shown["revision"] == 0
    assert shown["visit"]["date"] == clock.today.isoformat()
    assert shown["visit"]["verdict"]["sides"]["left"]["axes"]["tightness"]["call"] == "tight"
    assert shown["given"]["attempt"][0]["recording"] == kept.recording
    (line,) = api.get(f"/api/v1/people/{person}/visits").json()["visits"]
    assert line["summary"] == shown["visit"]["verdict"]["summary"]
    check_shape("programme", api.get(f"/api/v1/people/{person}/programme").json())
    (entry,) = api.get(f"/api/v1/people/{person}/log").json()["log"]
    assert entry["reps"] == 12 and entry["day"] == clock.today.isoformat()


def test_points_put_right_by_hand_move_the_verdict_and_the_old_one_is_kept(
    api: httpx.Client, page_server: Any, person: str, send: Callable[..., str]
) -> None:
    from ilio.records.store import OWNER

    attempt = {
        "protocol": "knee-raise",
        "side": "right",
        "recording": send("points", points_of_a_raise(40)),
    }
    given = {"red_flags": [], "attempt": [attempt]}
    visit = api.post(f"/api/v1/people/{person}/visits", json=given).json()["id"]
    before = api.get(f"/api/v1/visits/{visit}").json()
    edit = {"joint": "knee_right", "time_s": 20.0, "x": 335.0, "y": 318.0}
    edits = {"schema": "ilio/landmark-edits/1", "edits": [edit]}
    address = f"/api/v1/visits/{visit}/attempts/1/edits"
    after = api.put(address, json=edits).raise_for_status().json()
    assert after["revision"] == 1
    assert after["given"]["attempt"][0]["edits"] == edits
    assert after["visit"]["measurements"] != before["visit"]["measurements"]
    (old,) = page_server.store.revisions(OWNER, visit)
    assert records.visit_to_json(old.visit) == before["visit"]
    back = api.put(address, json={**edits, "edits": []}).json()
    assert back["visit"]["measurements"] == before["visit"]["measurements"]
    assert back["revision"] == 2


def test_the_appendix_of_a_report_comes_on_demand(api: httpx.Client, person: str) -> None:
    answers = {"red_flags": [], "do_not_test": [], "person": {"age_years": 34}}
    given = answers | {"attempt": [SNUG_AND_HOVERS, SNUG_AND_HOVERS]}
    visit = api.post(f"/api/v1/people/{person}/visits", json=given).raise_for_status().json()["id"]
    address = f"/api/v1/visits/{visit}/report"
    brief = api.get(f"{address}.html").text
    whole = api.get(f"{address}.html", params={"appendix": True}).text
    assert "All numbers" in whole and "All numbers" not in brief
    papers = [api.get(f"{address}.pdf", params={"appendix": wanted}) for wanted in (False, True)]
    assert len(papers[0].content) < len(papers[1].content)


def test_the_report_comes_as_page_and_as_print(api: httpx.Client, person: str) -> None:
    visit = fill(api, person).visit
    page = api.get(f"/api/v1/visits/{visit}/report.html")
    assert page.text.startswith("<!DOCTYPE html>")
    assert "unsafe" not in page.headers["content-security-policy"]
    paper = api.get(f"/api/v1/visits/{visit}/report.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert 'filename="ilio-2026-01-05.pdf"' in paper.headers["content-disposition"]
    for ending, start in (("ics", b"BEGIN:VCALENDAR"), ("pdf", b"%PDF-"), ("md", b"# ")):
        plan = api.get(f"/api/v1/people/{person}/programme.{ending}")
        assert plan.content.startswith(start)
    summary = api.get(f"/api/v1/people/{person}/summary.pdf")
    assert summary.content.startswith(b"%PDF-")
    export = api.get(f"/api/v1/people/{person}/export.zip")
    assert export.content[:2] == b"PK" and len(export.content) == int(
        export.headers["content-length"]
    )


def test_progress_holds_one_series_a_device(api: httpx.Client, person: str, clock: Any) -> None:
    for _ in range(2):
        fill(api, person)
        clock.pass_days(14)
    series = api.get(f"/api/v1/people/{person}/progress").json()["series"]
    (hold,) = [one for one in series if one["quantity"] == "hold_time"]
    assert [point["day"] for point in hold["points"]] == ["2026-01-05", "2026-01-19"]
    assert hold["device"] == "phone" and hold["since_last"]["text"]


def test_a_deleted_person_is_gone_with_everything(api: httpx.Client, person: str) -> None:
    kept = fill(api, person)
    assert api.delete(f"/api/v1/people/{person}").status_code == 204
    for address in (f"recordings/{kept.recording}", f"visits/{kept.visit}", f"people/{person}"):
        assert api.get(f"/api/v1/{address}").status_code == 404


@pytest.mark.parametrize("key", ["file", "pelvis_file", "mapping", "landmarks"])
def test_no_file_of_the_server_is_read(api: httpx.Client, person: str, key: str) -> None:
    given = {"attempt": [{"protocol": "thomas", "side": "left", key: "/etc/passwd"}]}
    answer = api.post(f"/api/v1/people/{person}/visits", json=given)
    assert answer.status_code == 422
    assert error_of(answer) == {
        "expected": "recordings by their ids",
        "came": f"the key '{key}'",
        "todo": "Send the recording first, then write its id as recording.",
    }


def test_a_fault_in_a_visit_is_told_without_a_path_of_the_server(
    api: httpx.Client, person: str, send: Callable[..., str]
) -> None:
    flat = "time_s,angle_deg\n" + "\n".join(f"{i / 10},0" for i in range(60))
    attempt = {"protocol": "knee-raise", "side": "left", "recording": send("phone", flat)}
    given = {"attempt": [{**attempt, "edits": {"schema": "x"}}], "red_flags": ["fevr"]}
    answer = api.post(f"/api/v1/people/{person}/visits", json=given)
    assert answer.status_code == 422
    assert "Did you mean 'fever'?" in error_of(answer)["todo"]
    given |= {"red_flags": [], "do_not_test": [], "person": {"age_years": 34}}
    answer = api.post(f"/api/v1/people/{person}/visits", json=given)
    assert "/tmp" not in answer.text and "recording-1.csv" in error_of(answer)["todo"]


def test_an_attempt_that_cannot_be_read_is_told_and_the_others_count(
    api: httpx.Client, person: str, send: Callable[..., str]
) -> None:
    nobody = {**points_of_a_raise(2), "frames": [{"time_s": 0.0, "points": []}] * 2}
    attempt = {"protocol": "thomas", "side": "left", "recording": send("points", nobody)}
    given = {"red_flags": [], "attempt": [attempt, SNUG_AND_HOVERS, SNUG_AND_HOVERS]}
    visit = api.post(f"/api/v1/people/{person}/visits", json=given).json()["id"]
    (failure,) = api.get(f"/api/v1/visits/{visit}").json()["visit"]["failures"]
    assert failure.startswith("thomas, left: recording-1.json: expected")


def test_a_recording_of_somebody_else_is_not_there(
    api: httpx.Client, person: str, send: Callable[..., str]
) -> None:
    other = api.post("/api/v1/people", json={"label": "Other"}).json()["id"]
    attempt = {"protocol": "knee-raise", "side": "left", "recording": send("phone", phone_log())}
    for address, body in (("visits", {"attempt": [attempt]}), ("measure", {"attempt": attempt})):
        answer = api.post(f"/api/v1/people/{other}/{address}", json=body)
        assert answer.status_code == 404
        assert error_of(answer)["expected"] == "a recording of yours"


def test_one_log_for_both_legs_is_refused(
    api: httpx.Client, person: str, send: Callable[..., str]
) -> None:
    attempt = {"protocol": "knee-raise", "recording": send("phone", phone_log())}
    given = {"attempt": [{**attempt, "side": "left"}, {**attempt, "side": "right"}]}
    answer = api.post(f"/api/v1/people/{person}/visits", json=given)
    assert answer.status_code == 422 and "one leg" in answer.text


def test_typed_attempts_cannot_be_edited(api: httpx.Client, person: str) -> None:
    visit = fill(api, person).visit
    edits = {"schema": "ilio/landmark-edits/1", "edits": []}
    typed = api.put(f"/api/v1/visits/{visit}/attempts/2/edits", json=edits)
    assert typed.status_code == 422
    assert error_of(typed)["came"] == "one without"
    missing = api.put(f"/api/v1/visits/{visit}/attempts/9/edits", json=edits)
    assert missing.status_code == 404


def test_knowledge_and_body_are_open(api: httpx.Client) -> None:
    assert api.get("/api/v1/knowledge/questions").json()["blocks"][0]["title"]
    assert "fever" in api.get("/api/v1/knowledge/red-flags").json()["entries"]
    assert api.get("/api/v1/knowledge/secrets").status_code == 422
    assert api.get("/api/v1/body?hip_deg=90").json()["svg"].startswith("<svg")
    assert api.get("/api/v1/body?hip_deg=900").status_code == 422


def test_the_description_tells_every_route_and_nothing_of_the_code(api: httpx.Client) -> None:
    described = api.get("/api/v1/openapi.json").json()
    assert ">>>" not in json.dumps(described)
    for path, methods in described["paths"].items():
        assert path.startswith("/api/v1/")
        for method, route in methods.items():
            assert route["summary"] and route["description"], (method, path)
            body = route.get("requestBody")
            told = json.dumps(body)
            assert body is None or "example" in told or "$ref" in told, (method, path)


def test_the_described_visit_input_is_what_a_visit_file_takes(api: httpx.Client) -> None:
    """Every key that the reader knows stands in the description, and no other."""
    from ilio.sources.visit_schema import PATHS, PERSON, TOP, attempt_keys

    nouns = api.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert set(nouns["VisitInput"]["properties"]) == set(TOP) - {"truth"}
    assert set(nouns["VisitInput"]["properties"]["person"]["properties"]) == set(PERSON)
    ours = {"recording", "pelvis_recording", "edits"}
    kinds = {"knee-raise": "KneeRaiseAttempt", "thomas": "ThomasAttempt"}
    for protocol, noun in kinds.items():
        told = set(nouns[noun]["properties"]) - ours
        assert told == set(attempt_keys(protocol)) - set(PATHS)
