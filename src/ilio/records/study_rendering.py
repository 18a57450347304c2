"""The report of a study as HTML or PDF, by the ending of the path."""

from pathlib import Path

from ilio.core import UnknownNameError
from ilio.records.rendering import page_of, print_of
from ilio.records.study_report import StudyReport
from ilio.records.writing import check_place, write_whole

ENDINGS = (".html", ".pdf")


def check_study_place(path: str | Path) -> None:
    """Refuse a place where no report of a study can be written, before it is made.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> check_study_place("study.docx")
    Traceback (most recent call last):
    ...
    ilio.core.errors.UnknownNameError: Expected a report ending (.html, .pdf), got '.docx' in \
study.docx. Use one of those names.
    """
    target = Path(path)
    if target.suffix.lower() not in ENDINGS:
        raise UnknownNameError("report ending", target.suffix.lower(), ENDINGS, target.name)
    check_place(target)


def render_study(report: StudyReport, path: str | Path) -> Path:
    """Write the report.

    Raises
    ------
    UnknownNameError, OutputError
        As `check_study_place`.

    Examples
    --------
    >>> import tempfile
    >>> report = StudyReport("Reliability", "Fine.", "0.1.0", (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     render_study(report, f"{folder}/study.pdf").read_bytes()[:5]
    b'%PDF-'
    """
    check_study_place(path)
    target = Path(path)
    if target.suffix.lower() == ".html":
        return write_whole(target, page_of("study.html", study=report).encode())
    return write_whole(target, print_of("study.typ", study=report))
