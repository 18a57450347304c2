"""The questionnaire in the terminal: one question at a time, with skip, back and help."""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli import clock
from ilio.apps.cli.voice import console, note

if TYPE_CHECKING:
    from rich.table import Table

    from ilio.observations import VisitInput
    from ilio.sources.answer_reading import Option
    from ilio.sources.question_steps import Step
    from ilio.sources.questionnaire import Questionnaire

BACK, HELP = "b", "?"


def ask_visit(save_to: Path | None) -> "VisitInput":
    r"""Ask everything that can be asked, and give it as a visit.

    The end of the input (or Ctrl-D) leaves the remaining questions out; a safety question that is
    open then is named, and nothing is judged without it. What was answered is never lost: it is
    saved as a visit file when that was asked for, also after Ctrl-C.

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
    note("Empty line: skip.  b or <: back.  ?: help.  Ctrl-D: stop asking.")
    answered = _Answered()
    try:
        answered.ask()
        save_to = save_to or _offer_file()
    finally:
        if save_to is not None:
            _save(answered.visit(), save_to)
    return answered.visit()


class _Answered:
    """Holds the state while it is asked, so that an interruption loses nothing."""

    def __init__(self) -> None:
        from ilio.sources.questionnaire import Questionnaire

        self.state: Questionnaire = Questionnaire()

    def visit(self) -> "VisitInput":
        return self.state.visit_input(date=clock.today().isoformat())

    def ask(self) -> None:
        while (step := self.state.current) is not None:
            _show(self.state, step)
            try:
                typed = _line()
            except EOFError:
                note("The input ended here; the remaining questions are left out.")
                if step.question.must:
                    note(f'This safety question is open: "{step.question.text}"')
                return
            if typed == HELP:
                note(step.question.help)
                continue
            self.state = _after(self.state, typed)
            # what a list that ends it all means stands on the page that follows
            if self.state.said and not (step.question.of and self.state.finished):
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
    for group, options in groupby(state.options, key=lambda option: option.group):
        if group:
            talk.print(f"\n{group}")
        talk.print(Padding(_choices(options, named=not step.question.of), (0, 0, 0, 2)))
    if step.question.of:
        talk.print(f"\n{step.question.help}")


def _choices(options: "Iterable[Option]", *, named: bool) -> "Table":
    """One row an answer; a long one goes on under its own beginning."""
    from rich.table import Table

    rows = Table.grid(padding=(0, 2))
    for option in options:
        parts = (option.word, option.meaning) if named else (option.meaning,)
        rows.add_row(option.key, ": ".join(filter(None, parts)))
    return rows


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
