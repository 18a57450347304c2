"""What went wrong during the hold, and when."""

import numpy as np

from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Recording
from ilio.observations.signals import longest, runs
from ilio.protocols.knee_raise.hold import above_level
from ilio.protocols.knee_raise.phases import Raise, ending
from ilio.protocols.knee_raise.posture import Change, change_in_hold
from ilio.protocols.measurement import Fault


def find_faults(
    recording: Recording, parts: Raise, quantities: dict[str, Measured]
) -> tuple[Fault, ...]:
    """Faults as seen (the value, not its bounds), in order of time from the start of the hold.

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
    >>> [f.name for f in find_faults(Recording(Source("phone", "a.csv", "phone")), parts, {})]
    ['thigh below 90']
    """
    if parts.hold is None:
        return ()
    found = [_thigh(parts), _trunk(recording, parts), _back(recording, parts, quantities)]
    return tuple(sorted((f for f in found if f is not None), key=lambda f: f.time_s))


def _thigh(parts: Raise) -> Fault | None:
    assert parts.hold is not None
    as_seen, _, _ = above_level(parts)
    forgive = threshold("knee_raise.forgiven_dip").value
    held = longest(runs(as_seen, parts.trace.time_s, forgive))
    if held is None:
        return Fault("thigh below 90", 0.0, "The thigh did not reach level.")
    if ending(parts, held) != "sank":
        return None
    at = max(held[1] - parts.hold[0], 0.0)
    return Fault("thigh below 90", at, f"The thigh came below level after {at:.0f} s.")


def _first(change: Change | None, limit: float | FloatArray, parts: Raise) -> float | None:
    """When a change first went over a limit, from the start of the hold [s]."""
    if change is None or parts.hold is None:
        return None
    over = np.asarray(change.change_deg > limit)
    return float(change.time_s[int(np.argmax(over))] - parts.hold[0]) if over.any() else None


def _trunk(recording: Recording, parts: Raise) -> Fault | None:
    limit = threshold("knee_raise.trunk_forward").value
    at = _first(change_in_hold(recording.trace("trunk_lean"), parts), limit, parts)
    if at is None:
        return None
    return Fault("trunk forward", at, f"The trunk came more than {limit:.0f} deg forward.")


def _back(recording: Recording, parts: Raise, quantities: dict[str, Measured]) -> Fault | None:
    thigh = change_in_hold(parts.trace, parts)
    grown = threshold("knee_raise.rounding_growth").value
    sems = threshold("knee_raise.rounding_sems").value
    for channel, name, sign in (
        ("lumbar_flexion", "lumbar_rounding", 1),
        ("pelvic_tilt", "pelvic", -1),
    ):
        excess, growth = quantities.get(f"{name}_excess"), _growth(quantities, name)
        change = change_in_hold(recording.trace(channel), parts)
        if change is None or thigh is None:
            continue
        raise_ = np.interp(change.time_s, thigh.time_s, thigh.change_deg)
        turned = Change(change.time_s, sign * change.change_deg, change.sd_deg, change.trace)
        share = quantities.get("pelvic_share")
        most = threshold("knee_raise.pelvic_share_most").value
        if channel == "pelvic_tilt" and share is not None and share.value > most:
            at = _first(turned, most / PERCENT * raise_, parts)
        elif excess and growth and growth.value > grown and excess.value > sems * excess.sem:
            usual = threshold("knee_raise.pelvic_share").value / PERCENT
            at = _first(turned, usual * raise_ + sems * excess.sem, parts)
        else:
            continue
        if at is not None:
            return Fault(
                "low back rounding", at, "The low back rounded more than the raise explains."
            )
    return None


def _growth(quantities: dict[str, Measured], name: str) -> Measured | None:
    return quantities.get(f"{name}_growth") or quantities.get(f"{name}_excess_growth")
