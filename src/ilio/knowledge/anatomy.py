"""The muscles of the tests and of the programme."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml

Group = Literal[
    "deep hip flexor",
    "superficial hip flexor",
    "assisting hip flexor",
    "hip extensor",
    "hip abductor",
    "abdominal",
    "back extensor",
]


class Muscle(Entry):
    """One muscle.

    Parameters
    ----------
    name
        Anatomical name.
    plain
        What it is, for someone who never heard the name.
    group
        What it does in the story of the two tests.
    origin, insertion, action, nerve
        As in a textbook, in short.
    crosses_knee
        Whether it acts at the knee as well as at the hip.
    note
        A figure or a variant worth knowing; may be empty.
    article_slip
        Where the coach's article differs from the textbooks; empty where it does not.

    Examples
    --------
    >>> muscle("iliacus").nerve
    'Femoral nerve, L2 to L3'
    """

    name: str
    plain: str
    group: Group
    origin: str
    insertion: str
    action: str
    nerve: str
    crosses_knee: bool = False
    note: str = ""
    article_slip: str = ""


@cache
def muscles() -> dict[str, Muscle]:
    """All muscles by key.

    Examples
    --------
    >>> [key for key, m in muscles().items() if m.group == "deep hip flexor"]
    ['psoas_major', 'iliacus']
    """
    return {key: Muscle.model_validate(t) for key, t in read_toml("muscles.toml").items()}


def muscle(key: str) -> Muscle:
    """One muscle by its key.

    Raises
    ------
    UnknownNameError
        If there is no such muscle.

    Examples
    --------
    >>> muscle("psoas_major").name
    'Psoas major'
    """
    try:
        return muscles()[key]
    except KeyError:
        raise UnknownNameError("muscle", key, muscles()) from None
