"""An attempt of the guided test that the linked phone measures and the laptop leads."""

import json
from itertools import pairwise
from typing import Any

import pytest

from ilio.records.store import OWNER

ASKED = {
    "schema": "ilio/visit-input/1",
    "red_flags": [],
    "do_not_test": [],
    "person": {"age_years": 34},
    "page": {"ready": "yes"},
}
TREMBLE = "() => void setInterval(() => dispatchEvent(new Event('devicemotion')), 100)"


class Strapped:
    """A phone on a thigh, whose own time runs as fast as the test wants."""

    def __init__(self, page: Any) -> None:
        self.page, self.beta = page, 90.0
        self.devtools = page.context.new_cdp_session(page)
        page.clock.install(time=0)
        page.clock.pause_at(
            1
        )  # its time goes on only as the test says: a busy machine leaves no gap
        page.evaluate(TREMBLE)
        self._turn()

    def hold(self, seconds: float, step_s: float = 0.5) -> None:
        """Let time pass, the thigh where it is."""
        for _ in range(round(seconds / step_s)):
            self.page.clock.run_for(step_s * 1000)

    def until(self, there: Any, step_s: float = 0.5) -> None:
        """Let time pass until something shows, on this page or on the laptop's."""
        for _ in range(600):
            if there.is_visible():
                return
            self.hold(step_s, step_s)
            self.page.wait_for_timeout(30)
        words = " | ".join(there.page.locator("body").inner_text().split("\n"))
        raise AssertionError(f"never shown: {there} in: {words}")

    def switch_on(self) -> None:
        """Tap the button; the sensor's events come in their own time, so the phone's goes slowly."""
        self.page.evaluate("() => import('/static/measure/sensor.js').then(() => null)")
        self.page.click("#start")
        self.until(self.page.locator("#leave"), 0.02)

    def lift(self, to_deg: float, seconds: float = 1.0) -> None:
        """Bring the thigh to that elevation."""
        step_deg = (90.0 - to_deg - self.beta) / round(seconds / 0.05)
        for _ in range(round(seconds / 0.05)):
            self.beta += step_deg
            self._turn()
            self.hold(0.05, 0.05)

    def _turn(self) -> None:
        override = {"alpha": 0, "beta": self.beta, "gamma": 0}
        self.devtools.send("DeviceOrientation.setDeviceOrientationOverride", override)


BUTTON = {"sensor": "Switch the motion sensor on", "camera": "Switch the camera on"}


@pytest.fixture
def join(linked, open_page):
    """A laptop that waits for the phone in the guided test, and the phone, joined."""

    def begin(kind, side, **look):
        person = linked.store.own_person(OWNER).id
        linked.store.save_draft(OWNER, person, ASKED)
        base, _, key = linked.phone_url().partition("/link")
        look = {"size": "phone", "ignore_https_errors": True} | look
        phone = open_page(f"/link{key}", at=base, **look)
        phone.locator("#state", has_text="Connected").wait_for()
        laptop = open_page(f"/test?way=phone-{kind}", at=linked.url)
        laptop.click(f"[data-do=begin][data-protocol=knee-raise][data-side={side}]")
        phone.locator("#start", has_text=BUTTON[kind]).wait_for()
        return laptop, phone

    return begin


@pytest.fixture
def joined(join):
    """The same with the phone as the sensor on the left thigh."""
    return join("sensor", "left")


def test_a_phone_that_breaks_off_ends_the_attempt_and_never_mixes_two(linked, joined):
    laptop, phone = joined
    strapped = Strapped(phone)
    strapped.switch_on()
    strapped.until(laptop.locator("#angle", has_text="0°"))
    phone.reload()
    phone.locator("#start", has_text="Switch the motion sensor on").wait_for()
    kept = len(linked.link.relay.readings)
    phone.evaluate(TREMBLE)
    strapped.switch_on()
    strapped.until(phone.locator("#words", has_text="Begin it anew on the computer"))
    strapped.until(laptop.locator("#trouble", has_text="Begin it anew on the computer"))
    assert len(linked.link.relay.readings) == kept
    laptop.click("#again-source")
    strapped.until(phone.locator("#state", has_text="Measuring"))


def test_a_phone_that_is_switched_off_ends_the_attempt(joined):
    laptop, phone = joined
    strapped = Strapped(phone)
    strapped.switch_on()
    strapped.until(laptop.locator("#angle", has_text="0°"))
    phone.click("#leave")
    strapped.until(laptop.locator("#trouble", has_text="The phone has stopped measuring"))


@pytest.mark.slow
def test_a_knee_raise_by_the_linked_phone_goes_the_way_of_every_attempt(linked, joined):
    laptop, phone = joined
    person = linked.store.own_person(OWNER).id
    strapped = Strapped(phone)
    strapped.switch_on()
    strapped.until(phone.locator("#state", has_text="Measuring"))
    laptop.click("[data-do=start-now]")
    strapped.until(laptop.locator("#say", has_text="bring the knee up"))
    strapped.lift(102)
    strapped.until(laptop.locator("#say", has_text="Ten seconds left"))
    strapped.until(laptop.locator("#h-answers"))
    strapped.until(phone.locator("#state", has_text="Ready"))
    for question, answer in SAID.items():
        laptop.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    laptop.click("[data-do=answered]")
    summary = laptop.locator("#outcome .summary")
    summary.wait_for()
    assert "longest unbroken hold above level 32.0 s" in summary.inner_text()

    attempt = linked.store.draft(OWNER, person)["attempt"][0]
    recording = linked.store.recording(OWNER, attempt["recording"])
    assert recording.kind == "phone"
    rows = recording.body.decode().splitlines()
    times = [float(row.split(",")[0]) for row in rows[1:]]
    assert rows[0] == "time_s,gravity_x,gravity_y,gravity_z"
    assert times[-1] > 32 and max(b - a for a, b in pairwise(times)) < 0.1


@pytest.mark.slow
@pytest.mark.data
def test_a_knee_raise_before_the_linked_phones_camera(linked, join, film, data_dir):
    clip = film(data_dir / "clips" / "dev_A5_30fps.mp4")
    laptop, phone = join("camera", "right", camera=clip)
    phone.click("#start")
    laptop.locator("#angle", has_text="°").wait_for(timeout=SLOW_MS)
    laptop.click("[data-do=start-now]")
    laptop.locator("#say", has_text="The leg is down").wait_for(timeout=SLOW_MS)
    laptop.locator("#h-answers").wait_for(timeout=SLOW_MS)
    draft = linked.store.draft(OWNER, linked.store.own_person(OWNER).id)
    recording = linked.store.recording(OWNER, draft["page"]["pending"]["recording"])
    points = json.loads(recording.body)
    assert (points["schema"], points["width"], points["height"]) == ("ilio/points/1", 640, 480)
    assert sum(len(frame["points"]) == 33 for frame in points["frames"]) > 30


SLOW_MS = 90_000
"""The pose model shares the processor with whatever else runs."""

SAID = {
    "Did it hurt": "No",
    "Who judges": "Someone watches from the side",
    "Did you hold on": "Nothing",
    "Your low back 5 seconds": "No rounder",
    "And at the end": "No rounder",
    "Did the trunk come forward": "It stayed tall",
    "Did you feel fatigue": "Yes",
}
