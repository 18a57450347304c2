"""`ilio knowledge`."""

import json

import pytest


def test_words_find_entries_with_their_source(ilio):
    ran = ilio("knowledge", "psoas", "major")
    assert ran.code == 0
    assert "entries found." in ran.out.splitlines()[0]
    assert "muscle psoas_major" in ran.out
    assert "Source: " in ran.out


@pytest.mark.parametrize(
    "kind",
    [
        "muscles",
        "exercises",
        "doses",
        "claims",
        "red-flags",
        "do-not-test",
        "thresholds",
        "references",
    ],
)
def test_every_shelf_can_be_listed_alone(ilio, kind):
    found = json.loads(ilio("knowledge", "--kind", kind, "--json").out)["found"]
    assert found
    assert len({entry["kind"] for entry in found}) == 1
    assert all(entry["entry"] for entry in found)


def test_a_threshold_as_json_has_value_unit_and_grade(ilio):
    table = json.loads(ilio("knowledge", "knee_raise.hold", "--kind", "thresholds", "--json").out)
    hold = next(entry for entry in table["found"] if entry["key"] == "knee_raise.hold")
    assert (hold["entry"]["value"], hold["entry"]["unit"], hold["grade"]) == (30.0, "s", "D")


def test_nothing_found_is_an_answer_too(ilio):
    ran = ilio("knowledge", "appendix")
    assert ran.code == 0
    assert ran.out == "0 entries found.\n"
    assert "fewer or other words" in ran.err
