"""From a picture to the joints of a person: run the networks, sharpen by the heat maps."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilio.observations import JOINT_NAMES, FloatArray
from ilio.sources.video.anchors import INPUT_PX, Person, decode
from ilio.sources.video.networks import (
    LANDMARK_INPUT_PX,
    PUBLISHED_OUT,
    Size,
    detector,
    landmark_network,
    published_network,
)
from ilio.sources.video.regions import Image, Region, cut_out

JOINTS = 33
"""Joints of the body; two more points, hip centre and reach, lead to the next frame's region."""

EXCHANGED = [
    JOINT_NAMES.index(name.replace("left", "#").replace("right", "left").replace("#", "right"))
    for name in JOINT_NAMES
] + [JOINTS, JOINTS + 1]
"""Which point takes the place of which when left and right are exchanged."""

HEAT_REACH = 3
"""The heat map is read in a window of this many cells to each side (7 x 7)."""

PUBLISHED_REACH = 4
"""The same in the package that the networks come from (9 x 9), as its points themselves show."""

LEAST_HEAT = 0.5
"""A heat map that is nowhere this sure moves nothing."""

LEAST_TOTAL = 1e-300
"""Keeps an empty window from being divided by; it moves nothing."""

WHOLE = Region(0.5, 0.5, 1.0, 0.0)
"""The square in whose own measure the networks answer."""

LEAST_FLAG = 0.5
"""Below this chance of a person in the region, the person counts as lost."""


@dataclass(frozen=True, slots=True)
class Pose:
    """The joints of one person in one frame.

    Parameters
    ----------
    xy
        ``(35, 2)`` joints, then hip centre and reach, x to the right, y down [px].
    spread
        ``(35,)`` width of the heat map about each joint, standard deviation [px]; how vaguely
        the network places it.
    depth
        ``(35,)`` away from the camera, against the hips, in the network's own scale [px].
    visible
        ``(35,)`` the network's own claim that the joint is seen, 0 to 1.
    flag
        Chance that the region holds a person at all, 0 to 1.
    region
        Where the network looked.

    Examples
    --------
    >>> ones = np.ones(35)
    >>> pose = Pose(np.zeros((35, 2)), ones, ones, ones, 1.0, Region(0, 0, 1, 0))
    >>> pose.next_region().side
    0.0
    """

    xy: FloatArray
    spread: FloatArray
    depth: FloatArray
    visible: FloatArray
    flag: float
    region: Region

    def next_region(self) -> Region:
        """Where to look in the next frame.

        Examples
        --------
        >>> xy, ones = np.zeros((35, 2)), np.ones(35)
        >>> xy[JOINTS + 1] = [0, -40]
        >>> Pose(xy, ones, ones, ones, 1.0, Region(0, 0, 1, 0)).next_region().side
        100.0
        """
        centre, reach = self.xy[JOINTS], self.xy[JOINTS + 1]
        return Region.around(
            (float(centre[0]), float(centre[1])), (float(reach[0]), float(reach[1]))
        )


def find_persons(image: Image) -> list[Person]:
    """Every person that the detector sees, best first, in pixels of the frame.

    Examples
    --------
    >>> find_persons(np.zeros((66, 90, 4), dtype=np.uint8))
    []
    """
    height, width = image.shape[0] - 2, image.shape[1] - 2
    whole = Region(width / 2, height / 2, float(max(width, height)), 0.0)
    boxes, logits = detector().run(cut_out(image, whole, INPUT_PX) * 2 - 1)

    def in_frame(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(float(x), float(y)) for x, y in whole.to_frame(np.array(points))]

    found = []
    for person in decode(boxes, logits[:, 0]):
        box = person.box
        centre, reach, low, high = in_frame([person.centre, person.reach, box[:2], box[2:]])
        found.append(Person(person.score, centre, reach, (*low, *high)))
    return found


def read_pose(image: Image, region: Region, size: Size = "full") -> Pose:
    """The joints of the person in a region.

    Parameters
    ----------
    image, region
        Where to look.
    size
        Which network.

    Examples
    --------
    >>> blank = np.zeros((66, 90, 4), dtype=np.uint8)
    >>> read_pose(blank, Region(45, 33, 60, 0)).flag < LEAST_FLAG
    True
    """
    return _in_region(_read(cut_out(image, region, LANDMARK_INPUT_PX), size), region)


def read_as_published(image: Image, region: Region, reach: int = PUBLISHED_REACH) -> Pose:
    """The same by the full network just as its makers published it.

    Parameters
    ----------
    image, region
        Where to look.
    reach
        As in `sharpen`; the page's runtime reads as films are read.

    Examples
    --------
    >>> blank = np.zeros((66, 90, 4), dtype=np.uint8)
    >>> read_as_published(blank, Region(45, 33, 60, 0)).flag < LEAST_FLAG
    True
    """
    answers = published_network().run(cut_out(image, region, LANDMARK_INPUT_PX))
    joints = _joints([answers[place] for place in PUBLISHED_OUT], reach)
    return _in_region(joints, region)


