"""The questions of the questionnaire: those about the person, then those of each test's card."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import read_toml
from ilio.knowledge.protocol_card import protocol_cards
from ilio.knowledge.question import Block, Question


@cache
def question_blocks() -> tuple[Block, ...]:
    """All blocks in the order in which they are asked.

    Examples
    --------
    >>> [block.title for block in question_blocks()][:2]
    ['Before anything else', 'Knee raise']
    """
    first = (Block.model_validate(table) for table in read_toml("questions.toml")["block"])
    return *first, *(block for card in protocol_cards().values() for block in card.block)


@cache
def _choices(protocol: str) -> dict[str, Question]:
    """The choices about the person and one test, by the field that they fill."""
    blocks = [block for block in question_blocks() if block.protocol in ("", protocol)]
    return {q.field: q for block in blocks for q in block.question if q.kind == "choice"}


def question_words(protocol: str) -> dict[str, tuple[str, ...]]:
    """The allowed words of every choice about the person and one test, by the field it fills.

    Parameters
    ----------
    protocol
        Key of the test; empty for the person alone.

    Examples
    --------
    >>> question_words("thomas")["hug"]
    ('light', 'full')
    """
    return {field: tuple(question.words) for field, question in _choices(protocol).items()}


def phrase_of(protocol: str, field: str, answer: str) -> str:
    """An answer about a test in words that stand alone; as it is where the card has none.

    Examples
    --------
    >>> phrase_of("thomas", "hand_check", "fist fits")
    'a fist fits under the back'
    """
    asked = _choices(protocol).get(field)
    return asked.phrases.get(answer, answer) if asked else answer


def question_of(field: str) -> Question:
    """The question that fills a field of the answers.

    Raises
    ------
    UnknownNameError
        If no question fills it.

    Examples
    --------
    >>> question_of("age_years").text
    'How old are you?'
    """
    asked = {q.field: q for block in question_blocks() for q in block.question if q.field}
    if field not in asked:
        raise UnknownNameError("question", field, asked)
    return asked[field]
