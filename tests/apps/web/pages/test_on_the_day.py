"""A clearance ends and a pregnancy goes on by themselves: every page goes by the same day."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from ilio.knowledge import do_not_test, urgency

ASK = urgency("before_training").text
PAGES = ("/", "/result", "/plan", "/plan/new", "/progress")
WEAK = {
    **{"protocol": "knee-raise", "side": "left", "seen_by": "friend", "pain": False},
    **{"thigh_seen": "clearly above", "ended": "could not hold", "held_s": 12, "support": "none"},
    **{"back_at_5s": "as at the start", "back_at_end": "as at the start", "trunk_forward": "no"},
}


@pytest.fixture
def web(page_server: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_server.url, follow_redirects=True, timeout=30) as client:
        me = client.get("/api/v1/me").json()
        client.headers.update({"x-csrf-token": me["csrf"], "x-person": me["person"]["id"]})
        yield client


def visit_of(web: httpx.Client, **answers: Any) -> str:
    given = {
        **{"red_flags": [], "do_not_test": [], "attempt": [WEAK, WEAK]},
        **answers,
        "person": {"age_years": 34, **answers.get("person", {})},
    }
    answer = web.post(f"/api/v1/people/{web.headers['x-person']}/visits", json=given)
    return str(answer.raise_for_status().json()["id"])


def text_of(web: httpx.Client, path: str) -> str:
    found = re.search(r"<main.*?</main>|<body.*</body>", web.get(path).text, re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def everywhere(web: httpx.Client, visit: str) -> dict[str, str]:
    shown = {path: text_of(web, path) for path in (*PAGES, f"/api/v1/visits/{visit}/report.html")}
    return {
        **shown,
        "json": web.get(f"/api/v1/visits/{visit}").json()["visit"]["verdict"]["summary"],
    }


def days_ago(page_server: Any, days: int) -> str:
    return str(page_server.store.now().date() - timedelta(days=days))


def test_a_clearance_that_has_ended_counts_on_no_page(page_server: Any, web: httpx.Client) -> None:
    old = {"of": "hernia", "by": "Dr. Roth", "on": days_ago(page_server, 500)}
    visit = visit_of(web, do_not_test=["hernia"], clearance=[old])
    for path, said in everywhere(web, visit).items():
        assert said.count(ASK) == 1, path
        assert "Cleared by" not in said and "Make a plan" not in said, path


def test_a_page_says_of_a_clearance_that_it_has_ended(page_server: Any, web: httpx.Client) -> None:
    visit = visit_of(web, do_not_test=["hernia"])
    given = {"of": "hernia", "by": "Dr. Roth", "on": days_ago(page_server, 500)}
    form = {"csrf": web.headers["x-csrf-token"], **given}
    after = web.post(f"/result/{visit}/clearance", data=form, headers={"origin": str(web.base_url)})
    assert "The clearance by Dr. Roth ended on" in html.unescape(after.text)
    assert ASK in html.unescape(after.text)


def test_a_pregnancy_that_went_on_counts_on_every_page(page_server: Any, web: httpx.Client) -> None:
    then = days_ago(page_server, 91)
    visit = visit_of(web, date=then, do_not_test=["pregnancy"], person={"pregnancy_week": 12})
    for path, said in everywhere(web, visit).items():
        assert said.count(ASK) == 1 and "Make a plan" not in said, path
        if path not in ("json",):
            assert do_not_test()["late_pregnancy"].why in said, path


def test_the_reason_on_a_page_is_one_that_nobody_has_cleared(
    page_server: Any, web: httpx.Client
) -> None:
    given = {"of": "osteoporosis", "by": "Dr. Roth", "on": days_ago(page_server, 9)}
    visit = visit_of(web, do_not_test=["hernia", "osteoporosis"], clearance=[given])
    waits, cleared = do_not_test()["hernia"].why, do_not_test()["osteoporosis"].why
    for path, said in everywhere(web, visit).items():
        assert waits in said, path
        assert cleared not in said.split(waits)[0], path


def test_trying_an_attempt_goes_by_the_week_that_was_answered_today(
    page_server: Any, web: httpx.Client
) -> None:
    person, token = web.headers["x-person"], {"x-csrf-token": web.headers["x-csrf-token"]}
    answers = {"red_flags": [], "do_not_test": ["pregnancy"]}
    draft = {**answers, "person": {"age_years": 34, "pregnancy_week": 12}}
    web.put(f"/api/v1/people/{person}/draft", json=draft, headers=token).raise_for_status()
    tried = web.post(f"/api/v1/people/{person}/measure", json={"attempt": WEAK})
    assert tried.raise_for_status().json()["measurement"]
