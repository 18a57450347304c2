"""`ilio demo`: the example visit, with the known truth beside each measured angle."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from ilio.apps.cli.voice import Full, Json, console, progress_bar, say, say_json

REPORTS = ("report.html", "report.pdf", "visit.json")


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the reports and the saved visit.")] = Path(
        "ilio-demo"
    ),
    full: Full = False,
    as_json: Json = False,
) -> None:
    """Run the example visit that comes with Ilio and write its report.

    Four clips of a drawn person whose true angles are known: two tests on both sides.
    """
    from ilio import records, wiring
    from ilio.apps.cli.compared import compare, row_to_json, truth_view
    from ilio.apps.cli.first_view import first_view
    from ilio.apps.cli.views import visit_view
    from ilio.wiring import assess

    folder = _make_folder(out)
    with progress_bar() as progress:
        visit = assess(example_visit(), progress=progress)
        for name in REPORTS:
            progress(f"Writing {name}", 1)
            wiring.render(visit, folder / name, appendix=full)
    rows = list(compare(visit))
    written = [str(folder / name) for name in REPORTS]
    if as_json:
        say_json(
            {
                "verdict": records.judgement_to_json(visit.judgement),
                "truth": [row_to_json(row) for row in rows],
                "written": written,
            }
        )
        return
    if full:
        say(*visit_view(visit), *truth_view(rows), "\nWritten:", *(f"  {path}" for path in written))
    else:
        say(*first_view(visit, console().width))
    say(f"\nOpen {folder / REPORTS[0]}", f"Now test yourself: {program()} serve")


def program() -> str:
    """How this program was called, so that what is printed can be typed.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch.object(sys, "argv", [".venv/bin/ilio", "demo"]):
    ...     program()
    '.venv/bin/ilio'
    """
    called = sys.argv[0]
    found = shutil.which("ilio")
    return "ilio" if found and Path(found).resolve() == Path(called).resolve() else called


def example_visit() -> Path:
    """The example visit file, from the installed package or from the checkout.

    Raises
    ------
    ReadError
        If neither holds it.

    Examples
    --------
    >>> example_visit().name
    'visit.toml'
    """
    import ilio
    from ilio.core import ReadError

    package = Path(ilio.__file__).parent
    places = [
        root / "examples" / "visit" / "visit.toml" for root in (package, package.parent.parent)
    ]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise ReadError(
            places[0],
            "the example visit",
            "nothing",
            "Install Ilio again, or run it from a clone of the project.",
        )
    return found


def _make_folder(folder: Path) -> Path:
    from ilio.core import OutputError
    from ilio.records.writing import check_place

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, error.strerror or "the folder cannot be made") from None
    for name in REPORTS:
        check_place(folder / name)
    return folder
