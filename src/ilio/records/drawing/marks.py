"""What stands beside the figure: the fan of the interval, the level line, the labels."""

import math

from ilio.core import Measured
from ilio.records.drawing.skeleton import LENGTHS, Leg, Pose, along
from ilio.records.drawing.svg import Drawing, Point, number
from ilio.records.wording import degrees

WIDTH = 340.0
HEIGHT = 264.0
"""Of the view box, and of the figure standing in it."""

MARGIN = 6.0
OPEN_FAN_DEG, WIDEST_FAN_DEG = 25.0, 60.0
"""How much of an open end is drawn, and the most that is drawn to either side."""


def fan(drawing: Drawing, hip: Point, facing: int, thigh: Measured | None) -> None:
    """The 90 % interval of the thigh, given as an elevation, as a light fan.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> fan(drawing, (99, 50), 1, Measured(95, 90, 100, "deg"))
    >>> len(drawing.parts)
    1
    """
    if thigh is None:
        return
    down, up = (OPEN_FAN_DEG if math.isinf(b) else abs(b - thigh.value) for b in _bounds(thigh))
    radius = LENGTHS["thigh"] * HEIGHT * 1.32
    a = along(hip, thigh.value - min(down, WIDEST_FAN_DEG), radius, facing)
    b = along(hip, thigh.value + min(up, WIDEST_FAN_DEG), radius, facing)
    r, x, y = number(radius), number(b[0]), number(b[1])
    sweep = 0 if facing > 0 else 1
    start = f"M{number(hip[0])} {number(hip[1])}L{number(a[0])} {number(a[1])}"
    drawing.path(f"{start}A{r} {r} 0 0 {sweep} {x} {y}Z", "fan")


def level(drawing: Drawing, hip: Point, facing: int, words: str) -> None:
    """The level line from the hip to the edge, with its label under the free end.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> level(drawing, (99, 50), 1, "level")
    >>> drawing.parts[1].endswith(">level</text>")
    True
    """
    end = _edge(facing)
    drawing.line([hip, (end, hip[1])], "level")
    drawing.text((end, hip[1] + 14), words, anchor=anchor(-facing), size=12, ink="words-soft")


def thigh_label(
    drawing: Drawing, hip: Point, facing: int, top: float, words: tuple[str, str]
) -> None:
    """What counts, large, over the free end of the level line.

    Parameters
    ----------
    drawing, hip, facing
        Where it stands.
    top
        Height of the knee on the screen; the label stays over it.
    words
        A large line and a small one.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> thigh_label(drawing, (99, 50), 1, 50, ("thigh", "not measured"))
    >>> drawing.parts[1].endswith(">not measured</text>")
    True
    """
    y = min(hip[1], top) - 12
    side = anchor(-facing)
    drawing.text((_edge(facing), y - 16), words[0], anchor=side, size=17, strong=True)
    drawing.text((_edge(facing), y), words[1], anchor=side, size=13)


def beside_shank(drawing: Drawing, leg: Leg, facing: int, knee: Measured | None) -> None:
    """The knee angle before the shank, or under the thigh when the shank reaches forward.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> beside_shank(drawing, Leg((0, 0), (60, 0), (60, 60), (80, 60)), 1, None)
    >>> drawing.parts
    []
    """
    if knee is None:
        return
    words = ("knee", degrees(knee.value))
    if (leg.ankle[0] - leg.knee[0]) * facing > 0.1 * HEIGHT:
        stacked(drawing, (leg.knee[0], leg.ankle[1] + 4), words, -facing)
        return
    x = max(leg.knee[0] * facing, leg.ankle[0] * facing) * facing + facing * 15
    stacked(drawing, (x, (leg.knee[1] + leg.ankle[1]) / 2 + 10), words, facing)


def tilt_mark(
    drawing: Drawing, hip: Point, pose: Pose, tilt: Measured | None, offset: Point
) -> None:
    """The pelvis as a bar across the trunk, against its neutral place as dots.

    Parameters
    ----------
    drawing, hip, pose
        Where it stands.
    tilt
        Change from neutral, anterior +.
    offset
        Of the label from the hip.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> tilted = Measured(-17, -20, -14, "deg")
    >>> tilt_mark(drawing, (99, 50), Pose(1, 180, 90, 90, 0, 0), tilted, (-24, 24))
    >>> drawing.parts[-1].endswith(">17° back</text>")
    True
    """
    if tilt is None:
        return
    for turn, ink in ((0.0, "dots"), (tilt.value, "bold")):
        front = along(hip, pose.trunk - 90 - turn, 0.062 * HEIGHT, pose.facing)
        back = along(hip, pose.trunk + 90 - turn, 0.062 * HEIGHT, pose.facing)
        drawing.line([back, front], ink)
    at = (hip[0] + offset[0], hip[1] + offset[1])
    stacked(drawing, at, ("pelvis", tipped(tilt.value)), -pose.facing)


def stacked(drawing: Drawing, at: Point, words: tuple[str, str], facing: int) -> None:
    """A name with its number under it, running on in the direction of `facing`.

    Examples
    --------
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> stacked(drawing, (9, 9), ("knee", "88°"), 1)
    >>> len(drawing.parts)
    2
    """
    drawing.text(at, words[0], anchor=anchor(facing))
    drawing.text((at[0], at[1] + 14), words[1], anchor=anchor(facing), strong=True)


def tipped(angle_deg: float) -> str:
    """Which way the trunk or the pelvis tipped, in whole degrees.

    Examples
    --------
    >>> tipped(13.4), tipped(-17), tipped(0.3)
    ('13° forward', '17° back', '0°')
    """
    way = "forward" if angle_deg > 0 else "back"
    return f"{degrees(abs(angle_deg))} {way}" if round(angle_deg) else degrees(0)


def anchor(facing: int) -> str:
    """The end at which words are held that run on in the direction of `facing`.

    Examples
    --------
    >>> anchor(1), anchor(-1)
    ('start', 'end')
    """
    return "start" if facing > 0 else "end"


def _edge(facing: int) -> float:
    return WIDTH - MARGIN if facing > 0 else MARGIN


def _bounds(m: Measured) -> tuple[float, float]:
    return m.low, m.high
