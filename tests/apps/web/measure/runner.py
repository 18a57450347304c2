"""A person who takes the guided test: every step as the page offers it."""

from typing import Any

PAIN = {"knee-raise": "knee_pain", "thomas": "thomas_pain", "front-plank": "plank_pain"}
SLOW_MS = 90_000
"""The pose model shares the processor with whatever else runs."""


class Runner:
    """Walks through the steps; each method ends where the next step shows."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.locator("#test[data-ready]").wait_for(state="attached")

    def shows(self, step: str, timeout: float | None = None) -> None:
        self.page.locator(f"[data-step={step}]:not([hidden])").wait_for(timeout=timeout)

    def answer_first(self) -> "Runner":
        self.page.check("#red_flags-none")
        self.page.click("[data-do=safety-done]")
        self.shows("person")
        self.page.check("#do_not_test-none")
        self.page.fill("#first-age_years", "34")
        self.choose("form[data-form=person]", safety="yes")
        self.page.click("[data-do=person-done]")
        self.shows("choose")
        return self

    def choose(self, form: str, **answers: str) -> None:
        for name, value in answers.items():
            self.page.click(f"{form} label:has(input[name='{name}'][value='{value}'])")

    def begin(self, protocol: str, side: str) -> "Runner":
        self.page.click(f"button[data-do=begin][data-protocol={protocol}][data-side={side}]")
        self.shows("measure")
        return self

    def waits_for_an_angle(self) -> None:
        """Until the first reading stands on the page."""
        self.page.wait_for_function(
            "() => document.getElementById('angle').textContent !== '–'", timeout=SLOW_MS
        )

    def is_told(self, words: str, timeout: float = SLOW_MS) -> None:
        """Until the page says something, spoken and written."""
        self.page.wait_for_function(
            "(words) => document.getElementById('say').textContent.includes(words)",
            arg=words,
            timeout=timeout,
        )

    def answer(self, protocol: str, **answers: str) -> str:
        """The questions after an attempt; gives what it showed."""
        form = f"form[data-form=answers][data-protocol={protocol}]"
        self.shows("answers", SLOW_MS)
        self.choose(form, **{PAIN[protocol]: "no"} | answers)
        self.page.click("[data-do=answered]")
        shown = self.page.locator("#outcome .summary")
        shown.wait_for(timeout=SLOW_MS)
        return str(shown.inner_text())

    def finish(self) -> str:
        """Save the visit; gives the verdict in one sentence."""
        self.page.click("[data-do=next]")
        self.shows("choose")
        self.page.click("[data-step=choose] [data-do=finish]")
        self.page.wait_for_url("**/result/*")
        return str(self.page.locator(".summary").inner_text())
