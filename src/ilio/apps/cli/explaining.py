"""`ilio explain`: what the body model says about a visit, and what it cannot say."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.voice import Json, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from ilio.body.load import Person
    from ilio.body.telling import Statement
    from ilio.protocols import Measurement

BESIDE = ("above_90_is_iliopsoas", "running_stays_below_90", "tight_tilts_the_pelvis")
"""Claims of the article that the model bears on, told beside its numbers."""


def explain(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    mass_kg: Annotated[float | None, typer.Option(help="Body mass in kg; 70 if left out.")] = None,
    height_m: Annotated[
        float | None, typer.Option(help="Body height in metres; 1.75 if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Explain a visit: what each hip flexor could give, what the hold asks, what tilt does.

    Example: ilio explain visit.json --mass-kg 62 --height-m 1.68
    """
    from ilio.apps.cli.reporting import open_visit
    from ilio.body.load import Person

    usual = Person.usual()
    person = Person(
        usual.mass_kg if mass_kg is None else mass_kg,
        usual.height_m if height_m is None else height_m,
    )
    with progress_bar() as progress:
        done = open_visit(visit, progress)
    told = [(m, *_told(m, person)) for m in done.measurements]
    if as_json:
        say_json({"schema": "ilio/explanation/1", "attempts": [_json(*row) for row in told]})
        return
    for measurement, statements, why_not in told:
        _say(measurement, statements, why_not)
    _say_evidence({s.claim for _, statements, _ in told for s in statements})


def _told(measurement: "Measurement", person: "Person") -> tuple[tuple["Statement", ...], str]:
    """Statements on one attempt, or why there are none."""
    from ilio.body.telling import tell_raise, tell_thomas
    from ilio.core import InputError

    try:
        if measurement.protocol == "knee-raise":
            statements = tell_raise(measurement.quantities, person)
        elif measurement.protocol == "thomas":
            statements = tell_thomas(measurement.quantities)
        else:
            return (), "The model tells nothing about this test."
    except InputError as error:
        return (), f"Outside the model: {error}"
    return statements, "" if statements else "The angle that the model needs was not measured."


def _json(
    measurement: "Measurement", statements: tuple["Statement", ...], why_not: str
) -> dict[str, object]:
    from ilio.knowledge import claim

    rows = [
        {
            "claim": told.claim,
            "statement": claim(told.claim).claim,
            "status": claim(told.claim).status,
            "grade": claim(told.claim).grade,
            "values": {name: asdict(spread) for name, spread in told.values.items()},
            "notes": list(told.notes),
        }
        for told in statements
    ]
    attempt = {"protocol": measurement.protocol, "side": str(measurement.side)}
    return {**attempt, "statements": rows, "why_not": why_not}


def _say(measurement: "Measurement", statements: tuple["Statement", ...], why_not: str) -> None:
    from ilio.knowledge import claim

    say(f"{measurement.protocol}, {measurement.side}")
    if why_not:
        say(why_not, "")
    for told in statements:
        entry = claim(told.claim)
        view = table(f"{entry.claim} ({entry.status}, grade {entry.grade})", "what", "spread")
        for name, spread in told.values.items():
            view.add_row(name, str(spread))
        say(view, *told.notes, "")


def _say_evidence(used: set[str]) -> None:
    from ilio.knowledge import claim

    say("What this rests on, and what evidence says to the article's claims")
    for key in (*sorted(used), *BESIDE):
        entry = claim(key)
        say(f"- {entry.claim}: {entry.status} (grade {entry.grade}). {entry.evidence}")
