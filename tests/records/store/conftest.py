"""A store on SQLite and on a real PostgreSQL."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ilio.records.store import Store

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from clinic import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/private/ilio.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str, clock: Callable[[], datetime]) -> Iterator[Store]:
    opened = Store.open(url, now=clock)
    yield opened
    opened.close()
