"""Nothing leaves the device: a long run of the camera, watched for requests and breaches of the CSP."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from runner import Runner

LONG_S = 65
"""Some releases of the pose runtime send usage figures after a minute; a shorter run looks clean."""

COUNT = """() => {
  window.readings = [];
  new MutationObserver(() => readings.push(performance.now()))
    .observe(document.getElementById('angle'), { childList: true });
}"""


@pytest.mark.slow
@pytest.mark.data
def test_more_than_a_minute_of_camera_asks_only_this_server(
    runner: Callable[..., Runner],
    film: Callable[..., Path],
    data_dir: Path,
    page_server: Any,
    seen: Any,
) -> None:
    someone = runner("camera", camera=film(data_dir / "clips" / "dev_A5_30fps.mp4"))
    page = someone.page
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    someone.answer_first().begin("knee-raise", "left")
    someone.waits_for_an_angle()
    page.evaluate(COUNT)
    began = time.monotonic()
    page.wait_for_timeout(LONG_S * 1000)
    readings = page.evaluate("() => readings.length")
    assert time.monotonic() - began > 60
    assert readings > LONG_S, "the camera ran all the time"
    assert any("pose_full.task" in url for url in asked), "the watch sees the model come"
    assert {urlsplit(url).netloc for url in asked if not url.startswith("blob:")} == {
        urlsplit(page_server.url).netloc
    }
    page.click("[data-do=to-choose]")
    someone.shows("choose")
    page.goto("/privacy")
    page.wait_for_timeout(2000)  # some report when they are closed
    assert seen.nothing()


@pytest.mark.slow
@pytest.mark.data
def test_the_loop_keeps_up_with_its_model(
    runner: Callable[..., Runner], film: Callable[..., Path], data_dir: Path
) -> None:
    """Between two readings lies the model and one picture of the camera, and little else."""
    clip = film(data_dir / "clips" / "dev_A1_steady90.mp4", last_s=4)
    page = runner("camera", camera=clip).page
    found = page.evaluate(
        """async () => {
          const { openCamera } = await import('/static/measure/camera.js');
          const frames = [];
          const source = await openCamera({
            onFrame: ({ t, took_ms, picture }) => { frames.push([t, took_ms]); picture.close(); },
            onState: () => {},
          });
          while (frames.length < 60) await new Promise((go) => setTimeout(go, 100));
          source.stop();
          const late = frames.slice(20);
          const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
          return {
            gap_ms: middle(late.slice(1).map(([t], i) => 1000 * (t - late[i][0]))),
            model_ms: middle(late.map(([, took]) => took)),
          };
        }"""
    )
    assert found["gap_ms"] < 1.5 * found["model_ms"] + 2 * 1000 / 30
