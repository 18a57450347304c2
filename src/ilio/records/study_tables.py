"""The tables of a study: reliability, agreement, and all forms of the ICC."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ilio.records.study_words import (
    compared_name,
    icc_text,
    scale_of,
    slope_text,
)
from ilio.reliability import Comparison, ErrorSize, Result

FORM, WHAT = "ICC({})", ("Compared", "Side")
SHOWN, OTHERS = ("2,1", "3,1"), ("1,1", "1,k", "2,k", "3,k")
"""Forms of the first table; the others stand in a table of their own."""

RELIABILITY = (
    *(*WHAT, "n", "Mean, SD", *map(FORM.format, SHOWN)),
    *("SEM", "MDC95", "SEM, agreement", "MDC95, agreement"),
)
AGREEMENT = (*WHAT, "Bias", "Lower limit", "Upper limit", "Slope", "Spread")
FORMS = (*WHAT, *map(FORM.format, OTHERS))
"""Names of the columns."""

LEGEND = (
    "In brackets stand 95 % intervals.",
    "ICC(2,1) asks whether the numbers are the same, ICC(3,1) whether people keep their order; "
    "forms 1 tell no column from another; k stands for the mean of all columns.",
    "SEM: how far a number moves although nothing changed. MDC95: one person's change counts "
    "beyond it. Agreement: the same with what raters or sessions differ by on the whole.",
    "Both hips are pooled and counted as what they are worth: one person's two hips err alike.",
    "Differences are the second less the first; for times, divided by it. The limits hold 95 % of "
    "such differences. Slope and spread: by how much the difference, and its standard deviation, "
    "grow with each unit of the value.",
)
"""How the tables are read."""


@dataclass(frozen=True)
class StudyTable:
    """One table.

    Parameters
    ----------
    title
        Above it.
    head
        Names of the columns.
    rows
        One text a cell.

    Examples
    --------
    >>> StudyTable("Reliability", ("side",), (("left",),)).rows
    (('left',),)
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(comparisons: Sequence[Comparison]) -> tuple[StudyTable, ...]:
    """The tables of one quantity by one device; a table without rows is left out.

    Examples
    --------
    >>> tables_of(())
    ()
    """
    found = (
        reliability_table(comparisons),
        StudyTable("Agreement", AGREEMENT, tuple(_agreement_rows(comparisons))),
        StudyTable("All forms of the ICC", FORMS, tuple(_form_rows(comparisons))),
    )
    return tuple(table for table in found if table.rows)


def reliability_table(comparisons: Sequence[Comparison]) -> StudyTable:
    """The table of the paper: ICC, SEM and MDC of every comparison within one device.

    Examples
    --------
    >>> reliability_table(()).head[-1]
    'MDC95, agreement'
    """
    rows = tuple(
        _reliability_row(comparison, result, result.size)
        for comparison, result in _results(comparisons)
        if result.size is not None
    )
    return StudyTable("Reliability", RELIABILITY, rows)


def _reliability_row(comparison: Comparison, result: Result, size: ErrorSize) -> tuple[str, ...]:
    forms, scale = _forms(result), scale_of(comparison)
    return (
        *_what(comparison, result),
        str(result.people),
        f"{scale.value(result.mean)} {scale.spread(result.sd)}",
        *(forms.get(form, "") for form in SHOWN),
        f"{scale.error(size.sem.value)} ({scale.error_ends(size.sem)})",
        scale.change(size.mdc),
        scale.error(size.sem_agreement),
        scale.change(size.mdc_agreement),
    )


def _agreement_rows(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    for comparison, result in _results(comparisons):
        scale = scale_of(comparison)
        for pair in result.pairs:
            found = pair.agreement
            limits = (
                f"{scale.difference(one.value)} ({scale.ends(one)})"
                for one in (found.bias, found.lower, found.upper)
            )
            slopes = slope_text(found.slope), slope_text(found.spread)
            two = compared_name(comparison, (pair.first, pair.second))
            yield two, result.side or "all", *limits, *slopes


def _form_rows(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    for comparison, result in _results(comparisons):
        if forms := _forms(result):
            yield *_what(comparison, result), *(forms[form] for form in OTHERS)


def _results(comparisons: Sequence[Comparison]) -> Iterator[tuple[Comparison, Result]]:
    for comparison in comparisons:
        for result in comparison.results:
            yield comparison, result


def _what(comparison: Comparison, result: Result) -> tuple[str, str]:
    return compared_name(comparison), result.side or "all"


def _forms(result: Result) -> dict[str, str]:
    return {icc.form: icc_text(icc.estimate) for icc in result.iccs}
