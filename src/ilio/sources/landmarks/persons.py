"""Of all persons that another program saw, the one who is tested."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray, Landmarks
from ilio.observations.point_layouts import LAYOUTS
from ilio.sources.landmarks.names import known_name

NORMALISED_MOST = 2.0
"""Points that never pass this many pixels are shares of the picture."""

LEAST_CONFIDENCE = 0.1
"""A point that its own maker believes less than this is lost."""

Persons = list[FloatArray]
"""One entry a person of one picture: ``(k, 3)`` x, y [px] and confidence; NaN where not seen."""


def one_person(
    pictures: Sequence[Persons], path: object, points: int | None = None
) -> tuple[FloatArray, FloatArray]:
    """Follow the largest person of the clip.

    The person who is largest over the clip in their own picture starts; before and after, whoever
    is nearest to where that person was last is the same one.

    Parameters
    ----------
    pictures
        All persons of each picture.
    path
        For messages.
    points
        How many a person has; None for any known layout.

    Returns
    -------
    points, persons
        ``(n, k, 3)`` the person, NaN where nobody was seen; ``(n,)`` how many there were.

    Raises
    ------
    ReadError
        If nobody is in any picture, or the number of points is not that of a known layout.

    Examples
    --------
    >>> small, large = np.ones((17, 3)), np.arange(51.0).reshape(17, 3)
    >>> one_person([[small, large], [], [small]], "a.json")[1]
    array([2., 0., 1.])
    """
    counts = {len(person) for persons in pictures for person in persons}
    if not counts:
        raise ReadError(path, "a person", "nobody in any picture", "Check the export.")
    if len(counts) > 1 or not counts <= (LAYOUTS.keys() if points is None else {points}):
        got = " and ".join(str(count) for count in sorted(counts))
        known = ", ".join(str(count) for count in LAYOUTS)
        todo = "Export COCO, Halpe-26, BODY_25 or MediaPipe points."
        raise ReadError(path, f"persons of {known} points", f"persons of {got}", todo)
    sizes = [max((_size(p) for p in persons), default=-1.0) for persons in pictures]
    start = int(np.argmax(sizes))
    followed = np.full((len(pictures), counts.pop(), 3), np.nan)
    largest = max(pictures[start], key=_size)
    for order in (range(start, len(pictures)), range(start, -1, -1)):
        last = _place(largest)
        for i in order:
            if not pictures[i]:
                continue
            followed[i] = min(pictures[i], key=lambda person: _apart(person, last))
            last = np.where(np.isfinite(place := _place(followed[i])), place, last)
    return followed, np.array([float(len(persons)) for persons in pictures])


def _size(person: FloatArray) -> float:
    seen = person[np.isfinite(person[:, 0]), :2]
    return float(np.linalg.norm(np.ptp(seen, axis=0))) if len(seen) else 0.0


def _place(person: FloatArray) -> FloatArray:
    seen = person[np.isfinite(person[:, 0]), :2]
    return np.median(seen, axis=0) if len(seen) else np.full(2, np.nan)


def _apart(person: FloatArray, last: FloatArray) -> float:
    distance = float(np.linalg.norm(_place(person) - last))
    return distance if np.isfinite(distance) else float("inf")


def landmarks_of(
    time_s: object,
    pictures: Sequence[Persons],
    path: Path,
    *,
    size: tuple[int, int],
    rate_hz: float,
    maker: str,
    names: Sequence[str] | None = None,
) -> Landmarks:
    """Landmarks of the largest person.

    Parameters
    ----------
    time_s
        ``(n,)`` time of each picture [s].
    pictures
        All persons of each picture.
    path
        Where they come from.
    size
        Width and height of the pictures [px]; 0 when not known.
    rate_hz
        Pictures a second of the film [Hz].
    maker
        What placed the points.
    names
        Of the points; None where their number tells.

    Raises
    ------
    ReadError
        As `one_person`, or if points are shares of a picture of unknown size.

    Examples
    --------
    >>> person = np.full((17, 3), 9.0)
    >>> here = dict(size=(64, 48), rate_hz=5.0, maker="me")
    >>> landmarks_of([0.0, 0.2], [[person], []], Path("a.json"), **here).point("nose")[0]
    array([9., 9.])
    """
    points, persons = one_person(pictures, path, None if names is None else len(names))
    points = in_pixels(points, size, path)
    doubtful = ~(points[..., 2] >= LEAST_CONFIDENCE)
    landmarks = Landmarks.of(
        time_s,
        np.where(doubtful[..., None], np.nan, points[..., :2]),
        LAYOUTS[points.shape[1]] if names is None else [known_name(name) for name in names],
        confidence=np.nan_to_num(points[..., 2]),
        size=size,
        rate_hz=rate_hz,
        source=path.name,
        maker=maker,
    )
    return replace(landmarks, persons=persons)


def in_pixels(points: FloatArray, size: tuple[int, int], path: object) -> FloatArray:
    """Points ``(n, k, 3)`` in pixels, from shares of the picture where they are shares.

    Raises
    ------
    ReadError
        If they are shares and the size of the picture is not known.

    Examples
    --------
    >>> in_pixels(np.full((1, 1, 3), 0.5), (64, 48), "a.json")[0, 0]
    array([32. , 24. ,  0.5])
    """
    if (
        not np.isfinite(points[..., :2]).any()
        or np.nanmax(np.abs(points[..., :2])) > NORMALISED_MOST
    ):
        return points
    if not all(size):
        todo = "Give the size of the film, for example: --size 1920x1080"
        raise ReadError(path, "points in pixels", "shares of a picture of unknown size", todo)
    return np.asarray(points * np.array([*size, 1.0]), dtype=np.float64)
