"""The questionnaire in the terminal: one question at a time, with skip, back and help."""

from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import console, note

if TYPE_CHECKING:
    from ilio.observations import VisitInput
    from ilio.sources.questionnaire import Questionnaire

BACK, HELP = "b", "?"


def ask_visit(save_to: Path | None) -> "VisitInput":
    """Ask everything that can be asked, and give it as a visit.

    The end of the input (or Ctrl-D) leaves the remaining questions out. What was answered is never
    lost: it is saved as a visit file when that was asked for, also after Ctrl-C.

    Parameters
    ----------
    save_to
        File to save the answers in; without it a person at a terminal is offered to.

    Raises
    ------
    OutputError
        If `save_to` cannot be written; found out before the first question.
    """
    from ilio.records.writing import check_place
    from ilio.sources.questionnaire import Questionnaire

    if save_to is not None:
        check_place(save_to)
    questions = Questionnaire()
    note("Empty line: skip.  b: back.  ?: help.  Ctrl-D: stop asking and judge what is there.")
    try:
        _ask_all(questions)
        if save_to is None:
            save_to = _offer_file()
    finally:
        if save_to is not None:
            _save(questions, save_to)
    return questions.visit_input()


def _ask_all(questions: "Questionnaire") -> None:
    from ilio.core import InputError

    while not questions.finished:
        _show(questions)
        try:
            typed = _line()
        except EOFError:
            note("The input ended here; the remaining questions are left out.")
            return
        try:
            _obey(questions, typed)
        except InputError as error:
            note(str(error))


def _obey(questions: "Questionnaire", typed: str) -> None:
    if typed == HELP:
        note(questions.current.help)
    elif typed == BACK:
        questions.back()
    elif typed:
        questions.answer(typed)
    else:
        questions.skip()


def _show(questions: "Questionnaire") -> None:
    from rich.text import Text

    asked = questions.current
    done, total = asked.progress
    talk = console(talk=True)
    talk.print()
    talk.print(Text(f"[{done}/{total}] {asked.text}", style="bold"))
    for choice in asked.choices:
        talk.print(f"  {choice}")


def _line() -> str:
    """One typed line; the prompt goes to standard error, so that a piped answer stays clean."""
    console(talk=True).print("> ", end="")
    return input().strip()


def _offer_file() -> Path | None:
    import sys

    if not sys.stdin.isatty():
        return None
    note("Save these answers as a visit file? Type a file name, or an empty line for no.")
    try:
        name = _line()
    except EOFError:
        return None
    return Path(name) if name else None


def _save(questions: "Questionnaire", path: Path) -> None:
    from ilio.sources.visit_file import write_visit

    write_visit(questions.visit_input(), path)
    note(f"Answers saved: {path}")
