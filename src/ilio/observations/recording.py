"""What every source gives: angles over time, typed readings, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from ilio.core import Measured, Side
from ilio.observations.answers import AttemptAnswers
from ilio.observations.gate import Gate
from ilio.observations.trace import AngleTrace

SourceKind = Literal["video", "markers", "angles", "phone", "answers", "synthetic"]

SIDED = ("thigh_elevation", "hip_flexion", "knee_flexion", "hip_abduction")
"""Angles that each leg has."""

MIDLINE = ("trunk_lean", "pelvic_tilt", "lumbar_flexion")
"""Angles that the body has once. `pelvic_tilt` and `trunk_lean` are in the source's own frame;
protocols only use their change."""

Key = tuple[str, Side | None]


@dataclass(frozen=True)
class Source:
    """Where a recording came from.

    Parameters
    ----------
    kind
        ``video``, ``markers``, ``angles``, ``phone``, ``answers`` or ``synthetic``.
    name
        File name without its folder, or a short title.
    device
        Key of ``knowledge/errors.toml``: whose error budget holds.
    rate_hz
        Sampling rate [Hz], None for typed readings.
    facts
        Pairs of what was found and how it was decided, for example ``("up axis", "Z, found")``.

    Examples
    --------
    >>> Source("markers", "raise.trc", "markers", 100.0).name
    'raise.trc'
    """

    kind: SourceKind
    name: str
    device: str
    rate_hz: float | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Recording:
    """One attempt as a source saw it.

    Parameters
    ----------
    source
        Where it came from.
    traces
        Angle traces by ``(name, side)``; side None for the midline, and for a sensor that sat on
        whichever leg was tested.
    readings
        Numbers that came as numbers (typed goniometer readings), same keys.
    answers
        What was asked about this attempt.
    unmeasured
        Channel name to the reason why this source cannot give it.
    gates
        Checks that the source itself can make (side view, whole body in the picture).
    notes
        Plain sentences worth showing.

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1], [0, 5])
    >>> r = Recording(Source("phone", "log.csv", "phone"), {("thigh_elevation", None): trace})
    >>> r.trace("thigh_elevation", Side.LEFT) is trace
    True
    >>> r.why_not("pelvic_tilt")
    'log.csv (phone) does not hold it'
    """

    source: Source
    traces: Mapping[Key, AngleTrace] = field(default_factory=dict)
    readings: Mapping[Key, Measured] = field(default_factory=dict)
    answers: AttemptAnswers = AttemptAnswers()
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    notes: tuple[str, ...] = ()

    def trace(self, name: str, side: Side | None = None) -> AngleTrace | None:
        """The trace of a channel on a side, else the sideless one, else None.

        Examples
        --------
        >>> Recording(Source("answers", "typed", "answers")).trace("trunk_lean") is None
        True
        """
        return self.traces.get((name, side)) or self.traces.get((name, None))

    def reading(self, name: str, side: Side | None = None) -> Measured | None:
        """The typed number of a quantity on a side, else the sideless one, else None.

        Examples
        --------
        >>> Recording(Source("answers", "typed", "answers")).reading("thigh_drop") is None
        True
        """
        return self.readings.get((name, side)) or self.readings.get((name, None))

    def why_not(self, name: str) -> str:
        """Why this source does not give a channel, in one clause.

        Examples
        --------
        >>> r = Recording(Source("video", "a.mp4", "video"), unmeasured={"pelvic_tilt": "no tape"})
        >>> r.why_not("pelvic_tilt")
        'no tape'
        """
        if name in self.unmeasured:
            return self.unmeasured[name]
        if self.source.kind == "answers":
            return "neither measured nor asked"
        return f"{self.source.name} ({self.source.kind}) does not hold it"

    def with_answers(
        self, answers: AttemptAnswers, readings: Mapping[Key, Measured] | None = None
    ) -> Self:
        """The same recording with what was asked and typed about it.

        Examples
        --------
        >>> r = Recording(Source("video", "a.mp4", "video"))
        >>> r.with_answers(AttemptAnswers(hand_check="snug")).answers.hand_check
        'snug'
        """
        return replace(self, answers=answers, readings={**self.readings, **(readings or {})})
