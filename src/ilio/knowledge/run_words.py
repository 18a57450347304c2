"""Words for runs and free times, with the defaults for what was left out."""

from datetime import time
from functools import cache
from typing import Literal

from ilio.knowledge.entry import Entry, flatten, read_toml
from ilio.knowledge.limits import Threshold

RunKindName = Literal["easy", "long", "tempo", "intervals", "race"]


class RunKindWords(Entry):
    """One kind of run.

    Parameters
    ----------
    words
        What people call it, small letters.
    minutes
        Duration when none was said, in `unit`.
    unit
        ``min``.
    at
        Local start when none was said.
    meaning
        One sentence.

    Examples
    --------
    >>> run_kinds()["long"].minutes
    90
    """

    words: tuple[str, ...]
    minutes: int
    unit: str
    at: time
    meaning: str


class WordList(Entry):
    """Words with one meaning.

    Parameters
    ----------
    words
        Words and phrases, small letters.
    meaning
        One sentence.

    Examples
    --------
    >>> "jog" in run_title_words()["sure"].words
    True
    """

    words: tuple[str, ...]
    meaning: str


class DayGroup(WordList):
    """Words for several days of the week at once.

    Parameters
    ----------
    days
        0 Monday to 6 Sunday.

    Examples
    --------
    >>> day_groups()["weekend"].days
    (5, 6)
    """

    days: tuple[int, ...]


class NamedDistance(WordList):
    """A distance that has a name.

    Parameters
    ----------
    km
        In `unit`.
    unit
        ``km``.

    Examples
    --------
    >>> run_distances()["half_marathon"].km
    21.1
    """

    km: float
    unit: str


class DayTime(Entry):
    """A part of the day.

    Parameters
    ----------
    words
        What people call it, small letters.
    start, end
        Local times.
    meaning
        One sentence.

    Examples
    --------
    >>> day_times()["evening"].start.hour
    18
    """

    words: tuple[str, ...]
    start: time
    end: time
    meaning: str


@cache
def run_kinds() -> dict[RunKindName, RunKindWords]:
    """All kinds of runs.

    Examples
    --------
    >>> sorted(run_kinds())
    ['easy', 'intervals', 'long', 'race', 'tempo']
    """
    table = read_toml("run_words.toml")["kinds"]
    return {key: RunKindWords.model_validate(entry) for key, entry in table.items()}


@cache
def run_title_words() -> dict[str, WordList]:
    """What makes a calendar event a run, and what makes it none.

    Examples
    --------
    >>> "school run" in run_title_words()["never"].words
    True
    """
    table = read_toml("run_words.toml")["titles"]
    return {key: WordList.model_validate(entry) for key, entry in table.items()}


@cache
def day_names() -> tuple[WordList, ...]:
    """What people call the days of the week, from Monday.

    Examples
    --------
    >>> "samstag" in day_names()[5].words
    True
    """
    table = read_toml("run_words.toml")["days"]
    return tuple(WordList.model_validate(entry) for entry in table.values())


@cache
def day_groups() -> dict[str, DayGroup]:
    """What people call several days at once.

    Examples
    --------
    >>> day_groups()["every_day"].days
    (0, 1, 2, 3, 4, 5, 6)
    """
    table = read_toml("run_words.toml")["groups"]
    return {key: DayGroup.model_validate(entry) for key, entry in table.items()}


@cache
def run_distances() -> dict[str, NamedDistance]:
    """Distances that have a name.

    Examples
    --------
    >>> run_distances()["marathon"].km
    42.2
    """
    table = read_toml("run_words.toml")["distances"]
    return {key: NamedDistance.model_validate(entry) for key, entry in table.items()}


@cache
def sport_words() -> dict[str, WordList]:
    """What watches and apps call running and other sports.

    Examples
    --------
    >>> "jogging" in sport_words()["runs"].words
    True
    """
    table = read_toml("run_words.toml")["sports"]
    return {key: WordList.model_validate(entry) for key, entry in table.items()}


@cache
def typed_words() -> dict[str, WordList]:
    """Words of a typed week that are no day, time or kind of run.

    Examples
    --------
    >>> "usually" in typed_words()["fillers"].words
    True
    """
    table = read_toml("run_words.toml")["typed"]
    return {key: WordList.model_validate(entry) for key, entry in table.items()}


@cache
def day_times() -> dict[str, DayTime]:
    """All parts of the day.

    Examples
    --------
    >>> day_times()["day"].end.hour
    21
    """
    table = read_toml("run_words.toml")["times"]
    return {key: DayTime.model_validate(entry) for key, entry in table.items()}


@cache
def run_guesses() -> dict[str, Threshold]:
    """Numbers with which a pattern of runs is guessed from a history.

    Examples
    --------
    >>> run_guesses()["share"].unit
    '%'
    """
    table = flatten(read_toml("run_words.toml")["guess"], "value")
    return {key: Threshold.model_validate(entry) for key, entry in table.items()}
