"""`ilio demo`: the example visit, with the known truth beside each measured angle."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilio.apps.cli.voice import Json, progress_bar, say, say_json

if TYPE_CHECKING:
    from ilio.core import Measured
    from ilio.records import Visit

REPORTS = ("report.html", "report.pdf", "visit.json")


@dataclass(frozen=True)
class Compared:
    """One measured quantity beside its known truth.

    Parameters
    ----------
    protocol, side, quantity
        What was measured.
    measured
        With its 90 % interval.
    truth
        In the unit of `measured`.

    Examples
    --------
    >>> from ilio.core import Measured
    >>> Compared("thomas", "left", "thigh_drop", Measured(-9.0, -14.0, -4.0, "deg"), -10.0).inside
    True
    """

    protocol: str
    side: str
    quantity: str
    measured: "Measured"
    truth: float

    @property
    def inside(self) -> bool:
        """Whether the truth lies inside the interval.

        Examples
        --------
        >>> from ilio.core import Measured
        >>> Compared("thomas", "left", "thigh_drop", Measured(0, -2, 2, "deg"), 5.0).inside
        False
        """
        return self.measured.low <= self.truth <= self.measured.high


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the reports and the saved visit.")] = Path(
        "ilio-demo"
    ),
    as_json: Json = False,
) -> None:
    """Run the example visit that comes with Ilio and write its report.

    Four clips of a drawn person whose true angles are known: two tests on both sides.
    """
    from ilio import records, wiring
    from ilio.apps.cli.views import truth_view, visit_view
    from ilio.wiring import assess

    folder = _make_folder(out)
    with progress_bar() as progress:
        visit = assess(example_visit(), progress=progress)
        for name in REPORTS:
            progress(f"Writing {name}", 1)
            wiring.render(visit, folder / name, appendix=True)
    rows = list(compare(visit))
    written = [str(folder / name) for name in REPORTS]
    if as_json:
        say_json(
            {
                "verdict": records.judgement_to_json(visit.judgement),
                "truth": [_row_to_json(row) for row in rows],
                "written": written,
            }
        )
        return
    say(*visit_view(visit), *truth_view(rows))
    say("Written:", *(f"  {path}" for path in written))


def compare(visit: "Visit") -> Iterator[Compared]:
    """Every recorded quantity of a visit whose truth is known, in the order of the visit.

    What was only typed is left out: the truth belongs to the recordings.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> list(compare(Visit(Judgement("Nothing was measured.", {}))))
    []
    """
    for done in visit.measurements:
        for quantity, truth in visit.truth.get((done.protocol, done.side), {}).items():
            measured = done.get(quantity)
            if measured is not None and done.source.kind != "answers":
                yield Compared(done.protocol, done.side.value, quantity, measured, truth)


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


def _row_to_json(row: Compared) -> dict[str, Any]:
    from ilio.records.measured_json import measured_to_json

    return {
        "protocol": row.protocol,
        "side": row.side,
        "quantity": row.quantity,
        "measured": measured_to_json(row.measured),
        "truth": row.truth,
        "inside": row.inside,
    }


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
