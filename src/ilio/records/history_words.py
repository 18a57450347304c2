"""What changed, in words: one sentence a series, one a finding, one for both hips."""

import math
from collections.abc import Iterable, Iterator, Sequence

from ilio.core import Measured, Side
from ilio.knowledge import guided_protocols, protocol_card
from ilio.records.history import Kept, Trend, day_of, device_of, trends
from ilio.records.history_change import Change, Least, of_one_person
from ilio.records.showing import shown_measurements
from ilio.records.wording import UNITS, figure, protocol_name, quantity_name, sentence, side_words


def what_changed(visits: Iterable[Kept]) -> tuple[str, ...]:
    """What is different from the last visit but one; empty before the second visit.

    Parameters
    ----------
    visits
        Of one person, in any order.

    Examples
    --------
    >>> what_changed([])
    ()
    """
    ordered = sorted(visits, key=lambda kept: (day_of(kept), kept.created))
    if len(ordered) < 2:
        return ()
    before, after = ordered[-2:]
    told = [*finding_changes((before, after))]
    for protocol in guided_protocols():
        quantity = protocol_card(protocol).leading
        told += _numbers(trends((before, after)), protocol, quantity)
        told += _other_devices(before, after, protocol, quantity)
    return tuple(told)


def is_told(one: Trend) -> bool:
    """Whether a series is of the one number of its test that is put into words.

    Examples
    --------
    >>> is_told(Trend("thomas", Side.LEFT, "knee_flexion", "phone", (), None, None, None))
    False
    """
    card = protocol_card(one.protocol)
    return card.guided and card.leading == one.quantity


def change_words(change: Change | None) -> str:
    """A change in a sentence, held against the smallest change that counts.

    Examples
    --------
    >>> from ilio.records.history_change import change_between
    >>> ten, thirty = Measured.from_sd(10, 3, "deg"), Measured.from_sd(30, 3, "deg")
    >>> change_words(change_between(ten, thirty, "thigh_drop"))
    'More by 20.0°: that counts, for it is over 10.8°.'
    >>> change_words(None)
    'One test so far: a change needs two.'
    """
    if change is None:
        return "One test so far: a change needs two."
    unit = UNITS.get(change.difference.unit, change.difference.unit)
    way = "More" if change.difference.value > 0 else "Less"
    by = f"{way} by {figure(abs(change.difference.value))}{unit}"
    if abs(change.difference.value) < 0.05:
        by = "The same number"
    drift = _drift_words(change, unit)
    if change.call == "no change shown":
        under = least_words(change.least, change.before)
        return f"{by}: no change is shown, {under or 'an end that nobody saw hides it'}.{drift}"
    if change.call == "cannot tell":
        return f"{by}: it cannot be told, for an end of the interval is open.{drift}"
    return f"{by}: that counts, for {_passed(change, unit)}.{drift}"


def least_words(least: Least, before: Measured) -> str:
    """What does not count from a first number on; empty where nothing would.

    Examples
    --------
    >>> least_words(Least(8.3), Measured(10, 5, 15, "deg"))
    'nothing under 8.3° counts'
    >>> least_words(Least(1.0, 1.65), Measured(30, 29, 31, "s"))
    'nothing between 18.2 and 49.5 s counts (×1.65)'
    """
    unit = UNITS.get(before.unit, before.unit)
    if not math.isfinite(least.by):
        return ""
    if not least.by_ratio(before.value):
        return f"nothing under {figure(least.by)}{unit} counts"
    low, high = (figure(end) for end in least.around(before.value))
    return f"nothing between {low} and {high}{unit} counts (×{least.ratio:.2f})"


def _passed(change: Change, unit: str) -> str:
    if not change.least.by_ratio(change.before.value):
        return f"it is over {figure(change.least.by)}{unit}"
    low, high = change.least.around(change.before.value)
    end, sign = (high, "×") if change.call == "more" else (low, "÷")
    return f"{figure(end)}{unit} ({sign}{change.least.ratio:.2f}) was passed"


def _drift_words(change: Change, unit: str) -> str:
    """What chance alone gives back to whoever began far from the mean."""
    if abs(change.difference.value - change.credited) < 0.05:
        return ""
    drift = figure(abs(change.regression))
    return f" {drift}{unit} of it is what a second test drifts by chance; that was taken off."


def trend_title(trend: Trend) -> str:
    """What a series is called.

    Examples
    --------
    >>> trend_title(Trend("thomas", Side.LEFT, "hip_extension", "phone", (), None, None, None))
    'Hip extension with the pelvis taken out (E)'
    """
    return quantity_name(trend.quantity)


