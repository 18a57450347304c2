from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml


class Movement(Entry):
    """x"""

    text: str
    meaning: str


@cache
def movements() -> dict[str, Movement]:
    """X"""
    return {k: Movement.model_validate(t) for k, t in read_toml("movements.toml").items()}


def movement(key: str) -> Movement:
    """X"""
    if key not in movements():
        raise UnknownNameError("movement", key, movements())
    return movements()[key]
