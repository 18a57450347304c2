"""What a judgement says: per side two axes, a finding, weighed reasons, the next step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilio.core import Measured, Side
from ilio.knowledge import CANNOT_TELL, axis_card


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
class Axis:
    """One axis of one side, judged by its own tests.

    Parameters
    ----------
    call
        One of the ``calls`` of its card (``knowledge/axes.toml``).
    probability
        Chance of what the card names, from the measurement error alone; None when unknown.
    because
        Reasons, heaviest first.

    Examples
    --------
    >>> Axis("cannot tell").because
    ()
    """

    call: str
    probability: float | None = None
    because: tuple[Reason, ...] = ()

    @property
    def is_open(self) -> bool:
        """True while it is not known.

        Examples
        --------
        >>> Axis("cannot tell").is_open
        True
        """
        return self.call == CANNOT_TELL


@dataclass(frozen=True)
class TightnessAxis(Axis):
    """How far the hip opens: an axis with the angle that it was judged by.

    It is ``tight``, ``not tight`` (a thigh on the table, at least that far), ``limited``,
    ``normal``, ``long`` or ``cannot tell``; its probability is P(E < 0) with a flat prior.

    Parameters
    ----------
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
    axes
        Each by its name, in the order of ``knowledge/axes.toml``.
    next_step
        The one best thing to do next.
    refers
        Whether a clinician comes first: then nothing is called.

    Examples
    --------
    >>> verdict = Verdict(Side.LEFT, axes_of(Axis("weak"), TightnessAxis("cannot tell")))
    >>> verdict.finding, verdict.open
    ('weak', ('tightness',))
    """

    side: Side
    axes: Mapping[str, Axis]
    next_step: str = ""
    refers: bool = False

    @property
    def finding(self) -> str:
        """All axes in a few words; what was found is never hidden by what is not known.

        Examples
        --------
        >>> Verdict(Side.LEFT, axes_of(Axis("weak"), TightnessAxis("tight"))).finding
        'weak and tight'
        >>> Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("long"))).finding
        'sound'
        """
        if self.refers:
            return "refer"
        return " and ".join(self.found) or (CANNOT_TELL if self.open else "sound")

    @property
    def found(self) -> tuple[str, ...]:
        """What the tests look for and found: what a plan answers.

        Examples
        --------
        >>> Verdict(Side.LEFT, axes_of(Axis("weak"), TightnessAxis("limited"))).found
        ('weak',)
        """
        return tuple(a.call for name, a in self.axes.items() if a.call == axis_card(name).found)

    @property
    def open(self) -> tuple[str, ...]:
        """Names of the axes that are not known, where a test may still tell.

        Examples
        --------
        >>> Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal"))).open
        ()
        """
        if self.refers:
            return ()
        return tuple(name for name, axis in self.axes.items() if axis.is_open)

    @property
    def weakness(self) -> Axis:
        """How well the leg is held up.

        Examples
        --------
        >>> Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal"))).weakness.call
        'sound'
        """
        return self.axes["weakness"]

    @property
    def tightness(self) -> TightnessAxis:
        """How far the hip opens.

        Examples
        --------
        >>> Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal"))).tightness.call
        'normal'
        """
        axis = self.axes["tightness"]
        assert isinstance(axis, TightnessAxis)
        return axis


def axes_of(weakness: Axis, tightness: TightnessAxis) -> dict[str, Axis]:
    """The axes of the two tests by their names.

    Examples
    --------
    >>> list(axes_of(Axis("sound"), TightnessAxis("normal")))
    ['weakness', 'tightness']
    """
    return {"weakness": weakness, "tightness": tightness}


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
    >>> left = Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal")))
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
