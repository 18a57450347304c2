"""What the standing legs say of the camera's level, where nothing else tells it."""

from dataclasses import replace

from ilio.core import Z90
from ilio.knowledge import threshold
from ilio.observations import Gate, Recording
from ilio.protocols.knee_raise.own_standing import camera_tilt_deg
from ilio.protocols.knee_raise.phases import Raise

LEVEL = "level"
"""The check on the camera's level, as sources of films call it."""

UNTOUCHED = (
    "The thigh is counted from the standing legs and the trunk from its start, so the test is free "
    "of it; the angles in drawn pictures and tables are not."
)
TODO = "Put the camera level, or give the slope: --level."


def level_by_legs(recording: Recording, before: Raise | None, after: Raise | None) -> Recording:
    """The recording whose check on level knows how the standing legs lean.

    Legs tell level worse than gravity does, so that nothing is turned by them: what a knee raise
    needs is free of the tilt already (`from_own_standing`, and changes from the standing pose).

    Parameters
    ----------
    recording
        Of any source; one without that check comes back as it is.
    before, after
        The raise as it was read, and as counted from the own standing legs; the same where it
        could not be.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> level_by_legs(Recording(Source("phone", "a.csv", "phone")), None, None).gates
    ()
    """
    if before is None or after is before:
        return recording
    tilt = camera_tilt_deg(before, recording)
    if tilt is None:
        return recording
    gates = [_told(gate, tilt) if gate.gate == LEVEL else gate for gate in recording.gates]
    return replace(recording, gates=tuple(gates))


def _told(gate: Gate, tilt_deg: float) -> Gate:
    lean = f"{abs(tilt_deg):.1f} deg {'forward' if tilt_deg > 0 else 'backward'}"
    spread = Z90 * threshold("knee_raise.standing_legs_sd").value
    tilted = abs(tilt_deg) > threshold("knee_raise.camera_tilted").value
    if gate.state == "pass":
        if not tilted:
            return gate
        but = f"But the standing legs lean {lean} from that. Check it. {UNTOUCHED}"
        return Gate(LEVEL, "unknown", f"{gate.detail} {but}")
    about = f"{abs(tilt_deg):.0f} deg, give or take {spread:.1f}"
    if abs(tilt_deg) <= threshold("knee_raise.camera_level").value:
        text = f"The standing legs lean {lean}: the camera stood about level, within "
        return Gate(LEVEL, "pass", f"{text}{abs(tilt_deg) + spread:.0f} deg.")
    sure = "was probably" if tilted else "may have been"
    text = f"The standing legs lean {lean}: the camera {sure} tilted by {about}."
    return Gate(LEVEL, "fail" if tilted else "unknown", f"{text} {UNTOUCHED} {TODO}")
