"""A store on SQLite and on a real PostgreSQL, with people of every kind in it."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ilio.records.store import Store

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

MORNING = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Clock:
    """A clock that a test sets; a second passes at each look."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def later(self, **by: float) -> None:
        self.time += timedelta(**by)


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
