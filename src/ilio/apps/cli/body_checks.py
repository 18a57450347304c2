"""`ilio validate body`: how right the body model is."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ilio.apps.cli.voice import Json, note, say, say_json, table


def body(
    oracle: Annotated[
        Path | None,
        typer.Option(help="Folder of numbers computed by OpenSim (opensim_oracle), to compare."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the body model: paths and forces of muscles against OpenSim, MuJoCo and papers."""
    from ilio.core import MissingExtraError
    from ilio.validation.body import oracle_checks, self_checks, skeleton_checks

    checks = [*self_checks()]
    try:
        checks += skeleton_checks()
    except MissingExtraError as error:
        note(f"Left out: the grid against MuJoCo. {error}")
    if oracle is not None:
        checks += oracle_checks(oracle)
    else:
        note("Left out: OpenSim's numbers. Name their folder with --oracle.")
    if as_json:
        say_json({"checks": [asdict(check) | {"passed": check.passed} for check in checks]})
        return
    view = table("Largest difference", "what", "measured", "tolerance", "holds")
    for check in checks:
        limit = "not judged" if check.tolerance is None else f"{check.tolerance:g} {check.unit}"
        holds = "" if check.tolerance is None else "yes" if check.passed else "NO"
        view.add_row(check.what, f"{check.measured:.2g} {check.unit}", limit, holds)
    say(view)
