"""The drawings of one side, with their captions."""

from collections.abc import Sequence

from ilio.protocols.measurement import Measurement
from ilio.records.drawing import (
    body_drawing,
    drawn_as_asked,
    extension_scale,
    fault_words,
    main_curve,
    plot,
)
from ilio.records.report_parts import Picture
from ilio.records.wording import protocol_name
from ilio.verdicts.verdict import Verdict

POSED = {"knee-raise": "thigh_elevation_hold", "thomas": "thigh_drop"}
"""Protocols that have a figure, and the angle that poses its thigh."""


def bodies(measurements: Sequence[Measurement]) -> tuple[Picture, ...]:
    """One figure a test: of the first attempt that measured the thigh, else of the first.

    Parameters
    ----------
    measurements
        Of one side.

    Examples
    --------
    >>> bodies([])
    ()
    """
    pictures = []
    for protocol, thigh in POSED.items():
        attempts = [m for m in measurements if m.protocol == protocol]
        shown = next((m for m in attempts if m.get(thigh)), next(iter(attempts), None))
        if shown is not None:
            drawing = body_drawing(shown, f"{shown.side}-{protocol}-figure")
            caption = _posed(shown, attempts)
            pictures.append(Picture(drawing.svg(), drawing.desc, protocol_name(protocol), caption))
    return tuple(pictures)


def plots(measurements: Sequence[Measurement]) -> tuple[Picture, ...]:
    """One plot an attempt that has a curve.

    Examples
    --------
    >>> plots([])
    ()
    """
    pictures = []
    for number, m in enumerate(measurements, start=1):
        curve = main_curve(m)
        if curve is not None:
            drawing = plot(m, curve, f"{m.side}-plot-{number}")
            lines = tuple(fault_words(n, fault) for n, fault in enumerate(m.faults, start=1))
            title = f"{protocol_name(m.protocol)} over time, {m.source.name}"
            caption = "The band is the 90 % interval; a break in the line is a lost stretch."
            pictures.append(Picture(drawing.svg(), drawing.desc, title, caption, lines))
    return tuple(pictures)


def scale(verdict: Verdict) -> Picture | None:
    """E on its scale; None when it is unmeasured.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.verdicts.verdict import TightnessAxis, WeaknessAxis
    >>> nothing = Verdict(Side.LEFT, "sound", WeaknessAxis("sound"), TightnessAxis("normal"))
    >>> scale(nothing) is None
    True
    """
    drawing = extension_scale(verdict, f"{verdict.side}-extension")
    if drawing is None:
        return None
    caption = (
        "How far the thigh comes past the line of the trunk when the pelvis stays neutral. "
        "Mean of the attempts with its 90 % interval."
    )
    title = "Hip extension with the pelvis taken out (E)"
    return Picture(drawing.svg(), drawing.desc, title, caption)


def _posed(m: Measurement, attempts: Sequence[Measurement]) -> str:
    asked = drawn_as_asked(m)
    if len(asked) < 3:
        which = f"Attempt {attempts.index(m) + 1} of {len(attempts)}. " if len(attempts) > 1 else ""
        words = f"{which}Bold lines were measured; the fan is the 90 % interval of the thigh."
    else:
        words = "No angle was measured."
    return f"{words} Dashed, not measured, drawn as asked: {', '.join(asked)}." if asked else words
