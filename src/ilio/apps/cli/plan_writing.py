"""Where a plan is written to; every place is checked before any work is done."""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli import clock
from ilio.apps.cli.voice import note

if TYPE_CHECKING:
    from ilio.programmes.programme import Programme


def check_outputs(outputs: Mapping[str, Path | None]) -> None:
    """Refuse a place that cannot be written, or a name with another ending.

    Parameters
    ----------
    outputs
        Ending to path; None where nothing was asked for.

    Raises
    ------
    InputError
        If a name has another ending than its option.
    OutputError
        If a place cannot be written.

    Examples
    --------
    >>> check_outputs({".ics": Path("plan.txt")})
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a name that ends in .ics, got 'plan.txt'. Write for \
example plan.ics.
    """
    from ilio.core import InputError
    from ilio.records.writing import check_place

    for ending, path in outputs.items():
        if path is None:
            continue
        if not path.name.lower().endswith(ending):
            todo = f"Write for example plan{ending}."
            raise InputError(f"a name that ends in {ending}", f"'{path.name}'", todo)
        check_place(path)


def write_outputs(
    programme: "Programme",
    outputs: Mapping[str, Path | None],
    zone: tzinfo | None,
    *,
    reminders: bool = False,
) -> None:
    """Write the plan everywhere it was asked for.

    Parameters
    ----------
    programme
        The plan.
    outputs
        Ending to path; None where nothing was asked for.
    zone
        Of the local times; None for a plan that does not know: its calendar stays in the zone of
        the file that is written over, and without one its times are local wherever it is read.
    reminders
        Whether calendar events remind.

    Raises
    ------
    OutputError
        If a place cannot be written.

    Examples
    --------
    >>> from datetime import date
    >>> from ilio.programmes.programme import Programme
    >>> plan = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=0)
    >>> write_outputs(plan, {".md": None}, clock.zone_of("UTC"))
    """
    from ilio import __version__, records

    for path in outputs.values():
        if path is not None:
            records.render_plan(
                programme,
                path,
                stamp=clock.now(zone or clock.zone_of(None)).replace(microsecond=0),
                zone=zone,
                version=__version__,
                reminders=reminders,
            )
            note(f"Written: {path}")
