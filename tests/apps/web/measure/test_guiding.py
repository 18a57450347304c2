"""What leads through an attempt: stillness, the clock of the hold, the order of the cues."""

from itertools import pairwise
from typing import Any

import pytest

GUIDE = """async ([protocol, kind, rows]) => {
  const { Guide } = await import('/static/measure/guide.js');
  const test = JSON.parse(document.getElementById('guides').textContent)[protocol];
  const said = [];
  const guide = new Guide({ test, kind, say: (text) => said.push(text) });
  said.push(guide.first);
  let at = 0;
  for (const [t, angle] of rows) {
    at = t;
    if (guide.feed(t, angle ?? undefined).done) break;
  }
  return { said, at, held: guide.hold.held_s };
}"""

SENSOR = """async () => {
  const { openSensor } = await import('/static/measure/sensor.js');
  const seen = [], states = [];
  const turn = () => dispatchEvent(new DeviceOrientationEvent('deviceorientation', { alpha: 1, beta: 88, gamma: 2 }));
  setTimeout(turn, 50);
  const source = await openSensor({ onFrame: (f) => seen.push(f.t), onState: (s) => states.push(s) });
  const alive = setInterval(() => dispatchEvent(new Event('devicemotion')), 100);
  await new Promise((go) => setTimeout(go, 2500));
  const still = seen.at(-1) - seen[0];
  clearInterval(alive);
  await new Promise((go) => setTimeout(go, 2500));
  source.stop();
  return { still, dead: seen.at(-1) - seen[0], last: states.at(-1) };
}"""

UP = """async (angles) => {
  const { upFrom } = await import('/static/measure/sensor.js');
  const { turn } = await import('/static/measure/angles.js');
  const { PhoneAngle } = await import('/static/measure/phone_angle.js');
  const phone = new PhoneAngle(0, 20);
  phone.zero(upFrom(...angles[0]));
  return angles.map((pair) => [turn(upFrom(...angles[0]), upFrom(...pair)), phone.of(upFrom(...pair))]);
}"""


def ramp(*corners: tuple[float, float | None], rate_hz: float = 20) -> list[list[float | None]]:
    """Time and angle along straight lines between corners."""
    rows: list[list[float | None]] = []
    for (t0, a0), (t1, a1) in pairwise(corners):
        for i in range(round((t1 - t0) * rate_hz)):
            share = i / ((t1 - t0) * rate_hz)
            gone = a0 is None or a1 is None
            rows.append([t0 + i / rate_hz, None if gone else a0 + share * (a1 - a0)])
    return rows


def test_a_full_hold_is_led_from_standing_to_done(open_page: Any) -> None:
    rows = ramp((0, 2), (3, 2), (4, 98), (40, 98))
    led = open_page("/test").evaluate(GUIDE, ["knee-raise", "points", rows])
    assert led["said"] == [
        "Stand tall and still.",
        "Now bring the knee up, well above the hip, and hold it there.",
        "Hold.",
        "Twenty seconds left.",
        "Ten seconds left.",
        "Done. Lower the leg.",
    ]
    assert led["held"] == pytest.approx(30, abs=0.3)
    assert led["at"] == pytest.approx(36, abs=0.5), "it records on for a moment"


@pytest.mark.parametrize(
    ("rows", "held_s"),
    [
        (ramp((0, 0), (3, 0), (4, 95), (12, 95), (12.4, 20), (20, 0)), 8),
        (ramp((0, 0), (3, 0), (4, 95), (9, 95), (9.05, 88), (9.35, 88), (9.4, 95), (14, 95), (15, 0), (19, 0)), 10),
        (ramp((0, 0), (3, 0), (4, 95), (9, 95), (9.05, 80), (11, 80), (11.1, 95), (14, 95), (15, 0), (19, 0)), 5),
        (ramp((0, 0), (3, 0), (4, 82), (40, 82)), 0),
    ],
    ids=["put down", "a short dip is forgiven", "a long dip is not", "never level"],
)  # fmt: skip
def test_the_clock_of_the_hold(open_page: Any, rows: Any, held_s: float) -> None:
    led = open_page("/test").evaluate(GUIDE, ["knee-raise", "points", rows])
    assert led["held"] == pytest.approx(held_s, abs=0.4)
    assert led["said"][-1] in ("The leg is down. Rest.", "Done. Lower the leg.")


def test_lying_goes_on_only_when_still(open_page: Any) -> None:
    restless = ramp(*[(t / 2, 135 + 8 * (t % 2)) for t in range(12)])
    rows = [*restless, *ramp((5.5, 140), (9, 140), (11, 78), (16, 78))]
    led = open_page("/test").evaluate(GUIDE, ["thomas", "points", rows])
    assert [text.split(".")[0] for text in led["said"]] == [
        "Lie with both knees bent, feet on the table, and be still",
        "Good",
        "Done",
    ]


def test_the_phone_is_asked_for_its_zero_first(open_page: Any) -> None:
    rows = ramp((0, 90), (3, 90), (4, 140), (8, 140), (10, 80), (16, 80))
    led = open_page("/test").evaluate(GUIDE, ["thomas", "phone", rows])
    assert led["said"][0].startswith("Lie with the leg straight and level")
    assert led["said"][-1] == "Done. You can let go."


def test_who_is_never_seen_is_not_waited_for_without_end(open_page: Any) -> None:
    led = open_page("/test").evaluate(GUIDE, ["knee-raise", "points", ramp((0, None), (200, None))])
    assert led["at"] == pytest.approx(150, abs=0.1)


def test_a_still_phone_goes_on_measuring_and_a_dead_one_stops(open_page: Any) -> None:
    """A phone held still sends no turn, only motion; a locked one sends nothing."""
    found = open_page("/test").evaluate(SENSOR)
    assert found["still"] > 2
    assert found["dead"] < found["still"] + 1.6
    assert found["last"] == "silent"


def test_the_turn_of_the_phone_does_not_depend_on_how_it_is_strapped(open_page: Any) -> None:
    page = open_page("/test")
    upright = page.evaluate(UP, [[90, 0], [0, 0], [-8, 0], [100, 0]])
    assert [round(turn) for turn, _ in upright] == [0, 90, 98, 10]
    assert [round(angle) for _, angle in upright][:3] == [0, 90, 98]
    flat = page.evaluate(UP, [[0, 0], [-50, 0], [12, 0]])
    assert [round(angle) for _, angle in flat] == [0, 50, -12], "the first large turn is the lift"
