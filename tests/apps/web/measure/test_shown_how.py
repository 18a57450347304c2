"""The drawings that show how a test is done, before the first attempt."""

from collections.abc import Callable
from typing import Any

import pytest
from runner import Runner

Go = Callable[..., Runner]

KNEE = ".thomas-near-leg-1"
TURN = f"() => getComputedStyle(document.querySelector('{KNEE}')).transform"
MOVES = "() => document.getAnimations().filter((a) => a.playState === 'running').length"


def shown(runner: Go, protocol: str, side: str, **look: Any) -> Any:
    """The page where the test is set up."""
    return runner("questions", **look).answer_first().begin(protocol, side).page


def test_the_drawing_goes_through_the_steps_and_can_be_held_still(runner: Go) -> None:
    page = shown(runner, "thomas", "right")
    on_the_way_ms = 4500
    page.evaluate(
        "(ms) => document.getAnimations().forEach((a) => { a.currentTime = ms; })", on_the_way_ms
    )
    begun = page.evaluate(TURN)
    page.wait_for_function(f"(begun) => ({TURN})() !== begun", arg=begun)
    page.locator("#hold-still-thomas").check()
    held = page.evaluate(TURN)
    page.wait_for_timeout(300)
    assert page.evaluate(TURN) == held
    assert page.evaluate(MOVES) == 0


def test_whoever_wants_less_motion_sees_the_last_step(runner: Go) -> None:
    page = shown(runner, "thomas", "right", reduced_motion="reduce")
    assert page.evaluate(MOVES) == 0
    assert page.evaluate(TURN) == "none"
    assert not page.locator("#hold-still-thomas").is_visible()


@pytest.mark.parametrize(("side", "faces"), [("left", -1), ("right", 1)])
def test_the_drawing_faces_as_the_tested_side_is_seen(runner: Go, side: str, faces: int) -> None:
    page = shown(runner, "knee-raise", side)
    turned = page.evaluate(
        "() => [...document.querySelectorAll('[data-how=knee-raise] svg')]"
        ".map((svg) => new DOMMatrix(getComputedStyle(svg).transform).a)"
    )
    assert turned == [faces] * 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("protocol", ["knee-raise", "thomas"])
def test_the_drawings_are_closed_to_nobody(
    runner: Go, axe: Callable[[Any], list[str]], protocol: str, scheme: str
) -> None:
    page = shown(runner, protocol, "left", size="phone", scheme=scheme)
    assert axe(page) == []
