"""`ilio validate`: how well Ilio does, printed by a command."""

from typing import Annotated

import typer

from ilio.apps.cli.voice import Json, progress_bar, say, say_json

app = typer.Typer(help="Check Ilio against known truth.", no_args_is_help=True)


@app.callback()
def start() -> None:
    """Check Ilio against known truth."""


@app.command("visits")
def visits(
    count: Annotated[int, typer.Option("--visits", min=1, help="Simulated visits a cell.")] = 1000,
    seed: Annotated[int, typer.Option(help="Same seed, same table.")] = 1,
    as_json: Json = False,
) -> None:
    """Simulate visits of people with known hips: how often the answer is definite and right."""
    from ilio import validation

    with progress_bar() as progress:
        result = validation.visits_table(visits=count, seed=seed, progress=progress)
    if as_json:
        say_json({"visits": count, "seed": seed, "rows": result.rows})
    else:
        say(result.as_text())
