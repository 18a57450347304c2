"""A leg with its muscles: darker and thicker lines could give more; the spread stands beside."""

from itertools import pairwise
from math import hypot

from ilio.observations import LegPicture, MuscleLine, Spread
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point

WIDTH, TALL = 470.0, 352.0
PANEL = 236.0
"""Width of the part with the leg."""

HIP: Point = (92.0, 152.0)
PX_PER_M = 226.0
SHANK_SHOWN = 0.45
"""Part of the shank that is drawn: the muscles end near the knee."""

TRUNK: tuple[Point, Point] = ((-0.035, 0.02), (-0.035, 0.3))
"""Middle of the trunk that is drawn [m]."""

SHADES = (3.0, 10.0, 20.0, 30.0)
"""Shares at which a line turns darker and thicker [%]."""

LABELLED = {
    **{"psoas": (0.02, 16.0), "iliacus": (0.62, -17.0), "recfem": (0.45, 14.0)},
    **{"sart": (0.88, -16.0), "tfl": (0.42, -15.0)},
}
"""The hip flexors in the order of the list; how far down its line each number stands, and how many
pixels in front of it."""

BARS_LEFT, BARS_RIGHT, BARS_TOP, ROW = 264.0, 464.0, 60.0, 44.0
VALUE = 106.0
"""Room for a number beside its bar."""


def leg_drawing(picture: LegPicture, name: str, facing: int = 1) -> Drawing:
    """The leg from the side, and a bar for the share of each hip flexor.

    Parameters
    ----------
    picture
        What the body model says.
    name
        Unique on the page.
    facing
        1 to the right, -1 to the left.

    Examples
    --------
    >>> deep = Spread(50, 40, 60, "%")
    >>> empty = LegPicture(90, 90, 0, 0, 1, 1, {}, (), deep, {}, False, False)
    >>> leg_drawing(empty, "leg").title
    'Muscles of the leg at 90 degrees of hip flexion'
    """
    title = f"Muscles of the leg at {picture.hip_deg:.0f} degrees of hip flexion"
    drawing = Drawing(name, WIDTH, TALL, title, _words(picture))
    _flesh(drawing, picture, facing)
    _bones(drawing, picture, facing)
    for muscle in sorted(picture.muscles, key=lambda m: (m.key in LABELLED, m.share.value)):
        line = [_place(point, facing) for point in muscle.points]
        drawing.line(line, _ink(muscle.share))
    for number, muscle in enumerate(_flexors(picture), start=1):
        _mark(drawing, number, _mark_place(muscle, facing))
    _bars(drawing, picture)
    if picture.beyond:
        words = "Beyond the model: nothing checks it in a hip bent this far."
        drawing.text((8, TALL - 4), words, size=13, strong=True)
    return drawing


def _flexors(picture: LegPicture) -> list[MuscleLine]:
    own = {muscle.key: muscle for muscle in picture.muscles}
    return [own[key] for key in LABELLED if key in own]


def _flesh(drawing: Drawing, picture: LegPicture, facing: int) -> None:
    """Trunk and leg as broad soft lines, so that the bones have a place."""
    drawing.line([_place(point, facing) for point in TRUNK], "flesh-trunk")
    for name, ink in (("tibia", "flesh-shank"), ("femur", "flesh-thigh")):
        ends = [_place(point, facing) for point in picture.bones.get(name, ())]
        if ends:
            shown = SHANK_SHOWN if name == "tibia" else 1.0
            drawing.line([ends[0], _between(ends[0], ends[1], shown)], ink)


def _bones(drawing: Drawing, picture: LegPicture, facing: int) -> None:
    for name, ink in (("pelvis", "bone-flat"), ("femur", "bone"), ("tibia", "bone")):
        points = [_place(point, facing) for point in picture.bones.get(name, ())]
        if name == "tibia" and points:
            points[1] = _between(points[0], points[1], SHANK_SHOWN)
        if points:
            drawing.line(points, ink, closed=name == "pelvis")
    kneecap = [_place(point, facing) for point in picture.bones.get("patella", ())]
    if kneecap:
        drawing.line(kneecap, "bone-flat", closed=True)
    hip = _place((0.0, 0.0), facing)
    drawing.circle(hip, 9, "bone-flat")
    drawing.circle(hip, 2.6, "solid")


