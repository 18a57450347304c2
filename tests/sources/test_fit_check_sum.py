"""The check sum of FIT files, joined from stretches, against the one that goes byte by byte."""

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watch_files import crc, fit_file, fit_records

from ilio.core import ReadError
from ilio.sources.fit_runs import check_sum
from ilio.sources.past_runs import read_past_runs


@given(st.binary(max_size=600))
def test_it_is_the_sum_of_the_protocol(content: bytes) -> None:
    assert check_sum(content) == crc(content)
    assert check_sum(content + crc(content).to_bytes(2, "little")) == 0


def test_a_file_of_an_hour_takes_a_moment_and_a_changed_bit_is_found(tmp_path: Path) -> None:
    start = datetime(2026, 11, 24, 17, tzinfo=UTC)
    whole = fit_file(start, 60, 12, more=fit_records(start, 3600))
    begun = process_time()
    for _ in range(100):
        assert check_sum(whole) == 0
    assert process_time() - begun < 1  # it was 1.3 s
    broken = bytearray(whole)
    broken[len(whole) // 2] ^= 4
    (tmp_path / "a.fit").write_bytes(broken)
    with pytest.raises(ReadError, match="one whose check sum is wrong"):
        read_past_runs([tmp_path / "a.fit"], UTC)
