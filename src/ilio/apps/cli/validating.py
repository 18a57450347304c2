"""`ilio validate`: how well Ilio does, printed by a command."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.voice import Json, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from ilio.validation.camera_rows import Coverage, FilmRow

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
    """Simulate visits of people with known hips: how often the answer is definite and correct."""
    from ilio.validation import simulated_visits

    with progress_bar() as progress:
        rows = list(simulated_visits(count, seed=seed, workers=workers, progress=progress))
    if as_json:
        told = [asdict(row) | {"right": row.right} for row in rows]
        say_json({"visits": count, "seed": seed, "rows": told})
        return
    say(f"{count} simulated visits a row; correct: definite, and on the true side of tight.")
    title = "True hip extension E against the answer"
    view = table(
        title, "thigh by", "pelvis by", "E", "tight", "not tight", "cannot tell", "correct"
    )
    for row in rows:
        answers = (row.extension_deg, row.tight, row.not_tight, row.cannot_tell)
        view.add_row(row.thigh, row.pelvis, *map(str, answers), f"{100 * row.right:.0f} %")
    say(view)


ERRORS = {
    "held": "thigh_elevation_hold",
    "peak": "thigh_elevation_peak",
    "drop": "thigh_drop",
    "knee": "knee_flexion",
    "tilt": "pelvic_tilt",
    "E": "hip_extension",
}

LEGEND = (
    "Error of the tested leg in deg; unfl: more than 10 deg off unflagged, side: told on the wrong "
    "side of level, off: first fault too early or late, in s."
)


@app.command("camera")
def camera(
    data: Annotated[
        Path, typer.Option("--data", help="Folder of films with NAME.truth.json beside each.")
    ],
    variants: Annotated[
        bool, typer.Option(help="Also with each film mirrored, cropped, blurred, ... (8 x longer).")
    ] = True,
    workers: Annotated[
        int, typer.Option(min=1, show_default="all cores", help="Processes.")
    ] = os.cpu_count() or 1,
    as_json: Json = False,
) -> None:
    """Read films with known angles: how far off the camera is, and whether its intervals hold."""
    from ilio.validation.camera_rows import coverages, film_rows
    from ilio.validation.film_variants import VARIANTS

    rows: list[FilmRow] = []
    names = 1 + (len(VARIANTS) if variants else 0)
    with progress_bar() as progress:
        count = sum(1 for _ in data.rglob("*.truth.json")) * names
        for row in film_rows(data, variants=variants, workers=workers):
            rows.append(row)
            progress(f"Read {row.film}, {row.variant}", len(rows) / count)
    held = coverages(rows)
    if as_json:
        told = [{**asdict(c), "half_width": _finite(c.half_width)} for c in held]
        say_json({"films": [_row_json(row) for row in rows], "coverage": told})
        return
    _say_films(rows)
    _say_coverage(held)


def _finite(value: float) -> float | None:
    return None if isinf(value) else value


def _row_json(row: "FilmRow") -> dict[str, object]:
    errors = {c.quantity: {"error": c.error, "covered": c.covered} for c in row.compared}
    return {**asdict(row), "compared": errors}


def _say_films(rows: "Sequence[FilmRow]") -> None:
    from ilio.validation.camera_rows import AS_IT_IS

    view = table("", "film", *ERRORS, "unfl", "side", "off")
    view.columns[0].min_width, view.padding = 22, (0, 1, 0, 0)
    for column in view.columns[1:]:
        column.no_wrap = True
    for row in rows:
        found = [row.of(quantity) for quantity in ERRORS.values()]
        errors = [f"{c.error:+.1f}{'' if c.covered else '*'}" if c else "" for c in found]
        leg = "" if row.near else " (far)"
        name = row.film + leg + (f", {row.variant}" if row.variant != AS_IT_IS else "")
        times = (f"{t:.1f}" for t in (row.unflagged_s, row.wrong_side_s, row.fault_off_s))
        view.add_row(name, *errors, *times)
    say(LEGEND)
    say(view, "* the 90 % interval does not hold the truth")


def _say_coverage(held: "Sequence[Coverage]") -> None:
    title = "90 % intervals: how many hold the truth"
    view = table(title, "quantity", "n", "held", "by others' errors", "rms", "half-width")
    for c in held:
        half = "open" if isinf(c.half_width) else f"{c.half_width:.1f}"
        shares = (f"{100 * c.covered:.0f} %", f"{100 * c.others_cover:.0f} %")
        view.add_row(c.quantity, str(c.count), *shares, f"{c.rms:.2f}", half)
    total = sum(c.count for c in held)
    share = 100 * sum(c.count * c.covered for c in held) / total if total else 0.0
    say(view, f"All {total} together: {share:.1f} %.")
