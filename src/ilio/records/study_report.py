"""From a study to the parts of its report: plots and tables, what they come to, what to know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.records.citing import full_citation
from ilio.records.drawing.agreement_plot import agreement_plot
from ilio.records.picture import Picture
from ilio.records.study_tables import LEGEND, StudyTable, tables_of
from ilio.records.study_words import compared_name, measured_name, scale_of
from ilio.records.wording import figure
from ilio.reliability import Comparison, Study

SOURCES = ("shroutfleiss1979", "mcgraw1996", "weir2005", "blandaltman1986", "bonett2002")


@dataclass(frozen=True)
class StudyPart:
    """One quantity by one device.

    Parameters
    ----------
    title
        What was measured, by what.
    findings, notes
        What each comparison comes to, and what a reader has to know; one sentence each.
    pictures
        One Bland-Altman plot a pair.
    tables
        The numbers.

    Examples
    --------
    >>> StudyPart("Thigh drop, by goniometer", (), (), (), ()).title
    'Thigh drop, by goniometer'
    """

    title: str
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[StudyTable, ...]


@dataclass(frozen=True)
class StudyReport:
    """Everything that paper shows of a study.

    Parameters
    ----------
    title, summary, version
        In words.
    parts
        One a quantity and device.
    left_out
        What was not measured, and why.
    legend
        How the tables are read.
    literature
        Full citations.

    Examples
    --------
    >>> StudyReport("Reliability", "All fine.", "0.1.0", (), (), (), ()).parts
    ()
    """

    title: str
    summary: str
    version: str
    parts: tuple[StudyPart, ...]
    left_out: tuple[str, ...]
    legend: tuple[str, ...]
    literature: tuple[str, ...]


def study_report(study: Study, *, title: str, version: str = "") -> StudyReport:
    """The report of a study, in words, plots and tables.

    Parameters
    ----------
    study
        What was compared.
    title
        Of the report.
    version
        Of Ilio.

    Examples
    --------
    >>> study_report(Study(12, (), (), ()), title="Reliability").summary
    '12 people, 0 comparisons.'
    """
    count = len(study.comparisons)
    named = groupby(study.comparisons, key=measured_name)
    return StudyReport(
        title=title,
        summary=f"{study.people} people, {count} comparison{'' if count == 1 else 's'}.",
        version=version,
        parts=tuple(_part(number, name, list(same)) for number, (name, same) in enumerate(named)),
        left_out=(*study.too_few, *_left_out(study)),
        legend=LEGEND,
        literature=tuple(full_citation(key) for key in SOURCES),
    )


def _part(number: int, name: str, comparisons: Sequence[Comparison]) -> StudyPart:
    return StudyPart(
        name,
        tuple(_finding(one) for one in comparisons),
        tuple(f"{compared_name(one)}: {note}" for one in comparisons for note in _notes(one)),
        tuple(_pictures(number, comparisons)),
        tables_of(comparisons),
    )


def _finding(comparison: Comparison) -> str:
    """What one comparison comes to, for whoever reads no table."""
    result, scale = comparison.leading, scale_of(comparison)
    who = f"{result.people} people" + (f", {result.side}" if result.side else "")
    what = f"{compared_name(comparison)} ({who})"
    if result.size is None:
        found = result.pairs[0].agreement
        low, high = (scale.difference(one.value) for one in (found.lower, found.upper))
        bias = scale.difference(found.bias.value)
        return f"{what}: the second reads {bias} on average; for one person {low} to {high}."
    sem, least = scale.error(result.size.sem.value), scale.change(result.size.mdc)
    return (
        f"{what}: a number moves by {sem} (SEM) although nothing changed; one person's change "
        f"counts beyond {least} (MDC95)."
    )


def _pictures(part: int, comparisons: Iterable[Comparison]) -> Iterator[Picture]:
    for row, comparison in enumerate(comparisons):
        result = comparison.leading
        for column, pair in enumerate(result.pairs):
            drawing = agreement_plot(
                pair.agreement,
                scale_of(comparison),
                (f"{comparison.facet} {pair.first}", f"{comparison.facet} {pair.second}"),
                f"agreement-{part}-{row}-{column}",
                compared_name(comparison, (pair.first, pair.second)),
                hips=result.hips is not None,
            )
            yield Picture(drawing.svg(), drawing.desc, drawing.title, "")


def _notes(comparison: Comparison) -> Iterator[str]:
    hips = comparison.leading.hips
    if hips is not None:
        worth = hips.freedom / (len(comparison.levels) - 1) + 1
        yield (
            f"the errors of a person's two hips go together (r {figure(hips.shared, places=2)}): "
            f"{2 * hips.people} hips tell what {worth:.0f} independent ones would."
        )
    if comparison.left_out:
        yield f"{comparison.left_out} people without every number were left out."
    if comparison.at_top >= threshold("study.ceiling").value / PERCENT:
        yield (
            f"{PERCENT * comparison.at_top:.0f} % of the values equal the highest one. If the test "
            "was stopped there, people look more alike than they are, and the SEM is too good."
        )
    if not comparison.log and any(
        not p.agreement.spread.holds_zero for p in comparison.leading.pairs
    ):
        yield (
            "the scatter changes with the size of the value, so one limit may not fit all people; "
            "look at the plot. Of twenty such comparisons one shows this by chance."
        )


def _left_out(study: Study) -> Iterator[str]:
    """Rows without a number, alike reasons together."""
    reasons: dict[str, list[str]] = {}
    for row in study.unmeasured:
        lines = reasons.setdefault(f"{row.quantity.replace('_', ' ')}: {row.why_not}", [])
        lines.append(str(row.line))
    for reason, lines in reasons.items():
        where = (
            f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} rows, first line {lines[0]}"
        )
        yield f"{where}: {reason.removeprefix(': ')}"
