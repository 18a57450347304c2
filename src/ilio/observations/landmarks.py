"""Named points of one body over time, in the pixels of a film."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ilio.core import InputError, UnknownNameError
from ilio.observations.gate import Gate
from ilio.observations.trace import FloatArray


def _both(*parts: str) -> list[str]:
    return [f"{part}_{side}" for part in parts for side in ("left", "right")]


JOINT_NAMES = (
    "nose",
    *(f"eye{part}_{side}" for side in ("left", "right") for part in ("_inner", "", "_outer")),
    *_both("ear", "mouth", "shoulder", "elbow", "wrist", "pinky", "index", "thumb"),
    *_both("hip", "knee", "ankle", "heel", "toe"),
)
"""The points that Ilio knows, in the order of the BlazePose networks."""

STICKERS = ("sticker_front", "sticker_rear")
"""Two stickers on the side of the waistband, points more where the person wears them."""

TABLE = ("table_left", "table_right")
"""Two points on the edge of the table, where it was seen or set by hand."""


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The points of one person over a clip; left and right are the person's own.

    Parameters
    ----------
    time_s
        ``(n,)`` strictly rising [s].
    xy
        ``(n, k, 2)`` x to the right, y down [px]; NaN where a point is lost.
    confidence
        ``(n, k)`` the maker's own claim that a point is seen, 0 to 1.
    names
        The `k` names.
    width, height
        Of the pictures [px]; 0 when not known.
    rate_hz
        Pictures a second of the film itself, of which these may be a part [Hz].
    source
        File name without its folder.
    maker
        What placed the points.
    spread_px, depth_px
        ``(n, k)`` how vaguely each was placed, and how far behind the hips it lies [px].
    doubt_deg
        ``(n,)`` how far two readings of the same picture lay apart [deg].
    persons
        ``(n,)`` how many persons were in the picture.
    by_hand
        ``(n, k)`` True where a person set the point.
    leg_sure
        How surely left and right were settled over the clip, 0 to 1; None when nobody did.
    facts, notes, gates
        As in `Source` and `Recording`.
    gravity_level_deg
        Slope in the picture of what is level by gravity that the film's file holds, right end
        lower + [deg]; None when it holds none that can be used.

    Raises
    ------
    InputError
        If the arrays do not fit together, a name comes twice, or time does not rise.

    Examples
    --------
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 1, 2)), ["knee_left"], rate_hz=30.0)
    >>> points.frames, points.point("knee_left")[0]
    (array([0, 6]), array([1., 1.]))
    """

    time_s: FloatArray
    xy: FloatArray
    confidence: FloatArray
    names: tuple[str, ...]
    width: int
    height: int
    rate_hz: float
    source: str
    maker: str
    spread_px: FloatArray
    depth_px: FloatArray
    doubt_deg: FloatArray
    persons: FloatArray
    by_hand: NDArray[np.bool_]
    leg_sure: float | None = None
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    gravity_level_deg: float | None = None

    def __post_init__(self) -> None:
        n, k = len(self.time_s), len(self.names)
        if self.xy.shape != (n, k, 2):
            raise InputError(f"points of shape {(n, k, 2)}", f"{self.xy.shape}", "Check the maker.")
        each = (self.confidence, self.spread_px, self.depth_px, self.by_hand)
        if {part.shape for part in each} != {(n, k)}:
            got = ", ".join(str(part.shape) for part in each)
            raise InputError(f"one number a point, shape {(n, k)}", got, "Check the maker.")
        if len(set(self.names)) != k:
            raise InputError("each name once", ", ".join(self.names), "Rename the doubles.")
        if n < 2 or not np.all(np.diff(self.time_s) > 0):
            got = f"{n} pictures" if n < 2 else "a step back or a repeated time"
            raise InputError("at least 2 pictures in order of time", got, "Check the frame rate.")

    @classmethod
    def of(
        cls,
        time_s: object,
        xy: object,
        names: Sequence[str] = JOINT_NAMES,
        *,
        confidence: object = 1.0,
        size: tuple[int, int] = (0, 0),
        rate_hz: float | None = None,
        source: str = "points",
        maker: str = "by hand",
    ) -> Self:
        """Points that somebody else placed, one person, nothing known of their error.

        Examples
        --------
        >>> Landmarks.of([0.0, 0.2], np.ones((2, 33, 2))).rate_hz
        5.0
        """
        time = np.asarray(time_s, dtype=np.float64)
        points = np.asarray(xy, dtype=np.float64)
        each = np.ones(points.shape[:2])
        given = np.broadcast_to(np.asarray(confidence, dtype=np.float64), each.shape).copy()
        none = np.zeros(len(time))
        rate = rate_hz or (float(1 / np.median(np.diff(time))) if len(time) > 1 else 1.0)
        return cls(
            time, points, given, tuple(names), *size, rate, source, maker,
            each, each * 0, none, none + 1, each < 0,
        )  # fmt: skip

    @property
    def frames(self) -> NDArray[np.int64]:
        """``(n,)`` numbers of the pictures in the film, from 0, at its mean rate.

        Examples
        --------
        >>> Landmarks.of([0.0, 0.1], np.ones((2, 33, 2)), rate_hz=60.0).frames
        array([0, 6])
        """
        return np.asarray(np.round(self.time_s * self.rate_hz), dtype=np.int64)

    def with_points(self, names: Sequence[str], xy: Sequence[FloatArray]) -> Self:
        """The same landmarks and more points, ``(n, 2)`` each [px], NaN where hidden.

        Examples
        --------
        >>> body = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
        >>> body.with_points(["sticker_front"], [np.ones((2, 2))]).index("sticker_front")
        33
        """
        new = np.stack(xy, axis=1)
        sure = np.isfinite(new[..., 0]).astype(np.float64)

        def more(values: FloatArray, extra: FloatArray) -> FloatArray:
            return np.concatenate([values, extra], axis=1)

        return replace(
            self,
            xy=more(self.xy, new),
            names=(*self.names, *names),
            confidence=more(self.confidence, sure),
            spread_px=more(self.spread_px, np.ones_like(sure)),
            depth_px=more(self.depth_px, np.zeros_like(sure)),
            by_hand=np.concatenate([self.by_hand, sure < 0], axis=1),
        )

    def index(self, name: str) -> int:
        """Place of a point among the names.

        Raises
        ------
        UnknownNameError
            If there is no point of that name; the nearest one is offered.

        Examples
        --------
        >>> Landmarks.of([0.0, 0.2], np.ones((2, 33, 2))).index("nose")
        0
        """
        if name not in self.names:
            raise UnknownNameError("point", name, self.names)
        return self.names.index(name)

    def point(self, name: str) -> FloatArray:
        """``(n, 2)`` one point over time [px].

        Examples
        --------
        >>> Landmarks.of([0.0, 0.2], np.ones((2, 33, 2))).point("hip_left").shape
        (2, 2)
        """
        return self.xy[:, self.index(name)]
