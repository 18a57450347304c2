"""Of all persons that another program saw, the one who is tested."""

from collections.abc import Sequence

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.observations.point_layouts import LAYOUTS

Persons = list[FloatArray]
"""One entry a person of one picture: ``(k, 3)`` x, y [px] and confidence; NaN where not seen."""


def one_person(pictures: Sequence[Persons], path: object) -> tuple[FloatArray, FloatArray]:
    """Follow the largest person of the clip.

    The person who is largest over the clip in their own picture starts; before and after, whoever
    is nearest to where that person was last is the same one.

    Parameters
    ----------
    pictures
        All persons of each picture.
    path
        For messages.

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
    if len(counts) > 1 or not counts <= LAYOUTS.keys():
        got = " and ".join(str(count) for count in sorted(counts))
        known = ", ".join(str(count) for count in LAYOUTS)
        todo = "Export COCO, Halpe-26, BODY_25 or MediaPipe points."
        raise ReadError(path, f"persons of {known} points", f"persons of {got}", todo)
    sizes = [max((_size(p) for p in persons), default=-1.0) for persons in pictures]
    start = int(np.argmax(sizes))
    points = np.full((len(pictures), counts.pop(), 3), np.nan)
    largest = max(pictures[start], key=_size)
    for order in (range(start, len(pictures)), range(start, -1, -1)):
        last = _place(largest)
        for i in order:
            if not pictures[i]:
                continue
            points[i] = min(pictures[i], key=lambda person: _apart(person, last))
            last = np.where(np.isfinite(place := _place(points[i])), place, last)
    return points, np.array([float(len(persons)) for persons in pictures])


def _size(person: FloatArray) -> float:
    seen = person[np.isfinite(person[:, 0]), :2]
    return float(np.linalg.norm(np.ptp(seen, axis=0))) if len(seen) else 0.0


def _place(person: FloatArray) -> FloatArray:
    seen = person[np.isfinite(person[:, 0]), :2]
    return np.median(seen, axis=0) if len(seen) else np.full(2, np.nan)


def _apart(person: FloatArray, last: FloatArray) -> float:
    distance = float(np.linalg.norm(_place(person) - last))
    return distance if np.isfinite(distance) else float("inf")
