"""How the program speaks: answers on standard output, talk on standard error, never mixed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
"""The option that every command has."""

Full = Annotated[bool, typer.Option("--full", help="Say every reason, number and check as well.")]
"""The option of what says a whole visit."""

Progress = Callable[[str, float], None]
"""Takes a sentence on what is being done and the done share, 0 to 1."""


def console(*, talk: bool = False) -> "Console":
    """A console on standard output, or on standard error for talk; plain when piped.

    Examples
    --------
    >>> console(talk=True).stderr
    True
    """
    from rich.console import Console

    return Console(stderr=talk, highlight=False, markup=False, emoji=False)


def say(*parts: "RenderableType") -> None:
    """Put an answer on standard output.

    Examples
    --------
    >>> say("Both sides are sound.")
    Both sides are sound.
    """
    for part in parts:
        if isinstance(part, str):
            _say_text(part)
        else:
            console().print(part)


def _say_text(text: str) -> None:
    """Lines that fit; a path longer than one stays whole, so that it can be copied."""
    shown = console()
    for line in text.split("\n"):
        whole = wrap(
            line, shown.width, break_long_words=False, break_on_hyphens=False,
            replace_whitespace=False,
        )  # fmt: skip
        shown.print("\n".join(whole), soft_wrap=True)


def say_json(answer: Any) -> None:
    """Put an answer on standard output as JSON.

    Examples
    --------
    >>> say_json({"side": "left"})
    {
      "side": "left"
    }
    """
    typer.echo(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))


def note(text: str) -> None:
    """Put a remark on standard error, in one line of its own.

    Examples
    --------
    >>> note("The report is in ilio-demo.")
    """
    console(talk=True).print(text, soft_wrap=True)


def complain(message: str) -> None:
    """Put an error on standard error.

    Examples
    --------
    >>> complain("Expected a side (left, right), got 'lefft'. Did you mean 'left'?")
    """
    note(f"Error: {message}")


def table(title: str, *columns: str) -> "Table":
    """A table that fits 80 columns: long words fold, nothing is cut off.

    Examples
    --------
    >>> rows = table("", "side", "finding")
    >>> rows.add_row("left", "sound")
    >>> rows.row_count
    1
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    rows = Table(title=title or None, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        rows.add_column(column, overflow="fold")
    return rows


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on standard error while long work runs; silent when that is no terminal.

    Examples
    --------
    >>> with progress_bar() as progress:
    ...     progress("Reading left.mp4", 0.5)
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    talk = console(talk=True)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task("Starting", total=1.0)
        yield lambda sentence, share: bar.update(task, description=sentence, completed=share)
