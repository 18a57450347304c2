"""The card of each axis of a verdict: what it is called, and what a test can call it."""

from functools import cache

from pydantic import model_validator

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml

CANNOT_TELL = "cannot tell"
"""The call of an axis that is not known."""


class AxisCard(Entry):
    """One axis, on which a side is judged by its own tests.

    Parameters
    ----------
    title
        What people read.
    calls
        All that it can be called.
    found
        The call that a finding names and a plan answers.
    chance
        What its probability is the chance of.

    Examples
    --------
    >>> axis_card("weakness").found
    'weak'
    """

    title: str
    calls: tuple[str, ...]
    found: str
    chance: str

    @model_validator(mode="after")
    def _known(self) -> "AxisCard":
        if self.found not in self.calls or CANNOT_TELL not in self.calls:
            raise ValueError(f"the calls of {self.title} lack '{self.found}' or '{CANNOT_TELL}'")
        return self


@cache
def axis_cards() -> dict[str, AxisCard]:
    """Every axis by its name, in the order in which they are told.

    Examples
    --------
    >>> list(axis_cards())
    ['weakness', 'tightness']
    """
    return {name: AxisCard.model_validate(card) for name, card in read_toml("axes.toml").items()}


def axis_card(name: str) -> AxisCard:
    """One axis by its name.

    Raises
    ------
    UnknownNameError
        If there is no such axis.

    Examples
    --------
    >>> axis_card("tightnes")
    Traceback (most recent call last):
    ...
    ilio.core.errors.UnknownNameError: Expected an axis (tightness, weakness), got 'tightnes'. \
Did you mean 'tightness'?
    """
    if name not in axis_cards():
        raise UnknownNameError("axis", name, axis_cards())
    return axis_cards()[name]
