"""What the figures of the tests are drawn from: a leg as far as it is known, trunk, arms."""

from ilio.core import Measured, Side
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import limbs
from ilio.records.drawing.ending import painful
from ilio.records.drawing.figure_words import measured
from ilio.records.drawing.limbs import Limb
from ilio.records.drawing.marks import HEIGHT
from ilio.records.drawing.skeleton import LENGTHS, Leg, Pose, Skeleton, along
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.told_in_words import told_in_words


def leg_as_known(m: Measurement, leg: Leg, thigh: tuple[str, ...], knee: str) -> list[Limb]:
    """The tested leg: tinted where measured, plain where told in words, dashed where as asked.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> figure = skeleton(Pose(1, 180, 90, 90, 0, 0), (99, 99), HEIGHT)
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> [limb.ink for limb in leg_as_known(bare, figure.near, ("thigh_drop",), "knee_flexion")]
    ['outline-assumed', 'outline-assumed']
    """
    return [
        Limb(limbs.shank(leg, HEIGHT), *_ink(m, knee)),
        Limb(limbs.thigh(leg, HEIGHT), *_ink(m, *thigh)),
    ]


def _ink(m: Measurement, *names: str) -> tuple[str, str]:
    if measured(m, *names):
        return "outline-tested", "tint"
    said = not painful(m) and any(name in told_in_words(m) for name in names)
    return ("outline-tested" if said else "outline-assumed"), "skin"


def whole_leg(leg: Leg, ink: str = "outline") -> Limb:
    """A leg in one ink.

    Examples
    --------
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> figure = skeleton(Pose(1, 180, 90, 90, 0, 0), (99, 99), HEIGHT)
    >>> whole_leg(figure.near).ink
    'outline'
    """
    return Limb((*limbs.thigh(leg, HEIGHT), *limbs.shank(leg, HEIGHT)), ink)


def draw_trunk(drawing: Drawing, figure: Skeleton, pose: Pose, ink: str) -> None:
    """Head and trunk.

    Examples
    --------
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> pose, drawing = Pose(1, 180, 90, 90, 0, 0), Drawing("d", 99, 99, "t", "d")
    >>> draw_trunk(drawing, skeleton(pose, (50, 50), 99), pose, "outline")
    >>> len(drawing.parts) > 1
    True
    """
    draw_head(drawing, figure, pose)
    limbs.draw(drawing, [Limb(limbs.trunk(figure, pose, HEIGHT), ink)])


def draw_head(drawing: Drawing, figure: Skeleton, pose: Pose) -> None:
    """The head alone.

    Examples
    --------
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> pose, drawing = Pose(1, 180, 90, 90, 0, 0), Drawing("d", 99, 99, "t", "d")
    >>> draw_head(drawing, skeleton(pose, (50, 50), 99), pose)
    >>> bool(drawing.parts)
    True
    """
    limbs.draw(drawing, [Limb(limbs.head(figure, pose, HEIGHT), "outline")])


def draw_arm(drawing: Drawing, shoulder: Point, pose: Pose, upper: float, lower: float) -> None:
    """An arm that hangs.

    Parameters
    ----------
    drawing
        Where.
    shoulder, pose
        Of the figure.
    upper, lower
        Of the two parts, from straight down [deg].

    Examples
    --------
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> draw_arm(drawing, (50, 50), Pose(1, 180, 90, 90, 0, 0), 10, 16)
    >>> bool(drawing.parts)
    True
    """
    elbow = along(shoulder, upper, LENGTHS["upper arm"] * HEIGHT, pose.facing)
    hand = along(elbow, lower, LENGTHS["forearm"] * HEIGHT, pose.facing)
    limbs.draw(drawing, [Limb(limbs.arm(shoulder, elbow, hand, HEIGHT), "outline")])


def facing(side: Side) -> int:
    """Where a figure looks: the right side to the right, the left one to the left.

    Examples
    --------
    >>> facing(Side.RIGHT), facing(Side.LEFT)
    (1, -1)
    """
    return -1 if side is Side.LEFT else 1


def value_or(found: Measured | None, otherwise: float) -> float:
    """A measured value, or what the instruction asks for.

    Examples
    --------
    >>> value_or(None, 90.0)
    90.0
    """
    return found.value if found is not None else otherwise
