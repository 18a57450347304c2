"""Two stickers of one colour on the side of the waistband, followed over the film: pelvic tilt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilio.knowledge import budget
from ilio.observations import AngleTrace, FloatArray
from ilio.sources.video.angles import View, spikes
from ilio.sources.video.fusing import Joints
from ilio.sources.video.skeleton import HIPS, SHOULDERS, middle, wrapped

NEAREST, FARTHEST = 0.1, 0.5
"""How far apart two stickers on a waistband are, as shares of the trunk's length."""

LOWEST, HIGHEST, OFF_MIDDLE = -0.1, 0.5, 0.25
"""Where the middle between them lies: up the trunk from the hips, and to its front or rear."""

STEEPEST_DEG = 65.0
"""The line through them crosses the trunk at most this far off square."""

SAME_HUE_DEG = 20.0
SAME_LENGTH = 0.15
SAME_WIDTH = 2.0
"""Alike: this near in hue, in distance (a share), in width (times)."""

LEAST_SHARE = 0.6
"""They are seen in at least this share of the pictures in which they were looked for."""

MOST_ALIKE = 1.25
"""More pairs alike in a picture than this are a pattern on the cloth."""

MOST_MODELS = 60


@dataclass(frozen=True, eq=False)
class Pairs:
    """All pairs of spots that may be the two stickers.

    Parameters
    ----------
    picture
        ``(m,)`` number of the picture.
    rear, front
        ``(m, 2)`` [px].
    hue_deg, length
        ``(m,)`` mean hue, and distance between the two [px].

    Examples
    --------
    >>> find_pairs([], Joints.of(np.arange(2.0), np.ones((2, 33, 2))), 1).picture
    array([], dtype=int64)
    """

    picture: np.ndarray
    rear: FloatArray
    front: FloatArray
    hue_deg: FloatArray
    length: FloatArray


def find_stickers(
    marks: Sequence[FloatArray | None], joints: Joints, facing: int
) -> tuple[FloatArray, FloatArray] | None:
    """The front and the rear sticker over the film.

    Front and rear are told by their order across the trunk, which the person cannot exchange.

    Parameters
    ----------
    marks
        Spots by picture, as `find_marks` gives them; None where nobody looked.
    joints
        Of the person, one entry a picture.
    facing
        1 image right, -1 image left.

    Returns
    -------
    front, rear or None
        ``(n, 2)`` each [px], NaN where hidden; None when no two stickers are seen over most of
        the film.

    Examples
    --------
    >>> xy = np.zeros((9, 33, 2)); xy[:, SHOULDERS] = [0, -100]
    >>> spots = np.array([[10.0, -20, 140, 6], [-10.0, -22, 141, 6]])
    >>> front, rear = find_stickers([spots] * 9, Joints.of(np.arange(9.0), xy), 1)
    >>> front[0], rear[0]
    (array([ 10., -20.]), array([-10., -22.]))
    """
    pairs = find_pairs(marks, joints, facing)
    looked = np.array([spots is not None for spots in marks], dtype=bool)
    chosen = choose_pairs(pairs, int((looked & joints.seen).sum()))
    if chosen is None:
        return None
    front, rear = np.full((2, len(joints.seen), 2), np.nan)
    front[pairs.picture[chosen]], rear[pairs.picture[chosen]] = (
        pairs.front[chosen],
        pairs.rear[chosen],
    )
    return front, rear


def pelvic_tilt(time_s: FloatArray, front: FloatArray, rear: FloatArray, view: View) -> AngleTrace:
    """The slope of the line from the rear to the front sticker, front down + (anterior) [deg].

    The stickers need not be level: only changes of the slope mean anything.

    Parameters
    ----------
    time_s
        ``(n,)`` [s].
    front, rear
        ``(n, 2)`` [px]; NaN where hidden.
    view
        As the camera saw the person.

    Examples
    --------
    >>> from ilio.core import Side
    >>> front, rear = np.tile([[10.0, -20.0]], (9, 1)), np.tile([[-10.0, -22.0]], (9, 1))
    >>> tilt = pelvic_tilt(np.arange(9.0), front, rear, View(1, Side.RIGHT, 0.0))
    >>> round(float(tilt.angle_deg[0]), 1)
    5.7
    """
    line = (front - rear) * np.array([view.facing, 1.0])
    slope = np.degrees(np.arctan2(line[:, 1], line[:, 0]))
    with np.errstate(invalid="ignore"):
        slope = np.where(spikes(slope), np.nan, slope)
    length = np.linalg.norm(line, axis=1)
    error = budget("tape", "pelvic_tilt")
    aslant = view.slant_deg
    return AngleTrace.of(
        time_s,
        slope,
        sd_deg=max(error.frame_sd, jitter_deg(length[np.isfinite(length)])),
        trial_sd_deg=error.trial_sd,
        shared_sd_deg=math.hypot(error.shared_sd, aslant),
        change_sd_deg=math.hypot(error.change_sd, aslant),
    )


