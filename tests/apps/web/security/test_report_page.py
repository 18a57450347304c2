"""The report that the API sends, in a real browser: its one style holds, nothing else is let in."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from asking import SNUG_AND_HOVERS, client_of


def test_the_report_keeps_its_style_under_its_own_policy(
    page_server: Any, open_page: Callable[..., Any]
) -> None:
    with closing(client_of(page_server.url)) as client:
        person = client.get("/api/v1/me").json()["person"]["id"]
        given = {"red_flags": [], "attempt": [SNUG_AND_HOVERS, SNUG_AND_HOVERS]}
        visit = client.post(f"/api/v1/people/{person}/visits", json=given).json()["id"]
    page = open_page(f"/api/v1/visits/{visit}/report.html")  # a breach of the policy fails the test
    assert page.locator("h1").count() == 1
    plain = "() => getComputedStyle(document.body).getPropertyValue('--accent').trim() !== ''"
    assert page.evaluate(plain)
