"""What the verdicts ask for, side by side, before any dose."""

from dataclasses import dataclass, field

from ilio.core import Side
from ilio.observations import Safety
from ilio.programmes.limits import Limits
from ilio.programmes.programme import PlanSide
from ilio.programmes.running_week import Wishes
from ilio.verdicts import Judgement
from ilio.verdicts.tissue import TWO_JOINT


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Which sides need what.

    Parameters
    ----------
    weak, tight, limited, long
        Sides with that call.
    two_joint
        Tight or limited sides that the flexors across the knee hold up, by the knee-straightening
        step.
    kept
        Sound sides beside a weak one: they keep what they have.
    strength_open, length_open
        Sides whose axis nobody knows.
    sound
        Nothing to work on, and nothing open.
    limits
        What the answers rule out.

    Examples
    --------
    >>> Needs(weak=(Side.LEFT,)).works
    True
    """

    weak: tuple[Side, ...] = ()
    tight: tuple[Side, ...] = ()
    limited: tuple[Side, ...] = ()
    long: tuple[Side, ...] = ()
    two_joint: tuple[Side, ...] = ()
    kept: tuple[Side, ...] = ()
    strength_open: tuple[Side, ...] = ()
    length_open: tuple[Side, ...] = ()
    sound: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def works(self) -> bool:
        """Whether a side is weak or tight.

        Examples
        --------
        >>> Needs().works
        False
        """
        return bool(self.weak or self.tight)


def needs_of(judgement: Judgement, safety: Safety, wishes: Wishes) -> Needs:
    """Read the calls of both sides.

    Parameters
    ----------
    judgement
        Both sides.
    safety
        What the answers allow.
    wishes
        What the person chose.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> needs_of(judge([]), Safety(), Wishes()).strength_open
    (<Side.LEFT: 'left'>, <Side.RIGHT: 'right'>)
    """
    weakness = {side: verdict.weakness.call for side, verdict in judgement.sides.items()}
    tightness = {side: verdict.tightness.call for side, verdict in judgement.sides.items()}
    weak = tuple(s for s in Side if weakness.get(s) == "weak")
    tight = tuple(s for s in Side if tightness.get(s) == "tight")
    strength_open = tuple(s for s in Side if weakness.get(s, "cannot tell") == "cannot tell")
    length_open = tuple(s for s in Side if tightness.get(s, "cannot tell") == "cannot tell")
    return Needs(
        weak=weak,
        tight=tight,
        limited=tuple(s for s in Side if tightness.get(s) == "limited"),
        long=tuple(s for s in Side if tightness.get(s) == "long"),
        two_joint=tuple(
            s for s in Side if s in judgement.sides and judgement[s].tightness.tissue == TWO_JOINT
        ),
        kept=tuple(s for s in Side if weak and weakness.get(s) == "sound"),
        strength_open=strength_open,
        length_open=length_open,
        sound=not (weak or tight or strength_open or length_open or wishes.squats_hurt),
        limits=Limits.of(safety),
    )


def plan_side(sides: tuple[Side, ...]) -> PlanSide:
    """One side, or both.

    Examples
    --------
    >>> plan_side((Side.LEFT,))
    'left'
    >>> plan_side((Side.LEFT, Side.RIGHT))
    'both'
    """
    if len(sides) == 1:
        return "left" if sides[0] is Side.LEFT else "right"
    return "both"


def named(sides: tuple[Side, ...]) -> str:
    """The sides in words, as they stand before "hip".

    Examples
    --------
    >>> named((Side.RIGHT,)), named((Side.LEFT, Side.RIGHT))
    ('the right hip', 'both hips')
    """
    return "both hips" if len(sides) != 1 else f"the {sides[0].value} hip"
