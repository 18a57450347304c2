"""From the first page to the last: test, verdict, plan, session, log, progress, export, delete."""

import io
import json
import zipfile
from typing import Any

import pytest
from browsing import scrolls_sideways
from hands import Keyboard

from ilio.records.store import OWNER

ANSWERS = "form[data-form=answers]:not([hidden])"
HANGS = {
    "thomas_pain": "no",
    "seen_by": "friend",
    "table_level": "yes",
    "device": "inclinometer",
    "at_the_edge": "yes",
    "bracing": "yes",
    "hand_check": "snug",
}
LOOKS = [
    {"size": "desktop", "scheme": "light"},
    {"size": "narrow", "scheme": "dark", "reduced_motion": "reduce"},
]


class Way:
    """A person who goes the whole way by the keyboard, and the checks at each stop."""

    def __init__(self, page: Any, axe: Any) -> None:
        self.page, self.axe, self.hands = page, axe, Keyboard(page)

    def look(self) -> None:
        """What must hold wherever the person stops."""
        assert self.axe(self.page) == []
        assert not scrolls_sideways(self.page)

    def answer_first_questions(self) -> None:
        self.page.locator("#test[data-ready]").wait_for(state="attached")
        self.look()
        self.hands.check("#red_flags-none")
        self.hands.press("[data-do=safety-done]")
        self.page.locator("#h-person").wait_for()
        self.look()
        self.hands.check("#do_not_test-none")
        self.hands.write("form[data-form=person] input[name=age_years]", "34")
        self.hands.write("form[data-form=person] input[name=sitting_hours]", "8")
        self.hands.choose("form[data-form=person]", safety="yes")
        self.hands.press("[data-do=person-done]")
        self.page.locator("#h-choose").wait_for()
        self.look()

    def lie_down(self, side: str, drop_deg: float) -> None:
        """One trial of the table test with an inclinometer."""
        self.hands.choose("[data-step=choose]", way="questions")
        self.hands.press(f"[data-do=begin][data-protocol=thomas][data-side={side}]")
        self.hands.press("[data-do=to-answers]")
        self.page.locator("#h-answers").wait_for()
        self.hands.choose(ANSWERS, **HANGS)
        self.hands.write(f"{ANSWERS} input[name=thigh_drop]", str(drop_deg))
        self.look()
        self.hands.press("[data-do=answered]")
        self.page.locator("#outcome .summary").wait_for()
        self.look()
        self.hands.press("[data-do=next]")
        self.page.locator("#h-choose").wait_for()


@pytest.fixture(params=LOOKS, ids=["desktop", "narrow and dark"])
def way(page_server: Any, open_page: Any, axe: Any, request: Any) -> Way:
    return Way(open_page("/", **request.param), axe)


@pytest.mark.slow
def test_by_keyboard_from_the_start_to_the_deletion(page_server, way):
    page, hands = way.page, way.hands
    way.look()
    hands.press("main a[href='/test']")
    way.answer_first_questions()
    for side, drop_deg in (("left", -14), ("right", 14)):
        way.lie_down(side, drop_deg)
    hands.press("[data-do=finish]")
    page.wait_for_url("**/result/*")
    assert "left" in page.locator(".summary").inner_text().lower()
    assert "tight" in page.locator(".summary").inner_text().lower()
    way.look()

    hands.press("main a[href^='/plan/new']")
    hands.write("#runs", "Tue intervals 60 min 18:00, Sun long")
    way.look()
    hands.press("main form[action^='/plan/new'] button:not([type=button])")
    page.wait_for_url("**/plan")
    way.look()
    hands.press("a.session:not(.retest)")
    page.wait_for_url("**/session/*")
    way.look()

    hands.press("#start")
    page.locator("#title").wait_for()
    first = page.locator("#title").inner_text(), page.locator("#count").inner_text()
    hands.press("#skip")
    page.wait_for_function(
        "(before) => document.getElementById('title').innerText !== before[0]"
        " || document.getElementById('count').innerText !== before[1]",
        arg=first,
    )
    assert page.locator("#said").inner_text(), "what is spoken stands there as text"
    way.look()
    hands.press("#end")
    hands.choose("#log", done="yes", effort="5", pain="1")
    hands.press("#log button:not([type=button])")
    page.get_by_text("Logged, thank you.").wait_for()
    way.look()

    hands.press("nav a[href='/progress']")
    page.wait_for_url("**/progress")
    way.look()
    hands.press("a[href='/privacy']")
    page.locator("main form button.danger").wait_for()
    way.look()
    taken = taken_out(page)
    assert {name.rpartition(".")[2] for name in taken.namelist()} >= {"json", "csv", "pdf"}
    kept = [json.loads(taken.read(name)) for name in taken.namelist() if name.endswith(".json")]
    assert any("-14" in json.dumps(each) for each in kept), "the answers are in it"

    hands.check("input[name=sure]")
    hands.press("main form button.danger")
    page.get_by_text("deleted", exact=False).first.wait_for()
    way.look()
    store, person = page_server.store, page_server.store.own_person(OWNER)
    assert list(store.visits(OWNER, person.id)) == []
    assert store.programme(OWNER, person.id) is None
    assert list(store.log(OWNER, person.id)) == []


def taken_out(page: Any) -> zipfile.ZipFile:
    """The zip file that the link gives."""
    with page.expect_download() as coming:
        Keyboard(page).press("a[href$='export.zip']")
    with open(coming.value.path(), "rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))
