"""`ilio assess` and its kin for people whom an answer holds back: help, an open question, what stays out."""

import json
from datetime import UTC, datetime

import pytest
from made_visits import NUMBERS_AND_CALLS, flat, urgencies_in, written

from ilio.apps.cli import clock
from ilio.knowledge import (
    do_not_test,
    protocol_cards,
    question_of,
    red_flags,
    safety_answers,
    urgency,
)
from ilio.verdicts.safety_telling import UNDO

FRACTURE = {"do_not_test": ["fracture"]}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "visit.toml"


REFERRED = [
    *({"red_flags": [flag]} for flag in red_flags()),
    {"red_flags": ["fever", "saddle_numbness"]},
    {"red_flags": ["weight_loss", "bone_stress", "fever"]},
    {"red_flags": ["cancer"], **FRACTURE},
    {"red_flags": ["locking"], "hurts": ["knee-raise left"]},
    {"red_flags": ["fever"], "do_not_test": None, "age": None},
    {"age": 15, "person": {"with_clinician": False}},
    {"age": 17, "person": {"with_clinician": False}, "hurts": ["thomas right"]},
    {"age": 12, "red_flags": ["under_18_limp"]},
]


@pytest.mark.parametrize("answers", REFERRED, ids=str)
def test_who_is_referred_gets_only_the_page_that_takes_to_help(ilio, file, answers):
    ran = ilio("assess", written(file, **answers))
    said = flat(ran.out)
    ladder = list(urgencies_by_flag(answers))
    assert ran.code == 0
    assert urgencies_in(ran.out) == ladder[:1]
    assert said.startswith(urgency(ladder[0]).text)
    assert UNDO in said
    assert not [words for words in NUMBERS_AND_CALLS if words in said]
    for flag in (*answers.get("red_flags", ()), *(answers.get("do_not_test") or ())):
        assert said.count(safety_answers()[flag].why) == 1


def urgencies_by_flag(answers):
    order = ("emergency_now", "today", "within_days", "before_training")
    held = {red_flags()[flag].seen for flag in answers.get("red_flags", ())}
    return [step for step in order if step in held] or ["before_training"]


def test_the_words_of_help_are_the_same_in_every_command(ilio, file, tmp_path):
    visit = written(file, red_flags=["saddle_numbness", "fever"])
    saved = tmp_path / "visit.json"
    page = ilio("assess", visit, "--save", saved).out
    assert ilio("explain", saved).out == page
    told = json.loads(ilio("explain", saved, "--json").out)
    assert told["attempts"] == []
    for command in ("report", "plan"):
        options = ("-o", tmp_path / "r.html") if command == "report" else ()
        ran = ilio(command, saved, *options)
        assert urgencies_in(ran.out) == ["emergency_now"]
        assert not [words for words in NUMBERS_AND_CALLS if words in flat(ran.out)]


def test_progress_of_who_is_referred_is_the_same_page(ilio, file, tmp_path, monkeypatch):
    monkeypatch.setenv("ILIO_HOME", str(tmp_path / "home"))
    ilio("keep", written(file, date="2026-10-01"))
    assert "12.0" in ilio("progress").out
    bad = written(file, red_flags=["bone_stress"])
    ilio("keep", bad)
    assert ilio("progress").out == ilio("assess", bad).out
    told = json.loads(ilio("progress", "--json").out)
    assert told["trends"] == [] and told["changed"] == []


OPEN = [
    ({"red_flags": None}, "red_flags"),
    ({"red_flags": None, "do_not_test": None, "age": None}, "red_flags"),
    ({"red_flags": None, "tested": False}, "red_flags"),
    ({"do_not_test": None}, "do_not_test"),
    ({"do_not_test": None, "hurts": ["thomas left"]}, "do_not_test"),
    ({"age": None}, "age_years"),
    ({"age": None, "tested": False}, "age_years"),
    ({"age": None, **FRACTURE}, "age_years"),
    ({"age": None, "person": {"with_clinician": True}}, "age_years"),
    ({"do_not_test": ["pregnancy"]}, "pregnancy_week"),
    ({"do_not_test": ["pregnancy", "hypermobility"]}, "pregnancy_week"),
    ({"age": 16}, "with_clinician"),
    ({"age": 16, "tested": False}, "with_clinician"),
    ({"age": 17, "hurts": ["knee-raise left"]}, "with_clinician"),
]
PLACE = {
    "red_flags": "visit file (red_flags)",
    "do_not_test": "visit file (do_not_test)",
    "age_years": "visit file (age_years under [person])",
    "with_clinician": "visit file (with_clinician under [person])",
    "pregnancy_week": "visit file (pregnancy_week under [person], and the date of the visit with it)",
}


