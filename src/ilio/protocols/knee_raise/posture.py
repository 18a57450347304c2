"""Trunk, pelvis, low back and knees during the hold, as change from the standing pose."""

import math
from dataclasses import dataclass

import numpy as np

from ilio.core import Measured, Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, FloatArray, Recording
from ilio.observations.signals import median_in, running_median, with_clip_error
from ilio.protocols.knee_raise.hold import answered
from ilio.protocols.knee_raise.phases import Raise


@dataclass(frozen=True, eq=False)
class Change:
    """A channel during the hold, as change from the standing pose.

    Parameters
    ----------
    time_s
        ``(k,)`` times of the hold [s].
    change_deg, sd_deg
        ``(k,)`` running median of the change and the noise left in it [deg].
    trace
        The channel that it was read from.

    Examples
    --------
    >>> Change(np.array([0.0]), np.array([3.0]), np.array([1.0]), None).worst(-1) is None
    True
    """

    time_s: FloatArray
    change_deg: FloatArray
    sd_deg: FloatArray
    trace: AngleTrace | None

    def at(self, i: int) -> Measured | None:
        """The change at one sample, with its error [deg].

        Examples
        --------
        >>> Change(np.array([0.0]), np.array([3.0]), np.array([1.0]), None).at(0) is None
        True
        """
        if self.trace is None:
            return None
        return with_clip_error(
            float(self.change_deg[i]), float(self.sd_deg[i]), self.trace, change=True
        )

    def worst(self, sign: int) -> Measured | None:
        """The largest change in one direction, held for the window of the median [deg].

        Parameters
        ----------
        sign
            1 for the largest, -1 for the smallest.

        Examples
        --------
        >>> trace = AngleTrace.of([0, 1], [0, 0])
        >>> c = Change(np.array([0.0, 1]), np.array([3.0, -4]), np.array([0.0, 0]), trace)
        >>> c.worst(1).value, c.worst(-1).value
        (3.0, -4.0)
        """
        if not np.isfinite(self.change_deg).any():
            return None
        return self.at(int(np.nanargmax(sign * self.change_deg)))


def change_in_hold(trace: AngleTrace | None, parts: Raise) -> Change | None:
    """A channel in the hold as change from standing; None without channel, hold or standing pose.

    Examples
    --------
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> change_in_hold(None, cut(AngleTrace.of([0, 1], [0, 0]))) is None
    True
    """
    if trace is None or parts.hold is None or parts.standing is None:
        return None
    rest = median_in(trace, parts.standing)
    if rest is None:
        return None
    smooth, sd = running_median(trace, threshold("knee_raise.median_window").value)
    keep = (trace.time_s >= parts.hold[0]) & (trace.time_s <= parts.hold[1]) & np.isfinite(smooth)
    if not keep.any():
        return None
    return Change(trace.time_s[keep], smooth[keep] - rest.value, sd[keep], trace)


def trunk_lean_change(recording: Recording, parts: Raise | None) -> Measured | None:
    """Largest change of trunk lean held for the window [deg]; forward +, backward -.

    Whichever direction went further is given.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers, Source
    >>> r = Recording(Source("answers", "typed", "eye"),
    ...               answers=AttemptAnswers(trunk_forward="clearly", seen_by="friend"))
    >>> trunk_lean_change(r, None).value
    20.0
    """
    change = change_in_hold(recording.trace("trunk_lean"), parts) if parts else None
    if change is not None:
        forward, backward = change.worst(1), change.worst(-1)
        if forward and backward:
            return forward if forward.value >= -backward.value else backward
    typed = recording.reading("trunk_lean_change")
    answers = recording.answers
    return typed or answered("trunk_forward", answers.trunk_forward, answers)


def pelvis(recording: Recording, parts: Raise | None) -> dict[str, Measured]:
    """Pelvic tilt change [deg], its share of the raise [%], and its excess over the usual [deg].

    Returns
    -------
    dict
        Any of ``pelvic_tilt_change``, ``pelvic_share``, ``pelvic_excess``,
        ``pelvic_excess_growth``; empty when the pelvis was not seen.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> pelvis(Recording(Source("phone", "log.csv", "phone")), None)
    {}
    """
    if parts is None:
        return {}
    tilt = change_in_hold(recording.trace("pelvic_tilt"), parts)
    raise_ = _raise_at(tilt, parts)
    if tilt is None or raise_ is None:
        return {}
    worst = tilt.worst(-1)
    if worst is None:
        return {}
    most = float(raise_[int(np.nanargmin(tilt.change_deg))])
    usual = threshold("knee_raise.pelvic_share").value / PERCENT
    excess = Change(tilt.time_s, -tilt.change_deg - usual * raise_, tilt.sd_deg, tilt.trace)
    found = {"pelvic_tilt_change": worst, **_excess("pelvic_excess", excess)}
    if most > threshold("knee_raise.raised").value:
        found["pelvic_share"] = _share(worst.negated(), most, parts.trace.change_sd_deg)
    return found


def _share(part: Measured, whole_deg: float, whole_sd_deg: float) -> Measured:
    """A part as a share of the whole [%], both with their errors."""
    share = PERCENT * part.value / whole_deg
    sd = math.hypot(PERCENT * part.sem, share * whole_sd_deg) / whole_deg
    return Measured.from_sd(share, sd, "%")


