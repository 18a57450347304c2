"""The thigh counted from the person's own standing pose, for sources that need it."""

import math
from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import threshold
from ilio.observations import Recording, Source
from ilio.observations.signals import median_in
from ilio.protocols.knee_raise.phases import Raise, cut

FACT = "thigh counted from"


def from_own_standing(parts: Raise, recording: Recording) -> Raise:
    """The raise with the camera's tilt taken off, as the legs of the standing pose show it.

    Whoever stands has the ankles under the hips but for a little (``knee_raise.standing_legs``),
    so what else the line from hip to ankle reads, mean of both legs, is a tilted camera. The thigh
    alone would tell less: where the hip point is a little off, it is twice as much off as the whole
    leg, and the hip point of a raised leg is off for reasons of its own. What stays is the error of
    a change and how people differ in standing; the latter all attempts share.

    Parameters
    ----------
    parts
        Of a trace whose source states an error for this; else, or without a standing pose, it
        comes back as it is.
    recording
        For thigh and knee of both legs.

    Examples
    --------
    >>> import numpy as np
    >>> from ilio.core import Side
    >>> from ilio.observations import AngleTrace
    >>> t = np.arange(0, 12, 0.1)
    >>> tilted = np.interp(t, [0, 2, 3, 10, 11], [6, 6, 101, 101, 6])
    >>> thigh = AngleTrace.of(t, tilted, shared_sd_deg=4, standing_sd_deg=2)
    >>> traces = {
    ...     ("thigh_elevation", Side.LEFT): thigh,
    ...     ("knee_flexion", Side.LEFT): AngleTrace.of(t, np.full(len(t), 3.0)),
    ... }
    >>> film = Recording(Source("video", "a.mp4", "video"), traces)
    >>> parts = from_own_standing(cut(thigh), film)
    >>> float(parts.trace.angle_deg.max()), parts.trace.shared_sd_deg
    (96.0, 2.5)
    """
    error, tilt = parts.trace.standing_sd_deg, camera_tilt_deg(parts, recording)
    if error is None or parts.hold is None or tilt is None:
        return parts
    trace = replace(
        parts.trace,
        angle_deg=parts.trace.angle_deg - tilt,
        trial_sd_deg=0.0,
        shared_sd_deg=math.hypot(error, threshold("knee_raise.standing_legs_sd").value),
        standing_sd_deg=None,
    )
    return cut(trace)


def camera_tilt_deg(parts: Raise, recording: Recording) -> float | None:
    """By how much the standing legs lean further forward than legs do [deg]; None if unseen.

    Parameters
    ----------
    parts
        For the standing pose.
    recording
        For thigh and knee of both legs. Thigh and shank are taken as equally long, so that the
        line from hip to ankle halves the bend of the knee.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> parts = cut(AngleTrace.of([0, 1, 2, 3, 4], [0, 0, 100, 100, 100]))
    >>> camera_tilt_deg(parts, Recording(Source("video", "a.mp4", "video"))) is None
    True
    """
    lines = []
    for side in Side:
        found = [recording.traces.get((name, side)) for name in ("thigh_elevation", "knee_flexion")]
        if parts.standing is None or found[0] is None or found[1] is None:
            continue
        thigh, knee = (median_in(trace, parts.standing) for trace in found if trace)
        if thigh and knee:
            lines.append(thigh.value - knee.value / 2)
    usual = threshold("knee_raise.standing_legs").value
    return sum(lines) / len(lines) - usual if lines else None


def named_in(recording: Recording, before: Raise | None, after: Raise | None) -> Source:
    """The source with the fact of what the thigh was counted from, where that was a question.

    Examples
    --------
    >>> named_in(Recording(Source("phone", "a.csv", "phone")), None, None).facts
    ()
    """
    source = recording.source
    if before is None or after is None or before.trace.standing_sd_deg is None:
        return source
    tilt = camera_tilt_deg(before, recording)
    if after is before or tilt is None:
        how = "the picture's vertical: no standing pose was found, so the wider error holds"
    else:
        how = f"the own standing legs, which tell that the camera was tilted by {tilt:+.1f} deg"
    return replace(source, facts=(*source.facts, (FACT, how)))
