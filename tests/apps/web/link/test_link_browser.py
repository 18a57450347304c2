"""Two real browsers, a laptop's and a phone's, joined over TLS."""

from itertools import pairwise
from typing import Any

import pytest
from browsing import scrolls_sideways

BASE = "https://127.0.0.2"


@pytest.fixture
def phone(linked, open_page):
    """Open the phone's page from a link, as the phone's camera would after a scan."""

    def scan(url: str, **look: Any) -> Any:
        base, _, path = url.partition("/link")
        look = {"size": "phone", "ignore_https_errors": True} | look
        return open_page(f"/link{path}", at=base, **look)

    return scan


@pytest.fixture
def laptop(linked, open_page):
    page = open_page("/phone", at=linked.url)
    page.wait_for_selector("#code svg")
    return page


def scanned(laptop: Any) -> str:
    """What the code on the laptop says."""
    return str(laptop.get_attribute("#code", "data-url"))


def turn(phone: Any, beta: float, gamma: float = 0.0) -> None:
    """Turn the phone: DevTools give its sensor these angles, and it trembles as a held phone does."""
    if not hasattr(phone, "devtools"):
        phone.devtools = phone.context.new_cdp_session(phone)
        phone.evaluate(
            "() => void setInterval(() => dispatchEvent(new Event('devicemotion')), 100)"
        )
    override = {"alpha": 0, "beta": beta, "gamma": gamma}
    phone.devtools.send("DeviceOrientation.setDeviceOrientationOverride", override)


def says(page: Any, where: str, words: str) -> None:
    """Wait until that place of the page says those words."""
    page.locator(where, has_text=words).wait_for()


def whole_take(laptop: Any, linked: Any) -> list[dict[str, Any]]:
    """The readings of the take, once all that the phone has counted are there."""
    relay = linked.link.relay
    for _ in range(100):
        if relay.report.total == len(relay.readings):
            return list(relay.readings)
        laptop.wait_for_timeout(100)
    raise AssertionError(f"{len(relay.readings)} readings came of {relay.report.total}")


def test_a_phone_joins_measures_and_the_laptop_shows_it_live(linked, laptop, phone):
    handset = phone(scanned(laptop))
    says(handset, "#state", "Connected")
    says(laptop, "#chip", "Joined")
    assert "#" not in handset.url, "the key stays in no address"
    laptop.check("input[value=sensor]")
    says(handset, "#start", "Switch the motion sensor on")
    turn(handset, 80)
    handset.click("#start")
    says(handset, "#state", "Ready")
    laptop.click("#try")
    says(laptop, "#chip", "Live")
    laptop.wait_for_function("() => /[1-9]\\d+ readings/.test(document.body.innerText)")
    laptop.click("#try")
    says(laptop, "#chip", "Ready")
    readings = whole_take(laptop, linked)
    assert readings[-1]["up"] == pytest.approx([0, 0.9848, 0.1736], abs=2e-3)


def test_a_used_code_a_wrong_one_and_none_are_told_in_words(laptop, phone):
    url = scanned(laptop)
    says(phone(url), "#state", "Connected")
    says(phone(url), "#words", "got one that a phone has used already")
    says(phone(url.partition("#")[0] + "#guess"), "#words", "got another key")
    says(phone(url.partition("#")[0]), "#words", "Scan the code that the computer shows")
    says(laptop, "#code-words", "A phone has joined")
    assert laptop.locator("#code svg").count() == 0


def test_a_phone_that_reloads_goes_on_without_a_new_code(laptop, phone):
    handset = phone(scanned(laptop))
    says(handset, "#state", "Connected")
    handset.reload()
    says(handset, "#state", "Connected")


def test_a_phone_that_was_sent_away_is_told_and_cannot_come_back(laptop, phone):
    handset = phone(scanned(laptop))
    says(laptop, "#chip", "Joined")
    laptop.click("#send-away")
    says(handset, "#state", "Link ended")
    says(laptop, "#chip", "No phone")
    handset.reload()
    says(handset, "#words", "Scan the code")


def test_a_lost_network_costs_time_and_no_reading(linked, laptop, phone):
    handset = phone(scanned(laptop))
    says(handset, "#state", "Connected")
    laptop.check("input[value=sensor]")
    says(handset, "#start", "Switch the motion sensor on")
    turn(handset, 10)
    handset.click("#start")
    says(handset, "#state", "Ready")
    laptop.click("#try")
    says(handset, "#state", "Measuring")
    handset.context.set_offline(True)
    says(handset, "#state", "Not connected")
    turn(handset, 60)
    says(laptop, "#chip", "Not heard")
    lost_at = len(linked.link.relay.readings)
    handset.context.set_offline(False)
    says(handset, "#state", "Measuring")
    says(laptop, "#chip", "Live")
    laptop.click("#try")
    says(laptop, "#chip", "Ready")
    times = [reading["t"] for reading in whole_take(laptop, linked)]
    assert len(times) > lost_at + 100
    steps = [later - before for before, later in pairwise(times)]
    assert max(steps) < 0.5, "the readings of the lost seconds are there too"


def test_a_phone_without_a_sensor_is_told_and_so_is_the_laptop(laptop, phone):
    handset = phone(scanned(laptop), permissions=("camera",))
    laptop.check("input[value=sensor]")
    says(handset, "#start", "Switch the motion sensor on")
    handset.click("#start")
    says(handset, "#state", "That did not work")
    says(laptop, "#chip", "Trouble")
    says(laptop, "#phone-words", "sensor")


@pytest.mark.slow
@pytest.mark.data
def test_the_phones_camera_sends_joints_and_never_a_picture(linked, laptop, phone, film, data_dir):
    clip = film(data_dir / "clips" / "dev_A1_steady90.mp4", last_s=6)
    handset = phone(scanned(laptop), camera=clip)
    bodies: list[bytes] = []
    handset.context.on("request", lambda asked: bodies.append(asked.post_data_buffer or b""))
    says(handset, "#start", "Switch the camera on")
    handset.click("#start")
    says(handset, "#state", "Ready")
    laptop.click("#try")
    laptop.wait_for_function("() => /[1-9]\\d readings/.test(document.body.innerText)")
    laptop.click("#try")
    says(laptop, "#chip", "Ready")
    seen = [reading for reading in linked.link.relay.readings if reading["points"]]
    assert len(seen) >= 10
    assert {len(reading["points"]) for reading in seen} == {33}
    assert {(reading["width"], reading["height"]) for reading in seen} == {(640, 480)}
    per_reading = sum(map(len, bodies)) / len(linked.link.relay.readings)
    assert per_reading < 2_000, "33 joints fit; a picture would not"


def test_both_pages_fit_into_320_px(linked, phone, open_page):
    laptop = open_page("/phone", at=linked.url, size="narrow")
    laptop.wait_for_selector("#code svg")
    laptop.click("summary")
    assert not scrolls_sideways(laptop)
    handset = phone(scanned(laptop), size="narrow")
    says(handset, "#state", "Connected")
    handset.click("summary")
    assert not scrolls_sideways(handset)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_are_accessible(linked, phone, axe, open_page, scheme):
    other = open_page("/phone", at=linked.url, scheme=scheme)
    other.wait_for_selector("#code svg")
    assert axe(other) == []
    handset = phone(scanned(other), scheme=scheme)
    says(handset, "#state", "Connected")
    assert axe(handset) == []
