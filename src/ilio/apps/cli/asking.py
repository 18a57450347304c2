"""The questionnaire in the terminal: one question at a time, with skip, back and help."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import console, note

if TYPE_CHECKING:
    from ilio.observations import VisitInput
    from ilio.sources.question_steps import Step
    from ilio.sources.questionnaire import Questionnaire

BACK, HELP = "b", "?"


def ask_visit(save_to: Path | None) -> "VisitInput":
    r"""Ask everything that can be asked, and give it as a visit.

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

    Examples
    --------
    >>> import io
    >>> from unittest.mock import patch
    >>> with patch("sys.stdin", io.StringIO("none\n")):
    ...     ask_visit(None).answers.red_flags
    frozenset()
    """
    from ilio.records.writing import check_place

    if save_to is not None:
        check_place(save_to)
    note("Empty line: skip.  b or <: back.  ?: help.  Ctrl-D: stop asking, judge what is there.")
    answered = _Answered()
    try:
        answered.ask()
        save_to = save_to or _offer_file()
    finally:
        if save_to is not None:
            _save(answered.state.visit_input(), save_to)
    return answered.state.visit_input()


class _Answered:
    """Holds the state while it is asked, so that an interruption loses nothing."""

    def __init__(self) -> None:
        from ilio.sources.questionnaire import Questionnaire

        self.state: Questionnaire = Questionnaire()

    def ask(self) -> None:
        while (step := self.state.current) is not None:
            _show(self.state, step)
            try:
                typed = _line()
            except EOFError:
                note("The input ended here; the remaining questions are left out.")
                return
            if typed == HELP:
                note(step.question.help)
                continue
            self.state = _after(self.state, typed)
            if self.state.said:
                note(self.state.said)


def _after(state: "Questionnaire", typed: str) -> "Questionnaire":
    """`b` goes back, except where it is the key of an answer."""
    if not typed:
        return state.skip()
    if typed == BACK and BACK not in {option.key for option in state.options}:
        return state.back()
    return state.answer(typed)


def _show(state: "Questionnaire", step: "Step") -> None:
    from rich.padding import Padding
    from rich.text import Text

    talk = console(talk=True)
    number, total = state.progress
    talk.print(f"\n{step.place} ({number} of at most {total})")
    if step.how:
        talk.print(Padding(step.how, (0, 0, 0, 2)))
    unit = f" [{step.question.unit}]" if step.question.unit else ""
    talk.print(Text(f"{step.question.text}{unit}", style="bold"))
    for option in state.options:
        parts = (option.meaning,) if step.question.of else (option.word, option.meaning)
        talk.print(Padding(f"{option.key}  {': '.join(filter(None, parts))}", (0, 0, 0, 2)))


def _line() -> str:
    """One typed line; the prompt goes to standard error, so that a piped answer stays clean."""
    console(talk=True).print("> ", end="")
    return input().strip()


def _offer_file() -> Path | None:
    if not sys.stdin.isatty():
        return None
    note("\nSave these answers as a visit file? Type a file name, or an empty line.")
    try:
        name = _line()
    except EOFError:
        return None
    return Path(name) if name else None


def _save(visit: "VisitInput", path: Path) -> None:
    from ilio.records.writing import write_whole
    from ilio.sources.visit_text import write_visit

    write_whole(path, write_visit(visit).encode("utf-8"))
    note(f"Answers saved: {path}")
