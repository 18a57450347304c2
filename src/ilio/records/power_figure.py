"""How far a test can be trusted: what it finds and clears, drawn with this visit's own errors."""

from collections.abc import Sequence

import numpy as np

from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, threshold
from ilio.knowledge.power_book import Band, PowerCurves, power_curves
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.band_plot import Panel, Seen, Series, band_plot
from ilio.records.picture import Picture

SD_PER_HALF_WIDTH = 1.645
"""Half of a 90 % interval in standard deviations."""

ALL = (0.0, PERCENT)
FOUND, CLEARED, RIGHT = "short ones found", "others cleared", "calls correct"
TITLE = "How far to trust these tests as you did them"


def power_picture(measurements: Sequence[Measurement]) -> Picture | None:
    """The figure of both tests.

    Parameters
    ----------
    measurements
        Of the visit.

    Returns
    -------
    Picture or None
        None for a visit without either test.

    Examples
    --------
    >>> power_picture([]) is None
    True
    """
    lying = [m for m in measurements if m.protocol == "thomas"]
    raised = [m for m in measurements if m.protocol == "knee-raise"]
    panels = (*(_thomas(lying) if lying else ()), *(_hold() if raised else ()))
    if not panels:
        return None
    drawing = band_plot(panels, "test-power", TITLE)
    return Picture(drawing.svg(), drawing.desc, TITLE, _caption(bool(lying), bool(raised)))


def _thomas(lying: Sequence[Measurement]) -> tuple[Panel, ...]:
    limit = threshold("thomas.limited").value
    return (
        _panel(
            "Table test: pelvic tilt that nobody sees",
            "spread of the tilt (SD), °",
            power_curves("thomas.tilt"),
            _sd([m.get("pelvic_tilt") for m in lying]),
            _published(),
        ),
        _panel(
            "Table test: error of the thigh",
            "error (SD), °",
            power_curves("thomas.error"),
            _sd([m.get("thigh_drop") for m in lying]),
        ),
        _panel(
            "Table test: where the line is drawn",
            "called short under, ° below level",
            power_curves("thomas.cut"),
            limit,
        ),
    )


def _panel(
    title: str,
    across: str,
    curves: PowerCurves,
    here: float | None,
    seen: tuple[Seen, ...] = (),
) -> Panel:
    rows = ((FOUND, curves.found), (CLEARED, curves.cleared), (RIGHT, curves.right))
    lines = tuple(_band(name, curves, band) for name, band in rows)
    return Panel(title, across, "%", (curves.x[0], curves.x[-1]), ALL, lines, seen, here=here)


def _published() -> tuple[Seen, ...]:
    """The one study in people; its tilt was not controlled, so it stands at the right end."""
    end, seen = power_curves("thomas.tilt").x[-1], body_constants("published_validity")
    return tuple(
        Seen(name, end, seen[key], seen[f"{key}_low"], seen[f"{key}_high"])
        for name, key in (("29 people: found", "sensitivity"), ("cleared", "specificity"))
    )


def _hold() -> tuple[Panel, ...]:
    curves = power_curves("hold.cut")
    series = (
        _band("weak flexors found", curves, curves.found),
        _band("others cleared", curves, curves.cleared),
        *(
            (_band("weak psoas and iliacus alone found", curves, curves.deep_found),)
            if curves.deep_found
            else ()
        ),
    )
    return (
        Panel(
            "Knee raise: seconds that are asked",
            "called weak under, s",
            "%",
            (curves.x[0], curves.x[-1]),
            ALL,
            series,
            here=threshold("knee_raise.hold").value,
        ),
    )


def _band(name: str, curves: PowerCurves, band: Band) -> Series:
    return Series(name, curves.x, *band)


def _sd(numbers: Sequence[Measured | None]) -> float | None:
    """Spread of the first number that was measured with two ends [deg]."""
    for number in numbers:
        if number is not None and np.isfinite([number.low, number.high]).all():
            return (number.high - number.low) / 2 / SD_PER_HALF_WIDTH
    return None


def _caption(lying: bool, raised: bool) -> str:
    words = ["Virtual people whose hips are known; a band spans two populations of them."]
    if lying:
        words.append(
            "A dashed line marks this visit, or the limit in use. Dots: the one study in people "
            "(Vigotsky 2016), whose tilt was not controlled; bars are its 95 % intervals."
        )
    if raised:
        words.append("The strength of people is assumed, so the knee raise is the wider guess.")
    return " ".join(words)
