"""`ilio measure` and `ilio judge`, end to end on an angle table."""

import json

import pytest


def test_measure_says_a_sentence_then_the_numbers(ilio, raise_csv):
    ran = ilio("measure", "knee-raise", raise_csv, "--side", "left")
    assert ran.code == 0
    assert ran.out.startswith("Standing knee raise, left side, from raise_left.csv: ")
    assert "thigh_elevation_peak" in ran.out
    assert "Not measured" in ran.out
    assert ran.err == ""


def test_measure_as_json_has_the_stable_names(ilio, raise_csv):
    table = json.loads(ilio("measure", "knee-raise", raise_csv, "--side", "L", "--json").out)
    assert table["schema"] == "ilio/measurement/1"
    assert (table["protocol"], table["side"]) == ("knee-raise", "left")
    peak = table["quantities"]["thigh_elevation_peak"]
    assert peak["low"] < 103 < peak["high"]
    assert peak["unit"] == "deg"


def test_measure_refuses_a_visit_file_and_says_what_to_type(ilio, typed_visit):
    ran = ilio("measure", "thomas", typed_visit, "--side", "left")
    assert ran.code == 2
    assert f"ilio assess {typed_visit}" in ran.err


def test_a_measurement_is_judged_from_its_json(ilio, raise_csv, typed_visit, tmp_path):
    hold = tmp_path / "hold.json"
    hold.write_text(ilio("measure", "knee-raise", raise_csv, "--side", "left", "--json").out)
    ran = ilio("judge", hold, typed_visit, "--json")
    assert ran.code == 0
    verdict = json.loads(ran.out)
    assert verdict["schema"] == "ilio/verdict/2"
    assert "left" in verdict["sides"]


def test_judge_shows_both_axes(ilio, raise_csv, tmp_path):
    hold = tmp_path / "hold.json"
    hold.write_text(ilio("measure", "knee-raise", raise_csv, "--side", "left", "--json").out)
    answers = tmp_path / "answers.toml"
    asked = "red_flags = []\ndo_not_test = []\n[person]\nage_years = 34\n"
    answers.write_text(f'schema = "ilio/visit-input/1"\n{asked}')
    ran = ilio("judge", hold, answers)
    assert ran.code == 0
    assert "weakness" in ran.out and "tightness" in ran.out


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "broken JSON"), ("[]", "an object"), ('{"schema": "other/1"}', "ilio/measurement/1")],
)
def test_judge_refuses_what_is_no_measurement(ilio, tmp_path, content, told):
    hold = tmp_path / "hold.json"
    hold.write_text(content)
    ran = ilio("judge", hold)
    assert ran.code == 2
    assert told in ran.err


def test_judge_tells_a_missing_file(ilio, tmp_path):
    ran = ilio("judge", tmp_path / "none.json")
    assert ran.code == 2
    assert "none.json" in ran.err


def test_judge_takes_one_answers_file_only(ilio, typed_visit):
    ran = ilio("judge", typed_visit, typed_visit)
    assert ran.code == 2
    assert "at most one answers file" in ran.err


def test_judge_offers_the_nearest_rule_set(ilio, typed_visit):
    ran = ilio("judge", typed_visit, "--rules", "kawamoto")
    assert ran.code == 2
    assert "Did you mean 'kawamoto2012'?" in ran.err
