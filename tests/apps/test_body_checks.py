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
    trends = json.loads(ran.out)["trends"]
    assert {t["brim"] for t in trends} == {"via", "obstacle"}
    assert {t["holds"] for t in trends} == {True, False, None}


@pytest.mark.data
def test_the_table_names_tolerance_and_outcome(ilio, data_dir):
    ran = ilio("validate", "body", "--oracle", data_dir / "opensim_oracle")
    assert ran.code == 0
    assert "OpenSim" in ran.out
    assert "1.5 mm" in ran.out
    assert "not judged" in ran.out
    assert "NO" not in ran.out
    assert "Sign and order, per brim" in ran.out
    assert "kumazaki2022" in ran.out


def test_the_plots_are_written_and_only_as_svg(ilio, tmp_path):
    target = tmp_path / "arms.svg"
    assert ilio("validate", "body", "--picture", target).code == 0
    assert "Moment arms" in target.read_text(encoding="utf-8")
    ran = ilio("validate", "body", "--picture", tmp_path / "arms.png")
    assert ran.code == 2
    assert "svg" in ran.err


def test_a_wrong_folder_is_bad_input(ilio, tmp_path):
    ran = ilio("validate", "body", "--oracle", tmp_path)
    assert ran.code == 2
    assert "computed by OpenSim" in ran.err


def test_what_a_thomas_test_can_tell(ilio):
    pytest.importorskip("numba")
    ran = ilio("validate", "thomas", "--people", 20000, "--json")
    assert ran.code == 0
    rows = {
        (r["tilt_deg"], r["tilt_sd_deg"], r["error_deg"]): r for r in json.loads(ran.out)["rows"]
    }
    perfect = rows[0, 0, 0]
    assert (perfect["sensitivity"], perfect["specificity"], perfect["predictive"]) == (100,) * 3
    assert rows[-20, 0, 0]["specificity"] < rows[0, 0, 0]["specificity"]
    assert rows[20, 10, 0]["sensitivity"] < 50
    assert "31.8 and 57.1 %" in ilio("validate", "thomas", "--people", 1000).out


def test_both_tests_over_error_and_cut_off(ilio):
    pytest.importorskip("numba")
    ran = ilio("validate", "power", "--people", 1000, "--json")
    assert ran.code == 0
    curves = json.loads(ran.out)["curves"]
    assert [(c["test"], c["varied"]) for c in curves] == [
        *(("thomas", varied) for varied in ("tilt", "error", "cut")),
        ("hold", "cut"),
    ]
    told = ilio("validate", "power", "--people", 1000)
    assert "others" in told.out
    assert "deep ones" in told.out
