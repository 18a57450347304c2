"""From the rows of a study to its comparisons: what is averaged, what is held, what is compared."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ilio.core import InputError
from ilio.knowledge import threshold
from ilio.observations.study_row import StudyRow
from ilio.reliability.comparing import Comparison, results_of
from ilio.reliability.people_needed import people_for_icc

FACETS = ("session", "rater", "trial", "device")
"""What may be compared, the most telling first."""

HELD = ("session", "rater")
"""What is the same within a comparison, unless it is what is compared; trials are averaged."""


@dataclass(frozen=True)
class Study:
    """All that a study comes to.

    Parameters
    ----------
    people
        In the manifest.
    comparisons
        Those with enough people.
    too_few
        The others, in words.
    unmeasured
        Rows without a number, with the reason.

    Examples
    --------
    >>> Study(12, (), (), ()).people
    12
    """

    people: int
    comparisons: tuple[Comparison, ...]
    too_few: tuple[str, ...]
    unmeasured: tuple[StudyRow, ...]


def study_of(rows: Iterable[StudyRow], *, log: bool | None = None) -> Study:
    """Compare everything that was measured again.

    Parameters
    ----------
    rows
        One number each; rows without one are told with their reason.
    log
        Whether to compare logarithms, so that errors are shares of the value; None does so for
        times.

    Raises
    ------
    InputError
        If there are too few people, or nothing was measured twice, or a logarithm is asked of a
        value that is not over 0.

    Examples
    --------
    >>> rows = [StudyRow(person=f"P{n}", session=s, protocol="thomas", value=n + (s == "2"))
    ...         for n in range(12) for s in "12"]
    >>> study_of(rows).comparisons[0].results[0].pairs[0].agreement.bias.value
    1.0
    """
    every = list(rows)
    people = len({row.person for row in every})
    _check_people(people)
    known = [row for row in every if row.value is not None]
    unmeasured = tuple(row for row in every if row.value is None)
    comparisons: list[Comparison] = []
    too_few: list[str] = []
    for one in _compared(known, log):
        if one.results:
            comparisons.append(one)
        elif one.left_out:
            too_few.append(_words(one))
    if not comparisons:
        raise _nothing(too_few, unmeasured)
    return Study(people, tuple(comparisons), tuple(too_few), unmeasured)


def _compared(rows: Sequence[StudyRow], log: bool | None) -> Iterator[Comparison]:
    """Devices apart for every facet but their own comparison."""
    for protocol, quantity, unit in _unique(rows, "protocol", "quantity", "unit"):
        same = [r for r in rows if (r.protocol, r.quantity, r.unit) == (protocol, quantity, unit)]
        logs = unit == "s" if log is None else log
        for device in (device for (device,) in _unique(same, "device")):
            mine = [row for row in same if row.device == device]
            for facet in FACETS[:-1]:
                yield from _over(mine, facet, device, logs)
        yield from _over(same, FACETS[-1], "", logs)


def _over(rows: Sequence[StudyRow], facet: str, device: str, log: bool) -> Iterator[Comparison]:
    """One comparison for each thing that was held the same."""
    held = [name for name in HELD if name != facet]
    choices = [[value for (value,) in _unique(rows, name)] for name in held]
    for values in product(*choices):
        choice = dict(zip(held, values, strict=True))
        mine = [row for row in rows if all(getattr(row, n) == v for n, v in choice.items())]
        levels = [level for (level,) in _unique(mine, facet)]
        if len(levels) < 2:
            continue
        tables, left_out = _tables(mine, facet, levels, log)
        names = tuple(f"{name} {value}" for name, value in choice.items() if value)
        results = results_of(tables, levels, devices=facet == "device")
        of = mine[0]
        yield Comparison(
            of.protocol,
            of.quantity,
            of.unit,
            device,
            facet,
            tuple(levels),
            names,
            log,
            results,
            left_out,
            _at_top(mine),
        )


def _tables(
    rows: Sequence[StudyRow], facet: str, levels: Sequence[str], log: bool
) -> tuple[dict[str, dict[str, list[float]]], int]:
    """Full rows of numbers by side and person; and how many people have no full row."""
    cells: dict[tuple[str, str, str], list[float]] = {}
    for row in rows:
        side = str(row.side) if row.side else ""
        cells.setdefault((side, row.person, getattr(row, facet)), []).append(_number(row, log))
    tables: dict[str, dict[str, list[float]]] = {}
    short = set()
    for side, person in dict.fromkeys((side, person) for side, person, _ in cells):
        found = [cells.get((side, person, level)) for level in levels]
        full = [math.fsum(cell) / len(cell) for cell in found if cell is not None]
        if len(full) == len(levels):
            tables.setdefault(side, {})[person] = full
        else:
            short.add(person)
    counted = {person for table in tables.values() for person in table}
    least = threshold("study.people_least").value
    few = len(counted) < least or all(len(table) < least for table in tables.values())
    return tables, len(short | counted) if few else len(short)


def _at_top(rows: Sequence[StudyRow]) -> float:
    values = [row.value for row in rows if row.value is not None]
    return values.count(max(values)) / len(values)


def _number(row: StudyRow, log: bool) -> float:
    value = row.value or 0.0
    if not log:
        return value
    if value <= 0:
        raise InputError(
            "values over 0, for times are compared as ratios",
            f"{value:g} in line {row.line}",
            "Leave that cell empty if there was no hold, or compare differences: --no-log.",
        )
    return math.log(value)


def _unique(rows: Iterable[StudyRow], *names: str) -> list[tuple[str, ...]]:
    """In the order in which they first appear."""
    return list(dict.fromkeys(tuple(str(getattr(row, n)) for n in names) for row in rows))


def _check_people(people: int) -> None:
    least = int(threshold("study.people_least").value)
    if people < least:
        raise InputError(
            f"{least} people or more", str(people), f"Measure {least - people} more. {_needed()}"
        )


def _nothing(too_few: Sequence[str], unmeasured: Sequence[StudyRow]) -> InputError:
    least = int(threshold("study.people_least").value)
    if too_few:
        return InputError(
            f"{least} people or more with every number of a comparison",
            "; ".join(too_few),
            f"Fill the gaps or measure more people. {_needed()}",
        )
    if unmeasured:
        first = unmeasured[0]
        why = first.why_not.rstrip(".")
        got = f"{len(unmeasured)} rows without one, first line {first.line}: {why}"
        return InputError("rows with a number", got, "Fill in the cells under value or path.")
    return InputError(
        "people who were measured again: two sessions, raters, trials or devices",
        "one number each",
        "Add the repeats as rows of their own, with another session, rater or trial.",
    )


def _needed() -> str:
    """How many people make a study that can be read."""
    width = threshold("study.icc_width").value
    usual, high = (threshold(key).value for key in ("study.icc_usual", "study.icc_good"))
    return (
        f"For an interval of the ICC {width:g} wide a study needs {people_for_icc(usual)} people "
        f"where the ICC is {usual:g}, and {people_for_icc(high)} where it is {high:g}."
    )


def _words(one: Comparison) -> str:
    what = " ".join(filter(None, (one.protocol, one.quantity.replace("_", " "), one.device)))
    held = f" ({', '.join(one.held)})" if one.held else ""
    return (
        f"{what} over {one.facet}s {', '.join(one.levels)}{held}: too few people with all of them"
    )
