"""What was measured over the visits: one series a protocol, side, quantity and device."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ilio.core import Measured, Side
from ilio.knowledge import protocol_card
from ilio.protocols.measurement import Measurement
from ilio.records.history_change import Change, Least, change_between, smallest_change
from ilio.records.showing import shown_measurements
from ilio.records.visit import Visit
from ilio.verdicts.trials import mean_of
from ilio.verdicts.validity import invalid_because

WITH_PELVIS = ("hip_extension",)
"""Numbers that take in the pelvis: how it was known is part of the device."""

_LOOKED_AT = ("stance leg", "gates")


class Kept(Protocol):
    """A visit that was kept: `ilio.records.store.StoredVisit` is one.

    Examples
    --------
    >>> from ilio.records.store import StoredVisit
    >>> {"id", "visit", "created"} <= StoredVisit.__dataclass_fields__.keys()
    True
    """

    @property
    def id(self) -> str:
        """Its id.

        Examples
        --------
        >>> isinstance(Kept.id, property)
        True
        """
        ...

    @property
    def visit(self) -> Visit:
        """What was measured.

        Examples
        --------
        >>> isinstance(Kept.visit, property)
        True
        """
        ...

    @property
    def created(self) -> datetime:
        """When it was saved.

        Examples
        --------
        >>> isinstance(Kept.created, property)
        True
        """
        ...


@dataclass(frozen=True)
class Point:
    """One visit in a series.

    Parameters
    ----------
    day
        Of the visit.
    value
        Angles: the mean of the attempts that can be read. Times: the longest.
    attempts
        How many those are.
    visit_id
        Of the visit.

    Examples
    --------
    >>> Point(date(2026, 11, 22), Measured.from_sd(10, 3, "deg"), 2, "v1").attempts
    2
    """

    day: date
    value: Measured
    attempts: int
    visit_id: str


@dataclass(frozen=True)
class Trend:
    """One series. Another device is another series: the two are never mixed.

    Parameters
    ----------
    protocol, side, quantity, device
        What is followed, and by what.
    points
        In order of time.
    least
        The smallest change that counts between two visits like the latest; None without a point.
    change
        From the first visit to the latest, regression to the mean taken off; None under two.
    since_last
        From the last visit but one; None under two.

    Examples
    --------
    >>> Trend("thomas", Side.LEFT, "hip_extension", "phone", (), None, None, None).points
    ()
    """

    protocol: str
    side: Side
    quantity: str
    device: str
    points: tuple[Point, ...]
    least: Least | None
    change: Change | None
    since_last: Change | None


def trend(
    visits: Iterable[Kept], protocol: str, side: Side | str, quantity: str, device: str
) -> Trend:
    """One series over the visits of one person.

    Parameters
    ----------
    visits
        In any order.
    device
        As `device_of` names it.

    Raises
    ------
    UnknownNameError
        If there is no such side.

    Examples
    --------
    >>> trend([], "thomas", "left", "hip_extension", "phone, pelvis by hand check").points
    ()
    """
    tested = protocol_card(protocol).side_of(side)
    points = []
    for kept in _in_order(visits):
        found = [
            m
            for m in shown_measurements(kept.visit)
            if (m.protocol, m.side) == (protocol, tested)
            and device_of(m, quantity) == device
            and _readable(m, quantity)
        ]
        if found:
            points.append(_point(kept, quantity, found))
    return _trend(protocol, tested, quantity, device, points)


def trends(visits: Iterable[Kept]) -> tuple[Trend, ...]:
    """Every series that the visits of one person hold, by protocol, quantity, side, device.

    Examples
    --------
    >>> trends([])
    ()
    """
    ordered = _in_order(visits)
    keys = {
        (m.protocol, quantity, m.side, device_of(m, quantity))
        for kept in ordered
        for m in shown_measurements(kept.visit)
        for quantity in protocol_card(m.protocol).followed
        if _readable(m, quantity)
    }
    return tuple(
        trend(ordered, protocol, side, quantity, device)
        for protocol, quantity, side, device in sorted(keys, key=_rank)
    )


def device_of(measurement: Measurement, quantity: str) -> str:
    """What a number was measured by, as far as it matters for comparing.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"), pelvis_from="tape")
    >>> device_of(m, "hip_extension"), device_of(m, "thigh_drop")
    ('phone, pelvis by tape', 'phone')
    """
    device = measurement.source.device.replace("_", " ")
    if quantity in WITH_PELVIS and measurement.pelvis_from:
        return f"{device}, pelvis by {measurement.pelvis_from}"
    return device


def day_of(kept: Kept) -> date:
    """The day of a visit; the day it was saved where it names none.

    Examples
    --------
    >>> from ilio.records.store import StoredVisit
    >>> from ilio.verdicts.verdict import Judgement
    >>> visit = Visit(Judgement("", {}))
    >>> day_of(StoredVisit("v1", "p1", visit, {}, datetime(2026, 11, 22))).isoformat()
    '2026-11-22'
    """
    try:
        return date.fromisoformat(kept.visit.date)
    except ValueError:
        return kept.created.date()


def _in_order(visits: Iterable[Kept]) -> list[Kept]:
    return sorted(visits, key=lambda kept: (day_of(kept), kept.created))


def _rank(key: tuple[str, str, Side, str]) -> tuple[int, int, str, str]:
    protocol, quantity, side, device = key
    return *protocol_card(protocol).rank(quantity), side, device


def why_unreadable(measurement: Measurement) -> str:
    """Why an attempt says nothing about its numbers; empty when it does.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> why_unreadable(Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone")))
    ''
    """
    if measurement.answers.pain or measurement.answers.ended == "pain":
        return "the test hurt"
    invalid = invalid_because(measurement, _LOOKED_AT)
    return invalid.text if invalid else ""


def _readable(m: Measurement, quantity: str) -> bool:
    return m.get(quantity) is not None and not why_unreadable(m)


def _point(kept: Kept, quantity: str, attempts: Sequence[Measurement]) -> Point:
    values = [value for m in attempts if (value := m.get(quantity)) is not None]
    pooled = max(values, key=lambda v: v.value) if values[0].unit == "s" else mean_of(values)
    return Point(day_of(kept), pooled, len(values), kept.id)


def _trend(protocol: str, side: Side, quantity: str, device: str, points: Sequence[Point]) -> Trend:
    values = [point.value for point in points]
    least = smallest_change(values[-1], values[-1]) if values else None
    whole = since_last = None
    if len(values) > 1:
        whole = change_between(values[0], values[-1], quantity, from_start=True)
        since_last = change_between(values[-2], values[-1], quantity)
    return Trend(protocol, side, quantity, device, tuple(points), least, whole, since_last)
