"""Lets the tests of measuring import what lies beside them; a person who takes the test."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from runner import Runner


@pytest.fixture
def runner(open_page: Callable[..., Any]) -> Callable[..., Runner]:
    """A person on the page of the test, by one way in: `runner("camera", camera=film(clip))`."""

    def go(way: str, **look: Any) -> Runner:
        return Runner(open_page(f"/test?way={way}", **look))

    return go
