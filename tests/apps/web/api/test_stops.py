"""What was logged or answered holds until it is looked at: no newer plan and no slip lifts it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import ANSWERED, PASSWORD, SNUG_AND_HOVERS, TESTED, WEAK, client_of, error_of, logged_in
from serving import Clock, serving

from ilio.records.store import Actor

RUNS = {"runs": "Tue easy, Sun long"}


@pytest.fixture
def api(page_server: Any) -> Iterator[httpx.Client]:
    with closing(client_of(page_server.url)) as client:
        yield client


@pytest.fixture
def person(api: httpx.Client) -> str:
    return str(api.get("/api/v1/me").json()["person"]["id"])


def visit_of(api: httpx.Client, whose: str, /, **given: Any) -> str:
    body = {**ANSWERED, "attempt": TESTED, **given}
    answer = api.post(f"/api/v1/people/{whose}/visits", json=body).raise_for_status()
    return str(answer.json()["id"])


def planned(api: httpx.Client, person: str, **more: Any) -> httpx.Response:
    return api.post(f"/api/v1/people/{person}/programme", json={**RUNS, **more})


def standing(api: httpx.Client, person: str) -> dict[str, Any]:
    answer = api.get(f"/api/v1/people/{person}/programme").raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def to_come(api: httpx.Client, person: str) -> int:
    return len(standing(api, person)["sessions"])


def log(api: httpx.Client, person: str, **felt: Any) -> httpx.Response:
    key = standing(api, person)["sessions"][0]["key"]
    return api.post(f"/api/v1/people/{person}/log", json={"session": key, "done": True, **felt})


@pytest.fixture
def trained(api: httpx.Client, person: str) -> str:
    visit_of(api, person)
    planned(api, person).raise_for_status()
    assert to_come(api, person) > 10
    return person


@pytest.mark.parametrize("felt", [{"pain": 8}, {"red_flag": True}], ids=str)
def test_no_plan_of_its_own_forgets_what_stopped_the_last_one(api, page_server, trained, felt):
    log(api, trained, **felt).raise_for_status()
    page_server.clock.pass_days(1)
    for more in ({}, {"anew": True}):
        answer = planned(api, trained, **more)
        assert answer.status_code == 422
        assert error_of(answer)["expected"] == "a plan that goes on"
    form = {"anew": "yes", "runs": "Tue easy", "csrf": api.headers["x-csrf-token"]}
    api.post("/plan/new", data=form, follow_redirects=True)
    assert "refused" in standing(api, trained) and standing(api, trained)["refused"]


def test_a_warning_sign_is_lifted_by_answering_again_and_by_nothing_else(api, page_server, trained):
    log(api, trained, red_flag=True).raise_for_status()
    written = {"session": "answers", "done": False, "checked_by": "Dr. Roth"}
    assert api.post(f"/api/v1/people/{trained}/log", json=written).status_code == 422
    page_server.clock.pass_days(1)
    visit_of(api, trained, red_flags=["fever"])
    assert standing(api, trained)["refused"]
    visit_of(api, trained)
    assert not standing(api, trained)["refused"]
    assert planned(api, trained, anew=True).status_code == 201


@pytest.mark.parametrize(
    "by",
    [
        *("me", "Me.", "I did", "nobody", "-", "ChatGPT", "the patient", "pending", "TBD"),
        *("not cleared", "not yet cleared by Dr. Roth", "I myself", "Dr.", "a doctor", "my physio"),
    ],
)
def test_somebody_else_has_to_look_at_the_pain(api, trained, by):
    log(api, trained, pain=8).raise_for_status()
    check = {"session": "check", "done": False, "checked_by": by, "pain": 0}
    answer = api.post(f"/api/v1/people/{trained}/log", json=check)
    assert answer.status_code == 422
    assert error_of(answer)["expected"] == "who looked at the pain"
    assert standing(api, trained)["refused"]


def test_a_check_with_pain_that_stayed_on_the_next_day_lifts_nothing(api, trained):
    log(api, trained, pain=8).raise_for_status()
    check = {"session": "check", "done": False, "checked_by": "Dr. Roth", "pain": 2}
    api.post(f"/api/v1/people/{trained}/log", json={**check, "pain_next_day": 9}).raise_for_status()
    assert standing(api, trained)["refused"]
    api.post(f"/api/v1/people/{trained}/log", json=check).raise_for_status()
    assert not standing(api, trained)["refused"]


def test_a_slip_of_the_year_is_refused(api, person):
    body = {**ANSWERED, "attempt": TESTED, "date": "2027-05-20"}
    answer = api.post(f"/api/v1/people/{person}/visits", json=body)
    assert answer.status_code == 422
    assert error_of(answer)["todo"] == "Write the day on which the questions were answered."


def test_a_clearance_of_a_day_to_come_is_refused(api, person):
    given = {"of": "hernia", "by": "Dr. Roth", "on": "2026-01-06"}
    body = {**ANSWERED, "do_not_test": ["hernia"], "attempt": TESTED, "clearance": [given]}
    answer = api.post(f"/api/v1/people/{person}/visits", json=body)
    assert (
        answer.status_code == 422
        and error_of(answer)["expected"] == "a clearance that was given by 2026-01-05"
    )


def test_the_last_answers_hold_whatever_day_they_are_dated(api, page_server, trained):
    page_server.clock.pass_days(1)
    visit_of(api, trained, red_flags=["fever"], date="2025-12-20")
    assert standing(api, trained)["refused"]


def test_an_old_visit_that_is_typed_in_later_lifts_nothing(api, page_server, trained):
    visit_of(api, trained, red_flags=["fever"])
    page_server.clock.pass_days(1)
    visit_of(api, trained, date="2025-12-20")
    assert standing(api, trained)["refused"]
    visit_of(api, trained)
    assert not standing(api, trained)["refused"]


def test_an_old_visit_that_is_typed_in_later_answers_no_warning_sign(api, page_server, trained):
    page_server.clock.pass_days(1)
    log(api, trained, red_flag=True).raise_for_status()
    visit_of(api, trained, date="2025-12-20")
    assert standing(api, trained)["refused"]
    visit_of(api, trained)
    assert not standing(api, trained)["refused"]


def test_a_refused_plan_in_between_forgets_no_pain(api, page_server, trained):
    log(api, trained, pain=8).raise_for_status()
    visit_of(api, trained, red_flags=["fever"])
    assert planned(api, trained, anew=True).status_code == 422
    page_server.clock.pass_days(1)
    visit_of(api, trained)
    assert planned(api, trained, anew=True).status_code == 422
    assert standing(api, trained)["refused"].startswith("Pain of 6 of 10 or more stops the plan.")
    check = {"session": "check", "done": False, "checked_by": "Dr. Roth", "pain": 1}
    api.post(f"/api/v1/people/{trained}/log", json=check).raise_for_status()
    assert planned(api, trained, anew=True).status_code == 201
    assert not standing(api, trained)["refused"] and to_come(api, trained) > 10


def test_a_pregnancy_that_gets_late_within_the_plan_stops_it_now(api, page_server, person):
    visit_of(api, person)
    planned(api, person, weeks=8).raise_for_status()
    late = {"age_years": 34, "pregnancy_week": 18}
    visit_of(api, person, do_not_test=["pregnancy"], person=late)
    assert standing(api, person)["refused"] and to_come(api, person) == 0


def test_who_is_referred_has_nothing_left_today(api, trained):
    today = next(s for s in standing(api, trained)["sessions"])
    log(api, trained, pain=0).raise_for_status()
    visit_of(api, trained, red_flags=["saddle_numbness"])
    planned(api, trained)
    left = [s["key"] for s in standing(api, trained)["sessions"]]
    assert left in ([], [today["key"]])


def test_who_has_a_coach_records_no_clearance_of_their_own(tmp_path):
    given = {"of": "hernia", "by": "Dr. Roth", "on": "2026-01-05"}
    with serving(tmp_path, Clock(), mode="coach") as served:
        owner = served.store.add_account(None, "Olga", PASSWORD, "owner")
        boss = Actor(owner.id, "owner", None)
        served.store.add_account(boss, "Kim", PASSWORD, "coach")
        with closing(logged_in(served.url, "Kim")) as coach:
            mo = coach.post("/api/v1/people", json={"label": "Mo"}).json()["id"]
            keeper = served.store.actor_of(coach.cookies["ilio_session"])
            served.store.add_account(keeper, "Mo", PASSWORD, "person", mo)
            with closing(logged_in(served.url, "Mo")) as own:
                visit = visit_of(own, mo, do_not_test=["hernia"])
                path = f"/api/v1/visits/{visit}/clearances"
                refused = own.post(path, json=given)
                assert refused.status_code == 422
                assert error_of(refused)["expected"] == "a clearance recorded by a coach"
                body = {**ANSWERED, "do_not_test": ["hernia"], "attempt": TESTED}
                inside = {**body, "clearance": [given]}
                assert own.post(f"/api/v1/people/{mo}/visits", json=inside).status_code == 422
            assert coach.post(path, json={**given, "by": "Mo"}).status_code == 422
            assert coach.post(path, json=given).status_code == 201


def test_a_day_to_come_is_no_day_of_training(api, trained):
    for day in ("2027-01-05", "2026-01-06"):
        answer = log(api, trained, pain=8, day=day)
        assert answer.status_code == 422
        assert error_of(answer)["expected"] == "a day up to today, 2026-01-05"
    log(api, trained, pain=8).raise_for_status()
    check = {"session": "check", "done": False, "checked_by": "Dr. Roth", "pain": 0}
    answer = api.post(f"/api/v1/people/{trained}/log", json={**check, "day": "2026-01-09"})
    assert answer.status_code == 422 and standing(api, trained)["refused"]


def test_pain_of_an_earlier_session_that_is_told_after_a_check_stops_again(
    api, page_server, trained
):
    first = standing(api, trained)["sessions"][0]["key"]
    page_server.clock.pass_days(4)
    log(api, trained, pain=8).raise_for_status()
    check = {"session": "check", "done": False, "checked_by": "Dr. Roth", "pain": 1}
    api.post(f"/api/v1/people/{trained}/log", json=check).raise_for_status()
    assert not standing(api, trained)["refused"]
    told = {"session": first, "done": True, "day": "2026-01-06", "pain": 9}
    api.post(f"/api/v1/people/{trained}/log", json=told).raise_for_status()
    assert standing(api, trained)["refused"]


def test_the_end_of_the_easier_steps_is_not_forgotten_under_other_answers(
    api, page_server, trained
):
    for _ in range(3):
        key = next(s["key"] for s in standing(api, trained)["sessions"] if s["kind"] == "strength")
        entry = {"session": key, "done": True, "pain": 4}
        api.post(f"/api/v1/people/{trained}/log", json=entry).raise_for_status()
        page_server.clock.pass_days(15)
    assert "no easier step" in standing(api, trained)["refused"]
    visit_of(api, trained, do_not_test=["fracture"])
    assert planned(api, trained, anew=True).status_code == 422
    visit_of(api, trained)
    assert planned(api, trained, anew=True).status_code == 422
    assert "no easier step" in standing(api, trained)["refused"]


HURTS = {**WEAK, "pain": True}
TABLE = {**SNUG_AND_HOVERS, "pain": False}


@pytest.mark.parametrize(
    "first",
    [
        {"attempt": [HURTS, TABLE]},
        {"attempt": [WEAK], "passive_knee_to_chest": {"left": {"deg": 92, "pain": True}}},
    ],
    ids=["in the test", "bent by a helper"],
)
@pytest.mark.parametrize(
    ("later", "lifted"),
    [
        ([TABLE, TABLE], False),
        ([{k: v for k, v in WEAK.items() if k != "pain"}], False),
        ([{k: v for k, v in WEAK.items() if k in ("protocol", "side", "pain")}], False),
        ([WEAK, WEAK, TABLE], True),
    ],
    ids=["not tried", "not asked", "not done", "without pain"],
)
def test_pain_counts_until_that_test_was_done_again_without_it(
    api, page_server, person, first, later, lifted
):
    visit_of(api, person, **first)
    page_server.clock.pass_days(2)
    again = {"passive_knee_to_chest": {"left": {"pain": False}}} if lifted else {}
    visit_of(api, person, attempt=later, **again)
    planned(api, person).raise_for_status()
    held = standing(api, person)
    spared = held["hurts_left"] == ["painful_flexion"]
    assert spared is not lifted and ("looked at" in held["summary"]) is not lifted


@pytest.mark.parametrize("helper_first", [True, False])
def test_another_test_without_pain_lifts_nothing(api, page_server, person, helper_first):
    bent = {"passive_knee_to_chest": {"left": {"deg": 92, "pain": helper_first}}}
    visit_of(api, person, attempt=[WEAK if helper_first else HURTS], **bent)
    page_server.clock.pass_days(2)
    other = {} if helper_first else {"passive_knee_to_chest": {"left": {"deg": 120, "pain": False}}}
    visit_of(api, person, attempt=[WEAK] if helper_first else [TABLE], **other)
    planned(api, person).raise_for_status()
    assert standing(api, person)["hurts_left"] == ["painful_flexion"]


def test_a_plan_is_made_again_at_once_after_new_answers(api, page_server, trained):
    page_server.clock.pass_days(8)
    visit_of(api, trained, do_not_test=["hypermobility", "blood_thinners"])
    assert standing(api, trained)["refused"]
    planned(api, trained).raise_for_status()
    assert not standing(api, trained)["refused"] and to_come(api, trained) > 10


def test_a_plan_from_an_older_visit_spares_what_has_hurt_since(api, person):
    old = visit_of(api, person)
    visit_of(api, person, attempt=[{**WEAK, "ended": "pain", "pain": True}])
    planned(api, person, visit=old, anew=True).raise_for_status()
    plan = standing(api, person)
    assert plan["hurts_left"] == ["painful_flexion"] and not plan["refused"]


NEWER = {
    "an answer that rules out an exercise": {"do_not_test": ["blood_thinners"]},
    "a test that hurt": {"attempt": [{**WEAK, "ended": "pain", "pain": True}]},
    "a clearance that is open": {"do_not_test": ["hernia"]},
}
SEEN = "See a doctor within the next few days."
BEFORE = "before you"


@pytest.mark.parametrize("newer", NEWER.values(), ids=NEWER)
def test_a_newer_answer_hides_neither_the_stop_nor_the_way_out(api, page_server, trained, newer):
    log(api, trained, pain=8).raise_for_status()
    page_server.clock.pass_days(1)
    visit = visit_of(api, trained, **newer)
    for path in ("/", "/plan", "/result", "/progress", f"/api/v1/visits/{visit}/report.html"):
        shown = api.get(path).text
        assert SEEN in shown and BEFORE not in shown, path
    assert api.get("/plan/new", follow_redirects=True).url.path == "/plan"
    assert 'action="/plan/check"' in api.get("/plan").text
    check = {"checked_by": "Dr. Roth", "pain": "1", "red_flag": "no"}
    form = {**check, "csrf": api.headers["x-csrf-token"]}
    api.post("/plan/check", data=form, follow_redirects=True).raise_for_status()
    assert SEEN not in api.get("/plan").text


def test_what_is_more_urgent_than_the_stop_is_said_alone(api, page_server, trained):
    log(api, trained, pain=8).raise_for_status()
    page_server.clock.pass_days(1)
    visit_of(api, trained, red_flags=["saddle_numbness"])
    shown = api.get("/plan").text
    assert "Go to an emergency department now" in shown and SEEN not in shown
    visit_of(api, trained)
    assert SEEN in api.get("/plan").text


@pytest.mark.parametrize(
    "draft",
    [
        {"attempt": [{**SNUG_AND_HOVERS, "pain": True, "ended": "zzz"}]},
        {"passive_knee_to_chest": {"left": {"deg": 200, "pain": True}}},
        {"person": {"age_years": 15, "pregnancy_week": "zzz"}},
        {"red_flags": ["saddle_numbness"], "person": {"age_years": "zzz"}, "zzz": 1},
    ],
    ids=str,
)
def test_a_fault_in_an_unfinished_test_hides_no_worry_of_it(api, trained, draft):
    before = api.get(f"/api/v1/people/{trained}/programme").text
    api.put(f"/api/v1/people/{trained}/draft", json=draft).raise_for_status()
    assert api.get(f"/api/v1/people/{trained}/programme").text != before


@pytest.mark.parametrize("listed", [["fever", "zzz"], ["FEVER"], ["fever", 7], "fever", [None]])
@pytest.mark.parametrize("name", ["red_flags", "do_not_test"])
def test_a_misspelt_worry_does_not_pass_for_none(api, trained, name, listed):
    answer = api.put(f"/api/v1/people/{trained}/draft", json={name: listed})
    assert answer.status_code == 422 and name in answer.text
    assert api.get(f"/api/v1/people/{trained}/draft").json() is None
