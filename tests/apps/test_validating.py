"""`ilio validate visits`."""

import json

import pytest

ROWS = ("validate", "visits", "--visits", 4, "--workers", 1)


@pytest.mark.slow
def test_the_table_covers_every_device_and_angle(ilio):
    ran = ilio(*ROWS, "--json")
    assert ran.code == 0
    table = json.loads(ran.out)
    assert table["visits"] == 4
    assert {row["extension_deg"] for row in table["rows"]} >= {-20, 0, 15, 30}
    assert {row["thigh"] for row in table["rows"]} >= {"phone", "video", "goniometer"}
    counts = [row["tight"] + row["not_tight"] + row["cannot_tell"] for row in table["rows"]]
    assert set(counts) == {4}


@pytest.mark.slow
def test_same_seed_same_table(ilio):
    first = ilio(*ROWS, "--seed", 5)
    assert first.out.startswith("4 simulated visits a row")
    assert ilio(*ROWS, "--seed", 5).out == first.out
