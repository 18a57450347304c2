"""The trace under the picture: the angle over time, level, the read-out window, the faults."""

from functools import cached_property
from itertools import groupby

import numpy as np

from ilio.core.signs import HORIZONTAL_DEG
from ilio.protocols.measurement import Curve
from ilio.records.pictures.body import FAULT, TESTED
from ilio.records.pictures.canvas import Canvas, Colour, Pixels
from ilio.records.pictures.lettering import cell_width
from ilio.records.pictures.scene import Scene

TALL_PX = 120
LEFT_PX, EDGE_PX, SMALL_PX = 44, 12, 11
GROUND: Colour = (28, 32, 40)
QUIET: Colour = (150, 156, 166)
WINDOW: Colour = (70, 84, 104)
NOW: Colour = (255, 255, 255)
LEAST_SPAN_DEG = 20.0


class Strip:
    """The trace of a film, drawn once; the time of the picture is marked on a copy.

    Parameters
    ----------
    scene
        The film.
    width
        Of the strip [px].

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Landmarks, Recording, Source
    >>> from ilio.protocols.measurement import Measurement
    >>> source = Source("video", "a.mp4", "video")
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
    >>> Strip(scene, 200).at(0.1).shape
    (120, 200, 3)
    """

    def __init__(self, scene: Scene, width: int) -> None:
        self.scene, self.width = scene, width
        time = scene.landmarks.time_s
        self.start, self.end = float(time[0]), float(time[-1])

    def at(self, time_s: float | None) -> Pixels:
        """The strip with a mark at a time; without one for None."""
        canvas = Canvas(self._ground.copy())
        if time_s is not None:
            x = self._x(time_s)
            canvas.line((x, EDGE_PX), (x, TALL_PX - EDGE_PX - SMALL_PX), 1.5, NOW)
            angle = self.scene.angle("thigh_elevation", time_s, self.scene.side)
            canvas.disc((x, self._y(angle)), 4, TESTED)
        return canvas.pixels

    @cached_property
    def _range(self) -> tuple[float, float]:
        curve = self.scene.curve
        seen = [a for a in curve.angle_deg if a is not None] if curve else []
        low, high = min(seen, default=0.0), max(seen, default=HORIZONTAL_DEG)
        if low - LEAST_SPAN_DEG < HORIZONTAL_DEG < high + LEAST_SPAN_DEG:
            low, high = min(low, HORIZONTAL_DEG), max(high, HORIZONTAL_DEG)
        spare = max(LEAST_SPAN_DEG - (high - low), 0.2 * (high - low)) / 2
        return low - spare, high + spare

    def _x(self, time_s: float) -> float:
        share = (time_s - self.start) / (self.end - self.start)
        return LEFT_PX + min(1.0, max(0.0, share)) * (self.width - LEFT_PX - EDGE_PX)

    def _y(self, angle: float) -> float:
        low, high = self._range
        bottom = TALL_PX - EDGE_PX - SMALL_PX
        return bottom - (angle - low) / (high - low) * (bottom - EDGE_PX)

    @cached_property
    def _ground(self) -> Pixels:
        canvas = Canvas(np.full((TALL_PX, self.width, 3), GROUND, dtype=np.uint8))
        curve = self.scene.curve
        if curve is not None:
            self._draw(canvas, curve)
        for time in _ticks(self.start, self.end):
            self._label(canvas, f"{time:g} s", self._x(time), TALL_PX - SMALL_PX * 1.5)
        return canvas.pixels

    def _draw(self, canvas: Canvas, curve: Curve) -> None:
        bottom = TALL_PX - EDGE_PX - SMALL_PX
        canvas.box(self._x(curve.start_s), EDGE_PX, self._x(curve.end_s), bottom, WINDOW, 0.6)
        for angle in _ticks(*self._range, most=4):
            canvas.line((LEFT_PX, self._y(angle)), (self.width, self._y(angle)), 1, QUIET, 0.25)
            words = f"{round(angle)}°"
            left = LEFT_PX - 4 - len(words) * cell_width(SMALL_PX)
            top = self._y(angle) - SMALL_PX * 0.65
            canvas.text(left, top, words, QUIET, size=SMALL_PX, halo=False)
        low, high = self._range
        if low < HORIZONTAL_DEG < high:
            level = self._y(HORIZONTAL_DEG)
            canvas.line((LEFT_PX, level), (self.width - EDGE_PX, level), 1.2, NOW, 0.8)
            canvas.text(self.width - EDGE_PX - 30, level - 15, "90°", NOW, size=SMALL_PX)
        points = zip(curve.time_s, curve.angle_deg, strict=True)
        for seen, part in groupby(points, key=lambda point: point[1] is not None):
            if seen:
                path = [(self._x(t), self._y(a)) for t, a in part if a is not None]
                canvas.path(path if len(path) > 1 else path * 2, 2.0, TESTED)
        for number, fault in enumerate(self.scene.measurement.faults, 1):
            x = self._x(curve.start_s + fault.time_s)
            canvas.line((x, EDGE_PX), (x, bottom), 1.5, FAULT)
            canvas.text(x + 3, EDGE_PX - 6, str(number), FAULT, size=SMALL_PX)

    def _label(self, canvas: Canvas, words: str, x: float, y: float) -> None:
        wide = len(words) * cell_width(SMALL_PX)
        left = min(max(x - wide / 2, 2.0), self.width - wide - 2.0)
        canvas.text(left, y, words, QUIET, size=SMALL_PX, halo=False)


def _ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Round numbers between two ends, `most` at the utmost."""
    step = next(
        s for s in (0.5, 1, 2, 5, 10, 15, 30, 60, 300, 900, 1e4) if (high - low) / s <= most
    )
    return [float(t) for t in np.arange(np.ceil(low / step) * step, high + 1e-9, step)]
