"""The front plank on the page: offered for both sides at once, timed by a clock, shown in the result."""

from collections.abc import Callable

from runner import Runner

PLANK = ".test-card[data-protocol=front-plank]"
SAID = {"seen_by": "friend", "plank_device": "none", "plank_ended": "could not hold"}


def test_a_plank_without_a_device(runner: Callable[..., Runner]) -> None:
    someone = runner("questions").answer_first().begin("front-plank", "both")
    page = someone.page
    assert page.locator("#measure-name").inner_text() == "Front plank"
    page.click("[data-do=start-now]")
    someone.is_told("Come up into the plank")
    page.wait_for_function("() => document.getElementById('clock').textContent.includes('11')")
    page.click("[data-do=stop]")
    someone.shows("answers")
    form = "form[data-form=answers][data-protocol=front-plank]"
    someone.choose(form, plank_pain="no", plank_ended="could not hold")
    page.fill("#front-plank-plank_held_s", "48")
    sentence = someone.answer("front-plank", **SAID)
    assert sentence == "Front plank: plank held in one line 48.0 s (46.8 to 49.2)."
    someone.finish()
    assert "held 48 s" in page.locator("main").inner_html()


def test_a_way_that_cannot_measure_it_says_so(runner: Callable[..., Runner]) -> None:
    page = runner("camera").answer_first().page
    assert page.locator(f"{PLANK} [data-other-way]").is_visible()
    assert not page.locator(f"{PLANK} [data-do=begin]").is_visible()
    page.click("label:has(input[name=way][value=questions])")
    assert page.locator(f"{PLANK} [data-do=begin]").is_visible()


def test_pain_in_the_table_test_takes_the_plank_away(runner: Callable[..., Runner]) -> None:
    someone = runner("questions").answer_first().begin("thomas", "left")
    someone.page.click("[data-do=to-answers]")
    someone.answer("thomas", thomas_pain="yes")
    someone.page.click("[data-do=next]")
    someone.shows("choose")
    assert someone.page.locator(f"{PLANK} [data-count]").inner_text() == "over: pain"
    assert someone.page.locator(f"{PLANK} [data-do=begin]").is_disabled()
