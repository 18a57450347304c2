"""What the muscle model's part of a report is made of."""

from dataclasses import dataclass

from ilio.records.picture import Picture


@dataclass(frozen=True)
class MuscleRow:
    """One number of the muscle model, for each side.

    Parameters
    ----------
    claim, status, grade
        The statement that it belongs to.
    what
        Name of the number.
    sides
        The number with its spread, in the order of `MusclePart.sides`.

    Examples
    --------
    >>> MuscleRow("What a hold asks", "partly", "C", "Weight", ("33 Nm (29 to 37)",)).what
    'Weight'
    """

    claim: str
    status: str
    grade: str
    what: str
    sides: tuple[str, ...]


@dataclass(frozen=True)
class MusclePart:
    """What the muscles could do at the measured angles, and how far the tests can be trusted.

    Parameters
    ----------
    sides
        Headings of the columns.
    legs
        A picture a side.
    rows
        The numbers.
    notes
        What they rest on.
    beside
        Claims of the article that the model bears on, each with its verdict and grade.
    power
        The figure of both tests.

    Examples
    --------
    >>> MusclePart().rows
    ()
    """

    sides: tuple[str, ...] = ()
    legs: tuple[Picture, ...] = ()
    rows: tuple[MuscleRow, ...] = ()
    notes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    power: Picture | None = None
