"""What went wrong during the hold, and when."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ilio.core import Z90, Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Recording
from ilio.observations.signals import BoolArray, runs
from ilio.protocols.knee_raise.hold import above_level
from ilio.protocols.knee_raise.phases import Raise
from ilio.protocols.knee_raise.posture import Change, change_in_hold
from ilio.protocols.measurement import Fault


@dataclass(frozen=True)
class Onset:
    """When a fault began, from the start of the hold [s].

    Parameters
    ----------
    earliest_s, latest_s
        By the bounds of the angle; infinite when it never began by that bound.
    fault
        As seen; None when only a bound went over the limit.

    Examples
    --------
    >>> Onset(3.0, math.inf).fault is None
    True
    """

    earliest_s: float
    latest_s: float
    fault: Fault | None = None


def find_onsets(
    recording: Recording, parts: Raise, quantities: dict[str, Measured]
) -> tuple[Onset, ...]:
    """Every fault that was seen or is possible, in order of time.

    Parameters
    ----------
    recording
        For trunk, pelvis and low back.
    parts
        The raise.
    quantities
        What was measured so far.

    Examples
    --------
    >>> from ilio.observations import AngleTrace, Source
    >>> from ilio.protocols.knee_raise.phases import cut
    >>> t = np.arange(0, 20, 0.1)
    >>> parts = cut(AngleTrace.of(t, np.interp(t, [0, 2, 3, 13, 20], [0, 0, 100, 80, 80])))
    >>> log = Recording(Source("phone", "a.csv", "phone"))
    >>> held = {"hold_time": Measured(5.0, 4.0, 6.0, "s")}
    >>> [onset.fault.name for onset in find_onsets(log, parts, held)]
    ['thigh below 90']
    """
    if parts.hold is None:
        return ()
    found = [
        _thigh(parts),
        _trunk(recording, parts),
        _back(recording, parts, quantities),
    ]
    return tuple(sorted((o for o in found if o is not None), key=lambda o: o.earliest_s))


def first_fault(onsets: Iterable[Onset], held_s: float) -> Measured:
    """Time to the first fault [s], open to above when none was surely seen.

    Parameters
    ----------
    onsets
        Of one attempt.
    held_s
        Length of the hold [s].

    Examples
    --------
    >>> print(first_fault([Onset(9.0, 20.0, Fault("trunk forward", 12.0, "Forward."))], 31.0))
    12.0 s (9.0 to 20.0)
    >>> print(first_fault([], 31.0))
    31.0 s (31.0 or more)
    """
    onsets = tuple(onsets)
    value = min((o.fault.time_s for o in onsets if o.fault), default=held_s)
    low = min((o.earliest_s for o in onsets), default=value)
    high = min((o.latest_s for o in onsets), default=math.inf)
    return Measured(value, min(low, value), max(high, value), "s")


def _thigh(parts: Raise) -> Onset | None:
    """When the thigh first came below level for longer than is forgiven, whatever came after."""
    if parts.hold is None:
        return None
    as_seen, surely, possibly = above_level(parts)
    as_seen = as_seen | ~np.isfinite(parts.smooth_deg)  # who was not seen was not seen to sink
    earliest, at, latest = (_first_loss_s(flags, parts) for flags in (surely, as_seen, possibly))
    if math.isinf(at):
        return None if math.isinf(earliest) else Onset(earliest, math.inf)
    reached = float(np.nanmax(parts.smooth_deg)) > threshold("knee_raise.level").value
    text = f"The thigh came below level after {at:.0f} s."
    fault = Fault("thigh below 90", at, text if reached else "The thigh did not reach level.")
    return Onset(min(earliest, at), max(latest, at), fault)


def _first_loss_s(above: BoolArray, parts: Raise) -> float:
    """When a hold was first lost for longer than is forgiven [s]; infinite if it never was."""
    if parts.hold is None:
        return math.inf
    start, end = parts.hold
    time, forgive = parts.trace.time_s, threshold("knee_raise.forgiven_dip").value
    spans = runs(above & (time >= start) & (time <= end), time, forgive)
    if not spans or spans[0][0] - start >= forgive:
        return 0.0
    lost = spans[0][1]
    return lost - start if end - lost >= forgive else math.inf


def _onset(
    change: Change | None, limit: float | FloatArray, parts: Raise, name: str, text: str
) -> Onset | None:
    """When a change went over a limit: by its value, and by its bounds."""
    if change is None or change.trace is None or parts.hold is None:
        return None
    half = Z90 * np.hypot(change.sd_deg, change.trace.change_sd_deg)
    times = []
    for moved in (half, 0.0, -half):
        over = np.asarray(change.change_deg + moved > limit)
        first = float(change.time_s[int(np.argmax(over))] - parts.hold[0])
        times.append(first if over.any() else math.inf)
    if math.isinf(times[0]):
        return None
    seen = None if math.isinf(times[1]) else Fault(name, times[1], text)
    return Onset(times[0], times[2], seen)


def _trunk(recording: Recording, parts: Raise) -> Onset | None:
    limit = threshold("knee_raise.trunk_forward").value
    text = f"The trunk came more than {limit:.0f} deg forward."
    change = change_in_hold(recording.trace("trunk_lean"), parts)
    return _onset(change, limit, parts, "trunk forward", text)


def _back(recording: Recording, parts: Raise, quantities: dict[str, Measured]) -> Onset | None:
    for channel, name, sign in (
        ("lumbar_flexion", "lumbar_rounding", 1),
        ("pelvic_tilt", "pelvic", -1),
    ):
        change = change_in_hold(recording.trace(channel), parts)
        thigh = change_in_hold(parts.trace, parts)
        if change is None or thigh is None:
            continue
        raise_ = np.interp(change.time_s, thigh.time_s, thigh.change_deg)
        limit = _back_limit(name, raise_, quantities)
        if limit is None:
            continue
        turned = Change(change.time_s, sign * change.change_deg, change.sd_deg, change.trace)
        text = "The low back rounded more than the raise explains."
        return _onset(turned, limit, parts, "low back rounding", text)
    return None


def _back_limit(
    name: str, raise_deg: FloatArray, quantities: dict[str, Measured]
) -> FloatArray | None:
    """The posterior tilt or lumbar flexion that counts as rounding [deg]; None when none does."""
    share = quantities.get("pelvic_share")
    most = threshold("knee_raise.pelvic_share_most").value
    if name == "pelvic" and share is not None and share.value > most:
        return most / PERCENT * raise_deg
    excess, growth = quantities.get(f"{name}_excess"), _growth(quantities, name)
    if excess is None or growth is None:
        return None
    over = threshold("knee_raise.rounding_sems").value * excess.sem
    if growth.value <= threshold("knee_raise.rounding_growth").value or excess.value <= over:
        return None
    return threshold("knee_raise.pelvic_share").value / PERCENT * raise_deg + over


def _growth(quantities: dict[str, Measured], name: str) -> Measured | None:
    return quantities.get(f"{name}_growth") or quantities.get(f"{name}_excess_growth")
