"""Points as a table: the CSV of DeepLabCut and of SLEAP's analysis export."""

import csv
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.landmarks.numbered import number_in
from ilio.sources.landmarks.persons import Persons
from ilio.sources.opening import read_text

_LEVELS = ("scorer", "individuals", "bodyparts", "coords")
"""Rows of names above the numbers of DeepLabCut; the second is there for several animals."""

_SLEAP = ("track", "frame_idx")
_PEEK = 200

Table = tuple[list[str], dict[int, Persons], str]
"""Names of the points, persons by the number of their picture, what wrote the file."""


def is_pose_table(path: Path) -> bool:
    """Whether a CSV file begins like one of DeepLabCut or SLEAP.

    Examples
    --------
    >>> is_pose_table(Path(__file__))
    False
    """
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        start = stream.read(_PEEK).removeprefix(b"\xef\xbb\xbf")
    return start.startswith((f"{_LEVELS[0]},".encode(), ",".join(_SLEAP).encode()))


def read_pose_table(path: Path) -> Table:
    r"""Points with their names, by picture.

    Raises
    ------
    ReadError
        If the file cannot be opened, or a row or a cell of it is faulty.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> head = "scorer,me,me,me\nbodyparts,nose,nose,nose\ncoords,x,y,likelihood\n"
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.csv"
    ...     _ = file.write_text(head + "0,5,6,0.9\n2,7,8,0.7\n")
    ...     names, found, maker = read_pose_table(file)
    >>> names, found[2], maker
    (['nose'], [array([[7. , 8. , 0.7]])], 'DeepLabCut')
    """
    text = read_text(path)
    try:
        rows = [row for row in csv.reader(text.split("\n")) if row]
        return _deeplabcut(rows) if rows[0][0] == _LEVELS[0] else _sleap(rows)
    except (ValueError, IndexError, KeyError, csv.Error) as problem:
        raise ReadError(path, "a whole table of points", f"{problem}", "Export it again.") from None


def _deeplabcut(rows: list[list[str]]) -> Table:
    levels = {row[0]: row for row in rows[: len(_LEVELS)] if row[0] in _LEVELS}
    first = next(i for i, name in enumerate(levels["bodyparts"]) if i and name)
    points = list(dict.fromkeys(levels["bodyparts"][first:]))
    who = levels.get("individuals", [""] * len(levels["bodyparts"]))
    individuals = list(dict.fromkeys(who[first:]))
    place = {"x": 0, "y": 1, "likelihood": 2}
    columns = [
        (individuals.index(who[i]), points.index(levels["bodyparts"][i]), place[axis], i)
        for i, axis in enumerate(levels["coords"])
        if i >= first and axis in place
    ]
    found: dict[int, Persons] = {}
    for row in rows[len(levels) :]:
        _check_whole(row, levels["coords"])
        person = _nobody(len(individuals), len(points))
        for one, point, axis, i in columns:
            person[one, point, axis] = _number(row[i])
        seen = [p for p in person if np.isfinite(p[:, 0]).any()]
        found[number_in(row[first - 1])] = seen
    return points, found, "DeepLabCut"


def _sleap(rows: list[list[str]]) -> Table:
    head = rows[0]
    points = [name.removesuffix(".x") for name in head if name.endswith(".x")]
    columns = [
        (i, axis, head.index(f"{name}.{word}"))
        for i, name in enumerate(points)
        for axis, word in enumerate(("x", "y", "score"))
        if f"{name}.{word}" in head
    ]
    found: dict[int, Persons] = {}
    for row in rows[1:]:
        _check_whole(row, head)
        person = _nobody(1, len(points))[0]
        for point, axis, i in columns:
            person[point, axis] = _number(row[i])
        found.setdefault(int(row[head.index(_SLEAP[1])]), []).append(person)
    return points, found, "SLEAP"


def _check_whole(row: list[str], names: list[str]) -> None:
    if len(row) != len(names):
        raise ValueError(f"{len(row)} cells of {len(names)} in the row '{row[0][:40]}'")


def _nobody(individuals: int, points: int) -> FloatArray:
    """Nobody seen, but sure of it: some writers leave the confidence away."""
    return np.tile([np.nan, np.nan, 1.0], (individuals, points, 1))


def _number(cell: str) -> float:
    return float(cell) if cell.strip() else np.nan
