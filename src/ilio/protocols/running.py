"""Running: for now only how high the thigh comes."""

import numpy as np

from ilio.core import Measured, Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording
from ilio.observations.signals import running_median, with_clip_error
from ilio.protocols.curves import curve
from ilio.protocols.measurement import Measurement


def measure(recording: Recording, side: Side) -> Measurement:
    """Peak thigh elevation of a running clip: the median over its strides.

    Parameters
    ----------
    recording
        A clip, marker or sensor recording of running.
    side
        The side that was asked for.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> t = np.arange(0, 5, 0.01)
    >>> thigh = AngleTrace.of(t, 10 + 30 * np.sin(2 * np.pi * t / 0.7))
    >>> log = Recording(Source("phone", "a.csv", "phone"), {("thigh_elevation", None): thigh})
    >>> round(measure(log, Side.LEFT).get("thigh_elevation_peak").value)
    40
    """
    trace = recording.trace("thigh_elevation", side)
    peak = stride_peak(trace) if trace is not None else None
    if trace is None:
        why = recording.why_not("thigh_elevation")
    else:
        why = "no stride was found: the thigh does not swing up and down"
    notes = recording.notes
    if peak is not None:
        part = "stays below" if peak.high < HORIZONTAL_DEG else "reaches"
        notes = (*notes, f"The thigh {part} level. Thigh elevation is not hip flexion.")
    return Measurement(
        "running",
        side,
        recording.source,
        {"thigh_elevation_peak": peak} if peak else {},
        {} if peak else {"thigh_elevation_peak": why},
        recording.gates,
        notes,
        recording.answers,
        (curve("thigh_elevation", trace, None),) if trace is not None else (),
    )


def stride_peak(trace: AngleTrace) -> Measured | None:
    """Median of the peaks of a swinging thigh, with the scatter between strides [deg].

    Examples
    --------
    >>> stride_peak(AngleTrace.of([0, 1, 2], [0, 0, 0])) is None
    True
    """
    from scipy.signal import find_peaks

    angle, sd = running_median(trace, threshold("running.peak_window").value)
    seen = np.isfinite(angle)
    if int(seen.sum()) <= 2:
        return None
    apart = max(round(threshold("running.between").value * trace.rate_hz), 1)
    tops, _ = find_peaks(
        angle[seen], prominence=threshold("running.prominence").value, distance=apart
    )
    if len(tops) == 0:
        return None
    heights = angle[seen][tops]
    between = float(np.std(heights)) / np.sqrt(len(heights))
    frame = float(np.median(sd[seen][tops])) / np.sqrt(len(heights))
    return with_clip_error(float(np.median(heights)), float(np.hypot(between, frame)), trace)
