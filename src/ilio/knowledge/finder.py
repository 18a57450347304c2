"""Finds entries of this room by the words that a person types."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from ilio.knowledge.anatomy import Muscle, muscles
from ilio.knowledge.claim_ledger import Claim, claims
from ilio.knowledge.dose_book import doses
from ilio.knowledge.exercise_book import exercises
from ilio.knowledge.limits import thresholds
from ilio.knowledge.literature import references
from ilio.knowledge.safety_answers import do_not_test, red_flags


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that matched.

    Parameters
    ----------
    kind
        ``muscle``, ``exercise``, ``dose``, ``claim``, ``red flag``, ``do not test``, ``threshold``
        or ``reference``.
    key
        Key of the entry within its kind.
    title
        What it is called.
    line
        What it says, in one line.
    source
        Key of ``references.toml``; of a reference its own key. Of a claim who made it: what
        research says to it stands in `details`, with its own sources.
    grade
        Grade of the evidence; empty for a reference.
    details
        What it is called and what it says, pair by pair, where one line is not enough.

    Examples
    --------
    >>> search("psoas major")[0].key
    'psoas_major'
    """

    kind: str
    key: str
    title: str
    line: str
    source: str
    grade: str
    details: tuple[tuple[str, str], ...] = ()


def search(text: str) -> tuple[Found, ...]:
    """Entries in which every word of the text occurs; small and capital letters are alike.

    Those with all words in key or title come first. No word at all finds everything.

    Parameters
    ----------
    text
        Words, in any order; parts of words will do.

    Examples
    --------
    >>> [(found.kind, found.key) for found in search("half-kneeling rod")]
    [('exercise', 'half_kneeling_stretch'), ('claim', 'half_kneeling_with_core')]
    >>> search("appendix")
    ()
    """
    words = _plain(text).split()
    hits = [found for found, whole in _entries() if all(word in whole for word in words)]
    return tuple(sorted(hits, key=lambda found: not _named(found, words)))


def _named(found: Found, words: list[str]) -> bool:
    name = _plain(f"{found.key} {found.title}")
    return all(word in name for word in words)


def _plain(text: str) -> str:
    return text.casefold().replace("_", " ").replace("-", " ")


def _whole(key: str, entry: BaseModel) -> str:
    return _plain(
        f"{key} {' '.join(str(value) for value in entry.model_dump(exclude={'pose'}).values())}"
    )


def _of_muscle(m: Muscle) -> Iterator[tuple[str, str]]:
    yield from (("Origin", m.origin), ("Insertion", m.insertion))
    yield from (("Nerve", m.nerve), ("Action", m.action))
    if m.article_slip:
        yield "The article", m.article_slip
    if m.note:
        yield "Research", m.note


def _of_claim(c: Claim) -> Iterator[tuple[str, str]]:
    yield "The article", c.article
    behind = ", ".join(c.sources) or "a search found no study"
    yield "Research", f"{c.evidence} [{behind}]"


def _entries() -> Iterator[tuple[Found, str]]:
    for key, m in muscles().items():
        found = Found("muscle", key, m.name, m.plain, m.source, m.grade, tuple(_of_muscle(m)))
        yield found, _whole(key, m)
    for key, e in exercises().items():
        line = f"{e.purpose}. {e.dose.in_words}."
        yield Found("exercise", key, e.title, line, e.source, e.grade), _whole(key, e)
    for key, d in doses().items():
        line = f"{d.purpose}, {d.when}: {d.meaning}. {d.in_words}."
        yield Found("dose", key, key, line, d.source, d.grade), _whole(key, d)
    for key, c in claims().items():
        found = Found("claim", key, c.claim, c.status, c.source, c.grade, tuple(_of_claim(c)))
        yield found, _whole(key, c)
    for key, flag in red_flags().items():
        found = Found("red flag", key, flag.question, flag.do, flag.source, flag.grade)
        yield found, _whole(key, flag)
    for key, ban in do_not_test().items():
        found = Found("do not test", key, ban.question, ban.do, ban.source, ban.grade)
        yield found, _whole(key, ban)
    for key, t in thresholds().items():
        line = f"{t.value:g} {t.unit}: {t.meaning}"
        yield Found("threshold", key, key, line, t.source, t.grade), _whole(key, t)
    for key, r in references().items():
        title = f"{r.authors} ({r.year})"
        yield Found("reference", key, title, f"{r.title}. {r.where}", key, ""), _whole(key, r)
