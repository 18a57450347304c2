"""Which part of a Thomas recording is the neutral pose and which is the test."""

from dataclasses import dataclass, replace

import numpy as np

from ilio.core import Side
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording
from ilio.observations.signals import BoolArray, Span, longest, running_median, still_spans


@dataclass(frozen=True)
class Windows:
    """The still stretches of one recording.

    Parameters
    ----------
    neutral
        Supine, both knees bent, feet on the table [s]; None when it was not recorded.
    test
        The thigh hangs still over the edge [s]; None when it never was still.

    Examples
    --------
    >>> Windows(None, (3.0, 7.0)).test
    (3.0, 7.0)
    """

    neutral: Span | None
    test: Span | None


def find(recording: Recording, side: Side) -> Windows:
    """Find both windows from the thigh of the tested side and, where seen, the other thigh.

    Parameters
    ----------
    recording
        The attempt.
    side
        The tested side.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> t = np.arange(0, 10, 0.1)
    >>> thigh = AngleTrace.of(t, np.interp(t, [0, 3, 5, 10], [145, 145, 80, 80]))
    >>> r = Recording(Source("phone", "a.csv", "phone"), {("thigh_elevation", None): thigh})
    >>> w = find(r, Side.LEFT)
    >>> [round(x) for x in w.neutral], [round(x) for x in w.test]
    ([0, 3], [5, 10])
    """
    read = recording.trace("thigh_elevation", side)
    if read is None:
        return Windows(None, None)
    # A camera's noise must not pass for a thigh that moves.
    window_s = max(threshold("thomas.still_median").value, 2 / read.rate_hz)
    thigh = replace(read, angle_deg=running_median(read, window_s)[0])
    other = recording.traces.get(("thigh_elevation", side.other))
    with np.errstate(invalid="ignore"):
        hangs = thigh.angle_deg < threshold("thomas.hanging").value
        hangs &= thigh.angle_deg > threshold("thomas.least").value
        bent = thigh.angle_deg > threshold("thomas.bent").value
        if other is not None:
            beside = _other_at(thigh, other)
            hangs &= ~(beside <= threshold("thomas.bent").value)
            bent &= ~(beside <= threshold("thomas.bent").value)
    test = _longest_still(thigh, hangs, threshold("thomas.still_time").value)
    before = bent & (thigh.time_s < test[0]) if test is not None else bent
    neutral = _longest_still(thigh, before, threshold("thomas.neutral_time").value)
    return Windows(neutral, test)


def _other_at(thigh: AngleTrace, other: AngleTrace) -> np.ndarray:
    return np.interp(thigh.time_s, other.time_s, other.angle_deg)


def _longest_still(trace: AngleTrace, among: BoolArray, least_s: float) -> Span | None:
    within = threshold("thomas.still_range").value
    return longest(still_spans(trace, among, within_deg=within, least_s=least_s))
