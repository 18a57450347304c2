"""What changed, in words: one sentence a series, and one a finding."""

import math
from collections.abc import Iterator, Sequence

from ilio.core import Side
from ilio.records.history import Kept, Trend, day_of
from ilio.records.history_change import Change
from ilio.records.wording import UNITS, figure, protocol_name, quantity_name, sentence


def change_words(change: Change | None) -> str:
    """A change in a sentence, held against the smallest change that counts.

    Examples
    --------
    >>> from ilio.core import Measured
    >>> from ilio.records.history_change import change_between
    >>> ten, thirty = Measured.from_sd(10, 3, "deg"), Measured.from_sd(30, 3, "deg")
    >>> change_words(change_between(ten, thirty, "thigh_drop"))
    'More by 20.0°: that counts, for it is over 8.3°.'
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
    least = f"{figure(change.smallest)}{unit}" if math.isfinite(change.smallest) else ""
    drift = _drift_words(change, unit)
    if change.call == "no change shown":
        under = f"nothing under {least} counts" if least else "an end that nobody saw hides it"
        return f"{by}: no change is shown, {under}.{drift}"
    if change.call == "cannot tell":
        return f"{by}: it cannot be told, for an end of the interval is open.{drift}"
    return f"{by}: that counts, for it is over {least}.{drift}"


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
