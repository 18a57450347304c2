"""The standing knee raise: one knee held above level for 30 s."""

from collections.abc import Mapping

import numpy as np

from ilio.core import Measured, Side
from ilio.knowledge import threshold
from ilio.observations import Recording
from ilio.observations.signals import length_s, median_in, running_median, with_clip_error
from ilio.protocols.curves import curve
from ilio.protocols.knee_raise import hold, posture
from ilio.protocols.knee_raise.camera_level import level_by_legs
from ilio.protocols.knee_raise.faults import find_onsets, first_fault
from ilio.protocols.knee_raise.gates import gates
from ilio.protocols.knee_raise.own_standing import from_own_standing, named_in
from ilio.protocols.knee_raise.phases import Raise, cut
from ilio.protocols.measurement import Measurement

QUANTITIES = (
    "thigh_elevation_peak",
    "hip_flexion_peak",
    "thigh_elevation_hold",
    "time_above_90",
    "hold_time",
    "time_to_first_fault",
    "trunk_lean_change",
    "pelvic_tilt_change",
    "pelvic_share",
    "lumbar_rounding_excess",
    "lumbar_rounding_growth",
    "knee_flexion_hold",
    "stance_knee_flexion",
    "drift",
    "tremor",
)
"""Every quantity of this protocol: each ends up measured, or unmeasured with its reason."""


def measure(recording: Recording, side: Side) -> Measurement:
    """Measure one attempt of the knee raise.

    Parameters
    ----------
    recording
        From any source; what it does not hold is listed as unmeasured.
    side
        The side that was asked for.

    Returns
    -------
    Measurement
        Elevations and changes [deg], times [s] from the start of the hold, shares [%].

    Examples
    --------
    >>> from ilio.observations import AngleTrace, Source
    >>> t = np.arange(0, 36, 0.1)
    >>> thigh = AngleTrace.of(t, np.interp(t, [0, 2, 3, 34, 35], [0, 0, 101, 101, 0]))
    >>> log = Recording(Source("phone", "log.csv", "phone"), {("thigh_elevation", None): thigh})
    >>> m = measure(log, Side.LEFT)
    >>> print(m.get("hold_time"))
    31.2 s (31.2 or more)
    >>> m.unmeasured["trunk_lean_change"]
    'log.csv (phone) does not hold it'
    """
    trace = recording.trace("thigh_elevation", side)
    as_read = cut(trace) if trace is not None else None
    parts = from_own_standing(as_read, recording) if as_read is not None else None
    wrong_leg = parts is not None and parts.up is None and _other_is_up(recording, side)
    quantities: dict[str, Measured] = {}
    if parts is not None and not wrong_leg:
        quantities |= _from_trace(recording, side, parts)
    elif parts is None:
        quantities |= _from_words(recording)
    if not wrong_leg:
        quantities |= _posture(recording, side, parts)
    onsets = find_onsets(recording, parts, quantities) if parts and not wrong_leg else ()
    if parts is not None and parts.hold is not None and not wrong_leg:
        quantities["time_to_first_fault"] = first_fault(onsets, length_s(parts.hold))
    return Measurement(
        "knee-raise",
        side,
        named_in(recording, as_read, parts),
        quantities,
        _unmeasured(recording, side, quantities, parts, wrong_leg),
        gates(level_by_legs(recording, as_read, parts), side, parts, quantities),
        recording.notes,
        recording.answers,
        (curve("thigh_elevation", parts.trace, parts.hold),) if parts else (),
        tuple(sorted((o.fault for o in onsets if o.fault), key=lambda f: f.time_s)),
    )


def _other_is_up(recording: Recording, side: Side) -> bool:
    other = recording.traces.get(("thigh_elevation", side.other))
    return other is not None and cut(other).up is not None


def _from_trace(recording: Recording, side: Side, parts: Raise) -> dict[str, Measured]:
    found = {
        "hold_time": hold.hold_time(parts, recording.answers),
        "time_above_90": hold.time_above(parts),
        "dips": hold.dips(parts),
        "thigh_elevation_peak": hold.peak(parts),
        "thigh_elevation_hold": median_in(parts.trace, parts.hold) if parts.hold else None,
        "hip_flexion_peak": _hip_flexion_peak(recording, side, parts),
    }
    return {n: m for n, m in found.items() if m is not None} | posture.steadiness(parts)


def _hip_flexion_peak(recording: Recording, side: Side, parts: Raise) -> Measured | None:
    trace = recording.trace("hip_flexion", side)
    if trace is None or parts.up is None:
        return None
    angle, sd = running_median(trace, threshold("knee_raise.peak_window").value)
    during = (trace.time_s >= parts.up[0]) & (trace.time_s <= parts.up[1]) & np.isfinite(angle)
    if not during.any():
        return None
    top = int(np.argmax(np.where(during, angle, -np.inf)))
    return with_clip_error(float(angle[top]), float(sd[top]), trace)


def _from_words(recording: Recording) -> dict[str, Measured]:
    elevation = hold.typed_elevation(recording)
    if elevation is None:
        return {}
    found = {"thigh_elevation_hold": elevation}
    held = hold.typed_hold(elevation, recording.answers)
    return found | ({"hold_time": held} if held is not None else {})


def _posture(recording: Recording, side: Side, parts: Raise | None) -> dict[str, Measured]:
    lean = posture.trunk_lean_change(recording, parts)
    return (
        ({"trunk_lean_change": lean} if lean is not None else {})
        | posture.pelvis(recording, parts)
        | posture.low_back(recording, parts)
        | posture.knees(recording, side, parts)
    )


CHANNELS: Mapping[str, str] = {
    "hip_flexion_peak": "hip_flexion",
    "trunk_lean_change": "trunk_lean",
    "pelvic_tilt_change": "pelvic_tilt",
    "pelvic_share": "pelvic_tilt",
    "lumbar_rounding_excess": "lumbar_flexion",
    "lumbar_rounding_growth": "lumbar_flexion",
    "knee_flexion_hold": "knee_flexion",
    "stance_knee_flexion": "knee_flexion",
}


def _unmeasured(
    recording: Recording,
    side: Side,
    quantities: Mapping[str, Measured],
    parts: Raise | None,
    wrong_leg: bool,
) -> dict[str, str]:
    reasons = {}
    for name in QUANTITIES:
        if name not in quantities:
            reasons[name] = _reason(name, recording, side, parts, wrong_leg)
    return reasons


def _reason(
    name: str, recording: Recording, side: Side, parts: Raise | None, wrong_leg: bool
) -> str:
    channel = CHANNELS.get(name, "thigh_elevation")
    if wrong_leg:
        return f"the {side.other} leg is raised in this file, not the {side}"
    if recording.trace(channel, side) is None and recording.trace(channel, side.other) is None:
        return recording.why_not(channel)
    if parts is None:
        return recording.why_not("thigh_elevation")
    if parts.up is None:
        return "the thigh was not raised"
    if parts.standing is None and name in CHANNELS:
        return "no standing pose to hold it against"
    if name == "tremor":
        return "the sampling is too slow to see it"
    return "too few samples were seen in the hold"
