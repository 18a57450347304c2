"""`ilio validate body`."""

import json

import pytest


def test_every_check_holds_and_what_was_left_out_is_said(ilio):
    ran = ilio("validate", "body", "--json")
    assert ran.code == 0
    checks = json.loads(ran.out)["checks"]
    assert len(checks) >= 6
    assert [c["what"] for c in checks if not c["passed"]] == []
    assert "--oracle" in ran.err


@pytest.mark.data
def test_the_table_names_tolerance_and_outcome(ilio, data_dir):
    ran = ilio("validate", "body", "--oracle", data_dir / "opensim_oracle")
    assert ran.code == 0
    assert "OpenSim" in ran.out
    assert "1.5 mm" in ran.out
    assert "not judged" in ran.out
    assert "NO" not in ran.out


def test_a_wrong_folder_is_bad_input(ilio, tmp_path):
    ran = ilio("validate", "body", "--oracle", tmp_path)
    assert ran.code == 2
    assert "computed by OpenSim" in ran.err
