"""The drawn poses of an exercise, as data: joint angles, what rests where, and what lies around."""

from typing import Annotated, Literal

from pydantic import Field

from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_part import Drawn, Part

Region = Literal["hip flexors", "buttock", "hip side", "belly", "flank", "back", "thigh front"]
"""What can be tinted as working or stretched."""

Leg = tuple[float, float, float] | tuple[float, float, float, float]
Arm = tuple[float, float] | tuple[float, float, float]


class PoseAngles(Drawn):
    """One pose of the figure. Angles [deg], lengths as a share of the figure's height [1].

    Parameters
    ----------
    trunk
        Elevation of the line from hip to shoulder: from straight down, forward +: 180 upright, 170
        leaning 10 forward, 270 on the back, 90 face down.
    roll
        How far the whole figure then leans towards its near side.
    neck
        Flexion of the neck.
    near_leg, far_leg
        Flexion of hip and knee, dorsiflexion of the ankle, and abduction if it matters. Hip and
        shoulder are told against the trunk.
    near_arm, far_arm
        Flexion of shoulder and elbow, and abduction if it matters.
    near_wrist, far_wrist
        Extension of the wrist, the palm of the hanging arm to the back: 90 where a hand lies flat
        under the shoulder, negative where the fingers close round a bar.
    rests
        Parts and the height at which each one rests. The first one places the figure; that the
        others agree is tested.
    at
        Where the first resting part lies along the floor.

    Examples
    --------
    >>> PoseAngles(rests={"near_foot": 0}).near_leg
    (0, 0, 0)
    """

    trunk: float = 180
    roll: float = 0
    neck: float = 0
    near_leg: Leg = (0, 0, 0)
    far_leg: Leg = (0, 0, 0)
    near_arm: Arm = (0, 8)
    far_arm: Arm = (0, 8)
    near_wrist: float = 0
    far_wrist: float = 0
    rests: Annotated[dict[Part, float], Field(min_length=1)]
    at: float = 0


class Prop(Drawn):
    """A thing beside the figure; lengths as a share of the figure's height [1].

    Parameters
    ----------
    kind
        ``bench``, ``chair``, ``step`` and the soft ``pad`` have a `width`, a chair its back behind;
        a ``rod`` stands on the floor and ends at `top`; a ``bar`` hangs at `top`; a ``wall`` stands
        at `x`; a ``hand`` of somebody else lies flat, seen from its fingertips.
    x
        Middle of it along the floor.
    top
        Height of its upper side.
    width
        Along the floor.
    aside
        How far behind the figure it stands, or is touched if it is a wall, as the viewer sees it.

    Examples
    --------
    >>> Prop(kind="step", x=0, top=0.11, width=0.3).top
    0.11
    """

    kind: Literal["bench", "chair", "step", "pad", "rod", "bar", "wall", "hand"]
    x: float
    top: float = 0
    width: float = 0
    aside: float = 0


class Band(Drawn):
    """An elastic band from a part to another part or to a place where it is tied.

    Parameters
    ----------
    start
        A part.
    end
        Another part, or where it is tied: along the floor and height.

    Examples
    --------
    >>> Band(start="near_foot", end=(0.5, 0.05)).end
    (0.5, 0.05)
    """

    start: Part
    end: Part | tuple[float, float]


class Press(Drawn):
    """A push that moves nothing: an arrow at a part.

    Parameters
    ----------
    part
        Where.
    towards
        Elevation of the push [deg].
    off
        Where the arrow starts, seen from the part: forward and up, as a share of the height [1].

    Examples
    --------
    >>> Press(part="near_hand", towards=0).towards
    0.0
    """

    part: Part
    towards: float
    off: tuple[float, float] = (0, 0)


class Move(Drawn):
    """A path that a part takes from the first pose to the second.

    Parameters
    ----------
    part
        Which.
    off
        The arrow's distance from the part: forward and up, as a share of the height [1].
    straight
        Whether the part is led on a straight line instead of swinging about a joint.

    Examples
    --------
    >>> Move(part="near_knee").off
    (0, 0)
    """

    part: Part
    off: tuple[float, float] = (0, 0)
    straight: bool = False


class ExerciseFigure(Drawn):
    """The two key poses and what lies around them.

    Parameters
    ----------
    start, end
        The poses.
    turn
        How far the figure turns its front to the viewer [deg]: 0 from the side, 90 from the front.
    tint
        What works or is stretched, on the near side.
    both_sides
        Whether both sides do the same, so that the far side is drawn as strongly.
    props, bands, moves, presses
        Things and arrows.
    demands
        What the exercise's own words ask of the poses, in numbers.

    Examples
    --------
    >>> from ilio.knowledge import exercise
    >>> exercise("half_kneeling_stretch").pose.props[0].kind
    'pad'
    """

    start: PoseAngles
    end: PoseAngles
    turn: float = 16
    tint: tuple[Region, ...]
    both_sides: bool = False
    props: tuple[Prop, ...] = ()
    bands: tuple[Band, ...] = ()
    moves: tuple[Move, ...] = ()
    presses: tuple[Press, ...] = ()
    demands: Annotated[tuple[Demand, ...], Field(min_length=1)]
