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


class TitleWords(Entry):
    """Words that make a calendar event a run.

    Parameters
    ----------
    words
        Small letters.
    meaning
        One sentence.

    Examples
    --------
    >>> "jog" in run_title_words().words
    True
    """

    words: tuple[str, ...]
    meaning: str


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
def run_title_words() -> TitleWords:
    """What makes a calendar event a run.

    Examples
    --------
    >>> "meeting" in run_title_words().words
    False
    """
    return TitleWords.model_validate(read_toml("run_words.toml")["titles"]["run"])


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