def low_back(recording: Recording, parts: Raise | None) -> dict[str, Measured]:
    """Lumbar rounding in excess of the usual share [deg], and how much of it grew in the hold.

    Returns
    -------
    dict
        ``lumbar_rounding_excess`` and ``lumbar_rounding_growth``, or what of them is known.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers, Source
    >>> r = Recording(Source("answers", "typed", "eye"), answers=AttemptAnswers(
    ...     back_at_5s="as at the start", back_at_end="clearly more", seen_by="friend"))
    >>> found = low_back(r, None)
    >>> found["lumbar_rounding_excess"].value, found["lumbar_rounding_growth"].value
    (16.0, 16.0)
    """
    change = change_in_hold(recording.trace("lumbar_flexion"), parts) if parts else None
    raise_ = _raise_at(change, parts) if parts else None
    if change is not None and raise_ is not None:
        usual = threshold("knee_raise.pelvic_share").value / PERCENT
        over = change.change_deg - usual * raise_
        excess = Change(change.time_s, over, change.sd_deg, change.trace)
        return _excess("lumbar_rounding_excess", excess, growth="lumbar_rounding_growth")
    answers = recording.answers
    early = answered("back_at_5s", answers.back_at_5s, answers)
    late = answered("back_at_end", answers.back_at_end, answers)
    found = {}
    if late is not None:
        found["lumbar_rounding_excess"] = late
    if early is not None and late is not None:
        found["lumbar_rounding_growth"] = late + early.negated()
    return found


def _raise_at(change: Change | None, parts: Raise) -> FloatArray | None:
    """Thigh elevation as change from standing, at the times of another channel [deg]."""
    thigh = change_in_hold(parts.trace, parts)
    if change is None or thigh is None:
        return None
    return np.interp(change.time_s, thigh.time_s, thigh.change_deg)


def _excess(name: str, excess: Change, growth: str = "") -> dict[str, Measured]:
    worst = excess.worst(1)
    if worst is None:
        return {}
    begin = excess.time_s <= excess.time_s[0] + threshold("knee_raise.early").value
    early = float(np.nanmedian(excess.change_deg[begin]))
    grown = Measured.from_sd(worst.value - early, worst.sd_low, "deg")
    return {name: worst, growth or f"{name}_growth": grown}


def knees(recording: Recording, side: Side, parts: Raise | None) -> dict[str, Measured]:
    """Knee flexion of the raised leg and bend of the standing leg in the hold [deg].

    Returns
    -------
    dict
        ``knee_flexion_hold`` and ``stance_knee_flexion``, or what of them is known.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> knees(Recording(Source("phone", "log.csv", "phone")), Side.LEFT, None)
    {}
    """
    span = parts.hold if parts else None
    raised = recording.trace("knee_flexion", side)
    standing = recording.traces.get(("knee_flexion", side.other))
    found = {
        "knee_flexion_hold": (median_in(raised, span) if raised and span else None)
        or recording.reading("knee_flexion_hold"),
        "stance_knee_flexion": median_in(standing, span) if standing and span else None,
    }
    return {name: measured for name, measured in found.items() if measured is not None}


def steadiness(parts: Raise) -> dict[str, Measured]:
    """Drift [deg/s] and tremor [deg] of the thigh in the hold.

    Drift is the slope of a straight line; its error comes from the scatter about it and from how
    far the source may wander over the hold. Tremor is the scatter about the running median less
    the frame noise, only where sampling is fast enough.

    Examples
    --------
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> t = np.arange(0, 20, 0.1)
    >>> angle = np.interp(t, [0, 2, 3, 13, 14], [0, 0, 110, 100, 0])
    >>> round(steadiness(cut(AngleTrace.of(t, angle)))["drift"].value, 1)
    -1.0
    """
    if parts.hold is None:
        return {}
    part = parts.trace.between(*parts.hold)
    if part is None or int(part.seen.sum()) <= 2:
        return {}
    time, angle = part.time_s[part.seen], part.angle_deg[part.seen]
    slope, offset = np.polyfit(time - time[0], angle, 1)
    rest = angle - (slope * (time - time[0]) + offset)
    spread = float(np.sqrt(np.sum((time - time.mean()) ** 2)))
    noise = float(np.sqrt(np.sum(rest**2) / (len(rest) - 2))) / spread
    # half of the error of a change: a held leg changes less than a raised one
    noise = float(np.hypot(noise, 0.5 * part.change_sd_deg / (time[-1] - time[0])))
    found = {"drift": Measured.from_sd(float(slope), noise, "deg/s")}
    if part.rate_hz >= threshold("knee_raise.tremor_rate").value:
        smooth, _ = running_median(part, threshold("knee_raise.median_window").value)
        scatter = float(np.nanstd(part.angle_deg - smooth))
        frame = float(np.sqrt(np.mean(part.sd_deg**2)))
        tremor = float(np.sqrt(max(scatter**2 - frame**2, 0.0)))
        half = frame + scatter / float(np.sqrt(2 * len(rest)))
        found["tremor"] = Measured(tremor, max(tremor - half, 0.0), tremor + half, "deg")
    return found
