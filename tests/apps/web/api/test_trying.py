"""An attempt that is worked out answers as the visit would: no number of what is ruled out."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import ANSWERED, SNUG_AND_HOVERS, client_of

from ilio.knowledge import question_of, urgencies

WEAK = {
    **{"protocol": "knee-raise", "side": "left", "seen_by": "friend", "pain": False},
    **{"thigh_seen": "clearly above", "ended": "could not hold", "held_s": 12, "support": "none"},
}
TESTED = [WEAK, WEAK, SNUG_AND_HOVERS, SNUG_AND_HOVERS]


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


def tried(api: httpx.Client, person: str, attempt: dict[str, Any] | None = None) -> dict[str, Any]:
    body = {"attempt": attempt or WEAK}
    answer = api.post(f"/api/v1/people/{person}/measure", json=body).raise_for_status()
    found: dict[str, Any] = answer.json()
    page = api.post("/test/outcome", json=body).raise_for_status().text
    assert ("no number here" in page) is (found["measurement"] is None)
    return found


def draft(api: httpx.Client, whose: str, /, **given: Any) -> None:
    body = {**ANSWERED, **given}
    api.put(f"/api/v1/people/{whose}/draft", json=body).raise_for_status()


def kept(api: httpx.Client, whose: str, /, **given: Any) -> None:
    body = {**ANSWERED, "attempt": TESTED, **given}
    api.post(f"/api/v1/people/{whose}/visits", json=body).raise_for_status()


@pytest.mark.parametrize("told", [draft, kept], ids=["draft", "kept"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"red_flags": ["saddle_numbness"]}, "emergency_now"),
        ({"red_flags": ["fever"]}, "today"),
        ({"do_not_test": ["fracture"]}, "before_training"),
    ],
    ids=str,
)
def test_who_may_not_test_gets_the_urgency_and_no_number(api, person, told, given, said):
    told(api, person, **given)
    found = tried(api, person)
    assert found["measurement"] is None
    assert found["sentence"].startswith(urgencies()[said].text)
    for side in found["judgement"]["sides"].values():
        assert {axis["call"] for axis in side["axes"].values()} == {"cannot tell"}


def test_nothing_unanswered_passes(api, person):
    found = tried(api, person)
    assert found["measurement"] is None
    assert question_of("red_flags").text in found["sentence"]


def test_one_test_that_is_ruled_out_leaves_the_other(api, person):
    draft(api, person, do_not_test=["late_pregnancy"])
    assert tried(api, person, SNUG_AND_HOVERS)["measurement"] is None
    assert tried(api, person)["measurement"]["protocol"] == "knee-raise"


def test_answers_that_are_given_anew_in_full_rule_alone(api, person):
    """So a test that is done after the bone has healed is shown before it is kept."""
    kept(api, person, do_not_test=["fracture"])
    draft(api, person)
    assert tried(api, person)["measurement"]["protocol"] == "knee-raise"


@pytest.mark.parametrize(
    "given",
    [
        {"do_not_test": ["fracture"]},
        {"do_not_test": ["hernia"]},
        {"do_not_test": ["pregnancy"], "person": {"age_years": 34, "pregnancy_week": 25}},
    ],
    ids=str,
)
def test_no_page_shows_a_number_of_a_test_that_is_ruled_out(api, person, given):
    kept(api, person)
    series = api.get(f"/api/v1/people/{person}/progress").json()["series"]
    assert "knee-raise" in {one["protocol"] for one in series}
    number = (
        f"{next(o for o in series if o['quantity'] == 'hold_time')['points'][0]['value']:.1f} s"
    )
    kept(api, person, **given)
    after = api.get(f"/api/v1/people/{person}/progress").json()["series"]
    gone = {"thomas"} if "pregnancy" in given["do_not_test"] else {"thomas", "knee-raise"}
    assert not gone & {one["protocol"] for one in after}
    accept = {"accept": "text/html"}
    progress, result = (api.get(path, headers=accept).text for path in ("/progress", "/result"))
    assert urgencies()["before_training"].text in progress
    assert (number in progress) is ("knee-raise" not in gone)
    assert "Table test (modified Thomas test), left" not in result
    assert ("Standing knee raise, left" in result) is ("knee-raise" not in gone)
