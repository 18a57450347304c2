"""Every page in a real Chromium: by axe, at 320 px, by keyboard, without scripts, at 200 %."""

from collections.abc import Callable
from typing import Any

import pytest
import sample_visits
from browsing import scrolls_sideways
from seeding import add_visit, first_test, in_training

from ilio.records.store import OWNER

OpenPage = Callable[..., Any]

PAGES = (
    "/",
    "/result",
    "/result/{visit}/muscles",
    "/plan",
    "/plan/new",
    "/session/{session}",
    "/progress",
    "/learn",
    "/learn/muscles",
    "/people",
    "/account",
    "/privacy",
    "/share",
    "/nowhere",
)

LOOKS = [(size, scheme) for size in ("phone", "desktop") for scheme in ("light", "dark")]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_page_is_closed_to_anybody(
    page_server: Any, open_page: OpenPage, axe: Callable[[Any], list[str]], size: str, scheme: str
) -> None:
    seeded = in_training(page_server.store)
    page = open_page("/privacy", size=size, scheme=scheme)
    faults = {}
    for path in PAGES:
        page.goto(path.format(session=seeded.session, visit=seeded.visit))
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        faults[path] = axe(page)
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_before_the_first_test_is_closed_to_anybody(
    page_server: Any, open_page: OpenPage, axe: Callable[[Any], list[str]], scheme: str
) -> None:
    page = open_page("/", size="phone", scheme=scheme)
    faults = {}
    for path in ("/", "/result", "/plan", "/progress", "/share"):
        page.goto(path)
        faults[path] = axe(page)
    add_visit(page_server.store, page_server.store.own_person(OWNER).id, sample_visits.refer())
    for path in ("/?", "/result?"):
        page.goto(path)
        faults[path] = axe(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_login_and_invitation_are_closed_to_nobody(
    serve: Callable[..., Any], open_page: OpenPage, axe: Callable[[Any], list[str]]
) -> None:
    served = serve(mode="coach")
    served.store.add_account(None, "Olga", "correct horse battery", "owner")
    mo = served.store.add_person(OWNER, "Mo")
    token = served.store.invite(OWNER, mo.id)
    page = open_page("/login", at=served.url, size="phone")
    faults = axe(page)
    page.goto(f"/invite/{token}")
    faults += axe(page)
    page.goto("/login")
    page.get_by_label("Name").fill("Olga")
    page.get_by_label("Password").fill("correct horse battery")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="People").click()
    page.get_by_role("button", name="Invite Mo").click()
    page.locator("#invitation").wait_for()
    assert faults + axe(page) == []


@pytest.mark.parametrize("state", [first_test, in_training], ids=["tested", "training"])
def test_nothing_scrolls_sideways_at_320_px(
    page_server: Any, open_page: OpenPage, state: Callable[[Any], Any]
) -> None:
    seeded = state(page_server.store)
    page = open_page("/", size="narrow")
    wide = []
    for path in PAGES:
        if "{session}" in path and seeded.programme is None:
            continue
        page.goto(
            path.format(session=seeded.session if seeded.programme else "", visit=seeded.visit)
        )
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        if scrolls_sideways(page):
            wide.append(path)
    assert wide == []


def test_nothing_scrolls_sideways_at_200_percent(page_server: Any, open_page: OpenPage) -> None:
    seeded = in_training(page_server.store)
    page = open_page("/")
    page.set_viewport_size({"width": 640, "height": 400})  # a window of 1280 by 800, twice as large
    wide = []
    for path in PAGES:
        page.goto(path.format(session=seeded.session, visit=seeded.visit))
        if scrolls_sideways(page):
            wide.append(path)
    assert wide == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page_server: Any, open_page: OpenPage
) -> None:
    in_training(page_server.store)
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.goto("/")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const at = document.activeElement, box = at.getBoundingClientRect();
              const ring = getComputedStyle(at);
              const shown = ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2;
              const inside = box.bottom > 0 && box.top < innerHeight;
              return [at.getAttribute("href") ?? at.tagName, shown && inside];
            }"""
        )
        if seen[0] == "BODY":
            break
        assert seen[1], f"no focus ring, or out of sight: {seen[0]}"
        reached.add(seen[0])
    links = page.evaluate(
        "() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"
    )
    assert set(links) <= reached


def test_focus_is_never_under_the_tabs_of_a_phone(page_server: Any, open_page: OpenPage) -> None:
    in_training(page_server.store)
    page = open_page("/", size="phone")
    for _ in range(60):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body || at.closest(".tabs")) return false;
              const tabs = document.querySelector(".tabs").getBoundingClientRect();
              return at.getBoundingClientRect().bottom > tabs.top;
            }"""
        )
        assert not covered, page.evaluate("() => document.activeElement.outerHTML")


def test_plan_and_log_work_without_scripts(page_server: Any, open_page: OpenPage) -> None:
    seeded = first_test(page_server.store)
    page = open_page("/result", java_script_enabled=False)
    page.get_by_role("link", name="Make a plan").click()
    page.get_by_label("Your runs in a week").fill("Tue intervals, Sun long")
    page.get_by_role("button", name="Make the plan").click()
    page.locator(".session:not(.retest)").first.click()
    assert page.locator("#steps li").count() > 0
    page.get_by_label("Done", exact=True).check()
    page.get_by_role("group", name="How hard was it?").get_by_label("4").check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("status").inner_text().startswith("Logged, thank you.")
    assert page_server.store.log(OWNER, seeded.person)[-1].effort == 4
