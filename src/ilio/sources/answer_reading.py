"""One typed answer to one question: what may be said, and what was meant."""

import re
from dataclasses import dataclass

from ilio.core import InputError
from ilio.knowledge import Question, do_not_test, red_flags
from ilio.sources.visit_table import plausible

Answer = bool | str | float | frozenset[str] | None
"""An understood answer; None when the question was skipped."""

SPELLINGS = {
    "deg": ("degrees", "degree", "degs", "deg", "°"),
    "s": ("seconds", "second", "secs", "sec", "s"),
    "h": ("hours", "hour", "hrs", "hr", "h"),
    "weeks": ("weeks", "week", "wk", "w"),
    "months": ("months", "month", "mo", "m"),
    "years": ("years", "years old", "year", "yrs", "yr", "y"),
}
"""How a person may write each unit, the plain name first."""

NONE_OF_THEM = ("none", "no", "n", "0", "nothing")
RESERVED = "b"
"""Letters that are no key of an answer: b goes back."""

YES, NO = ("y", "yes", "true"), ("n", "no", "false")


@dataclass(frozen=True)
class Option:
    """One possible answer as it is offered.

    Parameters
    ----------
    key
        What to type for it: one letter, or a number in a list.
    word
        The answer itself.
    meaning
        What it means; may be empty.
    group
        Heading of the entries of a list that are read together; may be empty.

    Examples
    --------
    >>> Option("y", "yes").meaning
    ''
    """

    key: str
    word: str
    meaning: str = ""
    group: str = ""


def options(question: Question) -> tuple[Option, ...]:
    """The possible answers to a question, each with a key of its own; none for a number.

    The key of a word is its first letter that is free.

    Examples
    --------
    >>> from ilio.knowledge import question_blocks
    >>> hand = next(q for b in question_blocks() for q in b.question if q.id == "hand_check")
    >>> [(option.key, option.word) for option in options(hand)]
    [('s', 'snug'), ('t', 'tucked'), ('f', 'fist fits')]
    """
    if question.kind == "yes/no":
        return Option("y", "yes"), Option("n", "no")
    if question.kind == "list":
        groups = {name: group.title for group in question.groups for name in group.of}
        listed = enumerate(entries(question).items(), 1)
        return tuple(Option(str(n), name, text, groups.get(name, "")) for n, (name, text) in listed)
    taken: dict[str, Option] = {}
    for word, meaning in question.words.items():
        letters = (letter for letter in word if letter.isalpha() and letter not in RESERVED)
        key = next(letter for letter in letters if letter not in taken)
        taken[key] = Option(key, word, meaning)
    return tuple(taken.values())


def entries(question: Question) -> dict[str, str]:
    """What a list question lists: id to text, group by group; no entry is ever left out.

    Examples
    --------
    >>> from ilio.knowledge import question_blocks
    >>> "fever" in entries(question_blocks()[0].question[0])
    True
    """
    listed = red_flags() if question.of == "red_flags" else do_not_test()
    grouped = (name for group in question.groups for name in group.of)
    return {name: listed[name].question for name in dict.fromkeys((*grouped, *listed))}


def understood(question: Question, text: str) -> Answer:
    """What a typed answer means.

    Parameters
    ----------
    question
        The question it answers.
    text
        As typed.

    Raises
    ------
    InputError
        If it cannot be understood; its `todo` is a friendly sentence for the person.

    Examples
    --------
    >>> drop = Question(id="d", field="thigh_drop", kind="number", text="", help="", unit="deg")
    >>> understood(drop, "12,5 deg"), understood(drop, "-8°")
    (12.5, -8.0)
    """
    said = " ".join(text.strip().lower().split())
    if question.kind == "number":
        return _number(question, said)
    if question.kind == "list":
        return _listed(question, said)
    if question.kind == "yes/no":
        if said not in YES + NO:
            raise InputError("yes or no", repr(text), "Please answer y for yes or n for no.")
        return said in YES
    return _chosen(question, said)


def _number(question: Question, said: str) -> float:
    plain = said.replace("−", "-").replace(",", ".")
    match = re.fullmatch(r"([+-]?\s?\d+(?:\.\d+)?)\s*(.*)", plain)
    if match is None:
        raise InputError("a number", repr(said), "Please give a number, for example 12.")
    if match[2] and match[2] not in SPELLINGS[question.unit]:
        unit = SPELLINGS[question.unit][0]
        raise InputError(question.unit, repr(match[2]), f"Please give it in {unit}.")
    try:
        return plausible(float(match[1].replace(" ", "")), question.field)
    except InputError as error:
        todo = f"That should be {error.expected}. {error.todo}"
        raise InputError(error.expected, error.got, todo) from None


def _listed(question: Question, said: str) -> frozenset[str]:
    if said in NONE_OF_THEM:
        return frozenset()
    by_key = {option.key: option.word for option in options(question)}
    by_key |= {word: word for word in by_key.values()}
    parts = [part for part in re.split(r"[,;\s]+|\band\b", said) if part]
    if not parts or any(part not in by_key for part in parts):
        todo = f"Please give the numbers that hold (1 to {len(entries(question))}), or 'none'."
        raise InputError("numbers of the list", repr(said), todo)
    return frozenset(by_key[part] for part in parts)


def _chosen(question: Question, said: str) -> str:
    offered = options(question)
    for option in offered:
        if said in (option.key, option.word):
            return option.word
    near = [option.word for option in offered if said and option.word.startswith(said)]
    if len(near) == 1:
        return near[0]
    keys = ", ".join(f"{option.key} for {option.word}" for option in offered)
    raise InputError("one of the answers", repr(said), f"Please answer {keys}.")
