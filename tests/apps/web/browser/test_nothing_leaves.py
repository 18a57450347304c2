"""While the page measures, and when it closes, nothing asks for anything outside this machine.

Newer versions of the pose runtime report to their maker a minute after they start, and when they
end; shorter looks see nothing of it.
"""

import time

import pytest

from ilio.records.store import OWNER

LONGER_THAN_A_MINUTE_S = 66
ASKED = {"schema": "ilio/visit-input/1", "red_flags": [], "do_not_test": []}


@pytest.mark.slow
@pytest.mark.data
def test_a_camera_that_runs_for_more_than_a_minute_asks_nobody(
    page_server, open_page, film, data_dir, seen
):
    person = page_server.store.own_person(OWNER).id
    page_server.store.save_draft(OWNER, person, ASKED | {"person": {"age_years": 34}})
    page = open_page("/test", camera=film(data_dir / "clips" / "dev_A1_steady90.mp4", last_s=6))
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.click("[data-do=begin][data-protocol=knee-raise][data-side=left]")
    page.locator("#angle", has_text="°").wait_for(timeout=60_000)
    assert any(url.endswith("vision_bundle.mjs") for url in asked), "workers are watched as well"
    until = time.monotonic() + LONGER_THAN_A_MINUTE_S
    while time.monotonic() < until:
        page.wait_for_timeout(1000)
    assert "°" in page.inner_text("#angle"), "it ran all the time"
    page.click("[data-do=to-choose]")
    page.goto("/privacy")
    page.wait_for_timeout(2000)
    assert seen.nothing(), seen
