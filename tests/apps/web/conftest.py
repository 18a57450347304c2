"""The page as a person meets it: a real server, a real Chromium, a camera that shows a film."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests import what lies beside them

from browsing import Browsers, Seen, accessibility_faults, browsers
from filming import camera_film
from serving import Clock, Linked, Served, linking, serving

OpenPage = Callable[..., Any]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a camera run one after the other: two pose models would starve each other."""
    for item in items:
        if "film" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("camera"))


@pytest.fixture
def clock() -> Clock:
    """The server's time: Monday 5 January 2026, 9 in the morning, until the test moves it."""
    return Clock()


@pytest.fixture
def serve(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Served]]:
    """Start a server with these settings and a fresh SQLite store: `serve(mode="coach")`."""
    with ExitStack() as running:

        def start(**settings: Any) -> Served:
            return running.enter_context(serving(tmp_path, clock, **settings))

        yield start


@pytest.fixture
def page_server(serve: Callable[..., Served]) -> Served:
    """A server for one person on loopback: `.url`, `.store`, `.clock`."""
    return serve()


@pytest.fixture
def linked(tmp_path: Path, clock: Clock) -> Iterator[Linked]:
    """A server that lets a phone in: `.url` of the page, `.link`, `.phone_url()` with a fresh key."""
    with linking(tmp_path, clock) as running:
        yield running


@pytest.fixture(scope="module")
def chromiums() -> Iterator[Browsers]:
    """The browsers of a module: ended with it, as asyncio cannot run beside them."""
    with browsers() as started:
        yield started


@pytest.fixture
def seen() -> Iterator[Seen]:
    """What pages did that they must not; the test fails at its end if that is anything."""
    noted = Seen()
    yield noted
    assert noted.nothing(), noted


@pytest.fixture
def open_page(
    chromiums: Browsers, seen: Seen, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Open a page in a fresh profile.

    `open_page("/test", size="phone", scheme="dark", camera=film, reduced_motion="reduce")`; the
    server is `page_server` unless `at=` names another address.
    """
    with ExitStack() as opened:

        def go(path: str = "/", *, at: str | None = None, **look: Any) -> Any:
            url = at or request.getfixturevalue("page_server").url
            context = chromiums.context(url, seen, **look)
            opened.callback(context.close)
            page = context.new_page()
            seen.read_log(page)
            page.goto(path)
            return page

        yield go


@pytest.fixture
def page(open_page: OpenPage) -> Any:
    """The first page, on a desktop in light colours."""
    return open_page()


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """What axe finds wrong with a page, one line each: `assert axe(page) == []`."""
    return accessibility_faults


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Turn a clip, or a part of it, into what the camera shows: `camera=film(clip, last_s=5)`."""
    folder = tmp_path_factory.mktemp("films")

    def made(clip: Path, first_s: float = 0, last_s: float | None = None) -> Path:
        name = f"{clip.stem}-{first_s:g}-{last_s}.mjpeg"
        return camera_film(clip, folder / name, first_s=first_s, last_s=last_s)

    return made
