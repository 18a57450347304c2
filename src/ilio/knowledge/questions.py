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
def question_words() -> dict[str, tuple[str, ...]]:
    """The allowed words of every choice that fills a field.

    Examples
    --------
    >>> question_words()["hug"]
    ('light', 'full')
    """
    asked = (question for block in question_blocks() for question in block.question)
    return {q.field: tuple(q.words) for q in asked if q.kind == "choice"}


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
