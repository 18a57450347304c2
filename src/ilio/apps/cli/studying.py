"""`ilio study`: how reliable a test is, from people who were measured twice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ilio.apps.cli.film_options import Exact, Fast, chosen_effort
from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from rich.table import Table

    from ilio.records.study_tables import StudyTable
    from ilio.reliability import Comparison, Estimate, Result


class ManifestOrCommand(TyperGroup):
    """A word that is no command of the group is a manifest.

    Examples
    --------
    >>> ManifestOrCommand(name="study").name
    'study'
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words begin with, else `of` for all of them.

        Examples
        --------
        >>> from typer.main import get_command
        >>> group = get_command(app)
        >>> group.resolve_command(group.context_class(group), ["study.csv", "--json"])[0]
        'of'
        """
        known = args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["of", *args])


app = typer.Typer(
    cls=ManifestOrCommand,
    help="Reliability of a test: ICC, SEM, smallest change, limits of agreement, with plots.",
    no_args_is_help=True,
    epilog="ilio study MANIFEST is short for ilio study of MANIFEST.",
)


@app.command("of")
def study(
    manifest: Annotated[
        Path, typer.Argument(help="Table with one row a number or recording (.csv, .parquet).")
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", help="Report: .html or .pdf. May be given several times."),
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the report.")] = "How reliable are the tests",
    log: Annotated[
        bool | None,
        typer.Option("--log/--no-log", help="Compare ratios or differences; else times by ratio."),
    ] = None,
    fast: Fast = False,
    exact: Exact = False,
    as_json: Json = False,
) -> None:
    """Compare what was measured again: sessions, raters, trials, devices.

    Example: ilio study study.csv -o study.pdf
    """
    from ilio import __version__
    from ilio.records.study_rendering import check_study_place, render_study
    from ilio.records.study_report import study_report
    from ilio.study import run

    for path in out or ():
        check_study_place(path)
    with progress_bar() as progress:
        progress(f"Reading {manifest.name}", 0)
        effort = chosen_effort(fast, exact)
        found = run(manifest, log=log, effort=effort, progress=progress)
        report = study_report(found, title=title, version=__version__)
        for path in out or ():
            progress(f"Writing {path.name}", 1)
            render_study(report, path)
    if as_json:
        rows = [_comparison_json(one) for one in found.comparisons]
        left_out = [*report.left_out]
        say_json({"people": found.people, "comparisons": rows, "left_out": left_out})
        return
    say(report.summary)
    for part in report.parts:
        say("", part.title, *(f"- {line}" for line in (*part.findings, *part.notes)))
        say(*(_view(one) for one in part.tables if one.title == "Reliability"))
    for line in report.left_out:
        say(f"- left out: {line}")
    for path in out or ():
        note(f"Written: {path}")


@app.command("new")
def new(
    folder: Annotated[Path, typer.Argument(help="New folder for the kit.")],
    test: Annotated[
        str, typer.Option(help="thomas or knee-raise.", autocompletion=lambda: ["thomas"])
    ] = "thomas",
    device: Annotated[
        str, typer.Option("--by", help="What measures, in your words: phone + hand check.")
    ] = "phone + hand check",
    people: Annotated[int, typer.Option(help="How many people.")] = 30,
    raters: Annotated[int, typer.Option(min=1, max=26, help="How many measure each person.")] = 2,
    sessions: Annotated[int, typer.Option(min=1, help="On how many days.")] = 2,
    trials: Annotated[int, typer.Option(min=1, help="How often in a row.")] = 2,
    as_json: Json = False,
) -> None:
    """Write a study kit: printable protocol, sheet of identities, empty manifest.

    Example: ilio study new hips --by goniometer --people 40
    """
    from ilio import __version__
    from ilio.records.study_kit import write_kit
    from ilio.records.study_plan import StudyPlan

    plan = StudyPlan(test, device, people, raters, sessions, trials)
    written = write_kit(plan, folder, version=__version__)
    if as_json:
        say_json({"written": [str(path) for path in written]})
        return
    say("Print the two papers, fill in the manifest, then type:")
    say(f"ilio study {folder / 'manifest.csv'} -o study.pdf")
    for path in written:
        note(f"Written: {path}")


def _view(one: "StudyTable") -> "Table":
    """The columns that fit a terminal."""
    kept = [one.head.index(name) for name in ("Compared", "Side", "n", "ICC(3,1)", "SEM", "MDC95")]
    view = table(one.title, *(one.head[at] for at in kept))
    for row in one.rows:
        view.add_row(*(row[at] for at in kept))
    return view


def _comparison_json(one: "Comparison") -> dict[str, Any]:
    names = ("protocol", "quantity", "unit", "device", "facet", "levels", "held", "log", "left_out")
    return {
        **{name: getattr(one, name) for name in names},
        "results": [_result_json(result) for result in one.results],
    }


def _result_json(result: "Result") -> dict[str, Any]:
    size = result.size
    sizes = (
        {}
        if size is None
        else {
            "sem": _ends(size.sem),
            "sem_agreement": size.sem_agreement,
            "mdc95": size.mdc,
            "mdc95_agreement": size.mdc_agreement,
            "degrees_of_freedom": size.freedom,
        }
    )
    pairs = [
        {"first": pair.first, "second": pair.second, "sd": pair.agreement.sd}
        | {
            name: _ends(getattr(pair.agreement, name))
            for name in ("bias", "lower", "upper", "slope", "spread")
        }
        for pair in result.pairs
    ]
    shared = {} if result.hips is None else {"r_of_hips": result.hips.shared}
    kept = {name: getattr(result, name) for name in ("side", "people", "mean", "sd")}
    return {
        **kept,
        "icc": {icc.form: _ends(icc.estimate) for icc in result.iccs},
        **sizes,
        **shared,
        "pairs": pairs,
    }


def _ends(estimate: "Estimate") -> list[float | None]:
    """Value, low, high; None for an open end."""
    from math import isfinite

    ends = estimate.value, estimate.low, estimate.high
    return [end if isfinite(end) else None for end in ends]
