"""A front plank in a trace: from coming up to coming down, how long in one line, how far off it."""

import math
from dataclasses import dataclass, replace

import numpy as np

from ilio.core import Z90, Measured, Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, FloatArray, Recording
from ilio.observations.signals import (
    BoolArray,
    Span,
    length_s,
    longest,
    median_in,
    running_median,
    runs,
    with_clip_error,
)
from ilio.protocols.measurement import Fault

TIRED = "could not hold"
"""The answer that makes the end of the plank the end of what the trunk could hold."""


@dataclass(frozen=True)
class Plank:
    """A plank in a trace: the angle from its own start, and when it was held.

    Parameters
    ----------
    line
        The angle from the own start [deg].
    low, high
        How far it may go to either side [deg].
    whole
        From coming up to coming down, or the end of the recording [s].
    start
        The angle at the own start.

    Examples
    --------
    >>> Plank(AngleTrace.of([0, 9], [0, 0]), -12, 8, (0, 9), Measured(0, 0, 0, "deg")).whole
    (0, 9)
    """

    line: AngleTrace
    low: float
    high: float
    whole: Span
    start: Measured


def hip_line(recording: Recording) -> AngleTrace | None:
    """How far the hips are below the line from shoulder to ankle [deg]; None where it is not seen.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> level = {("trunk_lean", None): AngleTrace.of([0, 1], [80, 70]),
    ...          ("thigh_elevation", Side.LEFT): AngleTrace.of([0, 1], [-80, -88])}
    >>> hip_line(Recording(Source("video", "a.mp4", "video"), level)).angle_deg
    array([ 0., 18.])
    """
    trunk, leg = recording.trace("trunk_lean"), _leg(recording)
    if trunk is None or leg is None or len(trunk.time_s) != len(leg.time_s):
        return None
    # who looks the other way in the picture has every angle turned round, the lean as well
    way = -1.0 if np.nanmedian(_turned(trunk.angle_deg)) < 0 else 1.0
    return replace(
        trunk,
        angle_deg=_turned(-way * (trunk.angle_deg + leg.angle_deg)),
        sd_deg=np.hypot(trunk.sd_deg, leg.sd_deg),
        trial_sd_deg=math.hypot(trunk.trial_sd_deg, leg.trial_sd_deg),
        shared_sd_deg=math.hypot(trunk.shared_sd_deg, leg.shared_sd_deg),
        change_sd_deg=math.hypot(trunk.change_sd_deg, leg.change_sd_deg),
        standing_sd_deg=None,
    )


def _leg(recording: Recording) -> AngleTrace | None:
    """The line from hip to ankle of the leg that was seen best; the knee bends it by half."""
    seen = [(side, recording.traces.get(("thigh_elevation", side))) for side in Side]
    sides = [(side, thigh) for side, thigh in seen if thigh is not None]
    if not sides:
        return None
    side, thigh = max(sides, key=lambda pair: int(pair[1].seen.sum()))
    knee = recording.traces.get(("knee_flexion", side))
    return thigh if knee is None else replace(thigh, angle_deg=thigh.angle_deg - knee.angle_deg / 2)


def _turned(angle_deg: FloatArray) -> FloatArray:
    """Each angle within half a turn of zero."""
    return np.asarray((angle_deg + 180) % 360 - 180)


def of_film(recording: Recording, hips: AngleTrace) -> Plank | None:
    """The plank of a side view or of markers; None where none was held for long enough.

    Parameters
    ----------
    recording
        For trunk and knees.
    hips
        Its `hip_line`.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> stands = AngleTrace.of([0, 9], [0, 0])
    >>> seen = Recording(Source("video", "a.mp4", "video"), {("trunk_lean", None): stands})
    >>> of_film(seen, stands) is None
    True
    """
    trunk = recording.traces["trunk_lean", None]
    lies = np.abs(_smooth(replace(trunk, angle_deg=_turned(trunk.angle_deg))))
    straight = np.abs(_smooth(hips)) < threshold("front_plank.off").value
    least = threshold("front_plank.lean").value
    up = (lies > least) & (lies < 2 * HORIZONTAL_DEG - least) & straight
    for side in Side:
        knee = recording.traces.get(("knee_flexion", side))
        if knee is not None:
            up &= ~(_smooth(knee) > threshold("front_plank.knee").value)
    sag, pike = threshold("front_plank.sag").value, threshold("front_plank.pike").value
    return _from_start(hips, longest(runs(up, hips.time_s, _break_s())), -pike, sag)


def of_phone(pelvis: AngleTrace) -> Plank | None:
    """The plank of a log that rests in it at its start; on the sacrum a forward tilt counts back.

    Parameters
    ----------
    pelvis
        Tilt of the phone as it would count on the front of the pelvis.

    Examples
    --------
    >>> t = np.arange(0, 20, 0.1)
    >>> log = AngleTrace.of(t, np.where(t < 15, 0, 60))
    >>> round(of_phone(log).whole[1])
    15
    """
    most = threshold("front_plank.off").value
    tilt = replace(pelvis, angle_deg=-pelvis.angle_deg)
    up = np.abs(_smooth(tilt)) < most
    first = next(iter(runs(up, tilt.time_s, _break_s())), None)
    return _from_start(tilt, first, -most, most)


