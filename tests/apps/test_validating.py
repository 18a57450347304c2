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


def test_films_without_truth_are_asked_for(ilio, tmp_path):
    ran = ilio("validate", "camera", "--data", str(tmp_path))
    assert ran.code == 2
    assert "Choose the folder of the validation data" in " ".join(ran.err.split())


@pytest.mark.data
@pytest.mark.slow
def test_the_camera_against_one_film(ilio, tmp_path, data_dir):
    for suffix in (".mp4", ".truth.json"):
        name = f"dev_B2_neutral{suffix}"
        (tmp_path / name).symlink_to(data_dir / "clips" / name)
    args = ("validate", "camera", "--data", str(tmp_path), "--no-variants", "--workers", 1)
    told = json.loads(ilio(*args, "--json").out)
    assert [row["film"] for row in told["films"]] == ["dev_B2_neutral"]
    drop = next(c for c in told["coverage"] if c["quantity"] == "thigh_drop")
    assert drop["count"] == 1 and drop["rms"] < 3
