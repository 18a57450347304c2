"""Muscles, exercises and claims: what the article says, and where it slips."""

from dataclasses import astuple

import pytest

from ilio import knowledge
from ilio.core import UnknownNameError


def test_the_slips_of_the_article_are_marked() -> None:
    slips = {key: m.article_slip for key, m in knowledge.muscles().items() if m.article_slip}
    assert slips.keys() == {"psoas_major", "iliacus"}
    assert "vertebral bodies" in slips["psoas_major"]
    assert "lost its heading" in slips["iliacus"]
    assert "psoas's work" in slips["iliacus"]


def test_the_psoas_bends_the_trunk_and_the_iliacus_does_not() -> None:
    assert "its own side" in knowledge.muscle("psoas_major").action
    assert "T12 to L5" in knowledge.muscle("psoas_major").origin
    assert "spine" not in knowledge.muscle("iliacus").action


def test_janda_gets_his_name_back() -> None:
    claim = knowledge.claim("lower_crossed_syndrome")
    assert "Janda" in claim.evidence
    assert "Yanda" in claim.article


def test_the_frightening_list_stays_out_of_the_report() -> None:
    words = ("degeneration", "spondylo")
    shown = [
        key
        for key, c in knowledge.claims().items()
        if c.show_in_report and any(w in f"{c.claim} {c.article}".lower() for w in words)
    ]
    assert shown == []


def test_a_claim_without_sources_says_that_none_was_found() -> None:
    for key, claim in knowledge.claims().items():
        if not claim.sources:
            assert claim.status == "no data", key
            assert claim.evidence.startswith("No study"), key


@pytest.mark.parametrize(("status", "grades"), [("contradicted", "AX"), ("no data", "D")])
def test_status_and_grade_agree(status: str, grades: str) -> None:
    found = {c.grade for c in knowledge.claims().values() if c.status == status}
    assert found <= set(grades)


@pytest.mark.parametrize(
    ("look_up", "wrong", "message"),
    [
        (
            knowledge.muscle,
            "psoas_majro",
            "a muscle .*got 'psoas_majro'. Did you mean 'psoas_major'",
        ),
        (knowledge.exercise, "glute_brige", "an exercise .*Did you mean 'glute_bridge'"),
        (knowledge.claim, "trigger_point", "a claim .*Did you mean 'trigger_points'"),
    ],
)
def test_a_wrong_key_is_told_the_nearest(look_up: object, wrong: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        look_up(wrong)  # type: ignore[operator]


def test_search_is_blind_to_case_and_order() -> None:
    assert knowledge.search("MAJOR psoas") == knowledge.search("psoas major")
    assert knowledge.search("psoas major")[0].kind == "muscle"


def test_every_word_must_match() -> None:
    both = {(f.kind, f.key) for f in knowledge.search("stretch spondylolysis")}
    assert both < {(f.kind, f.key) for f in knowledge.search("stretch")}


def test_no_word_finds_everything_once() -> None:
    everything = knowledge.search("")
    assert len({(f.kind, f.key) for f in everything}) == len(everything)
    kinds = {f.kind for f in everything}
    assert kinds == {
        "muscle",
        "exercise",
        "dose",
        "claim",
        "red flag",
        "do not test",
        "threshold",
        "reference",
    }


def test_everything_found_can_be_traced() -> None:
    for found in knowledge.search(""):
        assert found.source in knowledge.references(), found
        assert all(astuple(found)[:5]), found


def test_a_threshold_is_found_with_its_number() -> None:
    (found,) = [f for f in knowledge.search("knee_raise.hold") if f.key == "knee_raise.hold"]
    assert found.line.startswith("30 s: ")
