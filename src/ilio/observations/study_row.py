"""One row of a reliability study: who was measured by whom with what, and what came of it."""

from dataclasses import dataclass

from ilio.core import Side


@dataclass(frozen=True, kw_only=True)
class StudyRow:
    """One number of a study, or one recording that is to be measured.

    Parameters
    ----------
    person, rater, device, session, trial
        Labels as the manifest gives them; only `person` is never empty.
    side
        The tested side; None for what has none.
    protocol, quantity
        What was tested, and which number of it; `quantity` is empty for a recording.
    unit
        Of the value, such as ``"deg"`` or ``"s"``.
    value
        The number; None for a recording, and for what could not be measured.
    path
        The recording, empty for a typed number.
    why_not
        Why there is no number; empty where there is one.
    line
        Of the manifest, for messages.

    Examples
    --------
    >>> StudyRow(person="P01", side=Side.LEFT, protocol="thomas", value=9.5).rater
    ''
    """

    person: str
    side: Side | None = None
    rater: str = ""
    device: str = ""
    session: str = ""
    trial: str = ""
    protocol: str = ""
    quantity: str = ""
    unit: str = ""
    value: float | None = None
    path: str = ""
    why_not: str = ""
    line: int = 0
