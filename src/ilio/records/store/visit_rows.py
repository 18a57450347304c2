"""A visit of the store, and its line in a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ilio.records.visit import Visit


@dataclass(frozen=True)
class VisitLine:
    """A visit in a list.

    Parameters
    ----------
    id, person_id
        Its own, and whose it is.
    day
        Of the visit, ``YYYY-MM-DD``; the day it was saved where the visit names none.
    summary
        The judgement in one sentence.
    created
        When it was saved, in UTC.

    Examples
    --------
    >>> VisitLine("v1", "p1", "2026-11-22", "All fine.", datetime(2026, 11, 22)).summary
    'All fine.'
    """

    id: str
    person_id: str
    day: str
    summary: str
    created: datetime


@dataclass(frozen=True)
class StoredVisit:
    """A visit of the store.

    Parameters
    ----------
    id, person_id
        Its own, and whose it is.
    visit
        What was measured and judged.
    given
        What it was made from: the visit input, its recordings by id.
    created
        When it was saved, in UTC; a correction does not change it.
    revision
        How often it was corrected.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> empty = Visit(Judgement("Nothing was measured.", {}))
    >>> StoredVisit("v1", "p1", empty, {}, datetime(2026, 11, 22)).revision
    0
    """

    id: str
    person_id: str
    visit: Visit
    given: Mapping[str, Any]
    created: datetime
    revision: int = 0
