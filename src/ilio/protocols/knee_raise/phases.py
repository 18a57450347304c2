"""When the person stood, when the thigh was up, and which part of that was the hold."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ilio.knowledge import threshold
from ilio.observations import AngleTrace, FloatArray
from ilio.observations.signals import Span, length_s, longest, running_median, runs

Ending = Literal["recording ended", "put down", "sank"]


@dataclass(frozen=True, eq=False)
class Raise:
    """A knee raise cut into its parts.

    Parameters
    ----------
    trace
        Thigh elevation of the raised leg, ``n`` samples.
    smooth_deg, smooth_sd_deg
        ``(n,)`` its running median and the noise left in it [deg].
    standing
        The standing pose, None if there was none [s].
    up
        The longest stretch with the thigh raised at all, None if it never was [s].
    hold
        The part of `up` between reaching the height and putting the leg down [s].

    Examples
    --------
    >>> cut(AngleTrace.of([0, 1, 2], [0, 1, 0])).up is None
    True
    """

    trace: AngleTrace
    smooth_deg: FloatArray
    smooth_sd_deg: FloatArray
    standing: Span | None
    up: Span | None
    hold: Span | None


def cut(trace: AngleTrace) -> Raise:
    """Find the standing pose, the raise and the hold.

    Parameters
    ----------
    trace
        Thigh elevation of the leg that should be raised.

    Examples
    --------
    >>> t = np.arange(0, 12, 0.1)
    >>> angle = np.interp(t, [0, 2, 3, 10, 11], [0, 0, 100, 100, 0])
    >>> parts = cut(AngleTrace.of(t, angle))
    >>> [round(x, 1) for x in parts.standing], [round(x, 1) for x in parts.hold]
    ([0.0, 2.0], [2.9, 10.1])
    """
    smooth, sd = running_median(trace, threshold("knee_raise.median_window").value)
    up = _up(trace.time_s, smooth)
    if up is None or length_s(up) <= 0:
        return Raise(trace, smooth, sd, _standing(trace, None), None, None)
    return Raise(trace, smooth, sd, _standing(trace, up), up, _hold(trace.time_s, smooth, up))


def _up(time_s: FloatArray, smooth_deg: FloatArray) -> Span | None:
    """The longest stretch with the thigh raised; lost samples inside it do not end it."""
    lost = ~np.isfinite(smooth_deg)
    with np.errstate(invalid="ignore"):
        raised = smooth_deg > threshold("knee_raise.raised").value
    spans = []
    for start, end in runs(raised | lost, time_s, threshold("knee_raise.forgiven_dip").value):
        seen = time_s[raised & (time_s >= start) & (time_s <= end)]
        if len(seen):
            spans.append((float(seen[0]), float(seen[-1])))
    return longest(spans)


def _standing(trace: AngleTrace, up: Span | None) -> Span | None:
    """The standing pose before the raise, else after it: where the thigh is near its lowest."""
    limit = threshold("knee_raise.standing").value
    with np.errstate(invalid="ignore"):
        hanging = np.abs(trace.angle_deg) < limit
    least = threshold("knee_raise.standing_time").value
    spans = [s for s in runs(hanging, trace.time_s) if length_s(s) >= least]
    if up is not None:
        before = [s for s in spans if s[1] <= up[0]]
        spans = before[-1:] or [s for s in spans if s[0] >= up[1]][:1]
    found = longest(spans)
    if found is None:
        return None
    inside = (trace.time_s >= found[0]) & (trace.time_s <= found[1])
    lowest = float(np.nanmin(trace.angle_deg[inside]))
    with np.errstate(invalid="ignore"):
        near = inside & (trace.angle_deg <= lowest + threshold("knee_raise.standing_within").value)
    pose = longest(runs(near, trace.time_s))
    return pose if pose is not None and length_s(pose) > 0 else found


def _hold(time_s: FloatArray, smooth_deg: FloatArray, up: Span) -> Span:
    inside = np.flatnonzero((time_s >= up[0]) & (time_s <= up[1]) & np.isfinite(smooth_deg))
    peak = float(np.max(smooth_deg[inside]))
    height = min(threshold("knee_raise.level").value, peak - threshold("knee_raise.sink").value)
    start = inside[np.argmax(smooth_deg[inside] >= height)]
    end = _before_put_down(time_s, smooth_deg, inside)
    return float(time_s[start]), float(time_s[max(end, start)])


def _before_put_down(time_s: FloatArray, smooth_deg: FloatArray, inside: np.ndarray) -> int:
    """Walk back from the end of the raise over a fast descent, if there is one."""
    fast = threshold("knee_raise.put_down").value * 0.5
    lag = max(int(np.searchsorted(time_s, time_s[0] + threshold("knee_raise.gap").value)), 1)
    i = len(inside) - 1
    if inside[i] == len(time_s) - 1:
        return int(inside[i])
    while i > 0:
        j = max(i - lag, 0)
        slope = (smooth_deg[inside[i]] - smooth_deg[inside[j]]) / (
            time_s[inside[i]] - time_s[inside[j]]
        )
        if slope > -fast:
            break
        i -= 1
    return int(inside[i])


def ending(parts: Raise, span: Span) -> Ending:
    """How a stretch above level ended.

    Parameters
    ----------
    parts
        The raise.
    span
        A stretch of it above level [s].

    Examples
    --------
    >>> t = np.arange(0, 10, 0.1)
    >>> parts = cut(AngleTrace.of(t, np.interp(t, [0, 2, 3, 8, 8.5], [0, 0, 100, 100, 0])))
    >>> ending(parts, (3.0, 8.0))
    'put down'
    """
    after = (parts.trace.time_s > span[1]) & np.isfinite(parts.smooth_deg)
    gap = threshold("knee_raise.gap").value
    if not after.any() or parts.trace.time_s[after][-1] - span[1] < gap:
        return "recording ended"
    low = threshold("knee_raise.raised").value
    level = threshold("knee_raise.level").value
    quick = (level - low) / threshold("knee_raise.put_down").value
    down = after & (parts.smooth_deg < low)
    if down.any() and parts.trace.time_s[np.argmax(down)] - span[1] <= quick + gap:
        return "put down"
    return "sank"
