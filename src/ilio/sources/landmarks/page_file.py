"""Points that Ilio's own page placed, picture by picture, with the true time of each."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import JOINT_NAMES, FloatArray, Landmarks
from ilio.sources.landmarks.json_file import number
from ilio.sources.landmarks.json_points import FARTHEST_PX

SCHEMA = "ilio/points/1"
FEW = 5
"""So many pictures may well come at full seconds."""

EXPECTED = f"points of Ilio's page ({SCHEMA})"
TODO = "Measure again, or take the file as the page saved it."
MAKER = "Ilio's page (BlazePose full)"
"""Who placed the points: the fast one of the two networks that read a film."""


def is_page_file(values: object) -> bool:
    """Whether a JSON file says that it is one.

    Examples
    --------
    >>> is_page_file({"schema": "ilio/points/1"}), is_page_file([])
    (True, False)
    """
    return isinstance(values, dict) and values.get("schema") == SCHEMA


def from_page(values: dict[str, object], path: str | Path) -> Landmarks:
    """Landmarks of a page's file.

    Parameters
    ----------
    values
        ``width``, ``height`` [px] and ``frames``, each with ``time_s`` [s] and ``points``: none
        where nobody was seen, else 33 times x, y, depth [px] and visibility (0 to 1).
    path
        For messages.

    Raises
    ------
    ReadError
        If a size, a time or a point is missing or no number, nobody is in any picture, or time
        does not rise.

    Examples
    --------
    >>> frames = [{"time_s": t, "points": [[9, 8, 0, 1]] * 33} for t in (0.0, 0.07)]
    >>> found = from_page({"width": 64, "height": 48, "frames": frames}, "a.json")
    >>> found.time_s, found.point("nose")[0]
    (array([0.  , 0.07]), array([9., 8.]))
    """
    frames = values.get("frames")
    width, height = (number(values.get(side)) for side in ("width", "height"))
    if not isinstance(frames, list) or not (width > 0 and height > 0):
        raise ReadError(path, f"{EXPECTED} with width, height and frames", "others", TODO)
    time = np.array([_time(frame) for frame in frames], dtype=np.float64)
    points = np.array([_points(frame, n, path) for n, frame in enumerate(frames, 1)])
    if not len(time) or not np.isfinite(points).any():
        raise ReadError(path, "a person", "nobody in any picture", "Stand in the picture, whole.")
    if len(time) < 2 or not (np.diff(time) > 0).all():
        got = f"{len(time)} picture" if len(time) < 2 else "a step back or a missing time"
        raise ReadError(path, "at least 2 pictures in order of time", got, TODO)
    if len(time) > FEW and np.array_equal(time, np.round(time)):
        got = f"whole numbers, which may count pictures ({time[0]:.0f}, {time[1]:.0f} ...)"
        raise ReadError(
            path, "time_s of each frame in seconds", got, "Write seconds, such as 0.067."
        )
    seen = np.isfinite(points[:, 0, 0])
    landmarks = Landmarks.of(
        time - time[0],
        points[..., :2],
        confidence=np.nan_to_num(points[..., 3]),
        size=(int(width), int(height)),
        source=Path(path).name,
        maker=MAKER,
    )
    return replace(landmarks, depth_px=points[..., 2], persons=seen.astype(np.float64))


def _time(frame: object) -> float:
    return number(frame.get("time_s")) if isinstance(frame, dict) else np.nan


def _points(frame: object, place: int, path: str | Path) -> FloatArray:
    given = frame.get("points") if isinstance(frame, dict) else None
    nobody = np.full((len(JOINT_NAMES), 4), np.nan)
    if given == []:
        return nobody
    rows = given if isinstance(given, list) else []
    values = [[number(v) for v in row] if isinstance(row, list) else [] for row in rows]
    if len(values) != len(JOINT_NAMES) or any(len(row) != 4 for row in values):
        expected = f"{len(JOINT_NAMES)} points of 4 numbers, or none"
        raise ReadError(path, expected, f"others in frame {place}", TODO)
    points = np.array(values, dtype=np.float64)
    lost = ~(np.abs(points) < FARTHEST_PX).all(axis=1, keepdims=True)
    return np.where(lost, np.nan, points)
