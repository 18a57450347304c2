"""The article's claims and the muscles, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ilio.knowledge import Claim, Muscle, claims, muscles
from ilio.records.citing import citation, full_citation
from ilio.records.wording import GRADES, sentence


@dataclass(frozen=True)
class ClaimView:
    """One claim beside its evidence.

    Parameters
    ----------
    key, claim, article, evidence, status, grade, grade_words, product
        In words.
    sources
        Key and short citation of each.

    Examples
    --------
    >>> ClaimView("a", "A claim", "", "", "Partly", "C", "a single study", "", ()).sources
    ()
    """

    key: str
    claim: str
    article: str
    evidence: str
    status: str
    grade: str
    grade_words: str
    product: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LearnView:
    """The learn page.

    Parameters
    ----------
    statuses
        Each status with its claims, in the order of the ledger's statuses.
    groups
        Each group of muscles with its members.
    literature
        Key and full citation of every source that is named.

    Examples
    --------
    >>> len(learn_view().groups[0][1])
    2
    """

    statuses: tuple[tuple[str, tuple[ClaimView, ...]], ...]
    groups: tuple[tuple[str, tuple[Muscle, ...]], ...]
    literature: tuple[tuple[str, str], ...]


ORDER = ("supported", "partly", "not settled", "no data", "contradicted")


@cache
def learn_view() -> LearnView:
    """Everything that the learn page shows.

    Examples
    --------
    >>> [status for status, _ in learn_view().statuses][:2]
    ['Supported', 'Partly']
    """
    told = [(status, tuple(_claims_of(status))) for status in ORDER]
    found = sorted(muscles().values(), key=lambda m: _group_order().index(m.group))
    groups = tuple((sentence(g), tuple(ms)) for g, ms in groupby(found, lambda m: m.group))
    keys = {key for _, views in told for view in views for key, _ in view.sources}
    keys |= {muscle.source for muscle in found} | {"kawamoto2012"}
    literature = sorted(((key, full_citation(key)) for key in keys), key=lambda pair: pair[1])
    statuses = tuple((sentence(status), views) for status, views in told if views)
    return LearnView(statuses, groups, tuple(literature))


def _group_order() -> list[str]:
    return list(dict.fromkeys(muscle.group for muscle in muscles().values()))


def _claims_of(status: str) -> Iterator[ClaimView]:
    for key, entry in claims().items():
        if entry.status == status:
            yield _claim(key, entry)


def _claim(key: str, entry: Claim) -> ClaimView:
    return ClaimView(
        key=key,
        claim=entry.claim,
        article=entry.article,
        evidence=entry.evidence,
        status=sentence(entry.status),
        grade=entry.grade,
        grade_words=GRADES[entry.grade],
        product=entry.product,
        sources=tuple((source, citation(source)) for source in entry.sources),
    )