def finding_changes(visits: Sequence[Kept]) -> tuple[str, ...]:
    """What the verdict of each side was at the last visit and the one before.

    Parameters
    ----------
    visits
        Of one person, the oldest first.

    Examples
    --------
    >>> finding_changes([])
    ()
    """
    if len(visits) < 2:
        return ()
    return tuple(_findings(visits[-2], visits[-1]))


def _findings(before: Kept, after: Kept) -> Iterator[str]:
    since = day_of(before).isoformat()
    for side in Side:
        old = before.visit.judgement.sides.get(side)
        new = after.visit.judgement.sides.get(side)
        if old is None or new is None:
            continue
        name = sentence(str(side))
        if old.finding == new.finding:
            yield f"{name}: {new.finding}, as on {since}."
        else:
            yield f"{name}: {new.finding}; it was {old.finding} on {since}."


def protocol_of(trend: Trend) -> str:
    """The test that a series belongs to.

    Examples
    --------
    >>> protocol_of(Trend("thomas", Side.LEFT, "hip_extension", "phone", (), None, None, None))
    'Table test (modified Thomas test)'
    """
    return protocol_name(trend.protocol)


def _numbers(found: Sequence[Trend], protocol: str, quantity: str) -> list[str]:
    """What counts comes first."""
    since = [
        (series, series.since_last)
        for series in found
        if (series.protocol, series.quantity) == (protocol, quantity) and series.since_last
    ]
    alike: dict[str, list[Change]] = {}
    for series, change in since:
        alike.setdefault(series.device, []).append(change)
    since.sort(key=lambda pair: not counts(pair[1]))
    told = [f"{series_name(series)} {change_words(change)}" for series, change in since]
    return told + [one_person(both) for both in alike.values() if same_way(both)]


def series_name(series: Trend) -> str:
    """Side, test, device and quantity of a series.

    Examples
    --------
    >>> series_name(Trend("thomas", Side.LEFT, "hip_extension", "phone", (), None, None, None))
    'Left, Table test (modified Thomas test) by phone: Hip extension with the pelvis taken out (E).'
    """
    what = f"{side_words(series.side)}, {protocol_of(series)} by {series.device}"
    return f"{what}: {trend_title(series)}."


def counts(change: Change) -> bool:
    """Whether a change is surely one.

    Examples
    --------
    >>> from ilio.records.history_change import change_between
    >>> ten, thirty = Measured.from_sd(10, 3, "deg"), Measured.from_sd(30, 3, "deg")
    >>> counts(change_between(ten, thirty, "thigh_drop"))
    True
    """
    return change.call in ("more", "less")


def same_way(changes: Sequence[Change]) -> bool:
    """Whether both hips surely changed the same way.

    Examples
    --------
    >>> same_way([])
    False
    """
    calls = [change.call for change in changes if counts(change)]
    return len(calls) == len(Side) and calls[0] == calls[1]


def one_person(both: Sequence[Change]) -> str:
    """The changes of both hips as the one change that they are.

    Examples
    --------
    >>> from ilio.records.history_change import change_between
    >>> ten, thirty = Measured.from_sd(10, 3, "deg"), Measured.from_sd(30, 3, "deg")
    >>> one_person([change_between(ten, thirty, "thigh_drop")] * 2)[:48]
    'Both hips moved alike, 20.0° more on average: th'
    """
    whole = of_one_person(both)
    by = f"{figure(abs(whole.difference.value))}{UNITS[whole.after.unit]} {whole.call}"
    return (
        f"Both hips moved alike, {by} on average: that is one person changing, not two proofs; "
        "warmth, the time of day and the set-up move both at once."
    )


def _other_devices(before: Kept, after: Kept, protocol: str, quantity: str) -> list[str]:
    told = []
    for side in protocol_card(protocol).sides_tested:
        then, now = (_devices(kept, protocol, side, quantity) for kept in (before, after))
        if then and now and not then & now:
            told.append(
                f"{side_words(side)}, {protocol_name(protocol)}: measured by {_and(now)}, "
                f"last time by {_and(then)}. Two devices are not compared; use the same one again."
            )
    return told


def _devices(kept: Kept, protocol: str, side: Side, quantity: str) -> set[str]:
    return {
        device_of(m, quantity)
        for m in shown_measurements(kept.visit)
        if (m.protocol, m.side) == (protocol, side) and m.get(quantity) is not None
    }


def _and(names: set[str]) -> str:
    return " and ".join(sorted(names))
