"""A session moved on the page: by keyboard, on a small phone, in real Chromium."""

from datetime import timedelta

import pytest
from browsing import scrolls_sideways
from hands import Keyboard
from seeding import in_training

from ilio.records.store import OWNER

LOOKS = [
    {"size": "desktop", "scheme": "light"},
    {"size": "narrow", "scheme": "dark", "reduced_motion": "reduce"},
]


def starts(server):
    person = server.store.own_person(OWNER).id
    plan = server.store.programme(OWNER, person).programme
    return {s.key: s.start for s in plan.sessions}


def write_moment(page, hands, to):
    """Type day and time as the fields take them, part by part."""
    hands.go_to("#move input[name=day]")
    page.keyboard.type(f"{to:%m%d%Y}")
    hands.go_to("#move input[name=at]")
    page.keyboard.type(f"{to:%I%M%p}")


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=["desktop", "narrow and dark"])
def test_by_keyboard_one_session_goes_elsewhere(page_server, open_page, axe, look):
    seeded = in_training(page_server.store)
    today = page_server.clock.today
    coming = [
        s for s in seeded.programme.sessions if s.kind == "strength" and s.start.date() > today
    ]
    session, before = coming[-1], starts(page_server)
    page = open_page("/plan", **look)
    hands = Keyboard(page)
    hands.press("#move > summary")
    assert axe(page) == [] and not scrolls_sideways(page)

    hands.go_to("#move select")
    page.select_option("#move select", session.key)
    onto_another = coming[-2].start
    write_moment(page, hands, onto_another)
    hands.press("#move button")
    page.locator("[role=alert]").wait_for()
    assert "another session lies" in page.locator("[role=alert]").inner_text()
    assert page.input_value("#move select") == session.key
    assert page.input_value("#move input[name=at]") == f"{onto_another:%H:%M}"
    assert axe(page) == [] and not scrolls_sideways(page)
    assert starts(page_server) == before

    to = session.start + timedelta(minutes=50)
    write_moment(page, hands, to)
    hands.press("#move button")
    page.locator("[role=status].notice").wait_for()
    assert f"{to:%H:%M}" in page.locator("[role=status].notice").inner_text()
    assert starts(page_server) == {**before, session.key: to}
    assert axe(page) == [] and not scrolls_sideways(page)
