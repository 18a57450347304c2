"""What a judgement says: per side two axes, a finding, weighed reasons, the next step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ilio.core import Measured, Side

WeaknessCall = Literal["weak", "sound", "cannot tell"]
TightnessCall = Literal["tight", "not tight", "limited", "normal", "long", "cannot tell"]
Finding = Literal["sound", "weak", "tight", "weak and tight", "cannot tell", "refer"]


@dataclass(frozen=True)
class Reason:
    """One reason, with its number, its limit, and where the limit comes from.

    Parameters
    ----------
    text
        One plain sentence.
    quantity
        Name of the quantity, empty for an answer or a gate.
    measured
        The number with its interval, None for an answer or a gate.
    limit
        The limit it was held against, in the unit of `measured`.
    source
        Key of ``knowledge/references.toml``.
    grade
        ``A`` to ``D``, ``X`` or ``fact``.

    Examples
    --------
    >>> Reason("The thigh rests on the table.").grade
    ''
    """

    text: str
    quantity: str = ""
    measured: Measured | None = None
    limit: float | None = None
    source: str = ""
    grade: str = ""


@dataclass(frozen=True)
class WeaknessAxis:
    """The weakness axis of one side.

    Parameters
    ----------
    call
        ``weak``, ``sound`` or ``cannot tell``.
    probability
        Chance that a fault is present, from the measurement error alone; None when unknown.
    because
        Reasons, heaviest first.

    Examples
    --------
    >>> WeaknessAxis("cannot tell").because
    ()
    """

    call: WeaknessCall
    probability: float | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class TightnessAxis:
    """The tightness axis of one side.

    Parameters
    ----------
    call
        ``tight``, ``not tight`` (a thigh on the table, at least that far), ``limited``, ``normal``,
        ``long`` or ``cannot tell``.
    probability
        P(E < 0) from the measurement error alone (flat prior), E being what the rules read; None
        when it is unmeasured.
    because
        Reasons, heaviest first.
    hip_extension
        E as judged: the mean of the trials [deg]; None when unmeasured.
    with_prior
        P(E < 0) with the published prior; shown, never deciding.
    next_band
        Chance that E belongs to the neighbouring band; None when not decided.
    tissue
        ``"hip flexors"`` (which ones is open), ``"two-joint flexors"``, ``"one-joint flexors or
        capsule"``, or empty when neither tight nor limited.

    Examples
    --------
    >>> TightnessAxis("cannot tell").tissue
    ''
    """

    call: TightnessCall
    probability: float | None = None
    because: tuple[Reason, ...] = ()
    hip_extension: Measured | None = None
    with_prior: float | None = None
    next_band: float | None = None
    tissue: str = ""


@dataclass(frozen=True)
class Verdict:
    """The verdict of one side.

    Parameters
    ----------
    side
        Which.
    finding
        ``sound``, ``weak``, ``tight``, ``weak and tight``, ``cannot tell`` or ``refer``.
    weakness, tightness
        The two axes.
    open
        Names of the axes that are not known.
    next_step
        The one best thing to do next.

    Examples
    --------
    >>> Verdict(Side.LEFT, "sound", WeaknessAxis("sound"), TightnessAxis("normal")).open
    ()
    """

    side: Side
    finding: Finding
    weakness: WeaknessAxis
    tightness: TightnessAxis
    open: tuple[str, ...] = ()
    next_step: str = ""


@dataclass(frozen=True)
class Judgement:
    """Both sides, with what is said of the two together.

    Parameters
    ----------
    summary
        One or two plain sentences; bilateral findings first.
    sides
        The verdict of each side.
    rules
        Name of the rule set.
    refer
        Reasons to see a clinician first; empty when there is none.
    do_not_test
        Reasons for which a test must not be done.
    differences
        Sentences about differences between the sides that are beyond the error.
    hurts
        Side to the rows of pain (``knowledge/safety/other_answers.toml``) that hold for that hip.

    Examples
    --------
    >>> left = Verdict(Side.LEFT, "sound", WeaknessAxis("sound"), TightnessAxis("normal"))
    >>> Judgement("All fine.", {Side.LEFT: left})[Side.LEFT].finding
    'sound'
    """

    summary: str
    sides: dict[Side, Verdict]
    rules: str = "ilio"
    refer: tuple[Reason, ...] = ()
    do_not_test: tuple[Reason, ...] = field(default=())
    differences: tuple[str, ...] = ()
    hurts: Mapping[Side, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, side: Side | str) -> Verdict:
        return self.sides[Side.parse(side)]
