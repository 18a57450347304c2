"""Review: points moved by mouse, finger and keys, the numbers follow, the record keeps what was done."""

import json
from typing import Any

import httpx
import numpy as np
import pytest
from asking import ANSWERED
from browsing import scrolls_sideways

SECONDS, RATE_HZ = 14, 10


def stick(thigh_deg: float) -> list[list[float]]:
    """33 points of a person who faces image right, the right thigh raised; x, y, depth, visibility."""
    way = np.radians(thigh_deg)
    xy = np.zeros((33, 2))
    xy[:11], xy[11:13], xy[23:25] = [300, 90], [300, 140], [300, 260]
    xy[0] = [325, 92]
    xy[25], xy[27], xy[29], xy[31] = [300, 350], [300, 440], [292, 445], [330, 446]
    xy[26] = xy[24] + 90 * np.array([np.sin(way), np.cos(way)])
    xy[28] = xy[26] + [0, 85]
    xy[30], xy[32] = xy[28] + [-8, 4], xy[28] + [28, 6]
    near = [-20 if joint in (12, 24, 26, 28) else 0 for joint in range(33)]
    return [[x, y, z, 0.95] for (x, y), z in zip(xy.tolist(), near, strict=True)]


@pytest.fixture
def visit(page_server: Any) -> str:
    """A saved visit: one knee raise, up from 3 s to 12 s, measured from points."""
    times = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    thigh = np.interp(times, [0, 2.5, 3.5, 11.5, 12.5], [0, 0, 97, 97, 0])
    frames = [{"time_s": t, "points": stick(a)} for t, a in zip(times.tolist(), thigh, strict=True)]
    body = {"schema": "ilio/points/1", "width": 640, "height": 480, "frames": frames}
    client = httpx.Client(base_url=page_server.url, timeout=60)  # a busy machine starts slowly
    head = {"X-CSRF-Token": csrf(client), "Origin": page_server.url}
    person = page_server.store.own_person(owner()).id
    path = f"/api/v1/people/{person}"
    made = client.post(f"{path}/recordings?kind=points", json=body, headers=head)
    attempt = {"protocol": "knee-raise", "side": "right", "recording": made.json()["id"]}
    saved = client.post(f"{path}/visits", json={**ANSWERED, "attempt": [attempt]}, headers=head)
    client.close()
    return str(saved.json()["id"])


def csrf(client: httpx.Client) -> str:
    text = client.get("/test").text
    return text.partition('name="csrf" content="')[2].partition('"')[0]


def owner() -> Any:
    from ilio.records.store import OWNER

    return OWNER


@pytest.fixture
def review(open_page: Any, visit: str) -> Any:
    page = open_page(f"/review/{visit}/1", size="desktop")
    page.locator("#review[data-ready]").wait_for(state="attached")
    return page


def told(page: Any, words: str) -> None:
    page.wait_for_function(
        "(words) => document.getElementById('told').textContent.includes(words)", arg=words
    )


def angle_now(page: Any) -> float:
    return float(page.inner_text("#time-told").split(",")[1].strip().rstrip("°"))


def test_a_point_is_dragged_and_the_numbers_follow(
    review: Any, page_server: Any, visit: str
) -> None:
    before, at_first = angle_now(review), review.inner_text("#numbers")
    knee = review.locator("g[data-joint=knee_right]")
    box = knee.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    review.mouse.move(x, y)
    review.mouse.down()
    review.mouse.move(x - 4, y + 40, steps=3)
    review.mouse.up()
    told(review, "knee right set at")
    assert angle_now(review) < before - 10
    assert review.inner_text("#numbers") != at_first
    kept = page_server.store.visit(owner(), visit)
    (edit,) = kept.given["attempt"][0]["edits"]["edits"]
    assert edit["joint"] == "knee_right" and kept.revision == 1
    notes = " ".join(kept.visit.measurements[0].notes)
    assert "1 point corrected by hand" in notes
    assert "by-hand" in review.locator("g[data-joint=knee_right]").get_attribute("class")

    review.click("[data-do=undo]")
    review.wait_for_function("() => document.querySelector('[data-do=undo]').disabled")
    assert angle_now(review) == pytest.approx(before, abs=0.01)
    assert "edits" not in page_server.store.visit(owner(), visit).given["attempt"][0]


