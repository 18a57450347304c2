"""The shape of a question, and of a block of them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["yes/no", "choice", "number", "list"]
Per = Literal["visit", "side", "attempt"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Frozen):
    """What an earlier question must have got for a question to be shown.

    Parameters
    ----------
    question
        Id of the earlier question.
    any_of
        Shown only after one of these answers.
    under
        Shown only if a number was answered and is under this limit (key of ``thresholds.toml``).
    not_under
        Hidden if a number was answered and is under this limit.

    Examples
    --------
    >>> Condition(question="ended", any_of=("full time",)).under
    ''
    """

    question: str
    any_of: tuple[str, ...] = ()
    under: str = ""
    not_under: str = ""


class Ending(_Frozen):
    """Answers that make later questions pointless.

    Parameters
    ----------
    on
        The answers; ``any`` stands for any entry of a list.
    what
        What ends: the ``attempt``, the test on this ``side``, the ``test``, or all ``tests``.
    say
        What to tell the person, may be empty.

    Examples
    --------
    >>> Ending(on=("yes",), what="side").say
    ''
    """

    on: tuple[str, ...]
    what: Literal["attempt", "side", "test", "tests"]
    say: str = ""


class Group(_Frozen):
    """Entries of a list that are read together.

    Parameters
    ----------
    title
        Heading.
    of
        Ids of the entries.

    Examples
    --------
    >>> Group(title="Nerves", of=("leg_weakness",)).title
    'Nerves'
    """

    title: str
    of: tuple[str, ...]


class Question(_Frozen):
    """One question.

    Parameters
    ----------
    id
        Unique name.
    field
        The field of the answers that it fills; empty when it only steers.
    kind
        ``yes/no``, ``choice``, ``number`` or ``list``.
    text, help
        What is asked, and what helps to answer.
    words
        choice: allowed answer to what it means.
    phrases
        choice: answer to words that stand alone; any other answer stands as it is.
    unit
        number: its unit.
    of
        list: which list of the knowledge is asked about.
    groups
        list: its entries in the order in which they are read; each stands in one group.
    must
        Whether it may not be skipped: nobody tests or trains while it is open.
    told_by
        Kinds of recording that answer it by themselves.
    when
        Conditions that must all hold.
    when_any
        Conditions of which one must hold; none when there are none.
    ends
        What some answers end.

    Examples
    --------
    >>> Question(id="age", kind="number", text="How old are you?", help="", unit="years").field
    ''
    """

    id: str
    field: str = ""
    kind: Kind
    text: str
    help: str
    words: dict[str, str] = {}
    phrases: dict[str, str] = {}
    unit: str = ""
    of: Literal["", "red_flags", "do_not_test"] = ""
    groups: tuple[Group, ...] = ()
    must: bool = False
    told_by: tuple[Literal["video", "phone"], ...] = ()
    when: tuple[Condition, ...] = ()
    when_any: tuple[Condition, ...] = ()
    ends: Ending | None = None


class Block(_Frozen):
    """Questions that are asked together.

    Parameters
    ----------
    title
        Heading.
    protocol
        The test whose card it stands in, empty for none.
    per
        How often it is asked: once a ``visit``, once a ``side``, once an ``attempt``.
    how
        How to do what is asked about, shown at the block's first question.
    when
        Conditions for the whole block.
    again
        The test in which it asks for pain: asked under any condition where that hip hurt in it
        before, so that what has healed can be said.
    movements
        What it makes a person do (keys of ``movements.toml``): it is left out where a safety answer
        leaves one of them out.
    question
        The questions in order.

    Examples
    --------
    >>> Block(title="Knee raise", per="visit", question=()).protocol
    ''
    """

    title: str
    protocol: str = ""
    per: Per
    how: str = ""
    when: tuple[Condition, ...] = ()
    again: str = ""
    movements: tuple[str, ...] = ()
    question: tuple[Question, ...]
