"""The literature behind the numbers."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from ilio.core import UnknownNameError
from ilio.knowledge.entry import read_toml


class Reference(BaseModel):
    """One source.

    Parameters
    ----------
    authors, year, title, where
        As printed; `where` is the journal with volume and page, or the place.
    doi
        Digital object identifier, empty when there is none.
    read
        How much of it was read: ``full text``, ``abstract``, ``own work``; ``citation`` where only
        authors, title and place were seen in print, ``from memory`` where not even that.
    note
        What it is used for.

    Examples
    --------
    >>> reference("kawamoto2012").year
    2012
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    authors: str
    year: int
    title: str
    where: str
    doi: str = ""
    read: str
    note: str = ""


@cache
def references() -> dict[str, Reference]:
    """All sources by key.

    Examples
    --------
    >>> "vigotsky2016" in references()
    True
    """
    return {key: Reference.model_validate(t) for key, t in read_toml("references.toml").items()}


def reference(key: str) -> Reference:
    """One source by its key.

    Raises
    ------
    UnknownNameError
        If there is no such source.

    Examples
    --------
    >>> reference("ferber2010").doi
    '10.4085/1062-6050-45.4.344'
    """
    try:
        return references()[key]
    except KeyError:
        raise UnknownNameError("reference", key, references()) from None
