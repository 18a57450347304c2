"""Measured numbers beside their known truth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilio.apps.cli.voice import table
from ilio.records.wording import figure, measured_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.core import Measured
    from ilio.records import Visit


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


def truth_view(compared: Sequence[Compared]) -> "list[RenderableType]":
    """The measured numbers beside the known truth.

    Examples
    --------
    >>> truth_view([])
    ['The truth of this visit is not known.']
    """
    if not compared:
        return ["The truth of this visit is not known."]
    title = "\nThe films against the known truth, one trial each"
    rows = table(title, "test", "side", "quantity", "measured", "truth")
    for row in compared:
        truth = figure(row.truth) + ("" if row.inside else " OUTSIDE")
        name = row.quantity.replace("_", " ")
        rows.add_row(row.protocol, row.side, name, measured_text(row.measured), truth)
    inside_count = sum(row.inside for row in compared)
    return [rows, f"{inside_count} of {len(compared)} intervals (90 %) hold the truth."]


def row_to_json(row: Compared) -> dict[str, Any]:
    """One row as JSON.

    Examples
    --------
    >>> from ilio.core import Measured
    >>> hung = Compared("thomas", "left", "thigh_drop", Measured(-9.0, -14.0, -4.0, "deg"), -10.0)
    >>> row_to_json(hung)["inside"]
    True
    """
    from ilio.records.measured_json import measured_to_json

    return {
        "protocol": row.protocol,
        "side": row.side,
        "quantity": row.quantity,
        "measured": measured_to_json(row.measured),
        "truth": row.truth,
        "inside": row.inside,
    }
