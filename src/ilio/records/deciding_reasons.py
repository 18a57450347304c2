"""The two or three reasons that decided, and no more of them than a page has room for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ilio.knowledge import axis_card
from ilio.records.brief_parts import BriefSide
from ilio.records.wording import plain_degrees, sentence
from ilio.verdicts.verdict import Reason, Verdict

MOST_AN_AXIS, MOST_REASONS = 2, 3
"""The two or three reasons of a side: at most so many an axis, and together."""


def deciding(verdict: Verdict, said: Mapping[str, str]) -> tuple[str, ...]:
    """The two or three reasons that decided, the first of each axis first.

    Parameters
    ----------
    verdict
        Of one side.
    said
        What of it nobody measured, as words: no degrees are told of that.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.verdicts.verdict import Axis, TightnessAxis, axes_of
    >>> weak = Axis("weak", because=(Reason("The thigh fell after 12 s."),))
    >>> deciding(Verdict(Side.LEFT, axes_of(weak, TightnessAxis("cannot tell"))), {})
    ('Strength: The thigh fell after 12 s.',)
    """
    axes = {axis_card(name).title: axis.because for name, axis in verdict.axes.items()}
    ranked = [
        (rank, axis, _in_words(reason, said))
        for axis, because in axes.items()
        for rank, reason in enumerate(_weighty(because))
    ]
    told: dict[str, list[str]] = {}
    for _, axis, text in sorted(ranked, key=lambda row: row[0]):
        told.setdefault(text, []).append(axis)
    kept = list(told.items())[:MOST_REASONS]
    return tuple(f"{' and '.join(axes).capitalize()}: {plain_degrees(text)}" for text, axes in kept)


def _in_words(reason: Reason, said: Mapping[str, str]) -> str:
    words = said.get(reason.quantity)
    if words is None or not re.search(r"\d deg\b", reason.text):
        return reason.text
    return f"{sentence(words)} (seen, not measured)."


def _weighty(because: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The heaviest, and those whose interval lies wholly on one side of their limit."""
    return (*because[:1], *filter(_decides, because[1:]))[:MOST_AN_AXIS]


def _decides(reason: Reason) -> bool:
    held, limit = reason.measured, reason.limit
    return held is not None and limit is not None and (held.low > limit or held.high < limit)


def shortened(sides: tuple[BriefSide, ...], room: int) -> tuple[BriefSide, ...]:
    """The sides in so many words: reasons are left out from the end, the first one never.

    Parameters
    ----------
    sides
        Of the first page.
    room
        How many words they may have.

    Examples
    --------
    >>> left = BriefSide("Left", "weak", "Strength: weak.", ("The thigh fell.", "It shook."))
    >>> shortened((left,), 8)[0].why
    ('The thigh fell.',)
    """
    long = max(sides, key=lambda side: count_words(side.why[1:]), default=None)
    if long is None or len(long.why) < 2 or words_of(sides) <= room:
        return sides
    less = replace(long, why=long.why[:-1])
    return shortened(tuple(less if side is long else side for side in sides), room)


def words_of(sides: Iterable[BriefSide]) -> int:
    """How many words the sides have on the first page.

    Examples
    --------
    >>> words_of([BriefSide("Left", "weak", "Strength: weak.", ("The thigh fell.",))])
    7
    """
    return count_words(text for s in sides for text in (s.name, s.finding, s.calls, *s.why))


def count_words(texts: Iterable[str]) -> int:
    """How many words some texts have.

    Examples
    --------
    >>> count_words(["The thigh fell.", "Why"])
    4
    """
    return sum(len(text.split()) for text in texts)