def _bars(drawing: Drawing, picture: LegPicture) -> None:
    """A line a muscle: the middle as a tick, the spread as a box, its number as on the leg."""
    axis = Axis(0, 60, BARS_LEFT, BARS_RIGHT - VALUE)
    drawing.text((BARS_LEFT - 22, 22), "Share of what all could give", size=13.8, strong=True)
    words = "Box: the spread of the variants."
    drawing.text((BARS_LEFT - 22, 41), words, size=13, ink="words-soft")
    top = BARS_TOP
    for number, muscle in enumerate(_flexors(picture), start=1):
        _mark(drawing, number, (BARS_LEFT - 12, top + 14))
        _bar(drawing, axis, top, muscle.name, muscle.share)
        top += ROW
    drawing.line([(BARS_LEFT, BARS_TOP + 4), (BARS_LEFT, top - 8)], "axis")
    for value in axis.marks(2):
        at = axis.place(value)
        drawing.text((at, top + 6), f"{value:.0f} %", anchor="middle", size=12.5, ink="words-soft")
    drawing.text((BARS_LEFT - 22, top + 32), "1 and 2 against 3, 4 and 5:", size=13.5, strong=True)
    drawing.text((BARS_LEFT - 22, top + 50), str(picture.deep), size=13.5)


def _bar(drawing: Drawing, axis: Axis, top: float, words: str, share: Spread) -> None:
    drawing.text((BARS_LEFT + 5, top + 9), words, size=13)
    drawing.text((BARS_RIGHT, top + 25), str(share), anchor="end", size=13, ink="words-soft")
    low, high = axis.place(share.low), axis.place(share.high)
    drawing.box(low, top + 15, max(high - low, 1.5), 11, "band")
    at = axis.place(share.value)
    drawing.line([(axis.start, top + 20.5), (at, top + 20.5)], _ink(share))
    drawing.line([(at, top + 13), (at, top + 28)], "bold")


def _mark(drawing: Drawing, number: int, at: Point) -> None:
    drawing.circle(at, 8.5, "paper")
    drawing.text((at[0], at[1] + 4.4), str(number), anchor="middle", size=12.5, strong=True)


def _mark_place(muscle: MuscleLine, facing: int) -> Point:
    """Where a muscle's number stands: a part of the way down its line, and beside it."""
    points = [_place(point, facing) for point in muscle.points]
    part, beside = LABELLED[muscle.key]
    pieces = list(pairwise(points))
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pieces]
    left = part * sum(lengths)
    for (start, end), length in zip(pieces, lengths, strict=True):
        if length and left <= length:
            x, y = _between(start, end, left / length)
            away = facing * beside / length
            return (x + away * (end[1] - start[1]), y - away * (end[0] - start[0]))
        left -= length
    return points[-1]


def _between(start: Point, end: Point, part: float) -> Point:
    return (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))


def _ink(share: Spread) -> str:
    return f"share-{sum(share.value >= limit for limit in SHADES)}"


def _place(point: Point, facing: int) -> Point:
    hip = HIP[0] if facing > 0 else PANEL - HIP[0]
    return (hip + facing * PX_PER_M * point[0], HIP[1] - PX_PER_M * point[1])


def _words(picture: LegPicture) -> str:
    start = (
        f"A leg from the side, hip bent {picture.hip_deg:.0f}, knee {picture.knee_deg:.0f}, pelvis "
        f"tilted {picture.tilt_deg:.0f} degrees. Share of what all hip flexors could give:"
    )
    shares = [f"{muscle.name} {muscle.share}" for muscle in _flexors(picture)]
    return f"{start} {', '.join(shares)}. Psoas and iliacus against the others: {picture.deep}."