def read_mirrored(image: Image, region: Region, size: Size = "full") -> Pose:
    """The same, read from the mirrored picture and mirrored back, left and right exchanged back.

    A second opinion: a network is as right about a mirrored body, but errs otherwise.

    Examples
    --------
    >>> blank = np.zeros((66, 90, 4), dtype=np.uint8)
    >>> read_mirrored(blank, Region(45, 33, 60, 0)).flag < LEAST_FLAG
    True
    """
    patch = cut_out(image, region, LANDMARK_INPUT_PX)[:, ::-1]
    found = _read(patch, size)
    # The patch's last column became its first: shares run from pixel 0 to pixel 255.
    found.xy[:, 0] = (LANDMARK_INPUT_PX - 1) / LANDMARK_INPUT_PX - found.xy[:, 0]
    back = _in_region(found, region)
    xy, spread, depth, visible = (
        values[EXCHANGED] for values in (back.xy, back.spread, back.depth, back.visible)
    )
    return Pose(xy, spread, depth, visible, back.flag, region)


def _read(patch: NDArray[np.float32], size: Size) -> Pose:
    return _joints(landmark_network(size).run(patch), HEAT_REACH)


def _joints(answers: list[NDArray[np.float32]], reach: int) -> Pose:
    """The joints in a piece of a picture, all lengths as shares of its side."""
    raw, flag, heat = answers
    points = raw.astype(np.float64).reshape(-1, 5)[: JOINTS + 2]
    share, spread = sharpen(points[:, :2] / LANDMARK_INPUT_PX, heat, reach)
    with np.errstate(over="ignore"):
        visible = 1 / (1 + np.exp(-points[:, 3]))
    depth = points[:, 2] / LANDMARK_INPUT_PX
    return Pose(share, spread, depth, visible, float(flag[0]), WHOLE)


def _in_region(pose: Pose, region: Region) -> Pose:
    return replace(
        pose,
        xy=region.to_frame(pose.xy),
        spread=pose.spread * region.side,
        depth=pose.depth * region.side,
        region=region,
    )


def sharpen(
    share: FloatArray, heat: NDArray[np.floating[Any]], reach: int = HEAT_REACH
) -> tuple[FloatArray, FloatArray]:
    """Move each point to the centre of mass of its heat map near it.

    Parameters
    ----------
    share
        ``(n, 2)`` points as shares of the region.
    heat
        ``(rows, columns, >= n)`` heat maps before the logistic function.
    reach
        Half of the window, in cells.

    Returns
    -------
    points, spread
        ``(n, 2)`` moved points and ``(n,)`` standard deviation of the heat about them, both as
        shares of the region. Where the map is nowhere sure the point stays.

    References
    ----------
    The published MediaPipe refinement by heat maps, least heat 0.5.

    Examples
    --------
    >>> heat = np.full((64, 64, 1), -20.0)
    >>> heat[10, 21, 0] = 4.0
    >>> points, spread = sharpen(np.array([[20 / 64, 10 / 64]]), heat)
    >>> (points * 64).round(2)
    array([[21., 10.]])
    """
    rows, columns = heat.shape[:2]
    window = np.arange(-reach, reach + 1)
    column = (share[:, 0] * columns).astype(int)[:, None] + window
    row = (share[:, 1] * rows).astype(int)[:, None] + window
    inside = ((row >= 0) & (row < rows))[:, :, None] & ((column >= 0) & (column < columns))[:, None]
    at = (row.clip(0, rows - 1)[:, :, None], column.clip(0, columns - 1)[:, None])
    logits = heat[*at, np.arange(len(share))[:, None, None]].astype(np.float64)
    heats = np.where(inside, 1 / (1 + np.exp(-logits)), 0.0)
    total = np.maximum(heats.sum(axis=(1, 2)), LEAST_TOTAL)[:, None]
    across, down = heats.sum(axis=1) / total, heats.sum(axis=2) / total
    cx, cy = (across * column).sum(axis=1), (down * row).sum(axis=1)
    variance = (across * (column - cx[:, None]) ** 2 + down * (row - cy[:, None]) ** 2).sum(axis=1)
    seen = inside.any(axis=(1, 2))
    spread = np.where(seen, np.sqrt(variance / 2), reach) / columns
    sure = (heats.max(axis=(1, 2)) >= LEAST_HEAT)[:, None]
    return np.where(sure, np.stack([cx / columns, cy / rows], axis=1), share), spread
