"""The card of each test: what it is called, gives, asks and may be typed. One file a test."""

from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ilio.core import InputError, Side, UnknownNameError
from ilio.knowledge.drawn_steps import ProtocolFigure
from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.guide_steps import Guide
from ilio.knowledge.question import Block

Unit = Literal["deg", "deg/s", "s", "%", "1"]


class Quantity(BaseModel):
    """A number that a test gives.

    Parameters
    ----------
    title
        What people read: plain words first, the term in brackets.
    unit
        ``1`` for a count.
    from_answer
        The answer whose word may stand for it; empty where none does.
    made_of
        It stands for words where all of these do.

    Examples
    --------
    >>> protocol_card("knee-raise").quantities["hold_time"].unit
    's'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    unit: Unit
    from_answer: str = ""
    made_of: tuple[str, ...] = ()


class ProtocolCard(Entry):
    """All that the rest of Ilio needs to know of a test.

    Parameters
    ----------
    key
        Its name in files, commands and the API.
    place
        In which order the tests are done and listed.
    title, purpose
        What people read: its name, and in one sentence what it finds out.
    guided
        Whether page and questionnaire lead a person through it.
    sides
        ``each`` side by itself, or ``both`` at once.
    phone_on
        Where the phone lies whose log is its recording.
    axis
        The axis of a verdict that it speaks to; empty when no verdict rests on it.
    muscles
        Whether the muscle model tells something about it.
    hurts
        Row of ``safety/other_answers.toml`` that pain in it fills.
    quantities
        What it gives, by name.
    followed
        The quantities that are followed over visits, the most telling first.
    typed
        The angles that may be typed.
    answers
        The answers that belong to an attempt, by their names in ``AttemptAnswers``.
    ruled_out_by, goes_with
        Every row of ``safety/``, in one of the two: a guided test decides on each.
    block
        Its questions; a guided test has some.
    figure
        How it is done, in drawn steps; a guided test has them.
    guide
        How the page leads through an attempt; a guided test has it.

    Examples
    --------
    >>> protocol_card("thomas").title
    'Table test (modified Thomas test)'
    """

    key: str
    place: int
    title: str
    purpose: str
    guided: bool
    sides: Literal["each", "both"]
    phone_on: Literal["thigh", "pelvis"]
    axis: str
    muscles: bool
    hurts: Literal["painful_flexion", "painful_extension"]
    quantities: dict[str, Quantity]
    followed: Annotated[tuple[str, ...], Field(min_length=1)]
    typed: tuple[str, ...]
    answers: tuple[str, ...]
    ruled_out_by: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()
    block: tuple[Block, ...] = ()
    figure: ProtocolFigure | None = None
    guide: Guide | None = None

    @model_validator(mode="before")
    @classmethod
    def _whose_questions(cls, card: dict[str, Any]) -> dict[str, Any]:
        blocks = [{**block, "protocol": card["key"]} for block in card.get("block", ())]
        return {**card, "block": blocks}

    @model_validator(mode="after")
    def _leads(self) -> Self:
        """Whoever is led has to be asked, shown and kept from harm; else none of it has a user."""
        parts = {
            "ruled_out_by": bool(self.ruled_out_by),
            "block": bool(self.block),
            "figure": self.figure is not None,
            "guide": self.guide is not None,
        }
        odd = [name for name, there in parts.items() if there is not self.guided]
        if odd:
            lacks = "lacks" if self.guided else "is not guided and has no use for"
            raise ValueError(f"the card of {self.key} {lacks} {', '.join(odd)}")
        return self

    @property
    def sides_tested(self) -> tuple[Side, ...]:
        """What one round of it tests: left and right, or both at once.

        Examples
        --------
        >>> [str(side) for side in protocol_card("thomas").sides_tested]
        ['left', 'right']
        """
        return (Side.BOTH,) if self.sides == "both" else tuple(Side)

    def side_of(self, given: str | Side | None) -> Side:
        """The tested side, from what was given for it.

        Raises
        ------
        UnknownNameError, InputError
            If it is no side, none is given and one is needed, or one is given and both are tested.

        Examples
        --------
        >>> protocol_card("thomas").side_of("L")
        <Side.LEFT: 'left'>
        """
        if self.sides == "each":
            if given is None:
                todo = "Say which side was tested."
                raise InputError(f"a side of the {self.title} (left, right)", "none", todo)
            return Side.parse(given)
        if given not in (None, "both", Side.BOTH):
            todo = "Leave the side away: both are tested at once."
            raise InputError(f"no side of the {self.title}", f"'{given}'", todo)
        return Side.BOTH

    @property
    def timed(self) -> bool:
        """Whether it is a hold against a clock.

        Examples
        --------
        >>> protocol_card("knee-raise").timed
        True
        """
        return self.guide is not None and self.guide.hold is not None

    @property
    def leading(self) -> str:
        """The one number of the test that is put into words.

        Examples
        --------
        >>> protocol_card("thomas").leading
        'hip_extension'
        """
        return self.followed[0]

    def rank(self, quantity: str) -> tuple[int, int]:
        """Where a followed quantity stands in a list of all tests: by test, then by what it tells.

        Examples
        --------
        >>> protocol_card("thomas").rank("thigh_drop")
        (2, 1)
        """
        return self.place, self.followed.index(quantity)


@cache
def protocol_cards() -> dict[str, ProtocolCard]:
    """Every test by its key, in the order in which they are done.

    Examples
    --------
    >>> list(protocol_cards())[0]
    'knee-raise'
    """
    folder = resources.files("ilio.knowledge").joinpath("protocols")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    cards = [ProtocolCard.model_validate(read_toml("protocols", name)) for name in names]
    return {card.key: card for card in sorted(cards, key=lambda card: card.place)}


def protocol_card(key: str) -> ProtocolCard:
    """One test by its key.

    Raises
    ------
    UnknownNameError
        If there is no such test.

    Examples
    --------
    >>> protocol_card("running").title
    'Running'
    """
    if key not in protocol_cards():
        raise UnknownNameError("protocol", key, protocol_cards())
    return protocol_cards()[key]


def guided_protocols() -> tuple[str, ...]:
    """Keys of the tests that page and questionnaire lead through.

    Examples
    --------
    >>> "running" in guided_protocols()
    False
    """
    return tuple(key for key, card in protocol_cards().items() if card.guided)


def guide_of(protocol: str) -> Guide:
    """How the page leads through a test.

    Raises
    ------
    UnknownNameError
        If it leads through no such test.

    Examples
    --------
    >>> guide_of("knee-raise").rest
    'standing'
    """
    guide = protocol_card(protocol).guide
    if guide is None:
        raise UnknownNameError("guided test", protocol, guided_protocols())
    return guide


@cache
def quantities() -> dict[str, Quantity]:
    """Every quantity of every test by its name.

    Examples
    --------
    >>> quantities()["pelvic_share"].unit
    '%'
    """
    return {name: q for card in protocol_cards().values() for name, q in card.quantities.items()}
