"""`ilio report`: a visit to paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.clearing import dated_by_now
from ilio.apps.cli import clock
from ilio.apps.cli.log_keeping import entries_of, log_of
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json
from ilio.apps.seen_on import seen_on

if TYPE_CHECKING:
    from ilio.apps.cli.voice import Progress
    from ilio.programmes import Programme
    from ilio.records import Visit

Appendix = Annotated[
    bool,
    typer.Option(
        "--appendix",
        help="After the two pages print everything: checks, all numbers, claims, literature.",
    ),
]


def report(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    out: Annotated[
        list[Path],
        typer.Option(
            "--out", "-o", help="Where to: .html, .pdf or .json. May be given several times."
        ),
    ],
    plan: Annotated[
        Path | None,
        typer.Option(help="Saved plan (.json) of this visit: its first exercises are drawn."),
    ] = None,
    appendix: Appendix = False,
    sheet: Annotated[
        bool,
        typer.Option("--sheet", help="One page for a clinician instead, as .pdf."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the report of a visit as HTML, PDF or JSON, by the ending of the file name.

    Two pages; with --appendix everything that was measured and cited follows.
    Example: ilio report visit.json -o report.html -o report.pdf --appendix
    """
    from ilio import wiring
    from ilio.observations import safety_of
    from ilio.records.next_steps import stopped_words
    from ilio.records.report_brief import cleared_words
    from ilio.records.writing import check_place

    for path in out:
        check_place(path)
    with progress_bar() as progress:
        done = visit_today(visit, progress)
        programme = None if plan is None else plan_of(plan, done)
        for path in out:
            progress(f"Writing {path.name}", 1)
            if sheet:
                _write_sheet(done, path, programme)
            else:
                wiring.render(done, path, programme, appendix=appendix)
    if as_json:
        say_json({"written": [str(path) for path in out]})
        return
    safety = safety_of(done.answers, done.judgement.hurts)
    say(done.judgement.summary, *map(cleared_words, safety.cleared))
    if programme is not None and programme.refused and not (safety.refers or safety.open):
        say(stopped_words(programme))
    for path in out:
        note(f"Written: {path}")


def _write_sheet(visit: "Visit", path: Path, programme: "Programme | None") -> None:
    from ilio import __version__
    from ilio.core import InputError
    from ilio.records.store import StoredVisit
    from ilio.records.summary import summary_of, summary_pdf
    from ilio.records.writing import write_whole

    if path.suffix.lower() != ".pdf":
        raise InputError(
            "a name that ends in .pdf", f"'{path.name}'", "Write for example sheet.pdf."
        )
    now = clock.now(clock.zone_of(None))
    kept = StoredVisit("", "", visit, {}, now)
    told = summary_of(visit.person, [kept], programme, (), now.date(), version=__version__)
    write_whole(path, summary_pdf(told))


def visit_today(path: Path, progress: "Progress") -> "Visit":
    """A visit of a file, as it is read today: what is printed and told of it now.

    Raises
    ------
    ReadError, InputError
        As `open_visit`.

    Examples
    --------
    >>> visit_today(Path("nowhere.json"), lambda sentence, share: None)
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved visit, got no such file. Check \
the path.
    """
    return seen_on(open_visit(path, progress), clock.today())


def open_visit(path: Path, progress: "Progress") -> "Visit":
    """A saved visit as it was kept, a visit file after it was assessed: to keep it on.

    Raises
    ------
    ReadError
        If the file cannot be read.
    InputError
        If it holds a clearance of a day to come.

    Examples
    --------
    >>> open_visit(Path("nowhere.json"), lambda sentence, share: None)
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved visit, got no such file. Check \
the path.
    """
    from ilio import records
    from ilio.wiring import assess

    saved = path.suffix.lower() == ".json"
    done = records.load(path) if saved else assess(path, progress=progress)
    if not done.judgement.refer:  # help comes before faults in the file
        dated_by_now(done, clock.today())
    return done


def plan_of(path: Path, visit: "Visit") -> "Programme":
    """A saved plan as its log has moved it, when it was made from the answers of this visit.

    Raises
    ------
    ReadError
        If it or its log cannot be read, or if it was made from other answers.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> plan_of(Path("nowhere.json"), Visit(Judgement("Nothing was measured.", {})))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved plan, got no such file. Check the \
path.
    """
    from ilio.core import ReadError
    from ilio.observations import safety_of
    from ilio.programmes import adjust
    from ilio.records.first_exercises import fits

    programme = open_plan(path)
    safety = safety_of(visit.answers, visit.judgement.hurts)
    sent_to_help = safety.refers or safety.open  # that page is printed, whatever plan there was
    if not sent_to_help and not fits(programme, safety):
        todo = "Make the plan again from this visit: ilio plan"
        raise ReadError(path, "a plan made from this visit", "one made from other answers", todo)
    if programme.refused:
        return programme
    today = clock.now(clock.zone_of(programme.zone or None)).date()
    return adjust(programme, entries_of(log_of(path), programme), today)
