"""The safety questions of the guided test: nothing unanswered passes, nothing ruled out is offered."""

from collections.abc import Callable
from typing import Any

import pytest
from runner import Runner
from serving import Served

from ilio.core import Side
from ilio.knowledge import safety_answers, urgencies
from ilio.observations import Answers
from ilio.records import Visit
from ilio.records.store import OWNER
from ilio.verdicts import judge
from ilio.verdicts.pain import HELPER

FORGET = """async () => {
  const { state } = await import('/static/measure/flow_state.js');
  await state.visit.forget();
}"""
BANNED = "[data-protocol=thomas] .banned"
FIRST, SECOND = "[data-do=safety-done]", "[data-do=person-done]"


def told(page: Any) -> str:
    page.locator("#trouble:not([hidden])").wait_for()
    return str(page.inner_text("#trouble"))


def test_each_list_needs_an_answer_of_its_own(runner: Callable[..., Runner], axe: Any) -> None:
    someone = runner("questions")
    page = someone.page
    page.click(FIRST)
    assert told(page).startswith("Please answer first: Does any of these hold")
    assert axe(page) == []
    page.check("#red_flags-fever")
    page.check("#red_flags-none")
    assert not page.is_checked("#red_flags-fever"), "none takes a tick away"
    page.check("#red_flags-fever")
    assert not page.is_checked("#red_flags-none"), "a tick takes none away"
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    page.click(SECOND)
    assert told(page).startswith("Please answer first: Does any of these hold")
    assert axe(page) == []


def test_a_tick_counts_where_the_page_is_left_before_going_on(
    runner: Callable[..., Runner],
) -> None:
    page = runner("questions").page
    for answer in ("fever", "none", "fever"):
        with page.expect_response(lambda sent: sent.request.method == "PUT" and sent.ok):
            page.check(f"#red_flags-{answer}")
    page.goto(page.url.replace("/test", "/plan"))
    assert urgencies()["today"].text in page.inner_text("main")


def test_details_age_and_readiness_are_asked(runner: Callable[..., Runner], axe: Any) -> None:
    someone = runner("questions", size="phone")
    page = someone.page
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    assert not page.is_visible("[data-question=pregnancy_week]")
    page.check("#do_not_test-pregnancy")
    page.check("#do_not_test-hip_replacement")
    for answer, question in (
        (lambda: page.fill("#first-pregnancy_week", "12"), "Which week of the pregnancy is it?"),
        (lambda: someone.choose("form", replaced_hip="left"), "Which hip was replaced?"),
        (lambda: page.fill("#first-hip_replaced_months", "30"), "How many months ago"),
        (lambda: page.fill("#first-age_years", "34"), "How old are you?"),
        (lambda: someone.choose("form", safety="yes"), "Is everything ready for the tests?"),
    ):
        page.click(SECOND)
        page.locator("#trouble", has_text=question).wait_for()
        answer()
    assert axe(page) == []
    page.click(SECOND)
    someone.shows("stop")
    row = safety_answers()["hip_replacement"]
    assert row.why in page.inner_text("[data-list=stop]") and row.back in page.inner_text("#test")


