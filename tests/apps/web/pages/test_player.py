"""The session player in a real Chromium, with the page's clock in the test's hand."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from seeding import Seeded, in_training

from ilio.records.store import OWNER

OpenPage = Callable[..., Any]

NOTE_SOUND = """
  const begin = OscillatorNode.prototype.start;
  window.beeps = [];
  OscillatorNode.prototype.start = function (at) { window.beeps.push(at); return begin.call(this, at); };
  const stop = OscillatorNode.prototype.stop;
  window.silenced = 0;
  OscillatorNode.prototype.stop = function (at) { if (at === undefined) window.silenced += 1; return stop.call(this, at); };
"""


@pytest.fixture
def seeded(page_server: Any) -> Seeded:
    return in_training(page_server.store)


@pytest.fixture
def player(open_page: OpenPage, seeded: Seeded) -> Iterator[Any]:
    page = open_page("/privacy", size="phone")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.add_init_script(NOTE_SOUND)
    page.goto(f"/session/{seeded.session}")
    page.get_by_role("button", name="Start").click()
    yield page


def shown(page: Any) -> list[tuple[str, float]]:
    """The steps as the page lists them: the log may have moved the load since the plan was made."""
    rows = page.evaluate(
        "() => [...document.querySelectorAll('#steps li')].map((r) => [r.firstChild.textContent, +r.dataset.seconds])"
    )
    return [(text, seconds) for text, seconds in rows]


def said(page: Any) -> str:
    return str(page.get_by_role("status").inner_text())


def seconds(page: Any) -> int:
    return int(page.get_by_role("timer").inner_text())


def test_it_goes_through_every_step_and_ends_in_the_log(player: Any) -> None:
    steps = shown(player)
    player.clock.run_for(500)  # from here half a second into each step
    for text, length in steps:
        assert (said(player), seconds(player)) == (text, int(length))
        player.clock.run_for(length * 1000)
    assert player.get_by_text("Well done. Now say how it was.").is_visible()
    assert player.get_by_label("Done", exact=True).is_checked()
    assert player.evaluate("() => document.activeElement.id") == "log"


def test_pause_holds_the_time_and_silences_the_beeps(player: Any) -> None:
    player.clock.run_for(2000)
    player.get_by_role("button", name="Pause").click()
    before, silenced = seconds(player), player.evaluate("() => window.silenced")
    assert silenced > 0
    player.clock.run_for(60_000)
    assert seconds(player) == before and said(player) == "Paused."
    player.get_by_role("button", name="Go on").click()
    player.clock.run_for(1200)
    assert seconds(player) == before - 1


def test_skip_and_back_move_by_a_step(player: Any) -> None:
    steps = shown(player)
    player.locator("#skip").click()
    assert said(player) == steps[1][0]
    player.get_by_role("button", name="Back").click()
    assert said(player) == steps[0][0]
    player.clock.run_for(5000)
    player.get_by_role("button", name="Back").click()
    assert said(player) == steps[0][0] and seconds(player) == int(steps[0][1])


def test_a_page_that_slept_catches_up(player: Any) -> None:
    steps = shown(player)
    asleep_s = sum(length for _, length in steps[:3]) + 1
    player.clock.fast_forward(asleep_s * 1000)
    player.clock.run_for(300)
    assert said(player) == steps[3][0]


def test_beeps_are_laid_out_for_the_whole_session_at_once(player: Any) -> None:
    steps = shown(player)
    beeps = player.evaluate("() => window.beeps")
    assert len(beeps) == 4 * len(steps), "three short ones and a long one before each change"
    whole = sum(length for _, length in steps)
    assert max(beeps) == pytest.approx(whole, abs=1.5)


def test_a_session_that_was_left_is_not_called_done(player: Any) -> None:
    player.get_by_role("button", name="End the session").click()
    assert not player.get_by_label("Done", exact=True).is_checked()


def test_the_player_keeps_the_screen_awake_and_lets_it_go(
    open_page: OpenPage, seeded: Seeded
) -> None:
    page = open_page("/privacy")
    page.add_init_script(
        """
        window.locks = [];
        navigator.wakeLock.request = async (kind) => {
          window.locks.push(kind);
          return { release: () => window.locks.push("released") };
        };
        """
    )
    page.goto(f"/session/{seeded.session}")
    page.get_by_role("button", name="Start").click()
    assert page.evaluate("() => window.locks") == ["screen"]
    page.get_by_role("button", name="End the session").click()
    assert page.evaluate("() => window.locks") == ["screen", "released"]


def test_only_a_voice_of_this_device_speaks(open_page: OpenPage, seeded: Seeded) -> None:
    page = open_page("/privacy")
    page.add_init_script(
        """
        window.spoken = [];
        const voice = (name, localService) => ({ name, localService, lang: "en-GB", default: false });
        speechSynthesis.getVoices = () => [voice("Far away", false), voice("Here", true)];
        speechSynthesis.speak = (said) => window.spoken.push(said.text);
        Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", {
          set(voice) { window.voice = voice.name; }, get() { return null; } });
        """
    )
    page.goto(f"/session/{seeded.session}")
    page.get_by_role("button", name="Start").click()
    assert page.evaluate("() => [window.voice, window.spoken.length]") == ["Here", 1]
    assert page.evaluate("() => window.spoken[0]") == said(page)


def test_the_player_works_by_keyboard_alone(
    page_server: Any, open_page: OpenPage, seeded: Seeded
) -> None:
    page = open_page(f"/session/{seeded.session}")
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "pause"
    page.keyboard.press("Space")
    assert said(page) == "Paused."
    page.get_by_role("button", name="End the session").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Done", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Logged, thank you.").wait_for()
    assert page_server.store.log(OWNER, seeded.person)[-1].session == seeded.session
