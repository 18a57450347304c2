"""What the body model tells: numbers with their spread, statements, lines of muscles to draw."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Line = tuple[tuple[float, float], ...]
"""Points (forward, up) [m]; the hip's centre is (0, 0)."""


@dataclass(frozen=True)
class Spread:
    """What the variants of the model say: the middle one, the least and the most.

    No chance goes with the bounds: nobody knows which variant is right.

    Parameters
    ----------
    value, low, high
        In `unit`.
    unit
        ``"%"``, ``"Nm"``, ``"s"`` or ``"deg"``.

    Examples
    --------
    >>> print(Spread(40, 30, 60, "%"))
    40 % (30 to 60)
    """

    value: float
    low: float
    high: float
    unit: str

    def __str__(self) -> str:
        return f"{self.value:.0f} {self.unit} ({self.low:.0f} to {self.high:.0f})"


@dataclass(frozen=True)
class Statement:
    """One statement: a claim of the knowledge room, with this person's numbers.

    Parameters
    ----------
    claim
        Its key in ``claims.toml``.
    values
        Numbers by what they are, each with its spread.
    notes
        What they rest on, in plain sentences.

    Examples
    --------
    >>> Statement("model_share", {}).notes
    ()
    """

    claim: str
    values: Mapping[str, Spread] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MuscleLine:
    """One muscle as a line.

    Parameters
    ----------
    key, name, group
        As in the body model.
    points
        Its way from origin to insertion.
    share
        Of what all could give to flex the hip [%].

    Examples
    --------
    >>> line = ((0.0, 0.1), (0.1, -0.1))
    >>> MuscleLine("psoas", "Psoas major", "deep hip flexor", line, Spread(20, 15, 30, "%")).name
    'Psoas major'
    """

    key: str
    name: str
    group: str
    points: Line
    share: Spread


@dataclass(frozen=True)
class LegPicture:
    """A standing leg with its muscles, and what the model says of it.

    Parameters
    ----------
    hip_deg, knee_deg, tilt_deg
        Flexion of hip and knee, pelvic tilt from neutral with forward + [deg].
    shortening, strength, deep_strength
        How much shorter psoas and iliacus are than the model's; strength of all flexors, and
        besides of these two, over the model's [1].
    bones
        Outlines by name.
    muscles
        All 29.
    deep
        Share of psoas and iliacus against the superficial flexors [%].
    numbers
        Further numbers by name: see `ilio.body.picture_of`.
    beyond
        Whether the hip is bent further than anybody measured.
    thomas_beyond
        Whether the lying leg would hang beyond the model in some variant.

    Examples
    --------
    >>> LegPicture(0, 0, 0, 0, 1, 1, {}, (), Spread(50, 40, 60, "%"), {}, False, False).muscles
    ()
    """

    hip_deg: float
    knee_deg: float
    tilt_deg: float
    shortening: float
    strength: float
    deep_strength: float
    bones: Mapping[str, Line]
    muscles: tuple[MuscleLine, ...]
    deep: Spread
    numbers: Mapping[str, Spread]
    beyond: bool
    thomas_beyond: bool

    @property
    def thigh_elevation_deg(self) -> float:
        """Thigh against straight down, forward + [deg].

        Examples
        --------
        >>> deep = Spread(50, 40, 60, "%")
        >>> LegPicture(90, 0, -10, 0, 1, 1, {}, (), deep, {}, False, False).thigh_elevation_deg
        100
        """
        return self.hip_deg - self.tilt_deg


@dataclass(frozen=True)
class AttemptStory:
    """What the model says of one attempt.

    Parameters
    ----------
    protocol, side
        Of the attempt.
    statements
        May be none; then `why_not` says why.
    why_not
        One sentence, or empty.
    picture
        The leg as it was held; None for a test that has none.

    Examples
    --------
    >>> AttemptStory("thomas", "left", why_not="The thigh was not measured.").statements
    ()
    """

    protocol: str
    side: str
    statements: tuple[Statement, ...] = ()
    why_not: str = ""
    picture: LegPicture | None = None


@dataclass(frozen=True)
class MuscleStory:
    """What the model says of a visit.

    Parameters
    ----------
    attempts
        In the order of the visit.

    Examples
    --------
    >>> MuscleStory().attempts
    ()
    """

    attempts: tuple[AttemptStory, ...] = ()
