"""The tools that the page's tests lean on catch what they are there to catch."""

import socket
from pathlib import Path

import av
import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.responses import Response
from serving import running

GOOD = """<!doctype html><html lang="en"><head><title>Good</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Good</h1><p>Nothing wrong.</p></main></body></html>"""
BAD = """<!doctype html><html lang="en"><head><title>Bad</title></head>
<body><main><h1>Bad</h1><img src="/x.png"><div id="wide">wide</div>
<script src="/bad.js"></script></main></body></html>"""
BAD_SCRIPT = """
document.getElementById("wide").setAttribute("style", "width: 3000px");
fetch("https://ilio.invalid/outside").catch(() => {});
setTimeout(() => { throw new Error("uncaught here"); }, 0);
"""
WORKER_PAGE = GOOD.replace("</body>", '<script src="/start.js"></script></body>')
WORKER = "fetch('https://ilio.invalid/from-a-worker').catch(() => {})"
POLICY = {"Content-Security-Policy": "default-src 'self'"}


FILES = {
    "/good": (GOOD, True),
    "/bad": (BAD, True),
    "/loose": (BAD, False),
    "/bad.js": (BAD_SCRIPT, False),
    "/worker": (WORKER_PAGE, True),
    "/start.js": ("new Worker('/worker.js')", False),
    "/worker.js": (WORKER, True),
    "/loose-worker": (WORKER_PAGE.replace("start.js", "loose-start.js"), False),
    "/loose-start.js": ("new Worker('/loose-worker.js')", False),
    "/loose-worker.js": (WORKER, False),
}
"""What the small site answers, and whether with a policy."""


@pytest.fixture(scope="module")
def small_site():
    app = FastAPI()

    @app.get("/{name}")
    def file(name: str) -> Response:
        if f"/{name}" not in FILES:
            return Response(status_code=404)
        text, strict = FILES[f"/{name}"]
        kind = "text/javascript" if name.endswith(".js") else "text/html"
        return Response(text, media_type=kind, headers=POLICY if strict else None)

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    with running(app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_good_page_leaves_no_trace(open_page, small_site, axe, seen):
    page = open_page("/good", at=small_site)
    assert axe(page) == []
    assert seen.nothing()


def test_a_bad_page_is_caught(open_page, small_site, axe, seen):
    page = open_page("/bad", at=small_site)
    page.wait_for_timeout(300)
    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
    assert any("connect-src" in each for each in seen.violations)
    assert any("style-src" in each for each in seen.violations)
    assert any("uncaught here" in each for each in seen.errors)
    seen.violations.clear(), seen.errors.clear(), seen.outside.clear()


def test_a_request_that_would_leave_the_machine_is_caught(open_page, small_site, seen):
    open_page("/loose", at=small_site).wait_for_timeout(300)
    assert seen.outside == ["https://ilio.invalid/outside"]
    seen.errors.clear(), seen.outside.clear()


def test_a_worker_is_watched_too(open_page, small_site, seen):
    open_page("/worker", at=small_site).wait_for_timeout(500)
    assert any("ilio.invalid" in each for each in seen.violations)
    seen.violations.clear(), seen.outside.clear()
    open_page("/loose-worker", at=small_site).wait_for_timeout(500)
    assert seen.outside == ["https://ilio.invalid/from-a-worker"]
    seen.outside.clear()


@pytest.mark.parametrize(("size", "width"), [("desktop", 1280), ("phone", 390), ("narrow", 320)])
def test_windows_have_their_size_and_colours(open_page, small_site, size, width):
    page = open_page("/good", at=small_site, size=size, scheme="dark", reduced_motion="reduce")
    assert page.evaluate(LOOK) == [width, True, True]


def test_the_camera_shows_the_film(open_page, small_site, film, tmp_path):
    clip = painted_clip(tmp_path / "clip.mp4", [(220, 30, 30)] * 30 + [(30, 30, 220)] * 60)
    late = film(clip, first_s=1.0)
    page = open_page("/good", at=small_site, camera=late)
    red, _, blue = page.evaluate(CAMERA_PIXEL)
    assert blue > 150 and red < 100
    assert film(clip, first_s=1.0) == late


LOOK = """() => [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches,
    matchMedia("(prefers-reduced-motion: reduce)").matches]"""

CAMERA_PIXEL = """async () => {
    const stream = await navigator.mediaDevices.getUserMedia({video: true});
    const video = document.createElement("video");
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    const brush = new OffscreenCanvas(1, 1).getContext("2d");
    brush.drawImage(video, 0, 0, 1, 1);
    stream.getTracks().forEach((track) => track.stop());
    return Array.from(brush.getImageData(0, 0, 1, 1).data.slice(0, 3));
}"""


def painted_clip(path: Path, colours: list[tuple[int, int, int]]) -> Path:
    """A clip of 30 pictures a second, each of one colour."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=30)
        stream.width, stream.height = 320, 240
        for colour in colours:
            picture = np.full((240, 320, 3), colour, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    return path
