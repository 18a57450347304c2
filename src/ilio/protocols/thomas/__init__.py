"""The modified Thomas test: one thigh over the end of a table, the other hugged."""

import math
from dataclasses import replace

from ilio.core import Measured, Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording
from ilio.observations.signals import median_in
from ilio.protocols.curves import curve
from ilio.protocols.measurement import Measurement
from ilio.protocols.thomas.contact import by_contact
from ilio.protocols.thomas.gates import gates
from ilio.protocols.thomas.pelvis import pelvic_tilt, tilt_of_log
from ilio.protocols.thomas.windows import Windows, find

__all__ = ["QUANTITIES", "hip_extension", "measure", "tilt_of_log"]

QUANTITIES = (
    "thigh_drop",
    "knee_flexion",
    "hip_abduction",
    "hugged_thigh_elevation",
    "pelvic_tilt",
    "hip_extension",
    "thigh_drop_knee_straight_gain",
    "thigh_drop_trigonometric",
)
"""Every quantity of this protocol: each ends up measured, or unmeasured with its reason."""


WIDE_ALREADY = ("hand check", "hug share")
"""Ways of knowing the tilt whose own spread covers how far it was tipped."""


def measure(recording: Recording, side: Side) -> Measurement:
    """Measure one trial of the modified Thomas test.

    Parameters
    ----------
    recording
        From any source; what it does not hold is listed as unmeasured.
    side
        The side whose thigh hangs.

    Returns
    -------
    Measurement
        Angles [deg]; ``hip_extension`` is the corrected E, thigh drop plus posterior tilt.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers, Source
    >>> drop = {("thigh_drop", None): Measured.from_sd(12, 2, "deg", shared_sd=2.2)}
    >>> typed = Recording(Source("answers", "typed", "inclinometer"), {}, drop,
    ...                   AttemptAnswers(hand_check="snug"))
    >>> print(measure(typed, Side.RIGHT).get("hip_extension"))
    12.0 deg (4.3 to 19.7)
    >>> bare = Recording(Source("answers", "typed", "inclinometer"), {}, drop)
    >>> measure(bare, Side.RIGHT).unmeasured["hip_extension"]
    'nothing is known of the pelvis'
    """
    windows = find(recording, side)
    quantities = _angles(recording, side, windows)
    tilt, how = pelvic_tilt(recording, side, windows, quantities.get("hugged_thigh_elevation"))
    if tilt is not None:
        quantities["pelvic_tilt"] = tilt
        if "thigh_drop" in quantities:
            quantities["hip_extension"] = hip_extension(quantities["thigh_drop"], tilt, how)
    trace = recording.trace("thigh_elevation", side)
    return Measurement(
        "thomas",
        side,
        recording.source,
        quantities,
        _unmeasured(recording, side, windows, quantities),
        gates(recording, side, windows, quantities, how),
        recording.notes,
        recording.answers,
        (curve("thigh_elevation", trace, windows.test),) if trace is not None else (),
        (),
        how,
    )


def hip_extension(drop: Measured, tilt: Measured, pelvis_from: str) -> Measured:
    """Corrected hip extension E [deg]: drop plus posterior tilt, wider the further it was tipped.

    Parameters
    ----------
    drop
        Thigh drop [deg].
    tilt
        Pelvic tilt from neutral, anterior + [deg].
    pelvis_from
        How the tilt was known; an answered word and the hug's share are wide already.

    Examples
    --------
    >>> drop, tilt = Measured.from_sd(-5, 3, "deg"), Measured.from_sd(-18, 1, "deg")
    >>> print(hip_extension(drop, tilt, "tape"))
    13.0 deg (5.2 to 20.8)
    """
    extension = drop + tilt.negated()
    if pelvis_from in WIDE_ALREADY:
        return extension
    size = abs(tilt.value)
    if size > threshold("thomas.tilt_widen").value:
        return extension.widened(threshold("thomas.widen_more").value)
    if size > threshold("thomas.tilt_correct").value:
        return extension.widened(threshold("thomas.widen_some").value)
    return extension


def _angles(recording: Recording, side: Side, windows: Windows) -> dict[str, Measured]:
    found = {
        "thigh_drop": _drop(recording, side, windows),
        "knee_flexion": _in_test(recording, "knee_flexion", side, windows),
        "hip_abduction": _in_test(recording, "hip_abduction", side, windows),
        "hugged_thigh_elevation": _hugged(recording, side, windows),
        "thigh_drop_trigonometric": _in_test(recording, "thigh_drop_trigonometric", side, windows),
    }
    drop = found["thigh_drop"]
    straight = recording.answers.drop_knee_straight_deg
    if drop is not None and straight is not None and math.isfinite(drop.high):
        # the device's own bias cancels between the two readings, repositioning does not
        own = math.sqrt(max(drop.sem**2 - drop.shared_sd**2, 0.0))
        found["thigh_drop_knee_straight_gain"] = Measured.from_sd(
            straight - drop.value, own * math.sqrt(2), "deg"
        )
    return {name: measured for name, measured in found.items() if measured is not None}


def _in_test(recording: Recording, name: str, side: Side, windows: Windows) -> Measured | None:
    trace = recording.trace(name, side)
    if trace is not None and windows.test is not None:
        return median_in(trace, windows.test)
    return recording.reading(name, side)


def _drop(recording: Recording, side: Side, windows: Windows) -> Measured | None:
    contact = recording.answers.thigh_contact
    elevation = _in_test(recording, "thigh_elevation", side, windows)
    horizontal = Measured(HORIZONTAL_DEG, HORIZONTAL_DEG, HORIZONTAL_DEG, "deg")
    drop = (
        (elevation.negated() + horizontal if elevation is not None else None)
        or recording.reading("thigh_drop", side)
        or by_contact(recording.answers)
    )
    if drop is not None and contact == "rests":
        # the table stopped the thigh: nobody saw how far it would have gone
        return replace(drop, high=math.inf)
    return drop


def _hugged(recording: Recording, side: Side, windows: Windows) -> Measured | None:
    other: AngleTrace | None = recording.traces.get(("thigh_elevation", side.other))
    if other is not None and windows.test is not None:
        return median_in(other, windows.test)
    return recording.reading("hugged_thigh_elevation", side)


def _unmeasured(
    recording: Recording, side: Side, windows: Windows, quantities: dict[str, Measured]
) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for name in QUANTITIES:
        if name in quantities:
            continue
        if name == "hip_extension":
            known = "pelvic_tilt" in quantities
            reasons[name] = (
                "the thigh was not measured" if known else "nothing is known of the pelvis"
            )
        elif name == "thigh_drop_knee_straight_gain":
            reasons[name] = "the knee-straightening step was not done"
        else:
            reasons[name] = _reason(name, recording, side, windows)
    return reasons


def _reason(name: str, recording: Recording, side: Side, windows: Windows) -> str:
    channel = {"thigh_drop": "thigh_elevation", "hugged_thigh_elevation": "thigh_elevation"}
    seen = recording.trace(channel.get(name, name), side)
    hugged = recording.traces.get(("thigh_elevation", side.other))
    if name == "hugged_thigh_elevation" and seen is not None and hugged is None:
        return "the hugged leg was not recorded"
    if seen is not None and windows.test is None:
        return "the thigh never hung still"
    if name == "pelvic_tilt" and seen is not None:
        return "no neutral pose was recorded to hold it against"
    return recording.why_not(channel.get(name, name))
