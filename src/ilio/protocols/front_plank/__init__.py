"""The front plank on forearms and toes: how long one line is held, and how far the hips sink."""

import math

from ilio.core import Z90, Measured, Side
from ilio.knowledge import budget, threshold
from ilio.observations import AngleTrace, Gate, Recording
from ilio.protocols.curves import curve
from ilio.protocols.front_plank.hold import (
    TIRED,
    Plank,
    faults,
    furthest,
    hip_line,
    hold_time,
    of_film,
    of_phone,
)
from ilio.protocols.measurement import Fault, Measurement

QUANTITIES = ("plank_hold_time", "hip_sag", "pelvic_tilt_change")
"""Every quantity of this protocol: each ends up measured, or unmeasured with its reason."""

NO_BACK = (
    "The hips tell of the line from shoulder to ankle; a back that arches with them is not seen."
)
ONLY_PELVIS = "a phone on the pelvis does not see the hips against shoulder and ankle: use a film"


def measure(recording: Recording, side: Side) -> Measurement:
    """Measure one front plank.

    Parameters
    ----------
    recording
        A side view or markers give time and sag, a phone on the sacrum time and pelvic tilt, words
        the time; what it does not hold is listed as unmeasured.
    side
        Both: the legs are held together.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers, Source
    >>> said = AttemptAnswers(held_s=62, ended="could not hold")
    >>> timed = Recording(Source("answers", "typed", "eye"), answers=said)
    >>> print(measure(timed, Side.BOTH).get("plank_hold_time"))
    62.0 s (60.8 to 63.2)
    """
    hips, pelvis = hip_line(recording), recording.trace("pelvic_tilt")
    plank = of_film(recording, hips) if hips else of_phone(pelvis) if pelvis else None
    found: dict[str, Measured | None] = {"plank_hold_time": None, "hip_sag": None}
    marked: tuple[Fault, ...] = ()
    if plank:
        found["plank_hold_time"] = hold_time(plank, recording.answers.ended)
        marked = faults(plank) if hips else ()
        found["hip_sag" if hips else "pelvic_tilt_change"] = furthest(plank)
    elif not (hips or pelvis):
        found["plank_hold_time"] = _timed(recording)
        found["hip_sag"] = recording.reading("hip_sag")
    quantities = {name: value for name, value in found.items() if value is not None}
    return Measurement(
        "front-plank",
        side,
        recording.source,
        quantities,
        {n: _why(n, recording, hips, plank) for n in QUANTITIES if n not in quantities},
        (*recording.gates, *_gates(hips or pelvis, plank)),
        (*recording.notes, NO_BACK) if plank and hips else recording.notes,
        recording.answers,
        (curve("hip_sag" if hips else "pelvic_tilt", plank.line, plank.whole),) if plank else (),
        marked,
    )


def _timed(recording: Recording) -> Measured | None:
    """What a clock told [s]; None where nobody timed it."""
    said = recording.answers
    full = said.ended == "full time"
    held = threshold("front_plank.hold").value if full else said.held_s
    if held is None:
        return None
    clock = budget("stopwatch", "any")
    error = 0.0 if full else Z90 * math.hypot(clock.trial_sd, clock.shared_sd)
    high = held + error if said.ended == TIRED else math.inf
    return Measured(held, max(held - error, 0.0), high, "s")


def _why(name: str, recording: Recording, hips: AngleTrace | None, plank: Plank | None) -> str:
    if name == "hip_sag" and hips is None and recording.trace("pelvic_tilt"):
        return ONLY_PELVIS
    if plank is None and (hips or recording.trace("pelvic_tilt")):
        return "no plank was seen that lasted"
    return recording.why_not({"hip_sag": "trunk_lean"}.get(name, "pelvic_tilt"))


def _gates(seen: AngleTrace | None, plank: Plank | None) -> tuple[Gate, ...]:
    if seen is None:
        return ()
    if plank is None:
        least = threshold("front_plank.least").value
        text = f"No plank of {least:g} s was seen: film the whole body from the side."
        return (Gate("in the plank", "fail", text, blocks=True),)
    most, start = threshold("front_plank.start_off").value, plank.start
    if start.low > most or start.high < -most:
        text = f"The hips began {start.value:.0f} deg off the line. Set up again, in one line."
        return (Gate("straight at the start", "fail", text),)
    return (Gate("straight at the start", "pass", "The plank began in one line."),)