def _from_start(line: AngleTrace, whole: Span | None, low: float, high: float) -> Plank | None:
    if whole is None or length_s(whole) < threshold("front_plank.least").value:
        return None
    first, last = (threshold(f"front_plank.start_{end}").value for end in ("from", "to"))
    start = median_in(line, (whole[0] + first, whole[0] + last))
    if start is None:
        return None
    return Plank(replace(line, angle_deg=line.angle_deg - start.value), low, high, whole, start)


def hold_time(plank: Plank, ended: str | None) -> Measured:
    """How long the line was held [s].

    The first short time out of it warns; a second one, or one that is not made good, ends the hold.

    Parameters
    ----------
    plank
        As it was seen.
    ended
        How the person says that it ended. Only a trunk that could not hold it closes the interval:
        after arms, a cramp or choice nobody knows how long it would have lasted.

    Examples
    --------
    >>> t = np.arange(0, 40, 0.1)
    >>> sunk = AngleTrace.of(t, np.where((t > 10) & (t < 13) | (t > 30), 15, 0))
    >>> plank = Plank(sunk, -12, 8, (0, 40), Measured(0, 0, 0, "deg"))
    >>> print(hold_time(plank, "could not hold"))
    30.1 s (29.1 to 31.1)
    """
    window_s = threshold("front_plank.median").value
    angle, sd = running_median(plank.line, window_s)
    half = Z90 * np.hypot(sd, plank.line.change_sd_deg)
    ends = [_end(plank, angle, by) for by in (0 * half, half, -half)]
    value, early, late = (end - plank.whole[0] for end, _ in ends)
    lost = all(out for _, out in ends) or ended == TIRED
    # a median tells no moment more closely than half of its window
    low, high = min(early, value) - window_s / 2, max(late, value) + window_s / 2
    return Measured(value, max(low, 0.0), high if lost else math.inf, "s")


def _end(plank: Plank, angle: FloatArray, by: FloatArray) -> tuple[float, bool]:
    """When the hold ended where each angle is taken further out by so much, and if by the line."""
    with np.errstate(invalid="ignore"):
        out = (angle + by > plank.high) | (angle - by < plank.low)
    warned, times = threshold("front_plank.warned").value, _excursions(plank, out)
    over = [s for n, s in enumerate(times) if n > 0 or length_s(s) > warned]
    return (over[0][0], True) if over else (plank.whole[1], False)


def _excursions(plank: Plank, out: BoolArray) -> list[Span]:
    time = plank.line.time_s
    inside = out & (time >= plank.whole[0]) & (time <= plank.whole[1])
    return [s for s in runs(inside, time, _break_s()) if length_s(s) >= _break_s()]


def faults(plank: Plank) -> tuple[Fault, ...]:
    """When the hips left the line, the first two times.

    Examples
    --------
    >>> t = np.arange(0, 40, 0.1)
    >>> plank = Plank(AngleTrace.of(t, np.where(t > 30, 15, 0)), -12, 8, (0, 40),
    ...               Measured(0, 0, 0, "deg"))
    >>> [(fault.name, round(fault.time_s)) for fault in faults(plank)]
    [('hips sank', 30)]
    """
    smooth = _smooth(plank.line)
    found = []
    for name, out, words in (
        ("hips sank", smooth > plank.high, "The hips sank below the line."),
        ("hips rose", smooth < plank.low, "The hips rose above the line."),
    ):
        times = [start - plank.whole[0] for start, _ in _excursions(plank, out)]
        found += [Fault(name, time, words) for time in times]
    return tuple(sorted(found, key=lambda fault: fault.time_s)[:2])


def furthest(plank: Plank) -> Measured | None:
    """The largest change from the own start in the whole plank, as a running median has it [deg].

    Examples
    --------
    >>> t = np.arange(0, 10, 0.1)
    >>> line = AngleTrace.of(t, np.where(t > 5, 6, 0), change_sd_deg=1)
    >>> print(furthest(Plank(line, -12, 8, (0, 9.9), Measured(0, 0, 0, "deg"))))
    6.0 deg (4.4 to 7.6)
    """
    window_s = threshold("front_plank.median").value
    # coming down is no part of it
    line = plank.line.between(plank.whole[0], plank.whole[1] - window_s)
    if line is None or not line.seen.any():
        return None
    angle, sd = running_median(line, window_s)
    top = int(np.nanargmax(angle))
    return with_clip_error(float(angle[top]), float(sd[top]), line, change=True)


def _smooth(trace: AngleTrace) -> FloatArray:
    return running_median(trace, threshold("front_plank.median").value)[0]


def _break_s() -> float:
    return threshold("front_plank.break").value
