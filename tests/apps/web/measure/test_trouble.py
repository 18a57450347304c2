"""What a person is told when a way in does not open, and that nothing is lost on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import scrolls_sideways
from runner import Runner

REFUSED = "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('x', '%s'); }; }"


def trouble(someone: Runner) -> str:
    place = someone.page.locator("#trouble:not([hidden])")
    place.wait_for()
    return str(place.inner_text())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NotAllowedError", "The camera is not allowed for this page. Allow it beside the address"),
        ("NotFoundError", "No camera was found. Plug one in, or use a film file."),
        ("NotReadableError", "Another program holds the camera. Close it, then try again."),
    ],
)
def test_a_camera_that_does_not_open(runner: Callable[..., Runner], name: str, told: str) -> None:
    someone = runner("camera")
    someone.page.evaluate(REFUSED % name)
    someone.answer_first().begin("knee-raise", "left")
    assert told in trouble(someone)
    assert someone.page.is_visible("[data-do=again-source]")


def test_an_address_that_is_not_secure(runner: Callable[..., Runner]) -> None:
    """There the browser has neither camera nor sensor."""
    someone = runner("camera")
    someone.page.evaluate(
        "() => { Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"
        " Object.defineProperty(window, 'isSecureContext', { value: false });"
        " delete window.DeviceOrientationEvent; }"
    )
    someone.answer_first().begin("knee-raise", "left")
    assert "This address is not secure" in trouble(someone)
    assert "a film file works here as well" in trouble(someone)
    someone.page.click("[data-do=to-choose]")
    someone.choose("[data-step=choose]", way="phone")
    someone.begin("knee-raise", "left")
    assert "keeps the sensor back" in trouble(someone)


def test_a_computer_without_a_sensor(runner: Callable[..., Runner]) -> None:
    someone = runner("phone")
    someone.answer_first().begin("thomas", "left")
    assert "This device has no orientation sensor" in trouble(someone)


def test_a_sensor_that_is_refused(runner: Callable[..., Runner]) -> None:
    """As phones do: they ask in the tap, and motion may be refused by itself."""
    someone = runner("phone")
    someone.page.evaluate(
        "() => { DeviceOrientationEvent.requestPermission = async () => 'denied';"
        " window.DeviceMotionEvent = { requestPermission: async () => 'denied' }; }"
    )
    someone.answer_first().begin("thomas", "left")
    assert "The sensor is not allowed for this page." in trouble(someone)
    someone.page.evaluate(
        "() => { DeviceOrientationEvent.requestPermission = async () => 'granted';"
        " setInterval(() => dispatchEvent(new DeviceOrientationEvent('deviceorientation',"
        " { alpha: 1, beta: 0, gamma: 2 })), 100); }"
    )
    someone.page.click("[data-do=again-source]")
    someone.waits_for_an_angle()


def test_a_file_that_is_no_film(runner: Callable[..., Runner], tmp_path: Path) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("no film")
    someone = runner("film")
    someone.answer_first().begin("knee-raise", "left")
    someone.page.set_input_files("#film", text)
    assert "This browser cannot open the file. Save the film as MP4" in trouble(someone)


def test_a_reload_loses_nothing(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    page = someone.page
    someone.answer_first().begin("thomas", "left")
    page.click("[data-do=to-answers]")
    shown = someone.answer("thomas", hand_check="snug", thigh_contact="hovers", at_the_edge="yes")
    assert "Table test" in shown
    page.reload()
    again = Runner(page)
    again.shows("choose")
    left = page.locator("[data-protocol=thomas] [data-side=left] >> nth=0")
    assert "1 of 2" in left.inner_text()
    page.click("[data-protocol=thomas] [data-side=left] >> text=Remove")
    page.get_by_text("0 of 2").first.wait_for()
    page.reload()
    Runner(page).shows("choose")
    assert page.locator("[data-attempts] li").count() == 0


def test_pain_ends_a_test_on_its_side(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    page = someone.page
    someone.answer_first().begin("knee-raise", "right")
    page.click("[data-do=to-answers]")
    someone.shows("answers")
    form = "form[data-form=answers][data-protocol=knee-raise]"
    someone.choose(form, knee_pain="yes")
    assert "Then this test is over for this side." in page.inner_text(form)
    assert not page.is_visible(f"{form} [data-question=support]")
    page.click("[data-do=answered]")
    page.locator("#outcome .summary").wait_for()
    page.click("[data-do=next]")
    someone.shows("choose")
    assert page.is_disabled("button[data-protocol=knee-raise][data-side=right]")
    assert page.is_enabled("button[data-protocol=knee-raise][data-side=left]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone", "narrow"])
def test_the_measuring_step_is_for_everybody(
    runner: Callable[..., Runner], axe: Callable[[Any], list[str]], size: str, scheme: str
) -> None:
    someone = runner("questions", size=size, scheme=scheme)
    someone.answer_first().begin("knee-raise", "left")
    assert axe(someone.page) == []
    assert not scrolls_sideways(someone.page)
    box = someone.page.locator("[data-do=start-10]").bounding_box()
    assert box and box["height"] >= 44


def test_the_first_page_is_light(runner: Callable[..., Runner], open_page: Any) -> None:
    """Before the model is asked for, and with the connection's own headers left out.

    60 kB of it are the drawings of the three tests, which stand in the page itself: the plank and its
    questions brought 35 kB.
    """
    page = open_page("/")
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto("/test")
    page.locator("#test[data-ready]").wait_for(state="attached")
    assert not any("vendor" in url for url in sizes)
    assert 20_000 < sum(sizes.values()) < 275_000


def test_without_a_device_the_clock_runs_with_its_cues(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    page = someone.page
    someone.answer_first().begin("knee-raise", "left")
    page.clock.install()
    page.click("[data-do=start-10]")
    assert page.inner_text("#say") == "Get ready."
    assert page.inner_text("#clock") == "10 s"
    page.clock.run_for(10_500)
    assert page.inner_text("#say").startswith("Bring the knee up and hold.")
    page.clock.run_for(10_500)
    assert page.inner_text("#say") == "Twenty seconds left."
    page.clock.run_for(10_000)
    assert page.inner_text("#say") == "Ten seconds left."
    page.clock.run_for(10_000)
    someone.shows("answers")


def test_a_countdown_is_called_off(runner: Callable[..., Runner]) -> None:
    someone = runner("questions")
    someone.answer_first().begin("knee-raise", "left")
    someone.page.click("[data-do=start-10]")
    someone.page.click("[data-do=stop]")
    assert someone.page.is_visible("[data-do=start-10]")


def test_a_loud_sound_starts(runner: Callable[..., Runner]) -> None:
    """Chromium's own microphone beeps once a second."""
    someone = runner("questions", permissions=("microphone", "camera"))
    page = someone.page
    policy = page.evaluate("() => document.featurePolicy?.allowsFeature('microphone') ?? true")
    assert policy, "the microphone is allowed on this page"
    loud = page.evaluate(
        """async () => {
          const { listenForLoud } = await import('/static/measure/loud_start.js');
          return Promise.race([
            new Promise((heard) => listenForLoud(() => heard('heard'))),
            new Promise((late) => setTimeout(() => late('nothing'), 12000)),
          ]);
        }"""
    )
    assert loud == "heard"


def test_a_room_is_not_taken_for_a_clap(runner: Callable[..., Runner]) -> None:
    someone = runner("camera")
    someone.page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = async () => {"
        " const room = new AudioContext(); const hum = new OscillatorNode(room);"
        " const quiet = new GainNode(room, { gain: 0.03 }); const out = room.createMediaStreamDestination();"
        " hum.connect(quiet).connect(out); hum.start(); return out.stream; }; }"
    )
    heard = someone.page.evaluate(
        """async () => {
          const { listenForLoud } = await import('/static/measure/loud_start.js');
          return Promise.race([
            new Promise((heard) => listenForLoud(() => heard('heard'))),
            new Promise((late) => setTimeout(() => late('nothing'), 3000)),
          ]);
        }"""
    )
    assert heard == "nothing"
