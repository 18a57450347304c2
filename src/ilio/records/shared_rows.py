"""What is missing and what was checked, told once for all the attempts that share it."""

from collections.abc import Callable, Iterable, Sequence

from ilio.core import Side
from ilio.protocols.measurement import Measurement
from ilio.records.report_parts import Group, SharedRow
from ilio.records.wording import protocol_name, quantity_name, sentence

Told = tuple[str, str, str]
"""State, head and text of one row."""

ONLY_RECORDED = frozenset(
    {
        "thigh_elevation_peak",
        "hip_flexion_peak",
        "time_above_90",
        "time_to_first_fault",
        "dips",
        "pelvic_tilt_change",
        "pelvic_share",
        "pelvic_excess",
        "pelvic_excess_growth",
        "stance_knee_flexion",
        "drift",
        "tremor",
    }
)
"""Quantities that nobody can type; that a typed attempt lacks them is not worth a line."""


def worth_a_line(m: Measurement, name: str) -> bool:
    """Whether it is told that an attempt lacks a quantity: not where nobody could have typed it.

    Parameters
    ----------
    m
        The attempt.
    name
        Of the quantity.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> typed = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> worth_a_line(typed, "tremor"), worth_a_line(typed, "hold_time")
    (False, True)
    """
    return m.source.kind != "answers" or name not in ONLY_RECORDED


def attempt_names(measurements: Sequence[Measurement]) -> tuple[str, ...]:
    """``left 1``, ``left 2``, ``right 1`` ...: side and number within its protocol and side.

    Examples
    --------
    >>> attempt_names([])
    ()
    """
    seen: dict[tuple[str, str], int] = {}
    names = []
    for m in measurements:
        key = (m.protocol, str(m.side))
        seen[key] = seen.get(key, 0) + 1
        side = "attempt" if m.side is Side.BOTH else m.side
        names.append(f"{side} {seen[key]}")
    return tuple(names)


def missing(measurements: Sequence[Measurement]) -> tuple[Group, ...]:
    """What was not measured and why, a group a protocol.

    Examples
    --------
    >>> missing([])
    ()
    """
    return _groups(measurements, _missing_rows)


def checks(measurements: Sequence[Measurement]) -> tuple[Group, ...]:
    """The gates and notes, a group a protocol.

    Examples
    --------
    >>> checks([])
    ()
    """
    return _groups(measurements, _check_rows)


def _missing_rows(m: Measurement) -> Iterable[Told]:
    names: dict[str, list[str]] = {}
    for name, reason in m.unmeasured.items():
        if worth_a_line(m, name):
            names.setdefault(reason.rstrip("."), []).append(quantity_name(name))
    for reason, group in names.items():
        yield "", "; ".join(group), f"{reason}."


def _check_rows(m: Measurement) -> Iterable[Told]:
    for gate in m.gates:
        yield gate.state, sentence(gate.gate), gate.detail
    for note in m.notes:
        yield "note", "", note


def _groups(
    measurements: Sequence[Measurement], rows_of: Callable[[Measurement], Iterable[Told]]
) -> tuple[Group, ...]:
    names = attempt_names(measurements)
    groups = []
    for protocol in dict.fromkeys(m.protocol for m in measurements):
        told: dict[Told, list[str]] = {}
        attempts = [
            (m, n) for m, n in zip(measurements, names, strict=True) if m.protocol == protocol
        ]
        for m, name in attempts:
            for row in rows_of(m):
                told.setdefault(row, []).append(name)
        rows = tuple(
            SharedRow(*row, "" if len(where) == len(attempts) else ", ".join(where))
            for row, where in told.items()
        )
        if rows:
            groups.append(Group(protocol_name(protocol), rows))
    return tuple(groups)
