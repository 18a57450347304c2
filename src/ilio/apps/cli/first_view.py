"""What a visit says first in a terminal: what is about safety, then a few lines a side."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING

from ilio.apps.cli.safety_views import first_page, how_to_go_on, listed
from ilio.apps.cli.views import opening_view, unusable_view
from ilio.knowledge import AxisCard, axis_card
from ilio.observations import safety_of
from ilio.records.first_words import length_meaning
from ilio.records.next_steps import action, next_steps
from ilio.records.report_brief import said_of
from ilio.records.wording import plain_degrees
from ilio.verdicts.safety_telling import RULED_OUT, ways_back

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.records import Visit
    from ilio.verdicts.verdict import Axis, Verdict

MOST_LINES = 5
"""Of one side; a reason that would not fit whole is left to the full view."""


def first_view(visit: "Visit", width: int) -> "list[RenderableType]":
    """The verdict sentence, what is about safety, a few lines a side, the one thing to do.

    Parameters
    ----------
    visit
        What was measured and judged.
    width
        Of the terminal, in characters.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> first_view(Visit(Judgement("Nothing was measured.", {}), answers=asked), 80)
    ['Nothing was measured.']
    """
    judgement, answers = visit.judgement, visit.answers
    safety = safety_of(answers, judgement.hurts)
    if page := first_page(judgement.summary, safety):
        return page
    back = ways_back(safety)
    tested = not all(safety.tests.values())
    sides = judgement.sides.values() if tested else ()
    told = ["\n" + "\n".join(side_lines(side, width, said_of(visit, side.side))) for side in sides]
    do = action(next_steps(visit, safety))
    return [
        *opening_view(judgement, answers),
        *told,
        *([f"\nDo now: {do}"] if do else ()),
        *listed("How to come back", back),
        *how_to_go_on(judgement.summary, safety, answers),
        *unusable_view(visit),
    ]


def side_lines(
    verdict: "Verdict",
    width: int,
    said: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    r"""The calls of one side and why: the axis that was found first.

    Parameters
    ----------
    verdict
        Of the side.
    width
        Of the terminal, in characters.
    said
        What of the side nobody measured, as words.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.verdicts.verdict import Axis, Reason, TightnessAxis, Verdict, axes_of
    >>> hovers = TightnessAxis("tight", 0.97, (Reason("The thigh would hover."),))
    >>> sound = Axis("sound", 0.07)
    >>> print(*side_lines(Verdict(Side.LEFT, axes_of(sound, hovers)), 80), sep="\n")
    Left: tight, strength sound
      The thigh would hover.
    """
    axes = [
        _Axis(axis_card(name), axis, length_meaning(verdict, said) if name == "tightness" else "")
        for name, axis in verdict.axes.items()
    ]
    axes.sort(key=lambda axis: not axis.found)
    calls = ", ".join(axis.words for axis in axes)
    told = wrap(f"{verdict.side.capitalize()}: {calls}", width, subsequent_indent="  ")
    for reason in dict.fromkeys(axis.reason for axis in axes):
        lines = wrap(reason, width, initial_indent="  ", subsequent_indent="  ")
        if len(told) + len(lines) <= MOST_LINES:
            told += lines
    return told


@dataclass(frozen=True)
class _Axis:
    card: AxisCard
    axis: "Axis"
    meaning: str = ""

    @property
    def found(self) -> bool:
        return self.axis.call == self.card.found

    @property
    def reason(self) -> str:
        """What it means for the person, else the heaviest one; a ruled-out test is told above."""
        first = self.axis.because[0].text if self.axis.because else ""
        return "" if first == RULED_OUT else self.meaning or plain_degrees(first)

    @property
    def words(self) -> str:
        """The call alone."""
        call = self.axis.call
        if self.found:
            return call
        return f"{self.card.title.lower()} {'not known' if call == 'cannot tell' else call}"
