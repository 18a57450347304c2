"""Pictures by their number in the film: one that is missing is a gap in time, never closed up."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ilio.core import ReadError
from ilio.sources.landmarks.persons import Persons

FARTHEST_PICTURE = 10**9
LONGEST_FILM, MOST_PICTURES = 1_000_000, 120_000
"""The film of a test is not so long, and not so many of its pictures have points."""

GAP = 1.5
"""Pictures are missing where the next number is this many usual steps on."""


def number_in(name: str) -> int:
    """The last number in a name; 0 for none.

    Examples
    --------
    >>> number_in("clip2_000000000060_keypoints"), number_in("7.jpg"), number_in("a")
    (60, 7, 0)
    """
    digits = re.findall(r"\d+", name)
    return int(digits[-1][-9:]) if digits else 0


def numbers_in(names: Sequence[str], path: object) -> list[int]:
    """The number of each picture: the last of those in the names that differs from file to file.

    Raises
    ------
    ReadError
        If no number does.

    Examples
    --------
    >>> numbers_in(["a_05_person_0", "a_10_person_0"], "folder")
    [5, 10]
    """
    digits = [re.findall(r"\d+", name) for name in names]
    for place in range(1, max(map(len, digits), default=0) + 1):
        found = [int(groups[-place][-9:]) for groups in digits if len(groups) >= place]
        if len(set(found)) == len(names):
            return found
    got = "names without one" if not all(digits) else "a number that comes twice"
    todo = "Keep the names under which they were written."
    raise ReadError(path, "files with the number of the picture in their names", got, todo)


def in_order(found: Mapping[int, Persons], path: object) -> tuple[list[Persons], list[int]]:
    """Pictures in order with their numbers from 0; nobody in those that are missing between.

    Parameters
    ----------
    found
        Persons by the number of the picture.
    path
        For the message.

    Raises
    ------
    ReadError
        If the numbers run on for longer than any film of a test.

    Examples
    --------
    >>> in_order({5: [], 10: [], 15: [], 25: []}, "folder")[1]
    [0, 5, 10, 15, 20]
    """
    known = np.array(sorted(found), dtype=np.int64)
    steps = np.diff(known)
    usual = int(np.median(steps)) if len(steps) else 1
    span = int(known[-1] - known[0]) if len(known) else 0
    if span > LONGEST_FILM or span / usual > MOST_PICTURES:
        got = f"pictures from {known[0]} to {known[-1]}"
        raise ReadError(path, "pictures numbered in a row", got, "Number them from 0.")
    missing = [
        np.arange(known[i] + usual, known[i + 1], usual)
        for i in np.flatnonzero(steps > GAP * usual)
    ]
    numbers = np.sort(np.concatenate([known, *missing])).tolist()
    return [found.get(at, []) for at in numbers], [at - numbers[0] for at in numbers]
