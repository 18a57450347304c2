"""The drawings of one side, with their captions."""

from collections.abc import Sequence

from ilio.knowledge import guided_protocols
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import extension_scale, fault_words, main_curve, painful, plot
from ilio.records.figures import body_drawing, drawn_as_asked, figure_of, thigh_of, words_drawn
from ilio.records.picture import Picture
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import protocol_name
from ilio.verdicts.verdict import Verdict


def bodies(measurements: Sequence[Measurement]) -> tuple[Picture, ...]:
    """One figure a test: of a painful attempt, else of the first that knows the thigh.

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
    for protocol in guided_protocols():
        attempts = [m for m in measurements if m.protocol == protocol]
        shown = _shown(attempts, thigh_of(protocol))
        if shown is not None:
            drawing = body_drawing(shown, f"{shown.side}-{protocol}-figure")
            svg = drawing.svg()
            caption = _posed(shown, attempts, fanned='"i-fan"' in svg)
            pictures.append(Picture(svg, drawing.desc, protocol_name(protocol), caption))
    return tuple(pictures)


def _shown(attempts: Sequence[Measurement], thighs: Sequence[str]) -> Measurement | None:
    """What decides is drawn: pain before all, else a measured thigh, else the first attempt."""
    first = [m for m in attempts if painful(m)] or [m for m in attempts if m.get(thighs[0])]
    return next(iter(first or attempts), None)


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
    >>> from ilio.verdicts.verdict import Axis, TightnessAxis, axes_of
    >>> nothing = Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal")))
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


def _posed(m: Measurement, attempts: Sequence[Measurement], *, fanned: bool) -> str:
    asked, said = drawn_as_asked(m), words_drawn(m)
    parts = [f"Attempt {attempts.index(m) + 1} of {len(attempts)}."] if len(attempts) > 1 else []
    if painful(m):
        parts.append("The star marks the hip that hurt; nothing here was read.")
    elif _thigh_measured(m):
        what = figure_of(m.protocol).angles[0][0]
        fan = f"; the fan is the 90 % interval of the {what}" if fanned else ""
        parts.append(f"Tinted: measured{fan}.")
    elif not said:
        parts.append("No angle was measured.")
    if said:
        parts.append(f"In words, not measured: {', '.join(said)}.")
    if asked:
        parts.append(f"Dashed, not measured, drawn as asked: {', '.join(asked)}.")
    return " ".join(parts)


def _thigh_measured(m: Measurement) -> bool:
    return any(
        name in m.quantities and name not in told_in_words(m) for name in thigh_of(m.protocol)
    )
