"""Typed weeks as words: phrases, numbers with their units, weekdays, and the one error for all."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from ilio.core import InputError
from ilio.core.days import WEEKDAYS
from ilio.knowledge.run_words import day_groups, day_names, day_times, run_kinds, typed_words
from ilio.observations.running_week import RunKind
from ilio.sources.plain_words import plain

JOINT = "_"
"""Joins the words of a phrase to one."""

_ENGLISH_DAYS = tuple(map(str.lower, WEEKDAYS))
_ENGLISH = {"i", "we", "my", *_ENGLISH_DAYS, *(day[:3] for day in _ENGLISH_DAYS)}
_HOURS = r"(?:h|hr|hrs|hours?|std|stunden?|heures?|horas?|ore|ora|uur)"
_MINUTES = r"(?:m|min|mins|minutes?|minuten|minutos?|minuti|minuut|')"
_LENGTHS = r"(?:kms?|k|kilomet(?:er|ers|re|res)|kilometros|chilometri|mi|miles?|meilen)"
_TO = r"(?:to|till|until|bis|a|hasta|al|tot|alle)"


def words_of(clause: str, *, two_letters: bool = False) -> list[str]:
    """Small words of a clause: a phrase is one word, and so is a number with its unit.

    Parameters
    ----------
    clause
        As it was typed.
    two_letters
        Whether ``mo`` and its like are days; in English text they are other words.

    Examples
    --------
    >>> words_of("Thu easy 1 h 30 min, 6 pm")
    ['thu', 'easy', '1h30min', '6pm']
    >>> words_of("Do Run/Walk 7,5 km", two_letters=True)
    ['thursday', 'run_walk', '7.5km']
    """
    text = plain(clause).replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-")
    text = _numbers(_with_phrases(re.sub(r"(?<!\d)/|/(?!\d)|[&+]", " ", text)))
    text = re.sub(rf"(\d(?:h|am|pm)?)\s+{_TO}\s+(?=\d)", r"\1-", text)
    text = re.sub(r"\s*-\s*(?=\d)", "-", text)
    found = (word.strip(".!?():") for word in re.split(r"[\s,;]+", text))
    found = (_full_day(word) if two_letters else word for word in found if word)
    return [part for word in found for part in _parts_of(word)]


def _numbers(text: str) -> str:
    """Numbers and their units as one word, times and lengths in one spelling each."""
    text = re.sub(r"\bhalf an hour\b|\beine? halbe stunde\b|\bune demi heure\b", "30min", text)
    text = re.sub(r"\b(?:an|one|eine|une|una|un'?) ?(?:hour|stunde|heure|hora|ora)\b", "1h", text)
    text = re.sub(rf"(\d),(\d+)(?=\s*(?:{_HOURS}|{_LENGTHS})\b)", r"\1.\2", text)
    text = re.sub(r"(\d)\s*x\s*(\d+(?:[.,]\d+)?)(?:\s*(?:m|min|sec|s|km|k|mi)\b)?", r"\1x\2", text)
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text)
    text = re.sub(r"\b(\d{1,2}[:.]\d{2})\s*uhr\b", r"\1", text)
    text = re.sub(r"\b(\d{1,2})\s*uhr(?:\s*(\d{2}))?\b", lambda m: f"{m[1]}:{m[2] or '00'}", text)
    text = re.sub(rf"(\d)\s*{_HOURS}\b\.?\s*", r"\1h ", text)
    text = re.sub(rf"(\d)\s*{_MINUTES}(?![a-z])\.?", r"\1min", text)
    text = re.sub(r"(\dh)\s+(\d+min|\d{2}(?![\d:.]|\s*[a-z]))", r"\1\2", text)
    text = re.sub(rf"(?<!_)(\d)\s*{_LENGTHS}\b", lambda m: f"{m[1]}{_unit(m[0])}", text)
    return text


def _unit(found: str) -> str:
    return "mi" if re.search(r"mi|mei", found) else "km"


def _with_phrases(text: str) -> str:
    """Phrases as one word each; a hyphen within a phrase counts as a blank."""
    for phrase in _phrases():
        apart = re.escape(phrase).replace(r"\ ", r"[\s-]+")
        text = re.sub(rf"(?<!\w){apart}(?!\w)", phrase.replace(" ", JOINT), text)
    return text


@cache
def _phrases() -> tuple[str, ...]:
    found = {plain(word).replace("-", " ") for word in _all_words()}
    return tuple(sorted((word for word in found if " " in word), key=len, reverse=True))


def _all_words() -> Iterator[str]:
    tables = (day_names(), *(t.values() for t in (day_groups(), day_times(), typed_words())))
    for table in (*tables, run_kinds().values()):
        for entry in table:
            yield from entry.words


def _parts_of(word: str) -> Iterator[str]:
    """A German day with its time of day, as in Dienstagabend, or a word with a hyphen, in parts."""
    found = re.fullmatch(r"([a-z]+tag|mittwoch)s?-?(abend|morgen|fruh|mittag|nachmittag)s?", word)
    if found:
        yield from found.groups()
    elif re.fullmatch(r"[a-z]+(?:-[a-z]+)+", word) and not weekdays_of(word):
        yield from word.split("-")
    else:
        yield word


def two_letter_days(text: str) -> bool:
    """Whether days of two letters are meant as such: not in English, where ``do`` is no Thursday.

    Examples
    --------
    >>> two_letter_days("Mo Mi 18-21"), two_letter_days("I do intervals on Monday")
    (True, False)
    """
    return not _ENGLISH & set(re.findall(r"[a-z]+", plain(text)))


@cache
def _days() -> dict[str, tuple[int, ...]]:
    known: dict[str, tuple[int, ...]] = {
        plain(word): (i,) for i, day in enumerate(day_names()) for word in day.words
    }
    for group in day_groups().values():
        known |= {plain(word).replace(" ", JOINT): group.days for word in group.words}
    return known


def _full_day(word: str) -> str:
    first, dash, last = word.partition("-")
    if dash and len(first) == len(last) == 2 and first in _days() and last in _days():
        return f"{_full_day(first)}-{_full_day(last)}"
    return _ENGLISH_DAYS[_days()[word][0]] if len(word) == 2 and word in _days() else word


def weekday_names() -> tuple[str, ...]:
    """Every word for days that is understood.

    Examples
    --------
    >>> weekday_names()[:2]
    ('monday', 'mon')
    """
    return tuple(word for word in _days() if len(word) > 2)


def weekdays_of(word: str) -> tuple[int, ...]:
    """Days that a word names, 0 Monday to 6 Sunday; none when it names no day.

    Examples
    --------
    >>> weekdays_of("thurs"), weekdays_of("fri-sun"), weekdays_of("samstags"), weekdays_of("easy")
    ((3,), (4, 5, 6), (5,), ())
    """
    first, dash, last = word.partition("-")
    if dash:
        ends = (_one_day(first), _one_day(last))
        if ends[0] is None or ends[1] is None:
            return ()
        return tuple((ends[0] + i) % 7 for i in range((ends[1] - ends[0]) % 7 + 1))
    if len(word) < 3:
        return ()
    return _days().get(word) or _days().get(word.removesuffix("s"), ())


def _one_day(word: str) -> int | None:
    days = weekdays_of(word) if "-" not in word else ()
    return days[0] if len(days) == 1 else None


@cache
def _kinds() -> dict[str, RunKind]:
    return {
        plain(word).replace("-", " ").replace(" ", JOINT): kind
        for kind, entry in run_kinds().items()
        for word in entry.words
    }


def kind_of(word: str) -> RunKind | None:
    """The kind of run that a word names; repeated stretches are intervals.

    Examples
    --------
    >>> kind_of("track"), kind_of("marathon_pace"), kind_of("8x400"), kind_of("lunch")
    ('intervals', 'tempo', 'intervals', None)
    """
    return "intervals" if re.fullmatch(r"\d+x\d+(?:[.,]\d+)?", word) else _kinds().get(word)


@cache
def _times() -> dict[str, str]:
    return {
        plain(word).replace("-", " ").replace(" ", JOINT): part
        for part, entry in day_times().items()
        for word in entry.words
    }


def time_of_day(word: str) -> str | None:
    """The part of the day that a word names, a key of `day_times`.

    Examples
    --------
    >>> time_of_day("abends"), time_of_day("18:00")
    ('evening', None)
    """
    return _times().get(word)


@cache
def listed(table: str) -> frozenset[str]:
    """The words of a list of `typed_words`, as `words_of` writes them.

    Examples
    --------
    >>> "usually" in listed("fillers")
    True
    """
    return frozenset(plain(word).replace(" ", JOINT) for word in typed_words()[table].words)


def known_words() -> Iterator[str]:
    """Every word that says something.

    Examples
    --------
    >>> "intervals" in set(known_words())
    True
    """
    yield from weekday_names()
    yield from (word.replace(JOINT, " ") for word in (*_kinds(), *_times()))


def not_understood(word: str, clause: str, known: Iterable[str], expected: str) -> InputError:
    """The error for a word that nobody knows, with the nearest one that is known.

    Examples
    --------
    >>> print(not_understood("intervalls", "Tue intervalls", ["intervals"], "a kind of run"))
    Expected a kind of run, got 'intervalls' in 'Tue intervalls'. Did you mean 'intervals'?
    """
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    todo = f"Did you mean '{near[0]}'?" if near else "Leave it out or write it in another way."
    return InputError(expected, f"'{word.replace(JOINT, ' ')}' in '{clause.strip()}'", todo)
