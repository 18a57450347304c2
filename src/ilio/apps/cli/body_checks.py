"""`ilio validate body` and `thomas`: how right the body model is, and what it says of the test."""

from collections.abc import Sequence
from dataclasses import asdict
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.voice import Json, note, say, say_json, table

if TYPE_CHECKING:
    from ilio.validation.body_published import Trend
    from ilio.validation.powers import Powers


def body(
    oracle: Annotated[
        Path | None,
        typer.Option(help="Folder of numbers computed by OpenSim (opensim_oracle), to compare."),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Also draw arms and shares over the hip's angle (.svg).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the body model: paths and forces of muscles against OpenSim, MuJoCo and papers."""
    from ilio.core import MissingExtraError
    from ilio.records.drawing_file import write_drawing
    from ilio.validation.body import oracle_checks, self_checks, skeleton_checks, thomas_checks
    from ilio.validation.body_curves import published_plots
    from ilio.validation.body_hold import hold_checks
    from ilio.validation.body_published import published_trends

    checks = [*(oracle_checks(oracle) if oracle else ()), *self_checks(), *hold_checks()]
    trends = published_trends()
    for more in (skeleton_checks, thomas_checks):
        try:
            checks += more()
        except MissingExtraError as error:
            note(f"Left out: {error}")
    if picture is not None:
        write_drawing(published_plots(oracle), picture)
    if oracle is None:
        note("Left out: OpenSim's numbers. Name their folder with --oracle.")
    if as_json:
        rows = [asdict(check) | {"passed": check.passed} for check in checks]
        say_json({"checks": rows, "trends": [asdict(trend) for trend in trends]})
        return
    view = table("Largest difference", "what", "measured", "tolerance", "holds")
    for check in checks:
        limit = "not judged" if check.tolerance is None else f"{check.tolerance:g} {check.unit}"
        holds = "" if check.tolerance is None else "yes" if check.passed else "NO"
        view.add_row(check.what, f"{check.measured:.2g} {check.unit}", limit, holds)
    say(view)
    _say_trends(trends)


def _say_trends(trends: "Sequence[Trend]") -> None:
    view = table("Sign and order, per brim", "brim", "what", "model", "published", "same sign")
    for trend in trends:
        published = "sign only" if trend.published is None else f"{trend.published:.2g}"
        same = {None: "not judged", True: "yes", False: "no"}[trend.holds]
        words = f"{trend.what} ({trend.source})"
        view.add_row(trend.brim, words, f"{trend.model:.2g}", published, same)
    say(view)


def thomas(
    people: Annotated[int, typer.Option(min=1000, help="Virtual people.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Same seed, same table.")] = 29,
    as_json: Json = False,
) -> None:
    """Test virtual people whose hips are known: what the modified Thomas test can tell."""
    from ilio.knowledge import body_constants
    from ilio.validation.virtual_people import thomas_powers

    rows = list(thomas_powers(people, seed=seed))
    published = body_constants("published_validity")
    if as_json:
        as_rows = [{k: None if isnan(v) else v for k, v in asdict(row).items()} for row in rows]
        say_json({"people": people, "seed": seed, "rows": as_rows})
        return
    say(f"{people} virtual people, {rows[0].short} of them short. Tilt is what nobody corrected.")
    view = table("", "tilt [deg]", "error [deg]", "short found", "others cleared", "calls correct")
    for row in rows:
        tilt = f"{row.tilt_deg:+g} +- {row.tilt_sd_deg:g}"
        shares = (row.sensitivity, row.specificity, row.predictive)
        view.add_row(
            tilt, f"{row.error_deg:g}", *("none" if isnan(s) else f"{s:.0f} %" for s in shares)
        )
    seen = f"{published['sensitivity']:g} and {published['specificity']:g} %"
    say(view, f"Measured in 29 people without control of the pelvis: {seen} (vigotsky2016).")
    say(body_constants("virtual_people").note + ".")


WORDS = {
    "found": "found",
    "cleared": "others cleared",
    "right": "calls correct",
    "right_clear": "all-clears correct",
    "deep_found": "deep ones",
}


def power(
    people: Annotated[
        int, typer.Option(min=1000, help="Virtual people in each population.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(help="Same seed, same tables.")] = 31,
    as_json: Json = False,
) -> None:
    """Test virtual people by both tests, over pelvic control, error and cut-off."""
    from ilio.validation.powers import both_powers

    every = []
    for powers in both_powers(people, seed=seed):
        every.append(_power_json(powers))
        if not as_json:
            _say_power(powers)
    if as_json:
        say_json({"people": people, "seed": seed, "curves": every})


def _power_json(powers: "Powers") -> dict[str, object]:
    shares = {
        name: [[None if isnan(share) else share for share in end] for end in band]
        for name, band in powers.shares.items()
    }
    return {"test": powers.test, "varied": powers.varied, "x": list(powers.x), "shares": shares}


def _say_power(powers: "Powers") -> None:
    names = [WORDS[name] for name in powers.shares]
    view = table(f"{powers.test}, over {powers.varied}", powers.varied, *names)
    for number, x in enumerate(powers.x):
        bands = [(low[number], high[number]) for low, high in powers.shares.values()]
        told = ["none" if isnan(low) else f"{low:.0f} to {high:.0f} %" for low, high in bands]
        view.add_row(f"{x:g}", *told)
    say(view)
