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


def test_a_muscle_is_told_whole_with_article_and_research(ilio, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    (muscle, *_) = ilio("knowledge", "psoas", "major", "--kind", "muscles").out.split("\n\n")[1:]
    told = dict(line.strip().split(": ", 1) for line in muscle.splitlines()[1:] if ": " in line)
    assert told["Origin"].startswith("Sides of the vertebral bodies T12 to L5")
    assert told["Insertion"].startswith("Lesser trochanter of the femur")
    assert told["Nerve"] == "Branches of the lumbar plexus, L1 to L3"
    assert told["Action"].startswith("Flexes the hip")
    assert told["The article"].startswith("The article lists the transverse processes only")
    assert "13.8 cm" in told["Research"] and told["Source"] == "Kumazaki 2022, grade fact"


def test_what_research_says_ends_with_its_own_sources_and_not_with_the_article(ilio, monkeypatch):
    monkeypatch.setenv("COLUMNS", "900")
    said = ilio("knowledge", "iliopsoas_anatomy", "--kind", "claims").out.splitlines()
    research = next(line.strip() for line in said if line.strip().startswith("Research: "))
    assert research.endswith("[Kumazaki 2022, Standring 2020, Andersson 1995]")
    assert any(line.strip() == "Claimed by: Kawamoto 2012, grade fact" for line in said)