def test_a_point_is_moved_by_finger(open_page: Any, visit: str) -> None:
    page = open_page(f"/review/{visit}/1", size="phone")
    page.locator("#review[data-ready]").wait_for(state="attached")
    box = page.locator("g[data-joint=hip_right]").bounding_box()
    assert min(box["width"], box["height"]) >= 24, "large enough for a finger"
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for kind, places in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x, "y": y + 12}]),
        ("touchMove", [{"x": x, "y": y + 20}]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
    told(page, "hip right set at")


def test_a_point_is_moved_by_the_keys(review: Any, page_server: Any, visit: str) -> None:
    knee = review.locator("g[data-joint=knee_right]")
    start = knee.get_attribute("transform")
    knee.focus()
    review.keyboard.press("ArrowDown")
    review.keyboard.press("Shift+ArrowLeft")
    told(review, "knee right set at")
    (edit,) = page_server.store.visit(owner(), visit).given["attempt"][0]["edits"]["edits"]
    x, y = (float(part) for part in start.removeprefix("translate(").rstrip(")").split())
    assert (edit["x"], edit["y"]) == pytest.approx((x - 10, y + 1), abs=0.11)
    assert review.evaluate("() => document.activeElement.dataset.joint") == "knee_right"


def test_a_stretch_is_set_right_on_a_straight_line(
    review: Any, page_server: Any, visit: str
) -> None:
    for key, words in (("Home", "0.0 s"), ("End", "13.9 s")):
        review.focus("#time")
        review.keyboard.press(key)
        review.check("#line") if key == "End" else None
        review.locator("g[data-joint=ankle_left]").focus()
        review.keyboard.press("ArrowRight")
        told(review, f"ankle left set at {words}")
    edits = page_server.store.visit(owner(), visit).given["attempt"][0]["edits"]["edits"]
    assert [edit.get("line_from_previous", False) for edit in edits] == [False, True]


def test_the_trace_is_scrubbed_and_a_moment_is_jumped_to(review: Any) -> None:
    assert review.locator("#trace canvas").count() == 1
    review.click("#moments button >> nth=0")
    at_first = review.inner_text("#time-told")
    over = review.locator("#trace .u-over")
    width = over.evaluate("(over) => over.clientWidth")
    over.click(position={"x": width * 0.6, "y": 20})
    assert review.inner_text("#time-told") != at_first
    assert float(review.inner_text("#time-told").split(" ")[0]) == pytest.approx(8.4, abs=0.5)
    review.focus("#time")
    review.keyboard.press("ArrowRight")
    assert "seconds" in review.get_attribute("#time", "aria-valuetext")


def test_without_pictures_the_points_stand_alone(review: Any) -> None:
    assert "The pictures stayed in the browser that filmed this" in review.inner_text(
        "#about-picture"
    )
    assert review.locator("g[data-joint]").count() == 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone", "narrow"])
def test_the_review_is_for_everybody(
    open_page: Any, axe: Any, visit: str, size: str, scheme: str
) -> None:
    page = open_page(f"/review/{visit}/1", size=size, scheme=scheme)
    page.locator("#review[data-ready]").wait_for(state="attached")
    assert axe(page) == []
    assert not scrolls_sideways(page)


def test_an_attempt_that_is_not_there(page_server: Any, visit: str) -> None:
    answer = httpx.get(
        f"{page_server.url}/review/{visit}/7/data", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert json.loads(answer.text)["error"]["expected"] == "an attempt from 1 to 1"
    assert httpx.get(f"{page_server.url}/review/{'0' * 32}/1").status_code == 404
