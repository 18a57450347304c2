"""What a working process prints: reports and plans as files."""

from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from ilio import __version__
from ilio.programmes.programme import Programme
from ilio.records import Visit
from ilio.records.handout import handout_of
from ilio.records.plan_calendar import calendar_of
from ilio.records.plan_rendering import plan_pdf
from ilio.records.plan_text import markdown
from ilio.records.rendering import html, pdf
from ilio.records.report import report_of
from ilio.wiring import explain


def printed_report(
    visit: Visit, ending: str, appendix: bool = False, programme: Programme | None = None
) -> bytes:
    """The report of a visit.

    Parameters
    ----------
    visit
        What was judged.
    ending
        ``"html"`` or ``"pdf"``.
    appendix
        Whether everything else follows the first two pages.
    programme
        The plan as it stands; None without one.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> printed_report(Visit(Judgement("Nothing was measured.", {})), "html")[:15]
    b'<!DOCTYPE html>'
    """
    story = explain(visit, every=False) if appendix else None
    report = replace(report_of(visit, story, programme), appendix=appendix)
    return pdf(report) if ending == "pdf" else html(report).encode()


def printed_plan(
    programme: Programme,
    ending: str,
    made: datetime,
    zone: tzinfo,
    reminders: bool,
    previous: bytes | None = None,
) -> bytes:
    """A plan.

    Parameters
    ----------
    programme
        As it stands.
    ending
        ``"ics"``, ``"md"`` or ``"pdf"``.
    made, zone
        When, and in which zone the sessions are.
    reminders
        Whether events of the calendar remind.
    previous
        The calendar that was handed out last.

    Examples
    --------
    >>> from datetime import UTC, date
    >>> rest = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0)
    >>> made = datetime(2026, 11, 22, tzinfo=UTC)
    >>> printed_plan(rest, "md", made, UTC, False).splitlines()[0]
    b'# Hip flexor plan'
    """
    if ending == "ics":
        # a plan keeps the zone that it was made in
        own = ZoneInfo(programme.zone) if programme.zone else zone
        return calendar_of(programme, stamp=made, zone=own, previous=previous, reminders=reminders)
    handout = handout_of(programme, version=__version__)
    return plan_pdf(handout) if ending == "pdf" else markdown(handout).encode()
