"""`ilio validate change`: what the rules of change do to people whose change is known."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from ilio.validation.change import Budgeted, Share
    from ilio.validation.pooled_hips import Coverage, Trial

TITLES = {
    "holds": "Unchanged people whose hold is called changed",
    "regression": "Unchanged people who began with E under 0, called more",
    "retest": "One retest, without what people vary by from day to day",
    "repeats": "A true gain of 5 deg found, SEM 3 deg",
}


def change(
    people: Annotated[int, typer.Option(min=100, help="Simulated people a row.")] = 20_000,
    studies: Annotated[int, typer.Option(min=20, help="Simulated studies a row.")] = 2000,
    seed: Annotated[int, typer.Option(help="Same seed, same tables.")] = 19,
    data: Annotated[
        Path | None, typer.Option("--data", help="Validation data: adds the trial of stretching.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Judge people whose change is known, and measure studies whose error is known."""
    import numpy as np

    from ilio.validation import change as known
    from ilio.validation.pooled_hips import coverages, stretching_trial

    rng = np.random.default_rng(seed)
    trial = stretching_trial(data) if data else None
    with progress_bar() as progress:
        progress("Judging people", 0.1)
        ways = list(known.budgeted(people, rng))
        shares = {
            "holds": list(known.hold_shares(people, rng)),
            "regression": list(known.regression_shares(people, rng)),
            "retest": list(known.retest_shares(people, rng)),
            "repeats": list(known.repeat_shares(people, rng)),
        }
        progress("Measuring studies", 0.5)
        held = list(coverages(studies, rng))
    if trial is None:
        note("Left out: the trial of stretching. Name the folder of the data with --data.")
    if as_json:
        told = {name: [asdict(share) for share in found] for name, found in shares.items()}
        rows = {"ways": [asdict(w) for w in ways], "coverage": [asdict(c) for c in held]}
        tests = None if trial is None else {**trial[0], "tests": [asdict(t) for t in trial[1]]}
        say_json(
            {"people": people, "studies": studies, "seed": seed, **rows, **told, "trial": tests}
        )
        return
    _say_ways(ways)
    for name, found in shares.items():
        _say_shares(TITLES[name], found)
    _say_coverage(held, studies)
    if trial is not None:
        _say_trial(*trial)


def _say_ways(rows: "Iterable[Budgeted]") -> None:
    title = "Hip extension of one visit, from the budgets; in brackets with the day"
    view = table(title, "by", "SEM", "MDC95", "visits for 5°", "unchanged, called", "+8° shown")
    for row in rows:
        view.add_row(
            row.way,
            f"{row.sem:.1f} ({row.sem_day:.1f})",
            f"{row.mdc:.1f} ({row.mdc_day:.1f})",
            f"{row.visits} ({row.visits_day})",
            f"{100 * row.unchanged:.1f} %",
            f"{100 * row.shown:.0f} %",
        )
    say(view)


def _say_shares(title: str, shares: "Iterable[Share]") -> None:
    view = table(title, "who", "rule", "share")
    for share in shares:
        view.add_row(
            share.where, share.what, f"{100 * share.value:.1f} ± {100 * share.spread:.1f} %"
        )
    say(view)


def _say_coverage(rows: "Iterable[Coverage]", studies: int) -> None:
    title = f"95 % intervals that hold the truth, in % of {studies} studies, both hips"
    view = table(title, "people", "r", "SEM", "limit", "bias", "hips as people", "bootstrap", "±")
    for row in rows:
        numbers = (row.sem, row.limit, row.bias, row.as_people, row.bootstrap, row.spread)
        view.add_row(str(row.people), f"{row.shared:g}", *(f"{100 * x:.1f}" for x in numbers))
    say(view)


def _say_trial(numbers: dict[str, float], trials: "Iterable[Trial]") -> None:
    view = table("Hip flexion gained in a trial of stretching", "hips counted", "t", "p")
    for trial in trials:
        view.add_row(trial.counted, f"{trial.t:.2f}", f"{trial.p:.3f}")
    say(view, "; ".join(f"{name} {value:.2f}" for name, value in numbers.items()) + ".")
