"""Whether a knee raise can be trusted."""

import numpy as np

from ilio.core import Measured, Side
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Gate, Recording
from ilio.observations.signals import length_s, longest, runs
from ilio.protocols.knee_raise.phases import Raise, cut


def gates(
    recording: Recording, side: Side, parts: Raise | None, quantities: dict[str, Measured]
) -> tuple[Gate, ...]:
    """All checks of one attempt, the source's own last.

    Parameters
    ----------
    recording, side
        The attempt.
    parts
        The raise, None when the thigh was not recorded over time.
    quantities
        What was measured so far.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> found = gates(Recording(Source("answers", "typed", "eye")), Side.LEFT, None, {})
    >>> [(g.gate, g.state) for g in found][:2]
    [('standing pose', 'unknown'), ('upright', 'unknown')]
    """
    other = recording.traces.get(("thigh_elevation", side.other))
    return (
        _standing(parts),
        _upright(recording),
        _right_leg(side, parts, other),
        _one_leg(parts, other),
        _no_gap(parts),
        _knee(quantities.get("knee_flexion_hold")),
        _stance(quantities.get("stance_knee_flexion"), recording),
        *recording.gates,
    )


def _standing(parts: Raise | None) -> Gate:
    name = "standing pose"
    if parts is None:
        return Gate(name, "unknown", "Nothing was recorded over time.")
    if parts.standing is None:
        return Gate(
            name,
            "fail",
            "No standing pose was found. Stand still for 2 s before you raise the knee.",
        )
    return Gate(name, "pass", f"Stood for {length_s(parts.standing):.1f} s.")


def _upright(recording: Recording) -> Gate:
    """A picture on its side or its head, or a wrong up, turns every thigh as well."""
    name = "upright"
    trunk = recording.trace("trunk_lean")
    if trunk is None or not trunk.seen.any():
        return Gate(name, "unknown", "The trunk was not measured.")
    lean = float(np.nanmedian(trunk.angle_deg))
    if abs(lean) > threshold("knee_raise.upright").value:
        return Gate(
            name,
            "fail",
            f"The trunk leans by {abs(lean):.0f} deg: nobody raises a knee like that. "
            "Turn the film upright; in a file of points x comes before y, and y points down.",
            blocks=True,
        )
    return Gate(name, "pass", "The person stood upright.", blocks=True)


def _right_leg(side: Side, parts: Raise | None, other: AngleTrace | None) -> Gate:
    name = "the right leg"
    if parts is None or other is None:
        return Gate(name, "unknown", f"That it was the {side} leg is taken on trust.")
    if parts.up is not None:
        return Gate(name, "pass", f"The {side} thigh was raised.", blocks=True)
    if cut(other).up is None:
        return Gate(name, "pass", "Neither thigh was raised.", blocks=True)
    return Gate(
        name,
        "fail",
        f"The {side.other} leg is raised in this file, and the {side} side was asked for. "
        f"Give the recording of the {side} leg, or ask for the {side.other} side.",
        blocks=True,
    )


def _one_leg(parts: Raise | None, other: AngleTrace | None) -> Gate:
    name = "one leg only"
    if parts is None or parts.up is None or other is None:
        return Gate(name, "unknown", "The other leg was not seen.")
    during = other.between(*parts.up)
    limit = threshold("knee_raise.other_leg").value
    if during is not None and during.seen.any():
        most = float(
            np.nanpercentile(during.angle_deg, threshold("knee_raise.other_leg_share").value)
        )
        if most > limit:
            return Gate(
                name,
                "fail",
                f"The other thigh rose to {most:.0f} deg as well: this looks like a squat. "
                "Stand on one leg and raise the other.",
                blocks=True,
            )
    return Gate(name, "pass", "The other leg stayed down.", blocks=True)


def _no_gap(parts: Raise | None) -> Gate:
    name = "no gap in the hold"
    if parts is None or parts.hold is None:
        return Gate(name, "unknown", "There was no hold to look at.")
    during = parts.trace.between(*parts.hold)
    lost = longest(runs(~during.seen, during.time_s)) if during is not None else None
    limit = threshold("knee_raise.gap").value
    if length_s(lost) > limit:
        return Gate(
            name,
            "fail",
            f"The thigh was lost for {length_s(lost):.1f} s (at most {limit:.1f} s). "
            "Keep hip and knee free of arms and clothes, and repeat.",
        )
    return Gate(name, "pass", "The thigh was followed through the hold.")


def _knee(flexion: Measured | None) -> Gate:
    name = "knee at about 90"
    limit = threshold("knee_raise.knee_easy")
    if flexion is None:
        return Gate(name, "unknown", "The knee was not measured.")
    if flexion.low > limit.value:
        easier = threshold("knee_raise.knee_easier_by").value
        return Gate(
            name,
            "fail",
            f"The knee was bent {flexion.value:.0f} deg: easier by up to {easier:.0f} %. "
            "Let the shin hang.",
        )
    return Gate(name, "pass", f"The knee was bent {flexion.value:.0f} deg.")


def _stance(bend: Measured | None, recording: Recording) -> Gate:
    name = "standing leg"
    if recording.answers.stance_leg_gave_way:
        return Gate(name, "fail", "The standing leg or the balance failed. Use one fingertip.")
    if bend is None:
        return Gate(name, "unknown", "The standing leg was not measured.")
    limit = threshold("knee_raise.stance_bend").value
    if bend.low > limit:
        return Gate(name, "fail", f"The standing knee bent {bend.value:.0f} deg. Stand tall.")
    return Gate(name, "pass", "The standing leg stayed straight.")
