"""Every number of every attempt, with its truth and in the words of other tools."""

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.report_parts import AttemptPart, NumberRow
from ilio.records.shared_rows import attempt_names
from ilio.records.told_in_words import told_in_words
from ilio.records.visit import Visit
from ilio.records.wording import (
    UNITS,
    figure,
    measured_text,
    protocol_name,
    quantity_name,
)

STRAIGHT_DEG = 180.0


def attempt_parts(visit: Visit) -> tuple[AttemptPart, ...]:
    """One part an attempt, in the order of the visit.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> attempt_parts(Visit(Judgement("Nothing was measured.", {})))
    ()
    """
    names = attempt_names(visit.measurements)
    return tuple(_attempt(m, n, visit) for m, n in zip(visit.measurements, names, strict=True))


def _attempt(m: Measurement, name: str, visit: Visit) -> AttemptPart:
    truth = visit.truth.get((m.protocol, m.side), {})
    said = told_in_words(m)
    return AttemptPart(
        title=f"{protocol_name(m.protocol)}, {name}",
        source=_source(m),
        numbers=tuple(
            NumberRow(
                quantity_name(name),
                number_text(q, said.get(name, "")),
                _true(truth.get(name), q.unit),
            )
            for name, q in m.quantities.items()
        ),
        others=_other_tools(m),
        has_truth=any(name in truth for name in m.quantities),
    )


def number_text(measured: Measured, said: str) -> str:
    """A number as measured, or the words that it stands for.

    Examples
    --------
    >>> number_text(Measured(100, 92, 108, "deg"), "clearly above level")
    'clearly above level; read as 100.0° (92.0 to 108.0)'
    """
    number = measured_text(measured)
    return f"{said}; read as {number}" if said else number


def shoulder_hip_knee(m: Measurement) -> Measured | None:
    """The angle that phone apps show: shoulder, hip, knee; 180 standing straight [deg].

    The lean is a change from the start, so the standing pose is taken as straight.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("video", "a.mp4", "video"), {
    ...     "thigh_elevation_hold": Measured(95, 90, 100, "deg"),
    ...     "trunk_lean_change": Measured(5, 5, 5, "deg")})
    >>> print(shoulder_hip_knee(m))
    80.0 deg (75.0 to 85.0)
    """
    thigh, lean = m.get("thigh_elevation_hold"), m.get("trunk_lean_change")
    if thigh is None or lean is None or "thigh_elevation_hold" in told_in_words(m):
        return None
    straight = Measured(STRAIGHT_DEG, STRAIGHT_DEG, STRAIGHT_DEG, "deg")
    return straight + (thigh + lean).negated()


def _other_tools(m: Measurement) -> tuple[NumberRow, ...]:
    rows = []
    corner = shoulder_hip_knee(m)
    if corner is not None:
        rows.append(NumberRow("Angle shoulder, hip, knee (phone apps)", measured_text(corner)))
    flexion = m.get("hip_flexion_peak")
    if flexion is not None:
        words = "hip_flexion, peak (OpenSim, motion laboratories)"
        rows.append(NumberRow(words, measured_text(flexion)))
    return tuple(rows)


def _source(m: Measurement) -> str:
    rate = f", {m.source.rate_hz:g} Hz" if m.source.rate_hz else ""
    facts = "".join(f"; {what}: {found}" for what, found in m.source.facts)
    pelvis = f"; pelvis known from: {m.pelvis_from}" if m.pelvis_from else ""
    return f"{m.source.name} ({m.source.kind}{rate}){facts}{pelvis}"


def _true(value: float | None, unit: str) -> str:
    return "" if value is None else f"{figure(value)}{UNITS.get(unit, unit)}"
