"""How long the thigh stayed above level: as seen, surely, possibly."""

import math

import numpy as np

from ilio.core import Z90, Measured
from ilio.knowledge import budget, threshold, word
from ilio.observations import AttemptAnswers, Recording
from ilio.observations.signals import (
    BoolArray,
    Span,
    length_s,
    longest,
    running_median,
    runs,
    with_clip_error,
)
from ilio.protocols.knee_raise.phases import Raise, ending

STOPPED = ("could not hold",)
"""Answers that make putting the leg down a loss of the hold."""


def above_level(parts: Raise) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Which samples are above level as seen, surely, and possibly.

    Surely is the low bound of the running median over the level, with the clip-wide error and the
    frame noise left in the median added as independent parts. A lost sample is only possibly above.

    Returns
    -------
    tuple
        Three ``(n,)`` boolean arrays.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> parts = cut(AngleTrace.of([0, 1, 2, 3], [0, 95, 95, 95], shared_sd_deg=4))
    >>> [int(flags.sum()) for flags in above_level(parts)]
    [3, 0, 3]
    """
    level = threshold("knee_raise.level").value
    trace = parts.trace
    clip = math.hypot(trace.trial_sd_deg, trace.shared_sd_deg)
    half = Z90 * np.hypot(parts.smooth_sd_deg, clip)
    seen = np.isfinite(parts.smooth_deg)
    with np.errstate(invalid="ignore"):
        as_seen = parts.smooth_deg > level
        surely = parts.smooth_deg - half > level
        possibly = (parts.smooth_deg + half > level) | ~seen
    return as_seen, surely & trace.seen, possibly


def hold_time(parts: Raise, answers: AttemptAnswers) -> Measured:
    """Longest unbroken time above level [s]; dips under the forgiven length do not break it.

    The upper end is open when the recording ended, or the person put the leg down without having
    said that it could not be held: nobody saw how long it would have lasted.

    Parameters
    ----------
    parts
        The raise.
    answers
        ``ended`` is used.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> t = np.arange(0, 36, 0.1)
    >>> angle = np.interp(t, [0, 1, 2, 35], [0, 0, 101, 101])
    >>> print(hold_time(cut(AngleTrace.of(t, angle)), AttemptAnswers()))
    34.0 s (34.0 or more)
    """
    time, forgive = parts.trace.time_s, threshold("knee_raise.forgiven_dip").value
    as_seen, surely, possibly = above_level(parts)
    spans = [longest(runs(flags, time, forgive)) for flags in (as_seen, surely, possibly)]
    value, low, high = (length_s(span) for span in spans)
    if any(span is not None and _open_end(parts, span, answers) for span in (spans[0], spans[2])):
        high = math.inf
    return Measured(value, min(low, value), max(high, value), "s")


def _open_end(parts: Raise, span: Span, answers: AttemptAnswers) -> bool:
    how = ending(parts, span)
    return how == "recording ended" or (how == "put down" and answers.ended not in STOPPED)


def time_above(parts: Raise) -> Measured:
    """Total time above level [s], breaks left out; when it came and went is known to a sample.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> print(time_above(cut(AngleTrace.of([0, 1, 2, 3], [0, 95, 80, 99]))))
    2.0 s (1.0 to 3.0)
    """
    steps = np.gradient(parts.trace.time_s)
    step = float(np.median(steps))
    value, low, high = (float(steps[flags].sum()) for flags in above_level(parts))
    low, high = max(low - step, 0.0), high + step if high else 0.0
    return Measured(value, min(low, value), max(high, value), "s")


def dips(parts: Raise) -> Measured:
    """How many short dips under level were forgiven.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> dips(cut(AngleTrace.of([0, 1, 2], [0, 95, 99]))).value
    0.0
    """
    time, forgive = parts.trace.time_s, threshold("knee_raise.forgiven_dip").value
    counts = []
    for flags in above_level(parts):
        span = longest(runs(flags, time, forgive))
        pieces = runs(flags, time)
        inside = [p for p in pieces if span and p[0] >= span[0] and p[1] <= span[1]]
        counts.append(float(max(len(inside) - 1, 0)))
    return Measured(counts[0], min(counts), max(counts), "1")


def peak(parts: Raise) -> Measured | None:
    """Highest thigh elevation, read from a short running median [deg].

    Of few samples a second it takes three: the highest of single ones would mostly be noise.

    Examples
    --------
    >>> from ilio.observations import AngleTrace
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> peak(cut(AngleTrace.of([0, 1, 2, 3, 4], [0, 95, 99, 95, 95]))).value
    95.0
    """
    window_s = max(threshold("knee_raise.peak_window").value, 2 / parts.trace.rate_hz)
    angle, sd = running_median(parts.trace, window_s)
    if not np.isfinite(angle).any():
        return None
    top = int(np.nanargmax(angle))
    return with_clip_error(float(angle[top]), float(sd[top]), parts.trace)


def typed_elevation(recording: Recording) -> Measured | None:
    """Thigh elevation in the hold from a typed reading, else from the answered word [deg].

    Examples
    --------
    >>> from ilio.observations import Source
    >>> r = Recording(Source("answers", "typed", "eye"),
    ...               answers=AttemptAnswers(thigh_seen="clearly above", seen_by="friend"))
    >>> typed_elevation(r).low > 90
    True
    """
    read = recording.reading("thigh_elevation_hold")
    return read or answered("thigh_seen", recording.answers.thigh_seen, recording.answers)


def answered(question: str, answer: str | None, answers: AttemptAnswers) -> Measured | None:
    """What an answered word stands for, widened by who saw it; None when not answered.

    Half of the variance is taken as shared by repeats: the same eye looks again.

    Examples
    --------
    >>> print(answered("trunk_forward", "no", AttemptAnswers(seen_by="friend")))
    0.0 deg (-6.0 to 6.0)
    """
    if answer is None:
        return None
    entry = word(question, answer)
    factor = word("seen_by", answers.seen_by or "felt").value
    sd = entry.half_width * factor / Z90 / math.sqrt(2)
    return Measured.from_sd(entry.value, sd, entry.unit, shared_sd=sd)


def typed_hold(elevation: Measured, answers: AttemptAnswers) -> Measured | None:
    """Hold time from what was timed and seen [s]; None when neither was asked.

    Parameters
    ----------
    elevation
        Thigh elevation in the hold [deg].
    answers
        ``held_s`` and ``ended`` are used.

    Examples
    --------
    >>> up = Measured.from_sd(100, 4, "deg")
    >>> print(typed_hold(up, AttemptAnswers(ended="full time")))
    30.0 s (30.0 or more)
    >>> print(typed_hold(up, AttemptAnswers(held_s=14, ended="could not hold")))
    14.0 s (12.8 to 15.2)
    """
    level, full = threshold("knee_raise.level").value, threshold("knee_raise.hold").value
    if elevation.high <= level:
        return Measured(0.0, 0.0, 0.0, "s")
    held = answers.held_s if answers.held_s is not None else full
    if answers.held_s is None and answers.ended != "full time":
        return None
    stopwatch = budget("stopwatch", "any")
    error = (
        0.0
        if answers.ended == "full time"
        else Z90 * math.hypot(stopwatch.trial_sd, stopwatch.shared_sd)
    )
    low = max(held - error, 0.0) if elevation.low > level else 0.0
    if answers.ended == "could not hold":
        return Measured(held, min(low, held), held + error, "s")
    return Measured(held, min(low, held), math.inf, "s")
