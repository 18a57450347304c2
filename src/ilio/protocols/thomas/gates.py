"""Whether a Thomas test can be trusted."""

from ilio.core import Measured, Side
from ilio.knowledge import threshold
from ilio.observations import Gate, Recording
from ilio.observations.signals import Span
from ilio.protocols.thomas.windows import Windows, find

ASKED = (("bracing", "bracing"), ("table level", "table_level"), ("at the edge", "at_the_edge"))
SAID = {
    "bracing": (
        "The belly was lightly braced.",
        "The belly was not braced. Brace it lightly, as if before a cough.",
    ),
    "table level": (
        "The table was level and firm.",
        "The table was not level or firm. Use a sturdy, level table.",
    ),
    "at the edge": (
        "The crease of the buttock lay at the table's edge.",
        "The buttock did not lie at the edge. Move until its crease lies there, the thigh free.",
    ),
}


def gates(
    recording: Recording,
    side: Side,
    windows: Windows,
    quantities: dict[str, Measured],
    pelvis_from: str,
) -> tuple[Gate, ...]:
    """All checks of one trial, the source's own last.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> found = gates(Recording(Source("answers", "typed", "eye")), Side.LEFT,
    ...               Windows(None, None), {}, "")
    >>> found[0].gate, found[0].state
    ('tested leg', 'unknown')
    """
    recorded = recording.trace("thigh_elevation", side) is not None
    return (
        _tested_leg(recording, side, windows),
        _still(recorded, windows.test),
        _neutral_first(pelvis_from, windows),
        _pelvis(quantities.get("pelvic_tilt"), pelvis_from),
        _hug(quantities.get("hugged_thigh_elevation")),
        _plausible(quantities.get("thigh_drop"), recorded),
        _trigonometry(quantities),
        *(_answered(name, getattr(recording.answers, field)) for name, field in ASKED),
        *recording.gates,
    )


def _tested_leg(recording: Recording, side: Side, windows: Windows) -> Gate:
    name = "tested leg"
    if recording.traces.get(("thigh_elevation", side.other)) is None:
        return Gate(name, "unknown", f"That it was the {side} leg is taken on trust.")
    if windows.test is not None:
        return Gate(name, "pass", f"The {side} thigh hangs over the edge.", blocks=True)
    if find(recording, side.other).test is None:
        return Gate(name, "unknown", "No thigh hangs still over an edge.")
    return Gate(
        name,
        "fail",
        f"The {side.other} thigh hangs in this file, and the {side} side was asked for. "
        f"Give the recording of the {side} leg, or ask for the {side.other} side.",
        blocks=True,
    )


def _still(recorded: bool, test: Span | None) -> Gate:
    name = "still"
    if not recorded:
        return Gate(name, "unknown", "Nothing was recorded over time.")
    if test is None:
        least = threshold("thomas.still_time").value
        return Gate(
            name,
            "fail",
            f"The thigh did not hang still for {least:.0f} s. Let it hang loose and wait.",
            blocks=True,
        )
    return Gate(name, "pass", f"The thigh hung still for {test[1] - test[0]:.1f} s.", blocks=True)


def _neutral_first(pelvis_from: str, windows: Windows) -> Gate:
    name = "neutral first"
    if windows.neutral is not None:
        return Gate(name, "pass", "The neutral pose was recorded in the same session.")
    if pelvis_from in ("hand check", "typed"):
        return Gate(name, "unknown", f"Neutral was judged by hand ({pelvis_from}).")
    return Gate(
        name,
        "unknown",
        "No neutral pose was recorded: first lie 2 s with both feet on the table.",
    )


def _pelvis(tilt: Measured | None, pelvis_from: str) -> Gate:
    name = "pelvis near neutral"
    if tilt is None or pelvis_from == "hug share":
        return Gate(
            name,
            "unknown",
            "The pelvis was not measured. Slide a flat hand under the low back: how does it fit?",
        )
    size, way = abs(tilt.value), "forward" if tilt.value > 0 else "back"
    cure = "Ease the hug" if tilt.value < 0 else "Hug a little closer"
    if size > threshold("thomas.tilt_most").value:
        return Gate(
            name, "fail", f"The pelvis tipped {size:.0f} deg {way}. {cure} and repeat.", blocks=True
        )
    if size > threshold("thomas.tilt_widen").value:
        return Gate(
            name,
            "fail",
            f"The pelvis tipped {size:.0f} deg {way}: taken into account, with a wider interval. "
            f"{cure} and repeat.",
        )
    return Gate(name, "pass", f"The pelvis tipped {size:.0f} deg {way} and is taken into account.")


def _hug(hugged: Measured | None) -> Gate:
    name = "hug depth"
    if hugged is None:
        return Gate(name, "unknown", "The hugged leg was not seen.")
    least, most = threshold("thomas.hug_least").value, threshold("thomas.hug_most").value
    if hugged.value < least:
        return Gate(name, "fail", "The hug is light: the back may arch. Hug until it just rests.")
    if hugged.value > most:
        return Gate(name, "fail", "The hug is deep: it may tip the pelvis. Ease it until it rests.")
    return Gate(name, "pass", "The hug is neither light nor deep.")


def _plausible(drop: Measured | None, recorded: bool) -> Gate:
    """A typed number may be a slip of the pen and stops; a recorded one is asked about."""
    name = "plausible"
    limit = threshold("thomas.drop_plausible").value
    if drop is None:
        return Gate(name, "unknown", "There is no thigh angle to look at.")
    if abs(drop.value) > limit:
        way = "below" if drop.value > 0 else "above"
        return Gate(
            name,
            "fail",
            f"A thigh {abs(drop.value):.0f} deg {way} the table is implausible (beyond {limit:.0f} "
            "deg). Read it again: device, sign, and the table's level.",
            blocks=not recorded,
        )
    return Gate(name, "pass", "The thigh angle is one that people have.")


def _trigonometry(quantities: dict[str, Measured]) -> Gate:
    name = "trigonometric check"
    drop, check = quantities.get("thigh_drop"), quantities.get("thigh_drop_trigonometric")
    if drop is None or check is None:
        return Gate(name, "unknown", "Knee height against the table edge was not measured.")
    gap, limit = abs(drop.value - check.value), threshold("thomas.trials_differ").value
    if gap > limit:
        return Gate(
            name, "fail", f"Knee height gives an angle {gap:.0f} deg away. Check the hip point."
        )
    return Gate(name, "pass", f"Knee height gives the same angle within {gap:.0f} deg.")


def _answered(name: str, answer: bool | None) -> Gate:
    good, bad = SAID[name]
    if answer is None:
        return Gate(name, "unknown", "It was not asked.")
    return Gate(name, "pass", good) if answer else Gate(name, "fail", bad)
