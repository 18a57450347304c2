"""What the article claims, beside what research says."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml

Status = Literal["supported", "partly", "not settled", "contradicted", "no data"]


class Claim(Entry):
    """One claim with its evidence; `source` made the claim, `grade` belongs to the evidence.

    Parameters
    ----------
    claim
        The claim in one sentence.
    article
        What the article says.
    evidence
        What research says, with numbers.
    status
        ``supported``, ``partly``, ``not settled``, ``contradicted`` or ``no data``.
    sources
        Keys of ``references.toml`` behind `evidence`; empty when a search found none.
    product
        What Ilio does with it.
    show_in_report
        False where a report would only frighten, or where it belongs to the learn pages.
    beside_model
        Whether the muscle model bears on it, so that it is told beside the model's numbers.
    said
        Sentences of Ilio's own pages, reports and commands that state it, word by word. A test
        finds every such sentence that stands in no entry.

    Examples
    --------
    >>> claim("hugging_too_hard").status
    'supported'
    """

    claim: str
    article: str
    evidence: str
    status: Status
    sources: tuple[str, ...]
    product: str
    show_in_report: bool
    beside_model: bool = False
    said: tuple[str, ...] = ()


@cache
def claims() -> dict[str, Claim]:
    """All claims by key, in the order of the article, the comments last.

    Examples
    --------
    >>> claims()["long_term_damage"].show_in_report
    False
    """
    return {key: Claim.model_validate(table) for key, table in read_toml("claims.toml").items()}


def claim(key: str) -> Claim:
    """One claim by its key.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> claim("tight_from_sitting").grade
    'C'
    """
    try:
        return claims()[key]
    except KeyError:
        raise UnknownNameError("claim", key, claims()) from None
