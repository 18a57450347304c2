"""What a visit says first in a terminal: what is about safety, then a few lines a side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING

from ilio.apps.cli.safety_views import first_page, how_to_go_on, listed, ways_back
from ilio.apps.cli.views import opening_view, unusable_view
from ilio.knowledge import AxisCard, axis_card
from ilio.observations import safety_of
from ilio.records.first_words import action, length_meaning
from ilio.records.report_brief import said_of
from ilio.records.wording import chance_text
from ilio.verdicts.safety_telling import RULED_OUT

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.records import Visit
    from ilio.verdicts.verdict import Axis, Verdict

MOST_LINES = 5
"""Of one side; a reason that would not fit whole is left to the full view."""


def first_view(visit: "Visit", width: int) -> "list[RenderableType]":
    """The verdict sentence, what is about safety, five lines a side, and what could not be used.

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
    told = [
        "\n" + "\n".join(side_lines(side, width, back, said_of(visit, side.side))) for side in sides
    ]
    do = action(visit, safety) if tested else ""
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
    told: Sequence[str] = (),
    said: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    r"""The calls of one side, why, and what to do next: the axis that was found first.

    Parameters
    ----------
    verdict
        Of the side.
    width
        Of the terminal, in characters.
    told
        Steps that are told elsewhere.
    said
        What of the side nobody measured, as words.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.verdicts.verdict import Axis, Reason, TightnessAxis, Verdict, axes_of
    >>> hovers = TightnessAxis("tight", 0.97, (Reason("The thigh would hover."),))
    >>> sound = Axis("sound", 0.07)
    >>> print(*side_lines(Verdict(Side.LEFT, axes_of(sound, hovers)), 80), sep="\n")
    Left: tight (chance 97 %), strength sound
      The thigh would hover.
    """
    axes = [
        _Axis(axis_card(name), axis, length_meaning(verdict, said) if name == "tightness" else "")
        for name, axis in verdict.axes.items()
    ]
    axes.sort(key=lambda axis: not axis.found)
    calls = ", ".join((axes[0].sure_words, *(axis.words for axis in axes[1:])))
    head = wrap(f"{verdict.side.capitalize()}: {calls}", width, subsequent_indent="  ")
    step = "" if verdict.next_step in told else verdict.next_step
    last = _indented(f"Next: {step}", width) if step else []
    why: list[str] = []
    for axis in axes:
        lines = _indented(axis.reason, width) if axis.reason not in step else []
        if len(head) + len(why) + len(lines) + len(last) <= MOST_LINES:
            why += lines
    return [*head, *why, *last]


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
        return "" if first == RULED_OUT else self.meaning or first

    @property
    def words(self) -> str:
        """The call alone."""
        call = self.axis.call
        if self.found:
            return call
        return f"{self.card.title.lower()} {'not known' if call == 'cannot tell' else call}"

    @property
    def sure_words(self) -> str:
        """The call with its chance, where the test found what it looks for."""
        chance = self.axis.probability
        sure = f" (chance {chance_text(chance)})" if self.found and chance is not None else ""
        return f"{self.words}{sure}"


def _indented(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="  ", subsequent_indent="  ")