@pytest.mark.parametrize(("answers", "field"), OPEN, ids=str)
def test_the_open_question_is_asked_and_nothing_is_judged(ilio, file, answers, field):
    ran = ilio("assess", written(file, **answers))
    said = flat(ran.out)
    assert ran.code == 0
    assert said.count(f'One safety question is open: "{question_of(field).text}"') == 1
    assert f"Answer it in the {PLACE[field]}, or be asked: ilio assess" in said
    assert not [words for words in NUMBERS_AND_CALLS if words in said]
    told = json.loads(ilio("assess", file, "--json").out)
    for side in told["sides"].values():
        assert side["finding"] in ("cannot tell", "refer")
        assert side["axes"]["weakness"]["because"] == side["axes"]["tightness"]["because"] == []


HIPS = {test for test, card in protocol_cards().items() if card.axis}
OUT = [key for key, row in do_not_test().items() if set(row.tests) >= HIPS]
DETAILS = {"hip_replacement": {"replaced_hip": "left", "hip_replaced_months": 14}}


@pytest.mark.parametrize("tested", [True, False])
@pytest.mark.parametrize("key", OUT)
def test_tests_that_are_ruled_out_are_said_once(ilio, file, key, tested):
    row = do_not_test()[key]
    visit = written(file, do_not_test=[key], person=DETAILS.get(key), tested=tested)
    ran = ilio("assess", visit)
    said = flat(ran.out)
    assert ran.code == 0
    for words in (row.why, row.do, row.back):
        assert said.count(words) == 1, words
    assert said.count("Left out for your safety: Standing knee raise, Table test") == 1
    assert urgencies_in(ran.out) == ["before_training"]
    for words in ("Verdict by", "chance", "Not measured", "Do the standing", "rules this test out"):
        assert words not in said
    hint = f"ilio clear VISIT.json {key} --by NAME --on DAY"
    assert (hint in said) is bool(row.cleared_by)


def test_one_test_that_is_ruled_out_leaves_the_other(ilio, file):
    ran = ilio("assess", written(file, do_not_test=["late_pregnancy"]))
    said = flat(ran.out)
    assert "Left out for your safety: Table test (modified Thomas test), Front plank." in said
    assert "thomas" not in said and "Knee bend of the hanging leg" not in said
    assert "Left: weak (length not known)." in said


def test_answers_that_hold_besides_the_first_are_minded(ilio, file, monkeypatch):
    three_days_on = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a week is told as a whole one
    monkeypatch.setattr(clock, "now", lambda zone: three_days_on.astimezone(zone))
    visit = written(file, do_not_test=["blood_thinners", "hypermobility", "pregnancy"],
                    person={"pregnancy_week": 12})  # fmt: skip
    said = flat(ilio("assess", visit).out)
    for key in ("blood_thinners", "hypermobility", "pregnancy"):
        row = do_not_test()[key]
        assert f"{row.why} {row.do} [{row.source}, {row.grade}]" in said
    assert "week of the pregnancy: 12" in said


def test_a_hip_that_hurts_is_the_first_sentence_and_the_readings_stand(ilio, file):
    passive = {"left": {"deg": 92, "pain": True}, "right": {"deg": 125, "pain": False}}
    ran = ilio("assess", written(file, hurts=["knee-raise left"], passive=passive))
    said = flat(ran.out)
    assert said.startswith("Have the left hip looked at by a doctor or physiotherapist")
    assert "left hip to 92°, and it hurt or pinched" in said
    assert "right hip to 125°, free of pain" in said


def test_judge_withholds_what_assess_withholds(ilio, file, raise_csv, tmp_path):
    measured = tmp_path / "raise.json"
    measured.write_text(ilio("measure", "knee-raise", raise_csv, "--side", "left", "--json").out)
    assert flat(ilio("judge", measured).out).startswith("One safety question is open:")
    ill = ilio("judge", measured, written(file, red_flags=["fever"], tested=False))
    assert urgencies_in(ill.out) == ["today"] and "Why, left side" not in ill.out
    well = ilio("judge", measured, written(file, tested=False))
    assert "Why, left side" in well.out
