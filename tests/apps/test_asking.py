"""The questionnaire, typed through a pipe and in a pseudo-terminal."""

import json
import re
import tomllib
from datetime import UTC, datetime

import pytest
from made_visits import flat, urgencies_in
from terminal_person import Terminal

from ilio.apps.cli import clock
from ilio.knowledge import do_not_test, question_of, red_flags
from ilio.sources.questionnaire import Questionnaire
from ilio.sources.visit_file import read_visit

LEFT_TIGHT = {
    "red_flags": "none",
    "do_not_test": "none",
    "age_years": "34",
    "safety": "y",
    "thigh_contact": {"left": "h", "right": "r"},
    "hand_check": "s",
    "pain": "n",
    "thomas_pain": "n",
}
"""Question to what is typed; everything else is skipped."""


def typed_lines(answers: dict[str, str | dict[str, str]]) -> str:
    """What a person would type, found by walking through the questionnaire."""
    state, lines = Questionnaire(), []
    while (step := state.current) is not None:
        said = answers.get(step.question.field) or answers.get(step.id) or ""
        text = said if isinstance(said, str) else said[str(step.side)]
        lines.append(text)
        state = state.answer(text) if text else state.skip()
    return "\n".join(lines) + "\n"


def test_a_pipe_answers_the_questions_and_gets_the_verdict(ilio):
    ran = ilio("assess", "--json", typed=typed_lines(LEFT_TIGHT))
    assert ran.code == 0
    sides = json.loads(ran.out)["sides"]
    assert sides["left"]["axes"]["tightness"]["call"] == "tight"
    assert sides["right"]["axes"]["tightness"]["call"] != "tight"


def test_a_red_flag_ends_the_questions_and_refers(ilio):
    ran = ilio("assess", "--json", typed="4\n")
    assert ran.code == 0
    verdict = json.loads(ran.out)
    assert {side["finding"] for side in verdict["sides"].values()} == {"refer"}
    assert "None" not in ran.out


def test_after_a_red_flag_the_urgency_is_said_once_and_nothing_more_is_asked(ilio):
    ran = ilio("assess", typed="1\n")
    assert urgencies_in(ran.out + ran.err) == ["emergency_now"]
    assert "question is open" not in flat(ran.out)


ENDS = [
    ("", "red_flags"),
    ("none\n", "do_not_test"),
    ("none\nnone\n", "age_years"),
    ("none\nnone\n16\n", "with_clinician"),
    ("none\npregnancy\n", "pregnancy_week"),
]
SKIPS = ("\n", "skip\n", "-\n")


@pytest.mark.parametrize(("typed", "field"), ENDS)
@pytest.mark.parametrize("skip", ["", *SKIPS])
def test_without_its_safety_answers_nothing_is_judged(ilio, typed, field, skip):
    ran = ilio("assess", typed=typed + skip)
    said, asked = flat(ran.out), question_of(field).text
    assert ran.code == 0
    assert said.count(f'One safety question is open: "{asked}"') == 1
    assert "sound" not in said and "chance" not in said
    assert flat(ran.err).endswith(f'This safety question is open: "{asked}"')
    assert ("it keeps you from harm" in ran.err) is bool(skip)


def test_details_of_a_replaced_hip_are_asked_and_no_test_after_it(ilio):
    ran = ilio("assess", typed="none\nhip_replacement\nleft\n14 months\n63\n")
    assert ran.code == 0
    assert "the input ended" not in ran.err.lower()
    assert "Is everything ready" not in ran.err
    assert "artificial hip: left" in ran.out
    assert "ilio clear VISIT.json hip_replacement" in flat(ran.out)


def test_before_all_is_ready_there_is_no_test(ilio):
    ran = ilio("assess", typed="none\nnone\n34\n8\n")
    assert ran.code == 2 and ran.out == ""
    assert 'This safety question is open: "Is everything ready for the tests?"' in flat(ran.err)


def test_the_lists_are_read_in_groups_and_fit_80_columns(ilio, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = ilio("assess", typed="none\n").err.splitlines()
    assert max(map(len, lines)) <= 80
    for title in ("Nerves", "The leg and its joint", "Pregnancy and medicines"):
        assert lines[lines.index(title) - 1] == ""
    numbers = [int(m[1]) for line in lines if (m := re.match(r"  (\d+)  +\S", line))]
    assert numbers == [*range(1, len(red_flags()) + 1), *range(1, len(do_not_test()) + 1)]


def test_the_answers_carry_the_day_on_which_they_were_given(ilio, tmp_path, monkeypatch):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda zone: noon.astimezone(zone))
    saved = tmp_path / "answers.toml"
    ilio("assess", "--save-answers", saved, typed="none\npregnancy\n12\n32\n")
    assert read_visit(saved).date == "2026-11-23"


def test_questions_and_help_go_to_stderr_and_misunderstandings_are_told(ilio):
    ran = ilio("assess", typed="?\nmaybe\n4\n")
    assert ran.code == 0
    first = Questionnaire().current
    assert first is not None
    assert first.question.text in ran.err
    assert first.question.help in " ".join(ran.err.split())
    assert "Please give the numbers" in ran.err
    assert first.question.text not in ran.out


def test_back_asks_the_last_question_again(ilio, tmp_path):
    saved = tmp_path / "answers.toml"
    ilio("assess", "--save-answers", saved, typed="none\nnone\n34\nb\n43\n")
    assert tomllib.loads(saved.read_text(encoding="utf-8"))["person"]["age_years"] == 43


def test_what_was_answered_is_saved_though_it_is_too_little_to_judge(ilio, tmp_path):
    saved = tmp_path / "answers.toml"
    ran = ilio("assess", "--save-answers", saved, typed="none\nnone\n34\n")
    assert ran.code == 2
    assert "the remaining questions are left out" in ran.err
    assert f"Answers saved: {saved}" in ran.err
    assert read_visit(saved).answers.age_years == 34


def test_saved_answers_give_the_same_verdict(ilio, tmp_path):
    saved = tmp_path / "answers.toml"
    asked = ilio("assess", "--json", "--save-answers", saved, typed=typed_lines(LEFT_TIGHT))
    again = ilio("assess", saved, "--json")
    assert json.loads(again.out) == json.loads(asked.out)


def test_a_place_for_the_answers_is_checked_before_the_first_question(ilio, tmp_path):
    ran = ilio("assess", "--save-answers", tmp_path / "none" / "answers.toml", typed="none\n")
    assert ran.code == 2
    assert "Nothing was lost" in ran.err
    assert "Does any of these" not in ran.err


def test_in_a_terminal_a_person_can_help_skip_go_back_and_save(tmp_path):
    saved = tmp_path / "mine.toml"
    person = Terminal("assess")
    person.until("> ")
    person.type("?\n")
    person.until("Answer with the numbers")
    for text in ("none", "none", "34", "<", "35", ""):
        person.until("> ")
        person.type(f"{text}\n")
    person.until("> ")
    person.type("\x04")
    person.until("Save these answers")
    person.until("> ")
    person.type(f"{saved}\n")
    assert person.end() == 2
    assert read_visit(saved).answers.age_years == 35


@pytest.mark.parametrize("answer", ["\n", "\x04"])
def test_in_a_terminal_saving_can_be_declined(answer):
    person = Terminal("assess")
    person.until("> ")
    person.type("4\n")
    person.until("Save these answers")
    person.until("> ")
    person.type(answer)
    assert person.end() == 0
    assert "See a doctor today." in person.seen


def test_an_interruption_saves_what_was_answered(tmp_path):
    saved = tmp_path / "mine.toml"
    person = Terminal("assess", "--save-answers", str(saved))
    person.until("> ")
    person.type("none\n")
    person.until("> ")
    person.interrupt()
    person.end()
    assert read_visit(saved).answers.red_flags == frozenset()
    assert "Traceback" not in person.seen
