"""What is drawn: the points, the angles and the measurement of one film, at any time."""

from dataclasses import dataclass

import numpy as np

from ilio.core import Side
from ilio.observations import FloatArray, Landmarks, Recording
from ilio.protocols.measurement import Curve, Measurement
from ilio.records.drawing.plot import main_curve

LONGEST_GAP_S = 0.5
"""Between two samples farther apart nothing is drawn: nobody looked."""


@dataclass(frozen=True)
class Scene:
    """The points, the angles and the measurement of one film.

    Parameters
    ----------
    landmarks, recording, measurement
        All of the same film.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> source = Source("video", "a.mp4", "video")
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
    >>> scene.point("hip_left", 0.1)
    (1.0, 1.0)
    """

    landmarks: Landmarks
    recording: Recording
    measurement: Measurement

    @property
    def side(self) -> Side:
        """The tested side.

        Examples
        --------
        >>> Scene.side.fget is not None
        True
        """
        return self.measurement.side

    @property
    def curve(self) -> Curve | None:
        """The curve that the strip shows.

        Examples
        --------
        >>> Scene.curve.fget is not None
        True
        """
        return main_curve(self.measurement)

    def point(self, name: str, time_s: float) -> tuple[float, float]:
        """A point at a time, on the line between two samples; NaN where it is not known [px].

        Examples
        --------
        >>> from ilio.observations import Source
        >>> source = Source("video", "a.mp4", "video")
        >>> points = Landmarks.of([0.0, 3.0], np.ones((2, 33, 2)))
        >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
        >>> scene.point("hip_left", 1.5)
        (nan, nan)
        """
        if name not in self.landmarks.names:
            return float("nan"), float("nan")
        xy = self.landmarks.point(name)
        time = self.landmarks.time_s
        return between(time, xy[:, 0], time_s), between(time, xy[:, 1], time_s)

    def by_hand(self, name: str, time_s: float) -> bool:
        """Whether a person set the point in the sample nearest to a time.

        Examples
        --------
        >>> from ilio.observations import Source
        >>> source = Source("video", "a.mp4", "video")
        >>> points = Landmarks.of([0.0, 3.0], np.ones((2, 33, 2)))
        >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
        >>> scene.by_hand("hip_left", 1.0)
        False
        """
        at = int(np.argmin(np.abs(self.landmarks.time_s - time_s)))
        names = self.landmarks.names
        return name in names and bool(self.landmarks.by_hand[at, names.index(name)])

    def angle(self, name: str, time_s: float, side: Side | None = None) -> float:
        """An angle at a time; NaN where it was not measured [deg].

        Examples
        --------
        >>> from ilio.observations import Source
        >>> source = Source("video", "a.mp4", "video")
        >>> points = Landmarks.of([0.0, 3.0], np.ones((2, 33, 2)))
        >>> scene = Scene(points, Recording(source), Measurement("thomas", Side.LEFT, source))
        >>> scene.angle("trunk_lean", 1.0)
        nan
        """
        trace = self.recording.trace(name, side)
        return float("nan") if trace is None else between(trace.time_s, trace.angle_deg, time_s)


def between(time_s: FloatArray, values: FloatArray, at_s: float) -> float:
    """A value on the line between two neighbouring samples.

    NaN in a long gap, beside a lost sample, and more than a step outside the ends.

    Examples
    --------
    >>> between(np.array([0.0, 0.2]), np.array([4.0, 6.0]), 0.1)
    5.0
    """
    after = int(np.searchsorted(time_s, at_s))
    before = max(0, min(after - 1, len(time_s) - 2))
    start, end = float(time_s[before]), float(time_s[before + 1])
    share = min(1.0, max(0.0, (at_s - start) / (end - start)))
    if share in (0.0, 1.0):
        near = before + round(share)
        return float(values[near]) if abs(at_s - time_s[near]) <= LONGEST_GAP_S else float("nan")
    if end - start > LONGEST_GAP_S:
        return float("nan")
    return float(values[before] + share * (values[before + 1] - values[before]))
