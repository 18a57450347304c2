"""What an answered word stands for in numbers, with its spread."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml


class Word(Entry):
    """One possible answer to one question.

    Parameters
    ----------
    value
        What the word stands for, in `unit`.
    half_width
        Half of the 90 % interval, in `unit`.
    unit
        Unit of both.
    meaning
        One sentence.
    at_least
        The word says how far at least: the upper end of its interval is open.

    Examples
    --------
    >>> word("hand_check", "snug").half_width
    6.0
    """

    value: float
    half_width: float
    unit: str
    meaning: str
    at_least: bool = False


@cache
def words() -> dict[str, dict[str, Word]]:
    """All questions with their allowed words.

    Examples
    --------
    >>> sorted(words()["hand_check"])
    ['fist fits', 'snug', 'tucked']
    """
    flat = flatten(read_toml("answers.toml"), "value")
    table: dict[str, dict[str, Word]] = {}
    for key, entry in flat.items():
        question, answer = key.split(".", 1)
        table.setdefault(question, {})[answer] = Word.model_validate(entry)
    return table


def word(question: str, answer: str) -> Word:
    """What an answer stands for.

    Raises
    ------
    UnknownNameError
        If the question or the answer is not listed.

    Examples
    --------
    >>> word("hand_check", "fist fits").value
    -12.0
    """
    if question not in words():
        raise UnknownNameError("question", question, words())
    if answer not in words()[question]:
        raise UnknownNameError("answer", answer, words()[question], where=question)
    return words()[question][answer]
