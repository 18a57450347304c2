"""The program `ilio`: its commands, and how an error becomes one message and an exit code."""

from typing import Annotated

import typer

from ilio import IlioError, __version__
from ilio.apps.cli import (
    body_checks,
    change_checks,
    checking,
    clearing,
    demonstrating,
    doctoring,
    explaining,
    following,
    keeping,
    knowing,
    logbook,
    measuring,
    moving,
    picturing,
    planning,
    reporting,
    serving,
    studying,
    training,
    validating,
    visiting,
)
from ilio.apps.cli.voice import complain

BAD_INPUT = 2
"""Exit code for bad usage or bad input; a bug of Ilio ends with 1, everything else with 0."""

app = typer.Typer(
    name="ilio",
    epilog="An education and training tool, not a medical device. Start with: ilio demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ilio {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Tell whether deep hip flexors are tight, weak, both or fine, and what to do about it."""


app.command("demo")(demonstrating.demo)
app.command("assess")(visiting.assess)
app.command("measure")(measuring.measure)
app.command("judge")(measuring.judge)
app.command("picture")(picturing.picture)
app.command("report")(reporting.report)
app.command("explain")(explaining.explain)
app.command("clear")(clearing.clear)
app.command("plan")(planning.plan)
app.command("log")(logbook.log)
app.command("move")(moving.move)
app.command("check")(checking.check)
app.command("train")(training.train)
app.command("people")(keeping.people)
app.command("keep")(keeping.keep)
app.command("progress")(following.progress)
app.command("export")(keeping.export)
app.command("delete")(keeping.delete)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("serve")(serving.serve)
app.command("knowledge")(knowing.knowledge)
app.command("doctor")(doctoring.doctor)
validating.app.command("body")(body_checks.body)
validating.app.command("thomas")(body_checks.thomas)
validating.app.command("power")(body_checks.power)
validating.app.command("change")(change_checks.change)
app.add_typer(studying.app, name="study")
app.add_typer(validating.app, name="validate")


def main() -> None:
    """Run the program; every error of Ilio becomes one message on standard error and exit code 2.

    Raises
    ------
    SystemExit
        Always, with the exit code.

    Examples
    --------
    >>> import sys
    >>> from unittest.mock import patch
    >>> with patch.object(sys, "argv", ["ilio", "--version"]):
    ...     main()
    Traceback (most recent call last):
    SystemExit: 0
    """
    try:
        app()
    except IlioError as error:
        complain(str(error))
        raise SystemExit(BAD_INPUT) from None
