"""A child process that takes too much is ended, and says in plain words which limit it met."""

import time
from pathlib import Path

import pytest

from ilio.core import ReadError
from ilio.sources.in_child import Limits, in_child


def test_one_that_asks_for_too_much_memory_is_refused_it() -> None:
    with pytest.raises(ReadError, match=r"a.c3d: .*it asked for more than 64 MB of memory"):
        in_child("a.c3d", bytearray, 2 << 30, limits=Limits(64 << 20, 20.0))


@pytest.mark.parametrize("job", [(time.sleep, 60), (sum, range(10**13))], ids=["idle", "busy"])
def test_one_that_takes_too_long_is_ended(job: tuple[object, object]) -> None:
    start = time.monotonic()
    task, given = job
    assert callable(task)
    with pytest.raises(ReadError, match=r"a.nc: .*it took longer than 2 s.*export it again"):
        in_child("a.nc", task, given, limits=Limits(64 << 20, 2.0))
    assert time.monotonic() - start < 6


def test_one_within_its_limits_answers() -> None:
    assert in_child("a", len, "four", limits=Limits(64 << 20, 20.0)) == 4


def test_a_larger_file_may_take_longer(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(5_000_000))
    assert Limits.of_file(tmp_path / "a").time_s == pytest.approx(9)
