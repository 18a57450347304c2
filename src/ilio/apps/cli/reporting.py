"""`ilio report`: a visit to paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.clearing import nothing_to_come
from ilio.apps.cli import clock
from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json

if TYPE_CHECKING:
    from ilio.apps.cli.voice import Progress
    from ilio.records import Visit


def report(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    out: Annotated[
        list[Path],
        typer.Option(
            "--out", "-o", help="Where to: .html, .pdf or .json. May be given several times."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Write the report of a visit as HTML, PDF or JSON, by the ending of the file name.

    Example: ilio report visit.json -o report.html -o report.pdf
    """
    from ilio import wiring
    from ilio.observations import safety_of
    from ilio.records.report import clearance_words
    from ilio.records.writing import check_place

    for path in out:
        check_place(path)
    with progress_bar() as progress:
        done = open_visit(visit, progress)
        for path in out:
            progress(f"Writing {path.name}", 1)
            wiring.render(done, path)
    if as_json:
        say_json({"written": [str(path) for path in out]})
        return
    safety = safety_of(done.answers, done.judgement.hurts)
    say(done.judgement.summary, *clearance_words(safety))
    for path in out:
        note(f"Written: {path}")


def open_visit(path: Path, progress: "Progress") -> "Visit":
    """A saved visit as it is, a visit file after it was assessed.

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
        nothing_to_come(done.answers, clock.today())
    return done
