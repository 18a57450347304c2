"""The saved whole of one visit."""

import datetime as clock
from collections.abc import Mapping
from dataclasses import dataclass, field

from ilio.core import Side
from ilio.observations import Answers, weeks_later
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

    def answers_on(self, day: clock.date) -> Answers:
        """The answers as they are on a later day: a pregnancy goes on meanwhile.

        Examples
        --------
        >>> asked = Answers(pregnancy_week=16)
        >>> visit = Visit(Judgement("", {}), answers=asked, date="2026-11-01")
        >>> visit.answers_on(clock.date(2026, 11, 15)).pregnancy_week
        18
        """
        since = day - clock.date.fromisoformat(self.date) if self.date else clock.timedelta()
        return weeks_later(self.answers, max(since // clock.timedelta(weeks=1), 0))
