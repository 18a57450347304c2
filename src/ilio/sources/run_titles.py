"""Whether the title of a calendar event names a run, and which kind of run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ilio.knowledge.run_words import run_kinds, run_title_words
from ilio.observations.running_week import RunKind
from ilio.sources.plain_words import holds, phrase, plain

RUNNER = "\U0001f3c3"
"""The picture of a runner, of any sex and colour."""

_SIGNS = r"(?:@|[+&/|,;]|\bthen\b|\bund\b|\bet\b| - )"
_DISTANCE = (
    r"\d+(?:[.,]\d+)?(?: ?- ?\d+(?:[.,]\d+)?)? ?"
    r"(?:km|kms|k|mi|mile|miles|kilometer|kilometre|kilometres|kilometers|kilometros|chilometri)\b"
)
_TIMES = r"\d+ ?[x*] ?\(?\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    r"\d[\d.,:h'x]*(?:k|km|kms|m|mi|mile|miles|min|mins|minutes|minuten|h|hr|hrs|std|s|sec|am|pm)?"
)
_UNITS = frozenset(
    (
        *("k", "km", "kms", "m", "mi", "mile", "miles", "min", "mins", "minutes", "minuten"),
        *("h", "hr", "hrs", "hours", "std", "am", "pm"),
    )
)
_DAYS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
)
METRES = 200
"""From here on, what is repeated is a stretch to run and not a number of repetitions."""


@dataclass(frozen=True)
class TitleChoice:
    """What a person said about titles; it counts before what the words say.

    Parameters
    ----------
    runs
        Titles that are runs.
    no_runs
        Titles that are none.

    Examples
    --------
    >>> kind_of_title("Tiergarten", TitleChoice(runs=("tiergarten",)))
    'easy'
    """

    runs: tuple[str, ...] = ()
    no_runs: tuple[str, ...] = ()


AS_IT_SAYS = TitleChoice()


def kind_of_title(title: str, choice: TitleChoice = AS_IT_SAYS) -> RunKind | None:
    """Which kind of run a title names; None when it names no run.

    Parameters
    ----------
    title
        Of a calendar event, in English, German, French, Spanish, Italian or Dutch.
    choice
        Titles that the person ticked or unticked.

    Examples
    --------
    >>> kind_of_title("Long run with Ada"), kind_of_title("Intervalle 6x800")
    ('long', 'intervals')
    >>> kind_of_title("School run"), kind_of_title("Long lunch")
    (None, None)
    """
    same = phrase(title)
    if same in map(phrase, choice.no_runs):
        return None
    if same not in map(phrase, choice.runs) and not _is_run(title):
        return None
    return _kind(title)


def _is_run(title: str) -> bool:
    if holds(phrase(title), _words("never")):
        return False
    parts = [part for part in re.split(_SIGNS, _without_colons(title)) if part.strip()]
    found = [_part_is_run(part) for part in parts]
    return any(found) or (len(parts) > 1 and _part_is_run(title))


def _without_colons(title: str) -> str:
    return re.sub(r":(?!\d)|[()\[\]]", ";", plain(title))


def _part_is_run(part: str) -> bool:
    said = phrase(part)
    if holds(said, _words("other_sport")):
        return False
    return (
        RUNNER in part
        or holds(said, _words("sure"))
        or any(_ends_as_run(word) for word in said.split())
        or _repeats_stretches(part)
        or _only_a_distance(part)
        or any(_stands_well(said, word) for word in _words("beside"))
    )


def _ends_as_run(word: str) -> bool:
    if f" {word} " in _words("no_endings"):
        return False
    return word.endswith(tuple(ending.strip() for ending in _words("endings")))


def _repeats_stretches(part: str) -> bool:
    """Such as 6x800, 10 x 400 m, 5 x 1 km or 4x(2km)."""
    for found in re.finditer(rf"{_TIMES}", plain(part)):
        rest = plain(part)[found.end() :].lstrip()
        size = float(re.split(r"[x*]", found[0])[-1].strip(" (").replace(",", "."))
        unit = re.match(r"[a-z]*", rest)
        named = unit[0] if unit else ""
        if named in ("km", "k", "mi", "mile", "miles") or (size >= METRES and named in ("", "m")):
            return True
    return False


def _only_a_distance(part: str) -> bool:
    rest, found = re.subn(_DISTANCE, " ", plain(part))
    words = re.sub(r"\d[\d.,:']*|[^\w ]", " ", phrase(rest))
    words = f" {' '.join(words.split())} "
    for filler in sorted(_words("filler"), key=len, reverse=True):
        words = words.replace(filler, " ").replace("  ", " ")
    left = [word for word in words.split() if word not in _UNITS and not _DAYS.fullmatch(word)]
    return bool(found) and not left


def _stands_well(said: str, word: str) -> bool:
    """Whether what stands before and behind a word fits to a run."""
    at = said.find(word)
    while at >= 0:
        before, behind = said[:at].split(), said[at + len(word) :].split()
        if _fits(before[::-1], "fits_before", back=True) and _fits(behind, "fits_after"):
            return not (word == " course " and not (behind or before))
        at = said.find(word, at + 1)
    return False


def _fits(beside: list[str], table: str, *, back: bool = False) -> bool:
    """Whether the nearest word fits; a number, a unit or a weekday always does."""
    if not beside:
        return True
    one = beside[0]
    two = f" {beside[1]} {one} " if back and len(beside) > 1 else f" {' '.join(beside[:2])} "
    if _NUMBER.fullmatch(one) or one in _UNITS or _DAYS.fullmatch(one):
        return True
    return f" {one} " in _words(table) or two in _words(table)


def _kind(title: str) -> RunKind:
    said = phrase(title)
    paced = re.search(r" (?:race|marathon|mp|hmp|10k|5k) (?:pace|tempo) | (?:mp|hmp) ", said)
    named = list(_kinds_in(said))
    if paced:
        named = [kind for kind in named if kind not in ("race", "easy")] or ["tempo"]
    if "long" in named and "race" in named and " race " not in said:
        named.remove("race")  # a long run for a marathon is none yet
    if not named and _repeats_stretches(title):
        named = ["intervals"]
    return next((kind for kind in named if kind != "easy"), "easy")


def _kinds_in(said: str) -> Iterator[RunKind]:
    for kind, entry in run_kinds().items():
        if any(phrase(word) in said for word in entry.words):
            yield kind


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(phrase(word) for word in run_title_words()[table].words)
