"""The report as one HTML file or one PDF file; the visit as JSON."""

import json
from dataclasses import asdict, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.core import UnknownNameError
from ilio.observations import MuscleStory
from ilio.programmes.programme import Programme
from ilio.records.report import report_of
from ilio.records.report_parts import Report
from ilio.records.typesetting import typeset
from ilio.records.visit import Visit
from ilio.records.visit_json import save
from ilio.records.writing import check_place, write_whole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCREEN_FONT = "system-ui, sans-serif"
PRINT_FONT = "Libertinus Serif"
"""Comes with typst; no font of the system is used, so every machine prints the same."""


def render(
    visit: Visit,
    path: str | Path,
    story: MuscleStory | None = None,
    programme: Programme | None = None,
    *,
    appendix: bool = False,
) -> Path:
    """Write the report of a visit, by the ending of the path: .html, .pdf or .json.

    Parameters
    ----------
    visit
        What was measured and judged.
    path
        Where to.
    story
        What the muscle model says of it, from `ilio.wiring.explain`; it stands in the appendix.
    programme
        The plan made from it; its first exercises are drawn.
    appendix
        Whether checks, all numbers, claims and literature follow the first two pages.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.verdicts.verdict import Judgement
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     render(Visit(Judgement("Nothing was measured.", {})), f"{folder}/report.html").suffix
    '.html'
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if ending not in ("html", "json", "pdf"):
        raise UnknownNameError("report ending", ending, ["html", "json", "pdf"], target.name)
    check_place(target)
    if ending == "json":
        return save(visit, target)
    report = replace(report_of(visit, story, programme), appendix=appendix)
    content = html(report).encode() if ending == "html" else pdf(report)
    return write_whole(target, content)


def html(report: Report) -> str:
    """The report as one page that needs nothing else: no script, no request.

    Examples
    --------
    >>> page = html(Report("Hip flexors", "", "", "All fine.", "Ilio", "0.1.0"))
    >>> page.startswith("<!DOCTYPE html>"), "All fine." in page
    (True, True)
    """
    return page_of("report.html", report=report)


def pdf(report: Report) -> bytes:
    """The report as a tagged PDF on A4.

    Examples
    --------
    >>> pdf(Report("Hip flexors", "", "", "All fine.", "Ilio", "0.1.0"))[:5]
    b'%PDF-'
    """
    return print_of("report.typ", report=report)


def page_of(template: str, **given: object) -> str:
    """A page from its template, with the style of all reports.

    Parameters
    ----------
    template
        Name of a file in ``templates``.
    given
        What the template names.

    Examples
    --------
    >>> page_of("report.html", report=Report("Hip flexors", "", "", "Fine.", "Ilio", "0"))[:9]
    '<!DOCTYPE'
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_template),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    page = environment.get_template(template).render(css=_template("report.css"), **given)
    return page.lstrip()


def print_of(template: str, **given: "DataclassInstance") -> bytes:
    """A tagged PDF from its template; every font is typst's own, so that all machines print alike.

    Parameters
    ----------
    template
        Name of a file in ``templates``.
    given
        What the template takes in, each as JSON.

    Examples
    --------
    >>> print_of("report.typ", report=Report("Hip flexors", "", "", "Fine.", "Ilio", "0"))[:5]
    b'%PDF-'
    """
    texts = {
        name: json.dumps(asdict(one), ensure_ascii=False).replace(SCREEN_FONT, PRINT_FONT)
        for name, one in given.items()
    }
    return typeset(_template(template), given=texts)


def _template(name: str) -> str:
    return resources.files("ilio.records").joinpath("templates", name).read_text(encoding="utf-8")
