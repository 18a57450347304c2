"""Saved is loaded back equal; what is wrong is said with its place."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from sample_visits import ALL, weak_tight_left

from ilio.core import InputError, OutputError, ReadError, Side, UnknownNameError
from ilio.observations import Answers, AttemptAnswers
from ilio.records import (
    Visit,
    judgement_to_json,
    load,
    measurement_from_json,
    measurement_to_json,
    save,
    schema,
    visit_from_json,
    visit_to_json,
)
from ilio.records.judgement_json import JUDGEMENT_KEYS, REASON_KEYS
from ilio.records.measurement_json import MEASUREMENT_KEYS
from ilio.records.visit_json import VISIT_KEYS


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_saved_is_loaded_back_equal(make: Callable[[], Visit], tmp_path: Path) -> None:
    visit = make()
    assert load(save(visit, tmp_path / "visit.json")) == visit


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_sample_visits_keep_the_schema(make: Callable[[], Visit]) -> None:
    resources = [
        (schema(n)["$id"], Resource.from_contents(schema(n))) for n in ("measurement", "verdict")
    ]
    validator = Draft202012Validator(schema("visit"), registry=Registry().with_resources(resources))
    assert list(validator.iter_errors(visit_to_json(make()))) == []


def test_the_stable_names_of_the_issue() -> None:
    visit = weak_tight_left()
    m = measurement_to_json(visit.measurements[3])
    assert list(m)[:8] == [
        "schema",
        "protocol",
        "side",
        "source",
        "quantities",
        "unmeasured",
        "gates",
        "notes",
    ]
    assert m["quantities"]["hold_time"] == {"value": 31.0, "low": 30.5, "high": None, "unit": "s"}
    verdict = judgement_to_json(visit.judgement)
    left = verdict["sides"]["left"]
    assert list(left) == ["finding", "axes", "open", "next_step"]
    assert left["axes"]["weakness"]["because"][0] == {
        "text": "The thigh came below level before the 30 s were over.",
        "quantity": "hold_time",
        "value": 18.5,
        "low": 16.25,
        "high": 22.0,
        "unit": "s",
        "limit": 30.0,
        "source": "kawamoto2012",
        "grade": "D",
    }
    assert verdict["rules"] == "ilio"


def damaged(**changes: object) -> dict[str, object]:
    return visit_to_json(weak_tight_left()) | changes


def test_another_version_is_refused() -> None:
    with pytest.raises(
        InputError, match=r"schema ilio/visit/1 at visit, got 'ilio/visit/2'\. Use the version"
    ):
        visit_from_json(damaged(schema="ilio/visit/2"))


def test_a_missing_key_is_named_with_its_place() -> None:
    table = visit_to_json(weak_tight_left())
    del table["measurements"][2]["quantities"]["thigh_drop"]["low"]
    with pytest.raises(
        InputError,
        match=r"the key 'low' at visit\.measurements\[2\]\.quantities\.thigh_drop, got none",
    ):
        visit_from_json(table)


def test_a_misspelt_key_gets_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"'preson' in visit\. Did you mean 'person'"):
        visit_from_json(damaged(preson="Sam"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "soon"}, r"a day as YYYY-MM-DD, or none at visit\.date, got \"soon\""),
        ({"date": "0026-11-22"}, r"a day as YYYY-MM-DD, or none at visit\.date"),
        ({"person": 3}, r"a text at visit\.person, got 3"),
        ({"failures": "none"}, r"a list at visit\.failures, got \"none\""),
        ({"failures": [1]}, r"a text at visit\.failures\[0\], got 1"),
        ({"measurements": [[]]}, r"an object at visit\.measurements\[0\], got \[\]"),
        ({"answers": {"age_years": "old"}}, r"a number at visit\.answers\.age_years, got \"old\""),
        (
            {"answers": {"with_clinician": 1}},
            r"true or false at visit\.answers\.with_clinician, got 1",
        ),
        (
            {"truth": {"thomas": {"lefft": {}}}},
            r"'lefft' in visit\.truth\.thomas\. Did you mean 'left'",
        ),
    ],
)
def test_wrong_kinds_are_named_with_their_place(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        visit_from_json(damaged(**change))


def test_wrong_parts_of_a_measurement() -> None:
    table = measurement_to_json(weak_tight_left().measurements[0])
    with pytest.raises(UnknownNameError, match=r"'wobbly' in measurement\.gates\[0\]"):
        measurement_from_json(table | {"gates": [{"gate": "a", "state": "wobbly", "detail": ""}]})
    with pytest.raises(
        InputError, match=r"144 samples|\d+ samples at measurement\.curves\[0\]\.low_deg, got 1"
    ):
        measurement_from_json(table | {"curves": [table["curves"][0] | {"low_deg": [1.0]}]})
    with pytest.raises(
        InputError, match=r"a number in every place at measurement\.curves\[0\]\.time_s"
    ):
        broken = {"time_s": [None], "angle_deg": [1], "low_deg": [1], "high_deg": [1]}
        measurement_from_json(table | {"curves": [table["curves"][0] | broken]})
    with pytest.raises(InputError, match=r"a pair of texts at measurement\.source\.facts\[0\]"):
        measurement_from_json(table | {"source": table["source"] | {"facts": [["one"]]}})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a saved visit in JSON, got other text"),
        ("[1, 2", "a saved visit in JSON, got other text"),
        ('{"schema": NaN}', "NaN is no number in JSON"),
        ("[]", "expected an object at visit, got"),
        ("{}", "expected the key 'schema' at visit, got none"),
    ],
)
def test_files_that_hold_no_visit(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "visit.json"
    path.write_text(text)
    with pytest.raises(ReadError, match=message):
        load(path)


def test_a_path_that_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        load(tmp_path / "none.json")
    with pytest.raises(ReadError, match="a file that cannot be opened"):
        load(tmp_path)


def test_a_failed_save_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(weak_tight_left(), tmp_path / "visit.json")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        save(ALL["refer"](), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["visit.json"]


def test_places_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"the folder .*missing does not exist"):
        save(weak_tight_left(), tmp_path / "missing" / "visit.json")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        save(weak_tight_left(), tmp_path / "file" / "visit.json")
    with pytest.raises(OutputError, match="it is a folder, not a file"):
        save(weak_tight_left(), tmp_path)
    monkeypatch.setattr(
        "os.access", lambda *_: False
    )  # a test may run as root, who may write anywhere
    with pytest.raises(OutputError, match="may not be written to"):
        save(weak_tight_left(), tmp_path / "visit.json")


def test_there_is_no_nan_in_json(tmp_path: Path) -> None:
    path = save(weak_tight_left(), tmp_path / "visit.json")
    json.loads(path.read_text(), parse_constant=lambda word: pytest.fail(word))


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"'visits'\. Did you mean 'visit'"):
        schema("visits")


def test_the_side_of_a_verdict_comes_back() -> None:
    visit = visit_from_json(visit_to_json(weak_tight_left()))
    assert visit.judgement["left"].side is Side.LEFT


@pytest.mark.parametrize(("name", "kind"), [("measurement", AttemptAnswers), ("visit", Answers)])
def test_the_schema_knows_every_question(name: str, kind: type) -> None:
    questions = schema(name)["properties"]["answers"]["properties"]
    assert set(questions) == {field.name for field in fields(kind)}


def test_the_schema_names_the_same_keys_as_the_reader() -> None:
    assert set(schema("measurement")["properties"]) == set(MEASUREMENT_KEYS)
    assert set(schema("verdict")["properties"]) == set(JUDGEMENT_KEYS)
    assert set(schema("verdict")["$defs"]["reason"]["properties"]) == set(REASON_KEYS)
    assert set(schema("visit")["properties"]) == set(VISIT_KEYS)


def test_what_is_written_about_a_person_is_readable_by_one(tmp_path: Path) -> None:
    import os
    import stat

    from ilio.records.writing import write_whole

    before = os.umask(0)
    try:
        for name in ("visit.json", "report.pdf", "plan.ics"):
            written = write_whole(tmp_path / name, b"x")
            assert stat.S_IMODE(written.stat().st_mode) == 0o600
    finally:
        os.umask(before)
