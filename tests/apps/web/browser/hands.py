"""A person at the keyboard, without a mouse: Tab, Shift, arrows, Space, Enter and letters."""

from dataclasses import dataclass
from typing import Any

MOST_TABS = 150


@dataclass
class Keyboard:
    """Walks a page by its keys alone; a thing that the keys cannot reach fails the test."""

    page: Any

    def go_to(self, selector: str) -> None:
        """Press Tab until the focus is on the thing."""
        self.page.locator(selector).first.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def press(self, selector: str) -> None:
        """Press a button, or follow a link."""
        self.go_to(selector)
        self.page.keyboard.press("Enter")

    def check(self, selector: str) -> None:
        """Tick a box."""
        self.go_to(selector)
        self.page.keyboard.press("Space")
        assert self.page.is_checked(selector)

    def write(self, selector: str, text: str) -> None:
        """Fill a field."""
        self.go_to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, form: str, **answers: str) -> None:
        """Choose in radio groups, by the group's name and the wanted value."""
        for name, value in answers.items():
            self.go_to(f"{form} input[name='{name}']")
            self.page.keyboard.press("Space")
            for _ in range(20):
                if self.page.is_checked(f"{form} input[name='{name}'][value='{value}']"):
                    break
                self.page.keyboard.press("ArrowDown")
            else:
                raise AssertionError(f"the arrows do not reach {name} = {value}")

    def open(self, summary: str) -> None:
        """Fold a part of the page out."""
        self.go_to(f"summary:has-text('{summary}')")
        self.page.keyboard.press("Enter")
