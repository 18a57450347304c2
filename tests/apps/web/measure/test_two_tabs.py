"""One unfinished test in two tabs: what is done in either is kept, and a worry of either counts."""

from collections.abc import Callable
from typing import Any

import pytest
from runner import Runner
from serving import Served

from ilio.records.store import OWNER

HELD = {"thigh_seen": "clearly above", "ended": "full time", "support": "none"}
TAKEN = "[data-protocol=knee-raise][data-side={side}]:not(button)"


SAFETY = "async () => (await import('/static/measure/steps_shown.js')).show('safety')"


def draft(server: Served) -> dict[str, Any]:
    return server.store.draft(OWNER, server.store.own_person(OWNER).id) or {}


def raised(someone: Runner, side: str) -> None:
    someone.begin("knee-raise", side)
    someone.page.click("[data-do=to-answers]")
    someone.answer("knee-raise", **HELD)


@pytest.fixture
def tabs(runner: Callable[..., Runner]) -> tuple[Runner, Runner]:
    """The second is opened after the first has answered the safety questions."""
    first = runner("questions").answer_first()
    page = first.page.context.new_page()
    page.goto(first.page.url)
    second = Runner(page)
    second.shows("choose")
    return first, second


def test_attempts_of_both_are_kept_and_saved(
    tabs: tuple[Runner, Runner], page_server: Served
) -> None:
    for tab, side in zip(tabs, ("left", "right"), strict=True):
        raised(tab, side)
    assert [attempt["side"] for attempt in draft(page_server)["attempt"]] == ["left", "right"]
    assert len(draft(page_server)["page"]["sentences"]) == 2
    tabs[0].page.click("[data-do=undo]")
    tabs[0].shows("choose")
    assert [attempt["side"] for attempt in draft(page_server)["attempt"]] == ["right"]
    raised(tabs[0], "left")
    tabs[0].finish()
    me = page_server.store.own_person(OWNER).id
    (line,) = page_server.store.visit_lines(OWNER, me)
    assert len(page_server.store.visit(OWNER, line.id).visit.measurements) == 2
    assert draft(page_server) == {}


def test_a_worry_that_one_tab_told_is_not_lifted_by_the_other(
    tabs: tuple[Runner, Runner], page_server: Served
) -> None:
    first, second = tabs
    second.page.evaluate(SAFETY)
    with second.page.expect_response(lambda sent: sent.request.method == "PUT" and sent.ok):
        second.page.check("#red_flags-fever")
    raised(first, "left")
    assert draft(page_server)["red_flags"] == ["fever"]
    first.page.click("[data-do=next]")
    first.shows("stop")
    assert "Fever" in first.page.inner_text("[data-step=stop]")


def test_a_tick_beside_a_tick_of_the_other_tab(
    tabs: tuple[Runner, Runner], page_server: Served
) -> None:
    for tab, answer in zip(tabs, ("fever", "night_pain"), strict=True):
        tab.page.evaluate(SAFETY)
        with tab.page.expect_response(lambda sent: sent.request.method == "PUT" and sent.ok):
            tab.page.check(f"#red_flags-{answer}")
    assert set(draft(page_server)["red_flags"]) == {"fever", "night_pain"}
    assert tabs[1].page.is_checked("#red_flags-fever")
