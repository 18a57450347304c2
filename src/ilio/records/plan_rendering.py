"""A programme as a file: PDF, Markdown, JSON, calendar or FHIR CarePlan, by the ending."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path

from ilio.core import InputError, UnknownNameError
from ilio.programmes.programme import Programme
from ilio.records.handout import handout_of
from ilio.records.handout_parts import Handout
from ilio.records.plan_calendar import calendar_of
from ilio.records.plan_fhir import care_plan
from ilio.records.plan_json import save_programme
from ilio.records.plan_text import markdown
from ilio.records.rendering import print_of
from ilio.records.writing import check_place, write_whole

ENDINGS = (".fhir.json", ".ics", ".json", ".md", ".pdf")


def render_plan(
    programme: Programme,
    path: str | Path,
    *,
    stamp: datetime | None = None,
    zone: tzinfo | None = None,
    version: str = "",
    reminders: bool = False,
) -> Path:
    """Write a programme, by the ending of the path: .pdf .md .json .ics or .fhir.json.

    A calendar file that is already there is taken as that of the plan's last version: moved
    sessions move and dropped ones are cancelled when it is imported.

    Parameters
    ----------
    programme
        The plan.
    path
        Where to.
    stamp, zone
        When the file is made, with a zone, and the zone of the local times; .ics needs the first
        and .fhir.json both.
    version
        Of Ilio, printed on the handout.
    reminders
        Whether calendar events remind half an hour before.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    InputError
        If `stamp` or `zone` is needed and missing, or the calendar that is there is not Ilio's.
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import date
    >>> plan = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0, refused="Fever.")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     render_plan(plan, f"{folder}/plan.md").read_text().splitlines()[0]
    '# Hip flexor plan'
    """
    target = Path(path)
    ending = _ending(target)
    check_place(target)
    if ending == ".json":
        return save_programme(programme, target)
    if ending in (".ics", ".fhir.json"):
        if stamp is None or (zone is None and ending == ".fhir.json"):
            todo = "Give both, such as zone=ZoneInfo('Europe/Berlin')."
            raise InputError(f"stamp and zone for {target.name}", "none", todo)
        if ending == ".fhir.json" and zone is not None:
            return write_whole(target, care_plan(programme, stamp, zone))
        previous = target.read_bytes() if target.is_file() else None
        content = calendar_of(
            programme,
            stamp=stamp,
            zone=zone,
            previous=previous,
            reminders=reminders,
        )
        return write_whole(target, content)
    printed: Callable[[Handout], bytes] = plan_pdf if ending == ".pdf" else _plain
    return write_whole(target, printed(handout_of(programme, version=version)))


def plan_pdf(handout: Handout) -> bytes:
    """The handout as a tagged PDF on A4.

    Examples
    --------
    >>> plan_pdf(Handout(title="Hip flexor plan", summary="Rest for a week."))[:5]
    b'%PDF-'
    """
    return print_of("plan.typ", plan=handout)


def _plain(handout: Handout) -> bytes:
    return markdown(handout).encode()


def _ending(target: Path) -> str:
    for ending in ENDINGS:
        if target.name.lower().endswith(ending):
            return ending
    raise UnknownNameError("plan ending", target.suffix.lower(), ENDINGS, target.name)