def test_not_ready_means_not_yet(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    page = someone.page
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    page.check("#do_not_test-none")
    page.fill("#first-age_years", "34")
    someone.choose("form", safety="no")
    page.click(SECOND)
    assert told(page).startswith("No hurry")
    page.reload()
    Runner(page).shows("person")


def test_a_red_flag_stops_with_one_urgency_and_leads_back(
    runner: Callable[..., Runner], axe: Any
) -> None:
    someone = runner("camera")
    page = someone.page
    page.check("#red_flags-saddle_numbness")
    page.check("#red_flags-fever")
    page.click(FIRST)
    someone.shows("stop")
    text = page.inner_text("[data-step=stop]")
    said = [key for key, words in urgencies().items() if words.text and words.text in text]
    assert said == ["emergency_now"] and page.inner_text("#h-stop") == urgencies()[said[0]].text
    assert axe(page) == []
    page.reload()
    again = Runner(page)
    again.shows("stop")
    page.click("[data-list=stop] li:last-child button")
    again.shows("safety")
    assert page.evaluate("() => document.activeElement.id") == "red_flags-fever"
    page.click(FIRST)
    again.shows("stop")
    page.click("[data-step=stop] [data-do=finish]")
    page.wait_for_url("**/result/*")
    assert page.inner_text(".summary") == urgencies()["emergency_now"].text
    assert axe(page) == []
    page.click(".whys li:last-child a")
    page.wait_for_url("**/answers#red_flags-fever")
    assert axe(page) == []
    page.check("#red_flags-none")
    page.check("#do_not_test-none")
    page.fill("#first-age_years", "34")
    page.get_by_role("button", name="Save these answers").click()
    page.wait_for_url("**/result/*")
    assert "emergency" not in page.inner_text("main")


def test_under_18_waits_for_a_clinician(runner: Callable[..., Runner]) -> None:
    someone = runner("camera")
    page = someone.page
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    page.check("#do_not_test-none")
    someone.choose("form", safety="yes")
    assert not page.is_visible("[data-question=with_clinician]")
    page.fill("#first-age_years", "16")
    page.click(SECOND)
    assert "Is a clinician doing the tests with you?" in told(page)
    someone.choose("form", with_clinician="no")
    page.click(SECOND)
    someone.shows("stop")
    page.click("[data-list=stop] button")
    someone.shows("person")
    assert page.evaluate("() => document.activeElement.id") == "first-age_years"
    someone.choose("form", with_clinician="yes")
    page.click(SECOND)
    someone.shows("choose")


@pytest.mark.parametrize("way", ["camera", "phone", "film", "questions"])
def test_a_test_that_is_ruled_out_is_offered_by_no_way(
    runner: Callable[..., Runner], way: str
) -> None:
    someone = runner(way)
    page = someone.page
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    page.check("#do_not_test-late_pregnancy")
    page.fill("#first-age_years", "31")
    someone.choose("form", safety="yes")
    page.click(SECOND)
    for _ in ("answered", "gone on with"):
        someone.shows("choose")
        assert not page.is_visible("button[data-protocol=thomas][data-side=left]")
        assert page.is_visible("button[data-protocol=knee-raise][data-side=left]")
        assert safety_answers()["late_pregnancy"].do in page.inner_text(BANNED)
        # not even by whoever presses the button behind the page's back
        page.evaluate(
            "() => { const b = document.querySelector('button[data-protocol=thomas][data-side=left]');"
            " b.disabled = false; b.click(); }"
        )
        page.wait_for_timeout(500)
        someone.shows("choose")
        assert not page.is_visible("[data-step=measure]")
        page.reload()
        someone = Runner(page)


def first_page(someone: Runner, reason: str, age: str = "34") -> None:
    """Every question answered, and one reason against a test."""
    page = someone.page
    page.check("#red_flags-none")
    page.click(FIRST)
    someone.shows("person")
    page.check(f"#do_not_test-{reason}")
    page.fill("#first-age_years", age)
    someone.choose("form", safety="yes")
    page.click(SECOND)


def test_nobody_is_laid_on_the_back_who_must_not_lie_there(runner: Callable[..., Runner]) -> None:
    form = "form[data-form=answers]:not([hidden])"
    for reason, asked in (("none", True), ("late_pregnancy", False)):
        someone = runner("questions")
        first_page(someone, reason)
        someone.shows("choose")
        someone.begin("knee-raise", "left")
        someone.page.click("[data-do=to-answers]")
        someone.shows("answers")
        someone.choose(form, knee_pain="no", thigh_seen="about level")
        assert someone.page.is_visible(f"{form} [data-question=passive_pain]") == asked, reason
        someone.page.evaluate(FORGET)


def test_osteoporosis_asks_for_the_clinician(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    first_page(someone, "osteoporosis")
    assert "Is a clinician doing the tests with you?" in told(someone.page)
    someone.choose("form", with_clinician="yes")
    someone.page.click(SECOND)
    someone.shows("choose")
    assert not someone.page.is_visible(BANNED)


def test_after_pain_the_same_test_is_not_repeated(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    page = someone.page
    someone.answer_first().begin("thomas", "left")
    page.click("[data-do=to-answers]")
    someone.shows("answers")
    someone.choose("form[data-form=answers]:not([hidden])", thomas_pain="yes")
    page.click("[data-do=answered]")
    page.locator("#outcome .summary").wait_for()
    page.click("[data-do=repeat]")
    someone.shows("choose")
    assert page.is_disabled("button[data-protocol=thomas][data-side=left]")


def test_what_hurt_when_a_helper_bent_it_is_asked_again_until_it_has_healed(
    runner: Callable[..., Runner], page_server: Served
) -> None:
    store = page_server.store
    me = store.own_person(OWNER).id
    sore = Answers(passive_knee_to_chest_pain={Side.LEFT: True})
    store.add_visit(OWNER, me, Visit(judge((), sore), answers=sore, date="2025-12-01"), {})
    form = "form[data-form=answers]:not([hidden])"
    again = f"{form} [data-question=passive_pain]"
    someone = runner("questions").answer_first()
    raised = {"thigh_seen": "clearly above", "ended": "full time", "support": "none"}
    for side, asked in (("right", False), ("left", True)):
        someone.begin("knee-raise", side)
        someone.page.click("[data-do=to-answers]")
        someone.shows("answers")
        someone.choose(form, knee_pain="no", **raised)
        assert someone.page.is_visible(again) == asked, side
        someone.answer("knee-raise", **({"passive_pain": "no"} if asked else {}))
        someone.page.click("[data-do=next]")
        someone.shows("choose")
    assert store.lasting_pain(OWNER, me) == {Side.LEFT: {HELPER}}
    someone.page.click("[data-step=choose] [data-do=finish]")
    someone.page.wait_for_url("**/result/*")
    assert store.lasting_pain(OWNER, me) == {}


def test_a_thigh_that_never_came_up_is_bent_by_a_helper(runner: Callable[..., Runner]) -> None:
    form = "form[data-form=answers]:not([hidden])"
    someone = runner("questions").answer_first().begin("knee-raise", "left")
    someone.page.click("[data-do=to-answers]")
    someone.shows("answers")
    someone.choose(form, knee_pain="no", thigh_seen="below")
    assert someone.page.is_visible(f"{form} [data-question=passive_pain]")
    assert not someone.page.is_visible(f"{form} [data-question=ended]")
    someone.choose(form, knee_pain="yes")
    assert not someone.page.is_visible(f"{form} [data-question=passive_pain]")
