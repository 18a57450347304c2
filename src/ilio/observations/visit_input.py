"""What goes into a visit: answers about the person, and one entry an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilio.core import Measured, Side
from ilio.observations.answers import Answers, AttemptAnswers, dated
from ilio.observations.recording import Key


@dataclass(frozen=True, kw_only=True)
class AttemptInput:
    """One attempt: a file, typed readings, or both, with what was asked about it.

    Parameters
    ----------
    protocol
        ``"knee-raise"``, ``"thomas"`` or ``"running"``.
    side
        The tested side.
    file
        Path of the recording; None when everything was typed.
    pelvis_file
        Path of a second phone log, the phone on the pelvis.
    mapping
        Path of a marker mapping file.
    landmarks
        Path of a file of points corrected by hand, for a film.
    rest
        Phone logs: the rest pose at the start, ``"standing"`` or ``"lying"``.
    level_deg
        Films: slope in the picture of a line that is level in the room, its right end lower +
        [deg]; None takes the table's edge, where it is seen, else gravity that the file holds.
    device
        Key of ``knowledge/errors.toml`` for typed readings (``"inclinometer"``, ``"goniometer"``).
    readings
        Typed numbers by ``(quantity, None)``.
    answers
        What was asked.

    Examples
    --------
    >>> AttemptInput(protocol="thomas", side=Side.LEFT, file="left.mp4").side.value
    'left'
    """

    protocol: str
    side: Side
    file: str | None = None
    pelvis_file: str | None = None
    mapping: str | None = None
    landmarks: str | None = None
    rest: str = "standing"
    level_deg: float | None = None
    device: str | None = None
    readings: Mapping[Key, Measured] = field(default_factory=dict)
    answers: AttemptAnswers = AttemptAnswers()


@dataclass(frozen=True, kw_only=True)
class VisitInput:
    """Everything that goes into one visit.

    Parameters
    ----------
    person
        A label of the person's own choosing; may be empty.
    date
        Day of the visit as ``YYYY-MM-DD``; may be empty.
    answers
        Answers about the person.
    attempts
        One entry an attempt.
    rules
        Name of the rule set, ``"ilio"`` or ``"kawamoto2012"``.
    truth
        Known true angles for demonstration, by ``(protocol, side)`` then quantity [its unit].

    Examples
    --------
    >>> VisitInput().rules
    'ilio'
    """

    person: str = ""
    date: str = ""
    answers: Answers = field(default_factory=Answers)
    attempts: tuple[AttemptInput, ...] = ()
    rules: str = "ilio"
    truth: Mapping[tuple[str, Side], Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # answers hold for the day on which they were given
        object.__setattr__(self, "answers", dated(self.answers, self.date))
