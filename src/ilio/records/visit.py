"""The saved whole of one visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilio.core import Side
from ilio.observations import Answers, dated
from ilio.protocols.measurement import Measurement
from ilio.verdicts.verdict import Judgement


@dataclass(frozen=True)
class Visit:
    """One visit: what was asked, what was measured, what was judged.

    Parameters
    ----------
    judgement
        The verdicts.
    measurements
        One entry an attempt, in the order of the visit file.
    answers
        Answers about the person.
    person
        A label of the person's own choosing; may be empty.
    date
        Day as ``YYYY-MM-DD``; may be empty.
    failures
        Attempts that could not be measured: a message each; nothing else is lost.
    truth
        Known true values for demonstration, by ``(protocol, side)`` then quantity [its unit].
    ilio_version
        Version of Ilio that made it.

    Examples
    --------
    >>> Visit(Judgement("Nothing was measured.", {})).person
    ''
    """

    judgement: Judgement
    measurements: tuple[Measurement, ...] = ()
    answers: Answers = field(default_factory=Answers)
    person: str = ""
    date: str = ""
    failures: tuple[str, ...] = ()
    truth: Mapping[tuple[str, Side], Mapping[str, float]] = field(default_factory=dict)
    ilio_version: str = ""

    def __post_init__(self) -> None:
        # answers hold for the day on which they were given, unless they are seen on a later one
        object.__setattr__(self, "answers", dated(self.answers, self.date))
