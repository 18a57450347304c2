"""What a protocol gives: quantities with intervals, what is missing and why, gates, faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilio.core import Measured, Side
from ilio.observations import AttemptAnswers, Gate, Source


@dataclass(frozen=True)
class Fault:
    """Something that went wrong at a time of the recording, to be marked on the plot.

    Parameters
    ----------
    name
        ``"thigh below 90"``, ``"trunk forward"`` or ``"low back rounding"``.
    time_s
        When it was first seen, from the start of the hold [s].
    text
        One plain sentence.

    Examples
    --------
    >>> Fault("thigh below 90", 9.4, "The thigh came below level.").time_s
    9.4
    """

    name: str
    time_s: float
    text: str


@dataclass(frozen=True)
class Curve:
    """An angle over time as the report draws it.

    Parameters
    ----------
    name
        Channel, for example ``"thigh_elevation"``.
    time_s, angle_deg, low_deg, high_deg
        Tuples of one length [s], [deg]; None where a sample was lost.
    start_s, end_s
        The window that the numbers were read from [s].

    Examples
    --------
    >>> Curve("thigh_elevation", (0.0, 1.0), (0.0, 90.0), (0.0, 85.0), (0.0, 95.0), 0.0, 1.0).end_s
    1.0
    """

    name: str
    time_s: tuple[float, ...]
    angle_deg: tuple[float | None, ...]
    low_deg: tuple[float | None, ...]
    high_deg: tuple[float | None, ...]
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Measurement:
    """One attempt of one protocol on one side, in numbers.

    Parameters
    ----------
    protocol
        ``"knee-raise"``, ``"thomas"`` or ``"running"``.
    side
        The tested side.
    source
        Where the recording came from.
    quantities
        Name to value with its 90 % interval.
    unmeasured
        Name to the reason why it is missing; a name stands in one of the two, never in both.
    gates
        The checks of this protocol and of the source.
    notes
        Plain sentences worth showing.
    answers
        What was asked about the attempt.
    curves
        For the plot.
    faults
        For the plot, in order of time.
    pelvis_from
        thomas: how the tilt was known (``"tape"``, ``"markers"``, ``"phone"``, ``"typed"``,
        ``"hand check"``, ``"hug share"``), empty when it was not.

    Examples
    --------
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"),
    ...                 {"thigh_drop": Measured(10, 5, 15, "deg")})
    >>> m.get("thigh_drop").value, m.get("pelvic_tilt")
    (10, None)
    """

    protocol: str
    side: Side
    source: Source
    quantities: Mapping[str, Measured] = field(default_factory=dict)
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    notes: tuple[str, ...] = ()
    answers: AttemptAnswers = AttemptAnswers()
    curves: tuple[Curve, ...] = ()
    faults: tuple[Fault, ...] = ()
    pelvis_from: str = ""

    def get(self, name: str) -> Measured | None:
        """The quantity of that name, None when unmeasured.

        Examples
        --------
        >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"))
        >>> m.get("thigh_drop") is None
        True
        """
        return self.quantities.get(name)

    def gate(self, name: str) -> Gate | None:
        """The gate of that name, None when the protocol has no such gate.

        Examples
        --------
        >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"),
        ...                 gates=(Gate("table level", "pass", "Level."),))
        >>> m.gate("table level").state
        'pass'
        """
        return next((g for g in self.gates if g.gate == name), None)
