"""The body drawn on a picture: skeleton, the arcs of the measured angles, the level line."""

import math

import numpy as np

from ilio.observations import STICKERS, TABLE
from ilio.records.pictures.canvas import DARK, Canvas, Colour, Point
from ilio.records.pictures.lettering import FONT_PX, cell_width
from ilio.records.pictures.scene import Scene

TESTED: Colour = (255, 170, 60)
OTHER: Colour = (120, 190, 255)
TRUNK: Colour = (235, 235, 235)
LEVEL: Colour = (255, 255, 255)
MARKS: Colour = (90, 230, 160)
EDGE: Colour = (190, 160, 255)
BY_HAND: Colour = (255, 240, 0)
FAULT: Colour = (255, 90, 80)

LEG = ("hip", "knee", "ankle")
FOOT = ("ankle", "toe")
ARM = ("shoulder", "elbow", "wrist")
ARC_PX = 34.0
DASH_PX = 14.0
LABEL_PX = 80.0
"""The label of the level line stands this far from the hip, away from the thigh."""


def draw_body(canvas: Canvas, scene: Scene, time_s: float) -> None:
    """Draw what was seen at a time.

    Parameters
    ----------
    canvas
        The picture, of the size that the points are given in.
    scene
        The film.
    time_s
        Time of the picture [s].

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Landmarks, Recording, Source
    >>> from ilio.protocols.measurement import Measurement
    >>> source = Source("video", "a.mp4", "video")
    >>> points = Landmarks.of([0.0, 0.2], np.full((2, 33, 2), 20.0))
    >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
    >>> canvas = Canvas(np.zeros((40, 40, 3), dtype=np.uint8))
    >>> draw_body(canvas, scene, 0.1)
    >>> bool(canvas.pixels.any())
    True
    """
    tested, other = scene.side, scene.side.other

    def at(part: str, side: str) -> Point:
        return scene.point(f"{part}_{side}", time_s)

    _level_line(canvas, at("hip", tested), at("knee", tested))
    _chain(canvas, [scene.point(name, time_s) for name in TABLE], EDGE, 1.5)
    _chain(canvas, [scene.point(name, time_s) for name in STICKERS], MARKS, 2.0)
    _chain(canvas, [at(part, other) for part in LEG], OTHER, 2.5)
    _chain(canvas, [at(part, other) for part in FOOT], OTHER, 2.0)
    _chain(canvas, [at(part, tested) for part in ARM], TRUNK, 1.5)
    _chain(canvas, [_middle(at("shoulder", "left"), at("shoulder", "right")),
                    _middle(at("hip", "left"), at("hip", "right"))], TRUNK, 3.0)  # fmt: skip
    _chain(canvas, [at(part, tested) for part in LEG], TESTED, 4.0)
    _chain(canvas, [at(part, tested) for part in FOOT], TESTED, 3.0)
    _thigh_arc(canvas, scene, time_s)
    _knee_arc(canvas, scene, time_s)
    for name in scene.landmarks.names:
        if scene.by_hand(name, time_s):
            canvas.disc(scene.point(name, time_s), 6, DARK)
            canvas.disc(scene.point(name, time_s), 4, BY_HAND)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _chain(canvas: Canvas, points: list[Point], colour: Colour, width: float) -> None:
    canvas.path(points, width + 2.5, DARK, 0.55)
    canvas.path(points, width, colour)
    for point in points:
        canvas.disc(point, width * 0.9 + 1, DARK, 0.7)
        canvas.disc(point, width * 0.9, colour)


def _level_line(canvas: Canvas, hip: Point, knee: Point) -> None:
    """The horizontal through the tested hip: a thigh on it stands at 90 deg."""
    if not np.isfinite(hip).all():
        return
    for left in np.arange(0, canvas.width, 2 * DASH_PX):
        canvas.line((left, hip[1]), (left + DASH_PX, hip[1]), 3.0, DARK, 0.4)
        canvas.line((left, hip[1]), (left + DASH_PX, hip[1]), 1.2, LEVEL, 0.9)
    left = hip[0] - LABEL_PX if knee[0] > hip[0] else hip[0] + LABEL_PX / 2
    canvas.text(min(max(4.0, left), canvas.width - 32.0), hip[1] - FONT_PX * 1.3, "90°", LEVEL)


def _thigh_arc(canvas: Canvas, scene: Scene, time_s: float) -> None:
    hip, knee = (scene.point(f"{part}_{scene.side}", time_s) for part in ("hip", "knee"))
    value = scene.angle("thigh_elevation", time_s, scene.side)
    _arc(canvas, hip, 0.0, _from_down(hip, knee), value)
    canvas.line(hip, (hip[0], hip[1] + ARC_PX * 1.4), 1.2, LEVEL, 0.8)


def _knee_arc(canvas: Canvas, scene: Scene, time_s: float) -> None:
    hip, knee, ankle = (scene.point(f"{part}_{scene.side}", time_s) for part in LEG)
    value = scene.angle("knee_flexion", time_s, scene.side)
    _arc(canvas, knee, _from_down(hip, knee), _from_down(knee, ankle), value)


def _from_down(start: Point, end: Point) -> float:
    """Direction of an image vector from straight down, towards image right + [deg]."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))


def _arc(canvas: Canvas, centre: Point, start: float, end: float, value: float) -> None:
    """The arc of an angle that was measured as `value`, from one direction to another [deg]."""
    if not np.isfinite([*centre, start, end, value]).all():
        return
    # the drawn arc turns as far as the angle says, in whichever sense leads to the segment
    ways = (value, -value)
    turn = min(ways, key=lambda way: abs(math.remainder(start + way - end, 360)))
    steps = np.radians(start + np.linspace(0, 1, 2 + int(abs(turn) / 6)) * turn)
    points = np.stack([np.sin(steps), np.cos(steps)], axis=1) * ARC_PX + np.array(centre)
    canvas.path(points, 4.0, DARK, 0.5)
    canvas.path(points, 2.0, LEVEL)
    words = f"{round(value)}°"
    middle = math.radians(start + turn / 2)
    away = ARC_PX + 20
    left = centre[0] + away * math.sin(middle) - len(words) * cell_width(FONT_PX) / 2
    canvas.text(left, centre[1] + away * math.cos(middle) - FONT_PX * 0.65, words, LEVEL)
