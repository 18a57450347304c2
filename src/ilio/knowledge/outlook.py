"""What to expect by when, and when to stop."""

from functools import cache
from typing import Literal

from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.safety_answers import Urgency

HoldsFor = Literal["weak", "tight", "no stretch", "core", "sound", "everyone"]


class Outlook(Entry):
    """One sentence about what lies ahead.

    Parameters
    ----------
    holds_for
        Of which programme it is said.
    kind
        ``expect`` or ``stop``.
    week
        By the end of this week; None for a stop rule.
    unit
        Of `week`.
    seen
        How soon somebody has to look at it; None where no doctor is needed.
    text
        One or two plain sentences; a sign where `seen` says how soon.

    Examples
    --------
    >>> outlooks()["stronger"].week
    6
    """

    holds_for: HoldsFor
    kind: Literal["expect", "stop"]
    week: int | None = None
    unit: str = ""
    seen: Urgency | None = None
    text: str


@cache
def outlooks() -> dict[str, Outlook]:
    """All sentences by key.

    Examples
    --------
    >>> [key for key, o in outlooks().items() if o.holds_for == "tight"]
    ['longer_soon', 'longer']
    """
    return {key: Outlook.model_validate(t) for key, t in read_toml("outlook.toml").items()}
