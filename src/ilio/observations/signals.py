"""Pure functions on angle traces: medians, runs, still stretches."""

import math
from bisect import bisect_left, insort
from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.observations.trace import AngleTrace, FloatArray

BoolArray = NDArray[np.bool_]
Span = tuple[float, float]


def running_median(trace: AngleTrace, window_s: float) -> tuple[FloatArray, FloatArray]:
    """Median over a centred window, and the standard deviation that frame noise leaves in it.

    A lost sample is left out of its window; where all of a window is lost, both are NaN.

    Parameters
    ----------
    trace
        ``n`` samples.
    window_s
        Length of the window [s]; at least one sample is taken.

    Returns
    -------
    tuple
        ``(n,)`` median [deg], ``(n,)`` standard deviation [deg]. The median of ``m`` normal
        samples scatters by ``sqrt(pi / 2 / m)`` of one sample.

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1, 2, 3, 4], [0, 0, 50, 0, 0], sd_deg=1)
    >>> running_median(trace, 3)[0]
    array([0., 0., 0., 0., 0.])
    """
    half = min(max(round(window_s * trace.rate_hz) // 2, 0), len(trace.angle_deg) - 1)
    variance = np.where(trace.seen, trace.sd_deg**2, np.nan)
    median = _median_of_few if 2 * half < _many() else _median_of_many
    angle = median(trace.angle_deg, half)
    count, total = _sums(np.isfinite(variance).astype(np.float64), half), _sums(variance, half)
    with np.errstate(invalid="ignore", divide="ignore"):
        single = np.sqrt(total / count)
        shrink = np.where(count > 2, np.sqrt(np.pi / 2 / count), 1 / np.sqrt(count))
        return angle, np.where(count > 0, single * shrink, np.nan)


def _chunks(values: FloatArray, half: int) -> Iterator[FloatArray]:
    """Windows about each sample, so many at a time that they take little memory."""
    padded = np.concatenate([np.full(half, np.nan), values, np.full(half, np.nan)])
    windows = sliding_window_view(padded, 2 * half + 1)
    step = max(1, int(threshold("median.at_once").value) // windows.shape[1])
    for first in range(0, len(windows), step):
        yield windows[first : first + step]


def _sums(values: FloatArray, half: int) -> FloatArray:
    """Sum of the finite values about each sample."""
    if 2 * half < _many():
        return np.concatenate([np.nansum(part, axis=1) for part in _chunks(values, half)])
    total = np.concatenate([[0.0], np.cumsum(np.nan_to_num(values))])
    at = np.arange(len(values))
    ends, starts = np.minimum(at + half + 1, len(values)), np.maximum(at - half, 0)
    return np.asarray(np.maximum(total[ends] - total[starts], 0.0))


def _many() -> int:
    """From so many samples on a window is slid rather than sorted."""
    return int(threshold("median.slide_from").value)


def _median_of_few(values: FloatArray, half: int) -> FloatArray:
    return np.concatenate([_medians(part) for part in _chunks(values, half)])


def _medians(windows: FloatArray) -> FloatArray:
    count = np.isfinite(windows).sum(axis=1)
    ordered = np.sort(windows, axis=1)
    rows = np.arange(len(windows))
    upper = ordered[rows, np.minimum(count // 2, windows.shape[1] - 1)]
    lower = ordered[rows, np.maximum(count - 1, 0) // 2]
    return np.where(count > 0, (upper + lower) / 2, np.nan)


def _median_of_many(values: FloatArray, half: int) -> FloatArray:
    """The same of wide windows: one ordered list, from which a sample leaves as another comes."""
    given, found = values.tolist(), []
    ordered = sorted(value for value in given[:half] if math.isfinite(value))
    for at in range(len(given)):
        if at + half < len(given) and math.isfinite(given[at + half]):
            insort(ordered, given[at + half])
        if at > half and math.isfinite(given[at - half - 1]):
            del ordered[bisect_left(ordered, given[at - half - 1])]
        few = len(ordered)
        middle = (ordered[few // 2] + ordered[(few - 1) // 2]) / 2 if few else math.nan
        found.append(middle)
    return np.array(found)


def runs(flags: BoolArray, time_s: FloatArray, forgive_s: float = 0.0) -> list[Span]:
    """Stretches of True as (start, end) times; shorter breaks than `forgive_s` are bridged.

    Parameters
    ----------
    flags
        ``(n,)``.
    time_s
        ``(n,)`` [s].
    forgive_s
        A break is bridged when less than this lies between its neighbours [s].

    Examples
    --------
    >>> t = np.arange(6.0)
    >>> runs(np.array([True, True, False, True, False, False]), t)
    [(0.0, 1.0), (3.0, 3.0)]
    >>> runs(np.array([True, True, False, True, False, False]), t, forgive_s=2.5)
    [(0.0, 3.0)]
    """
    edges = np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))
    spans: list[Span] = []
    for first, after in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        start, end = float(time_s[first]), float(time_s[after - 1])
        if spans and start - spans[-1][1] < forgive_s:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def longest(spans: list[Span]) -> Span | None:
    """The longest of some stretches; the first of equals; None if there is none.

    Examples
    --------
    >>> longest([(0.0, 1.0), (2.0, 5.0)])
    (2.0, 5.0)
    """
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def length_s(span: Span | None) -> float:
    """Length of a stretch [s]; 0 for None.

    Examples
    --------
    >>> length_s((2.0, 5.0))
    3.0
    """
    return 0.0 if span is None else span[1] - span[0]


def still_spans(
    trace: AngleTrace, among: BoolArray, *, within_deg: float, least_s: float
) -> list[Span]:
    """Stretches in which an angle stays within a range, longest possible, left to right.

    Parameters
    ----------
    trace
        ``n`` samples; lost ones are passed over.
    among
        ``(n,)`` samples that may belong to a stretch.
    within_deg
        Largest minus smallest angle of a stretch [deg].
    least_s
        Shortest stretch [s].

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1, 2, 3, 4, 5], [0, 1, 0, 60, 61, 60])
    >>> still_spans(trace, trace.seen, within_deg=4, least_s=1)
    [(0.0, 2.0), (3.0, 5.0)]
    """
    spans: list[Span] = []
    index = np.flatnonzero(among & trace.seen)
    breaks = set(np.flatnonzero(np.diff(index) > 1) + 1) if len(index) else set()
    first = 0
    low = high = np.nan
    for i in range(len(index) + 1):
        value = trace.angle_deg[index[i]] if i < len(index) else np.nan
        inside = i < len(index) and i not in breaks
        new_low, new_high = np.fmin(low, value), np.fmax(high, value)
        if inside and new_high - new_low <= within_deg:
            low, high = new_low, new_high
            continue
        if i > first:
            spans.append((float(trace.time_s[index[first]]), float(trace.time_s[index[i - 1]])))
        first, low, high = i, value, value
    return [span for span in spans if length_s(span) >= least_s]


def median_in(trace: AngleTrace, span: Span, *, change: bool = False) -> Measured | None:
    """Median of a trace in a stretch with its error; None when all of it was lost.

    Parameters
    ----------
    trace
        Any trace.
    span
        From, to [s].
    change
        Whether the number is to be held against another moment of the same recording: then the
        clip-wide parts cancel and ``change_sd_deg`` stands in for them.

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1, 2], [9, 10, 11], trial_sd_deg=3, shared_sd_deg=4)
    >>> print(median_in(trace, (0, 2)))
    10.0 deg (1.8 to 18.2)
    """
    keep = (trace.time_s >= span[0]) & (trace.time_s <= span[1]) & trace.seen
    count = int(keep.sum())
    if count == 0:
        return None
    value = float(np.median(trace.angle_deg[keep]))
    frame = float(np.sqrt(np.mean(trace.sd_deg[keep] ** 2) / count))
    return with_clip_error(value, frame, trace, change=change)


def with_clip_error(
    value_deg: float, frame_sd_deg: float, trace: AngleTrace, *, change: bool = False
) -> Measured:
    """A number read from a trace, with the trace's clip-wide errors put on.

    Parameters
    ----------
    value_deg
        As read [deg].
    frame_sd_deg
        What frame noise leaves in it [deg].
    trace
        Whose clip-wide errors hold.
    change
        As in `median_in`.

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1], [0, 0], trial_sd_deg=3, shared_sd_deg=4, change_sd_deg=1)
    >>> print(with_clip_error(10, 0, trace, change=True))
    10.0 deg (8.4 to 11.6)
    """
    if change:
        return Measured.from_sd(
            value_deg, float(np.hypot(frame_sd_deg, trace.change_sd_deg)), "deg"
        )
    noise = float(np.hypot(frame_sd_deg, trace.trial_sd_deg))
    return Measured.from_sd(value_deg, noise, "deg", shared_sd=trace.shared_sd_deg)