def jitter_deg(length_px: FloatArray) -> float:
    """Noise of the slope from picture to picture, told by the noise of the stickers' distance.

    A spot is placed as well along the line as across it, and the distance itself does not change
    from one picture to the next.

    Examples
    --------
    >>> jitter_deg(np.array([20.0, 20.0, 20.0]))
    0.0
    """
    if len(length_px) < 2:
        return 0.0
    step = float(np.median(np.abs(np.diff(length_px)))) / float(np.median(length_px))
    # median of |difference| of two normal values: 0.674 * sqrt(2) standard deviations
    return math.degrees(step / (0.674 * math.sqrt(2)))


def find_pairs(marks: Sequence[FloatArray | None], joints: Joints, facing: int) -> Pairs:
    """All pairs of like spots that lie on the person's waist as two stickers would.

    Examples
    --------
    >>> xy = np.zeros((1, 33, 2)); xy[:, SHOULDERS] = [0, -100]
    >>> spots = np.array([[-10.0, -20, 140, 6], [10.0, -20, 141, 6], [0.0, -20, 10, 6]])
    >>> find_pairs([spots], Joints.of(np.arange(1.0), xy), -1).front
    array([[-10., -20.]])
    """
    hips = middle(joints.xy, HIPS)
    trunk = middle(joints.xy, SHOULDERS) - hips
    length = float(np.nanmedian(np.linalg.norm(trunk, axis=1))) if joints.seen.any() else 1.0
    picture, rear, front, hue, apart = [], [], [], [], []
    for i, spots in enumerate(marks):
        if spots is None or len(spots) < 2 or not joints.seen[i]:
            continue
        up = trunk[i] / max(float(np.linalg.norm(trunk[i])), 1e-9)
        ahead = facing * np.array([-up[1], up[0]])
        body = (spots[:, :2] - hips[i]) @ np.stack([up, ahead], axis=1) / length
        for a in range(len(spots)):
            for b in range(len(spots)):
                if _fits(body[a], body[b]) and _alike(spots[a], spots[b]):
                    picture.append(i)
                    rear.append(spots[a, :2])
                    front.append(spots[b, :2])
                    turn = float(wrapped(spots[b, 2] - spots[a, 2], -180.0))
                    hue.append(spots[a, 2] + turn / 2)
                    apart.append(float(np.linalg.norm(spots[b, :2] - spots[a, :2])))
    return Pairs(
        np.array(picture, dtype=np.int64),
        np.array(rear, dtype=np.float64).reshape(-1, 2),
        np.array(front, dtype=np.float64).reshape(-1, 2),
        np.array(hue, dtype=np.float64),
        np.array(apart, dtype=np.float64),
    )


def _fits(rear: FloatArray, front: FloatArray) -> bool:
    """Whether two spots, up and ahead in trunk lengths, lie where the two stickers would."""
    up, ahead = front - rear
    height, off = (front + rear) / 2
    return bool(
        ahead > 0
        and NEAREST < math.hypot(up, ahead) < FARTHEST
        and abs(up) < ahead * math.tan(math.radians(STEEPEST_DEG))
        and LOWEST < height < HIGHEST
        and abs(off) < OFF_MIDDLE
    )


def _alike(one: FloatArray, other: FloatArray) -> bool:
    turn = abs(float(wrapped(one[2] - other[2], -180.0)))
    ratio = max(one[3], other[3]) / min(one[3], other[3])
    return turn < SAME_HUE_DEG and ratio < SAME_WIDTH


def choose_pairs(pairs: Pairs, seen: int) -> np.ndarray | None:
    """Which pair is the stickers in each picture: the look that most pictures agree on.

    Parameters
    ----------
    pairs
        All candidates.
    seen
        Pictures that show the person and in which somebody looked for stickers.

    Returns
    -------
    indices or None
        Of `pairs`, at most one a picture; None when too few pictures agree, or when a picture
        holds several such pairs.

    Examples
    --------
    >>> none = find_pairs([], Joints.of(np.arange(2.0), np.ones((2, 33, 2))), 1)
    >>> choose_pairs(none, 2) is None
    True
    """
    best = np.zeros(0, dtype=np.int64)
    models = np.unique(np.linspace(0, len(pairs.picture) - 1, MOST_MODELS).astype(np.int64))
    for model in models if len(pairs.picture) else ():
        alike = _like(pairs, float(pairs.hue_deg[model]), float(pairs.length[model]))
        if len(np.unique(pairs.picture[alike])) > len(np.unique(pairs.picture[best])):
            best = alike
    if len(best) < 2:
        return None
    hue = float(pairs.hue_deg[best[0]])
    hue += float(np.median(wrapped(pairs.hue_deg[best] - hue, -180.0)))
    length = float(np.median(pairs.length[best]))
    best = _like(pairs, hue, length)
    pictures = np.unique(pairs.picture[best])
    if len(pictures) < LEAST_SHARE * seen or len(best) > MOST_ALIKE * len(pictures):
        return None
    off = np.abs(pairs.length - length)
    return np.array([min(best[pairs.picture[best] == i], key=lambda p: off[p]) for i in pictures])


def _like(pairs: Pairs, hue_deg: float, length: float) -> np.ndarray:
    near = np.abs(wrapped(pairs.hue_deg - hue_deg, -180.0)) < SAME_HUE_DEG
    return np.flatnonzero(near & (np.abs(pairs.length / length - 1) < SAME_LENGTH))
