"""How far the camera's angles are from known ones, on films whose truth stands beside them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.core import Z90, Side
from ilio.observations import AngleTrace, FloatArray, Recording
from ilio.observations.signals import length_s, longest, runs
from ilio.sources.video import read_video
from ilio.validation.film_truth import FilmTruth

CHANNELS = ("thigh_elevation", "knee_flexion", "trunk_lean")


@dataclass(frozen=True, slots=True)
class ClipError:
    """The error of one channel of one film, read minus true.

    Parameters
    ----------
    clip
        File name without suffix.
    channel
        ``thigh_elevation``, ``knee_flexion`` or ``trunk_lean``.
    tested
        Whether it is the tested leg (always for the trunk).
    near
        Whether the leg was nearer to the camera (always for the trunk).
    side_right
        Whether Ilio found the near side.
    bias_deg
        Median error [deg].
    p95_deg
        95 % of the absolute errors are below this [deg].
    peak_deg
        Error of the highest angle of the film [deg].
    lost
        Share of samples given up as lost.
    covered
        Share of the other samples whose 90 % interval holds the truth.
    far_off_s
        The longest stretch more than 10 deg off whose 90 % intervals do not hold the truth [s].

    Examples
    --------
    >>> ClipError("a", "trunk_lean", True, True, True, -1.0, 2.0, -1.0, 0.0, 1.0, 0.0).bias_deg
    -1.0
    """

    clip: str
    channel: str
    tested: bool
    near: bool
    side_right: bool
    bias_deg: float
    p95_deg: float
    peak_deg: float
    lost: float
    covered: float
    far_off_s: float


FAR_OFF_DEG = 10.0
HIGH_SHARE = 95.0


def clip_errors(film: str | Path) -> tuple[ClipError, ...]:
    """Read a film and compare it with the truth file beside it (``NAME.truth.json``).

    Raises
    ------
    ReadError
        If there is no truth file, or the film cannot be read.

    Examples
    --------
    >>> clip_errors("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.truth.json: expected the truth beside the film...
    """
    return errors_of(FilmTruth.beside(film), read_video(film))


def errors_of(truth: FilmTruth, recording: Recording) -> tuple[ClipError, ...]:
    """A recording that was read, held against the true angles of the body.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> read = Recording(Source("video", "a", "video", facts=(("near side", "left, for ..."),)))
    >>> errors_of(FilmTruth(Path("a.mp4"), {"near_side": "L", "truth": []}), read)
    ()
    """
    side_right = dict(recording.source.facts)["near side"].split(",")[0] == truth.near.value
    errors, true = [], truth.recording(recording)
    for channel in CHANNELS:
        for side in Side:
            trace, known = recording.trace(channel, side), true.trace(channel, side)
            if trace is None or known is None or (midline(channel) and side is not truth.tested):
                continue
            at = np.interp(trace.time_s, known.time_s, known.angle_deg)
            near, tested = midline(channel) or side is truth.near, side is truth.tested
            errors.append(_error(truth.film.stem, channel, tested, near, side_right, trace, at))
    return tuple(errors)


def midline(channel: str) -> bool:
    """Whether a channel belongs to neither leg.

    Examples
    --------
    >>> midline("trunk_lean")
    True
    """
    return channel == "trunk_lean"


def _error(
    clip: str,
    channel: str,
    tested: bool,
    near: bool,
    side_right: bool,
    trace: AngleTrace,
    known: FloatArray,
) -> ClipError:
    seen = trace.seen
    wrong = trace.angle_deg[seen] - known[seen]
    clip_wide = np.hypot(trace.trial_sd_deg, trace.shared_sd_deg)
    half = Z90 * np.hypot(trace.sd_deg[seen], clip_wide)
    off = np.abs(wrong)
    return ClipError(
        clip,
        channel,
        tested,
        near,
        side_right,
        bias_deg=float(np.median(wrong)),
        p95_deg=float(np.percentile(off, HIGH_SHARE)),
        peak_deg=float(trace.angle_deg[seen].max() - known.max()),
        lost=float((~seen).mean()),
        covered=float((off <= half).mean()),
        far_off_s=length_s(longest(runs((off > FAR_OFF_DEG) & (off > half), trace.time_s[seen]))),
    )
