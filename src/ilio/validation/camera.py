"""How far the camera's angles are from known ones, on films whose truth stands beside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.core import Z90, ReadError, Side
from ilio.observations import AngleTrace, FloatArray
from ilio.sources.video import read_video

CHANNELS = {
    "thigh_elevation": "thigh_elev",
    "knee_flexion": "knee_flex",
    "trunk_lean": "trunk_lean",
}
"""Channel of a recording to field of the truth file: what an ideal tracker would read in the
picture."""

SIDES = {"L": Side.LEFT, "R": Side.RIGHT}


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
    far_off
        Samples more than 10 deg off whose 90 % interval does not hold the truth.

    Examples
    --------
    >>> ClipError("a", "trunk_lean", True, True, True, -1.0, 2.0, -1.0, 0.0, 1.0, 0).bias_deg
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
    far_off: int


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
    film = Path(film)
    file = film.with_suffix(".truth.json")
    if not file.is_file():
        todo = "Choose films that have one."
        raise ReadError(file, "the truth beside the film", "no such file", todo)
    truth = json.loads(file.read_text(encoding="utf-8"))
    # The truth is what the picture shows, so the picture is not made level.
    recording = read_video(film, level_deg=0.0)
    near_found = dict(recording.source.facts)["near side"].split(",")[0]
    errors = []
    for channel, field in CHANNELS.items():
        for letter, side in SIDES.items():
            trace = recording.trace(channel, side)
            tested = letter == truth["test_leg"]
            near = channel == "trunk_lean" or letter == truth["near_side"]
            if trace is None or (channel == "trunk_lean" and not tested):
                continue
            known = _known(truth["truth"], letter, field, trace.time_s)
            side_right = near_found == SIDES[truth["near_side"]].value
            errors.append(_error(film.stem, channel, tested, near, side_right, trace, known))
    return tuple(errors)


def _known(
    frames: Sequence[dict[str, object]], leg: str, field: str, at_s: FloatArray
) -> FloatArray:
    """The true angle at times, between the truth's own pictures by proportion [deg]."""
    time_s = [float(str(f["t"])) for f in frames]
    values = [float(f[leg]["img"][field]) for f in frames]  # type: ignore[index]
    return np.interp(at_s, time_s, values)


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
        far_off=int(((off > FAR_OFF_DEG) & (off > half)).sum()),
    )
