"""From the person detector's raw numbers to persons: anchors, boxes, the overlap rule."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray

INPUT_PX = 224
"""Side of the detector's square input [px]."""

STRIDES_PX = (8, 16, 32, 32, 32)
"""Grid step of each anchor layer [px]; layers of one step share a grid, two anchors a cell each."""

ANCHORS_PER_LAYER = 2
SCORE_CLIP = 100.0
LEAST_SCORE = 0.5
MOST_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Person:
    """One detected person, in the pixels of the frame.

    Parameters
    ----------
    score
        The detector's own confidence, 0 to 1.
    centre
        Middle of the hips ``(x, y)`` [px].
    reach
        The point that gives size and direction of the whole body ``(x, y)`` [px]: a circle about
        `centre` through it holds the body.
    box
        ``(left, top, right, bottom)`` of the face and shoulders [px].

    Examples
    --------
    >>> Person(0.9, (10.0, 20.0), (10.0, 5.0), (0.0, 0.0, 4.0, 4.0)).score
    0.9
    """

    score: float
    centre: tuple[float, float]
    reach: tuple[float, float]
    box: tuple[float, float, float, float]


@cache
def anchor_centres() -> FloatArray:
    """``(2254, 2)`` centres of the detector's anchors, as a share of its input side.

    References
    ----------
    Layer steps of the published MediaPipe pose detection graph.

    Examples
    --------
    >>> anchor_centres().shape
    (2254, 2)
    >>> bool(anchor_centres()[0, 0] == 0.5 / 28)
    True
    """
    parts = []
    for stride in sorted(set(STRIDES_PX)):
        cells = -(-INPUT_PX // stride)
        middles = (np.arange(cells) + 0.5) / cells
        y, x = np.meshgrid(middles, middles, indexing="ij")
        grid = np.stack([x.ravel(), y.ravel()], axis=1)
        parts.append(np.repeat(grid, ANCHORS_PER_LAYER * STRIDES_PX.count(stride), axis=0))
    return np.concatenate(parts)


def decode(raw: NDArray[np.floating[Any]], logits: NDArray[np.floating[Any]]) -> list[Person]:
    """The persons in the detector's answer, best first, in shares of its input side.

    Parameters
    ----------
    raw
        ``(2254, 12)``: box centre and size, then four points, as offsets from the anchors [px].
    logits
        ``(2254,)`` scores before the logistic function.

    Examples
    --------
    >>> decode(np.zeros((2254, 12)), np.full(2254, -5.0))
    []
    """
    scores = 1.0 / (1.0 + np.exp(-np.clip(np.float64(logits), -SCORE_CLIP, SCORE_CLIP)))
    keep = np.flatnonzero(scores >= LEAST_SCORE)
    keep = keep[np.argsort(-scores[keep])]
    points = raw[keep].reshape(-1, 6, 2) / INPUT_PX
    anchors = anchor_centres()[keep]
    middle = points[:, 0] + anchors
    half = points[:, 1] / 2
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    marks = points[:, 2:] + anchors[:, None]
    return _without_doubles(scores[keep], boxes, marks)


def _without_doubles(scores: FloatArray, boxes: FloatArray, marks: FloatArray) -> list[Person]:
    """Blend the boxes that overlap the best one, weighted by score; repeat on the rest."""
    persons = []
    left = np.arange(len(scores))
    while len(left):
        same = overlap(boxes[left[0]], boxes[left]) > MOST_OVERLAP
        same[0] = True
        group = left[same]
        weight = scores[group] / scores[group].sum()
        box = weight @ boxes[group]
        mark = np.einsum("n,nij->ij", weight, marks[group])
        persons.append(
            Person(
                float(scores[left[0]]),
                (float(mark[0, 0]), float(mark[0, 1])),
                (float(mark[1, 0]), float(mark[1, 1])),
                (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
            )
        )
        left = left[~same]
    return persons


def overlap(box: FloatArray, boxes: FloatArray) -> FloatArray:
    """Shared area over joint area of one box ``(4,)`` with each of ``(n, 4)``.

    Examples
    --------
    >>> overlap(np.array([0, 0, 2, 2.0]), np.array([[1, 0, 3, 2.0]])).round(3)
    array([0.333])
    """
    low = np.maximum(box[:2], boxes[:, :2])
    high = np.minimum(box[2:], boxes[:, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=1)
    area = np.prod(box[2:] - box[:2]) + np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return np.asarray(shared / np.maximum(area - shared, 1e-12), dtype=np.float64)
