"""`ilio validate`: how well Ilio does, printed by a command."""

import os
from dataclasses import asdict
from typing import Annotated

import typer

from ilio.apps.cli.voice import Json, progress_bar, say, say_json, table

app = typer.Typer(help="Check Ilio against known truth.", no_args_is_help=True)


@app.callback()
def start() -> None:
    """Check Ilio against known truth."""


@app.command("visits")
def visits(
    count: Annotated[int, typer.Option("--visits", min=1, help="Simulated visits a row.")] = 1000,
    seed: Annotated[int, typer.Option(help="Same seed, same table.")] = 2012,
    workers: Annotated[
        int,
        typer.Option(min=1, show_default="all cores", help="Processes."),
    ] = os.cpu_count() or 1,
    as_json: Json = False,
) -> None:
    """Simulate visits of people with known hips: how often the answer is definite and right."""
    from ilio.validation import simulated_visits

    with progress_bar() as progress:
        rows = list(simulated_visits(count, seed=seed, workers=workers, progress=progress))
    if as_json:
        told = [asdict(row) | {"right": row.right} for row in rows]
        say_json({"visits": count, "seed": seed, "rows": told})
        return
    say(f"{count} simulated visits a row; right: definite, and on the right side of tight.")
    title = "True hip extension E against the answer"
    view = table(title, "thigh by", "pelvis by", "E", "tight", "not tight", "cannot tell", "right")
    for row in rows:
        answers = (row.extension_deg, row.tight, row.not_tight, row.cannot_tell)
        view.add_row(row.thigh, row.pelvis, *map(str, answers), f"{100 * row.right:.0f} %")
    say(view)
