"""`ilio assess`: a whole visit, from a file or from questions asked in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from ilio.apps.clearing import dated_by_now
from ilio.apps.cli import clock
from ilio.apps.cli.film_options import Exact, Fast, chosen_effort
from ilio.apps.cli.reporting import Appendix
from ilio.apps.cli.voice import Full, Json, console, note, progress_bar, say, say_json
from ilio.apps.seen_on import seen_on


def assess(
    visit: Annotated[
        Path | None,
        typer.Argument(help="Visit file (TOML or JSON). Without it the questions are asked here."),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(help="Rule set: ilio or kawamoto2012; else as the visit says.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Save the whole visit as JSON in this file.")
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(help="Write a report: .html, .pdf or .json. May be given several times."),
    ] = None,
    appendix: Appendix = False,
    save_answers: Annotated[
        Path | None,
        typer.Option(help="Without a visit file: save what was answered as a visit file (TOML)."),
    ] = None,
    fast: Fast = False,
    exact: Exact = False,
    full: Full = False,
    as_json: Json = False,
) -> None:
    """Assess a whole visit: measure every attempt, judge both sides, give the reasons.

    Examples: ilio assess visit.toml --report report.html, or only: ilio assess
    """
    from ilio import records, wiring
    from ilio.apps.cli.asking import ask_visit
    from ilio.apps.cli.first_view import first_view
    from ilio.apps.cli.views import visit_view
    from ilio.records.writing import check_place
    from ilio.wiring import assess as assess_visit

    if visit is not None and save_answers is not None:
        raise typer.BadParameter("--save-answers goes with the questions, not with a visit file.")
    reports = report or []
    for path in [*([save] if save else []), *reports]:
        check_place(path)
    asked = ask_visit(save_answers) if visit is None else visit
    with progress_bar() as progress:
        done = assess_visit(
            asked, rules=rules, effort=chosen_effort(fast, exact), progress=progress
        )
    if not done.judgement.refer:  # help comes before faults in the file
        dated_by_now(done, clock.today())
    shown = seen_on(done, clock.today())
    if as_json:
        say_json(records.judgement_to_json(shown.judgement))
    else:
        say(*(visit_view(shown) if full else first_view(shown, console().width)))
    if save is not None:
        records.save(done, save)
        note(f"Written: {save}")
    for path in reports:
        wiring.render(shown, path, appendix=appendix)
        note(f"Written: {path}")
