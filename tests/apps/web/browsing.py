"""A real Chromium: how it is started, how it looks at a page, and what it did that it must not."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]

Size = Literal["desktop", "phone", "narrow"]
SIZES: dict[Size, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
Scheme = Literal["light", "dark"]

HERE = ("127.", "localhost", "[::1]", "::1")
"""How the addresses begin that a page of ours may ask for something."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  ilioViolation(`${event.violatedDirective} ${event.blockedURI} in ${event.documentURI}`));
"""


@dataclass
class Seen:
    """What pages did that none of ours may do; a test that provokes it empties the list."""

    outside: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note every request to another host, every breach of the CSP, every uncaught error."""
        context.on("request", lambda request: self.note_request(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.expose_binding("ilioViolation", lambda _, text: self.violations.append(text))
        context.add_init_script(REPORT_VIOLATIONS)

    def read_log(self, page: Page) -> None:
        """Note breaches of the CSP within workers: no event of the page tells of them."""
        session = page.context.new_cdp_session(page)
        session.on("Log.entryAdded", lambda told: self.note_log(told["entry"]))
        session.send("Log.enable")

    def note_log(self, entry: dict[str, Any]) -> None:
        """Keep a line of the browser's log that tells of a breach in a worker."""
        if entry["source"] == "worker" and "Content Security Policy" in entry["text"]:
            self.violations.append(entry["text"])

    def note_request(self, url: str) -> None:
        """Keep the address of a request that would leave this machine."""
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and not parts.netloc.startswith(HERE):
            self.outside.append(url)

    def nothing(self) -> bool:
        """Whether the pages behaved."""
        return not (self.outside or self.violations or self.errors)


def chromium_path() -> str:
    """Path of Chromium (ILIO_CHROMIUM, or the one on the path); without it the test is skipped."""
    found = os.environ.get("ILIO_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed")
    return found


@dataclass
class Browsers:
    """The browsers of one test module: one for each clip that the fake camera shows."""

    playwright: Playwright
    started: dict[Path | None, Browser] = field(default_factory=dict)

    def browser(self, camera: Path | None = None) -> Browser:
        """A browser whose camera shows that film over and over (MJPEG), or Chromium's own pattern."""
        if camera not in self.started:
            film = [f"--use-file-for-fake-video-capture={camera}"] if camera else []
            self.started[camera] = self.playwright.chromium.launch(
                executable_path=chromium_path(), args=FLAGS + film
            )
        return self.started[camera]

    def context(
        self,
        base_url: str,
        seen: Seen,
        *,
        size: Size = "desktop",
        scheme: Scheme = "light",
        camera: Path | None = None,
        permissions: Sequence[str] = ("camera", "accelerometer", "gyroscope"),
        **options: Any,
    ) -> BrowserContext:
        """A fresh profile: its own cookies and storage, this size and colour scheme."""
        context = self.browser(camera).new_context(
            base_url=base_url,
            color_scheme=scheme,
            locale="en-GB",
            timezone_id="UTC",
            permissions=list(permissions),
            **SIZES[size],
            **options,
        )
        context.set_default_timeout(30_000)
        seen.watch(context)
        return context

    def close(self) -> None:
        """End every browser."""
        for browser in self.started.values():
            browser.close()


@contextmanager
def browsers() -> Iterator[Browsers]:
    """Browsers for one module; while the block lasts, this thread cannot run asyncio."""
    from playwright.sync_api import sync_playwright

    chromium_path()
    with sync_playwright() as playwright:
        all_of_them = Browsers(playwright)
        try:
            yield all_of_them
        finally:
            all_of_them.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds wrong with a page by WCAG 2.2 AA and good practice, one line each."""
    page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(
        "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{fault['id']}: {fault['help']}: {', '.join(str(node['target']) for node in fault['nodes'])}"
        for fault in answer["violations"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )
