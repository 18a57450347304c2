"""The questionnaire, typed through a pipe and in a pseudo-terminal."""

import json
import tomllib

import pytest
from terminal_person import Terminal

from ilio.sources.questionnaire import Questionnaire
from ilio.sources.visit_file import read_visit

LEFT_TIGHT = {
    "red_flags": "none",
    "do_not_test": "none",
    "age_years": "34",
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
    assert sides["left"]["tightness"]["call"] == "tight"
    assert sides["right"]["tightness"]["call"] != "tight"


def test_a_red_flag_ends_the_questions_and_refers(ilio):
    ran = ilio("assess", "--json", typed="4\n")
    assert ran.code == 0
    verdict = json.loads(ran.out)
    assert {side["finding"] for side in verdict["sides"].values()} == {"refer"}


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
    assert "refer" in person.seen


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
